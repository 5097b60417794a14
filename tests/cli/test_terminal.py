"""The command line as people have it: terminals narrow and wide, shells, files, -OO."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import costavoid as ca
from costavoid import cli
from costavoid.cli import streams
from costavoid.cli.quoting import quoted
from costavoid.cli.wording import on_the_command_line
from costavoid.evidence.searching import about

PAUSE = 'programme = "Pause"\nwomen = 20\n'
SETTINGS = '[settings]\nhorizon = 5\nprice_year = "2025-26"\n'
PLACED = '[pathway]\nkind = "placement"\nweeks = 52\n'
posix = pytest.mark.skipif(os.name != "posix", reason="terminals and shells of POSIX")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "pause.toml"
    file.write_text(PAUSE + SETTINGS + PLACED, encoding="utf-8")
    (tmp_path / "other.toml").write_text((PAUSE + SETTINGS + PLACED).replace("20", "30", 1))
    return file


def surroundings(**environment: str) -> dict[str, str]:
    """The environment, without what says how wide a terminal is."""
    held = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return {**held, **environment}


def in_a_terminal(folder: Path, columns: int, *arguments: str, **environment: str) -> str:
    """What a command shows on a terminal so wide."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "costavoid", *arguments]
    started = subprocess.Popen(
        command, cwd=folder, stdout=theirs, stderr=theirs, env=surroundings(**environment)
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal so
        while more := os.read(ours, 65536):
            shown += more
    started.wait()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = f'costavoid() {{ "{sys.executable}" -m costavoid "$@"; }}; {script}'
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, env=surroundings(**environment)
    )


# What is redirected

ENCODINGS = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ASCII": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
}


