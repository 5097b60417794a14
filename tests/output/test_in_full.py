"""The answer in full: the same places for every programme, and no number the tables do not hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pandas as pd
import pytest

import costavoid as ca
from costavoid.analysis.alternatives import others, together
from costavoid.analysis.review.costs import average_cash
from costavoid.analysis.structure import structural_frame
from costavoid.appraisal.later import after_horizon
from costavoid.evidence.figures import about, figure, percent, pounds
from costavoid.output.words.in_full import page
from example_cases import CASES

SECTIONS = ["question", "answer", "break_even", "how_we_know", "risks", "not_counted", "words"]
POUNDS = re.compile(r"-?£\d[\d,]*(?<!,)(?:\.\d+)?(?: (?:million|billion))?")


def numbers(frame: pd.DataFrame) -> Iterator[float]:
    for value in frame.select_dtypes("number").to_numpy().ravel():
        if math.isfinite(value):
            yield from (float(value), -float(value))


def held(case: ca.Appraisal) -> set[str]:
    """Every amount of the appraisal's frames, as it may be written."""
    amounts = [case.npv, after_horizon(case).benefits]
    amounts += structural_frame(case)["npv"].tolist()
    amounts += together(case, others(case)).__dict__.values()
    frames = [case.by_payer(), case.one_at_a_time(), case.economic_case(), case.financial_case()]
    if case.drawn:
        frames.append(case.uncertainty.summary())
    for frame in frames:
        amounts += numbers(frame)
    for measured in ("net present value", "council cash"):
        amounts += numbers(case.break_evens(measured=measured)[["present", "break_even"]])
    ratios = [
        f"{'-' if ratio < 0 else ''}£{abs(ratio):.2f}" for ratio in (case.bcr, case.public_bcr)
    ]
    council = {f"{sign}{said}" for said in of_the_council(case) for sign in ("", "-")}
    return {*map(about, amounts), *map(pounds, amounts), *ratios, *council, "£1", "-£1"}


def of_the_council(case: ca.Appraisal) -> tuple[str, ...]:
    """Cash, delivery, their difference, what is not cash, averages and the peak, as printed.

    In the pounds of each year, to two figures of the largest of them, and finer where their
    difference needs it; the difference is of the figures as printed.
    """
    nominal = case.cash_profile(prices="nominal").xs("council", level="payer").sum()
    found = [nominal["cash"], -nominal["delivery"], nominal["avoided"]]
    found += [average_cash(case), case.peak_funding.pounds]
    unit = 10 ** max(0, len(str(int(max(map(abs, found))))) - 2)
    net, least = abs(nominal["cash"] + nominal["delivery"]), max(1, unit / 1000)
    while 0.5 < net < 10 * unit and unit > least:  # else the difference had one figure, or none
        unit /= 10
    cash, delivery, *others = (round(amount / unit) * unit for amount in found)
    return tuple(plain(abs(amount)) for amount in (cash, delivery, cash - delivery, *others))


def plain(amount: float) -> str:
    """Pounds in full, or as a decimal of a million or billion: by hand, not as the library does."""
    for size, word in ((10**9, " billion"), (10**6, " million")):
        if amount >= size:
            return "£" + format(amount / size, ".3f").rstrip("0").rstrip(".") + word
    return f"£{amount:,.0f}"


@pytest.mark.parametrize("name", CASES)
def test_every_amount_in_it_is_in_a_frame(name: str) -> None:
    case = CASES[name]
    inputs = {
        write(value)
        for e in (*case.inputs.in_use.values(), *ca.defaults().values())
        for value in (e.value, e.low, e.high)
        if value is not None
        for write in (about, pounds)
    }
    known = held(case) | inputs
    own = case.inputs.in_use.values()
    reasons = [
        reason
        for measured in ("net present value", "council cash")
        for reason in case.break_evens(measured=measured)["reason"]
    ]
    notes = [e.note + e.caution for e in (*own, *ca.defaults().values())]
    programme = case.intervention
    quoted = " ".join([*reasons, *notes, programme.summary(), programme.evidence_gap or ""])
    for section in page(case).sections:
        for sentence in section.sentences:
            for amount in POUNDS.findall(sentence):
                assert (
                    amount in known or amount in quoted or amount in case.intervention.summary()
                ), f"{section.id}: {amount} in {sentence!r}"


@pytest.mark.parametrize("name", CASES)
def test_the_same_places_for_every_programme(name: str) -> None:
    sections = page(CASES[name]).sections
    assert [section.id for section in sections] == SECTIONS
    assert all(sentence.strip() for section in sections for sentence in section.sentences)


def answer_of(case: ca.Appraisal) -> tuple[str, ...]:
    """What the answer says after what is serious about it."""
    said = next(s for s in page(case).sections if s.id == "answer").sentences
    return tuple(sentence for sentence in said if not sentence.startswith("Serious: "))


