"""Cases that a programme puts off and does not avoid: they come after it has ended."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from costavoid.base.arrays import Array
from costavoid.base.designs import Design
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import MONTHS_PER_YEAR, Unit
from costavoid.evidence.estimate import Estimate, in_unit
from costavoid.evidence.figures import interval, note_of, three
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects.rates import RateAvoided
from costavoid.programme.length import Months


class Postponed(Frozen):
    """A share of what `of` avoids over `months`, which happens after all once the programme ends.

    Negative: more cases than there would have been in those years. The pace is the outcome's
    `phase_in`: what comes in each year, as a share of all that was postponed.
    """

    kind: Literal["postponed"] = "postponed"
    of: RateAvoided
    share: Annotated[Estimate, in_unit("postponed", Unit.SHARE, "Share postponed, not avoided")]
    months: Months
    standing: ClassVar[bool] = False
    outlasts: ClassVar[bool] = False  # what returns comes once

    @property
    def effect(self) -> Estimate:
        """The number that carries the effect: the share postponed."""
        return self.share

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the share postponed."""
        return self.share

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        return (*self.of.estimates, self.share)

    def design(self, inputs: Inputs) -> Design:
        """How the share is known; opinion where the number does not say."""
        return inputs.estimate(self.share).design or Design.OPINION

    def avoided(self, inputs: Inputs) -> Array:
        """Cases avoided a year if all came back within one: negative, or 0."""
        years = self.months / MONTHS_PER_YEAR
        return -self.of.avoided(inputs) * years * inputs.of(self.share)

    def could_be_chance(self, inputs: Inputs) -> bool:
        """False: it takes off what the effect claims, and claims nothing itself."""
        return False

    def nothing(self, inputs: Inputs) -> float | None:
        """The share at which nothing comes back."""
        return 0.0

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        share = inputs.estimate(self.share)
        put_off = float(self.of.avoided(inputs)[0]) * self.months / MONTHS_PER_YEAR
        return (
            f"{share.value:.0%}{interval(share)} of the {three(put_off)} avoided over "
            f"{self.months} months are put off and come after it ends; source: "
            f"{share.source}.{note_of(share)}"
        )
