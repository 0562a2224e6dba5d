"""The collection of pictures: where they come from, how they are fetched and how they are stored."""
