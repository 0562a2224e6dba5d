"""Collect pictures into a dataset: your own, or from a list of addresses, Wikimedia Commons or Openverse.

    python datasets/scripts/collect.py folder ~/Pictures/leaves leaves --author "Ada Byron"
    python datasets/scripts/collect.py commons bridges --category "Stone bridges" --limit 60 --contact ada@example.org

The result is a folder: `leaves/images/`, `leaves/manifest.csv`, a `leaves/CARD.md` to fill in, and `leaves/log.csv`,
which gives the outcome of each picture and the reason. A second run continues where the first one stopped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from collecting.collector import LOG, RETRY_LATER, Log, Tally, collect_candidates, summary
from collecting.dataset_writer import DatasetWriter
from collecting.http_client import RateLimitedClient
from collecting.sources import (
    COMMONS,
    OPENVERSE,
    Candidate,
    InvalidList,
    from_commons,
    from_folder,
    from_list,
    from_openverse,
)
from format.images import LIMITS, read_bytes
from format.licences import LICENCES, licence_of
from format.manifest import Unusable
from format.one_line import one_line

UNFILLED_CARD = """# …

## What

TODO: how many pictures of what, how large.

## Why

TODO: what somebody can learn or find out with them.

## How collected

TODO: when, where and with what; what you left out.

## Licence

TODO: which licences, and what they ask for. manifest.csv has the licence of each picture.

## People

TODO: who can be recognised, and whether they were asked.

## Limits

TODO: what is missing or over-represented, and what a model would get wrong because of it.
"""


EXAMPLES = """\b
Examples:
  python datasets/scripts/collect.py folder ~/Pictures/leaves leaves --author "Ada Byron"
  python datasets/scripts/collect.py openverse bicycles --search bicycle --limit 60 --contact ada@example.org
"""


@click.group(epilog=EXAMPLES)
def main() -> None:
    """Collect pictures, with their sources, authors and licences, into the dataset folder OUT."""


def _common_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True,
                     help="Stop when the dataset has this many pictures."),
        click.option("--side", type=click.IntRange(0, 20_000), default=960, show_default=True,
                     help="Reduce pictures whose longer side has more pixels; 0 keeps their size."),
    ):  # fmt: skip
        command = option(command)
    return command


def _web_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--contact", required=True, help="Your e-mail address or web page, which the websites see."),
        click.option("--pause", type=click.FloatRange(0), default=1.0, show_default=True,
                     help="Seconds between two requests to one website."),
    ):  # fmt: skip
        command = option(command)
    return _common_options(command)


OUT = click.argument("out", type=click.Path(path_type=Path, file_okay=False))


@main.command("folder", epilog='Example: collect.py folder ~/Pictures/leaves leaves --author "Ada Byron"')
@click.argument("photographs", type=click.Path(path_type=Path, file_okay=False, exists=True))
@OUT
@click.option("--author", required=True, help="The photographer.")
@click.option("--licence", default="own work", show_default=True, help="What others may do with them: CC0, CC-BY, …")
@_common_options
def folder(photographs: Path, out: Path, author: str, licence: str, limit: int, side: int) -> None:
    """Take your own PHOTOGRAPHS. The location, date and camera stored in them are removed."""
    if licence_of(licence) is None:
        raise click.BadParameter(f"use one of {', '.join(LICENCES)}.", param_hint="--licence")
    if out.resolve().is_relative_to(photographs.resolve()):
        raise click.UsageError(f"{out} lies inside {photographs}: choose another folder for the dataset.")
    _collect(out, from_folder(photographs, author, licence), lambda path: read_bytes(Path(path)), limit, side)


@main.command("list", epilog="Example: collect.py list bridges.csv bridges --contact ada@example.org")
@click.argument("addresses", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@OUT
@_web_options
def from_addresses(addresses: Path, out: Path, contact: str, pause: float, limit: int, side: int) -> None:
    """Take the pictures in a CSV file with the columns address, author, licence, and optionally source, title."""
    with _client(contact, pause) as client:
        _collect(out, from_list(addresses), _reader(client, addresses.parent), limit, side)


@main.command(epilog='Example: collect.py commons bridges --category "Stone bridges" --contact ada@example.org')
@OUT
@click.option("--category", default="", help="A category of Wikimedia Commons.")
@click.option("--search", default="", help="Words to search for, instead of a category.")
@click.option("--interface", default=COMMONS, show_default=True, help="The address of the API.")
@_web_options
def commons(out: Path, category: str, search: str, interface: str, contact: str, pause: float, **options: Any) -> None:
    """Take pictures from Wikimedia Commons."""
    if bool(category) == bool(search):
        raise click.UsageError("give either --category or --search.")
    with _client(contact, pause) as client:
        candidates = from_commons(client, category=category, search=search, side=options["side"], base=interface)
        _collect(out, candidates, client.get, **options)


@main.command(epilog="Example: collect.py openverse bicycles --search bicycle --contact ada@example.org")
@OUT
@click.option("--search", required=True, help="Words to search for.")
@click.option("--interface", default=OPENVERSE, show_default=True, help="The address of the API.")
@_web_options
def openverse(out: Path, search: str, interface: str, contact: str, pause: float, **options: Any) -> None:
    """Take pictures with an allowed licence from Openverse."""
    with _client(contact, pause) as client:
        _collect(out, from_openverse(client, search, base=interface), client.get, **options)


def _client(contact: str, pause: float) -> RateLimitedClient:
    if not contact.isascii() or not contact.isprintable() or not contact.strip():
        raise click.BadParameter("use plain letters, digits and signs only (ASCII).", param_hint="--contact")
    return RateLimitedClient(contact.strip(), pause=pause, max_bytes=LIMITS.file_bytes)


def _reader(client: RateLimitedClient, folder: Path) -> Callable[[str], bytes]:
    """Return a function that reads a web address, or a path relative to the folder of the list."""

    def read(address: str) -> bytes:
        return client.get(address) if "://" in address else read_bytes(folder / address)

    return read


def _collect(out: Path, candidates: Iterator[Candidate], read: Callable[[str], bytes], limit: int, side: int) -> None:
    """Collect with a progress bar, print a summary and end with an exit code."""
    console = Console(stderr=True)
    try:
        out.mkdir(parents=True, exist_ok=True)
        dataset = DatasetWriter(out, LIMITS, side, datetime.now(UTC).date().isoformat())
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task("pictures", total=limit, completed=len(dataset.rows))

            def show_progress(tally: Tally, title: str) -> None:
                bar.update(task, completed=tally.before + tally.kept, description=one_line(title, 30) or "pictures")

            tally = collect_candidates(candidates, dataset, read, limit, Log(out / LOG), show_progress)
        if not (out / "CARD.md").exists():
            (out / "CARD.md").write_text(UNFILLED_CARD, encoding="utf-8", newline="\n")
    except (Unusable, InvalidList) as reason:
        raise click.UsageError(str(reason)) from reason
    except OSError as error:
        click.echo(f"Stopped: {error.strerror or error}. {out} is intact: fix the problem and run this again.")
        sys.exit(3)
    except KeyboardInterrupt:
        click.echo(f"Stopped by you. {out} is intact: run this again to continue.")
        sys.exit(130)
    click.echo("\n".join(summary(tally, out)))
    sys.exit(1 if tally.stopped or tally.left_out[RETRY_LATER] else 0)


if __name__ == "__main__":
    main()
