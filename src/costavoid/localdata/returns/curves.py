"""Lengths of stay from spells, as tables of steps none of which rests on few children.

The lengths looked at are the same for every return. Lengths are put together until each step rests
on enough who leave; it stands at their mean time of leaving, so that the time spent is kept. Beyond
the last step the rest leaves at once, at the mean of what the return shows or, where it shows too
little, of England's published lengths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Unit
from costavoid.evidence.estimate import Source
from costavoid.localdata.returns.disclosure import BASE
from costavoid.localdata.returns.england import durations, mean_in_care, source
from costavoid.localdata.returns.joining import OPEN
from costavoid.localdata.returns.periods import Spells, ended
from costavoid.localdata.returns.placement_counts import AT_RISK, fewest_cases
from costavoid.localdata.returns.rows import Whole, april
from costavoid.localdata.returns.survival import Survival, at_risk_after, kaplan_meier
from costavoid.programme.stays import StepStay

DAYS = (7, 14, 30, 61, 91, 137, 182, 274, 365, 547, 730, 1096, 1461, 1826, 2557, 3652)
GRAINS = (0.005, 0.01, 0.02, 0.025, 0.05, 0.1, 0.2)  # what shares are rounded to: 5 cases or more
REACHED = 0.2  # of those there at the last step may still be there at the end of the return


@dataclass(frozen=True)
class Followed:
    """When each case was first and last seen since its start, in days, and whether it left then."""

    entry: Array
    time: Array
    left: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.entry)


def followed(spells: Spells, which: Whole, first: int, last: int) -> Followed:
    """The cases of one group, from 1 April of the first return to 31 March of the last."""
    start, end = spells.start[which].astype(np.int64), spells.end[which].astype(np.int64)
    over = april(last + 1)
    left = ended(spells)[which] & (end < over)
    entry = np.maximum(april(first) - start, 0)
    time = np.where(end == OPEN, over, np.minimum(end, over)) - start
    seen = time > entry
    return Followed(entry[seen].astype(float), time[seen].astype(float), left[seen])


@dataclass
class _Step:
    day: int
    share: float
    area: float
    at_risk: float


def stay(cases: Followed, kind: str, id: str, own: Source, threshold: int, years: int) -> StepStay:
    """The table of one group; England's where too few are in it. `kind` is a type, or "care"."""
    started = int((cases.entry == 0).sum())
    steps = _steps(cases, threshold) if started >= fewest_cases(years) else []
    if not steps:
        return _england(kind, id, threshold)
    curve = kaplan_meier(cases.entry, cases.time, cases.left)
    grain = next((g for g in GRAINS if g * len(cases) >= BASE), GRAINS[-1])
    times: list[float] = []
    shares: list[float] = []
    counts: list[float] = []
    before, since = 1.0, 0
    for step in steps:
        share = round(round(step.share / grain) * grain, 6)
        if share < 2 * grain:
            break  # what is left is too little to tell: part of the tail
        times.append(_mean_time(since, step, before))
        shares.append(min(share, shares[-1] if shares else 1.0))
        counts.append(_near(step.at_risk))
        before, since = step.share, step.day
    if not times:
        return _england(kind, id, threshold)
    time, said = _tail(curve, cases, since, before, kind)
    return StepStay(
        times=(*times, max(time, times[-1] + 1)),
        shares=(*shares, 0.0),
        unit=Unit.DAYS,
        tail="leaves",
        at_risk=(*counts, counts[-1]),
        id=id,
        source=own,
        note=said,
    )


def _near(count: float) -> float:
    return float(max(round(count / BASE) * BASE, AT_RISK))


def _mean_time(since: int, step: _Step, before: float) -> float:
    """When those of a step leave on average, in whole days; within the step."""
    gone = before - step.share
    mean = since + (step.area - step.share * (step.day - since)) / gone
    return float(min(max(round(mean), since + 1), step.day))


def _steps(cases: Followed, threshold: int) -> list[_Step]:
    """Steps that rest on enough who left, with 10 or more at risk before and after."""
    curve = kaplan_meier(cases.entry, cases.time, cases.left)
    found: list[_Step] = []
    since, fewest = 0, AT_RISK
    for day in DAYS:
        inside = (curve.times > since) & (curve.times <= day)
        gone = int(curve.left[inside].sum())
        lowest = int(curve.at_risk[inside].min()) if inside.any() else AT_RISK
        if lowest < fewest or at_risk_after(cases.entry, cases.time, day) < fewest:
            break
        if gone <= threshold:
            continue
        share, start = curve.share_after(day), curve.share_after(since)
        stays = share / start
        spread = curve.spread(since, day)
        at_risk = (1 - stays) / (stays * spread) if spread > 0 else float(gone)
        found.append(_Step(day, share, curve.area(since, day), at_risk))
        since = day
    return found


def _tail(
    curve: Survival, cases: Followed, since: int, share: float, kind: str
) -> tuple[float, str]:
    """When those still there after the last step leave, on average; and how that is known."""
    longest = float(cases.time.max())
    left = curve.share_after(longest)
    if left <= REACHED * share:
        mean = curve.area(since, longest) / share
        return float(round(since + mean)), (
            f"Those there after {since} days leave at once, after the mean time of all of them."
        )
    beyond = mean_in_care() if kind == "care" else durations(kind).mean_beyond(since)
    return float(round(since + beyond)), (
        f"Those there after {since} days leave at once, after England's mean time for them: the "
        "return is too short to show it."
    )


def _england(kind: str, id: str, threshold: int) -> StepStay:
    """England's published lengths, of a type of placement, or of a period of care."""
    times, shares = ([mean_in_care()], [0.0]) if kind == "care" else durations(kind).steps()
    return StepStay(
        times=tuple(times),
        shares=tuple(shares),
        unit=Unit.DAYS,
        tail="leaves",
        id=id,
        source=source(),
        note=(
            "England's published lengths of 2024, held fixed: too few cases in the return for a "
            f"step of at least {AT_RISK} at risk, of whom more than {threshold} leave."
        ),
    )
