"""The page served here: who may ask, how much, and that it still answers afterwards."""

from __future__ import annotations

import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from costavoid.page.server import asking
from costavoid.page.server.door import MOST_BYTES
from costavoid.page.server.serving import Server

STATE = "programme=Pause&women=20&settings.horizon=5&settings.price_year=2025-26"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(0) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join(5)
        assert not thread.is_alive()


def asked(
    server: Server,
    method: str = "POST",
    path: str | None = None,
    body: bytes | str | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.door.port, timeout=60)
    place = f"/{server.door.token}/{'ask' if method == 'POST' else ''}" if path is None else path
    given = json.dumps({"state": STATE}) if body is None and method == "POST" else body
    sent = JSON if headers is None and method == "POST" else headers or {}
    with closing(connection):
        connection.request(method, place, given, sent)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def last(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content.splitlines()[-1])
    return found


def still_answers(server: Server) -> None:
    status, _, content = asked(server)
    assert status == 200
    assert "pay back" in last(content)["response"]["html"]


def test_the_page_and_its_answer(server: Server) -> None:
    status, headers, content = asked(server, "GET")
    assert status == 200
    assert b"What would it avoid spending?" in content
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    still_answers(server)


REFUSED = {
    "another origin": (403, {**JSON, "Origin": "https://evil.example"}),
    "no origin of its own": (403, {**JSON, "Origin": "null"}),
    "another port": (403, {**JSON, "Origin": "http://127.0.0.1:1"}),
    "another name": (403, {**JSON, "Host": "evil.example"}),
    "another name for this machine": (403, {**JSON, "Host": "localhost"}),
    "from another site": (403, {**JSON, "Sec-Fetch-Site": "cross-site"}),
    "a form": (415, {"Content-Type": "application/x-www-form-urlencoded"}),
    "plain text": (415, {"Content-Type": "text/plain"}),
    "no type": (415, {}),
}


@pytest.mark.parametrize("who", REFUSED)
def test_who_may_not_come_in(server: Server, who: str) -> None:
    status, headers = REFUSED[who]
    found, _, content = asked(server, headers=headers)
    assert found == status
    assert b"response" not in content
    still_answers(server)


@pytest.mark.parametrize("path", ["/", "/ask", "//ask", "/wrong/ask", "/wrong/", "/%2e%2e/ask"])
def test_without_its_token_there_is_nothing(server: Server, path: str) -> None:
    for method in ("GET", "POST"):
        assert asked(server, method, path)[0] == 404


def test_its_own_origin_is_let_in(server: Server) -> None:
    own = {**JSON, "Origin": f"http://{server.door.host}", "Sec-Fetch-Site": "same-origin"}
    assert asked(server, headers=own)[0] == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"])
def test_another_method_is_refused(server: Server, method: str) -> None:
    path = f"/{server.door.token}/"
    assert asked(server, method, path)[0] == 405
    assert asked(server, method, f"{path}ask")[0] == 405


def raw(server: Server, *parts: bytes, wait: float = 10) -> bytes:
    with socket.create_connection(("127.0.0.1", server.door.port), timeout=wait) as line:
        for part in parts:
            line.sendall(part)
        found = b""
        try:
            while more := line.recv(65536):
                found += more
        except (ConnectionError, TimeoutError):
            pass
        return found


