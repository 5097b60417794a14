"""The command line: `costavoid replicate`, `costavoid review` and `costavoid schema`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import textwrap
from collections.abc import Sequence

from costavoid.appraisal import appraise
from costavoid.errors import CostavoidError
from costavoid.evidence import printed
from costavoid.load import load
from costavoid.replication import Knowledge, Replication, Status, replications
from costavoid.rules.finding import ORDER, Finding
from costavoid.schema import schema, schemas
from costavoid.version import __version__

WIDTH = 100
OK, REGRESSED, SERIOUS, WRONG_INPUT = 0, 1, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0, 1 for what it looks for, 2 if misused.

    `replicate` looks for a figure that no longer comes out, `review` for a serious finding.
    """
    chosen = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot print a pound sign
    try:
        if chosen.command == "schema":
            return _schema(chosen.programme)
        if chosen.command == "review":
            return _review(chosen)
        return _replicate(as_json=chosen.json)
    except CostavoidError as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except BrokenPipeError:  # the reader has seen enough: `costavoid replicate | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:  # a full disk, a closed terminal
        print(f"The answer could not be written: {error.strerror}.", file=sys.stderr)
        return WRONG_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="costavoid", description="What early-intervention programmes avoid spending."
    )
    parser.add_argument("--version", action="version", version=f"costavoid {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    replicate = commands.add_parser(
        "replicate",
        help="rerun published figures and compare",
        description="Rerun every published figure: published, computed, difference, status. "
        "Exits with 1 if a figure that used to come out no longer does.",
        epilog="example: costavoid replicate --json > replications.json",
    )
    replicate.add_argument("--json", action="store_true", help="print the same as data")
    review = commands.add_parser(
        "review",
        help="say what a sceptical finance officer would send back",
        description="Appraise a programme described in a TOML file and print what a reviewer would "
        "raise, the gravest first: each with its cure and where the rule comes from. Exits with 1 "
        "if anything is serious, with 2 if the file or a year cannot be used.",
        epilog="example: costavoid review our.toml --horizon 5 --price-year 2025-26",
    )
    review.add_argument("file", metavar="FILE", help="the programme, as costavoid.load reads it")
    review.add_argument("--horizon", type=int, required=True, metavar="N", help="financial years")
    review.add_argument("--price-year", required=True, metavar="YEAR", help="such as 2025-26")
    review.add_argument(
        "--first-year",
        metavar="YEAR",
        help="the programme's first, or the price year, if not given",
    )
    review.add_argument("--json", action="store_true", help="print the same as data")
    schema_of = commands.add_parser(
        "schema",
        help="print the JSON Schema of a programme's file",
        description="Print the JSON Schema of the TOML file that costavoid.load reads for one "
        "programme; without a name, of each by its name.",
        epilog="example: costavoid schema Custom > custom.schema.json",
    )
    schema_of.add_argument("programme", nargs="?", metavar="PROGRAMME", help="such as Custom")
    return parser


def _schema(programme: str | None) -> int:
    found = schemas() if programme is None else schema(programme)
    print(json.dumps(found, indent=2), flush=True)  # in ASCII, whatever the terminal writes
    return OK


def _review(chosen: argparse.Namespace) -> int:
    appraisal = appraise(
        load(chosen.file),
        horizon=chosen.horizon,
        price_year=chosen.price_year,
        first_year=chosen.first_year,
    )
    found = appraisal.review()
    if chosen.json:
        print(json.dumps([finding.model_dump() for finding in found], indent=2), flush=True)
    else:
        years = " to ".join(dict.fromkeys((appraisal.years[0], appraisal.years[-1])))
        print(f"{appraisal.intervention.called}, {years}, in {chosen.price_year} prices\n")
        print("".join(f"{_finding(finding)}\n\n" for finding in found) + _tally(found), flush=True)
    return SERIOUS if any(finding.severity == "serious" for finding in found) else OK


def _finding(finding: Finding) -> str:
    said = (finding.sentence, finding.cure, f"Rule: {finding.source}")
    indented = [
        textwrap.fill(
            line, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )
        for line in said
    ]
    return "\n".join((f"{finding.id} [{finding.severity}]", *indented))


def _tally(found: tuple[Finding, ...]) -> str:
    serious, warnings, notes = (sum(f.severity == grade for f in found) for grade in ORDER)
    return f"Findings: {len(found)} (serious {serious}, warnings {warnings}, notes {notes})."


def _replicate(as_json: bool) -> int:
    found = replications()
    regressed = [replication for replication in found if replication.regressed]
    if as_json:
        print(json.dumps([r.as_data() for r in found], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(_entry(replication) for replication in found))
        print("\n" + _summary(found), flush=True)
    for replication in regressed:
        print(
            f"{replication.id}: was {replication.expected_status.value}, is now "
            f"{replication.status.value}.",
            file=sys.stderr,
        )
    return REGRESSED if regressed else OK


def _entry(replication: Replication) -> str:
    given = "implied" if replication.inputs is Knowledge.ARITHMETIC else "published"
    figures = (
        f"{given} {printed(replication.published)}, computed {printed(replication.computed)}, "
        f"difference {printed(replication.difference)}: {replication.status.value}"
    )
    lines = (f"{replication.quantity} [{replication.id}]", figures, replication.note)
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent="  ")
        for line, indent in zip(lines, ("", "  ", "  "), strict=True)
    )


def _summary(found: tuple[Replication, ...]) -> str:
    counts = ", ".join(
        f"{sum(r.status is status for r in found)} {status.value}" for status in Status
    )
    return f"{len(found)} figures: {counts}."


if __name__ == "__main__":
    sys.exit(main())
