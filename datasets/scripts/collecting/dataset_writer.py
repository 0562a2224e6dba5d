"""A picture goes into a dataset: decoded, cleaned of what its camera says, written under a name of its own, listed.

`keep` takes bytes and a candidate and returns the manifest's row, or raises `Rejected` with a reason. A file that lies
in the folder is never written over; a run that is killed leaves no half file under a picture's name.
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
from format.licences import OWN, licence_of
from format.manifest import MANIFEST, Row, append_row, drop_partial_line, read_rows

QUALITY = 95


class Rejected(Exception):
    """A picture that does not come into the dataset: a word for the kind of reason, and a sentence."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind


class DatasetWriter:
    """A dataset that is being filled: `images/` and `manifest.csv` below a folder."""

    def __init__(self, folder: Path, limits: Limits, side: int, date: str) -> None:
        self.images, self.manifest = folder / "images", folder / MANIFEST
        self.limits, self.side, self.date = limits, side, date
        self.images.mkdir(parents=True, exist_ok=True)
        for half in self.images.glob(".*.part"):
            half.unlink()  # of a run that was killed
        drop_partial_line(self.manifest)
        self.rows = read_rows(self.manifest) if self.manifest.exists() else []
        self._listed = {row.sha256: row.file for row in self.rows}

    def validate(self, candidate: Candidate) -> Candidate:
        """Return the candidate with its licence as the manifest writes it; raise Rejected if it may not be used."""
        licence = licence_of(candidate.licence)
        if licence is None:
            raise Rejected("licence", f"the licence is {candidate.licence or 'not given'}")
        if not candidate.author and licence not in ("CC0", "public domain"):
            raise Rejected("author", f"nobody is named as its author, and {licence} asks for it")
        if OWN not in (licence, candidate.source) and not candidate.source.startswith(("http://", "https://")):
            raise Rejected("source", "no page is named that describes it")
        return replace(candidate, licence=licence, author=candidate.author or "unknown")

    def add(self, data: bytes, candidate: Candidate) -> Row:
        """Write and list a picture; raise Rejected if it is none, or there already."""
        try:
            clean, ending = strip_metadata(data, self.limits, self.side)
        except Unreadable as error:
            raise Rejected("unreadable", str(error)) from error
        digest = sha256(clean)
        if digest in self._listed:
            raise Rejected("duplicate", f"is the same as {self._listed[digest]}")
        path = self._write(clean, slug(candidate.title), ending, digest)
        said = {key: " ".join(getattr(candidate, key).split()) for key in ("source", "author", "licence")}
        row = Row(path.name, digest, collected=self.date, **said)
        append_row(self.manifest, row)
        self.rows.append(row)
        self._listed[digest] = row.file
        return row

    def _write(self, data: bytes, stem: str, ending: str, digest: str) -> Path:
        for letters in range(8, 65, 8):
            path = self.images / f"{stem}-{digest[:letters]}{ending}"
            if path.exists():
                if path.read_bytes() == data:
                    return path  # a killed run wrote it and did not come to list it
                continue
            half = path.with_name(f".{path.name}.part")
            try:
                with half.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.rename(half, path)
            except OSError:
                half.unlink(missing_ok=True)
                raise
            return path
        raise Rejected("unreadable", f"no name is free for {stem}")


def strip_metadata(data: bytes, limits: Limits, side: int) -> tuple[bytes, str]:
    """Return a picture as JPEG or PNG bytes that hold pixels and colours and nothing else, and its ending.

    Place, date, camera and whatever hides behind the picture are gone. A JPEG keeps its own quality; one that lies on
    its side is turned; pictures whose longer side is over `side` are reduced; WebP and GIF become PNG.
    """
    with open_image(data, limits) as image:
        image.load()
        jpeg = image.format in ("JPEG", "MPO")
        profile = image.info.get("icc_profile")
        turned = image.getexif().get(ORIENTATION_TAG, 1) not in (0, 1)
        large = side and max(image.size) > side
        file = io.BytesIO()
        image.info.clear()  # comments and XMP, which Pillow would write again
        if jpeg and image.format == "JPEG" and image.mode in ("L", "RGB") and not turned and not large:
            image.save(file, "JPEG", quality="keep", icc_profile=profile)
        else:
            plain: Image.Image = upright(image) if image.mode not in ("L", "RGB") or turned else image.copy()
            plain.info.clear()
            if large:
                plain.thumbnail((side, side), Image.Resampling.LANCZOS)
            kept = profile if image.mode in ("L", "RGB") else None  # it describes the colours that were there
            if jpeg:
                plain.save(file, "JPEG", quality=QUALITY, icc_profile=kept)
            else:
                plain.save(file, "PNG", icc_profile=kept)
        return file.getvalue(), FORMATS["JPEG"] if jpeg else FORMATS["PNG"]


def slug(title: str) -> str:
    """Return a name that every file system takes: small letters, digits and hyphens, at most 48 of them."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:48].strip("-") or "picture"
