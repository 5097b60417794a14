"""The command for many programmes and one budget: `portfolio`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from costavoid.api.portfolio import portfolio as joined
from costavoid.base.errors import InputError
from costavoid.base.files import replacing_all
from costavoid.base.years import given_year
from costavoid.cases.cohorts import load_cohorts
from costavoid.cli.cases import (
    Draws,
    Excel,
    FirstYear,
    Force,
    Horizon,
    Html,
    Json,
    Markdown,
    PriceYear,
    Word,
    appraised_alike,
    asked_for,
    refuse_replacing,
)
from costavoid.cli.codes import OK
from costavoid.cli.documents import PORTFOLIO_WRITERS
from costavoid.cli.screen import wrapped
from costavoid.cli.streams import plainly, words

PORTFOLIO = "portfolio"  # what its documents are called


def portfolio(
    cases: Annotated[list[str], typer.Argument(metavar="CASE CASE...", help="Case files.")],
    cohorts: Annotated[
        str | None, typer.Option(metavar="FILE", help="Who is reached by more than one of them.")
    ] = None,
    budget: Annotated[
        list[str] | None, typer.Option(metavar="YEAR=POUNDS", help="Such as 2026-27=500000.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="council cash, net present value or placements avoided.")
    ] = "council cash",
    must: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="To be funded whatever it comes to.")
    ] = None,
    not_both: Annotated[
        list[str] | None, typer.Option(metavar="NAME,NAME", help="Of which one at most is funded.")
    ] = None,
    at_each_budget: Annotated[
        bool, typer.Option("--frontier", help="Say what every budget buys.")
    ] = False,
    word: Word = False,
    excel: Excel = False,
    html: Html = False,
    markdown: Markdown = False,
    as_json: Json = False,
    out: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Where to write; else where you are.")
    ] = None,
    force: Force = False,
    horizon: Horizon = None,
    price_year: PriceYear = None,
    first_year: FirstYear = None,
    draws: Draws = None,
) -> int:
    """Say what programmes come to together, and which to fund.

    Programmes are called as their files are. What they do for the same children is counted once:
    the file of --cohorts says who is reached by more than one. With --budget, the best set under
    it; a year without one has no limit. Documents are named portfolio, and hold the first page of
    each programme: none is written unless every one that is asked for can be made.
    """
    asked = zip(PORTFOLIO_WRITERS, (word, excel, html, markdown), strict=True)
    folder = Path() if out is None else Path(out)
    wanted = [folder / f"{PORTFOLIO}{ending}" for ending, yes in asked if yes]
    refuse_replacing([*cases, *([cohorts] if cohorts else [])], wanted)
    given = asked_for(horizon=horizon, price_year=price_year, first_year=first_year, draws=draws)
    limits: dict[str, Any] = {
        "by": words(by),
        "must": [words(each) for each in must or ()],
        "not_both": [words(each).split(",") for each in not_both or ()],
    }
    if not (budget or at_each_budget) and (must or not_both):
        raise InputError("must, not_both: given without a budget; add --budget or --frontier.")
    spent = _budget(budget or ())
    with replacing_all(wanted, overwrite=force) as writes:
        shared = () if cohorts is None else load_cohorts(cohorts)
        whole = joined(appraised_alike("portfolio", cases, given), cohorts=shared)
        said: dict[str, Any] = {"portfolio": whole}
        if budget:
            said["choice"] = whole.choose(budget=spent, **limits)
        if at_each_budget:
            said["frontier"] = whole.frontier(**limits)
        if wanted:
            page = whole.page(choice=said.get("choice"), frontier=said.get("frontier"))
        for path, write in zip(wanted, writes, strict=True):
            write(PORTFOLIO_WRITERS[path.suffix](page))
    if as_json:
        print(json.dumps({name: each.answer() for name, each in said.items()}, indent=2))
    else:
        print("\n\n".join(_fitted(str(each)) for each in said.values()))
    if wanted:
        print(plainly(f"Written: {', '.join(map(str, wanted))}"), file=sys.stderr)
    return OK


def _budget(given: Iterable[str]) -> dict[str, float]:
    """Pounds by year, each once, as people write them: 2026-27=500,000."""
    found: dict[str, float] = {}
    for each in given:
        year, equals, amount = words(each).partition("=")
        plain = amount.strip().lstrip("£").replace(",", "").replace("_", "")
        try:
            pounds = float(plain)
        except ValueError:
            equals = ""
        if not (year and equals):
            raise InputError(
                f"--budget: {each!r} given; write YEAR=POUNDS, such as 2026-27=500000."
            )
        label = given_year(year.strip())
        if label in found:
            raise InputError(f"--budget: {label} given twice; give each year once.")
        found[label] = pounds
    return found


def _fitted(text: str) -> str:
    """Lines as wide as the screen; what is indented stays so."""
    return "\n".join(
        wrapped(line.strip(), " " * (len(line) - len(line.lstrip()))) for line in text.splitlines()
    )