@posix
@pytest.mark.parametrize("environment", ENCODINGS.values(), ids=ENCODINGS)
def test_what_is_redirected_is_read_back(environment: dict[str, str], tmp_path: Path) -> None:
    new = "costavoid new Custom 'name=Café £5 – “ours” 子'"
    done = shell(f"{new} > a.toml; costavoid articles 4.2 > b.txt", tmp_path, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    text = (tmp_path / "a.toml").read_text(encoding="utf-8")
    assert '\nname = "Café £5 – “ours” 子"\n' in text
    assert "£" in (tmp_path / "b.txt").read_text(encoding="utf-8")


@posix
def test_a_terminal_without_pound_signs_is_told_of_pounds(case: Path, capsys: Capture) -> None:
    """On a terminal of 50 columns, which the system tells of, and in ASCII."""
    assert cli.main(["appraise", str(case)]) == cli.OK
    plain = capsys.readouterr().out
    shown = in_a_terminal(case.parent, 50, "appraise", case.name, PYTHONIOENCODING="ascii")
    assert shown.isascii() and "?" not in shown and "\\u" not in shown and "GBP " in shown
    said, _, command = plain.replace("£", "GBP ").replace("■", "*").partition("costavoid ")
    table = re.compile(r"GBP 000s in |present value  +[^a-z]*\n\n")
    for part in (0, -1):  # above and below the table, which is set in as many columns as fit
        expected = table.split(said)[part].split()
        assert table.split(shown.partition("costavoid ")[0])[part].split() == expected
    assert command
    assert max(map(len, shown.splitlines())) <= 50


def test_what_an_encoding_has_not_is_never_a_question_mark() -> None:

    for text, shown in (
        ("£5 – “café”", b'GBP 5 - "cafe"'),
        ("子", b"\\u5b50"),
        ("2 × ½ ≥ 1…", b"2 x 1/2 >= 1..."),
        ("caf\udcc3\udca9", b"caf\xc3\xa9"),
    ):
        assert text.encode("ascii", streams.NEAREST) == shown
    assert "£ caf\udcc3\udca9".encode("utf-8", streams.NEAREST).decode() == "£ café"


# How wide


@pytest.mark.parametrize("columns", [50, 80, 200])
def test_text_fits_the_terminal_and_no_word_is_split(
    columns: int, case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(command: str) -> str:
        cli.main(command.split())
        printed = capsys.readouterr()
        return printed.out + printed.err

    monkeypatch.chdir(case.parent)
    for command in (
        "programmes",
        "appraise pause.toml",
        "compare pause.toml other.toml",
        "review pause.toml",
        "articles 4.2",
        "sources placement.foster.any.week",
        "sources fostering",
        "new Pause wemen=20",
        "appraise pause.toml --price-year 2025",
        "appraise pause.toml --horizon five",
        "sources no-such-thing-as-this-at-all",
        "appraise --help",
        "--help",
    ):
        with monkeypatch.context() as terminal:
            plain = shown(command)
            terminal.setenv("COLUMNS", str(columns))
            for stream in (sys.stdout, sys.stderr):
                terminal.setattr(stream, "isatty", lambda: True)
            fitted = shown(command)
        said, _, code = fitted.partition("\nimport costavoid")
        for line in said.splitlines():
            alone = len(line.split()) == 1 or line.startswith("costavoid ")
            assert len(line) <= min(columns, 100) or alone, line
        if command != "--help":  # which shortens what commands are
            found = [set(re.findall(r"[A-Za-z]{3,}", text)) for text in (said, plain)]
            assert found[0] - {"none"} <= found[1]  # what a blank cell is in a list
        assert ("import costavoid" in plain) is bool(code)


# Commands to copy

NAMES = (
    *("plain.toml", "our pause.toml", "a & b.toml", "a;b.toml", "$HOME.toml", "it's.toml"),
    *('say "so".toml', "[2025] (final).toml", "`ls`.toml", "wow!.toml", "back\\slash.toml"),
    *(
        "-dash.toml",
        "~tilde.toml",
        "a*b?.toml",
        "#1.toml",
        "£5 café.toml",
        "{a,b}.toml",
        "%a%.toml",
    ),
)


@posix
def test_a_name_that_is_printed_can_be_pasted(tmp_path: Path) -> None:
    pasted = "; ".join(f"printf '%s\\0' {quoted(name)}" for name in NAMES)
    done = subprocess.run(["bash", "-c", pasted], cwd=tmp_path, capture_output=True)
    read = done.stdout.decode().split("\0")[:-1]
    assert read == [f"./{name}" if name.startswith("-") else name for name in NAMES]


def test_the_command_to_review_is_quoted(
    case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case.parent)
    for name in ("a & b.toml", "$HOME.toml", "it's [1].toml"):
        (case.parent / name).write_bytes(case.read_bytes())
        assert cli.main(["appraise", name, "--horizon", "6"]) == cli.OK
        command = capsys.readouterr().out.splitlines()[-1]
        assert command == f"costavoid review {quoted(name)} --horizon 6"
        assert cli.main(shlex.split(command)[1:]) == cli.FOUND
        capsys.readouterr()


def test_a_name_is_quoted_as_every_shell_takes_it_where_one_can() -> None:
    assert quoted("a/b-1.toml") == "a/b-1.toml"
    for name in ("our pause.toml", "a & b.toml", "[1] (b).toml", "it's.toml", "a,b;c.toml"):
        assert quoted(name) == f'"{name}"'  # bash, PowerShell and cmd


# What is asked with text that cannot be seen


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u200b", "\U000e0041", "\udce9", "\ufffe"])
def test_an_argument_that_cannot_be_seen_is_refused(
    hidden: str, tmp_path: Path, capsys: Capture
) -> None:
    for arguments in (
        ["new", "Custom", f"name=a{hidden}b"],
        ["new", f"Pause{hidden}"],
        ["new", "Pause", "women=2", "--out", str(tmp_path / f"a{hidden}.toml")],
        ["appraise", f"a{hidden}.toml"],
        ["sources", hidden],
        [hidden],
    ):
        assert cli.main(arguments) == cli.WRONG_INPUT
        printed = capsys.readouterr()
        assert printed.out == "" and hidden not in printed.err
        assert printed.err.startswith("command line: ") and "cannot be seen" in printed.err
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_name_in_utf_8_is_itself_where_the_shell_says_ascii(case: Path) -> None:
    case.rename(case.with_name("café.toml"))
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell("costavoid appraise café.toml --markdown", case.parent, **ascii_only)
    pictures = ", ".join(
        f"café-{i}.png" for i in range(1, len(list(case.parent.glob("*.png"))) + 1)
    )
    assert (done.returncode, done.stderr.decode()) == (0, f"Written: café.md, {pictures}\n")
    assert "](caf%C3%A9-1.png)" in (case.parent / "café.md").read_text(encoding="utf-8")
    assert done.stdout.decode().splitlines()[-1].endswith('costavoid review "café.toml"')
    assert (case.parent / "café.md").exists()


# No Python


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--draws", "0"], "--draws: 0 given; must be 1 or more"),
        (["--draws", "1"], "--draws: 1 given; use 2 to"),
        (["--horizon", "0"], "--horizon: 0 given; must be 1 or more"),
        (["--horizon", "200"], "--horizon: 200 given; use 125 years or fewer"),
        (["--price-year", "2025"], "--price-year: '2025' given; one year could be either of two"),
        (["--first-year", "2025-27"], "--first-year: '2025-27' given; a financial year's second"),
        (["--first-year", "1901-02"], "--first-year: 1901-02 given; the price index starts in"),
        (["--draws", "9", "--draws=20"], "--draws: given 2 times; give it once"),
        (["--markdown"], "pause.md: this file is there already; give another name, or --force to"),
    ],
)
def test_settings_are_blamed_by_their_options(
    arguments: list[str], said: str, case: Path, capsys: Capture
) -> None:
    case.with_suffix(".md").write_text("ours")
    assert cli.main(["appraise", str(case), *arguments]) == cli.WRONG_INPUT
    words = capsys.readouterr().err
    assert said in words
    for python in ("overwrite", "Settings", "Drawing", "True", "costavoid."):
        assert python not in words


