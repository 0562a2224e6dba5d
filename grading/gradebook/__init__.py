"""The gradebook, an SQLite file with every graded attempt."""
