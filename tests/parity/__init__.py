"""Keras 3 on TensorFlow as the judge: what it computes for small networks, and the comparison with it."""
