"""Keras' exact meaning in PyTorch: one builder a layer, losses and optimizers by Keras' formulas, and the session."""
