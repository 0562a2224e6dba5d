"""What a student's notebook imports beside `checks`: it says what a check found, the sentence for the student first."""
