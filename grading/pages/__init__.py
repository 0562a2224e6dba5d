"""The HTML pages about a graded class: one for the teacher, one for each student."""
