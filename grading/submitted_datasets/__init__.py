"""The check of a dataset that a student handed in."""
