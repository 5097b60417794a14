"""Nothing small comes out of what a return shows: by hand, by an attacker, and by hypothesis."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from attacker import attack_flows, attack_placements
from hypothesis import given
from hypothesis import strategies as st
from random_returns import random_return
from scipy.optimize import linprog

from costavoid.localdata.returns import disclosure
from costavoid.localdata.returns.checks import banded
from costavoid.localdata.returns.disclosure import Published, could_be, protect, rounded
from costavoid.localdata.returns.flows import yearly
from costavoid.localdata.returns.merging import folded, merged
from costavoid.localdata.returns.placement_counts import with_sums

SEEDS = range(24)


def shown_table(counts: np.ndarray, threshold: int = 5) -> np.ndarray:
    """A table with its sums as it is shown; -1 where it is hidden."""
    published = Published()
    _, items = published.add_table(counts)
    return protect(published, threshold).values[items]


def test_rounding_by_hand() -> None:
    given_ = [0, 6, 7, 8, 12, 13, 100, 102, 103]
    assert rounded(given_, 5).tolist() == [0, 10, 10, 10, 10, 15, 100, 100, 105]
    assert rounded([8, 9, 12, 13], 7).tolist() == [10, 10, 10, 15]
    assert rounded([11, 13, 18], 10).tolist() == [15, 15, 20]


@given(st.integers(0, 500), st.integers(5, 30))
def test_what_is_shown_may_have_been_what_it_was(count: int, threshold: int) -> None:
    if 1 <= count <= threshold:
        return
    shown = int(rounded(count, threshold))
    low, high = could_be(shown, threshold)
    assert low <= count <= high
    assert shown == 0 or shown > threshold


def test_a_small_count_is_hidden_with_another_in_its_row_and_column() -> None:
    shown = shown_table(np.array([[50, 3, 40], [60, 70, 80], [30, 20, 10]]))
    assert shown[0, 1] == -1
    assert (shown[0, :] == -1).sum() >= 2 and (shown[:, 1] == -1).sum() >= 2
    assert shown[-1, -1] == 365  # 363


def test_a_pair_whose_sum_is_small_is_not_left_alone_either() -> None:
    """2 and 1 beside 100: the sum of the row, shown as 105 (103), would leave them 0 to 7 (5 for
    each with the other at 1 or more at most): more must be hidden, or the sum."""
    shown = shown_table(np.array([[100, 2, 1], [90, 80, 70]]))
    assert shown[0, 1] == shown[0, 2] == -1
    for row in range(2):
        hidden = int((shown[row, :3] == -1).sum())
        assert hidden != 1


@given(st.data())
def test_no_hidden_number_of_any_table_is_solved_for(data: st.DataObject) -> None:
    """As an attacker solves a table by itself, by linear programming over cells with all sums."""
    rows = data.draw(st.integers(1, 5))
    columns = data.draw(st.integers(1, 6))
    small = st.one_of(st.integers(0, 6), st.integers(0, 40))
    cells = data.draw(st.lists(small, min_size=rows * columns, max_size=rows * columns))
    counts = np.array(cells).reshape(rows, columns)
    shown = shown_table(counts)
    true = with_sums(counts[None])[0]
    assert not ((shown > 0) & (true <= 5)).any()
    ub, limits = [], []
    for (i, j), value in np.ndenumerate(shown):
        form = np.zeros((rows, columns))
        form[slice(i, i + 1) if i < rows else slice(None), j if j < columns else slice(None)] = 1
        low, high = (0, 0) if value == 0 else (max(value - 2, 6), value + 2)
        if value == 10:
            low = 6
        if value < 0:
            low, high = 1, 10_000
        ub += [form.ravel(), -form.ravel()]
        limits += [high, -low]
    for (i, j), value in np.ndenumerate(shown):
        if value >= 0 or not 1 <= true[i, j] <= 5:
            continue
        aim = np.zeros((rows, columns))
        aim[slice(i, i + 1) if i < rows else slice(None), j if j < columns else slice(None)] = -1
        done = linprog(aim.ravel(), A_ub=np.array(ub), b_ub=limits, bounds=(0, None))
        assert done.status == 3 or -done.fun >= 6 - 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_an_attacker_with_every_table_of_one_reading_finds_nothing(seed: int) -> None:
    read = random_return(seed)
    if read is None:
        return
    assert attack_placements(read)[0] == []
    assert attack_flows(read)[0] == []


def test_the_attacker_finds_what_is_hidden_without_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "_pinned", lambda *a: [])
    found = []
    for seed in range(5):
        read = random_return(seed)
        if read is not None:
            found += attack_placements(read)[0] + attack_flows(read)[0]
    assert len(found) > 3


@pytest.mark.parametrize("seed", range(8))
def test_no_table_shows_a_small_count_and_hidden_nights_are_of_few_children(seed: int) -> None:
    read = random_return(seed)
    if read is None:
        return
    tables = [read.placements(), read.entries(), read.proceedings()]
    if len(read.years) > 1:
        tables.append(read.exits())
    for table in tables:
        for name in ("children", "children at 31 March", "placements started", "nights"):
            if name in table.frame:
                values = table.frame[name].dropna()
                assert not ((values > 0) & (values <= read.threshold)).any()
        assert any("hidden" in sentence for sentence in table.said)
    there = with_sums(folded(read._counts.there, *read._groups))
    nights = read.placements().frame["nights"].to_numpy(dtype=float, na_value=np.nan)
    few = (there >= 1) & (there <= read.threshold)
    assert np.isnan(nights[few.ravel()]).all()
    assert (nights[~np.isnan(nights)] % 100 == 0).all()


def test_one_year_alone_is_never_the_only_one_hidden() -> None:
    shown = yearly(np.array([40, 3, 30, 50]), 5)
    assert shown.tolist() == [40, -1, -1, 50]
    assert yearly(np.array([0, 20, 40]), 5).tolist() == [0, 20, 40]


def test_the_smallest_groups_are_merged_first() -> None:
    counts = np.array([[[50, 40], [3, 1], [2, 0], [30, 30]]])
    rows, columns = merged(counts, ("a", "b", "c", "d"), ("x", "y"), 5)
    assert rows.labels == ("a", "b or c", "d") or "b or c" in " ".join(rows.labels)
    assert folded(counts, rows, columns).sum() == counts.sum()


def test_ages_merge_only_with_those_beside_them() -> None:
    random = np.random.default_rng(0)
    for _ in range(30):
        counts = random.integers(0, 9, size=(1, 5, 4))
        rows, _ = merged(counts, tuple("abcde"), tuple("wxyz"), 5, in_order=True)
        for group in rows.members:
            there = [i for i in range(group[0], group[-1] + 1) if counts[0, i].sum() > 0]
            assert set(there) <= set(group)


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "1 to 5"), (5, "1 to 5"), (910, "910")])
def test_counts_of_rows_are_bands_where_they_are_small(count: int, said: str) -> None:
    assert banded(count, 5) == said


def test_a_hidden_number_is_missing_and_prints_as_hidden() -> None:
    for seed in SEEDS:
        read = random_return(seed)
        table = None if read is None else read.placements()
        if table is not None and table.frame["nights"].isna().any():
            printed = str(table).split("\n")[: len(table.frame) + 3]
            missing = int(table.frame.isna().sum().sum())
            assert " ".join(printed).split().count("hidden") == missing
            assert "<NA>" not in str(table)
            assert isinstance(table.frame["nights"].dtype, pd.Int64Dtype)
            return
    raise AssertionError("no random return hides anything")
