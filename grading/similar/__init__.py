"""Similar work in a class: which pairs of students share code that few others have."""
