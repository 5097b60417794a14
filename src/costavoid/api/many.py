"""Many appraisals at once, on any concurrent.futures executor: one case, one part of the work."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import closing
from typing import Any, Literal, overload

from costavoid.api.appraisal import Appraisal
from costavoid.api.appraise import appraise
from costavoid.base.asked import a_function, one_of
from costavoid.base.errors import CostavoidError, InputError, Interrupted
from costavoid.base.executors import Progress, checked, each
from costavoid.base.plain_text import name_in_words
from costavoid.programme.base import Intervention

Given = Mapping[str, Any] | tuple[Intervention, Mapping[str, Any]]
Part = tuple[str, Any, dict[str, Any]]
ERRORS = ("raise", "keep")
SHOWN = 10  # cases named in one error


@overload
def appraise_many(
    cases: Mapping[str, Given],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    errors: Literal["raise"] = "raise",
) -> dict[str, Appraisal]:
    """Every case appraised, or an error."""


@overload
def appraise_many(
    cases: Mapping[str, Given],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    errors: Literal["keep"],
) -> dict[str, Appraisal | CostavoidError]:
    """Every case appraised, or the error it made."""


def appraise_many(
    cases: Mapping[str, Given],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    errors: str = "raise",
) -> dict[str, Appraisal] | dict[str, Appraisal | CostavoidError]:
    """An Appraisal for each case, by name, in the order given; the same whatever the executor.

    A case is the arguments of `appraise` as a mapping, with "intervention" among them, or a pair
    of the intervention and the others. `executor` is any concurrent.futures Executor: each case
    is one part of its work. `progress(done, cases)` is called as they are finished.

    A case that fails does not stop the others. With `errors` "raise", a CostavoidError then names
    each that failed; with "keep", the error stands in the place of its Appraisal. Raises
    InputError where `cases` is not such a mapping; Interrupted, which has the cases that are
    finished, when it is stopped from the keyboard.
    """
    one_of(errors, ERRORS, "errors")
    a_function(progress, "progress")
    parts = _parts(cases)
    found: list[Appraisal | CostavoidError | None] = [None] * len(parts)
    try:
        with closing(each(_one, parts, checked(executor))) as results:
            for done, (at, one) in enumerate(results, 1):
                found[at] = one
                if progress:
                    progress(done, len(parts))
    except KeyboardInterrupt as stopped:
        finished = _named(parts, found)
        raise Interrupted(
            f"stopped after {len(finished)} of {len(parts)} cases; `.finished` of this error has "
            "the appraisal of each, or the error it made.",
            finished,
        ) from stopped
    named = _named(parts, found)
    failed = {name: one for name, one in named.items() if isinstance(one, CostavoidError)}
    if failed and errors == "raise":
        raise CostavoidError(_said(failed, len(parts))) from next(iter(failed.values()))
    return named


def _named(
    parts: list[Part], found: list[Appraisal | CostavoidError | None]
) -> dict[str, Appraisal | CostavoidError]:
    """What is finished, by the name of its case, in the order of the cases."""
    return {name: one for (name, *_), one in zip(parts, found, strict=True) if one is not None}


def _parts(cases: object) -> list[Part]:
    """Each case as (name, intervention, other arguments). Raises InputError for what is not one."""
    if not isinstance(cases, Mapping):
        raise InputError(
            f"cases: {type(cases).__name__} given; give a mapping from names to the arguments of "
            "appraise, such as {'Hull': {'intervention': costavoid.Pause(women=20), 'horizon': 5, "
            "'price_year': '2025-26'}}."
        )
    return [_part(name, case) for name, case in cases.items()]


def _part(name: object, case: object) -> Part:
    name = name_in_words("cases", name, "case")
    if isinstance(case, tuple) and len(case) == 2 and isinstance(case[1], Mapping):
        intervention, rest = case[0], dict(case[1])
    elif isinstance(case, Mapping) and "intervention" in case:
        rest = dict(case)
        intervention = rest.pop("intervention")
    else:
        raise InputError(
            f"cases, {name}: {type(case).__name__} given; give a dict of the arguments of appraise "
            "with 'intervention' among them, or a pair of the intervention and such a dict."
        )
    for own in ("executor", "progress"):
        if own in rest:
            raise InputError(
                f"cases, {name}: {own} given for one case; give it to appraise_many itself."
            )
    return name, intervention, rest


def _one(part: Part) -> Appraisal | CostavoidError:
    """One case appraised, or why not."""
    _, intervention, arguments = part
    try:
        return appraise(intervention, **arguments)
    except CostavoidError as error:
        return error
    except Exception as error:
        return CostavoidError(f"{type(error).__name__}: {error}")


def _said(failed: Mapping[str, CostavoidError], total: int) -> str:
    """Which cases failed, and why."""
    shown = [f"{name}: {error}" for name, error in list(failed.items())[:SHOWN]]
    if len(failed) > SHOWN:
        shown.append(f"and {len(failed) - SHOWN} more; errors='keep' gives them all.")
    return "\n".join([f"cases: {len(failed)} of {total} could not be appraised.", *shown])
