"""One file a command of `grade`. Only these, and `cli`, know the terminal."""
