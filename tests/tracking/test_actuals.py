"""Counts as people keep them: read for what they plainly are, or refused in a sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.tracking.actuals import read_actuals
from costavoid.tracking.periods import Period, periods
from plan_cases import appraisal, entries, monthly, plan

LATER = "2030-01-01"
PLAN = plan()
TWO = ca.plan(
    appraisal(
        more=(
            entries(
                id="returns",
                label="Returns to care avoided",
                children="others",
                counterfactual=ca.RateAvoided(
                    rate=ca.local(1, "count per year", id="own.returns", source="Panel"),
                    expected=ca.local(6, "count per year", id="own.expected", source="Panel"),
                ),
            ),
        )
    ),
    approved="2026-03-02",
)


def observed(actuals: Any, today: str = LATER) -> int:
    (row,) = PLAN.against(actuals, today=today).to_frame().to_dict("records")
    return int(row["observed"])


def refused(actuals: Any, of: ca.Plan = PLAN, **asked: Any) -> str:
    with pytest.raises(ca.InputError) as error:
        of.against(actuals, **{"today": LATER, **asked})
    return str(error.value)


# What a period may be called


@pytest.mark.parametrize(
    ("written", "first", "months"),
    [
        ("2026-10", (2026, 10), 1),
        ("10/2026", (2026, 10), 1),
        ("Oct 2026", (2026, 10), 1),
        ("Oct-26", (2026, 10), 1),
        ("october 2026", (2026, 10), 1),
        ("2026-27 Q3", (2026, 10), 3),
        ("Q3 2026/27", (2026, 10), 3),
        ("Quarter 4, 2026-27", (2027, 1), 3),
        ("2026-27", (2026, 4), 12),
        ("FY 2011-12", (2011, 4), 12),
    ],
)
def test_a_period_as_people_write_it(written: str, first: tuple[int, int], months: int) -> None:
    assert periods([written], ["row 2"]) == [Period(dt.date(*first, 1), months)]


@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.sampled_from([1, 3, 12]))
def test_a_period_is_read_as_it_is_written(day: dt.date, months: int) -> None:
    begins = {1: day.month, 3: (day.month - 1) // 3 * 3 + 1, 12: 4}[months]
    period = Period(dt.date(day.year, begins, 1), months)
    written = str(period)
    follows = int(written[5:7]) == (int(written[:4]) + 1) % 100 if months == 1 else False
    if not follows and not (months == 12 and int(written[5:]) <= 12):
        assert periods([written], [""]) == [period]


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (["01/04/2026", "01/05/2026"], ["2026-04", "2026-05"]),  # in Britain, not January
        (["30/04/2026", "31/05/2026"], ["2026-04", "2026-05"]),
        (["01/04/2026", "01/07/2026"], ["2026-27 Q1", "2026-27 Q2"]),
        (["30/06/2026", "30/09/2026"], ["2026-27 Q1", "2026-27 Q2"]),
        ([pd.Timestamp("2026-04-01"), pd.Timestamp("2026-05-01")], ["2026-04", "2026-05"]),
    ],
)
def test_days_are_of_months_or_of_quarters_as_they_follow(
    days: list[Any], names: list[str]
) -> None:
    assert [str(period) for period in periods(days, ["a", "b"])] == names


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["04/30/2026", "05/31/2026"], "'04/30/2026' given; write a month like 2026-10"),
        (["13/04/2026", "13/05/2026"], "2026-04-13 given, read with its day first"),
        (["01/04/2026"], "which may be a month or a quarter"),
        (["01/05/2026", "01/08/2026"], "a quarter from May 2026 given"),
        (["01/04/2026", "31/05/2026"], "first days and last days"),
        (["01/04/2026", "01/06/2026"], "days 2 months apart"),
        (["2026 Q4"], "may be a calendar quarter or a financial one"),
        (["2011-12"], "may be a month or a financial year"),
        (["2026-28 Q1"], "second year must follow the first"),
        (["week 3"], "'week 3' given; write a month"),
        ([3], "3 given; write a month"),
    ],
)
def test_a_period_that_may_be_two_things_is_refused(days: list[Any], said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        periods(days, ["row 2", "row 3"][: len(days)])


# Where they come from


def test_months_quarters_and_years_are_one_sum() -> None:
    assert observed(monthly([2] * 12)) == 24
    assert observed({"2026-27 Q1": 5, "2026-27 Q2": 6, "2026-27 Q3": 5, "2026-27 Q4": 8}) == 24
    assert observed({"2026-27": 24}) == 24
    assert observed({"2026-27 Q2": 6, "2026-06": 2, "2026-05": 1, "2026-04": 2}) == 11  # any order


def test_a_frame_a_series_and_their_indexes() -> None:
    frame = pd.DataFrame(
        {"month": ["2026-04", "2026-05"], "entries": [3.0, 4.0], "note": ["", "x"]}
    )
    assert observed(frame) == 7
    assert observed(frame.set_index("month")[["entries"]]) == 7
    assert observed(frame.rename(columns={"entries": "Entries to care"})) == 7
    assert observed(pd.Series([3, 4], index=pd.period_range("2026-04", periods=2, freq="M"))) == 7
    long = pd.DataFrame(
        {"period": ["2026-04"] * 2, "measure": ["entries", "returns"], "count": [3, 1]}
    )
    told = TWO.against(long, today=LATER).to_frame().set_index("benefit")["observed"]
    assert told.to_dict() == {"entries": 3, "returns": 1}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("period,entries\n2026-04,3\n2026-05,4\n", "utf-8"),
        ("period;entries\r\n2026-04;3\r\n2026-05;4\r\n", "utf-8-sig"),
        ("Month\tEntries to care\n2026-04\t3\n2026-05\t4\n\n", "utf-16"),
        ("period,entries,notes\n2026-04,3,caf\u00e9\n2026-05,4,\n", "cp1252"),
        ('month,entries\n01/04/2026,3\n01/05/2026,"4"\n,,\n', "utf-8"),
    ],
)
def test_a_csv_file_as_a_council_saves_it(text: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_bytes(text.encode(encoding))
    assert observed(file) == 7


def test_an_excel_file_and_its_days(tmp_path: Path) -> None:
    file = tmp_path / "counts.xlsx"
    days = [dt.datetime(2026, 4, 1), dt.datetime(2026, 5, 1), None]
    pd.DataFrame({"Month": days, "entries": [3, 4, None]}).to_excel(file, index=False)
    assert observed(file) == 7


def test_an_excel_file_with_a_title_is_told_what_to_delete(tmp_path: Path) -> None:
    file = tmp_path / "counts.xlsx"
    table = pd.DataFrame({"Month": ["2026-04"], "entries": [3]})
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        table.to_excel(writer, index=False, startrow=2)
        writer.sheets["Sheet1"].cell(1, 1, "Entries to care, monthly return")
    assert "the headings stand in row 3; delete the 2 rows above them" in refused(file)
    (tmp_path / "counts.csv").write_text("Entries to care\nmonth,entries\n2026-04,3\n")
    assert "stand in row 2; delete the row above them" in refused(tmp_path / "counts.csv")


def test_openpyxl_is_named_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "counts.xlsx"
    pd.DataFrame({"month": ["2026-04"], "entries": [3]}).to_excel(file, index=False)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(ca.CostavoidError, match=r'pip install "costavoid\[excel\]"'):
        PLAN.against(file, today=LATER)


def test_what_is_no_workbook_inside(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 but no more")
    assert "this workbook cannot be read" in refused(tmp_path / "a.xlsx")
    (tmp_path / "b.csv").write_bytes(b"PK\x03\x04 renamed")
    assert "which is a workbook; save it as .xlsx, or as CSV" in refused(tmp_path / "b.csv")


def test_a_form_that_is_filled_in_part(tmp_path: Path) -> None:
    """The periods to come stand in the form, blank; one blank between two counts is a gap."""
    frame = pd.DataFrame({"period": list(monthly([0] * 36)), "entries": [3, 4, 0] + [None] * 33})
    assert observed(frame) == 7
    frame.loc[1, "entries"] = None
    assert "row 3: no count given for 2026-05; write a whole count, 0 if" in refused(frame)


# What is refused


@pytest.mark.parametrize(
    ("actuals", "said"),
    [
        ({"2026-04": 3, "2026-06": 4}, "row 3: 2026-04 is followed by 2026-06; give what is betw"),
        ({"2026-04": 3, "Apr 2026": 4}, "2026-04 given, and row 2 has it already"),
        ({"2026-27 Q1": 9, "2026-05": 4}, "2026-27 Q1 and 2026-05 given, and row 2 has it already"),
        ({"2026-04": 3.5}, "3.5 given for 2026-04; write a whole count"),
        ({"2026-04": "3.5"}, "'3.5' given for 2026-04; write a whole count"),
        ({"2026-04": -1}, "-1 given for 2026-04; write a whole count"),
        ({"2026-04": "<5"}, "as published counts are where they are small"),
        ({"2026-04": "c"}, "as published counts are where they are small"),
        ({"2026-04": True}, "True given for 2026-04"),
        ({"2026-04": "three"}, "'three' given for 2026-04"),
        ({"2026-05": 3}, "begin with 2026-05, but the plan counts from 2026-04"),
        ({"2026-03": 3}, "2026-03 given, but the plan counts from 2026-04; leave out what was"),
        ({"2025-26": 20, "2026-27": 18}, "2025-26 given, but the plan counts from 2026-04"),
        ({"2026-27": 1, "2027-28": 2, "2028-29": 3, "2029-04": 1}, "the plan ends with 2029-03"),
        ({None: 3}, "a row without its period given"),
        ({}, "no counts given; fill in at least one period"),
        ({"2026-04": None}, "no counts given"),
        (pd.DataFrame({"month": ["2026-04"], "births": [3]}), "'births' given, which this plan"),
        (pd.DataFrame({"month": ["2026-04"]}), "no column of counts given; head one 'entries'"),
        (pd.DataFrame({"a": ["2026-04"], "entries": [3]}), "no column of periods found"),
        (pd.DataFrame({"month": ["2026-04"], "entries": [3], "count": [3]}), "two columns of one"),
        (pd.DataFrame({"month": ["2026-04"], "measure": ["x"]}), 'give one headed "count"'),
        (5, "5 given; give the path of a CSV or Excel file"),
        ("none.csv", "where there is no file"),
    ],
)
def test_counts_that_cannot_be_compared(actuals: Any, said: str) -> None:
    assert said in refused(actuals)


def test_a_period_that_is_not_over() -> None:
    assert "2026-27 Q2 given, which has not ended on 2026-09-30" in refused(
        {"2026-27 Q1": 5, "2026-27 Q2": 5}, today="2026-09-30"
    )
    assert observed({"2026-27 Q1": 5, "2026-27 Q2": 5}, today="2026-10-01") == 10


def test_one_heading_for_two_measures() -> None:
    said = refused({"2026-04": 3}, TWO)
    assert "the plan counts several things; head it 'entries' or 'returns'" in said


def test_a_measure_that_no_count_shows() -> None:
    pause = ca.plan(ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26"))
    assert "no benefit of this plan can be counted: removals, nothing says" in refused(
        {"2025-26": 3}, pause
    )


def test_what_is_not_known_is_said_and_left_out() -> None:
    found = PLAN.against({"2026-27": "unknown", "2027-28 Q1": 4}, today=LATER)
    (row,) = found.to_frame().to_dict("records")
    assert (row["observed"], round(row["without"], 3)) == (4, 5)
    assert "Not known, and left out of all of these: 2026-27." in str(found)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=36))
def test_months_and_their_sum_are_the_same_counts(counts: list[int]) -> None:
    (one,) = read_actuals(monthly(counts), PLAN, dt.date(2030, 1, 1))
    assert [count for _, count in one.counts] == counts
    assert [str(period) for period, _ in one.counts] == list(monthly(counts))
