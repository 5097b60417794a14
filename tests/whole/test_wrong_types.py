"""What a cell of a spreadsheet or a frame may hold, given to every public function.

Each is taken for what it plainly is, or refused by the library's own error: never another.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import costavoid as ca
from costavoid.output.report.contents import document
from costavoid.output.report.document import chosen

PAUSE = ca.Pause(women=20, start="2026-10-01")
YEARS = {"horizon": 5, "price_year": "2025-26"}
PAUSE_CASE = ca.Case(PAUSE, **YEARS)
CASE = ca.appraise(PAUSE, **YEARS)
BOTH = ca.portfolio({"Pause": CASE, "Again": CASE})
OPTIONS = ca.Options({"Pause": CASE})
FOSTER, REMOVALS = "placement.foster.any.week", "pause.removals_avoided.round1"
NOTHING = {
    "None": None,
    "nan": float("nan"),
    "numpy's nan": np.float64("nan"),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "an empty cell": "",
}
OTHERS = {
    "a day of pandas": pd.Timestamp("2026-10-01"),
    "a day of numpy": np.datetime64("2026-10-01"),
    "a day": dt.date(2026, 10, 1),
    "a length": pd.Timedelta(days=3),
    "a decimal": Decimal("5.5"),
    "a decimal that is none": Decimal("sNaN"),
    "infinity": float("inf"),
    "a number beyond all": 10**400,
    "words": "abc",
    "digits": "20",
    "bytes": b"abc",
    "half a letter": "\ud800",
    "a list": [1],
    "a list of nothing": [None],
    "a dict": {"a": 1},
    "a dict of numbers": {1: None},
    "a truth": True,
    "numpy's truth": np.True_,
    "an array": np.array([1.0, 2.0]),
    "an array of one": np.array(3.0),
    "a column": pd.Series([1.0, 2.0]),
    "a frame": pd.DataFrame({"a": [1]}),
    "a function": len,
    "a programme": PAUSE,
    "an estimate": ca.default(FOSTER),
}
WRONG = NOTHING | OTHERS

PRICED = {"price_year": "2025-26", "source": "Ledger"}
# Every public function, with arguments that do.
RIGHT: dict[str, dict[str, Any]] = {
    "about": {"amount": 5.0},
    "agency_premium": {
        "agency": ca.default("workforce.agency_social_worker.week"),
        "permanent": ca.default("workforce.employed_social_worker.week"),
        "posts": 2,
        "weeks_paid": 46,
    },
    "alternatives": {"id": FOSTER},
    "appraise": {
        "intervention": PAUSE,
        **YEARS,
        "first_year": "2026-27",
        "overrides": (),
        "edition": "2026",
        "schedule": "standard",
        "timing": "start of year",
        "placement_inflation": 0.0,
        "council": "Hackney",
        "against": None,
        "adjustments": (),
        "draws": 10,
        "seed": 1,
        "range_as": None,
        "correlations": (),
        "keep": None,
        "unpublished": None,
        "executor": None,
        "progress": None,
    },
    "appraise_many": {
        "cases": {"Hull": {"intervention": PAUSE, **YEARS}},
        "executor": None,
        "progress": None,
        "errors": "raise",
    },
    "assumptions": {"appraisal": CASE},
    "break_evens": {"appraisal": CASE, "measured": "council cash"},
    "chance_of_telling": {
        "expected": 60,
        "fall": 0.2,
        "baseline": 60,
        "dispersion": 1.0,
        "level": 0.95,
    },
    "compare": {"options": {"Pause": CASE}},
    "cost_per_worker_in_post": {
        "cost": ca.default("training.step_up.net"),
        "retention": ca.Retention(shares=(0.9, 0.8)),
    },
    "council": {"name": "Hackney"},
    "default": {"id": FOSTER},
    "defaults": {},
    "design_adjustment": {"shares": {"opinion": 0.5}, "source": "Us", "rule": "A rule"},
    "discount_schedule": {"name": "standard", "edition": "2026"},
    "grid": {
        "appraisal": CASE,
        "id_one": FOSTER,
        "values_one": [1],
        "id_two": REMOVALS,
        "values_two": [0.1],
        "measured": "council cash",
    },
    "invent_903": {"folder": "invented", "starts": 2, "years": 1, "end": 2025, "seed": 1},
    "load": {"path": "no.toml"},
    "load_cohorts": {"path": "no.toml"},
    "local": {
        "value": 812,
        "unit": "GBP per week",
        "id": FOSTER,
        "label": "Ours",
        "quality": "amber",
        "quality_reason": "an invoice",
        **PRICED,
        "low": None,
        "high": None,
        "range_kind": None,
        "payer": "council",
        "note": "",
        "basis": "average",
        "cash_releasing": 0.5,
        "design": None,
        "locator": "",
    },
    "low_and_high": {"appraisal": CASE, "ids": [REMOVALS]},
    "one_at_a_time": {"appraisal": CASE, "measured": "council cash", "range_as": None},
    "optimism_bias": {"benefits": 0.2, "costs": 0.1, "source": "Us", "rule": "A rule"},
    "plan": {
        "appraisal": CASE,
        "approved": "2026-03-02",
        "owners": "Head of service",
        "data_sources": {"removals": "Log"},
        "measures": {"removals": "Removals at birth"},
        "baselines": {"removals": (9, 11, 10)},
        "published": {"removals": ("adopted", "2024-25")},
    },
    "poisson_interval": {"count": 5, "level": 0.95},
    "portfolio": {"appraisals": {"Pause": CASE}, "cohorts": ()},
    "price_index": {},
    "rate_ratio_interval": {
        "before": 5,
        "after": 4,
        "exposure": 1.0,
        "level": 0.95,
        "method": "exact",
        "dispersion": 1.0,
    },
    "read_903": {
        "path": "no folder",
        "year": 2025,
        "uasc": True,
        "threshold": 5,
        "stays_by": "placement",
    },
    "replications": {},
    "scenarios": {"appraisal": CASE, "sets": {"as it is": []}},
    "schema": {"name": "Pause"},
    "share_between": {"appraisal": CASE, "councils": {"Hull": 1.0}, "gets": None},
    "unlike": {"options": {"Pause": CASE}},
    "value_of_information": {"appraisal": CASE, "measured": "council cash"},
}
METHODS: dict[str, dict[str, Any]] = {
    "annual": {"payer": None, "cash": None, "kind": None, "prices": "real"},
    "break_even": {"id": FOSTER, "measured": "council cash"},
    "cash_profile": {"prices": "real"},
    "explain": {"line": CASE.lines[0]},
    "financial_case": {"payer": "council"},
    "from_json": {"text": "{}", "most_draws": 10},
    "full_year_effect": {"year": "2026-27"},
    "in_year": {"year": "2026-27"},
    "line": {"id": CASE.lines[0]},
}
OF_A_PORTFOLIO: dict[str, dict[str, Any]] = {
    "by_payer": {"rule": "independent"},
    "by_programme": {"rule": "independent"},
    "cash_profile": {"prices": "real", "rule": "independent"},
    "choose": {
        "budget": {"2026-27": 10**6},
        "by": "council cash",
        "must": ["Pause"],
        "not_both": [("Pause", "Again")],
    },
    "frontier": {"by": "council cash", "must": ["Pause"], "not_both": [("Pause", "Again")]},
    "page": {"choice": None, "frontier": None},
    "to_frame": {"rule": "independent"},
    "to_markdown": {"choice": None, "frontier": None},
}


OF_A_COUNCIL: dict[str, dict[str, Any]] = {
    "figure": {"measure": "looked_after", "year": "2024-25", "as_count": False},
    "figures": {"latest": True},
    "trend": {
        "measure": "looked_after",
        "before": "2018-19",
        "after": "2024-25",
        "against": "England",
        "per_child": False,
        "earlier": 0,
    },
}


def only_ours(function: Callable[..., Any], right: dict[str, Any], told: list[str]) -> None:
    """Each argument replaced by each wrong thing; what falls otherwise is added to `told`."""
    for argument in right:
        for name, wrong in WRONG.items():
            if argument == "progress" and callable(wrong):
                continue
            try:
                function(**{**right, argument: wrong})
            except ca.CostavoidError as error:
                if "pydantic" in str(error):
                    told.append(f"{argument}, {name}: {str(error)[:100]}")
            except Exception as error:
                told.append(f"{argument}, {name}: {error!r}")


def test_every_public_function_is_here() -> None:
    public = {name: getattr(ca, name) for name in ca.__all__}
    functions = {n for n, it in public.items() if callable(it) and not inspect.isclass(it)}
    assert functions == set(RIGHT)


@pytest.mark.parametrize("name", [name for name, right in RIGHT.items() if right])
def test_a_public_function_raises_only_our_errors(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    only_ours(getattr(ca, name), RIGHT[name], told)
    assert told == []


@pytest.mark.parametrize("name", METHODS)
def test_a_method_of_an_appraisal_raises_only_our_errors(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    only_ours(getattr(CASE, name), METHODS[name], told)
    assert told == []


def test_what_is_counted_against_a_plan_raises_only_our_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    made = ca.plan(CASE, baselines={"removals": (9, 11, 10)})
    right = {
        "actuals": {"2026-10": 1},
        "ledger": pd.DataFrame({"period": ["2026-10"], "spent": [1]}),
        "comparisons": {"removals": (10, 11)},
        "today": "2040-01-01",
    }
    assert str(made.against(**right))
    only_ours(made.against, right, told)
    others = {"council": "Hackney", "against": "region"}
    right = {"actuals": right["actuals"], "today": "2040-01-01", **others}
    assert str(made.against(**right))
    only_ours(made.against, right, told)
    of_a_return = ca.YearlyCounts("orders", {2028: 10}, {2028: (8, 12)}, ())
    for name, wrong in WRONG.items():
        for given in ({"removals": wrong}, {"removals": of_a_return, "2026-10": wrong}):
            only_ours(lambda actuals: made.against(actuals), {"actuals": given}, told)
        for stands in (wrong, (wrong, "2024-25"), ("adopted", wrong), ("adopted", "2019", wrong)):
            try:
                ca.plan(CASE, baselines={"removals": (9,)}, published={"removals": stands})
            except ca.CostavoidError:
                continue
            except Exception as error:
                told.append(f"published, {name}: {error!r}")
    cells = {
        name: pd.DataFrame({"period": [cell, "2026-10"], "removals": [cell, 3]}, dtype=object)
        for name, cell in WRONG.items()
        if np.ndim(cell) == 0
    }
    for name, frame in cells.items():
        try:
            made.against(frame, today="2040-01-01")
        except ca.CostavoidError:
            continue
        except Exception as error:
            told.append(f"{name}: {error!r}")
    only_ours(ca.Plan.load, {"path": "no.toml"}, told)
    only_ours(made.save, {"path": "c.toml"}, told)
    only_ours(made.benefit, {"id": "removals"}, told)
    assert told == []


def test_a_count_of_a_return_raises_only_our_errors(tmp_path: Path) -> None:
    told: list[str] = []
    read = ca.read_903(ca.invent_903(tmp_path / "r", starts=20, years=1, seed=1))
    right = {"children_per_application": 1.7}
    only_ours(read.proceedings, {**right, "council": "Hackney"}, told)
    only_ours(read.yearly, {"what": "proceedings", **right}, told)
    placements = {"what": "placements started", "placement": None, "provider": None}
    only_ours(read.yearly, placements, told)
    assert told == []


@pytest.mark.parametrize("name", OF_A_PORTFOLIO)
def test_a_method_of_a_portfolio_raises_only_our_errors(name: str) -> None:
    told: list[str] = []
    only_ours(getattr(BOTH, name), OF_A_PORTFOLIO[name], told)
    budgets = ({wrong: 5} for wrong in WRONG.values() if isinstance(wrong, str | bytes | float))
    for budget in budgets if name == "choose" else ():
        with pytest.raises(ca.InputError):
            BOTH.choose(budget=budget)
    only_ours(lambda found: ca.charts.frontier(found), {"found": BOTH.frontier()}, told)


@pytest.mark.parametrize("name", OF_A_COUNCIL)
def test_a_method_of_a_council_raises_only_our_errors(name: str) -> None:
    told: list[str] = []
    only_ours(getattr(ca.council("Hackney"), name), OF_A_COUNCIL[name], told)
    assert told == []


def test_a_document_raises_only_our_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told: list[str] = []
    only_ours(partial(chosen, document(CASE)), {"parts": ["financial"]}, told)
    brief = partial(CASE.to_word, "a.docx", parts=["commercial"])
    only_ours(brief, {"template": "no.docx"}, told)
    only_ours(partial(OPTIONS.to_word, "o.docx"), {"template": "no.docx"}, told)
    only_ours(partial(BOTH.to_word, "p.docx"), {"template": "no.docx", "choice": None}, told)
    of_options = (OPTIONS.to_word, OPTIONS.to_html, OPTIONS.to_excel)
    for write in (CASE.to_powerpoint, *of_options, BOTH.to_word, BOTH.to_html, BOTH.to_excel):
        only_ours(write, {"path": "b.file"}, told)
    only_ours(PAUSE_CASE.save, {"path": "b.toml"}, told)
    assert told == []


@pytest.mark.parametrize(
    "chart", ["cash_profile", "children", "council_cash", "distribution", "waterfall"]
)
def test_a_chart_of_what_is_no_appraisal(chart: str) -> None:
    for wrong in WRONG.values():
        with pytest.raises(ca.InputError, match="chart: .* given; give an appraisal"):
            getattr(ca.charts, chart)(wrong)


MADE: dict[type, dict[str, Any]] = {
    ca.Pause: {"women": 20, "deadweight": 0.1, "start": "2026-10-01", "delivery_cost": None},
    ca.Source: {"id": "a", "title": "A", "publisher": "B", "year": 2025, "url": ""},
    ca.Placement: {"type": "foster", "weeks": 26, "cost": ca.default(FOSTER)},
    ca.Budget: {"posts": (), "on_costs": 0.3, "activities": (), "premises": None},
    ca.StepStay: {"times": (1, 2), "shares": (0.5, 0.4), "tail": "stays"},
    ca.Options: {"options": {"Pause": CASE}, "preferred": "Pause"},
    ca.Retention: {"shares": (0.9, 0.8)},
    ca.Comparison: {"before": 10, "after": 11},
    ca.Reached: {"programme": "Pause", "outcomes": ("removals",), "children": None},
    ca.Cohort: {
        "name": "Infants",
        "children": ca.local(60, "count", source="Panel"),
        "baseline": ca.local(20, "count per year", source="Panel"),
        "reached": {"Pause": "removals", "Again": ["removals"]},
    },
    ca.Settings: {**YEARS, "first_year": "2025-26", "drawing": None, "adjustments": ()},
    ca.Case: {"intervention": PAUSE, "overrides": (), "draws": 10, "correlations": (), **YEARS},
    ca.Settings: {
        **YEARS,
        "first_year": "2025-26",
        "council": "Hackney",
        "drawing": None,
        "adjustments": (),
    },
    ca.Case: {
        "intervention": PAUSE,
        "overrides": (),
        "draws": 10,
        "correlations": (),
        "council": "Hull",
        **YEARS,
    },
}


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.__name__)
def test_a_class_raises_only_our_errors(kind: type) -> None:
    told: list[str] = []
    only_ours(kind, MADE[kind], told)
    assert told == []


@pytest.mark.parametrize("wrong", [float("nan"), pd.NA, 5, [1], pd.NaT, b"a"], ids=repr)
def test_an_id_of_another_type_is_named(wrong: Any) -> None:
    with pytest.raises(ca.InputError, match=r"^local, id: .* given; write text"):
        ca.local(5, "weeks", id=wrong, source="Ledger")
    with pytest.raises(ca.InputError, match=r"id: .* given; there is no such number"):
        ca.default(wrong)


def test_what_is_plainly_a_number_is_one() -> None:
    for number in (np.int64(5), np.float32(5), Decimal("5"), Fraction(5), np.array(5.0)):
        assert ca.local(number, "weeks", source="Ledger").value == 5
        assert ca.about(number) == "£5"
        assert ca.poisson_interval(number) == ca.poisson_interval(5)
        assert ca.appraise(PAUSE, horizon=number, price_year="2025-26").npv == CASE.npv
        assert ca.rate_ratio_interval(number, 4, exposure=number) == ca.rate_ratio_interval(
            5, 4, exposure=5
        )
    assert ca.optimism_bias(table="local partnerships 2014", grade=np.int64(3))
