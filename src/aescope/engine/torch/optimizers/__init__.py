"""The optimizers by Keras' update formulas, on many tensors at once: one a file."""
