"""What a case file holds beside its programme: settings, and a council's own figures."""

from __future__ import annotations

from pydantic import Field

from costavoid.appraisal.adjustments import Adjustment
from costavoid.base.frozen import Frozen, Number, PositiveCount
from costavoid.base.years import FinancialYear
from costavoid.cashflow.draws import RangeAs, Seed
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.prices import Timing


class CaseSettings(Frozen):
    """How a case is to be appraised, as `appraise` takes it; what is left out has its default."""

    horizon: PositiveCount | None = Field(None, description="How many financial years")
    price_year: FinancialYear | None = Field(
        None, description="The financial year whose pounds the results are in"
    )
    first_year: FinancialYear | None = Field(
        None,
        description="The first financial year; without it, the one in which the programme starts, "
        "else the price year",
    )
    edition: str | None = Field(None, description="The edition of the Green Book")
    schedule: str | None = Field(
        None, description="Its discount rates to use: standard, health or lower"
    )
    timing: Timing | None = Field(None, description="When in a year its pounds fall")
    placement_inflation: Number | None = Field(
        None, description="Growth of placement costs a year above general inflation: 0.03 for 3%"
    )
    draws: PositiveCount | None = Field(None, description="How many draws; none without it")
    seed: Seed | None = Field(None, description="Which draws: the same seed gives the same")
    range_as: RangeAs | None = Field(
        None, description="What a published range is read as; without it, it does not vary"
    )
    correlations: tuple[tuple[str, str, Number], ...] | None = Field(
        None, description="Numbers that vary together: id, id, rank correlation"
    )
    keep: PositiveCount | None = Field(
        None, description="How many draws stay in memory for percentiles; all without it"
    )
    adjustments: tuple[Adjustment, ...] | None = Field(
        None, description="Cautious cuts, each with its source; none without it"
    )


class Beside(Frozen):
    """What a file holds beside its programme."""

    settings: CaseSettings = Field(default_factory=CaseSettings)
    overrides: tuple[Estimate, ...] = Field(
        (), description="Your own numbers, each with the id of the number it replaces"
    )
