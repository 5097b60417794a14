"""Children whose first care-type order falls in a year, beside England's applications."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from costavoid.base.errors import InputError
from costavoid.base.years import year_label
from costavoid.evidence.catalogue import national_care_applications
from costavoid.localdata.returns.protected import ProtectedTable, sentences

SAID = (
    "A proxy for care applications: a return has the dates of orders, not of applications, and "
    "leaves out children who stayed at home; it counts children, not applications.",
)


def proceedings_table(
    years: tuple[int, ...], shown: NDArray[np.int64], ratio: float | None, threshold: int
) -> ProtectedTable:
    """By year: children (hidden where -1), applications at the ratio given, and England's."""
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
    return ProtectedTable(frame, (*SAID, *said))


def _england(year: int) -> float:
    """England's care applications of a year; nan where none are known here."""
    try:
        return national_care_applications(year_label(year - 1)).value
    except InputError:
        return math.nan
