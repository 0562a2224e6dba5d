"""The last function of each name, also after a later value has taken the name: `mse = mse(a, b)` is often written.

The function is what is marked, and it comes back under its name, since other answers may call it.
"""

from collections.abc import Iterable
from typing import Any


class FunctionHistory:
    """What the student's names were after each statement. Cells have their numbers, the first one 1."""

    def __init__(self) -> None:
        self.cell = 0  # that is run
        self.last: dict[str, tuple[Any, int]] = {}  # by name: the function, and its cell
        self.values: dict[str, tuple[int, str]] = {}  # by name: the cell that made it something else, and its type

    def look(self, names: Iterable[str], found: dict[str, Any]) -> None:
        """Take note of these names, after a statement with them has run."""
        for name in names:
            thing = found.get(name)
            if callable(thing) and not isinstance(thing, type):
                if name in self.values or self.last.get(name, (None, 0))[0] is not thing:
                    self.last[name] = (thing, self.cell)
                    self.values.pop(name, None)
            elif name in self.last and name in found and name not in self.values:
                self.values[name] = (self.cell, type(thing).__name__[:80])

    def restore(self, names: Iterable[str], found: dict[str, Any]) -> list[str]:
        """Give these names their functions back; return one note for each that a value had taken."""
        notes = []
        for name in names:
            if name in self.values:
                (cell, kind), (function, origin) = self.values[name], self.last[name]
                found[name] = function
                notes.append(
                    f"cell {cell} made `{name}` a value of type {kind}; your function of cell {origin} was marked"
                )
        return notes
