"""Cautious adjustments: what is taken off benefits, or put on delivery, each on lines of its own.

None is made unless asked for. What is cut is always a share of a line, never of an estimate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Literal, Self

from pydantic import Field, model_validator

from costavoid.base.asked import a_number, a_text, one_of
from costavoid.base.designs import Design
from costavoid.base.errors import InputError, member, shown
from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Kind, Unit
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate, Source, require_unit
from costavoid.evidence.given import local
from costavoid.evidence.inputs import Inputs
from costavoid.programme.base import refuse_repeats
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Line

LOCAL_PARTNERSHIPS, OUTSOURCING = "local partnerships 2014", "outsourcing 2002"
GRADES = range(1, 7)
DESIGN_RULE = "a share for each way an effect is known, for its design and its transfer to here"
OWN_RULE = "a share from an organisation's own record"
OUTSOURCING_RULE = (
    "the upper bound for outsourcing in a review of 2002; for costs only, as the Green Book has no "
    "generic value for benefits"
)


class DesignCut(Frozen):
    """The share cut from what rests on one design."""

    design: Design
    cut: Estimate

    @property
    def id(self) -> str:
        """The design as part of a name."""
        return _slug(self.design.value)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.cut, Unit.SHARE, field=f"cut for {self.design.value}")
        return self


class Adjustment(Frozen):
    """One cautious adjustment: shares cut from benefits, and a share added to delivery.

    `benefits` is cut from every benefit, or `by_design` from those that rest on each design;
    `costs` is added to delivery. `rule` says in words where the shares come from.
    """

    name: Literal["design and transfer", "optimism bias"]
    rule: str = Field(min_length=1)
    benefits: Estimate | None = None
    by_design: tuple[DesignCut, ...] = ()
    costs: Estimate | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.benefits or self.by_design or self.costs):
            raise InputError(
                f"Adjustment {self.name}: nothing given; give benefits, by_design or costs."
            )
        if self.benefits and self.by_design:
            raise InputError(
                f"Adjustment {self.name}: benefits and by_design both given; give one, so that "
                "nothing is cut twice."
            )
        for field, share in (("benefits", self.benefits), ("costs", self.costs)):
            if share:
                require_unit(share, Unit.SHARE, field=f"Adjustment {self.name}, {field}")
        designs = [part.design.value for part in self.by_design]
        for design in designs:
            if designs.count(design) > 1:
                raise InputError(
                    f"Adjustment {self.name}: {design!r} given twice; give each design one share."
                )
        return self

    @property
    def id(self) -> str:
        """The name as part of the id of a line."""
        return _slug(self.name)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every number in it, used or not."""
        alone = tuple(e for e in (self.benefits, self.costs) if e)
        return alone + tuple(part.cut for part in self.by_design)

    def cut(self, line: Line, inputs: Inputs) -> Estimate | None:
        """The share for one line. Raises InputError for a design that has none."""
        if line.kind is Kind.DELIVERY:
            return self.costs
        if not self.by_design:
            return self.benefits
        design = design_of(line, inputs)
        for part in self.by_design:
            if part.design is design:
                return part.cut
        raise InputError(
            f"adjustments, {self.name}: {line.outcome} rests on {design.value!r}, for which no "
            f"share was given; add {{{design.value!r}: 0.3}}, say, or 0 to cut nothing."
        )

    def cuts(self, lines: Iterable[Line], inputs: Inputs) -> dict[str, Estimate]:
        """The shares that these lines meet, by what each is of: benefits, a design, delivery."""
        found: dict[str, Estimate] = {}
        for line in lines:
            if (cut := self.cut(line, inputs)) is None:
                continue
            if line.kind is Kind.DELIVERY:
                found["delivery"] = cut
            else:
                found[design_of(line, inputs).value if self.by_design else "benefits"] = cut
        return found


def design_of(line: Line, inputs: Inputs) -> Design:
    """How the effect behind a line is known; opinion where nothing says."""
    counterfactual = line.cases.counterfactual
    return counterfactual.design(inputs) if counterfactual else Design.OPINION


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _given(
    value: float | Estimate, id: str, label: str, source: str | Source, asks: str
) -> Estimate:
    """An Estimate as it is, or a number as one with the source given. Refuses one without."""
    if isinstance(value, Estimate):
        return value
    value = a_number(value, asks, "a share from 0 to 1")
    if isinstance(source, str) and not source.strip():
        raise InputError(
            f"{asks}: {shown(value)} given without a source; add source='...': whose record or "
            "judgement it is. No published table was found that could stand in for one."
        )
    return local(value, Unit.SHARE, id=id, label=label, source=source)


def design_adjustment(
    shares: Mapping[str, float | Estimate], *, source: str | Source = "", rule: str = DESIGN_RULE
) -> Adjustment:
    """Cuts benefits by a share for each design: `{"trial": 0.0, "before and after": 0.3}`.

    A number needs a `source`, as no published table of such shares was found. Raises InputError
    for a word that is no design, or a share outside [0, 1].
    """
    if not isinstance(shares, Mapping):
        raise InputError(
            f"design_adjustment, shares: {shown(shares)} given; give a share for each design, such "
            "as {'trial': 0.0, 'before and after': 0.3}."
        )
    parts = []
    for word, share in shares.items():
        design = member(Design, word, "design_adjustment")
        id, label = (
            f"adjustment.design.{_slug(design.value)}",
            f"Design and transfer, cut for {design.value}",
        )
        cut = _given(share, id, label, source, f"design_adjustment, {design.value}")
        parts.append(DesignCut(design=design, cut=cut))
    return Adjustment(name="design and transfer", rule=rule, by_design=tuple(parts))


