"""The losses: one file each, with its name, its other spellings and its arguments."""
