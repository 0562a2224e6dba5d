"""Where pictures come from: a folder of one's own, a list of addresses, Wikimedia Commons, Openverse.

Each source yields `Candidate`s, one after the other and only as many as are asked for. Nothing is fetched here but what
the two interfaces say about pictures; a candidate's licence is what the source says, word by word.
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
COMMONS_WIDTHS = (250, 330, 500, 960, 1280, 1920, 3840)  # that Wikimedia keeps ready: others cost it work
PICTURE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
MAX_ANSWERS = 500  # of one interface: it may say "there is more" for ever
ADDRESS_COLUMNS = ("address", "author", "licence")


class InvalidList(Exception):
    """A list of addresses that cannot be used; the text says why."""


@dataclass(frozen=True)
class Candidate:
    """A picture that might be taken. `address` is a path or a web address, `source` the page that describes it."""

    address: str
    source: str
    author: str
    licence: str
    title: str = ""


def from_folder(folder: Path, author: str, licence: str) -> Iterator[Candidate]:
    """Yield every ordinary file below a folder, by name; links and hidden files are left out."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and not path.is_symlink():
                yield Candidate(str(path), OWN, author, licence, path.stem)


def from_list(path: Path) -> Iterator[Candidate]:
    """Yield the rows of a CSV with the columns address, author, licence, and perhaps source and title."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
        reader = csv.DictReader(lines, strict=True)
        missing = [column for column in ADDRESS_COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise InvalidList(f"{path.name} has no column {' and no column '.join(missing)} in its first line.")
        for row in reader:
            values = {str(key): (value or "").strip() for key, value in row.items() if not isinstance(value, list)}
            if address := values["address"]:
                source = values.get("source") or address
                yield Candidate(address, source, values["author"], values["licence"], values.get("title", ""))
    except UnicodeDecodeError as error:
        raise InvalidList(f"{path.name} is not UTF-8: save it as UTF-8.") from error
    except (OSError, csv.Error) as error:
        raise InvalidList(f"{path.name} cannot be read: {error}.") from error


def from_commons(
    client: RateLimitedClient, *, category: str = "", search: str = "", side: int = 0, base: str = COMMONS
) -> Iterator[Candidate]:
    """Yield the pictures of a category, or what a search finds, on Wikimedia Commons.

    Where a picture is larger than `side`, the address is that of the next of the sizes that Commons keeps ready.
    Interface: https://www.mediawiki.org/wiki/API:Imageinfo, API:Categorymembers, API:Search, API:Continue.
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
    further: dict[str, str] = {}
    for _ in range(MAX_ANSWERS):
        answer = client.json(base, query | further)
        for page in _as_list(_nested(answer, "query", "pages")):
            if candidate := _commons_candidate(page, width):
                yield candidate
        following = _nested(answer, "continue")
        if not isinstance(following, dict) or not following:
            return
        further = {str(key): str(value) for key, value in following.items()}


def _commons_candidate(page: Any, width: int) -> Candidate | None:
    info = next(iter(_as_list(_nested(page, "imageinfo"))), None)
    if not isinstance(info, dict) or str(info.get("mime")) not in PICTURE_TYPES:
        return None
    original, ready = str(info.get("url", "")), str(info.get("thumburl", ""))
    larger = width and isinstance(info.get("width"), int) and info["width"] > width
    title = re.sub(r"^File:|\.\w{3,4}$", "", str(_nested(page, "title") or ""))
    return Candidate(
        ready if larger and ready else original,
        str(info.get("descriptionurl", "")),
        html_to_text(str(_nested(info, "extmetadata", "Artist", "value") or "")),
        html_to_text(str(_nested(info, "extmetadata", "LicenseShortName", "value") or "")),
        title,
    )


def from_openverse(client: RateLimitedClient, search: str, *, base: str = OPENVERSE) -> Iterator[Candidate]:
    """Yield what Openverse finds under the licences that a dataset may hold.

    Without an account a page has at most 20 results and a search at most 240. Interface: https://api.openverse.org/v1/
    """
    page, pages = 1, 1
    while page <= pages:
        query = {"q": search, "license": "by,by-sa,cc0,pdm", "page": str(page), "page_size": "20"}
        answer = client.json(base.rstrip("/") + "/images/", query)
        for result in _as_list(_nested(answer, "results")):
            if isinstance(result, dict):
                yield _openverse_candidate(result)
        said = _nested(answer, "page_count")
        pages = min(said, 12) if isinstance(said, int) else 0
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
    """A list, or the values of an object, as older versions of the interface give them; empty for all else."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _nested(value: Any, *keys: str) -> Any:
    """What lies below some keys of an answer, None where a key is missing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


class _TextParser(HTMLParser):
    """What stands between the tags."""

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
