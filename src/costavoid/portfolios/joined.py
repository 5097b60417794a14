"""Programmes joined: their answers by name, the cohorts they share, and what must fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from costavoid.analysis.compare import refuse_unlike, unlike
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import cost_more
from costavoid.appraisal.without import expected
from costavoid.base.arrays import Sent
from costavoid.base.asked import several
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.plain_text import name_in_words
from costavoid.base.vocabulary import Unit
from costavoid.evidence.figures import tenths
from costavoid.evidence.inputs import Inputs
from costavoid.portfolios.cohorts import Cohort, Reached
from costavoid.portfolios.overlap import At, Overlap, overlap
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.effects.rates import Volume
from costavoid.programme.outcomes import Outcome

ALIKE = ("draws", "seed", "range_as", "unpublished", "correlations")  # how all must be drawn


@dataclass(frozen=True, eq=False, repr=False)
class Joined(Sent):
    """Appraisals by name, in one price year and horizon, and the cohorts that they share."""

    parts: tuple[tuple[str, Answer], ...]
    cohorts: tuple[Cohort, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The programmes, in the order given."""
        return tuple(name for name, _ in self.parts)

    @property
    def appraisals(self) -> dict[str, Answer]:
        """Each programme's own answer, by its name."""
        return dict(self.parts)

    @property
    def first(self) -> Answer:
        """An answer with the settings that all share."""
        return self.parts[0][1]

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years of the horizon."""
        return self.first.years

    def only(self, funded: Iterable[str]) -> Joined:
        """The same of some programmes: cohorts that two or more of them reach are kept."""
        names = set(funded)
        kept = []
        for cohort in self.cohorts:
            reached = tuple(part for part in cohort.reached if part.programme in names)
            if len(reached) > 1:
                kept.append(cohort.model_copy(update={"reached": reached}))
        parts = tuple((name, part) for name, part in self.parts if name in names)
        return Joined(parts, tuple(kept))

    @cached_property
    def inputs(self) -> Inputs:
        """The numbers of the cohorts."""
        return Inputs(each for cohort in self.cohorts for each in cohort.estimates)

    @cached_property
    def kept_whole(self) -> frozenset[tuple[str, str]]:
        """Outcomes whose cases, each one fewer, cost more than they save: never reduced."""
        return frozenset(
            (name, id)
            for name, part in self.parts
            if any(reached.programme == name for c in self.cohorts for reached in c.reached)
            for id in cost_more(part.flows.lines, part.settings, part.inputs, part.pricing)
        )

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlap in each cohort, at the values of the inputs."""
        inputs = {name: part.inputs for name, part in self.parts}
        return tuple(
            overlap(cohort, self.appraisals, At(inputs, self.inputs)) for cohort in self.cohorts
        )

    def notes(self) -> tuple[str, ...]:
        """What to know before the figures are used, in sentences."""
        return (*self.of_overlap(), *unlike(dict(self.parts)))

    def of_overlap(self) -> tuple[str, ...]:
        """Overlaps that nobody said there are, and baselines that cannot be right, in sentences."""
        return (*self._not_said(), *self._expected_elsewhere())

    def _not_said(self) -> Iterator[str]:
        """Outcomes of two programmes that save one thing, and share no cohort."""
        shared = {
            frozenset(
                (reached.programme, id) for reached in cohort.reached for id in reached.outcomes
            )
            for cohort in self.cohorts
        }
        for (one, first), (other, second) in combinations(self.parts, 2):
            for a in first.claiming:
                for b in second.claiming:
                    both = {(one, a.id), (other, b.id)}
                    alike = a.pathway.saves() & b.pathway.saves()
                    if alike and not any(both <= group for group in shared):
                        yield (
                            f"Taken not to overlap: {a.id} of {one} ({a.children}) and {b.id} of "
                            f"{other} ({b.children}). If these are the same children, "
                            f"{_cure((one, a), (other, b))}."
                        )

    def _expected_elsewhere(self) -> Iterator[str]:
        """Programmes whose own evidence expects more events than the cohort is said to have."""
        for cohort, found in zip(self.cohorts, self.overlaps, strict=True):
            for name, share in zip(found.programmes, found.parts, strict=True):
                part = self.appraisals[name]
                for outcome in outcomes_of(cohort, name, part):
                    own = expected(outcome.counterfactual, part.inputs)
                    many = own / outcome.cases(part.span).years * float(share[0])
                    if many > float(found.baseline[0]) * (1 + 1e-9):
                        yield (
                            f"{name} expects {tenths(many)} events a year among the children of "
                            f"{cohort.name}; the cohort's baseline is "
                            f"{tenths(float(found.baseline[0]))}. Both cannot be right."
                        )


def _cure(*outcomes: tuple[str, Outcome]) -> str:
    """What to do where two outcomes are of the same children."""
    handled = [name for name, outcome in outcomes if not _avoids(outcome)]
    if handled:
        return f"give {' and '.join(handled)} fewer cases: it has no share of events to combine"
    return "say so in a cohort"


def _avoids(outcome: Outcome) -> bool:
    """Whether it counts events avoided, and not cases that the programme handles."""
    return not isinstance(outcome.counterfactual, Volume | Postponed)


def outcomes_of(cohort: Cohort, name: str, part: Answer) -> tuple[Outcome, ...]:
    """The outcomes by which one programme reaches a cohort."""
    by_id = {outcome.id: outcome for outcome in part.outcomes}
    (reached,) = (each for each in cohort.reached if each.programme == name)
    return tuple(by_id[id] for id in reached.outcomes)


