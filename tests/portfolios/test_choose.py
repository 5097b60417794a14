"""Which set to fund: against every set tried by itself, within the years' budgets, and in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

import costavoid as ca
from costavoid.portfolios.choice.best import best
from costavoid.portfolios.choice.problem import Problem
from costavoid.portfolios.worth import Shared, Worth
from portfolio_cases import appraised, cohort

YEARS = tuple(f"{year}-{year % 100 + 1}" for year in range(2026, 2031))


def random_problem(random: np.random.Generator, size: int, cohorts: int, times: int = 3) -> Problem:
    """Gains of all sizes, losses among them, budgets over five years, must-haves, exclusions."""
    shared = []
    for _ in range(cohorts):
        members = random.permutation(size)[: random.integers(2, size + 1)]
        shape = (len(members), times, 1)
        shares = random.uniform(0, 1, shape) * (random.uniform(size=shape) < 0.7)
        shared.append(Shared(tuple(map(int, members)), shares, random.uniform(0, 90, shape)))
    gains = random.uniform(-60, 240, (size, 1)).round(random.integers(0, 3))
    costs = random.uniform(0, 100, (size, 5)) * (random.uniform(size=(size, 5)) < 0.8)
    budget = costs.sum(axis=0) * random.uniform(0.2, 0.9, 5)
    budget[random.uniform(size=5) < 0.2] = np.inf
    pairs = tuple(
        frozenset(map(int, random.permutation(size)[:2])) for _ in range(random.integers(0, 3))
    )
    must = frozenset(map(int, random.permutation(size)[: random.integers(0, 2)]))
    names = tuple(f"P{at}" for at in range(size))
    return Problem(
        names, YEARS, Worth("council cash", gains, tuple(shared)), costs, budget, must, pairs
    )


def subsets(size: int) -> Iterator[tuple[int, ...]]:
    for many in range(size + 1):
        yield from combinations(range(size), many)


def worth_by_hand(problem: Problem, chosen: tuple[int, ...]) -> float:
    """What a set comes to, by the rule as it is written: 1 less the product of what each leaves."""
    total = sum(float(problem.worth.base[at, 0]) for at in chosen)
    for shared in problem.worth.shared:
        inside = [row for row, at in enumerate(shared.places) if at in chosen]
        for when in range(shared.shares.shape[1]):
            each = [float(shared.shares[row, when, 0]) for row in inside]
            if not sum(each):
                continue
            left = 1.0
            for share in each:
                left *= 1 - share
            kept = (1 - left) / sum(each)
            total -= (1 - kept) * sum(float(shared.stake[row, when, 0]) for row in inside)
    return total


def allowed_by_hand(problem: Problem, chosen: tuple[int, ...]) -> bool:
    if not problem.must <= set(chosen):
        return False
    if any(len(group & set(chosen)) > 1 for group in problem.not_both):
        return False
    spent = [sum(problem.costs[at, year] for at in chosen) for year in range(5)]
    return all(s <= b + 0.005 for s, b in zip(spent, problem.budget, strict=True))


def test_it_is_the_best_of_every_set_in_500_random_cases() -> None:
    random = np.random.default_rng(16)
    tried = 0
    while tried < 500:
        size = int(
            random.choice([2, 3, 4, 5, 6, 7, 8, 10], p=[0.1, 0.15, 0.2, 0.2, 0.15, 0.1, 0.07, 0.03])
        )
        problem = random_problem(random, size, int(random.integers(0, 3)))
        sets = [s for s in subsets(size) if allowed_by_hand(problem, s)]
        if not sets:
            continue
        tried += 1
        worths = sorted((worth_by_hand(problem, s) for s in sets), reverse=True)
        found = best(problem)
        chosen = tuple(int(at) for at in np.flatnonzero(found.sets[0]))
        assert chosen in sets
        assert found.exact
        assert worth_by_hand(problem, chosen) == pytest.approx(worths[0], abs=1e-3)
        assert found.worth[:5].tolist() == pytest.approx(worths[:5], abs=1e-3)


def test_twenty_programmes_with_overlap_are_tried_in_under_five_seconds() -> None:
    random = np.random.default_rng(20)
    problem = random_problem(random, 20, 2, times=12)
    began = time.perf_counter()
    found = best(problem)
    assert time.perf_counter() - began < 5
    assert found.exact
    sample = [s for s in subsets(20) if len(s) < 4 and allowed_by_hand(problem, s)]
    assert max(worth_by_hand(problem, s) for s in sample) <= found.worth[0] + 1e-6


def test_two_hundred_without_overlap_take_under_ten_seconds() -> None:
    random = np.random.default_rng(200)
    gains, costs = random.uniform(1, 900, (200, 1)), random.uniform(20, 400, (200, 1))
    by_year = costs * random.uniform(0.8, 1.2, (200, 5))
    names = tuple(f"P{at}" for at in range(200))
    problem = Problem(names, YEARS, Worth("council cash", gains, ()), by_year, by_year.sum(0) * 0.3)
    began = time.perf_counter()
    found = best(problem)
    assert time.perf_counter() - began < 10
    assert problem.affordable(found.sets).all()
    # no set is worth more than the parts of programmes that fill the tightest year to the pound
    for year in range(5):
        each = np.argsort(-gains[:, 0] / by_year[:, year])
        room, most = float(problem.budget[year]), 0.0
        for at in each:
            share = min(1.0, room / by_year[at, year])
            room, most = room - share * by_year[at, year], most + share * gains[at, 0]
        assert found.worth[0] <= most + 1e-6
    assert found.bound - found.worth[0] < 0.002 * found.worth[0]
    assert found.worth[0] >= found.worth[1]


def test_more_than_twenty_with_overlap_says_how_far_off_it_may_be() -> None:
    random = np.random.default_rng(24)
    problem = random_problem(random, 24, 1)
    found = best(problem)
    assert not found.exact
    assert found.bound >= found.worth[0]
    assert problem.allowed(found.sets).all()
    chosen = tuple(int(at) for at in np.flatnonzero(found.sets[0]))
    assert worth_by_hand(problem, chosen) == pytest.approx(found.worth[0])
    # no better by one programme more, fewer, or exchanged
    for other in subsets(24):
        if len(other) > 1:
            break
        near = tuple(sorted(set(chosen) ^ set(other)))
        if allowed_by_hand(problem, near):
            assert worth_by_hand(problem, near) <= found.worth[0] + 1e-3


def test_no_set_passes_the_bound_with_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(61)
    near = []
    for _ in range(60):
        size = int(random.integers(3, 9))
        problem = random_problem(random, size, int(random.integers(1, 4)))
        sets = [s for s in subsets(size) if allowed_by_hand(problem, s)]
        if not sets:
            continue
        most = max(worth_by_hand(problem, s) for s in sets)
        with monkeypatch.context() as patched:
            patched.setattr("costavoid.portfolios.choice.every_set.MOST", 1)
            found = best(problem)
        assert found.bound >= most - 1e-3
        assert found.worth[0] <= most + 1e-3
        assert not found.exact or found.worth[0] == pytest.approx(most, abs=1e-2)
        near.append(found.worth[0] >= most - 1e-3)
    assert np.mean(near) > 0.9  # the best set itself is seldom missed


def test_with_and_without_every_set_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve programmes without overlap: all 4,096 sets, and the integer programme."""
    random = np.random.default_rng(12)
    for _ in range(5):
        problem = random_problem(random, 12, 0)
        if not problem.allowed(np.eye(12)[:0].sum(axis=0)[None, :]).any() and problem.must:
            problem = Problem(
                problem.names, YEARS, problem.worth, problem.costs, problem.budget, frozenset(), ()
            )
        tried = best(problem)
        with monkeypatch.context() as patched:
            patched.setattr("costavoid.portfolios.choice.every_set.MOST", 1)
            solved = best(problem)
        assert solved.exact
        assert solved.worth[:2].tolist() == pytest.approx(tried.worth[:2].tolist(), abs=1e-3)


