"""The first page: short, alike in every format, its numbers the frames own and adding up."""

from __future__ import annotations

import html
import re
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

import costavoid as ca
from costavoid.appraisal.budget import budget
from costavoid.evidence.estimate import Estimate
from costavoid.output.words import cover as first
from costavoid.output.words.evidence_said import RATINGS, rating
from costavoid.output.words.short_risks import SHORT
from costavoid.output.words.verdict import TITLES, WORDS, Facts, money_said, situation
from example_cases import CASES, again

WORD = re.compile(r"\S*[A-Za-z]\S*")
YEAR = re.compile(r"\b20\d\d-\d\d\b")
ROWS = ["delivery", "released", "net", "cumulative", "avoided", "others", "present_value"]


def said(case: ca.Appraisal) -> list[str]:
    """Every sentence of the page, in order."""
    page = first.cover(case)
    return [*page.verdict, page.caption, page.finding, page.break_even, *page.risks]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> ca.Appraisal:
    return CASES[request.param]


def test_it_has_at_most_two_hundred_words(case: ca.Appraisal) -> None:
    printed = str(case).rpartition("\n\n")[0]  # but for the lines on where the rest is
    assert len(WORD.findall(printed)) <= first.MOST_WORDS


def test_the_table_adds_up_and_is_the_frames(case: ca.Appraisal) -> None:
    table = budget(case)
    assert [row.id for row in table.rows] == ROWS
    nominal = case.cash_profile(prices="nominal")
    own = nominal.xs("council", level="payer")
    others = nominal.drop("council", level="payer")["net"].groupby("financial_year").sum()
    exact = {
        "delivery": own["delivery"],
        "released": own["cash"],
        "avoided": own["avoided"],
        "others": others.reindex(own.index, fill_value=0.0),
        "present_value": case.economic_case()["present_value"],
    }
    for id, frame in exact.items():
        row, years = table.row(id), frame.tolist()
        shown = years if len(years) <= 6 else [*years[:5], sum(years[5:])]
        assert row.total == sum(row.amounts)
        assert abs(row.total * table.unit - sum(years)) <= 0.5 * table.unit + 1e-6
        for printed, year in zip(row.amounts, shown, strict=True):
            assert abs(printed * table.unit - year) <= table.unit + 1e-6
    net = [a + b for a, b in zip(table.rows[0].amounts, table.rows[1].amounts, strict=True)]
    assert list(table.row("net").amounts) == net
    assert list(table.row("cumulative").amounts) == list(accumulate(net))


def test_every_pound_of_the_verdict_is_a_total_of_the_table(case: ca.Appraisal) -> None:
    page = first.cover(case)
    totals = {abs(row.whole) * page.table.unit for row in page.table.rows}
    for sentence in (*page.verdict, page.finding):
        for amount, word in re.findall(r"£([\d,.]+\d)( million)?", sentence):
            pounds = float(amount.replace(",", "")) * (1_000_000 if word else 1)
            assert any(abs(pounds - total) < 0.5 for total in totals), sentence


def test_the_same_sentences_stand_in_every_format(case: ca.Appraisal) -> None:
    plain = {
        "terminal": str(case),
        "notebook": html.unescape(re.sub("<[^>]+>", " ", case._repr_html_())),
        "markdown": re.sub(r"\\(.)", r"\1", case.to_markdown(parts=["summary"])),
    }
    for name, text in plain.items():
        joined = re.sub(r"[\s*>\u2060]+", " ", text.replace("\N{MINUS SIGN}", "-"))
        for sentence in said(case):
            if name != "markdown" or sentence != first.cover(case).finding:  # the picture's title
                assert " ".join(sentence.split()) in joined, (name, sentence)


def test_word_holds_them_too(tmp_path: Path) -> None:
    docx: Any = pytest.importorskip("docx")
    for name in ("social_workers_in_schools", "systemic_practice"):
        path = CASES[name].to_word(tmp_path / f"{name}.docx", parts=["summary"])
        text = " ".join(p.text for p in docx.Document(str(path)).paragraphs)
        page = first.cover(CASES[name])
        for sentence in (*page.verdict, page.caption, page.break_even, *page.risks):
            assert sentence in text


def test_no_id_and_no_code_is_on_it(case: ca.Appraisal) -> None:
    page = " ".join(said(case))
    assert not [id for id in case.inputs.in_use if id in page]
    assert not re.search(r"\w+\(|\w=|\w_\w", page)


