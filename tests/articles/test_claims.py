"""Every claim of the articles has an answer; its arithmetic is done here again, by hand."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import files

import pytest

import costavoid as ca
from costavoid.articles.claim import ARTICLES, Claim, Standing, claim, claims
from costavoid.cli import main
from costavoid.evidence.prices import rebase

CLAIMS = {each.id: each for each in claims()}
ANSWERS: dict[str, str] = {}


def answer(id: str) -> str:
    if id not in ANSWERS:
        ANSWERS[id] = CLAIMS[id].answer()
    return ANSWERS[id]


def test_all_thirty_one_are_here_in_the_articles_order() -> None:
    text = (files("costavoid.articles") / "claims.csv").read_text(encoding="utf-8")
    listed = [row["id"] for row in csv.DictReader(text.splitlines())]
    numbers = [tuple(map(int, id.split("."))) for id in listed]
    assert numbers == sorted(numbers)
    counts = {article: sum(n == int(article) for n, _ in numbers) for article in ARTICLES}
    assert counts == {"1": 9, "2": 10, "3": 4, "4": 8}


@pytest.mark.parametrize("id", CLAIMS)
def test_each_is_answered_in_sentences_and_by_no_field_for_the_answer(id: str) -> None:
    said = answer(id)
    assert said.endswith(".") and len(said) > 60
    assert "  " not in said and not re.search(r"\b(nan|inf)\b", said)
    assert "delivery_cost" not in said


@pytest.mark.parametrize("id", CLAIMS)
def test_the_lines_shown_run_alone_as_a_reader_would_run_them(id: str) -> None:
    lines = CLAIMS[id].call
    assert bool(lines) is (CLAIMS[id].standing is not Standing.NOT_MONEY)
    exec(lines, {"ca": ca})


@pytest.mark.parametrize(
    "id", [id for id, each in CLAIMS.items() if each.standing is Standing.REQUIRED]
)
def test_what_has_no_published_effect_says_so_and_what_is_published_nearby(id: str) -> None:
    said = answer(id)
    assert re.search("Nearby|nearby|published|evaluated|trial", said)


def test_the_standing_is_that_of_the_figures_run_again() -> None:
    status = {each.id: each.status.value for each in ca.replications()}
    for id, figure in (
        ("2.1", "pause.hackney.full_year"),
        ("2.4", "east_riding.fewer"),
        ("2.8", "routes.three_times_masters"),
        ("3.1", "recruitment.ratio"),
    ):
        assert status[figure].startswith(CLAIMS[id].standing.value), id


def test_posts_in_schools() -> None:
    # 40 schools x half a day of five, and x two days of five
    assert (40 * 0.5 / 5, 40 * 2 / 5) == (4, 16)
    assert answer("1.1").startswith("4 to 16 full-time posts, ")
    # at £66,560 each: £266,240 and £1,064,960
    assert "£270,000 to £1.1 million a year" in answer("1.1")


def test_a_bonus_of_a_share_of_salary_and_a_day_of_leave() -> None:
    # a top-of-scale salary of £35,444 in 2017-18, brought to 2025-26 by the deflator
    salary = rebase(35_444, "2017-18", "2025-26", ca.price_index())
    each = salary * 1.361 * 0.035  # for each of the 89 whom no agency supplies
    assert 89 * each == pytest.approx(200_000, rel=0.01) and "£200,000" in answer("1.2")
    # one of 260 paid days, for each of 89
    assert 89 * salary * 1.361 / 260 == pytest.approx(22_000, rel=0.01)
    # a post replaced saves 52 x (1,800 - 1,280) = £27,040, and is paid the bonus too
    replaced = 89 * each / (27_040 - each)
    assert f"replaces {replaced:.1f} agency posts in 100" in answer("1.2")


def test_team_managers_for_240_workers() -> None:
    assert (240 / 6, 240 / 8) == (40, 30)
    assert "in teams of six need 40 managers and in teams of eight 30: 10 more" in answer("4.2")
    # the middle of £53,460 and £61,638, with 34.4% on-costs, is £77,346; ten of them, and by 2.4
    assert pytest.approx(322_275) == 10 * 77_346 / 2.4
    assert "£770,000 a year, or £320,000 for each 100 workers" in answer("4.2")


def test_workers_for_the_same_children() -> None:
    assert (3_840 / 24, 3_840 / 16) == (160, 240)
    assert "need 80 more social workers" in answer("4.1")


def test_vacancies_and_agency_posts_in_a_hundred() -> None:
    assert pytest.approx((18.3, 11.6)) == (25.8 - 7.5, 14.7 - 3.1)
    # 81.1% of agency workers cover a vacancy: 18.3 - 11.6 x 0.811 = 8.8924
    assert "18.3 vacancies fewer and 11.6 agency posts fewer" in answer("4.3")
    assert "8.9 were filled that stood empty" in answer("4.3")


def test_the_partnership_for_each_pound() -> None:
    assert round(700_000 / (150_000 + 15 * 7_500 * 8), 2) == 0.67
    assert answer("3.1").startswith("£0.67 for each £1")


def test_two_long_stay_agency_workers() -> None:
    assert 2 * 52 * (1_800 - 1_280) == 54_080
    assert 2 * (46 * 1_800 - 52 * 1_280) == 32_480
    assert "£54,080" in answer("1.6") and "£32,480" in answer("1.6")


def test_manchester_against_its_neighbours_and_england() -> None:
    # children looked after: count over count, over the growth of children and of the others' share
    children = 126_774 / 113_517
    neighbours = 1_384 / 1_373 / children / ((7_878 / 889_999) / (6_446 / 867_283))
    england = 1_384 / 1_373 / children / ((82_090 / 11_762_878) / (68_840 / 11_473_080))
    assert f"{1 - neighbours:.0%} (" in answer("4.6") and f"{1 - england:.0%} (" in answer("4.6")
    assert (1 - neighbours, 1 - england) == pytest.approx((0.242, 0.224), abs=0.001)
    # repeat referrals, the same way, of referrals
    referrals = 7_872 / 13_222
    near = 1_752 / 4_215 / referrals / ((12_932 / 61_454) / (8_407 / 43_973))
    far = 1_752 / 4_215 / referrals / ((139_500 / 650_270) / (154_800 / 657_780))
    assert (1 - near, 1 - far) == pytest.approx((0.366, 0.234), abs=0.001)
    assert "37% (33% to 40%) and 23% (19% to 28%) fewer" in answer("4.6")


def test_a_claim_there_is_not() -> None:
    with pytest.raises(ca.InputError, match=r"claim: '4.9' given"):
        claim("4.9")


def test_the_command_prints_all_and_one_with_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "4.2"]) == 0
    one = " ".join(capsys.readouterr().out.split())
    assert "import costavoid as ca" in one and "team_size_after=6" in one and "10 more" in one
    assert main(["articles", "--json", "4.2"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    fields = ("id", "article", "says", "question", "standing")
    assert Claim(**{name: row[name] for name in fields}) == CLAIMS["4.2"]
    assert main(["articles", "9"]) == 2
