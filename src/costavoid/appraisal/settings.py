"""How a programme is appraised: everything but the programme itself."""

from __future__ import annotations

from costavoid.appraisal.adjustments import Adjustment
from costavoid.base.frozen import Frozen, Number, PositiveCount
from costavoid.base.years import FinancialYear
from costavoid.cashflow.draws import Drawing
from costavoid.evidence.prices import Timing


class Settings(Frozen):
    """How a programme is appraised; everything but the programme itself."""

    horizon: PositiveCount
    price_year: FinancialYear
    first_year: FinancialYear
    edition: str = "2026"
    schedule: str = "standard"
    timing: Timing = "start of year"
    placement_inflation: Number = 0.0
    adjustments: tuple[Adjustment, ...] = ()
    drawing: Drawing | None = None
