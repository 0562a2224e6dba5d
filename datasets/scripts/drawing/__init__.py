"""How the course's faces are drawn: people by lot, shapes by distances, the same pixels on every machine."""
