"""What comes in: files in the encodings that shells write, and only text that can be seen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import costavoid as ca
from costavoid.base.plain_text import begins_as_formula

PAUSE = 'programme = "Pause"\nwomen = 20\n# £1,000 – “ours”\n'
CASE = ca.Case(ca.Pause(women=20))
posix = pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "of PowerShell": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end first, without a mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "lines of an old Macintosh": lambda text: text.replace("\n", "\r").encode(),
    "lines ended twice": lambda text: text.replace("\n", "\r\r\n").encode(),
}


@pytest.mark.parametrize("encoded", ENCODINGS.values(), ids=ENCODINGS)
def test_a_case_is_read_as_shells_and_editors_write_it(
    encoded: Callable[[str], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    file.write_bytes(encoded(PAUSE))
    assert ca.load(file) == CASE


@pytest.mark.parametrize("encoded", ENCODINGS.values(), ids=ENCODINGS)
def test_a_record_is_read_as_shells_and_editors_write_it(encoded: Callable[[str], bytes]) -> None:
    record = CASE.appraise(horizon=2, price_year="2025-26").to_json()
    again = ca.Appraisal.from_json(encoded(record))
    assert again.to_json() == record
    assert ca.Appraisal.from_json("\ufeff" + record).to_json() == record


def test_what_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    for latin in (PAUSE.encode("cp1252"), b"\xff\xfea"):
        with pytest.raises(ca.InputError, match="JSON, line .: a byte given that is not UTF-8"):
            ca.Appraisal.from_json(latin)


# Pipes and devices


@posix
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    began = time.perf_counter()
    with pytest.raises(ca.InputError, match="path: .*a pipe or a device; give a file"):
        ca.load(pipe)
    answer = CASE.appraise(horizon=2, price_year="2025-26")
    with pytest.raises(ca.InputError, match="template: .*a pipe or a device; give a file"):
        answer.to_word(tmp_path / "a.docx", template=pipe)
    with pytest.raises(ca.InputError, match="a pipe or a device"):
        ca.load("/dev/zero")
    assert time.perf_counter() - began < 5


@posix
@pytest.mark.parametrize(
    "read",
    ["cat {} | load /dev/stdin", "load /dev/stdin < {}", "load <(cat {})"],
)
def test_what_a_shell_hands_on_is_read(read: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(PAUSE, encoding="utf-8")
    program = "import sys, costavoid as ca; print(ca.load(sys.argv[1]).intervention.women)"
    script = f'load() {{ "{sys.executable}" -c "{program}" "$1"; }}; {read.format(file)}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("20\n", "")


# What takes long to read


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a{}" + ".a" * 900 + " = 1", "line 1: a name of more than 20 parts"),
        ("[a{}" + ".a" * 900 + "]", "line 1: a name of more than 20 parts"),
        ("'a{}'" + " . 'a'" * 300 + " = 1", "line 1: a name of more than 20 parts"),
        ("x{} = {{ a" + ".a" * 900 + " = 1 }}", "line 1: a name of more than 20 parts"),
    ],
)
def test_names_of_a_thousand_parts_are_refused_at_once(
    line: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("\n".join(line.format(number) for number in range(500)), encoding="utf-8")
    began = time.perf_counter()
    with pytest.raises(ca.InputError, match=said):
        ca.load(file)
    assert time.perf_counter() - began < 2


def test_dots_that_are_no_names_are_read(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    shares = ", ".join(["0.5"] * 400)
    dotted = f"# {'.' * 2000} {'see page 1. ' * 200}\npersistence = [{shares}]\n"
    file.write_text(PAUSE + dotted, encoding="utf-8")
    assert ca.load(file).intervention.persistence == (0.5,) * 400


def test_a_deep_file_is_refused_however_it_comes() -> None:
    for deep in ("a = " + "[" * 50_000, "a = " + "{ a = " * 50_000):
        with pytest.raises(ca.InputError, match="too deeply to read"):
            ca.Case.read(deep.encode())


# Text that cannot be seen

UNSEEN = {
    "half a character": "\ud800",
    "a byte that was no text": "\udce9",
    "no character": "\ufffe",
    "no character, further on": "\U0002ffff",
    "no width": "\u200b",
    "a joiner": "\u200d",
    "a mark of byte order": "\ufeff",
    "a tag": "\U000e0041",
    "a soft hyphen": "\xad",
    "turned round": "\u202e",
    "a filler": "\u3164",
    "an end of line of another kind": "\u2028",
    "an escape": "\x1b[2J",
    "a null": "\0",
}


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_refused_wherever_text_enters(unseen: str) -> None:
    name = f"our{unseen} team"
    answer = CASE.appraise(horizon=2, price_year="2025-26")
    ways: tuple[Callable[[], object], ...] = (
        *(
            lambda field=field: ca.local(3, "months", **{"source": "Us", field: name})
            for field in ("source", "label", "locator", "note", "caution")
        ),
        lambda: ca.Source(id="us", title="Ours", publisher=name),
        lambda: ca.compare({name: answer}),
        lambda: ca.scenarios(answer, {name: []}),
        lambda: ca.share_between(answer, {name: 1}),
        lambda: ca.appraise_many({name: CASE.arguments}),
        lambda: ca.Finding(id="x", severity="note", sentence=name, cure="x", source="x"),
        lambda: ca.optimism_bias(benefits=0.2, costs=0.1, source=name),
        lambda: CASE.appraise(
            horizon=2, price_year="2025-26", draws=9, correlations=[(name, "pause.lag", 0.5)]
        ),
    )
    for way in ways:
        with pytest.raises(ca.InputError) as raised:
            way()
        assert unseen not in str(raised.value)
        str(raised.value).encode()  # it can be printed


def test_a_formula_in_full_width_is_a_formula_too() -> None:
    for start in ("=", "＝", "＋", "＠", "－", " ＝", "﹦"):
        assert begins_as_formula(f"{start}1", "-")
        with pytest.raises(ca.InputError, match="would run as a formula"):
            ca.local(3, "months", source=f"{start}1+1")
    assert not begins_as_formula("£5 = five", "-")


@pytest.mark.parametrize(
    "plain",
    ["Café – “ours”\nand £5", "Ynys Môn ★", "1 − 2", "子ども", "👩"],
)
def test_what_can_be_seen_is_taken(plain: str) -> None:
    assert ca.local(3, "months", source=plain).source.title == plain
