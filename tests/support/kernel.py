"""A notebook in a real kernel, run as Jupyter runs it."""

import time
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.client import KernelClient
from nbclient import NotebookClient
from nbformat import NotebookNode


def execute(notebook: NotebookNode, folder: Path, *, timeout: int = 120, **more: Any) -> None:
    """Run all cells in a folder; they keep their outputs. `timeout` are the seconds of a cell."""
    _Client(notebook, timeout=timeout, resources={"metadata": {"path": str(folder)}}, **more).execute()


class _Client(NotebookClient):
    """Looks once a second whether a reply is there: on a busy machine, a client may miss that one has come, and would
    find it only when the time of its cell is over."""

    async def async_start_new_kernel_client(self) -> KernelClient:
        client = await super().async_start_new_kernel_client()
        look = client.shell_channel.get_msg

        async def get_msg(timeout: float) -> dict[str, Any]:
            end = time.monotonic() + timeout
            while True:
                try:
                    reply: dict[str, Any] = await look(timeout=1)
                    return reply
                except Empty:
                    if time.monotonic() > end:
                        raise

        client.shell_channel.get_msg = get_msg
        return client
