"""Tools for authors of exercises: known answers, `grade verify`, the made-up class."""
