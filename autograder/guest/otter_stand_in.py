"""What `import otter` gives inside a guest: checks that do nothing. Marks are given elsewhere, where no student is."""

from typing import Any


class Notebook:
    """Takes the place of `otter.Notebook`: accepts everything and answers nothing."""

    def __init__(self, *_: Any, **__: Any):
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: None
