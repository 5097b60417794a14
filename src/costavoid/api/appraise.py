"""`appraise`: a programme, a horizon and a price year become one frozen answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor

from costavoid.api.appraisal import Appraisal
from costavoid.appraisal.adjustments import Adjustment
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.run import first_year_of, run, with_draws
from costavoid.appraisal.settings import Settings
from costavoid.base.asked import a_function, several
from costavoid.base.errors import InputError, shown
from costavoid.base.executors import Progress, checked
from costavoid.cashflow.draws import SEED, Drawing, RangeAs
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.prices import Timing
from costavoid.localdata.councils.localise import compared, figures_for, standing_council
from costavoid.localdata.councils.profile import Council
from costavoid.localdata.councils.profile import council as find_council
from costavoid.localdata.councils.table import against_said
from costavoid.programme.base import Intervention


def appraise(
    intervention: Intervention,
    *,
    horizon: int,
    price_year: str,
    first_year: str | None = None,
    overrides: Iterable[Estimate] = (),
    edition: str = "2026",
    schedule: str = "standard",
    timing: Timing = "start of year",
    placement_inflation: float = 0.0,
    residential_inflation: float | None = None,
    council: str | None = None,
    against: str | None = None,
    adjustments: Adjustment | Iterable[Adjustment] = (),
    draws: int | None = None,
    seed: int = SEED,
    range_as: RangeAs | None = None,
    correlations: Iterable[tuple[str, str, float]] = (),
    keep: int | None = None,
    unpublished: float | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Appraisal:
    """What a programme avoids spending, for whom, in each of `horizon` financial years.

    Results are in pounds of `price_year`. `first_year` is by default the financial year of the
    programme's start, else the price year. `overrides` are a council's own Estimates, each
    replacing the number with its id. `placement_inflation` is real growth of placement costs a
    year, `residential_inflation` that of children's homes, where it is another. `adjustments` are
    cautious cuts, made by `design_adjustment` and `optimism_bias`: none unless given.

    `council` is one by name or code (see `council`): its published weekly costs then stand in the
    place of England's, which stay beside them in `.inputs_used()`; overrides, and any number of
    your own in the programme, win over both. `against`, "neighbours", "region" or "England", sets
    a before-and-after of the programme against the published trend of those.

    With `draws`, every input that has an interval is drawn so often, from `seed`, and the result
    has `.uncertainty`; a published range varies only with `range_as`, and what has neither only
    with `unpublished`, an assumed standard error as a share of each value (0.2, say);
    `correlations` are (id, id, rank correlation). Percentiles come from the first `keep` draws
    (all, unless given): memory holds no more. `executor` is any concurrent.futures Executor, and
    changes no answer; `progress(done, draws)` is called as chunks are finished. Raises InputError,
    with the field and the cure, and computes nothing, when anything given cannot be used;
    Interrupted, which has the appraisal of the draws that are finished, when it is stopped from
    the keyboard.
    """
    if not isinstance(intervention, Intervention):
        raise InputError(
            f"intervention: {type(intervention).__name__} given; give a programme, such as "
            "costavoid.Pause(women=20)."
        )
    whose = _council(council, against)
    if whose is not None and against is not None:
        intervention = compared(intervention, whose, against_said(against))
    settings = Settings(
        horizon=horizon,
        price_year=price_year,
        first_year=first_year_of(intervention, price_year) if first_year is None else first_year,
        edition=edition,
        schedule=schedule,
        timing=timing,
        placement_inflation=placement_inflation,
        residential_inflation=residential_inflation,
        council=whose.name if whose else None,
        against=against_said(against) if against is not None else None,
        adjustments=_adjustments(adjustments),
        drawing=_drawing(draws, seed, range_as, correlations, keep, unpublished),
    )
    checked(executor)
    a_function(progress, "progress")
    answer = run(intervention, settings, _listed(overrides))
    if whose is not None:
        answer = _localised(answer, whose)
    return with_draws(Appraisal.of(answer), executor=executor, progress=progress)


def _council(name: str | None, against: str | None) -> Council | None:
    """The council asked for, if any. Raises InputError for one abolished, or a trend of none."""
    if name is not None:
        return standing_council(find_council(name))
    if against is not None:
        raise InputError(
            f"against: {shown(against)} given without council; add council='Hackney', or yours."
        )
    return None


def _localised(answer: Answer, whose: Council) -> Answer:
    """The same with the council's published figures among its overrides, after the user's own."""
    committed = (estimate for line in answer.committed for estimate in line.estimates)
    in_use = {e.id: e for e in (*committed, *answer.inputs.in_use.values())}
    theirs = figures_for(whose, in_use.values())
    return run(answer.intervention, answer.settings, (*answer.overrides, *theirs))


def _drawing(
    draws: int | None,
    seed: int,
    range_as: RangeAs | None,
    correlations: Iterable[tuple[str, str, float]],
    keep: int | None,
    unpublished: float | None,
) -> Drawing | None:
    if not isinstance(correlations, list | tuple):
        raise InputError(
            f"correlations: {shown(correlations)} given; give a list of (id, id, rank correlation)."
        )
    pairs = tuple(correlations)
    if draws is None:
        beside = {
            "seed": seed != SEED,
            "range_as": range_as is not None,
            "correlations": bool(pairs),
            "keep": keep is not None,
            "unpublished": unpublished is not None,
        }
        given = ", ".join(name for name, is_given in beside.items() if is_given)
        if given:
            raise InputError(f"{given}: given without draws; add draws=10_000.")
        return None
    return Drawing(
        draws=draws,
        seed=seed,
        range_as=range_as,
        correlations=pairs,
        keep=keep,
        unpublished=unpublished,
    )


def _listed(overrides: object) -> tuple[Estimate, ...]:
    """One Estimate or several, as a tuple; anything else in it is refused where it is used."""
    if isinstance(overrides, Estimate):
        return (overrides,)
    wanted = "a list of Estimates, each with the id of the number it replaces"
    return tuple(several(overrides, "overrides", wanted))


def _adjustments(given: object) -> tuple[Adjustment, ...]:
    """One Adjustment or several, as a tuple. Raises InputError for anything else."""
    made = []
    for part in given if isinstance(given, list | tuple | Iterator) else (given,):
        if not isinstance(part, Adjustment):
            raise InputError(
                f"adjustments: {shown(part)} given; give what costavoid.design_adjustment(...) or "
                "costavoid.optimism_bias(...) makes, or a list of them."
            )
        made.append(part)
    return tuple(made)
