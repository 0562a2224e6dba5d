"""The protocol between host and guest: frames of plain data in a strict schema.

From the bytes up: `frames` sends and receives bytes, `messages` defines the schema, and `encoder` and `decoder` convert
between Python values and messages. `mutations` finds the arguments that a call changed in place, and `exceptions`
converts exceptions. With `rpc` and `remote_function`, each side calls functions of the other.

Nothing is pickled and nothing is evaluated. Forged bytes give a wrong value or a `ProtocolError`, nothing worse.
"""
