"""`collect.py` as a test calls it, and what it has logged."""

import csv
from pathlib import Path

from click.testing import CliRunner, Result

import collect

WEB = ("--contact", "ada@example.org", "--pause", "0")  # the words of each call that goes to the network


def run(*words: str | Path) -> Result:
    """Call the command with these words; an exception that it does not expect is raised."""
    result = CliRunner().invoke(collect.main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def read_log(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the outcome and the reason of each address."""
    with (folder / "log.csv").open(encoding="utf-8", newline="") as file:
        return {address: (outcome, reason) for address, outcome, reason in list(csv.reader(file))[1:]}