def test_a_null_trial_is_told_before_its_pounds() -> None:
    """The trial of 268 schools: 5.5% more enquiries (-4.5% to 16.6%)."""
    page = first.cover(CASES["social_workers_in_schools"])
    assert page.verdict[0] == ("A trial of 268 schools found no reduction in section 47 enquiries.")
    assert page.verdict[1].startswith("It costs the council £515,000 by 2031-32 and releases none")
    assert page.rating.word == "No effect shown"
    assert page.break_even == (
        "For all payers together, no effect would do: at 0, the best of all, it still costs "
        "£240,000."
    )
    assert page.risks[0] == "Serious: the study's result could be chance."


def with_effect(**changed: Any) -> ca.Appraisal:
    """The edge-of-care team with another design, quality or interval of its effect."""
    made = CASES["own_programme"]
    effect = next(e for e in made.inputs.in_use.values() if e.id == "own.entries_avoided")
    return again(made, Estimate(**{**effect.model_dump(), **changed}))


@pytest.mark.parametrize(
    ("design", "quality", "interval", "word"),
    [
        ("trial", "green", (0.05, 0.12), "Strong"),
        ("trial", "green", None, "Moderate"),  # how far chance may have moved it is not printed
        ("trial", "amber", (0.05, 0.12), "Moderate"),
        ("trial", "red", (0.05, 0.12), "Weak"),
        ("matched comparison", "green", (0.05, 0.12), "Moderate"),
        ("before and after", "green", (0.05, 0.12), "Weak"),
        ("opinion", "green", (0.05, 0.12), "Untested"),
        ("trial", "green", (-0.01, 0.2), "No effect shown"),
        ("opinion", "green", (-0.01, 0.2), "Untested"),
    ],
)
def test_the_rating_is_the_lower_of_design_and_quality(
    design: str, quality: str, interval: tuple[float, float] | None, word: str
) -> None:
    low, high = interval or (None, None)
    kind = "95% interval" if interval else None
    made = with_effect(design=design, quality=quality, low=low, high=high, range_kind=kind)
    assert rating(made).word == word


def test_ratings_are_told_apart_without_colour() -> None:
    assert len({one.shape for one in RATINGS}) == len({one.word for one in RATINGS}) == 5
    for one in RATINGS:  # white on it: at least 4.5 to 1, by WCAG 2.1
        parts = [int(one.colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        lit = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        assert 1.05 / (0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2] + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("delivery", "spent", "released", "year", "which"),
    [
        (False, 0, 10, "", "gross"),
        (False, 0, 0, "", "gross_none"),
        (False, 0, -10, "", "gross_more"),
        (True, 0, 10, "", "paid_by_others"),
        (True, 0, 0, "", "paid_by_others_none"),
        (True, 0, -1, "", "paid_by_others_more"),
        (True, 5, 10, "2027-28", "pays_back"),
        (True, 15, 10, "", "does_not_pay"),
        (True, 10, 10, "", "level"),
        (True, 15, 0, "", "costs"),
        (True, 15, -3, "", "costs_more"),
    ],
)
def test_every_situation_has_its_words(
    delivery: bool, spent: int, released: int, year: str, which: str
) -> None:
    of = Facts(
        delivery=delivery, spent=spent, released=released, avoided=7, worth=-2, year=year,
        last="2029-30", unit=1000, by="by", who="All payers together",
    )  # fmt: skip
    assert situation(of) == which
    council, everybody = money_said(of, RATINGS[0])
    assert not re.search(r"[{}]", council + everybody) and council.startswith("On that evidence ")
    assert everybody == (
        "All payers together are £2,000 worse off in present value."
        if delivery
        else "All payers together spend £2,000 more in present value, before any delivery cost."
    )
    assert set(WORDS) == set(TITLES)


def test_a_delivery_cost_of_nothing_is_not_said_to_be_paid_by_others() -> None:
    case = CASES["own_programme"].intervention
    free = ca.local(0, "GBP per year", id="own.free", price_year="2025-26", source="Volunteers")
    made = ca.appraise(
        case.model_copy(update={"costs": (ca.Delivery(cost=free),)}),
        horizon=4,
        price_year="2025-26",
        first_year="2026-27",
    )
    verdict = first.cover(made).verdict[1]
    assert verdict.endswith("by 2029-30; its delivery cost is given as nothing.")
    assert "others pay" not in " ".join(first.cover(made).verdict)


def test_the_chance_is_said_where_there_is_one_to_give() -> None:
    drawn = ca.appraise(
        ca.Pause(women=20), horizon=5, price_year="2025-26", draws=2_000, unpublished=0.2
    )
    assert first.cover(drawn).chance.startswith("Chance that the council's cash pays back by 2029")
    assert first.cover(CASES["own_programme"]).chance == ""


def test_every_rule_has_its_dozen_words() -> None:
    page = (Path(__file__).parents[2] / "docs" / "review-rules.md").read_text()
    assert set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == set(SHORT)
    assert all(len(words.split()) <= 15 for words in SHORT.values())
