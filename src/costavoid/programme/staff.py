"""Posts worked out from what an article says of them: caseloads, team sizes, offers to stay."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Unit
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate, in_unit, money_in
from costavoid.evidence.figures import figure, many
from costavoid.programme.factors import Factor


def more_for_each(name: str, before: Estimate, after: Estimate) -> Factor:
    """The factor that gives posts more for each child or worker: 1 / after - 1 / before.

    Raises InputError where a number is below 1, or the later is not the smaller.
    """
    for given in (before, after):
        if given.value < 1:
            raise InputError(
                f"{given.id}: {given.value:g} given; give how many each post has, 1 or more."
            )
    if after.value >= before.value:
        raise InputError(
            f"{after.id}: {after.value:g} given, not below the {before.value:g} of {before.id}; "
            "more posts come of fewer for each, so give a smaller number, or leave both out."
        )
    return Factor(name=name, one_for_each=after, less_one_for_each=before)


def refuse_part(name: str, why: str, **fields: object) -> bool:
    """Whether all of some fields are given. Raises InputError where only some are."""
    given = [field for field, value in fields.items() if value is not None]
    missing = [field for field, value in fields.items() if value is None]
    if given and missing:
        raise InputError(
            f"{name}: {', '.join(given)} given without {', '.join(missing)}; {why}, so give all "
            "of them or none."
        )
    return bool(given)


def refuse_more(
    name: str, what: str, few: Estimate | None, whole: str, many: Estimate | None
) -> None:
    """Raises InputError where there are more of a part than of the whole."""
    if few and many and few.value > many.value:
        raise InputError(
            f"{name}: {few.value:g} {what} given, of {many.value:g} {whole}; give no more than "
            "there are."
        )


def refuse_longer(name: str, field: str, part: int, months: float | None) -> None:
    """Raises InputError where a part of a programme is longer than the whole."""
    if months and part > months:
        raise InputError(
            f"{name}.{field}: {figure(part)} given of {many(months, 'month')}; give no more than "
            "it runs."
        )


class RetentionOffer(Frozen):
    """What is offered every year to each worker employed: a share of salary, or days of leave.

    `salary` is pounds a person-year without on-costs, which are added as a share of it: both
    published ones unless given. Leave is valued at a day's pay with on-costs, of 260 paid days a
    year: capacity, and not cash. Raises InputError where both or neither are given.
    """

    salary: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = Field(
        default_factory=lambda: default("workforce.social_worker.salary")
    )
    on_costs: Annotated[
        Estimate | None, in_unit("workforce.on_costs.extra_pay", Unit.SHARE, "On-costs, share")
    ] = Field(default_factory=lambda: default("workforce.on_costs.extra_pay"))
    share_of_salary: Annotated[
        Estimate | None, in_unit("offer.share_of_salary", Unit.SHARE, "Offer, share of salary")
    ] = None
    days_of_leave: Annotated[
        Estimate | None, in_unit("offer.days_of_leave", Unit.WORKING_DAYS, "Offer, days of leave")
    ] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.share_of_salary is None) == (self.days_of_leave is None):
            raise InputError(
                "RetentionOffer: give share_of_salary=0.035 (money) or days_of_leave=1 (time), "
                "not both: each worker takes one of them."
            )
        return self

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What of a year's pay it comes to."""
        found = []
        if self.share_of_salary:
            found.append(Factor(name="share of salary", times=self.share_of_salary))
        if self.days_of_leave:
            found.append(Factor(name="days of 260 paid", times=self.days_of_leave))
        if self.on_costs:
            found.append(Factor(name="with on-costs", one_plus=self.on_costs))
        return tuple(found)
