"""The cases, one file per kind of thing compared."""