def test_what_a_file_says_is_told_as_the_file_has_it(case: Path, capsys: Capture) -> None:
    for line, said in (
        ("seed = true", "settings.seed: true given"),
        ("seed = 5", "seed: given without draws; add --draws 10000."),
    ):
        case.write_text(PAUSE + SETTINGS + line + "\n" + PLACED, encoding="utf-8")
        assert cli.main(["appraise", str(case)]) == cli.WRONG_INPUT
        assert said in capsys.readouterr().err
    assert on_the_command_line("give price_year=2024-25.") == "give price_year = 2024-25."


def test_overwrite_is_another_name_for_force(case: Path) -> None:
    case.with_suffix(".md").write_text("ours")
    assert cli.main(["appraise", str(case), "--markdown", "--overwrite"]) == cli.OK
    assert "Pause" in case.with_suffix(".md").read_text(encoding="utf-8")


# Searching


def test_sources_are_found_by_what_they_are_about(capsys: Capture) -> None:
    assert cli.main(["sources", "fostering"]) == cli.OK
    text = capsys.readouterr().out
    numbers, documents = about("fostering")
    assert f"Numbers about fostering: {len(numbers)}\n" in text
    assert f"Documents about fostering: {len(documents)}\n" in text
    assert "\nplacement.foster.any.week: " in text and "\nplacement.residential" not in text
    for each in documents:
        assert f"\n{each.id}: {each}" in text
    few, _ = about("in-house FOSTER carers")
    assert 0 < len(few) < len(numbers)
    assert {e.id for e in few} < {e.id for e in numbers}


def test_nothing_found_is_said(capsys: Capture) -> None:
    assert cli.main(["sources", "submarines"]) == cli.WRONG_INPUT
    said = capsys.readouterr().err
    assert "'submarines' given; there is no such number or document" in said
    assert "`costavoid sources` lists every number" in said
    assert about("  ") == about("?") == ([], [])


# Without docstrings


@pytest.mark.parametrize("command", ["--help", "appraise --help", "new Pause", "schema Pause"])
def test_help_survives_without_docstrings(command: str, tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(command.split()) == cli.OK
    plain = capsys.readouterr().out
    bare = subprocess.run(
        [sys.executable, "-OO", "-m", "costavoid", *command.split()],
        cwd=tmp_path,
        capture_output=True,
        env=surroundings(),
    )
    assert (bare.returncode, bare.stderr) == (0, b"")
    assert len(plain) > 400 and bare.stdout.decode() == plain


def test_documents_are_the_same_without_docstrings(case: Path) -> None:
    program = (
        "import sys, costavoid as ca; answer = ca.load(sys.argv[1]).appraise(); "
        "sys.stdout.buffer.write((answer.to_markdown() + ca.Pause.__doc__).encode())"
    )
    bare = subprocess.run([sys.executable, "-OO", "-c", program, case], capture_output=True)
    assert (bare.returncode, bare.stderr) == (0, b"")
    expected = ca.load(case).appraise().to_markdown() + (ca.Pause.__doc__ or "")
    assert bare.stdout.decode().split() == expected.split()
