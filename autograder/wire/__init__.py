"""The protocol that host and guest speak: frames of plain data in a strict schema.

From the wire up, each a module: `frames` is how bytes travel, `messages` what may be said, `encoder`, `decoder` and
`changes` how Python data becomes plain data and back, `calls` and `remote` how one side calls functions of the other.
Never pickle, never eval: whatever arrives is at worst a wrong value or a `Garbled`.
"""
