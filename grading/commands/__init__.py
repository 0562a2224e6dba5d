"""The commands of `grade`, one file per command. Only these and `cli` use the terminal."""
