"""What Keras does between two epochs when it is asked to: one callback a file."""
