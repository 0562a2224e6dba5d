"""Where GitHub is and which token is used, from the environment variables that GitHub Actions sets.

`GITHUB_TOKEN` (or `GH_TOKEN`) is the token, `GITHUB_API_URL` the address of the API, `GITHUB_SERVER_URL` that of the
website. Without the last two, github.com is meant. A token is never an argument, since all users of a machine can see
the arguments of a process.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assignments.errors import UsageError


@dataclass(frozen=True)
class Access:
    """The addresses of GitHub, and the token, which no text of this object shows."""

    token: str = field(default="", repr=False)
    api: str = "https://api.github.com"
    server: str = "https://github.com"

    @property
    def header(self) -> str:
        """The header by which git shows the token to the server."""
        encoded = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        return f"Authorization: Basic {encoded}"

    def hide(self, text: str) -> str:
        """Return a text without the token, in whatever form it is in it."""
        for secret in (self.token, self.header.rpartition(" ")[2]) if self.token else ():
            text = text.replace(secret, "***")
        return text


def access_from(environment: Mapping[str, str]) -> Access:
    """Return the access that environment variables describe.

    Raises
    ------
    UsageError
        An address is none, or the token would be sent over http:// to another machine.
    """
    token = environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or ""
    found = Access(
        token.strip(),
        (environment.get("GITHUB_API_URL") or Access.api).rstrip("/"),
        (environment.get("GITHUB_SERVER_URL") or Access.server).rstrip("/"),
    )
    for name, address in (("GITHUB_API_URL", found.api), ("GITHUB_SERVER_URL", found.server)):
        parts = urlsplit(address)
        local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if not parts.hostname or parts.scheme not in (("http", "https") if local else ("https",)):
            raise UsageError(f"{name} is {address}: give an address that begins with https://.")
    return found
