"""When counts could tell a planned fall from none, in words."""

from __future__ import annotations

from costavoid.analysis.telling import ENOUGH, Quarter, When

ENOUGH_SAID = (
    f"A chance of {ENOUGH:.0%} is the usual convention for saying that counts can tell "
    "(ICH E9, 1998, section 3.5)."
)
NO_FALL = "No fall is planned, so there is none to tell from no change."


def when_planned(when: When, rests_on: str, *, falls: bool) -> str:
    """By which quarter, from the start; `rests_on` says what the baseline does."""
    if not falls:
        return NO_FALL
    if when.first is not None:
        return told_by(_by(when.first))
    known = when.first_if_known
    return never(rests_on, f"counts would, {_by(known)}" if known else "")


def _by(quarter: Quarter) -> str:
    return f"by the end of {quarter.label} (quarter {quarter.number})"


def told_by(time: str) -> str:
    """That counts tell it by some time."""
    return (
        f"If the plan comes true, the counts tell its fall from none with a chance of "
        f"{ENOUGH:.0%} or more {time}, and not before."
    )


def never(rests_on: str, if_known: str) -> str:
    """That counts alone cannot tell it, and what the baseline has to do with that."""
    said = (
        f"No number of years of counts tells the planned fall from none with a chance of "
        f"{ENOUGH:.0%}"
    )
    if not if_known:
        return f"{said}, even if the baseline were known exactly: the fall is too small."
    return (
        f"{said}, as the baseline rests on too little: {rests_on.partition('; source')[0]}. Were "
        f"it known exactly, {if_known}; counts of more years before bring it nearer to that."
    )
