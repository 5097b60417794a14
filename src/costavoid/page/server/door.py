"""Who may come in: one address, its own token, no other site, nothing too large."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"
MOST_BYTES = 2_000_000  # of a request: a form with a case file dropped on it
ASK = "ask"
_LENGTH = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True)
class Refusal:
    """Why a request is not answered: the status of HTTP, and a sentence."""

    status: int
    said: str


@dataclass(frozen=True)
class Door:
    """What a request is held against: where the page is served, and the token of its address."""

    port: int
    token: str

    @property
    def host(self) -> str:
        """What a browser says it asks: the address itself, so that no other name leads here."""
        return f"{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{self.host}/{self.token}/"

    def refuses(self, method: str, path: str, headers: Mapping[str, str]) -> Refusal | None:
        """Why a request may not come in; None where it may."""
        if headers.get("host", "") != self.host:
            return Refusal(403, f"This page is served as {self.host} and by no other name.")
        if headers.get("origin", f"http://{self.host}") != f"http://{self.host}":
            return Refusal(403, "Another site asked; only the page itself may.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return Refusal(403, "Another site asked; only the page itself may.")
        given, _, rest = path.removeprefix("/").partition("/")
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return Refusal(404, "There is nothing here; open the address that was printed.")
        wanted = {"": "GET", ASK: "POST"}
        if rest not in wanted:
            return Refusal(404, "There is nothing here; open the address that was printed.")
        if method != wanted[rest]:
            return Refusal(405, f"{method} given; this takes {wanted[rest]}.")
        return self._refuses_body(headers) if method == "POST" else None

    def _refuses_body(self, headers: Mapping[str, str]) -> Refusal | None:
        """Before anything of it is read."""
        if headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return Refusal(415, "This takes application/json alone.")
        length = headers.get("content-length", "")
        if "transfer-encoding" in headers or not _LENGTH.fullmatch(length):
            return Refusal(411, "How long the request is was not said.")
        if int(length) > MOST_BYTES:
            return Refusal(413, f"{int(length):,} bytes given; at most {MOST_BYTES:,} are taken.")
        return None


def new_token() -> str:
    """What nobody guesses."""
    return secrets.token_urlsafe(32)
