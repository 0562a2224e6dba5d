"""The sources of pictures: a folder, a list of addresses, Wikimedia Commons and Openverse.

Each source is a generator of `Candidate`s, so a caller takes only as many as it needs. Only the answers of the two APIs
are fetched here, no pictures. The licence of a candidate is quoted from the source.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from collecting.http_client import RateLimitedClient
from format.licences import OWN

COMMONS = "https://commons.wikimedia.org/w/api.php"
OPENVERSE = "https://api.openverse.org/v1/"
COMMONS_WIDTHS = (250, 330, 500, 960, 1280, 1920, 3840)  # Wikimedia stores these; it must compute any other width
PICTURE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
MAX_ANSWERS = 500  # an API that always announces more must not be asked for ever
MAX_OPENVERSE_PAGES = 12  # without an account
ADDRESS_COLUMNS = ("address", "author", "licence")


class InvalidList(Exception):
    """The list of addresses cannot be used; the text says why."""


@dataclass(frozen=True)
class Candidate:
    """A picture that may be collected. `address` is a path or a web address, `source` the page that describes it."""

    address: str
    source: str
    author: str
    licence: str
    title: str = ""


def from_folder(folder: Path, author: str, licence: str) -> Iterator[Candidate]:
    """Yield every file in a folder and its subfolders, sorted by name; links and hidden files are left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent) / name
            if not name.startswith(".") and not path.is_symlink():
                yield Candidate(str(path), OWN, author, licence, path.stem)


def from_list(path: Path) -> Iterator[Candidate]:
    """Yield the rows of a CSV with the columns address, author, licence, and optionally source and title.

    Raises
    ------
    InvalidList
        The file cannot be read, or a column is missing.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
        reader = csv.DictReader(lines, strict=True)
        missing = [column for column in ADDRESS_COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise InvalidList(f"{path.name} has no column {' and no column '.join(missing)} in the first line.")
        for row in reader:
            values = {str(key): (value or "").strip() for key, value in row.items() if not isinstance(value, list)}
            if address := values["address"]:
                source = values.get("source") or address
                yield Candidate(address, source, values["author"], values["licence"], values.get("title", ""))
    except UnicodeDecodeError as error:
        raise InvalidList(f"{path.name} is not UTF-8: save it as UTF-8.") from error
    except (OSError, csv.Error) as error:
        raise InvalidList(f"{path.name} cannot be read: {error}.") from error


def from_commons(client: RateLimitedClient, *, category: str, search: str, side: int, base: str) -> Iterator[Candidate]:
    """Yield the pictures of a category, or of a search if `category` is empty, on Wikimedia Commons.

    API: https://www.mediawiki.org/wiki/API:Imageinfo, API:Categorymembers, API:Search, API:Continue.

    Parameters
    ----------
    side
        The address of a wider picture is that of a reduced one: the next of `COMMONS_WIDTHS`. 0 takes the originals.
    base
        The address of the API.
    """
    query = {
        "action": "query", "format": "json", "formatversion": "2", "maxlag": "5",
        "prop": "imageinfo", "iiprop": "url|size|mime|extmetadata",
        "iiextmetadatafilter": "LicenseShortName|Artist|ObjectName",
    }  # fmt: skip
    if category:
        title = category if category.lower().startswith("category:") else f"Category:{category}"
        query |= {"generator": "categorymembers", "gcmtitle": title, "gcmtype": "file", "gcmlimit": "50"}
    else:
        query |= {"generator": "search", "gsrsearch": search, "gsrnamespace": "6", "gsrlimit": "50"}
    width = next((width for width in COMMONS_WIDTHS if width >= side), COMMONS_WIDTHS[-1]) if side else 0
    if width:
        query["iiurlwidth"] = str(width)
    position: dict[str, str] = {}
    for _ in range(MAX_ANSWERS):
        answer = client.json(base, query | position)
        for page in _as_list(_nested(answer, "query", "pages")):
            if candidate := _commons_candidate(page, width):
                yield candidate
        more = _nested(answer, "continue")
        if not isinstance(more, dict) or not more:
            return
        position = {str(key): str(value) for key, value in more.items()}


def _commons_candidate(page: Any, width: int) -> Candidate | None:
    info = next(iter(_as_list(_nested(page, "imageinfo"))), None)
    if not isinstance(info, dict) or str(info.get("mime")) not in PICTURE_TYPES:
        return None
    original, reduced = str(info.get("url", "")), str(info.get("thumburl", ""))
    larger = width and isinstance(info.get("width"), int) and info["width"] > width
    title = re.sub(r"^File:|\.\w{3,4}$", "", str(_nested(page, "title") or ""))
    return Candidate(
        reduced if larger and reduced else original,
        str(info.get("descriptionurl", "")),
        html_to_text(str(_nested(info, "extmetadata", "Artist", "value") or "")),
        html_to_text(str(_nested(info, "extmetadata", "LicenseShortName", "value") or "")),
        title,
    )


def from_openverse(client: RateLimitedClient, search: str, *, base: str) -> Iterator[Candidate]:
    """Yield the results of a search on Openverse with an allowed licence.

    Without an account, a page has at most 20 results and a search at most 240. API: https://api.openverse.org/v1/
    """
    page, pages = 1, 1
    while page <= pages:
        query = {"q": search, "license": "by,by-sa,cc0,pdm", "page": str(page), "page_size": "20"}
        answer = client.json(base.rstrip("/") + "/images/", query)
        for result in _as_list(_nested(answer, "results")):
            if isinstance(result, dict):
                yield _openverse_candidate(result)
        count = _nested(answer, "page_count")
        pages = min(count, MAX_OPENVERSE_PAGES) if isinstance(count, int) else 0
        page += 1


def _openverse_candidate(result: dict[str, Any]) -> Candidate:
    code = str(result.get("license") or "")
    version = str(result.get("license_version") or "")
    name = {"pdm": "public domain", "cc0": "CC0"}.get(code, f"CC {code} {version}".strip())
    return Candidate(
        str(result.get("url") or ""),
        str(result.get("foreign_landing_url") or ""),
        html_to_text(str(result.get("creator") or "")),
        name,
        html_to_text(str(result.get("title") or "")),
    )


def _as_list(value: Any) -> list[Any]:
    """Return a list, or the values of an object, which older versions of the API send; empty for anything else."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _nested(value: Any, *keys: str) -> Any:
    """Return the value below some keys of an answer, or None if a key is missing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


class _TextParser(HTMLParser):
    """Collects the text between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def html_to_text(html: str) -> str:
    """Return the text of a piece of HTML on one line."""
    reader = _TextParser()
    reader.feed(html[:20_000])
    reader.close()
    return " ".join("".join(reader.parts).split())[:300]
