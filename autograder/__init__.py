"""How one submission is judged. README.md has the theory of operation; `judge` is the entry."""
