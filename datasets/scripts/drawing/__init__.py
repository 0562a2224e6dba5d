"""The drawing of the faces: random people, shapes from distances, the same pixels on every machine."""
