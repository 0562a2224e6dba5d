"""A local server with the shapes of GitHub: its API, and git over HTTP for bare repositories on this disk.

A private repository answers 404 to a request without the right token, as on GitHub. `fail_next` makes the next request
of a kind fail in a given way. All requests are kept in `requests`.
"""

import base64
import json
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.workflows import git

TOKEN = "ghs_a-token-that-is-secret"
Fault = Callable[["GitHubRequest"], bool]  # answers a request; returns whether the request is carried out as well


@dataclass
class Repository:
    """What GitHub knows of one repository."""

    path: Path  # of the bare repository
    private: bool = True
    activities: list[dict[str, Any]] = field(default_factory=list)  # the newest first
    statuses: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # the newest first
    comments: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class GitHubServer:
    """The repositories by owner/name, and what was asked."""

    address: str = ""
    repositories: dict[str, Repository] = field(default_factory=dict)
    login: str | None = "teacher"
    page_size: int = 100
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    faults: list[tuple[str, str, Fault]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The variables that make the commands use this server."""
        return {"GITHUB_API_URL": f"{self.address}/api", "GITHUB_SERVER_URL": self.address, "GITHUB_TOKEN": TOKEN}

    def add(self, name: str, folder: Path, *, private: bool = True) -> Repository:
        """Make an empty bare repository in a folder."""
        path = folder / f"{name}.git"
        path.parent.mkdir(parents=True, exist_ok=True)
        git("init", "--quiet", "--bare", "--initial-branch=main", str(path), at=folder)
        self.repositories[name] = Repository(path, private)
        return self.repositories[name]

    def push(self, name: str, files: Mapping[str, bytes], date: str, pushed: str = "", *, force: bool = False) -> str:
        """Commit files with a date and push them at a time; return the commit."""
        repository = self.repositories[name]
        work = repository.path.with_suffix(".work")
        if not work.exists():
            git("clone", "--quiet", str(repository.path), str(work), at=repository.path.parent)
        if force:
            git("checkout", "--quiet", "--orphan", f"new-{len(repository.activities)}", at=work)
        for path, content in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(content)
        git("add", "--all", at=work)
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        git("commit", "--quiet", "--allow-empty", "--message", "Work", at=work, **dates)
        git("push", "--quiet", "--force", "origin", "HEAD:main", at=work)
        commit = git("rev-parse", "HEAD", at=work)
        kind = "force_push" if force else "push"
        activity = {"after": commit, "ref": "refs/heads/main", "timestamp": pushed or date, "activity_type": kind}
        repository.activities.insert(0, activity)
        return commit

    def fail_next(self, method: str, path: str, fault: Fault) -> None:
        """Let a fault answer the next request of this method whose path matches."""
        self.faults.append((method, path, fault))

    def written(self) -> list[str]:
        """Return the paths of the requests that write."""
        return [path for method, path, _ in self.requests if method in ("POST", "PATCH") and path.startswith("/api/")]


class GitHubRequest(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server_state: GitHubServer

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_PATCH = do_GET

    def log_message(self, *_: object) -> None:
        pass

    def _handle(self) -> None:
        state, parts = self.server_state, urlsplit(self.path)
        state.requests.append((self.command, self.path, dict(self.headers)))
        self.body = self._read_body()
        for fault in state.faults:
            method, path, answer = fault
            if method == self.command and re.search(path, parts.path):
                state.faults.remove(fault)
                if not answer(self):
                    return
                self.wfile = open(os.devnull, "wb")  # noqa: SIM115  # its answer is lost
                self.close_connection = True
                break
        if parts.path.startswith("/api/"):
            self._api(parts.path.removeprefix("/api"), {k: v[0] for k, v in parse_qs(parts.query).items()})
        else:
            self._git(parts.path, parts.query)

    def _read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            found = b""
            while size := int(self.rfile.readline(), 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, status: int, body: Any, **headers: str) -> None:
        """Answer with JSON."""
        self._send(status, json.dumps(body).encode(), "application/json", headers)

    def _send(self, status: int, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _has_token(self) -> bool:
        basic = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
        return self.headers.get("Authorization") in (f"Bearer {TOKEN}", f"Basic {basic}")

    def _api(self, path: str, query: dict[str, str]) -> None:
        state = self.server_state
        if "Authorization" in self.headers and not self._has_token():
            return self.answer(401, {"message": "Bad credentials"})
        if path == "/user":
            found = state.login and self._has_token()
            return (
                self.answer(200, {"login": state.login}) if found else self.answer(403, {"message": "Not accessible"})
            )
        match = re.fullmatch(r"/repos/([\w.-]+/[\w.-]+)(/.*)?", path)
        repository = state.repositories.get(match[1]) if match else None
        if match is None or repository is None or (repository.private and not self._has_token()):
            return self.answer(404, {"message": "Not Found"})
        return self._repository(match[1], repository, match[2] or "", query)

    def _repository(self, name: str, repository: Repository, rest: str, query: dict[str, str]) -> None:
        if rest == "":
            return self.answer(200, {"full_name": name, "private": repository.private})
        if rest == "/activity":
            return self._page([a for a in repository.activities if a["ref"] == query.get("ref", a["ref"])], query)
        if match := re.fullmatch(r"/statuses/(\w+)", rest):
            made = json.loads(self.body) | {"creator": {"login": self.server_state.login}}
            assert made["state"] in ("error", "failure", "pending", "success")
            assert len(made["description"]) <= 140
            repository.statuses.setdefault(match[1], []).insert(0, made)
            return self.answer(201, made)
        if match := re.fullmatch(r"/commits/(\w+)/statuses", rest):
            return self._page(repository.statuses.get(match[1], []), query)
        if match := re.fullmatch(r"/commits/(\w+)/comments", rest):
            if self.command == "GET":
                return self._page([c for c in repository.comments if c["commit_id"] == match[1]], query)
            author = {"login": self.server_state.login or "grader[bot]"}
            author["type"] = "User" if self.server_state.login else "Bot"
            made = {"id": len(repository.comments) + 1, "commit_id": match[1], "user": author, **json.loads(self.body)}
            repository.comments.append(made)
            return self.answer(201, made)
        if match := re.fullmatch(r"/comments/(\d+)", rest):
            comment = repository.comments[int(match[1]) - 1]
            comment.update(json.loads(self.body))
            return self.answer(200, comment)
        return self.answer(404, {"message": "Not Found"})

    def _page(self, items: list[dict[str, Any]], query: dict[str, str]) -> None:
        size, page = min(int(query.get("per_page", 30)), self.server_state.page_size), int(query.get("page", 1))
        headers = {}
        if page * size < len(items):
            address = f"{self.server_state.address}{urlsplit(self.path).path}?per_page={size}&page={page + 1}"
            headers["Link"] = f'<{address}>; rel="next", <{address}>; rel="last"'
        self.answer(200, items[(page - 1) * size : page * size], **headers)

    def _git(self, path: str, query: str) -> None:
        match = re.match(r"/([\w.-]+/[\w.-]+)\.git/", path)
        repository = self.server_state.repositories.get(match[1]) if match else None
        if match is None or repository is None or (repository.private and not self._has_token()):
            return self._send(401, b"", "text/plain", {"WWW-Authenticate": 'Basic realm="GitHub"'})
        environment = {
            "GIT_PROJECT_ROOT": str(repository.path),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path[match.end() - 1 :],
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(self.body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "PATH": os.environ["PATH"],
        }
        done = subprocess.run(
            ["git", "http-backend"], input=self.body, env=environment, capture_output=True, check=True
        )
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        status = int(headers.pop("Status", "200").split()[0])
        return self._send(status, data, headers.pop("Content-Type", "text/plain"), headers)


@contextmanager
def serve_github() -> Iterator[GitHubServer]:
    """Run a server in a thread until the `with` block ends."""
    state = GitHubServer()
    handler = type("Handler", (GitHubRequest,), {"server_state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
