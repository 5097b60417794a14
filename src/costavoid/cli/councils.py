"""The command for one council: what is published of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costavoid.cli.cases import Json
from costavoid.cli.codes import OK
from costavoid.cli.screen import table, wrapped
from costavoid.cli.streams import words
from costavoid.evidence.figures import pounds, short
from costavoid.localdata.councils.profile import LICENCE, Council
from costavoid.localdata.councils.profile import council as find

if TYPE_CHECKING:
    import pandas as pd

# Of what is spent, the screen has these two; --json has every line.
SPENDING, SHOWN = "spend_", ("spend_total", "spend_looked_after")
FIGURES = 3  # of a sum spent


def council(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as Hackney, Hull or 204.")],
    as_json: Json = False,
) -> int:
    """Say what is published of a council.

    Its weekly costs, its children and its placements, with England and its statistical neighbours
    beside it. With --json, every measure and every year.
    """
    found = find(words(name))
    if as_json:
        print(_data(found))
        return OK
    print(f"{found.name} ({found.region}, {found.code}, {found.ons})")
    if found.note:
        print(wrapped(found.note))
    heads = ("", "Year", "Council", "England", "Neighbours", "Rank")
    rows = [_row(row) for _, row in found.figures(latest=True).iterrows() if _is_shown(row)]
    print(f"\n{table(heads, rows, numbers=True, first_wraps=True)}\n")
    near = ", ".join(each.name for each in found.neighbours())
    if near:
        print(wrapped(f"Neighbours is the median of {near}."))
    print(wrapped("Rank 1 is the highest of some 150; a blank is missing or suppressed."))
    print(
        wrapped(
            "A weekly cost is an average, mixed providers and staff included: not what one case "
            "fewer saves."
        )
    )
    print(wrapped(LICENCE))
    return OK


def _is_shown(row: pd.Series[str]) -> bool:
    return not row["measure"].startswith(SPENDING) or row["measure"] in SHOWN


def _row(row: pd.Series[str]) -> tuple[str, ...]:
    """One figure, in the words and digits of a screen."""
    of = {"£ a week": ", a week", "for each 10,000 children": ", per 10,000"}
    numbers = (_number(row[n], row["shown"]) for n in ("value", "england", "neighbours_median"))
    rank = "" if _blank(row["rank"]) else str(row["rank"])
    return (f"{row['label']}{of.get(row['shown'], '')}", row["year"], *numbers, rank)


def _number(value: object, shown: str) -> str:
    """A figure as people write it: £775, £120m, 74%, 352."""
    if _blank(value):
        return ""
    number = float(str(value))
    if shown.startswith("£"):
        return short(number, FIGURES) if shown == "£" else pounds(number)
    digits = f"{number:,.0f}" if number == round(number) else f"{number:,.1f}"
    return f"{digits}{'%' * (shown == '%')}"


def _blank(value: object) -> bool:
    return str(value) in ("nan", "None", "<NA>")


def _data(found: Council) -> str:
    """The same as data: every figure of every year."""
    import json

    figures = json.loads(found.figures().to_json(orient="records"))
    told = {
        "name": found.name,
        "code": found.code,
        "ons": found.ons,
        "region": found.region,
        "note": found.note,
        "neighbours": [each.name for each in found.neighbours()],
        "licence": LICENCE,
        "figures": figures,
    }
    return json.dumps(told, indent=2)
