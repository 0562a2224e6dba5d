"""From files and zips of students to one submission per student."""
