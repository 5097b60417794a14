"""Social work outside care: from referral to assessment, enquiry, support and plan."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.estimate import CaseMoney, Estimate, TimedMoney, in_unit
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.stays import FixedStay

# The shares that lead to a step: none leads to where the pathway begins.
BEFORE = {
    "referral": (),
    "assessment": ("assessment_share",),
    "child in need": ("assessment_share", "child_in_need_share", "section_47_share"),
    "section 47": ("assessment_share", "child_in_need_share", "section_47_share"),
}


class SocialWork(PathwayBase):
    """Social work that follows a referral, or begins at `first`; staff time, so not cash.

    A step counts where its share is given: `assessment_share` of referrals are assessed, of
    those `child_in_need_share` get support for `support_months` and `section_47_share` an
    enquiry, of those `plan_share` a child protection plan for `plan_weeks`. None of the shares
    has a published national value. Unit costs: GMCA SS5, and DfE's week of social work for plans.
    """

    kind: Literal["social work"] = "social work"
    first: Literal["referral", "assessment", "child in need", "section 47"] = "referral"
    referral: CaseMoney = sourced("child_in_need.contact_and_referral")
    assessment_share: Annotated[
        Estimate | None, in_unit("referral.assessment_share", Unit.SHARE, "Referrals assessed")
    ] = None
    assessment: CaseMoney = sourced("child_in_need.initial_assessment")
    child_in_need_share: Annotated[
        Estimate | None,
        in_unit("assessment.child_in_need_share", Unit.SHARE, "Assessments that lead to support"),
    ] = None
    support_months: Annotated[
        Estimate | None, in_unit("child_in_need.months", Unit.MONTHS, "Months of support")
    ] = None
    support: TimedMoney = sourced("child_in_need.support.month")
    closing: CaseMoney = sourced("child_in_need.closing")
    section_47_share: Annotated[
        Estimate | None,
        in_unit("assessment.section_47_share", Unit.SHARE, "Assessments that lead to an enquiry"),
    ] = None
    section_47: CaseMoney = sourced("child_in_need.section_47")
    plan_share: Annotated[
        Estimate | None, in_unit("section_47.plan_share", Unit.SHARE, "Enquiries with a plan")
    ] = None
    plan_weeks: Annotated[
        Estimate | None, in_unit("plan.weeks", Unit.WEEKS, "Weeks of a child protection plan")
    ] = None
    plan: TimedMoney = sourced("child_in_need.social_work.week")

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name in BEFORE[self.first]:
            if getattr(self, name) is not None:
                raise InputError(
                    f"SocialWork.{name}: given, but the pathway begins at {self.first!r}, after "
                    "it; leave it out, or begin with first='referral'."
                )
        if self.first == "referral" and (self.section_47_share or self.child_in_need_share):
            self._need("assessment_share", "section_47_share and child_in_need_share are of those")
        if self.child_in_need_share or self.first == "child in need":
            self._need("support_months", "support lasts some time")
        if self.plan_share:
            self._need("plan_weeks", "a plan lasts some time")
            if self.first != "section 47" and self.section_47_share is None:
                raise InputError(
                    "SocialWork.plan_share: given, but no enquiries lead to a plan; give "
                    "section_47_share, or begin with first='section 47'."
                )
        self._check_together()
        if self.plan_weeks and self.plan_share is None:
            raise InputError(
                "SocialWork.plan_weeks: given, but plan_share is not, so no plan is counted; give "
                "both or neither."
            )
        if self.support_months and not (self.child_in_need_share or self.first == "child in need"):
            raise InputError(
                "SocialWork.support_months: given, but child_in_need_share is not, so no support "
                "is counted; give both or neither."
            )
        return self

    def _check_together(self) -> None:
        """A plan's week of social work holds the support: no child has both at once."""
        shares = (self.child_in_need_share, self.section_47_share, self.plan_share)
        if not all(shares):
            return
        supported, enquired, planned = (share.value for share in shares if share)
        if supported + enquired * planned > 1 + 1e-9:
            raise InputError(
                f"SocialWork: {supported:g} of the assessments lead to support and "
                f"{enquired * planned:g} to a plan, more than all; a plan's social work holds "
                "the support, so lower one."
            )

    def _need(self, name: str, why: str) -> None:
        if getattr(self, name) is None:
            raise InputError(f"SocialWork.{name}: nothing given; {why}, so give it.")

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        early = self.first in ("referral", "assessment")
        steps = {
            "assessments": self.first == "referral" and self.assessment_share is None,
            "support for children in need": early and self.child_in_need_share is None,
            "section 47 enquiries": early and self.section_47_share is None,
            "child protection plans": self.first != "child in need" and self.plan_share is None,
        }
        left_out = [
            f"{step} that follow (no share was given)" for step, out in steps.items() if out
        ]
        return (*left_out, "time of police, health and schools")

    def uses(self) -> tuple[Use, ...]:
        """The steps that are counted."""
        assessed = self._shares("assessed", self.assessment_share)
        supported = assessed + self._shares("supported", self.child_in_need_share)
        enquired = assessed + self._shares("enquired into", self.section_47_share)
        planned = enquired + self._shares("with a plan", self.plan_share)
        found: list[Use] = []
        if self.first == "referral":
            found.append(self._once("referral", "Contact and referral", self.referral, ()))
        if self.assessment_share or self.first == "assessment":
            found.append(self._once("assessment", "Assessment", self.assessment, assessed))
        if self.support_months and (self.child_in_need_share or self.first == "child in need"):
            found.append(self._for_a_time("support", self.support, supported, self.support_months))
            found.append(self._once("closing", "Closing the case", self.closing, supported))
        if self.section_47_share or self.first == "section 47":
            found.append(self._once("section_47", "Section 47 enquiry", self.section_47, enquired))
        if self.plan_share and self.plan_weeks:
            found.append(self._for_a_time("plan", self.plan, planned, self.plan_weeks))
        return tuple(found)

    def _shares(self, name: str, share: Estimate | None) -> tuple[Factor, ...]:
        return (Factor(name=name, times=share),) if share else ()

    def _once(self, id: str, label: str, cost: Estimate, factors: tuple[Factor, ...]) -> Use:
        return Use(
            id=id,
            label=label,
            resource=Resource.ASSESSMENT if id == "assessment" else Resource.SOCIAL_WORK,
            measure=Measure.LUMP,
            cost=cost,
            factors=factors,
        )

    def _for_a_time(
        self, id: str, cost: Estimate, factors: tuple[Factor, ...], length: Estimate
    ) -> Use:
        return Use(
            id=id,
            label={"support": "Support for a child in need", "plan": "Child protection plan"}[id],
            resource=Resource.SOCIAL_WORK,
            measure=Measure.STAY,
            cost=cost,
            factors=factors,
            stay=FixedStay(length=length),
        )