def optimism_bias(
    *,
    benefits: float | Estimate | None = None,
    costs: float | Estimate | None = None,
    table: str | None = None,
    grade: int | None = None,
    source: str | Source = "",
    rule: str = "",
) -> Adjustment:
    """Cuts `benefits` and raises delivery `costs` by a share: an organisation's own, or a table's.

    `table` is "local partnerships 2014", with a `grade` from 1 (best) to 6, or "outsourcing
    2002". A number needs a `source`. Raises InputError where the two ways are mixed.
    """
    a_text(rule, "optimism_bias, rule")
    if table is not None:
        if benefits is not None or costs is not None or source != "":
            raise InputError(
                f"optimism_bias: table={shown(table)} given with shares or a source of your own; "
                "give the table alone, or benefits, costs and source."
            )
        return _from_table(table, grade, rule)
    if grade is not None:
        raise InputError(
            f"optimism_bias: grade {shown(grade)} given without its table; add "
            f"table={LOCAL_PARTNERSHIPS!r}."
        )
    made: dict[str, Estimate] = {}
    for name, share in (("benefits", benefits), ("costs", costs)):
        if share is not None:
            id, label = f"adjustment.optimism_bias.{name}", f"Optimism bias in {name}"
            made[name] = _given(share, id, label, source, f"optimism_bias, {name}")
    return Adjustment(name="optimism bias", rule=rule or OWN_RULE, **made)


def _from_table(table: str, grade: object, rule: str) -> Adjustment:
    if one_of(table, (LOCAL_PARTNERSHIPS, OUTSOURCING), "optimism_bias, table") == OUTSOURCING:
        if grade is not None:
            raise InputError(f"optimism_bias: {OUTSOURCING!r} has no grades; leave grade out.")
        costs = default("optimism_bias.outsourcing_2002.costs")
        return Adjustment(name="optimism bias", rule=rule or OUTSOURCING_RULE, costs=costs)
    wanted = (
        f"what {table!r} takes: a grade from 1 (a trial, audited costs) to 6 (judgement), set by "
        "the weakest part of the evidence"
    )
    of_six = a_number(grade, "optimism_bias, grade", wanted)
    if of_six not in GRADES:
        raise InputError(f"optimism_bias, grade: {shown(grade)} given; give {wanted}.")
    share = default(f"optimism_bias.local_partnerships_2014.benefits.grade_{int(of_six)}")
    said = rule or f"grade {int(of_six)} of 6 in the table for local partnerships of 2014"
    return Adjustment(name="optimism bias", rule=said, benefits=share, costs=share)


def adjusted(
    lines: tuple[Line, ...],
    adjustments: tuple[Adjustment, ...],
    inputs: Inputs,
    *,
    uncut: Collection[str] = (),
) -> tuple[Line, ...]:
    """The lines, each followed by what every adjustment takes off it or puts on it. Formula 12.

    Each is a share of what those before it left. Benefits of an outcome in `uncut` are left as
    they are. Raises InputError for two adjustments of one name.
    """
    names = [adjustment.name for adjustment in adjustments]
    for name in names:
        if names.count(name) > 1:
            raise InputError(
                f"adjustments: {name!r} given twice; keep one, so that one caution is not counted "
                "twice."
            )
    found: list[Line] = []
    for line in lines:
        found.append(line)
        if line.kind is Kind.DELIVERY or line.outcome not in uncut:
            found.extend(_companions(line, adjustments, inputs))
    refuse_repeats("line", [line.id for line in found])
    return tuple(found)


def _companions(line: Line, adjustments: tuple[Adjustment, ...], inputs: Inputs) -> Iterable[Line]:
    """One line for each adjustment that moves this one."""
    delivery = line.kind is Kind.DELIVERY
    factors = line.use.factors
    for adjustment in adjustments:
        cut, name = adjustment.cut(line, inputs), adjustment.name
        if cut is None or (share := inputs.estimate(cut).value) == 0:
            continue
        this = Factor(name=f"{'added' if delivery else 'cut'} for {name}", times=cut)
        percent = f"{100 * share:.3g}%"
        label = f"{percent} more for" if delivery else f"Less {percent} for"
        yield replace(
            line,
            id=f"{line.id}.{adjustment.id}",
            label=f"{label} {name}: {line.label}",
            cases=line.cases if delivery else replace(line.cases, only_gains=True),
            use=replace(line.use, factors=(*factors, this)),
            adjustment=name,
            takes_back=line.takes_back if delivery else not line.takes_back,
        )
        left = (
            Factor(name=f"with {name}", one_plus=cut)
            if delivery
            else Factor(name=f"left after {name}", one_minus=(cut,))
        )
        factors = (*factors, left)
