"""Resize many photographs on all cores, in order, so that a run that was killed can continue.

Theory of operation: the names are divided into small chunks. Only a few chunks wait for a worker at a time, so memory
stays constant. The results come back in the order of the names. Each result is appended to the work folder: a line in
`records.jsonl`, and pixels in `pixels.bin` and `contact.bin`. The next run reads the records as far as the settings and
the files are unchanged, and continues after the last complete one. If a photograph kills its worker, the photographs of
the oldest chunk run one by one, each in its own process; the one that kills its process gets a record with a problem.
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

CHUNK_SIZE = 4  # photographs
CHUNKS_PER_WORKER = 4  # that are submitted at a time


@dataclass(frozen=True)
class Settings:
    """The settings on which the pixels depend; with other settings a run starts again."""

    folder: str
    height: int
    width: int
    limits: Limits


def resize_all(work: WorkFolder, names: Sequence[str], workers: int, after_each: Callable[[], None]) -> None:
    """Resize the photographs that have no record yet. A copy of an earlier photograph gets a record without pixels."""
    first: dict[str, str] = {}
    for record in work.records:
        if not record.problem:
            first.setdefault(record.sha256, record.name)
    remaining = names[len(work.records) :]
    for photo in _resize_in_order(work.settings, remaining, workers):
        earlier = "" if photo.problem else first.setdefault(photo.sha256, photo.name)
        if earlier in ("", photo.name):
            work.add(photo, keep=not photo.problem)
        else:
            work.add(replace(photo, problem=f"is a copy of {earlier}"), keep=False)
        after_each()


def _resize_in_order(settings: Settings, names: Sequence[str], workers: int) -> Iterator[ResizedPhoto]:
    if workers == 1 or len(names) <= CHUNK_SIZE:
        for name in names:
            yield from resize_photos(*_arguments(settings, [name]))
        return
    chunks = deque([list(names[start : start + CHUNK_SIZE]) for start in range(0, len(names), CHUNK_SIZE)])
    while chunks:
        try:
            for photos in _resize_chunks(settings, chunks, workers):
                yield from photos
        except BrokenProcessPool:
            for name in chunks.popleft():
                yield _resize_alone(settings, name)


def _resize_chunks(settings: Settings, chunks: deque[list[str]], workers: int) -> Iterator[list[ResizedPhoto]]:
    """Yield the results of each chunk, and remove it from `chunks`."""
    futures: deque[Future[list[ResizedPhoto]]] = deque()
    with _pool(workers) as pool:
        while chunks:
            while len(futures) < min(len(chunks), CHUNKS_PER_WORKER * workers):
                futures.append(pool.submit(resize_photos, *_arguments(settings, chunks[len(futures)])))
            photos = futures.popleft().result()
            chunks.popleft()
            yield photos


def _resize_alone(settings: Settings, name: str) -> ResizedPhoto:
    """Resize one photograph in its own process, which it may kill."""
    with _pool(1) as pool:
        try:
            return pool.submit(resize_photos, *_arguments(settings, [name])).result()[0]
        except BrokenProcessPool:
            stamp = file_stamp(Path(settings.folder) / name)
            return ResizedPhoto(name, stamp, problem="cannot be decoded: the decoder crashed")


def _arguments(settings: Settings, names: list[str]) -> tuple[str, list[str], int, int, Limits]:
    return settings.folder, names, settings.height, settings.width, settings.limits


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this worker when its parent is killed; otherwise it would wait for work for ever."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class WorkFolder:
    """The work folder of a run: it restores the records of an earlier run, and appends new ones.

    Parameters
    ----------
    names
        All photographs, in the order in which they are resized.
    """

    def __init__(self, folder: Path, settings: Settings, names: Sequence[str]) -> None:
        self.folder, self.settings = folder, settings
        self.sizes = {
            "pixels.bin": settings.height * settings.width * 3,
            "contact.bin": CONTACT_SIZE * CONTACT_SIZE * 3,
        }
        self.records = self._restore(names)
        self._files: dict[str, BinaryIO] = {}

    def _restore(self, names: Sequence[str]) -> list[ResizedPhoto]:
        """Return the valid records from the first one on, and cut off everything after them."""
        settings = json.dumps(asdict(self.settings), sort_keys=True)
        settings_file = self.folder / "settings.json"
        if not settings_file.is_file() or settings_file.read_text(encoding="utf-8") != settings:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            settings_file.write_text(settings, encoding="utf-8")
        path = self.folder / "records.jsonl"
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
        complete = min(_file_size(self.folder / file) // size for file, size in self.sizes.items())
        records: list[ResizedPhoto] = []
        length = kept = 0
        for line, name in zip(lines, names, strict=False):
            record = _parse_record(line)
            if record is None or record.name != name or record.stamp != file_stamp(Path(self.settings.folder) / name):
                break
            if not record.problem and kept + 1 > complete:
                break
            kept += not record.problem
            length += len(line)
            records.append(record)
        lengths = {"records.jsonl": length} | {file: kept * size for file, size in self.sizes.items()}
        for name, valid in lengths.items():
            with (self.folder / name).open("ab") as file:
                file.truncate(valid)
        return records

    def __enter__(self) -> WorkFolder:
        self._files = {name: (self.folder / name).open("ab") for name in ("records.jsonl", *self.sizes)}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()

    def add(self, photo: ResizedPhoto, *, keep: bool) -> None:
        """Append one result; with `keep` also its pixels, which are written before the record that announces them."""
        if keep:
            for name, data in zip(self.sizes, (photo.pixels, photo.contact), strict=True):
                self._files[name].write(data)
                self._files[name].flush()
        record = replace(photo, pixels=b"", contact=b"")
        fields = {key: value for key, value in asdict(record).items() if key not in ("pixels", "contact")}
        self._files["records.jsonl"].write(json.dumps(fields).encode("ascii") + b"\n")
        self._files["records.jsonl"].flush()
        self.records.append(record)


def _parse_record(line: bytes) -> ResizedPhoto | None:
    """Return the record in a line, or None if the line is incomplete."""
    try:
        fields: dict[str, Any] = json.loads(line)
        return ResizedPhoto(**fields | {"stamp": tuple(fields["stamp"])}) if line.endswith(b"\n") else None
    except (ValueError, TypeError, KeyError):
        return None


def _file_size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def available_cpus() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
