"""The command that serves the page on this machine: `app`."""

from __future__ import annotations

import signal
import webbrowser
from typing import Annotated, Any

import typer

from costavoid.cli.codes import OK
from costavoid.page.server.serving import Server


def app(
    port: Annotated[
        int, typer.Option(metavar="PORT", help="The port to serve on; else one that is free.")
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Print the address and open no browser.")
    ] = False,
) -> int:
    """Open the page in a browser, with this Python behind it.

    Only this machine can reach it, and only by the address that is printed. Nothing that is typed
    is kept. It stops with Ctrl-C, or when the terminal is closed.
    """
    for name in ("SIGTERM", "SIGHUP"):  # the second is not on Windows
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    try:
        with Server(port) as server:
            print(f"The page: {server.door.address}\nStop it with Ctrl-C.", flush=True)
            if not no_open:
                webbrowser.open(server.door.address)
            server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print("Stopped.")
    return OK


def _stop(number: int, frame: Any) -> None:
    """As Ctrl-C does."""
    raise KeyboardInterrupt
