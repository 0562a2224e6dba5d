"""Notebooks that try to break a promise of the walls, as sources of cells.

`loot` is the evidence: a cell sets that name when its attempt has reached its goal. Words in angle brackets are filled
in by the tests: <HOUSE> this repository, <VICTIM> a folder of the host that anybody may write, <PORT> a server there.
"""
