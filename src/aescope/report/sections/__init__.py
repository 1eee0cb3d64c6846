"""Sections of the page: each file turns a study or an experiment into blocks and registers itself with its number."""