def head(server: Server, *more: str) -> bytes:
    lines = (
        f"POST /{server.door.token}/ask HTTP/1.1",
        f"Host: {server.door.host}",
        "Content-Type: application/json",
        *more,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_a_hundred_megabytes_are_refused_unread(server: Server) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    answer = raw(server, head(server, "Content-Length: 100000000"), b"x" * 100_000)
    assert b" 413 " in answer.splitlines()[0]
    assert time.monotonic() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes
    still_answers(server)


def test_just_too_much_and_no_length(server: Server) -> None:
    assert b" 413 " in raw(server, head(server, f"Content-Length: {MOST_BYTES + 1}"))
    for more in ("", "Content-Length: -1", "Content-Length: 1e3", "Transfer-Encoding: chunked"):
        assert b" 411 " in raw(server, head(server, *filter(None, [more])))
    still_answers(server)


HOSTILE = [
    b"",
    b"{",
    b"[]",
    b"1",
    b'"text"',
    b"null",
    b"\x00\xff",
    b"[" * 100_000,
    b'{"state": ' + b"9" * 5_000 + b"}",
    b'{"state": null}',
    b'{"state": "\\ud800"}',
    b'{"state": "a=\\u0000"}',
    b'{"want": "everything"}',
    b'{"state": 1e999}',
    b'{"want": {"a": []}}',
]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: repr(body[:20]))
def test_hostile_bodies_are_answered_in_words(server: Server, body: bytes) -> None:
    status, _, content = asked(server, body=body)
    assert status == 200
    found = last(content)
    assert "Traceback" not in content.decode()
    assert "response" in found or "error" in found
    still_answers(server)


def test_a_hundred_quick_posts_are_answered_or_bounded(server: Server) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(100) as pool:
        found = list(pool.map(lambda _: tried(server), range(100)))
    assert time.monotonic() - began < 60
    assert found.count("answered") >= 10
    assert set(found) <= {"answered", "busy", "shut"}
    still_answers(server)


def tried(server: Server) -> str:
    try:
        status, _, content = asked(server)
    except (OSError, http.client.HTTPException):
        return "shut"
    assert status == 200
    return "answered" if "response" in last(content) else "busy"


def test_one_who_says_nothing_is_no_hindrance(server: Server) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.door.port)) for _ in range(8)]
    try:
        slow[0].sendall(b"POST / HTTP/1.1\r\nHo")
        still_answers(server)
    finally:
        for line in slow:
            line.close()


def test_one_who_hangs_up_is_no_hindrance(server: Server) -> None:
    for sent in (b"", b'{"state"'):
        with socket.create_connection(("127.0.0.1", server.door.port)) as line:
            line.sendall(head(server, "Content-Length: 500") + sent)
    still_answers(server)


def test_progress_comes_before_the_answer(server: Server) -> None:
    body = json.dumps({"state": f"{STATE}&settings.draws=20000", "want": "draws"})
    found = [json.loads(line) for line in asked(server, body=body)[2].splitlines()]
    told = [line["progress"][0] for line in found if "progress" in line]
    assert told == sorted(told)
    assert told
    assert "response" in found[-1]


def test_what_takes_too_long_is_stopped() -> None:
    body = json.dumps({"state": f"{STATE}&settings.draws=50000", "want": "draws"}).encode()
    found = [json.loads(line) for line in asking.lines(body, longest=0.0)]
    assert found[-1] == {"error": asking.TOO_LONG}


def test_who_waits_too_long_for_a_turn_is_told() -> None:
    for _ in range(asking.AT_ONCE):
        assert asking.turns.acquire(timeout=30)
    try:
        (line,) = asking.lines(json.dumps({"state": STATE}).encode(), wait=0.05)
        assert json.loads(line) == {"error": asking.BUSY}
    finally:
        for _ in range(asking.AT_ONCE):
            asking.turns.release()


def test_a_fault_of_its_own_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: Any) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(asking, "respond", fails)
    (line,) = asking.lines(b"{}")
    assert json.loads(line) == {"error": asking.FAULT}
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_command_stops_with_the_terminal(sent: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "costavoid", "app", "--no-open"], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    said = run.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]{40,})/", said)
    assert found
    with socket.create_connection(("127.0.0.1", int(found[1])), timeout=5):
        pass
    run.send_signal(sent)
    assert run.wait(timeout=10) == 0
    run.stdout.close()


def test_a_port_that_is_taken_is_said(server: Server) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "costavoid", "app", "--no-open", "--port", str(server.door.port)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 2
    assert "leave --port out" in " ".join(run.stderr.split())
