"""Posts that stood empty: vacant, and held by no agency worker."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from costavoid.base.arrays import Array
from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Design
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.effects.shares_compared import SharesCompared


class EmptyPosts(Frozen):
    """Posts that no longer stand empty: fewer vacant ones, less fewer that an agency covered.

    A published vacancy rate counts the posts that agency workers cover, so the two may not both
    be counted whole. Raises InputError where the two are not of the same posts.
    """

    kind: Literal["empty posts"] = "empty posts"
    vacant: SharesCompared
    covered: SharesCompared

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.vacant.cohort != self.covered.cohort:
            raise InputError(
                f"{self.vacant.cohort.id} and {self.covered.cohort.id}: vacancies of "
                f"{self.vacant.cohort.value:g} posts and agency workers in "
                f"{self.covered.cohort.value:g} given; give both of the same posts."
            )
        return self

    @property
    def standing(self) -> bool:
        """Whether the cases stand all the time, and do not arrive."""
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
        return tuple(dict.fromkeys((*self.vacant.estimates, *self.covered.estimates)))

    def design(self, inputs: Inputs) -> Design:
        """The weaker of how the two are known."""
        known = (self.vacant.design(inputs), self.covered.design(inputs))
        return max(known, key=list(Design).index)

    def avoided(self, inputs: Inputs) -> Array:
        """Posts that no longer stand empty; negative where more do.

        Raises InputError where agency workers hold more posts than are vacant.
        """
        for vacant, covered in (
            (self.vacant.without, self.covered.without),
            (self.vacant.with_programme, self.covered.with_programme),
        ):
            empty, held = inputs.estimate(vacant), inputs.estimate(covered)
            if held.value > empty.value:
                raise InputError(
                    f"{held.id}: {held.value:g} given, above the {empty.value:g} of "
                    f"{empty.id}; a vacancy rate counts the posts that agency workers cover, so "
                    "give one at least as high, or leave the vacancies out."
                )
        return self.vacant.avoided(inputs) - self.covered.avoided(inputs)

    def could_be_chance(self, inputs: Inputs) -> bool:
        """Whether the interval of the fall in vacancies holds no effect at all."""
        return self.vacant.could_be_chance(inputs)

    def nothing(self, inputs: Inputs) -> float | None:
        """The vacancy rate at which no more posts are filled than agencies left."""
        covered = float(self.covered.avoided(inputs)[0])
        posts = inputs.estimate(self.vacant.cohort).value
        return inputs.estimate(self.vacant.without).value - (covered / posts if posts else 0.0)

    def statement(self, inputs: Inputs) -> str:
        """One sentence on what it rests on."""
        filled, covered = (float(each.avoided(inputs)[0]) for each in (self.vacant, self.covered))
        return (
            f"{filled:.3g} posts filled that were vacant, of which agency workers held "
            f"{covered:.3g}; vacancies: {self.vacant.statement(inputs)}"
        )
