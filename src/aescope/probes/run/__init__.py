"""Probes of a run: each file measures one quantity."""
