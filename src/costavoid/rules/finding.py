"""One finding of a review, and how to name the numbers it is about."""

from __future__ import annotations

from typing import Literal

from costavoid.evidence import Estimate
from costavoid.model import Frozen

STALE_YEARS = 5
Severity = Literal["serious", "warning", "note"]
ORDER: tuple[Severity, ...] = ("serious", "warning", "note")


class Finding(Frozen):
    """One thing to mend or to say: what is wrong, and the cure."""

    id: str
    severity: Severity
    sentence: str
    cure: str

    def __str__(self) -> str:
        return f"[{self.severity}] {self.sentence} {self.cure}"


def named(estimates: list[Estimate]) -> str:
    """Their labels in a sentence."""
    return "; ".join(estimate.label for estimate in estimates)


def ids(estimates: list[Estimate]) -> str:
    """Their ids in a sentence."""
    return ", ".join(estimate.id for estimate in estimates)
