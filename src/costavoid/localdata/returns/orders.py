"""Children whose first care-type order falls in a year, beside England's applications."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from costavoid.base.errors import InputError
from costavoid.base.years import year_label
from costavoid.evidence.catalogue import national_care_applications, sources
from costavoid.localdata.councils.profile import LICENCE
from costavoid.localdata.councils.table import ENGLAND, Area, measures, number
from costavoid.localdata.returns.protected import ProtectedTable, sentences

PUBLISHED = "care_applications_rate"
RATES = "Published: care applications for each 10,000 children; - where missing or suppressed."
ORDERS = "children whose first care-type order falls in the year"
SAID = (
    "A proxy for care applications: a return has the dates of orders, not of applications, and "
    "leaves out children who stayed at home; it counts children, not applications.",
)


def proceedings_table(
    years: tuple[int, ...],
    shown: NDArray[np.int64],
    ratio: float | None,
    threshold: int,
    area: Area | None = None,
) -> ProtectedTable:
    """By year: children (hidden where -1), applications at the ratio given, and those published."""
    import pandas as pd

    index = pd.Index(list(years), name="year")
    children = pd.Series(pd.array(shown, dtype="Int64"), index=index)
    frame = pd.DataFrame({"children": children.mask(children < 0)})
    said = sentences(threshold, (), int((shown < 0).sum()), len(shown))[1:]
    if ratio is not None:
        known = np.where(shown < 0, np.nan, shown / ratio)
        frame["applications"] = np.round(known, 0)
        said = (*said, f"Applications are children over {ratio:g}, the ratio given.")
    frame["England, applications"] = [_england(year) for year in years]
    if area is not None:
        of = measures()[PUBLISHED]
        for name, code in ((area.name, area.code), ("England", ENGLAND)):
            rates = [number(of, str(year), code) for year in years]
            frame[f"{name}, {of.shown}"] = np.array(rates, dtype=float)
        said = (*said, f"{RATES} {area.said}".rstrip(), f"{sources()[of.source]}. {LICENCE}")
    return ProtectedTable(frame, (*SAID, *said))


def _england(year: int) -> float:
    """England's care applications of a year; nan where none are known here."""
    try:
        return national_care_applications(year_label(year - 1)).value
    except InputError:
        return math.nan