# A real portfolio, each set joined by itself


def four() -> ca.Portfolio:
    parts = {
        "Big": appraised("Big", 40, cost=12_000, yearly=150_000),
        "Small": appraised("Small", 15, cost=12_000, yearly=40_000),
        "Late": appraised("Late", 30, cost=12_000, yearly=90_000, start="2027-04-01"),
        "Costly": appraised("Costly", 5, cost=12_000, yearly=400_000),
    }
    return ca.portfolio(parts, cohorts=cohort("Big", "Small", "Late", baseline=60))


BUDGET = {"2026-27": 200_000, "2027-28": 260_000}


def test_the_best_set_of_a_portfolio_is_the_best_of_each_set_joined_by_itself() -> None:
    whole = four()
    choice = whole.choose(budget=BUDGET)
    found = {}
    for places in subsets(4):
        names = [whole.names[at] for at in places]
        spent = [
            sum(
                -float(
                    whole.appraisals[n].annual(payer="council", kind="delivery", prices="nominal")[
                        y
                    ]
                )
                for n in names
            )
            for y in range(2)
        ]
        if any(s > b for s, b in zip(spent, BUDGET.values(), strict=True)):
            continue
        shared = [n for n in names if n != "Costly"]
        cohorts = [cohort(*shared, baseline=60)] if len(shared) > 1 else []
        parts = {n: whole.appraisals[n] for n in names}
        found[tuple(names)] = (
            ca.portfolio(parts, cohorts=cohorts).council_net_cash if names else 0.0
        )
    ranked = sorted(found.items(), key=lambda each: -each[1])
    assert set(choice.funded) == set(ranked[0][0])
    assert choice.worth == pytest.approx(ranked[0][1])
    assert choice.next_best is not None
    assert choice.next_best[1] == pytest.approx(ranked[0][1] - ranked[1][1])
    assert choice.chosen is not None
    assert choice.exact and choice.bound == choice.worth
    years = choice.by_year()
    assert years["left"].dropna().index.tolist() == ["2026-27", "2027-28"]
    assert choice.funding().sum(axis=1).tolist() == pytest.approx(years["used"].tolist())
    assert choice.removed == pytest.approx(
        float(
            sum(
                whole.appraisals[n].annual(payer="council", cash="cash", prices="nominal").sum()
                for n in choice.funded
            )
        )
        - choice.worth
    )


