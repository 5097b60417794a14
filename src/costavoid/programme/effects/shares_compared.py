"""A share to whom something happens, with the programme and without."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from costavoid.base.arrays import Array
from costavoid.base.designs import Design
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.evidence.counts import said_count
from costavoid.evidence.estimate import Estimate, in_unit
from costavoid.evidence.figures import figure, interval, note_of, three
from costavoid.evidence.inputs import Inputs

VOLUMES = (Unit.COUNT_PER_YEAR, Unit.COUNT)  # in each year; in all, or standing all the time


class SharesCompared(Frozen):
    """The share to whom something happens without the programme, and the share with it.

    `cohort` is how many the shares are of: in 'count per year', or in 'count', which is in all over
    the run, or at any time where what they use is used all the time (posts).
    """

    kind: Literal["shares compared"] = "shares compared"
    without: Annotated[Estimate, in_unit("without", Unit.SHARE, "Share without the programme")]
    with_programme: Annotated[Estimate, in_unit("with", Unit.SHARE, "Share with the programme")]
    cohort: Annotated[Estimate, said_count("cohort", label="Of how many")]

    @property
    def outlasts(self) -> bool:
        """Whether the effect may last: posts stay filled, but nobody new is offered anything."""
        return self.standing

    @property
    def standing(self) -> bool:
        """Whether the cases are counted once (in all, or at any time), and not by year."""
        return self.cohort.unit is Unit.COUNT

    @property
    def effect(self) -> Estimate:
        """The number that carries the effect."""
        return self.with_programme

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the effect."""
        return self.effect

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.without, self.with_programme, self.cohort)

    def design(self, inputs: Inputs) -> Design:
        """The weaker of how the two shares are known; opinion where one does not say."""
        shares = (inputs.estimate(e) for e in (self.without, self.with_programme))
        return Design.weakest(share.design or Design.OPINION for share in shares)

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year, or standing; negative where there are more."""
        fewer = inputs.of(self.without) - inputs.of(self.with_programme)
        return fewer * inputs.of(self.cohort)

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the difference holds no effect; false where neither has one."""
        shares = [inputs.estimate(e) for e in (self.without, self.with_programme)]
        halves = [(e.high - e.low) / 2 for e in shares if e.low is not None and e.high is not None]
        if not halves:
            return False
        return abs(shares[0].value - shares[1].value) <= math.hypot(*halves)

    def nothing(self, inputs: Inputs) -> float | None:
        """The effect at which nothing is avoided: the share without the programme."""
        return inputs.estimate(self.without).value

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        without, treated, cohort = map(inputs.estimate, self.estimates)
        return (
            f"{three(treated.value)} with the programme{interval(treated)}, {three(without.value)} "
            f"without{interval(without)}, of {figure(cohort.value)}"
            f"{'' if self.standing else ' a year'}; {_sources(treated, without)}.{note_of(treated)}"
        )


def _sources(treated: Estimate, without: Estimate) -> str:
    if treated.source == without.source:
        return f"source: {treated.source}"
    return f"sources: with, {treated.source}; without, {without.source}"
