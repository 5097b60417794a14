"""What would have happened without the programme, and how that is known.

Each counterfactual gives the occurrences avoided in a year of the programme's full effect
(formula 1), and says in words what it rests on.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from costavoid.base.arrays import Array
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, PositiveCount
from costavoid.base.vocabulary import Unit
from costavoid.evidence.counts import said_count
from costavoid.evidence.estimate import Estimate, in_unit, measured_in, require_unit
from costavoid.evidence.figures import figure, interval, note_of, number, per, three
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects.shares_compared import VOLUMES

RATES = {
    Unit.EVENTS_PER_PERSON_YEAR: "people",
    Unit.EVENTS_PER_COUNCIL_YEAR: "councils",
    Unit.EVENTS_PER_SCHOOL_YEAR: "schools",
}


def _check_rate(rate: Estimate, cohort: int) -> None:
    """A rate for each person, council or school; or a count a year in all, then of one cohort."""
    if rate.unit in VOLUMES and cohort != 1:
        raise InputError(
            f"{rate.id}: a count a year given for {cohort}; give the rate for each of them, or "
            "leave the cohort out."
        )


class RateAvoided(Frozen):
    """So many occurrences avoided a year for each person, council or school; or in all.

    A rate in 'count' is avoided in all over the run, or at any time where what it uses is used all
    the time (agency posts). `expected`, where known, is the rate without the programme; more cannot
    be avoided.
    """

    kind: Literal["rate avoided"] = "rate avoided"
    rate: Annotated[Estimate, measured_in(*RATES, *VOLUMES)]
    cohort: PositiveCount = 1
    expected: Annotated[Estimate | None, measured_in(*RATES, *VOLUMES)] = None
    outlasts: ClassVar[bool] = True  # an effect may last when the programme has ended

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_rate(self.rate, self.cohort)
        if self.expected:
            require_unit(self.expected, self.rate.unit)
        return self

    @property
    def standing(self) -> bool:
        """Whether the cases are counted once (in all, or at any time), and not by year."""
        return self.rate.unit is Unit.COUNT

    @property
    def effect(self) -> Estimate:
        """The number that carries the effect."""
        return self.rate

    @property
    def _how_often(self) -> str:
        return "" if self.standing else " a year"

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the effect."""
        return self.effect

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.rate, self.expected) if self.expected else (self.rate,)

    def design(self, inputs: Inputs) -> Design:
        """How the effect is known; opinion where the number does not say."""
        return inputs.estimate(self.rate).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year."""
        if self.expected is None:
            return inputs.of(self.rate) * self.cohort
        rate, expected = (inputs.estimate(e).value for e in (self.rate, self.expected))
        if rate > expected:
            raise InputError(
                f"{self.rate.id}: {rate:g} avoided{self._how_often} given, but only "
                f"{expected:g} are expected without the programme; no more can be avoided than "
                "would have happened."
            )
        # a draw of the rate may pass a draw of what was expected; it cannot avoid more
        return np.minimum(inputs.of(self.rate), inputs.of(self.expected)) * self.cohort

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        rate = inputs.estimate(self.rate)
        return rate.low is not None and rate.high is not None and rate.low <= 0 <= rate.high

    def nothing(self, inputs: Inputs) -> float | None:
        """The effect at which nothing is avoided."""
        return 0.0

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        rate = inputs.estimate(self.rate)
        each = f" for each of {self.cohort}" if rate.unit in RATES else ""
        return (
            f"{three(rate.value)} avoided{self._how_often}{each}{interval(rate)}; source: "
            f"{rate.source}.{note_of(rate)}"
        )


class RatioOnBaseline(Frozen):
    """A rate ratio found elsewhere, applied to a local count (or rate for each school).

    The count is in 'count per year', or in 'count', which is in all over the run.
    """

    kind: Literal["ratio on baseline"] = "ratio on baseline"
    baseline: Annotated[Estimate, said_count("baseline", *RATES, label="Local baseline")]
    ratio: Annotated[Estimate, in_unit("ratio", Unit.RATIO, "Rate ratio, with over without")]
    cohort: PositiveCount = 1
    outlasts: ClassVar[bool] = True

    @property
    def standing(self) -> bool:
        """Whether the cases are counted once, and not by year."""
        return self.baseline.unit is Unit.COUNT

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_rate(self.baseline, self.cohort)
        if self.baseline.value < 0:
            raise InputError(
                f"{self.baseline.id}: {self.baseline.value:g} given; a baseline counts what "
                "happens, so it is 0 or more."
            )
        return self

    @property
    def effect(self) -> Estimate:
        """The number that carries the effect."""
        return self.ratio

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the effect."""
        return self.effect

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.baseline, self.ratio)

    def design(self, inputs: Inputs) -> Design:
        """How the ratio is known; opinion where the number does not say."""
        return inputs.estimate(self.ratio).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Occurrences avoided a year; negative where the ratio is above 1."""
        return inputs.of(self.baseline) * self.cohort * (1 - inputs.of(self.ratio))

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        ratio = inputs.estimate(self.ratio)
        return ratio.low is not None and ratio.high is not None and ratio.low <= 1 <= ratio.high

    def nothing(self, inputs: Inputs) -> float | None:
        """The effect at which nothing is avoided."""
        return 1.0

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        baseline, ratio = inputs.estimate(self.baseline), inputs.estimate(self.ratio)
        return (
            f"Rate ratio {ratio.value:.3f}{interval(ratio)}, applied to a local baseline of "
            f"{figure(baseline.value * self.cohort)}{'' if self.standing else ' a year'}; source: "
            f"{ratio.source}."
            f"{note_of(ratio)}"
        )


class Volume(Frozen):
    """So many cases a year, for programmes whose effect is time or pounds per case.

    `effect` is the estimate that carries the effect (weeks saved, say); its design counts. Cases
    in 'count' are in all over the run, or there all the time where what they use is used so
    (posts); without `cases`, `number` things are there all the time.
    """

    kind: Literal["volume"] = "volume"
    cases: Annotated[Estimate | None, said_count("cases", label="Cases")] = None
    number: PositiveCount = 1
    effect: Estimate
    outlasts: ClassVar[bool] = False  # the cases are the programme's own

    @property
    def standing(self) -> bool:
        """Whether the cases are counted once (in all, or at any time), and not by year."""
        return self.cases is None or self.cases.unit is Unit.COUNT

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the effect."""
        return self.effect

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (self.cases, self.effect) if self.cases else (self.effect,)

    def design(self, inputs: Inputs) -> Design:
        """How the effect per case is known; opinion where the number does not say."""
        return inputs.estimate(self.effect).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Cases a year, or standing."""
        return inputs.of(self.cases) if self.cases else 0 * inputs.of(self.effect) + self.number

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the effect holds no effect at all."""
        effect = inputs.estimate(self.effect)
        return effect.low is not None and effect.low <= 0

    def nothing(self, inputs: Inputs) -> float | None:
        """None: its cases are there whatever each gains."""
        return None

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        effect = inputs.estimate(self.effect)
        each = f" for each of {self.number}" if self.number > 1 else ""
        if self.cases:
            often = "" if self.standing else " cases a year"
            each = f" for each of {figure(inputs.estimate(self.cases).value)}{often}"
        worth = f"{number(effect.value, effect.unit)}{per(effect.unit)}{interval(effect)}"
        return f"{worth}{each}; source: {effect.source}.{note_of(effect)}"
