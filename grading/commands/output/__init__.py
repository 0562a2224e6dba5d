"""What commands share: the two consoles, lists, pictures as text, and what a run says at its end."""
