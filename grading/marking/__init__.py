"""The marking of what a person marks: what was answered, the page to mark at, and marks from files."""