def test_by_what_is_asked() -> None:
    whole = four()
    for by, name in (("net present value", "npv"), ("council cash", "council_net_cash")):
        every = whole.choose(budget={"2026-27": 10**9}, by=by, must=whole.names)
        assert every.worth == pytest.approx(getattr(whole, name))
    placements = whole.choose(budget={"2026-27": 10**9}, by="placements avoided")
    assert placements.worth == 0  # none is a placement that ends, so nothing is funded
    assert placements.funded == ()


def test_must_and_not_both() -> None:
    whole = four()
    assert "Costly" not in whole.choose(budget=BUDGET).funded
    big = {"2026-27": 10**9}
    assert "Costly" in whole.choose(budget=big, must=["Costly"]).funded
    one = whole.choose(budget=big, not_both=[("Big", "Late")]).funded
    assert not {"Big", "Late"} <= set(one)
    assert whole.choose(budget=big, not_both=("Big", "Late")).funded == one


def test_nothing_is_funded_where_every_set_loses() -> None:
    whole = ca.portfolio(
        {"One": appraised("One", 1, yearly=9_000), "Two": appraised("Two", 2, yearly=9_000)}
    )
    choice = whole.choose(budget={"2026-27": 50_000})
    assert (choice.funded, choice.worth, choice.chosen) == ((), 0.0, None)
    assert str(choice).startswith("Fund nothing: every set that may be funded loses.")


