"""The edits: one file for each change of a plan."""
