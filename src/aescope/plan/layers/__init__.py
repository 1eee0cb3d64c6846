"""The layers: one file each, with the shape it puts out, its settings, its weights and its work."""
