"""What the loss would be for given reconstructions: one loss a file, in NumPy, the same for every engine."""