def join(appraisals: object, cohorts: object = ()) -> Joined:
    """Programmes together. Raises InputError where they do not fit, and computes nothing."""
    parts = _named(appraisals)
    refuse_unlike(list(parts), "portfolio")
    _refuse_unlike_draws(parts)
    joined = Joined(parts, tuple(cohort.named() for cohort in _listed(cohorts)))
    names = [cohort.name for cohort in joined.cohorts]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"cohorts: {name!r} given twice; give each cohort its own name.")
    for cohort in joined.cohorts:
        _check(cohort, joined.appraisals)
    _check_within(joined)
    for found in joined.overlaps:
        found.refuse_more_than_all()
    return joined


def _named(appraisals: object) -> tuple[tuple[str, Answer], ...]:
    if not isinstance(appraisals, Mapping):
        raise InputError(
            f"portfolio: {type(appraisals).__name__} given; give a mapping from names to "
            "Appraisals, such as {'Pause': appraisal, 'Conferences': other}."
        )
    found: dict[str, Answer] = {}
    plain: dict[str, str] = {}
    for name, part in appraisals.items():
        name = name_in_words("portfolio", name, "programme")
        if not isinstance(part, Answer):
            raise InputError(
                f"portfolio, {name}: {type(part).__name__} given; give what costavoid.appraise "
                "returns."
            )
        same = " ".join(name.casefold().split())
        if same in plain:
            raise InputError(
                f"portfolio: {plain[same]!r} and {name!r} given; two programmes may not have one "
                "name: give one of them another."
            )
        plain[same] = found_name = name
        found[found_name] = part
    return tuple(found.items())


def _listed(cohorts: object) -> list[Cohort]:
    if isinstance(cohorts, Cohort):
        return [cohorts]
    wanted = "a list of costavoid.Cohort, or none"
    listed = several(cohorts, "cohorts", wanted)
    for each in listed:
        if not isinstance(each, Cohort):
            raise InputError(f"cohorts: {shown(each)} given; give {wanted}.")
    return listed


def _refuse_unlike_draws(parts: tuple[tuple[str, Answer], ...]) -> None:
    """Raises InputError where one number would be drawn in two ways."""
    drawings = [(name, part.settings.drawing) for name, part in parts]
    having = [name for name, drawing in drawings if drawing]
    lacking = [name for name, drawing in drawings if not drawing]
    if having and lacking:
        raise InputError(
            f"portfolio: draws made for {', '.join(having)} and none for {', '.join(lacking)}; "
            "appraise each with the same draws=, or with none."
        )
    for field in ALIKE if having else ():
        found: dict[object, str] = {}
        for name, drawing in drawings:
            found.setdefault(getattr(drawing, field), name)
        if len(found) > 1:
            given = ", ".join(f"{value} ({name})" for value, name in found.items())
            raise InputError(
                f"portfolio: {field} {given} given, so that a number they share would not move "
                f"together; appraise each with the same {field}."
            )


def _check(cohort: Cohort, appraisals: Mapping[str, Answer]) -> None:
    """Raises InputError for programmes and outcomes that there are not, or that avoid nothing."""
    standing = set()
    for reached in cohort.reached:
        place = f"cohort {cohort.name}, {reached.programme}"
        if reached.programme not in appraisals:
            raise InputError(
                f"cohort {cohort.name}: {reached.programme!r} given, but it is no programme of the "
                f"portfolio. {nearest(reached.programme, appraisals)}"
            )
        by_id = {outcome.id: outcome for outcome in appraisals[reached.programme].outcomes}
        for id in reached.outcomes:
            if id not in by_id:
                raise InputError(f"{place}: outcome {id!r} given. {nearest(id, by_id)}")
            if reached.outcomes.count(id) > 1:
                raise InputError(f"{place}: outcome {id!r} given twice; give it once.")
            _refuse_no_events(by_id[id], place)
            standing.add(by_id[id].often == "at any time")
        _refuse_too_few(cohort, reached, place)
    if len(standing) > 1:
        raise InputError(
            f"cohort {cohort.name}: outcomes counted a year and outcomes that stand all the time "
            "given; events of one cohort are of one kind."
        )
    if standing != {cohort.baseline.unit is Unit.COUNT}:
        wanted = "'count'" if True in standing else "'count per year' or 'events per person-year'"
        raise InputError(
            f"cohort {cohort.name}, baseline: given in {cohort.baseline.unit.value!r}; its "
            f"outcomes take a number in {wanted}."
        )


def _refuse_no_events(outcome: Outcome, place: str) -> None:
    if not _avoids(outcome):
        raise InputError(
            f"{place}: {outcome.id} counts cases that the programme handles, not events that it "
            "avoids, so it has no share of a baseline; leave it out of the cohort."
        )


def _refuse_too_few(cohort: Cohort, reached: Reached, place: str) -> None:
    if reached.children and reached.children.value < cohort.children.value:
        raise InputError(
            f"{place}: {reached.children.value:g} children reached in all, fewer than the "
            f"{cohort.children.value:g} of the cohort; an overlap cannot be larger than what "
            "overlaps."
        )


def _check_within(joined: Joined) -> None:
    """Raises InputError where cohorts hold more of a programme's children than it reaches."""
    held: dict[tuple[str, str], float] = {}
    for cohort in joined.cohorts:
        for reached in cohort.reached:
            part = cohort.children.value / reached.children.value if reached.children else 1.0
            for id in reached.outcomes:
                at = (reached.programme, id)
                held[at] = held.get(at, 0.0) + part
                if held[at] > 1 + 1e-9:
                    raise InputError(
                        f"cohorts: {id} of {reached.programme} reaches the children of several "
                        f"cohorts, together {held[at]:.0%} of all that it reaches; give with "
                        "Reached(children=...) how many it reaches in all, and cohorts without a "
                        "child in common."
                    )
