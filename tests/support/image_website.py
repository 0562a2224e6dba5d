"""A real web server on this machine that answers like the two interfaces, and like websites on a bad day."""

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
    """A JPEG of coarse coloured squares."""
    squares = np.random.default_rng(seed).integers(0, 256, (5, 6, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(squares).resize(size, Image.Resampling.NEAREST).save(file, "JPEG", quality=88, **options)
    return file.getvalue()


class Website:
    """Answers by path; `request_counts` counts them, `headers` has what was sent last."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.request_counts: Counter[str] = Counter()
        self.headers: dict[str, str] = {}
        self.queries: list[dict[str, str]] = []
        self.pages: dict[str, Callable[[RequestHandler], None]] = {}


class RequestHandler(BaseHTTPRequestHandler):
    """One request. Pages call `reply`."""

    protocol_version = "HTTP/1.1"
    website: Website

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        site = self.website
        site.request_counts[parts.path] += 1
        site.headers = dict(self.headers)
        site.queries.append({key: values[0] for key, values in parse_qs(parts.query).items()})
        site.pages.get(parts.path, lambda answer: answer.reply(404, b"<html>Not found</html>", "text/html"))(self)

    def reply(self, status: int = 200, body: bytes = b"", kind: str = "image/jpeg", **headers: str) -> None:
        """RequestHandler with a status, a body and more headers (`retry_after` is Retry-After)."""
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
    """A server in a thread, for as long as the block lasts."""
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
    """A certificate that nobody but this test has signed, with its key, in one file."""
    path = folder / "self-signed.pem"
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*words.split(), "-keyout", str(path), "-out", str(folder / "c")], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "c").read_bytes())
    return path


def add_faulty_pages(site: Website, picture: bytes) -> None:
    """Pages on which everything goes wrong."""

    def then_fine(*bad: Callable[[RequestHandler], None]) -> Callable[[RequestHandler], None]:
        left = list(bad)
        return lambda answer: left.pop(0)(answer) if left else answer.reply(body=picture)

    def cut(answer: RequestHandler) -> None:
        answer.reply(body=picture[:100], content_length=str(len(picture)))
        answer.close_connection = True

    def hang(answer: RequestHandler) -> None:
        time.sleep(1.0)

    def endless(answer: RequestHandler) -> None:
        answer.reply(content_length=str(10**6))
        for _ in range(2000):
            answer.wfile.write(b"x" * 500)

    def trickle(answer: RequestHandler) -> None:
        answer.reply(content_length="1000")
        for _ in range(1000):
            answer.wfile.write(b"x")
            time.sleep(0.02)

    def chunked_flood(answer: RequestHandler) -> None:
        answer.send_response(200)
        answer.send_header("Transfer-Encoding", "chunked")
        answer.end_headers()
        for _ in range(2000):
            answer.wfile.write(b"1f4\r\n" + b"x" * 500 + b"\r\n")

    def status(code: int, **headers: str) -> Callable[[RequestHandler], None]:
        return lambda answer: answer.reply(code, b"no", "text/plain", **headers)

    def leads_to(place: str) -> Callable[[RequestHandler], None]:
        return lambda answer: answer.reply(302, location=place)

    site.pages |= {
        "/fine.jpg": lambda answer: answer.reply(body=picture),
        "/saved-404.jpg": lambda answer: answer.reply(body=b"<!DOCTYPE html><title>404</title>"),
        "/moved": leads_to("/moved-again"),
        "/moved-again": leads_to("/fine.jpg"),
        "/loop": leads_to("/loop"),
        "/files": leads_to("file:///etc/passwd"),
        "/nowhere": leads_to(""),
        "/cut-once": then_fine(cut),
        "/cut": cut,
        "/hangs-once": then_fine(hang),
        "/busy": then_fine(status(429, retry_after="7"), status(503), status(500)),
        "/by-date": then_fine(status(503, retry_after="Wed, 21 Oct 2015 07:28:00 GMT")),
        "/in-an-hour": status(429, retry_after="3600"),
        "/always-busy": status(429),
        "/always-broken": status(500),
        "/forbidden": status(403),
        "/says-huge": lambda answer: answer.reply(body=b"x", content_length=str(10**12)),
        "/endless": endless,
        "/chunked-flood": chunked_flood,
        "/trickle": trickle,
        "/lies-short": lambda answer: answer.reply(body=picture, content_length="200"),
        "/compressed": lambda answer: answer.reply(body=b"\x1f\x8b", content_encoding="gzip"),
    }


def add_commons_api(site: Website, count: int = 7, per_answer: int = 3) -> None:
    """The interface of Wikimedia Commons at /w/api.php: pages of pictures, with what goes on in `continue`."""
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

    def answer_query(answer: RequestHandler) -> None:
        query = site.queries[-1]
        if query.get("gcmtitle") == "Category:Overloaded" and site.request_counts["/w/api.php"] == 1:
            lag = {"error": {"code": "maxlag", "info": "Waiting for a database: 6 seconds lagged."}}
            return answer.reply(body=json.dumps(lag).encode(), kind="application/json", retry_after="5")
        if query.get("gcmtitle", "Category:").startswith("Category:Wrong"):
            wrong = {"error": {"code": "invalidcategory", "info": "The category name you entered is not valid."}}
            return answer.reply(body=json.dumps(wrong).encode(), kind="application/json")
        start = int(query.get("gcmcontinue", "0"))
        found: dict[str, Any] = {"query": {"pages": [page(n) for n in range(start, min(start + per_answer, count))]}}
        if start + per_answer < count:
            found["continue"] = {"gcmcontinue": str(start + per_answer), "continue": "gcmcontinue||"}
        elif start:
            found["query"]["pages"] += [
                {"title": "File:Missing.jpg", "missing": True},
                {"title": "File:Plan.svg", "imageinfo": [{"mime": "image/svg+xml", "url": "x"}]},
            ]
        return answer.reply(body=json.dumps(found).encode(), kind="application/json")

    site.pages["/w/api.php"] = answer_query
    for number in range(count):
        site.pages[f"/thumb/960px-{number}.jpg"] = lambda answer, n=number: answer.reply(body=jpeg(n))


def add_openverse_api(site: Website, count: int = 23) -> None:
    """The interface of Openverse at /v1/images/: at most 20 results a page without an account."""

    def answer_query(answer: RequestHandler) -> None:
        query = site.queries[-1]
        page, size = int(query["page"]), int(query["page_size"])
        if size > 20:
            return answer.reply(401, b'{"detail": "page_size may not exceed 20 for anonymous requests"}')
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
        return answer.reply(body=json.dumps(found | {"results": results}).encode(), kind="application/json")

    site.pages["/v1/images/"] = answer_query
    for number in range(count):
        site.pages[f"/flickr/{number}.jpg"] = lambda answer, n=number: answer.reply(body=jpeg(n))
