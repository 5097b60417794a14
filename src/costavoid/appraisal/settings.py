"""How a programme is appraised: everything but the programme itself.

A new setting is a field here (or of `Drawing`) and a keyword of `appraise`; case files, the
command line and `compare` follow from it.
"""

from __future__ import annotations

from pydantic import Field

from costavoid.appraisal.adjustments import Adjustment
from costavoid.base.frozen import Frozen, Number, PositiveCount
from costavoid.base.years import FinancialYear
from costavoid.cashflow.draws import Drawing
from costavoid.evidence.prices import Timing


class Settings(Frozen):
    """How a programme is appraised; everything but the programme itself."""

    horizon: PositiveCount = Field(description="How many financial years")
    price_year: FinancialYear = Field(
        description="The financial year whose pounds the results are in"
    )
    first_year: FinancialYear = Field(
        description="The first financial year; without it, the one in which the programme starts, "
        "else the price year"
    )
    edition: str = Field("2026", description="The edition of the Green Book")
    schedule: str = Field(
        "standard", description="Its discount rates to use: standard, health or lower"
    )
    timing: Timing = Field("start of year", description="When in a year its pounds fall")
    placement_inflation: Number = Field(
        0.0, description="Growth of placement costs a year above general inflation: 0.03 for 3%"
    )
    residential_inflation: Number | None = Field(
        None, description="The same of residential placements, where it is not that of all"
    )
    council: str | None = Field(
        None, description="The council whose published figures replace the library's own"
    )
    against: str | None = Field(
        None,
        description="Whom a before-and-after of that council is set against: neighbours, region "
        "or England",
    )
    adjustments: tuple[Adjustment, ...] = Field(
        (), description="Cautious cuts, each with its source; none without it"
    )
    drawing: Drawing | None = None


PARTS = ("adjustments", "drawing")  # settings with fields of their own; the others are plain
PLAIN = tuple(name for name in Settings.model_fields if name not in PARTS)
WHOSE = ("council", "against")  # whose figures, not which pounds: options may differ in them
