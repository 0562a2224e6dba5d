"""Many photographs go through all available_cpus, in order, and what is done is on the disk: a killed run goes on from there.

Theory of operation: names are handed out in small chunks, only so many at a time that memory stays flat, and results
come back in the order of the names. Each is added to the work folder: a line in `records.jsonl`, pixels in
`pixels.bin` and `contact.bin`. A run that finds such a folder, made with the same settings from files that are still
the same, goes on behind its last whole record. A photograph that kills its process is found by trying the chunks in
flight one by one, and becomes a record like any other that cannot be read.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from format.images import Limits
from preprocessing.resize import CONTACT_SIZE, ResizedPhoto, file_stamp, resize_photos

CHUNK_SIZE = 4


@dataclass(frozen=True)
class Settings:
    """What decides the pixels: with other settings, work that is done is of no use."""

    folder: str
    height: int
    width: int
    limits: Limits


class WorkFolder:
    """The work folder, opened for adding."""

    def __init__(self, folder: Path, settings: Settings, names: Sequence[str]) -> None:
        self.folder, self.settings = folder, settings
        self.sizes = {
            "pixels.bin": settings.height * settings.width * 3,
            "contact.bin": CONTACT_SIZE * CONTACT_SIZE * 3,
        }
        self.records = self._restore(names)
        self.kept = sum(not record.problem for record in self.records)
        self._files: dict[str, BinaryIO] = {}

    def _restore(self, names: Sequence[str]) -> list[ResizedPhoto]:
        """The records that still hold, from the first on; what lies behind them is cut off."""
        said = json.dumps(asdict(self.settings), sort_keys=True)
        note = self.folder / "settings.json"
        if not note.is_file() or note.read_text(encoding="utf-8") != said:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            note.write_text(said, encoding="utf-8")
        records: list[ResizedPhoto] = []
        lines = self.folder / "records.jsonl"
        whole = 0
        room = {name: _file_size(self.folder / name) // size for name, size in self.sizes.items()}
        kept = 0
        written = lines.read_bytes().splitlines(keepends=True) if lines.exists() else []
        for line, name in zip(written, names, strict=False):
            record = _parse_record(line)
            if record is None or record.name != name or record.stamp != file_stamp(Path(self.settings.folder) / name):
                break
            if not record.problem and kept + 1 > min(room.values()):
                break
            kept += not record.problem
            whole += len(line)
            records.append(record)
        for file, length in [("records.jsonl", whole), *((name, kept * size) for name, size in self.sizes.items())]:
            with (self.folder / file).open("ab") as opened:
                opened.truncate(length)
        return records

    def __enter__(self) -> WorkFolder:
        self._files = {name: (self.folder / name).open("ab") for name in ("records.jsonl", *self.sizes)}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()

    def add(self, done: ResizedPhoto, *, keep: bool) -> None:
        """Write one result; with `keep`, its pixels too, before the line that says that they are there."""
        if keep:
            for name, data in zip(self.sizes, (done.pixels, done.contact), strict=True):
                self._files[name].write(data)
                self._files[name].flush()
            self.kept += 1
        record = replace(done, pixels=b"", contact=b"")
        fields = {key: value for key, value in asdict(record).items() if key not in ("pixels", "contact")}
        self._files["records.jsonl"].write(json.dumps(fields).encode("ascii") + b"\n")
        self._files["records.jsonl"].flush()
        self.records.append(record)


def _parse_record(line: bytes) -> ResizedPhoto | None:
    try:
        fields: dict[str, Any] = json.loads(line)
        return ResizedPhoto(**fields | {"stamp": tuple(fields["stamp"])}) if line.endswith(b"\n") else None
    except (ValueError, TypeError, KeyError):
        return None


def _file_size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def resize_all(work: WorkFolder, names: Sequence[str], workers: int, after_each: Callable[[], None]) -> None:
    """Develop the names behind those that the work folder holds; a copy of an earlier file is kept out, and said."""
    first: dict[str, str] = {}
    for record in work.records:
        if not record.problem:
            first.setdefault(record.sha256, record.name)
    left = names[len(work.records) :]
    for done in _resize_in_order(work.settings, left, workers):
        earlier = "" if done.problem else first.setdefault(done.sha256, done.name)
        if earlier in ("", done.name):
            work.add(done, keep=not done.problem)
        else:
            work.add(replace(done, problem=f"is a copy of {earlier}"), keep=False)
        after_each()


def _resize_in_order(settings: Settings, names: Sequence[str], workers: int) -> Iterator[ResizedPhoto]:
    if workers == 1 or len(names) <= CHUNK_SIZE:
        yield from _resize_in_this_process(settings, names)
        return
    chunks = deque([list(names[start : start + CHUNK_SIZE]) for start in range(0, len(names), CHUNK_SIZE)])
    while chunks:
        try:
            for results in _resize_chunks(settings, chunks, workers):
                yield from results
        except BrokenProcessPool:
            for name in chunks.popleft():
                yield _resize_alone(settings, name)


def _resize_in_this_process(settings: Settings, names: Sequence[str]) -> Iterator[ResizedPhoto]:
    for name in names:
        yield from resize_photos(settings.folder, [name], settings.height, settings.width, settings.limits)


def _resize_chunks(settings: Settings, chunks: deque[list[str]], workers: int) -> Iterator[list[ResizedPhoto]]:
    """Yield what becomes of each bundle, taking it off the list; only a few are on their way at a time."""
    pending: deque[Future[list[ResizedPhoto]]] = deque()
    with _pool(workers) as pool:
        submitted = 0
        while chunks:
            while submitted < min(len(chunks), 4 * workers):
                pending.append(pool.submit(resize_photos, *_arguments(settings, chunks[submitted])))
                submitted += 1
            results = pending.popleft().result()
            chunks.popleft()
            submitted -= 1
            yield results


def _resize_alone(settings: Settings, name: str) -> ResizedPhoto:
    """One photograph in a process of its own, which it may take down with it."""
    with _pool(1) as pool:
        try:
            return pool.submit(resize_photos, *_arguments(settings, [name])).result()[0]
        except BrokenProcessPool:
            when = file_stamp(Path(settings.folder) / name)
            return ResizedPhoto(name, when, problem="cannot be decoded: the decoder broke down")


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is killed: it would wait for work for ever."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _arguments(settings: Settings, names: list[str]) -> tuple[str, list[str], int, int, Limits]:
    return settings.folder, names, settings.height, settings.width, settings.limits


def available_cpus() -> int:
    """Return how many available_cpus this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
