"""The optimizers: one file each, with its arguments and the defaults of both versions of Keras."""