@pytest.mark.parametrize("name", CASES)
def test_what_is_serious_is_said_before_any_pounds(name: str) -> None:
    said = next(s for s in page(CASES[name]).sections if s.id == "answer").sentences
    serious = [sentence.startswith("Serious: ") for sentence in said]
    assert serious == sorted(serious, reverse=True)
    printed = CASES[name].in_full().split("\n\n")[1]
    assert printed.startswith("Serious: " if any(serious) else "The council's own cash")


def test_the_councils_own_cash_comes_first_and_the_chance_where_there_are_draws() -> None:
    case = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", draws=2_000)
    answer = answer_of(case)
    assert answer[0].startswith("The council's own cash, in cash terms:")
    chance = percent(case.uncertainty.chance_council_pays_back)
    assert any(f"pays back by the end of 2029-30: {chance}" in said for said in answer)
    assert any("does not pay back" in said for said in answer)


@pytest.mark.parametrize("name", CASES)
def test_the_largest_risks_are_what_moves_the_answer_most(name: str) -> None:
    case = CASES[name]
    risks = next(s for s in page(case).sections if s.id == "risks").sentences
    table = case.one_at_a_time()
    table = table.assign(swing=table["swing"].round(2))  # alike to the penny: in the table's order
    table = table.sort_values("swing", ascending=False, kind="stable")
    moving = table[table["swing"] > 0].head(3)
    for sentence, (_, row) in zip(risks[: len(moving)], moving.iterrows(), strict=True):
        assert sentence.startswith(f"{row['label']}:")
        assert f"by {about(row['swing'])}, from {about(row['net_at_low'])} to " in sentence
        pays = [row["net_at_low"] >= 0, row["net_at_high"] >= 0]
        word = {0: "neither end", 1: "one end and not at the other", 2: "both ends"}[sum(pays)]
        assert f"it pays at {word}." in sentence


@pytest.mark.parametrize("name", CASES)
def test_the_councils_amounts_stand_where_they_belong_and_add_up(name: str) -> None:
    case = CASES[name]
    nominal = case.financial_case().sum()
    cash, delivery, net, *_ = of_the_council(case)
    answer = answer_of(case)
    saved = nominal["cash_released"] >= 0
    assert f": {cash} {'released' if saved else 'more spent'}" in answer[0]
    if nominal["delivery"]:
        (said,) = [each for each in answer if each.startswith("Delivery costs it ")]
        verb = "saves" if "so net it saves" in said else "costs"
        assert said == f"Delivery costs it {delivery}, so net it {verb} {net}."
        parts = [amount_of(part) for part in (cash, delivery, net)]
        total = (parts[0] if saved else -parts[0]) - parts[1]
        assert total == pytest.approx(parts[2] if verb == "saves" else -parts[2])
        assert abs(total - nominal["net"]) <= 0.1 * max(abs(nominal))
        paid_back = any("Its cash pays back in" in each for each in answer)
        assert paid_back is (case.payback in case.years)
    worth = next(said for said in answer if said.startswith("All payers, discounted"))
    assert f"net present value {about(case.npv)}" in worth


def amount_of(text: str) -> float:
    """The pounds of "£1.17 million" or "£540,000"."""
    number, *word = text.removeprefix("£").replace(",", "").split()
    return float(number) * {"million": 1e6, "billion": 1e9}.get(word[0] if word else "", 1)


def test_break_even_is_given_for_all_payers_and_for_the_councils_cash() -> None:
    case = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
    every, council = next(s for s in page(case).sections if s.id == "break_even").sentences
    effect = "pause.removals_avoided.round1"
    assert f": {figure(case.break_even(effect).value)} a year for each person" in every
    cash = figure(case.break_even(effect, measured="council cash").value)
    assert "(the council's own cash)" in council
    assert f" at {cash} " in council


def test_a_before_and_after_with_a_delivery_cost_has_a_break_even() -> None:
    cost = ca.local(
        250_000, "GBP per year", id="own.cost", price_year="2025-26", source="Anytown (invented)"
    )
    centres = ca.ChildrensCentres(
        start="2025-04-01",
        proceedings_before=60,
        proceedings_after=48,
        before_year="2023-24",
        after_year="2025-26",
        delivery_cost=cost,
    )
    case = ca.appraise(centres, horizon=4, price_year="2025-26")
    said = next(s for s in page(case).sections if s.id == "break_even").sentences
    after = next(id for id in case.inputs.in_use if id.endswith("after"))
    assert said == (
        str(case.break_even(after)),
        str(case.break_even(after, measured="council cash")),
    )
    free = centres.model_copy(update={"delivery_cost": None})
    case = ca.appraise(free, horizon=4, price_year="2025-26")
    said = next(s for s in page(case).sections if s.id == "break_even").sentences
    assert said == ("No delivery cost was given, so there is nothing to break even with.",)
