"""Grade a whole class: from submissions to the gradebook, the result files and the pages."""
