"""Add pictures to a dataset: decode them, remove their metadata, write a file and a row of the manifest.

`DatasetWriter.add` takes bytes and a candidate and returns the row, or raises `Rejected` with a reason. No file is
overwritten. A run that is killed leaves no incomplete file under a picture's name.
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from PIL import Image

from collecting.sources import Candidate
from format.images import FORMATS, ORIENTATION_TAG, Limits, Unreadable, open_image, sha256, upright
from format.licences import NO_AUTHOR_NEEDED, OWN, licence_of
from format.manifest import MANIFEST, Row, append_row, drop_partial_line, read_rows

QUALITY = 95  # of a JPEG that must be encoded again


class Rejected(Exception):
    """A picture is not added to the dataset: the outcome for the log, and a reason."""

    def __init__(self, outcome: str, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


class DatasetWriter:
    """The folder of a dataset, opened to add pictures to `images/` and rows to `manifest.csv`.

    Parameters
    ----------
    limits
        The largest file and picture that is accepted.
    side
        Pictures whose longer side has more pixels are reduced; 0 keeps their size.
    date
        The date of collection for new rows, like 2026-11-23.
    """

    def __init__(self, folder: Path, limits: Limits, side: int, date: str) -> None:
        self.images, self.manifest = folder / "images", folder / MANIFEST
        self.limits, self.side, self.date = limits, side, date
        self.images.mkdir(parents=True, exist_ok=True)
        for partial in self.images.glob(".*.part"):
            partial.unlink()  # left by a run that was killed
        drop_partial_line(self.manifest)
        self.rows = read_rows(self.manifest) if self.manifest.exists() else []
        self._listed = {row.sha256: row.file for row in self.rows}

    def validate(self, candidate: Candidate) -> Candidate:
        """Return the candidate with its licence as the manifest writes it.

        Raises
        ------
        Rejected
            The licence is not allowed, or the author or the source is missing.
        """
        licence = licence_of(candidate.licence)
        if licence is None:
            raise Rejected("licence", f"the licence is {candidate.licence or 'not given'}")
        if not candidate.author and licence not in NO_AUTHOR_NEEDED:
            raise Rejected("author", f"no author is named, but {licence} requires one")
        if OWN not in (licence, candidate.source) and not candidate.source.startswith(("http://", "https://")):
            raise Rejected("source", "no page that describes it is named")
        return replace(candidate, licence=licence, author=candidate.author or "unknown")

    def add(self, data: bytes, candidate: Candidate) -> Row:
        """Write a picture and its row, and return the row.

        Raises
        ------
        Rejected
            The bytes are not a picture, or the dataset has the picture already.
        """
        try:
            clean, suffix = strip_metadata(data, self.limits, self.side)
        except Unreadable as error:
            raise Rejected("unreadable", str(error)) from error
        digest = sha256(clean)
        if digest in self._listed:
            raise Rejected("duplicate", f"is the same as {self._listed[digest]}")
        path = self._write(clean, slug(candidate.title), suffix, digest)
        origin = {key: " ".join(getattr(candidate, key).split()) for key in ("source", "author", "licence")}
        row = Row(path.name, digest, collected=self.date, **origin)
        append_row(self.manifest, row)
        self.rows.append(row)
        self._listed[digest] = row.file
        return row

    def _write(self, data: bytes, stem: str, suffix: str, digest: str) -> Path:
        for digits in range(8, 65, 8):
            path = self.images / f"{stem}-{digest[:digits]}{suffix}"
            if path.exists():
                if path.read_bytes() == data:
                    return path  # a run wrote the file and was killed before it wrote the row
                continue
            partial = path.with_name(f".{path.name}.part")
            try:
                with partial.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.rename(partial, path)
            except OSError:
                partial.unlink(missing_ok=True)
                raise
            return path
        raise Rejected("unreadable", f"no file name is free for {stem}")


def strip_metadata(data: bytes, limits: Limits, side: int) -> tuple[bytes, str]:
    """Return a picture as JPEG or PNG bytes with only its pixels and colour profile, and the suffix of the format.

    Location, date, camera, comments and data behind the picture are removed. A JPEG keeps its quality if its pixels do
    not change. A picture is turned as its EXIF orientation says, and reduced if its longer side has more than `side`
    pixels. WebP and GIF become PNG.

    Raises
    ------
    Unreadable
        The bytes are not a picture within the limits.
    """
    with open_image(data, limits) as image:
        image.load()
        jpeg = image.format in ("JPEG", "MPO")
        profile = image.info.get("icc_profile")
        turned = image.getexif().get(ORIENTATION_TAG, 1) not in (0, 1)
        large = side and max(image.size) > side
        file = io.BytesIO()
        image.info.clear()  # Pillow would write comments and XMP again
        if jpeg and image.format == "JPEG" and image.mode in ("L", "RGB") and not turned and not large:
            image.save(file, "JPEG", quality="keep", icc_profile=profile)
        else:
            clean: Image.Image = upright(image) if image.mode not in ("L", "RGB") or turned else image.copy()
            clean.info.clear()
            if large:
                clean.thumbnail((side, side), Image.Resampling.LANCZOS)
            if image.mode not in ("L", "RGB"):
                profile = None  # it describes the colours before the conversion
            if jpeg:
                clean.save(file, "JPEG", quality=QUALITY, icc_profile=profile)
            else:
                clean.save(file, "PNG", icc_profile=profile)
        return file.getvalue(), FORMATS["JPEG"] if jpeg else FORMATS["PNG"]


def slug(title: str) -> str:
    """Return a name that every file system accepts: at most 48 lower-case letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:48].strip("-") or "picture"
