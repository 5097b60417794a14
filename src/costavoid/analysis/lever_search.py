"""How each line of a case follows its levers, found by asking.

The programme is made again with a lever elsewhere, and what its lines then say is compared. A
lever that the lines do not follow by a plain sum or in proportion is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import isclose
from typing import Any

from costavoid.analysis.levers import (
    LONGEST,
    Follows,
    Lever,
    Moves,
    Sum,
    candidates,
    first_day,
    last_day,
    without_deadweight,
)
from costavoid.analysis.reread import Path, Plain, changed, plain, read
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import run
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import MONTHS_PER_YEAR
from costavoid.base.years import clock
from costavoid.programme.lines import Line

TRIED = 0.25  # a deadweight
NEAR = 1e-9
OTHERWISE = "What follows from it is no plain sum or proportion: change it in costavoid."
TOGETHER = "It moves the same lines as another, not in a plain sum: change it in costavoid."
TIMES = ("start", "end")
Probe = tuple[Plain, ...]
Way = dict[str, int]  # the numbers of a line that a lever moves


class LeverSearch:
    """The levers of one case, and how each line of its table follows them."""

    def __init__(self, appraisal: Answer) -> None:
        self._case = appraisal
        self._lines = [line for line in appraisal.flows.lines if not line.adjustment]
        self._base = tuple(map(plain, self._lines))
        self._ways: dict[Path, list[Way]] = {}
        self._taken: dict[Path, list[bool]] = {}
        self._open: dict[Path, Path] = {}  # lengths that were not given, and the day they begin
        tried = candidates(appraisal) if self._read(()) == self._base else []
        found = [lever for each in tried if (lever := self._fitted(each))]
        found = [self._beside(lever, found) for lever in self._together(found)]
        above = {lever.not_below for lever in found}
        found = [replace(it, high=LONGEST) if it.path in above else it for it in found]
        self.levers = (*found, *self._deadweights())

    def follows(self) -> tuple[Follows, ...]:
        """How each line follows; what an adjustment takes off, as the line it is taken off."""
        found: list[Follows] = []
        own = -1
        for line in self._case.flows.lines:
            own += not line.adjustment
            found.append(self._follows(own))
        return tuple(found)

    def _read(self, changes: tuple[tuple[Path, Any], ...]) -> Probe | None:
        """What its lines say after some changes; None where it is refused or loses a line."""
        made = read(self._case.intervention, changes, self._case.span)
        return made if made is not None and len(made) == len(self._base) else None

    def _fitted(self, lever: Lever) -> Lever | None:
        """The lever with its limits, or why not; None where no line follows it."""
        lever = self._limited(lever)
        asked = [(value, self._read(((lever.path, given),))) for value, given in self._tries(lever)]
        probes = [(value, probe) for value, probe in asked if probe is not None]
        if all(probe == self._base for _, probe in probes):
            return None if probes else replace(lever, refused=OTHERWISE)
        ways: list[Way] = []
        for i in range(len(self._base)):
            elsewhere = [(value, probe[i]) for value, probe in probes if value != lever.value]
            seen = [self._way(i, line, lever, value) for value, line in elsewhere]
            if any(way is None or way != seen[0] for way in seen):
                return replace(lever, refused=OTHERWISE)
            ways.append(seen[0] or {})
        self._ways[lever.path] = ways
        if lever.to_the_end and lever.begins:
            self._open[lever.path] = lever.begins
        return lever

    def _way(self, i: int, probe: Plain, lever: Lever, value: float) -> Way | None:
        """Which numbers of a line a probe moved; None where not as a lever does."""
        base, moved = self._base[i], {}
        if probe.rest != base.rest:
            return None
        for name, was in base.numbers.items():
            by = probe.numbers[name] - was
            for length, begins in self._open.items():
                if begins == lever.path:  # which is so much shorter
                    by += self._ways[length][i].get(name, 0) * (value - lever.value)
            if abs(by) < NEAR:
                continue
            if not isclose(by, _move(name, was, lever, value), rel_tol=NEAR, abs_tol=NEAR):
                return None
            moved[name] = 1
        return moved

    def _limited(self, lever: Lever) -> Lever:
        """With limits that the programme takes, the rest as it is."""
        if lever.moves is Moves.START:
            return lever
        if not lever.whole and not self._takes(lever, int(lever.value) + 0.5):
            lever = replace(lever, low=1.0, above=False, whole=True)
        low, high, above = lever.low, lever.high, lever.above
        if not self._takes(lever, high):
            high = self._edge(lever, high)
        if self._takes(lever, low):
            low = 0.0 if above else low
        else:
            edge = self._edge(lever, low)
            above = not lever.whole and not self._takes(lever, round(edge))
            low = round(edge) if above or self._takes(lever, round(edge)) else edge
        return replace(lever, low=low, high=high, above=above)

    def _beside(self, lever: Lever, found: list[Lever]) -> Lever:
        """A length that may not be below another, which may be changed too."""
        for part in found:
            if part.moves is not Moves.LENGTH or part.path == lever.path or lever.refused:
                continue
            if lever.moves is Moves.LENGTH and part.value == lever.low:
                more = part.value + 3
                for months, taken in ((more + 1, True), (more, not lever.above), (more - 1, False)):
                    asked = ((lever.path, lever.high), (part.path, more), (lever.path, months))
                    if (self._read(asked) is not None) != taken:
                        return lever
                return replace(lever, low=0.0, not_below=part.path)
        return lever

    def _takes(self, lever: Lever, value: float) -> bool:
        given = int(value) if lever.whole else value
        return given > 0 and self._read(((lever.path, given),)) is not None

    def _edge(self, lever: Lever, refused: float) -> float:
        """The last value that is taken, on the way from the one in use to one refused."""
        taken = lever.value
        while abs(refused - taken) > (1 if lever.whole else NEAR * 10):
            middle = (refused + taken) / 2
            middle = float(round(middle)) if lever.whole else middle
            if middle in (refused, taken):
                break
            taken, refused = (middle, refused) if self._takes(lever, middle) else (taken, middle)
        return taken

    def _tries(self, lever: Lever) -> Iterator[tuple[float, Any]]:
        """Values all over what it takes, and each as the programme is given it."""
        if lever.moves is Moves.START:
            first, last = first_day(self._case), last_day(self._case)
            days = (first, last, first + (last - first) // 2, first + timedelta(days=45))
            yield from ((clock(day, self._case.settings.first_year), day) for day in days)
            return
        low = lever.low + (0.01 if lever.above else 0)
        value = lever.value
        middle = ((low + value) / 2, value + 1, 2 * value + 7, lever.high / 3)
        for number in (low, *middle, lever.high):
            if low <= number <= lever.high:
                given = round(number) if lever.whole else number
                yield float(given), given

    def _deadweights(self) -> Iterator[Lever]:
        """Deadweight where none was given, and the lines it is taken off."""
        case = self._case
        for lever in without_deadweight(case.intervention):
            try:
                made = run(
                    changed(case.intervention, lever.path, TRIED), case.settings, case.overrides
                )
            except InputError as error:
                said = str(error).replace(f"{TRIED:g} given, but", "refused, as")
                yield replace(lever, refused=said)
                continue
            lines = [line for line in made.flows.lines if not line.adjustment]
            bare = [_as_before(line, was) for line, was in zip(lines, self._lines, strict=True)]
            if bare != self._lines:
                yield replace(lever, refused=OTHERWISE)
            elif lines != self._lines:
                self._taken[lever.path] = [
                    line != was for line, was in zip(lines, self._lines, strict=True)
                ]
                yield lever

    def _together(self, found: list[Lever]) -> list[Lever]:
        """The levers, those refused that do not simply add up with the others."""
        for name in ("cohort", "compared", "people", "put_off"):
            for i in range(len(self._base)):
                both = [path for path, ways in self._ways.items() if name in ways[i]]
                found = self._refuse(found, both) if len(both) > 1 else found
        free = [lever for lever in found if lever.path in self._ways]
        for part in (0.2, 0.5, 0.8):
            tried = {lever.path: (lever, *self._at(lever, part)) for lever in free}
            probe = self._read(tuple((path, given) for path, (_, _, given) in tried.items()))
            if probe is None:
                continue
            for i, base in enumerate(self._base):
                expected = dict(base.numbers)
                for path, (lever, value, _) in tried.items():
                    for name in self._ways[path][i]:
                        expected[name] += _move(name, base.numbers[name], lever, value)
                near = all(
                    isclose(probe[i].numbers[n], e, abs_tol=NEAR) for n, e in expected.items()
                )
                if not near or probe[i].rest != base.rest:
                    return self._refuse(found, list(tried))
        return found

    def _at(self, lever: Lever, part: float) -> tuple[float, Any]:
        """A value some way along."""
        if lever.moves is Moves.START:
            first, last = first_day(self._case), last_day(self._case)
            day: date = first + timedelta(days=int(part * (last - first).days))
            return clock(day, self._case.settings.first_year), day
        number = lever.value * (0.7 + part)
        number = min(max(number, lever.low + (0.01 if lever.above else 0)), lever.high)
        given = max(1, round(number)) if lever.whole else number
        return float(given), given

    def _refuse(self, found: list[Lever], paths: list[Path]) -> list[Lever]:
        paths = [*paths, *(self._open[path] for path in paths if path in self._open)]
        for path in paths:  # a first day that was fitted beside a length among them
            self._ways.pop(path, None)
            self._open.pop(path, None)
        return [
            replace(lever, refused=TOGETHER) if lever.path in paths else lever for lever in found
        ]

    def _follows(self, i: int) -> Follows:
        levers = {lever.path: lever for lever in self.levers if not lever.refused}

        def by(name: str, moves: Moves) -> tuple[Path, ...]:
            ways = self._ways.items()
            return tuple(p for p, way in ways if name in way[i] and levers[p].moves is moves)

        def years(name: str) -> Sum:
            starts, lengths = by(name, Moves.START), by(name, Moves.LENGTH)
            const = self._base[i].numbers[name] - sum(levers[path].value for path in starts)
            const -= sum(levers[path].value for path in lengths) / MONTHS_PER_YEAR
            near = round(const * MONTHS_PER_YEAR, 6) / MONTHS_PER_YEAR
            const = near if isclose(near, const, abs_tol=NEAR) else const
            return Sum(const, starts[0] if starts else None, lengths)

        taken = [path for path, lines in self._taken.items() if lines[i]]
        many = {name: by(name, Moves.PEOPLE) for name in ("cohort", "compared", "people")}
        return Follows(
            years("start"),
            years("end"),
            **{name: paths[0] if paths else None for name, paths in many.items()},
            put_off=next(iter(by("put_off", Moves.LENGTH)), None),
            deadweight=taken[0] if taken else None,
        )


def _move(name: str, was: float, lever: Lever, value: float) -> float:
    """By how much a lever at a value moves a number that it moves."""
    by = value - lever.value
    if lever.moves is Moves.LENGTH and name in TIMES:
        return by / MONTHS_PER_YEAR
    if lever.moves is Moves.PEOPLE:
        return was * by / lever.value
    if (name in TIMES) != (lever.moves is Moves.START) and name != "put_off":
        return float("nan")
    return by


def _as_before(line: Line, was: Line) -> Line:
    """A line with the deadweight of another, and its label."""
    cases = replace(line.cases, deadweight=was.cases.deadweight)
    return replace(line, label=was.label, cases=cases)
