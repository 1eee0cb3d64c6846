"""aescope tells whether an image autoencoder learned anything, why not, and what fixes it."""

__version__ = "0.1.0"
