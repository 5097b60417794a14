"""How a programme is appraised: everything but the programme itself."""

from __future__ import annotations

from costavoid.adjustments import Adjustment
from costavoid.draws import Drawing
from costavoid.model import Frozen, Number, PositiveCount
from costavoid.money import Timing
from costavoid.periods import FinancialYear


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