def test_what_more_money_would_buy() -> None:
    """Small alone fits; £100,000 more in both years buys Big in its place or beside it."""
    whole = four()
    choice = whole.choose(budget={"2026-27": 60_000, "2027-28": 60_000})
    assert choice.funded == ("Small",)
    now = choice.worth
    for more in choice.with_more:
        budget = {
            year: 60_000 + 100_000 * (more.year in ("", year)) for year in ("2026-27", "2027-28")
        }
        then = whole.choose(budget=budget)
        assert more.gain == pytest.approx(max(0.0, then.worth - now))
        if more.gain:
            assert set(more.added) == set(then.funded) - {"Small"}
            assert set(more.dropped) == {"Small"} - set(then.funded)
    assert [more.year for more in choice.with_more] == ["2026-27", "2027-28", ""]


def test_how_often_the_same_set_wins() -> None:
    """One wins over the other in the draws in which it gains more, counted from their own draws."""
    from test_portfolio_laws import drawn

    parts = {"One": drawn("One", 30, yearly=10_000), "Two": drawn("Two", 31, yearly=10_000)}
    whole = ca.portfolio(parts)
    choice = whole.choose(budget={"2026-27": 12_000})
    one, two = (p.uncertainty.headlines["council net cash, nominal"] for p in parts.values())
    assert choice.funded == ("Two",)
    assert choice.wins is not None
    share, draws, sets = choice.wins
    assert (draws, sets) == (400, 3)
    assert share == pytest.approx(float(((two >= one) & (two >= 0)).mean()))
    assert 0.3 < share < 0.7
    assert four().choose(budget=BUDGET).wins is None


def test_the_frontier_is_the_best_at_every_budget() -> None:
    whole = four()
    frontier = whole.frontier()
    frame = frontier.to_frame()
    assert frame["budget"].is_monotonic_increasing and frame["worth"].is_monotonic_increasing
    costs = {
        n: -float(p.annual(payer="council", kind="delivery", prices="nominal").sum())
        for n, p in whole.appraisals.items()
    }
    for budget, worth, names in zip(frontier.budget, frontier.worth, frontier.sets, strict=True):
        assert sum(costs[n] for n in names) == pytest.approx(budget)
        shared = [n for n in names if n != "Costly"]
        cohorts = [cohort(*shared, baseline=60)] if len(shared) > 1 else []
        parts = {n: whole.appraisals[n] for n in names}
        alone = ca.portfolio(parts, cohorts=cohorts).council_net_cash if names else 0.0
        assert worth == pytest.approx(alone)
    for places in subsets(4):  # no set is above it
        names = tuple(whole.names[at] for at in places)
        cost = sum(costs[n] for n in names)
        shared = [n for n in names if n != "Costly"]
        cohorts = [cohort(*shared, baseline=60)] if len(shared) > 1 else []
        parts = {n: whole.appraisals[n] for n in names}
        own = ca.portfolio(parts, cohorts=cohorts).council_net_cash if names else 0.0
        at_most = max(
            w for b, w in zip(frontier.budget, frontier.worth, strict=True) if b <= cost + 0.01
        )
        assert own <= at_most + 1e-3
    assert set(frontier.never) == {"Costly"}
    assert "even alone it loses" in frontier.never["Costly"]


def test_a_programme_that_overlap_keeps_out_is_named_with_what_it_overlaps() -> None:
    parts = {
        "First": appraised("First", 50, cost=12_000, yearly=100_000),
        "Beside": appraised("Beside", 20, cost=12_000, yearly=120_000),
    }
    whole = ca.portfolio(parts, cohorts=cohort("First", "Beside", baseline=52))
    assert parts["Beside"].annual(payer="council", cash="cash").sum() > 0
    why = whole.frontier().never["Beside"]
    assert why.startswith("alone it comes to") and "beside First" in why
    barred = ca.portfolio(parts).frontier(not_both=[("First", "Beside")])
    assert barred.never == {"Beside": "it may not be funded with First"}
