"""The layers in PyTorch: one builder a file."""
