"""The protocol that host and guest speak: frames of plain data in a strict schema.

Three layers, each a module: `messages` are what may be said, `values` is how Python data becomes plain data and back,
`frames` is how bytes travel. Never pickle, never eval: whatever arrives is at worst a wrong value or a `Garbled`.
"""
