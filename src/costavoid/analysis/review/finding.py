"""One finding of a review, where its rule comes from, and how to name the numbers it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from costavoid.base.frozen import Frozen
from costavoid.evidence.estimate import Estimate

STALE_YEARS = 5
Severity = Literal["serious", "warning", "note"]
ORDER: tuple[Severity, ...] = ("serious", "warning", "note")

# Paragraphs are those of the editions that could be read.
GREEN_BOOK = "HM Treasury Green Book 2018, paragraph"
MAGENTA_BOOK = "HM Treasury Magenta Book 2011, paragraph"
STATUSES = "costavoid: decision 3, evidence statuses"
CASH = "costavoid: decision 4, what cash-releasing means"
SENSITIVITY = f"{GREEN_BOOK}s 5.59 to 5.61"
OPTIMISM = f"{GREEN_BOOK}s 5.43 to 5.46"
LIFETIME = f"{GREEN_BOOK} 2.14"


class Finding(Frozen):
    """One thing to mend or to say: what is wrong, the cure, and where the rule comes from."""

    id: str
    severity: Severity
    sentence: str
    cure: str
    source: str = Field(min_length=1)

    def __str__(self) -> str:
        return f"[{self.severity}] {self.sentence} {self.cure}"


def named(estimates: Iterable[Estimate]) -> str:
    """Their labels in a sentence."""
    return "; ".join(estimate.label for estimate in estimates)


def ids(estimates: Iterable[Estimate]) -> str:
    """Their ids in a sentence."""
    return ", ".join(estimate.id for estimate in estimates)
