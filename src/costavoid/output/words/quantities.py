"""What is avoided in its own units, in words."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.quantities import in_all
from costavoid.evidence.figures import tenths


def _one(amount: float, unit: str) -> str:
    """The unit, without its s where there is one."""
    return unit.removesuffix("s") if tenths(amount) == "1" else unit


def quantity_lines(appraisal: Answer) -> list[str]:
    """Weeks, days and months over the horizon, and what is used in their place; none without."""
    found = in_all(appraisal)
    if not found:
        return []
    each = "; ".join(
        f"{tenths(part.amount)} {_one(part.amount, part.unit)} of {part.resource.value}"
        + (" used in its place" if part.in_its_place else "")
        for part in found
    )
    count = len(appraisal.years)
    over = f"over the {count} years" if count > 1 else "in the year"
    return [f"In quantities, {over}: {each}."]
