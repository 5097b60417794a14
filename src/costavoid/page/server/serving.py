"""The server: it listens on this machine alone, and stops with the terminal."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from costavoid.base.errors import CostavoidError
from costavoid.page.server.asking import lines
from costavoid.page.server.door import HOST, Door, Refusal, new_token
from costavoid.page.shell import own, policy_of_page, shell

SLOWEST = 20.0  # seconds for the next part of a request
MOST_AT_ONCE = 32  # connections; more are shut at once
POLICY = {"connect-src": "'self'"}
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Server(ThreadingHTTPServer):
    """Serves the page to one machine; `door` says who may come in."""

    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = 64

    def __init__(self, port: int) -> None:
        try:
            super().__init__((HOST, port), Handler)
        except (OSError, OverflowError) as error:
            raise CostavoidError(
                f"port: {port} given, which cannot be used ({error}); leave --port out, and one "
                "that is free is taken."
            ) from None
        self.door = Door(self.server_address[1], new_token())
        carrier = own("served.js")
        self.page = shell(carrier, policy=POLICY).encode()
        self.rules = f"{policy_of_page(carrier, POLICY)}; frame-ancestors 'none'"
        self._open = 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is none of ours to report."""

    def process_request(self, request: Any, client_address: Any) -> None:
        """In a thread of its own, while there are not too many."""
        if self._open >= MOST_AT_ONCE:
            self.shutdown_request(request)
            return
        self._open += 1
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """As the class has it, and counted."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open -= 1


class Handler(BaseHTTPRequestHandler):
    """One connection, which asks once."""

    server: Server
    timeout = SLOWEST
    server_version, sys_version = "costavoid", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The page itself."""
        if not self._refused():
            self._head(200, "text/html; charset=utf-8", len(self.server.page))
            self.wfile.write(self.server.page)

    def do_POST(self) -> None:
        """A request of the page, answered a line at a time."""
        if self._refused():
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) < int(self.headers["Content-Length"]):
            return  # it hung up
        self._head(200, "application/x-ndjson", None)
        for line in lines(body):
            self.wfile.write(line)
            self.wfile.flush()

    def __getattr__(self, name: str) -> Callable[[], bool]:
        """Every other method of HTTP is refused in the same way."""
        if name.startswith("do_"):
            return self._refused
        raise AttributeError(name)

    def _refused(self) -> bool:
        headers = {name.lower(): text for name, text in self.headers.items()}
        path = self.path.partition("?")[0]
        refusal = self.server.door.refuses(self.command, path, headers)
        if refusal is not None:
            self._refuse(refusal)
        return refusal is not None

    def _refuse(self, refusal: Refusal) -> None:
        said = f"{refusal.said}\n".encode()
        self._head(refusal.status, "text/plain; charset=utf-8", len(said))
        if self.command != "HEAD":
            self.wfile.write(said)

    def _head(self, status: int, type: str, length: int | None) -> None:
        """The status and the headers; the connection is shut after every answer."""
        self.send_response(status)
        rules = {"Content-Security-Policy": self.server.rules, "Content-Type": type}
        sized = {} if length is None else {"Content-Length": str(length)}
        for name, words in {**ALWAYS, **rules, **sized, "Connection": "close"}.items():
            self.send_header(name, words)
        self.end_headers()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing of what is typed is written anywhere."""
