"""The losses in PyTorch, with Keras' gradients: one a file."""
