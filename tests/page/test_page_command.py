"""`costavoid page`: what it fetches, writes, refuses to write, and says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from costavoid.base.errors import CostavoidError
from costavoid.cli.codes import OK, WRONG_INPUT
from costavoid.cli.commands import run
from costavoid.page.bundle import release
from costavoid.page.bundle.release import Published, checked, settings
from small_release import sha256, small_release


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_release(tmp_path / "release", monkeypatch)


class Serving(BaseHTTPRequestHandler):
    """One small file, and 404 for any other; or words that are no HTTP."""

    def do_GET(self) -> None:
        if self.path == "/broken":
            self.wfile.write(b"not HTTP at all\r\n\r\n")
            return
        content = b"x" * 100
        self.send_response(200 if self.path == "/held" else 404)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def published() -> Iterator[Published]:
    with HTTPServer(("127.0.0.1", 0), Serving) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield Published(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join(5)


def test_what_is_fetched_is_bounded_and_checked(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checked(published, "held", sha256(b"x" * 100)) == b"x" * 100
    with pytest.raises(CostavoidError, match="held: the file in http.*its sha256 differs"):
        checked(published, "held", sha256(b"y" * 100))
    for name in ("absent", "broken"):
        with pytest.raises(CostavoidError, match=f"^{name}: it could not be fetched"):
            published.held(name)
    monkeypatch.setattr(release, "MOST", 99)
    with pytest.raises(CostavoidError, match="held: more than 99 bytes"):
        published.held("held")


def closed_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def test_without_a_network_it_says_what_to_give(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    address = f"http://127.0.0.1:{closed_port()}/"
    monkeypatch.setitem(settings(), "address", address)
    assert run(["page", str(tmp_path / "page.html")]) == WRONG_INPUT
    said = " ".join(capsys.readouterr().err.split())
    assert f"could not be fetched from {address}" in said
    assert "--pyodide FOLDER, with the files of Pyodide 314.0.3 in it" in said
    assert [each.name for each in tmp_path.iterdir()] == ["release"]


def test_a_file_is_written_once(folder: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "page.html"
    given = ["page", str(out), "--pyodide", str(folder), "--no-compile", "--without-documents"]
    assert run(given) == OK
    said = capsys.readouterr().out.splitlines()
    size = out.stat().st_size
    assert said[-2:] == [f"The whole: {size / 1e6:.1f} MB.", f"Written: {out}."]
    out.write_text("mine")
    assert run(given) == WRONG_INPUT
    assert "--force" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert run([*given, "--force"]) == OK
    assert out.stat().st_size == size
    assert sorted(each.name for each in tmp_path.iterdir()) == ["page.html", "release"]


def test_a_file_that_is_not_the_releases_leaves_nothing(
    folder: Path, tmp_path: Path, capsys: Any
) -> None:
    (folder / "little.whl").write_bytes(b"another")
    for more in ([], ["--folder"]):
        given = ["page", str(tmp_path / "page.html"), "--pyodide", str(folder), *more]
        assert run(given) == WRONG_INPUT
        assert "little.whl: the file in" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["release"]


def test_a_folder_to_host(folder: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "site"
    given = ["page", str(out), "--folder", "--pyodide", str(folder), "--no-compile"]
    assert run(given) == OK
    names = sorted(each.name for each in out.iterdir())
    assert names == [
        *("core.bin", "documents.bin", "index.html", "pyodide.bin"),
        *("special.bin", "stdlib.bin", "worker.bin"),
    ]
    (out / "index.html").unlink()
    (out / "core.bin").write_bytes(b"mine")
    assert run(given) == WRONG_INPUT
    assert (out / "core.bin").read_bytes() == b"mine" and not (out / "index.html").exists()
    assert run([*given, "--force"]) == OK


def test_a_name_that_no_browser_opens(tmp_path: Path, capsys: Any) -> None:
    assert run(["page", str(tmp_path / "page.docx")]) == WRONG_INPUT
    assert "end the name in .html, or add --folder" in capsys.readouterr().err
