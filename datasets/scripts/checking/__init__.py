"""The checks of a dataset: its files, its metadata and its author's own functions."""
