"""Posts that stood empty: vacant, and held by no agency worker."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from costavoid.base.arrays import Array
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.evidence.estimate import Estimate, in_unit
from costavoid.evidence.figures import three
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects.shares_compared import SharesCompared


class EmptyPosts(Frozen):
    """Posts that no longer stand empty: fewer vacant ones, less fewer that an agency covered.

    A published vacancy rate counts the posts that agency workers cover, so the two may not both
    be counted whole; `covering` is the share of agency workers who cover one. Raises InputError
    where the two are not of the same posts.
    """

    kind: Literal["empty posts"] = "empty posts"
    vacant: SharesCompared
    agency: SharesCompared
    covering: Annotated[
        Estimate, in_unit("covering", Unit.SHARE, "Agency workers who cover a vacancy")
    ]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.vacant.cohort != self.agency.cohort:
            raise InputError(
                f"{self.vacant.cohort.id} and {self.agency.cohort.id}: vacancies of "
                f"{self.vacant.cohort.value:g} posts and agency workers in "
                f"{self.agency.cohort.value:g} given; give both of the same posts."
            )
        return self

    @property
    def standing(self) -> bool:
        """Whether the cases are counted once (in all, or at any time), and not by year."""
        return self.vacant.standing

    @property
    def outlasts(self) -> bool:
        """Whether the effect may last when the programme has ended."""
        return self.vacant.outlasts

    @property
    def effect(self) -> Estimate:
        """The number that carries the effect: the vacancy rate with the programme."""
        return self.vacant.effect

    @property
    def moved(self) -> Estimate:
        """The number that the programme moved: the effect."""
        return self.effect

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number it rests on."""
        found = (*self.vacant.estimates, *self.agency.estimates, self.covering)
        return tuple(dict.fromkeys(found))

    def design(self, inputs: Inputs) -> Design:
        """The weaker of how the two are known."""
        return Design.weakest((self.vacant.design(inputs), self.agency.design(inputs)))

    def avoided(self, inputs: Inputs) -> Array:
        """Posts that no longer stand empty; negative where more do.

        Raises InputError where agency workers cover more posts than are vacant.
        """
        share = inputs.estimate(self.covering).value
        for vacant, agency in (
            (self.vacant.without, self.agency.without),
            (self.vacant.with_programme, self.agency.with_programme),
        ):
            empty, held = inputs.estimate(vacant), inputs.estimate(agency)
            if held.value * share > empty.value + 1e-9:
                raise InputError(
                    f"{vacant.id}: {empty.value:g} given, but agency workers hold {held.value:g} "
                    f"and {share:.0%} of them cover a vacancy; a vacancy rate counts those, so "
                    f"give at least {held.value * share:.3g}, or leave the vacancies out."
                )
        return self.vacant.avoided(inputs) - self._covered(inputs)

    def _covered(self, inputs: Inputs) -> Array:
        """Vacant posts that agency workers cover no longer."""
        return self.agency.avoided(inputs) * inputs.of(self.covering)

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the fall in vacancies holds no effect at all."""
        return self.vacant.could_be_chance(inputs)

    def nothing(self, inputs: Inputs) -> float | None:
        """The vacancy rate at which no more posts are filled than agencies left."""
        posts = inputs.estimate(self.vacant.cohort).value
        covered = float(self._covered(inputs)[0])
        return inputs.estimate(self.vacant.without).value - (covered / posts if posts else 0.0)

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        filled, covered = float(self.vacant.avoided(inputs)[0]), float(self._covered(inputs)[0])
        return (
            f"{three(filled)} posts filled that were vacant, of which agency workers covered "
            f"{three(covered)}; vacancies: {self.vacant.statement(inputs)}"
        )
