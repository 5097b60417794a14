"""The commands, and how each is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from costavoid.base.docstrings import doc_of
from costavoid.base.errors import InputError
from costavoid.cli import app as page_app
from costavoid.cli import articles, cases, councils, library, portfolio, tracking
from costavoid.cli import page as page_file
from costavoid.cli.codes import OK, WRONG_INPUT
from costavoid.cli.ending import Told, told
from costavoid.cli.streams import prepare_output, refuse_hidden_arguments
from costavoid.cli.wording import OPTIONS, option
from costavoid.version import __version__

CODES = """\
Exit codes: 0, done; 1, done, and found what the command looks for (review: a serious finding;
replicate: a figure that no longer comes out); 2, misused, or given what cannot be used; 3, a fault
of costavoid itself; 130, stopped from the keyboard."""

app = typer.Typer(
    cls=Told,
    name="costavoid",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for command, example in (
    (library.programmes, "costavoid programmes"),
    (cases.new, "costavoid new Pause women=20 start=2026-10-01 --out pause.toml"),
    (cases.appraise, "costavoid appraise pause.toml --word --excel"),
    (cases.compare, "costavoid compare pause.toml clinicians.toml"),
    (portfolio.portfolio, "costavoid portfolio pause.toml clinicians.toml --frontier"),
    (cases.review, "costavoid review pause.toml"),
    (tracking.plan, "costavoid plan pause.toml --approved 2026-09-15 --word"),
    (tracking.track, "costavoid track pause.plan.toml counts.csv --word"),
    (councils.council, "costavoid council Hackney"),
    (page_app.app, "costavoid app"),
    (page_file.page, "costavoid page page.html"),
    (library.replicate, "costavoid replicate --json > replications.json"),
    (articles.articles, "costavoid articles 4.2"),
    (library.sources, "costavoid sources placement.foster.any.week"),
    (library.schema, "costavoid schema Pause > pause.schema.json"),
):
    app.command(help=doc_of(command), epilog=f"Example: {example}", no_args_is_help=False)(command)


def _version(asked: bool) -> None:
    if asked:
        print(f"costavoid {__version__}")
        raise typer.Exit


def _costavoid(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which it is.")
    ] = False,
) -> None:
    """What early-intervention programmes avoid spending: for whom, when, how surely, in cash."""


app.callback(help=doc_of(_costavoid))(_costavoid)


def _refuse_twice(given: Sequence[str]) -> None:
    """Raises InputError for an option with two values, of which the first would be lost."""
    names = [each.partition("=")[0] for each in given]
    for name in (*map(option, OPTIONS), "--out"):
        if names.count(name) > 1:
            raise InputError(f"{name}: given {names.count(name)} times; give it once.")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code, as `costavoid --help` lists them."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    prepare_output()
    try:
        refuse_hidden_arguments(given)
        _refuse_twice(given)
        app(args=given, prog_name="costavoid")
    except InputError as error:
        return told(str(error), WRONG_INPUT)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else OK
    return OK
