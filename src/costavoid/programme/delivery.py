"""What a programme costs: one published figure, or a budget of posts, premises and activities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen, Number
from costavoid.base.vocabulary import MONTHS_PER_YEAR, Kind, Measure, Resource, Unit
from costavoid.base.years import Day
from costavoid.evidence.estimate import (
    Estimate,
    Priced,
    in_unit,
    measured_in,
    money_in,
    priced,
    require_unit,
)
from costavoid.programme.factors import Factor
from costavoid.programme.length import Months, Runs
from costavoid.programme.lines import Cases, Line, Use
from costavoid.programme.span import Span

STEADY_EACH = (Unit.GBP_PER_PERSON_YEAR, Unit.GBP_PER_COUNCIL_YEAR, Unit.GBP_PER_CENTRE_YEAR)
STEADY_UNITS = (
    Unit.GBP_PER_YEAR,
    Unit.GBP_PER_MONTH,
    Unit.GBP_PER_WEEK,
    Unit.GBP_PER_DAY,
    *STEADY_EACH,
)
EACH_ONCE = (Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT, Unit.GBP_DIFFERENCE)
TOTAL_UNITS = (Unit.GBP, *EACH_ONCE)
DELIVERY_UNITS = (*STEADY_UNITS, *TOTAL_UNITS)
EACH_UNITS = (*STEADY_EACH, *EACH_ONCE)

UNNAMED_COST = "delivery"


def _above_zero(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and value <= 0:
        raise ValueError("must be above 0")
    return value


PositiveNumber = Annotated[Number, BeforeValidator(_above_zero)]


class Delivery(Runs):
    """One cost of the programme: a line like any other, always cash.

    A cost a year, month, week or working day runs while the programme runs; a total, or one per
    participant, is spread evenly over that time. A cost for each needs `cohort`, how many there
    are in all, or `volume`, an Estimate in 'count per year', or in 'count': in all, or at any
    time for a cost a year.
    `begins_after` is months after the start; the end, `months` after the start, stays. The payer
    is the cost's own, else the council. What is `committed` already (a contract signed) is spent
    whatever is decided, so it is in no result (the Green Book: sunk costs) and is shown apart.
    """

    id: str = UNNAMED_COST
    label: str = "Delivery"
    cost: Annotated[Estimate, Priced(priced, units=DELIVERY_UNITS)]
    cohort: PositiveNumber | None = None
    volume: Annotated[Estimate | None, measured_in(Unit.COUNT, Unit.COUNT_PER_YEAR)] = None
    factors: tuple[Factor, ...] = ()
    begins_after: Months | None = None
    committed: bool = Field(
        default=False, description="Spent whatever is decided: in no figure but `spent_anyway()`"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.begins_after and self.months and self.begins_after >= self.months:
            raise InputError(
                f"delivery cost: {self.cost.id} begins after {self.begins_after} months of a "
                f"programme of {self.months}; give a longer programme."
            )
        require_unit(self.cost, *DELIVERY_UNITS, field="delivery cost")
        if self.cost.unit in EACH_UNITS and self.cohort is None and self.volume is None:
            raise InputError(
                f"delivery cost: {self.cost.id} given in {self.cost.unit.value!r}, but how many "
                "people is not known here; give it in 'GBP per year' or 'GBP' (in all)."
            )
        if self.volume and self.cost.unit in STEADY_EACH:
            require_unit(self.volume, Unit.COUNT)
        return self

    def lines(self, span: Span) -> tuple[Line, ...]:
        """The one line; none where it would begin after the years appraised."""
        steady = self.cost.unit in STEADY_UNITS
        each = self.cost.unit in EACH_UNITS
        by_year = self.volume is not None and self.volume.unit is Unit.COUNT_PER_YEAR
        start = span.start(self.start) + (self.begins_after or 0) / MONTHS_PER_YEAR
        end = span.end(self.start, self.months)
        if start >= end:
            return ()
        cases = Cases(
            volume=self.volume if each else None,
            cohort=float(self.cohort or 1) if each and self.volume is None else 1.0,
            evenly=not steady and not (each and by_year),
            start=start,
            end=end,
        )
        use = Use(
            id=self.id,
            label=self.label,
            resource=Resource.DELIVERY,
            measure=Measure.FLOW if steady else Measure.LUMP,
            cost=self.cost,
            factors=self.factors,
            spends=True,
        )
        return (
            Line(
                id=self.id,
                label=self.label,
                outcome="delivery",
                kind=Kind.DELIVERY,
                cases=cases,
                use=use,
                committed=self.committed,
            ),
        )


class Post(Frozen):
    """One kind of post: full-time equivalents at a salary in pounds a person-year."""

    title: str = Field(min_length=1)
    fte: PositiveNumber
    salary: Annotated[Estimate, Priced(priced, units=(Unit.GBP_PER_PERSON_YEAR,))]

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.salary, Unit.GBP_PER_PERSON_YEAR, field=f"salary of {self.title}")
        return self


def listed(given: Any) -> Any:
    """One thing without a list is a list of one."""
    return (given,) if isinstance(given, Frozen | dict) else given


class Budget(Frozen):
    """A delivery cost built from its parts: posts, on-costs, overheads, premises, activities.

    `on_costs` (pension, national insurance) are a share of salaries; `overheads` a share of
    salaries with on-costs. `premises` is pounds a year or in all; each of `activities` may also
    be pounds for each participant. What is `committed` already is shown, and is in no result.
    Raises InputError where nothing is given.
    """

    posts: Annotated[tuple[Post, ...], BeforeValidator(listed)] = ()
    on_costs: Annotated[
        Estimate | None, in_unit("delivery.on_costs", Unit.SHARE, "On-costs, share of salary")
    ] = None
    overheads: Annotated[
        Estimate | None, in_unit("delivery.overheads", Unit.SHARE, "Overheads, share of pay")
    ] = None
    premises: Annotated[Estimate | None, money_in(*DELIVERY_UNITS)] = None
    activities: Annotated[
        tuple[Annotated[Estimate, money_in(*DELIVERY_UNITS)], ...], BeforeValidator(listed)
    ] = ()
    committed: Annotated[
        tuple[Annotated[Estimate, money_in(*DELIVERY_UNITS)], ...], BeforeValidator(listed)
    ] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.posts or self.premises or self.activities or self.committed):
            raise InputError("Budget: nothing given; give posts, premises or activities.")
        if (self.on_costs or self.overheads) and not self.posts:
            raise InputError("Budget: on_costs and overheads are shares of pay; give posts too.")
        titles = [_slug(post.title) for post in self.posts]
        for title in titles:
            if titles.count(title) > 1:
                raise InputError(f"Budget: two posts called {title!r}; give one with both fte.")
        return self

    @property
    def missing(self) -> tuple[str, ...]:
        """Parts a delivery cost usually has and this one does not."""
        parts = {"on-costs": self.on_costs, "overheads": self.overheads, "premises": self.premises}
        return tuple(name for name, part in parts.items() if part is None)

    def deliveries(self, label: str, **shared: Any) -> tuple[Delivery, ...]:
        """One Delivery for each part."""
        when = {name: shared[name] for name in ("start", "months")}
        rates = (("on-costs", self.on_costs), ("overheads", self.overheads))
        factors = tuple(Factor(name=f"with {n}", one_plus=rate) for n, rate in rates if rate)
        found = [
            Delivery(
                id=f"delivery.{_slug(post.title)}",
                label=f"{label}: {post.title}",
                cost=post.salary,
                cohort=post.fte,
                factors=factors,
                **when,
            )
            for post in self.posts
        ]
        others = (*((self.premises,) if self.premises else ()), *self.activities)
        found += [
            _one(cost, f"{label}: {cost.label}", id=f"delivery.{cost.id}", **shared)
            for cost in others
        ]
        found += [
            _one(
                cost,
                f"{label}: {cost.label}",
                id=f"delivery.{cost.id}",
                committed=True,
                **shared,
            )
            for cost in self.committed
        ]
        return tuple(found)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _costed(value: Any, build: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    if isinstance(value, dict) and set(value) & set(Budget.model_fields):
        return Budget(**value)
    if isinstance(value, Budget):
        return value
    made = priced(value, build, info)
    if made is None:
        return None
    return require_unit(made, *DELIVERY_UNITS, field=(info.field_name or "").replace("_", " "))


class Costed(Priced):
    """A field that takes money in some units, or a Budget."""


DeliveryCost = Annotated[Budget | Estimate | None, Costed(_costed, units=DELIVERY_UNITS)]
RequiredCost = Annotated[Budget | Estimate, Costed(_costed, units=DELIVERY_UNITS)]


def deliveries(
    cost: Budget | Estimate | None,
    label: str,
    *,
    cohort: float | None = None,
    volume: Estimate | None = None,
    persons: Estimate | None = None,
    start: Day | None = None,
    months: float | None = None,
) -> tuple[Delivery, ...]:
    """The Deliveries of a cost, however it is given; none where it is not.

    `volume` is how many a cost per event is for, `persons` how many a cost per person is for,
    where they are not the same.
    """
    if cost is None:
        return ()
    shared: dict[str, Any] = {
        "cohort": cohort,
        "volume": volume,
        "persons": persons,
        "start": start,
        "months": months,
    }
    if isinstance(cost, Budget):
        return cost.deliveries(label, **shared)
    return (_one(cost, label, **shared),)


def numbered(parts: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Deliveries of which the second and later without an id of their own are numbered."""
    made: list[Delivery] = []
    for part in parts:
        unnamed = sum(it.id.startswith(UNNAMED_COST) for it in made)
        again = unnamed and part.id == UNNAMED_COST
        id = f"{UNNAMED_COST}_{unnamed + 1}" if again else part.id
        made.append(part.model_copy(update={"id": id}))
    return tuple(made)


def _one(
    cost: Estimate, label: str, *, volume: Estimate | None, persons: Estimate | None, **shared: Any
) -> Delivery:
    """One cost, for as many as its unit counts."""
    many = persons if persons and cost.unit is Unit.GBP_PER_PERSON else volume
    return Delivery(label=label, cost=cost, volume=many, **shared)
