"""Pause: work with women who have had children removed, so that no further child is."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import (
    Attribution,
    Deadweight,
    Estimate,
    Unit,
    default,
    in_unit,
    measured_in,
    money_in,
    require_unit,
)
from costavoid.evidence.figures import many
from costavoid.programme import (
    ChildAtHome,
    Delivery,
    DeliveryCost,
    Evidence,
    InfantRemovedAtBirth,
    Intervention,
    Months,
    NeonatalStay,
    Outcome,
    Pathway,
    PositiveCount,
    RateAvoided,
    ShareNumber,
    check_returns,
    deliveries,
    postponed,
    sourced,
)


def _evaluated_rate(fields: dict[str, Any]) -> Estimate:
    by_woman = fields.get("women") is not None
    return default("pause.removals_avoided.round1" if by_woman else "pause.infants_avoided.round2")


def _published_cost(fields: dict[str, Any]) -> Estimate | None:
    """Published for a woman-year only: a cohort of councils has no default cost."""
    return default("delivery.pause.woman_year") if fields.get("women") is not None else None


class Pause(Intervention):
    """Pause for `women` (or a practice in each of `councils`), for `programme_months`.

    `removal_rate` is removals avoided a year for each woman: by default the Round 1 evaluation's
    27 among 137 women (0.197, 95% interval 0.130 to 0.287). With `councils` it is infants
    avoided a year for each council, by default Round 2's 14.4. Removals avoided lead to
    `pathway`; births avoided to `neonatal` (None leaves the NHS out). `lag` is months from the
    start to the first birth that can be avoided. `delivery_cost` is pounds a woman-year, a
    year, or in all; by default Pause's own £18,000 a woman-year, to be replaced by a quoted price.

    Two questions are left open unless you answer them. `postponed_share` of what is avoided is
    only put off, and comes in the years after the programme: `returns` is the share of it in each.
    `no_birth_share` of the removals avoided are births that do not happen; the rest are children
    born who stay at home, each with `home_support`, and no stay in neonatal care is avoided.
    """

    title: ClassVar[str] = "Pause"
    evidence: ClassVar[Evidence] = (
        ("removal_rate", "pause.removals_avoided.round1"),
        ("removal_rate", "pause.infants_avoided.round2"),
        ("removal_rate", "pause.removals.projection"),
    )
    effects_differ: ClassVar[str] = (
        "Round 1 counts removals among the women of the practices, before and after. Round 2 "
        "counts every infant who enters care in five councils with a practice, against matched "
        "councils, the stronger design; it holds whatever else those councils did, and a practice "
        "of some twenty women avoids about four removals a year at Round 1's rate, not 14. They "
        "cannot both be right of one practice."
    )
    women: PositiveCount | None = None
    councils: PositiveCount | None = None
    programme_months: Months = 18
    removal_rate: Annotated[
        Estimate, measured_in(Unit.EVENTS_PER_PERSON_YEAR, Unit.EVENTS_PER_COUNCIL_YEAR)
    ] = Field(default_factory=_evaluated_rate)
    pathway: Pathway = Field(default_factory=InfantRemovedAtBirth)
    neonatal: NeonatalStay | None = Field(default_factory=NeonatalStay)
    lag: Annotated[
        Estimate | None, in_unit("pause.lag", Unit.MONTHS, "Start to first birth avoided")
    ] = sourced("pause.lag")
    deadweight: Deadweight = None
    attribution: Attribution = None
    persistence: tuple[ShareNumber, ...] = ()
    postponed_share: Annotated[
        Estimate | None, in_unit("pause.postponed", Unit.SHARE, "Share postponed, not avoided")
    ] = None
    returns: tuple[ShareNumber, ...] = Field(
        default=(),
        description="Share of what was postponed that comes in each year after the programme; "
        "together 1.",
    )
    no_birth_share: Annotated[
        Estimate | None,
        in_unit("pause.no_birth", Unit.SHARE, "Removals avoided because no child is born"),
    ] = None
    home_support: Annotated[Estimate | None, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)] = (
        None
    )
    delivery_cost: DeliveryCost = Field(default_factory=_published_cost)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.women is None) == (self.councils is None):
            given = ", not both" if self.women else ""
            raise InputError(
                f"Pause: give women=20 (a cohort) or councils=5 (a practice in each){given}."
            )
        wanted = Unit.EVENTS_PER_PERSON_YEAR if self.women else Unit.EVENTS_PER_COUNCIL_YEAR
        require_unit(self.removal_rate, wanted)
        check_returns("Pause", self.postponed_share, self.returns)
        if self.home_support and self.no_birth_share is None:
            raise InputError(
                "Pause.home_support: given, but no_birth_share is not, so no child is known to "
                "stay at home; give both, or leave it out."
            )
        return self

    @property
    def cohort(self) -> int:
        """Women, or councils."""
        return self.women or self.councils or 1

    def summary(self) -> str:
        """Who and how long, in a few words."""
        if self.women:
            who = many(self.women, "woman", "women")
        else:
            councils = many(self.councils or 1, "council")
            who = f"a practice in {'each of ' if self.councils != 1 else ''}{councils}"
        return f"{who}, {many(self.programme_months, 'month')}"

    @property
    def questions(self) -> tuple[str, ...]:
        """What a reader will ask that the case does not answer."""
        asked = []
        if self.postponed_share is None:
            asked.append(
                "Were the pregnancies avoided, or put off until the programme had ended? None is "
                "taken to be put off; postponed_share and returns say how many, and when they come."
            )
        if self.no_birth_share is None:
            asked.append(
                "Success is a birth that does not happen, or a child who is born and stays at "
                "home: how much of this is each? Every one is taken to be the first; "
                "no_birth_share says how many are."
            )
        return tuple(asked)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Removals avoided by either route, neonatal stays, and what is only postponed."""
        found = [self._outcome("removals", "Removals avoided", self.pathway, "not removed")]
        if self.no_birth_share:
            found.extend(self._at_home(self.no_birth_share))
        if self.neonatal:
            found.append(self._outcome("births", "Births avoided", self.neonatal, "not removed"))
        if self.postponed_share is None:
            return tuple(found)
        share, returns = self.postponed_share, self.returns
        return (*found, *(postponed(o, share, returns) for o in found if not o.other_share))

    def _outcome(self, id: str, label: str, pathway: Pathway, who: str, **what: Any) -> Outcome:
        return Outcome(
            id=id,
            label=label,
            pathway=pathway,
            children=f"children {who}",
            **{
                "counterfactual": RateAvoided(rate=self.removal_rate, cohort=self.cohort),
                "people": self.women,
                "start": self.start,
                "months": self.programme_months,
                "share": self.no_birth_share,
                "lag": self.lag,
                "deadweight": self.deadweight,
                "attribution": self.attribution,
                "persistence": self.persistence,
                **what,
            },
        )

    def _at_home(self, no_birth: Estimate) -> list[Outcome]:
        """Children who are born and stay at home, each assessed before the birth all the same."""
        pathway, who = self.pathway, "who stay at home"
        if isinstance(pathway, InfantRemovedAtBirth):
            pathway = pathway.model_copy(update={"assessment": None})
        rest: dict[str, Any] = {"share": None, "other_share": no_birth}
        stays = self._outcome("stays_home", "Removals avoided at home", pathway, who, **rest)
        if self.home_support is None:
            return [stays]
        support = ChildAtHome(support=self.home_support)
        label = "Support for children at home"
        return [stays, self._outcome("home_support", label, support, f"{who}, supported", **rest)]

    def delivery(self) -> tuple[Delivery, ...]:
        """The programme's cost while it runs."""
        return deliveries(
            self.delivery_cost,
            "Pause delivery",
            cohort=self.women,
            start=self.start,
            months=self.programme_months,
        )
