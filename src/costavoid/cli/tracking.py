"""The commands for what comes after a decision: `plan` and `track`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from costavoid.base.errors import InputError
from costavoid.base.files import replacing_all
from costavoid.cases.case import load
from costavoid.cli.cases import (
    CaseFile,
    FirstYear,
    Force,
    Horizon,
    Json,
    PriceYear,
    appraised,
    asked_for,
)
from costavoid.cli.codes import OK
from costavoid.cli.screen import wrapped
from costavoid.cli.streams import plainly, words
from costavoid.tracking.actuals import as_number
from costavoid.tracking.plans import Plan
from costavoid.tracking.plans import plan as planned
from costavoid.tracking.register_file import sealed

Word = Annotated[bool, typer.Option("--word", help="Write it in Word.")]
Excel = Annotated[bool, typer.Option("--excel", help="Write a workbook.")]
Html = Annotated[bool, typer.Option("--html", help="Write a page for a browser.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Write it in Markdown.")]
Out = Annotated[
    str | None, typer.Option(metavar="FOLDER", help="Where to write; else beside the file.")
]
Today = Annotated[
    str | None, typer.Option(metavar="DAY", help="By which a period has ended; else today.")
]
ENDINGS = (".docx", ".xlsx", ".html", ".md")
PLAN_ENDING = ".plan"


def plan(
    case: CaseFile,
    approved: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of approval; else today.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Who answers for the benefits.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the counts will come from.")
    ] = None,
    baseline: Annotated[
        list[str] | None,
        typer.Option(metavar="BENEFIT=N,N", help="Counts of the years before, the oldest first."),
    ] = None,
    published: Annotated[
        list[str] | None,
        typer.Option(metavar="BENEFIT=MEASURE,YEAR", help="The published measure it is."),
    ] = None,
    word: Word = False,
    excel: Excel = False,
    html: Html = False,
    markdown: Markdown = False,
    out: Out = None,
    force: Force = False,
    horizon: Horizon = None,
    price_year: PriceYear = None,
    first_year: FirstYear = None,
) -> int:
    """Freeze an approved case as a plan: its benefits register.

    It is written beside the case as a TOML file, sealed by its hash, with every benefit's baseline
    and targets, and the chance that counts can tell the planned fall from none, by quarter.
    """
    given = asked_for(horizon=horizon, price_year=price_year, first_year=first_year)
    made = planned(
        appraised(load(case), given),
        approved=approved,
        owners=owner,
        data_sources=source,
        baselines={id: _numbers(id, held) for id, held in _named(baseline or (), "--baseline")},
        published=dict(_measures(published or ())),
    )
    folder, stem = _place(case, out)
    name = f"{stem}{PLAN_ENDING}"
    wanted = {f"{name}.toml": lambda: sealed(made)}
    files = made.files()
    for ending, yes in zip(ENDINGS, (word, excel, html, markdown), strict=True):
        if yes:
            wanted[f"{name}{ending}"] = files[ending]
    written = _write(folder, wanted, force)
    _say(str(made))
    _told(written)
    return OK


def track(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A file of costavoid plan.")],
    actuals: Annotated[
        str, typer.Argument(metavar="ACTUALS", help="Counts by month or quarter: CSV or Excel.")
    ],
    ledger: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Money by period: spent, released, avoided."),
    ] = None,
    comparison: Annotated[
        list[str] | None,
        typer.Option(metavar="BENEFIT=N,N", help="How many elsewhere, before and then."),
    ] = None,
    council: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Yours: set it against others, where published."),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="WHOM", help="neighbours (else), region or England.")
    ] = None,
    today: Today = None,
    as_json: Json = False,
    word: Word = False,
    excel: Excel = False,
    html: Html = False,
    markdown: Markdown = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Compare what happened with a plan: did it happen, and can that be told yet?

    The counts have a column "period" (2026-10, 2026-27 Q3 or 2026-27) and one headed by the id of
    each benefit that was counted, from the plan's first month and without a gap.
    """
    found = Plan.load(plan).against(
        actuals,
        ledger=ledger,
        comparisons={
            id: tuple(_numbers(id, held)) for id, held in _named(comparison or (), "--comparison")
        },
        council=council,
        against=against,
        today=today,
    )
    folder, stem = _place(plan, out)
    files = found.files()
    wanted = {
        f"{stem.removesuffix(PLAN_ENDING)}.track{ending}": files[ending]
        for ending, yes in zip(ENDINGS, (word, excel, html, markdown), strict=True)
        if yes
    }
    written = _write(folder, wanted, force)
    if as_json:
        print(found.to_frame().to_json(orient="records", indent=2))
    else:
        _say(str(found))
    _told(written)
    return OK


def _place(file: str, out: str | None) -> tuple[Path, str]:
    """The folder that documents are written to, and the name of the file without its ending."""
    return (Path(file).parent if out is None else Path(out)), Path(file).stem


def _named(
    given: Iterable[str], option: str, form: str = "BENEFIT=N,N", example: str = "58,63"
) -> list[tuple[str, str]]:
    """Pairs of a benefit and what is said of it. Raises InputError for what is none."""
    found = []
    for each in given:
        id, equals, held = words(each).partition("=")
        if not (id and equals and held):
            raise InputError(
                f"{option}: {each!r} given; write {form}, such as referrals={example}."
            )
        found.append((id, held))
    return found


def _measures(given: Iterable[str]) -> list[tuple[str, list[str]]]:
    """A benefit's published measure, and the years of its baseline."""
    form, example = "BENEFIT=MEASURE,YEAR", "in_need_rate,2024-25"
    named = _named(given, "--published", form, example)
    return [(id, [part.strip() for part in held.split(",")]) for id, held in named]


def _numbers(id: str, held: str) -> list[float]:
    """Numbers with commas between them."""
    found: list[float] = []
    for each in held.split(","):
        number: float | None = as_number(each.strip())
        if number is None:
            raise InputError(f"{id}: {each!r} given; write numbers with commas between: 58,63,60.")
        found.append(number)
    return found


def _write(folder: Path, wanted: dict[str, Callable[[], bytes]], force: bool) -> list[Path]:
    """Each file, or none of them."""
    paths = [folder / name for name in wanted]
    with replacing_all(paths, overwrite=force) as writes:
        for make, write in zip(wanted.values(), writes, strict=True):
            write(make())
    return paths


def _say(text: Any) -> None:
    print("\n".join(wrapped(line) if line else "" for line in text.split("\n")))


def _told(written: list[Path]) -> None:
    if written:
        print(plainly(f"Written: {', '.join(map(str, written))}"), file=sys.stderr)
