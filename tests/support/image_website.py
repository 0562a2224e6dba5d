"""A local web server for tests that answers like the APIs of Wikimedia Commons and Openverse, or faultily."""

import io
import json
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from PIL import Image


def jpeg(seed: int = 1, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return a JPEG of coarse coloured squares."""
    squares = np.random.default_rng(seed).integers(0, 256, (5, 6, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(squares).resize(size, Image.Resampling.NEAREST).save(file, "JPEG", quality=88, **options)
    return file.getvalue()


class Website:
    """The pages of a server by path, and what was requested: counts by path, last headers, all queries."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.request_counts: Counter[str] = Counter()
        self.headers: dict[str, str] = {}
        self.queries: list[dict[str, str]] = []
        self.pages: dict[str, Callable[[RequestHandler], None]] = {}


class RequestHandler(BaseHTTPRequestHandler):
    """One request; a page answers it with `reply`."""

    protocol_version = "HTTP/1.1"
    website: Website

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        site = self.website
        site.request_counts[parts.path] += 1
        site.headers = dict(self.headers)
        site.queries.append({key: values[0] for key, values in parse_qs(parts.query).items()})
        if answer := site.pages.get(parts.path):
            answer(self)
        else:
            self.reply(404, b"<html>Not found</html>", "text/html")

    def reply(self, status: int = 200, body: bytes = b"", kind: str = "image/jpeg", **headers: str) -> None:
        """Send a status, a body and further headers (`retry_after` is sent as Retry-After)."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in ({"content_length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-").title(), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve_website(certificate: Path | None = None) -> Iterator[Website]:
    """Run a server in a thread until the `with` block ends."""
    handler = type("Handler", (RequestHandler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if certificate else "http"
    handler.website = Website(f"{scheme}://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield handler.website  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def self_signed_certificate(folder: Path) -> Path:
    """Return a file with a self-signed certificate and its key."""
    path = folder / "self-signed.pem"
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*words.split(), "-keyout", str(path), "-out", str(folder / "c")], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "c").read_bytes())
    return path


def add_faulty_pages(site: Website, picture: bytes) -> None:
    """Add pages with the faults that their paths name."""

    def then_fine(*faults: Callable[[RequestHandler], None]) -> Callable[[RequestHandler], None]:
        remaining = list(faults)
        return lambda request: remaining.pop(0)(request) if remaining else request.reply(body=picture)

    def cut(request: RequestHandler) -> None:
        request.reply(body=picture[:100], content_length=str(len(picture)))
        request.close_connection = True

    def hang(request: RequestHandler) -> None:
        time.sleep(1.0)

    def endless(request: RequestHandler) -> None:
        request.reply(content_length=str(10**6))
        for _ in range(2000):
            request.wfile.write(b"x" * 500)

    def trickle(request: RequestHandler) -> None:
        request.reply(content_length="1000")
        for _ in range(1000):
            request.wfile.write(b"x")
            time.sleep(0.02)

    def chunked_flood(request: RequestHandler) -> None:
        request.send_response(200)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for _ in range(2000):
            request.wfile.write(b"1f4\r\n" + b"x" * 500 + b"\r\n")

    def status(code: int, **headers: str) -> Callable[[RequestHandler], None]:
        return lambda request: request.reply(code, b"no", "text/plain", **headers)

    def redirect(location: str) -> Callable[[RequestHandler], None]:
        return lambda request: request.reply(302, location=location)

    site.pages |= {
        "/fine.jpg": lambda request: request.reply(body=picture),
        "/saved-404.jpg": lambda request: request.reply(body=b"<!DOCTYPE html><title>404</title>"),
        "/moved": redirect("/moved-again"),
        "/moved-again": redirect("/fine.jpg"),
        "/loop": redirect("/loop"),
        "/files": redirect("file:///etc/passwd"),
        "/nowhere": redirect(""),
        "/cut-once": then_fine(cut),
        "/cut": cut,
        "/hangs-once": then_fine(hang),
        "/busy": then_fine(status(429, retry_after="7"), status(503), status(500)),
        "/by-date": then_fine(status(503, retry_after="Wed, 21 Oct 2015 07:28:00 GMT")),
        "/in-an-hour": status(429, retry_after="3600"),
        "/always-busy": status(429),
        "/always-broken": status(500),
        "/forbidden": status(403),
        "/says-huge": lambda request: request.reply(body=b"x", content_length=str(10**12)),
        "/endless": endless,
        "/chunked-flood": chunked_flood,
        "/trickle": trickle,
        "/lies-short": lambda request: request.reply(body=picture, content_length="200"),
        "/compressed": lambda request: request.reply(body=b"\x1f\x8b", content_encoding="gzip"),
    }


def add_commons_api(site: Website, count: int = 7, per_answer: int = 3) -> None:
    """Add the API of Wikimedia Commons at /w/api.php: pages of pictures, with the next position in `continue`."""
    licences = ["CC BY-SA 4.0", "Public domain", "CC BY-NC 2.0", "CC0", "GFDL", "CC BY 3.0 de", "CC BY-SA 3.0"]

    def page(number: int) -> dict[str, Any]:
        author = f'<a href="//x.org" title="User:{number}">Ada &amp; friend {number}</a>'
        info = {
            "size": 3_000_000, "width": 4000, "height": 3000, "mime": "image/jpeg",
            "thumburl": f"{site.address}/thumb/960px-{number}.jpg", "thumbwidth": 960, "thumbheight": 720,
            "url": f"{site.address}/original/{number}.jpg",
            "descriptionurl": f"https://commons.wikimedia.org/wiki/File:Bridge_{number}.jpg",
            "extmetadata": {
                "LicenseShortName": {"value": licences[number % 7], "source": "commons-desc-page", "hidden": ""},
                "Artist": {"value": author, "source": "commons-desc-page"},
            },
        }  # fmt: skip
        return {"pageid": 100 + number, "ns": 6, "title": f"File:Stone bridge {number}.jpg", "imageinfo": [info]}

    def answer_query(request: RequestHandler) -> None:
        query = site.queries[-1]
        if query.get("gcmtitle") == "Category:Overloaded" and site.request_counts["/w/api.php"] == 1:
            lag = {"error": {"code": "maxlag", "info": "Waiting for a database: 6 seconds lagged."}}
            return request.reply(body=json.dumps(lag).encode(), kind="application/json", retry_after="5")
        if query.get("gcmtitle", "Category:").startswith("Category:Wrong"):
            wrong = {"error": {"code": "invalidcategory", "info": "The category name you entered is not valid."}}
            return request.reply(body=json.dumps(wrong).encode(), kind="application/json")
        start = int(query.get("gcmcontinue", "0"))
        found: dict[str, Any] = {"query": {"pages": [page(n) for n in range(start, min(start + per_answer, count))]}}
        if start + per_answer < count:
            found["continue"] = {"gcmcontinue": str(start + per_answer), "continue": "gcmcontinue||"}
        elif start:
            found["query"]["pages"] += [
                {"title": "File:Missing.jpg", "missing": True},
                {"title": "File:Plan.svg", "imageinfo": [{"mime": "image/svg+xml", "url": "x"}]},
            ]
        return request.reply(body=json.dumps(found).encode(), kind="application/json")

    site.pages["/w/api.php"] = answer_query
    for number in range(count):
        site.pages[f"/thumb/960px-{number}.jpg"] = _photo(number)


def _photo(number: int) -> Callable[[RequestHandler], None]:
    return lambda request: request.reply(body=jpeg(number))


def add_openverse_api(site: Website, count: int = 23) -> None:
    """Add the API of Openverse at /v1/images/: at most 20 results per page without an account."""

    def answer_query(request: RequestHandler) -> None:
        query = site.queries[-1]
        page, size = int(query["page"]), int(query["page_size"])
        if size > 20:
            return request.reply(401, b'{"detail": "page_size may not exceed 20 for anonymous requests"}')
        numbers = range((page - 1) * size, min(page * size, count))
        codes = [("by", "2.0"), ("cc0", "1.0"), ("pdm", "1.0"), ("by-nc", "4.0"), ("by-sa", "4.0")]
        results = [
            {
                "id": f"id-{n}", "title": f"Bicycle {n}", "url": f"{site.address}/flickr/{n}.jpg",
                "foreign_landing_url": f"https://flickr.example/photos/{n}", "creator": None if n == 5 else f"Zoë {n}",
                "license": codes[n % 5][0], "license_version": codes[n % 5][1], "mature": False,
            }
            for n in numbers
        ]  # fmt: skip
        found = {"result_count": count, "page_count": -(-count // size), "page_size": size, "page": page}
        return request.reply(body=json.dumps(found | {"results": results}).encode(), kind="application/json")

    site.pages["/v1/images/"] = answer_query
    for number in range(count):
        site.pages[f"/flickr/{number}.jpg"] = _photo(number)
