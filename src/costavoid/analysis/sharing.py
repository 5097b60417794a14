"""A cost that several councils pool: what each pays and what each gets."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from costavoid.appraisal.answer import Answer, an_answer
from costavoid.appraisal.tables import by_payer
from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import as_float
from costavoid.base.plain_text import name_in_words
from costavoid.base.vocabulary import Payer

if TYPE_CHECKING:
    import pandas as pd

WHOLE = "all councils"


def share_between(
    appraisal: Answer,
    councils: Mapping[str, float],
    *,
    gets: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """What each council pays and gets of one pooled programme: a row each, then all together.

    Only what falls to the payer "council" is shared, for the flows of others (NHS, courts) are
    not the councils' to share. `councils` gives each council's weight in the delivery cost: its
    population, or 1 each; `gets` its weight in the benefits, the same unless given.

    Columns: `pays_share` and `gets_share`, from 0 to 1; then, in real pounds of the price year
    over the horizon, undiscounted: `delivery` (positive), `cash` and `avoided` (benefits),
    `net_cash` (cash less delivery) and `net` (cash and avoided less delivery). The rows of the
    councils add to the last, "all councils". Raises InputError where no council is given, a
    weight is no number or below 0, all are 0, or `gets` names other councils.
    """
    import pandas as pd

    an_answer(appraisal)
    pays = _shares("councils", councils)
    got = pays if gets is None else _shares("gets", gets)
    if pays.keys() != got.keys():
        odd = ", ".join(repr(name) for name in sorted(pays.keys() ^ got.keys()))
        raise InputError(
            f"gets: {odd} given in only one of councils and gets; give the same names in both "
            "(a weight of 0 is allowed)."
        )
    whole = by_payer(appraisal).loc[Payer.COUNCIL.value].to_dict()
    rows = {name: _part(whole, share, got[name]) for name, share in pays.items()}
    rows[WHOLE] = _part(whole, 1.0, 1.0)
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), name="council"))


def _part(whole: Mapping[Any, float], pays: float, gets: float) -> dict[str, float]:
    """One council's row: its part of the delivery, and its part of the benefits."""
    delivery = (0.0 - whole["delivery"]) * pays
    cash, avoided = whole["cash"] * gets, whole["avoided"] * gets
    return {
        "pays_share": pays,
        "gets_share": gets,
        "delivery": delivery,
        "cash": cash,
        "avoided": avoided,
        "net_cash": cash - delivery,
        "net": cash + avoided - delivery,
    }


def _shares(field: str, weights: object) -> dict[str, float]:
    """Each council's weight as a share of all. Raises InputError for what cannot be shared by."""
    if not isinstance(weights, Mapping):
        raise InputError(
            f"{field}: {type(weights).__name__} given; give a mapping from each council's name to "
            "its weight, such as {'Anytown': 210_000, 'Otherham': 95_000}."
        )
    if not weights:
        raise InputError(f"{field}: no council given; give one or more, each with its weight.")
    found = {_name(field, name): _weight(field, name, w) for name, w in weights.items()}
    most = max(found.values())
    if most == 0:
        raise InputError(f"{field}: every weight given is 0; give at least one above 0.")
    scaled = {name: weight / most for name, weight in found.items()}
    total = math.fsum(scaled.values())
    return {name: weight / total for name, weight in scaled.items()}


def _name(field: str, name: object) -> str:
    if name == WHOLE:
        raise InputError(f"{field}: {name!r} given as a name; that is the last row: use another.")
    return name_in_words(field, name, "council")


def _weight(field: str, name: object, given: object) -> float:
    try:
        weight = as_float(given)
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight) or weight < 0:
        raise InputError(
            f"{field}, {name}: {shown(given)} given; a weight must be a number of 0 or more, such "
            "as a population."
        )
    return weight
