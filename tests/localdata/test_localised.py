"""One argument localises a case: what is replaced, what stands beside it, and what wins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import costavoid as ca
from costavoid.base.errors import InputError

FOSTER = "placement.foster.any.week"
YEARS = {"horizon": 5, "price_year": "2025-26"}
PAUSE = ca.Pause(women=20)
ENGLAND = ca.appraise(PAUSE, **YEARS)
CENTRES = ca.ChildrensCentres(
    proceedings_before=90, proceedings_after=79, before_year="2018-19", after_year="2024-25"
)


# East Riding's ratio of proceedings, each case that would have been placed for half a year.
PLACED = ca.ChildrensCentres(
    proceedings_before=95, placement=ca.Placement(weeks=26), placement_share=0.5
)


def test_centres_change_by_their_foster_weeks_alone() -> None:
    """50 proceedings fewer a year (none, half, then all), half of them placed, 26 weeks each."""
    england, essex = (ca.appraise(PLACED, **YEARS, council=name) for name in (None, "Essex"))
    ratio = ca.default("childrens_centres.proceedings_ratio.east_riding").value
    cases = 95 * (1 - ratio) * 0.5
    # half a year each: of a year's cases a quarter of their weeks come in the next year
    years = (0.5 + 3) - 1 * 0.25
    index = ca.price_index()
    rise = (1555 - 765) * index.level("2025-26") / index.level("2024-25")
    essex_gross, england_gross = (a.by_payer().loc["council", "gross"] for a in (essex, england))
    assert essex_gross - england_gross == pytest.approx(cases * years * 26 * rise, rel=1e-9)


def said(answer: ca.Appraisal) -> str:
    return " ".join(answer.in_full().split())


def _pounds(answer: ca.Appraisal, line: str) -> float:
    frame = answer.to_frame()
    return frame[frame["line"] == line]["pounds"].sum()


@pytest.mark.parametrize(
    ("name", "week"), [("Hackney", 775), ("East Riding", 720), ("Leeds", 270), ("Cornwall", 730)]
)
def test_its_own_weekly_cost_stands_in_the_place_of_englands(name: str, week: int) -> None:
    own = ca.appraise(PAUSE, **YEARS, council=name)
    row = own.inputs_used().loc[FOSTER]
    assert (row["value"], row["library_value"]) == (week, 765)
    assert row["low"] < week < row["high"]
    # foster weeks are the only number that moved: the pounds of them move in proportion
    for line in ENGLAND.lines:
        then, now = (_pounds(answer, line) for answer in (ENGLAND, own))
        uses = FOSTER in {e.id for e in ENGLAND.line(line).estimates}
        assert now == pytest.approx(then * week / 765 if uses else then), line


@pytest.mark.parametrize("programme", [PAUSE, PLACED], ids=["Pause", "centres"])
def test_three_unlike_councils_in_the_word_document(
    programme: ca.Intervention, tmp_path: Path
) -> None:
    import docx

    england = ca.appraise(programme, **YEARS)
    for name, week in (("Hackney", 775), ("Essex", 1555), ("Leeds", 270)):
        own = ca.appraise(programme, **YEARS, council=name)
        assert (own.npv > england.npv) is (week > 765)
        file = own.to_word(tmp_path / f"{name}.docx")
        text = "\n".join(part.text for part in docx.Document(str(file)).paragraphs)
        assert f"{name}'s published figures in the place of England's" in text
        assert re.search(rf"£{week:,} per week in 2024-25 \(England £765 per week", text)
        assert "not what one case fewer saves" in text
        assert "Open Government Licence" in text


def test_the_word_document_has_what_changed_by_how_much(tmp_path: Path) -> None:
    """Centres: the council's row of the payers' table, with England's figures and its own, differ
    by 50 proceedings fewer a year (none, half, then all), half of them placed for 26 weeks: so
    many weeks at what a foster week costs there more or less than England's £765 of 2024-25."""
    import docx

    def council_net(answer: ca.Appraisal) -> float:
        file = answer.to_word(tmp_path / "case.docx", overwrite=True)
        rows = [row for table in docx.Document(str(file)).tables for row in table.rows]
        cells = [[cell.text for cell in row.cells] for row in rows]
        (net,) = {row[-1] for row in cells if row[0] == "Council" and len(row) == 6}
        return float(re.sub("[£,]", "", net))

    index = ca.price_index()
    ratio = ca.default("childrens_centres.proceedings_ratio.east_riding").value  # 45 of 95
    weeks = 95 * (1 - ratio) * 0.5 * (0.5 + 3 - 0.25) * 26
    rise = index.level("2025-26") / index.level("2024-25")
    england = council_net(ca.appraise(PLACED, **YEARS))
    for name, week in (("Hackney", 775), ("Essex", 1555), ("Leeds", 270)):
        own = council_net(ca.appraise(PLACED, **YEARS, council=name))
        assert own - england == pytest.approx(weeks * (week - 765) * rise, abs=1.01)


def test_a_figure_of_the_users_own_wins_over_both() -> None:
    ledger = ca.local(700, id=FOSTER, price_year="2025-26", source="Ledger")
    own = ca.appraise(PAUSE, **YEARS, council="Hackney", overrides=[ledger])
    assert own.inputs.in_use[FOSTER].value == 700
    placed = ca.Pause(women=20, pathway=ca.InfantRemovedAtBirth(placement=ledger))
    assert ca.appraise(placed, **YEARS, council="Hackney").inputs.in_use[FOSTER].value == 700


def test_where_nothing_is_published_englands_stands_and_says_so() -> None:
    scilly = ca.appraise(PAUSE, **YEARS, council="Isles of Scilly")
    assert scilly.npv == ENGLAND.npv
    assert "Not published for Isles of Scilly, so England's stands" in said(scilly)
    assert "18 months; Isles of Scilly, at England's costs" in " ".join(str(scilly).split())
    # Wandsworth's of 2024-25 is left out for its quality: that of the year before stands
    before = ca.appraise(PAUSE, **YEARS, council="Wandsworth").inputs.in_use[FOSTER]
    assert before.price_year == "2023-24"


def test_what_is_kept_of_it_gives_the_same_again(tmp_path: Path) -> None:
    own = ca.appraise(PAUSE, **YEARS, council="hackney council", draws=200)
    again = ca.Appraisal.from_json(own.to_json())
    assert again.npv == own.npv and again.settings.council == "Hackney"
    case = ca.Case.of(own)
    assert case.overrides == ()  # they follow from the name
    file = case.save(tmp_path / "ours.toml")
    assert 'council = "Hackney"' in file.read_text()
    assert ca.load(file).appraise().npv == own.npv
    assert ca.load(file).appraise(council="Leeds").inputs.in_use[FOSTER].value == 270


def test_a_case_file_names_a_council(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    lines = 'programme = "Pause"\nwomen = 20\n[settings]\nhorizon = 5\nprice_year = "2025-26"\n'
    file.write_text(lines + 'council = "Hull"\n')
    assert ca.load(file).appraise().inputs.in_use[FOSTER].label.startswith("Foster placement, King")
    for wrong, words in (("Hakney", "Did you mean Hackney"), ("Norwich", "run by Norfolk")):
        file.write_text(f'{lines}council = "{wrong}"\n')
        with pytest.raises(InputError, match=words):
            ca.load(file)


def test_one_word_gives_a_before_and_after_its_comparison() -> None:
    alone, near, region, england = (
        ca.appraise(CENTRES, **YEARS, council="East Riding", against=whom)
        for whom in (None, "neighbours", "region", "England")
    )
    effects = [next(iter(each.by_counterfactual)) for each in (alone, near, region, england)]
    ratios = [effect.rate_ratio()[0] for effect in effects]
    given = ca.council("East Riding").trend("care_applications_rate", "2018-19", "2024-25")
    by_hand = ca.BeforeAfter(
        before=90, after=79, before_year="2018-19", after_year="2024-25", **given
    )
    assert ratios[0] == pytest.approx(79 / 90)
    assert ratios[1] == pytest.approx(by_hand.rate_ratio()[0])
    assert len(set(ratios)) == 4
    assert "Set against: Care applications, East Riding of Yorkshire's neighbours" in said(near)
    assert ca.Appraisal.from_json(near.to_json()).npv == near.npv


def test_any_before_and_after_of_a_programme_of_ones_own() -> None:
    effect = ca.BeforeAfter(
        before=110,
        after=94,
        before_year="2018-19",
        after_year="2021-22",
        population_before=62_800,
        population_after=62_900,
        earlier=(120,),
    )
    own = ca.Custom(
        name="Ours",
        changes=[
            ca.Outcome(
                id="entries",
                label="Entries to care avoided",
                counterfactual=effect,
                pathway=ca.Placement(weeks=52),
                children="children at the edge of care",
            )
        ],
    )
    answer = ca.appraise(own, **YEARS, council="East Riding", against="England")
    (used,) = answer.by_counterfactual
    # children who started to be looked after, of the children there, mean of two years
    before = (31_780 + 32_190) / (CHILDREN["2018"] + CHILDREN["2017"])
    assert used.trend_before.value == pytest.approx(before)
    assert used.trend_after.value == pytest.approx(31_100 / CHILDREN["2021"])


CHILDREN = {"2017": 11_716_740, "2018": 11_755_593, "2021": 11_762_878}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"against": "neighbours"}, "given without council"),
        ({"council": "Hackney", "against": "neighbours"}, "rests on no before-and-after"),
        ({"council": "Hackney", "against": "others"}, "against: 'others'"),
        ({"council": "Norwich"}, "run by Norfolk"),
        ({"council": ""}, "give its name or code"),
        ({"council": 204}, "give its name or code"),
    ],
)
def test_what_cannot_be_localised_is_a_sentence(given: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ca.appraise(PAUSE, **YEARS, **given)


def test_a_comparison_of_ones_own_is_not_overwritten() -> None:
    own = CENTRES.model_copy(update={"trend_before": 100, "trend_after": 90})
    with pytest.raises(InputError, match="has a comparison already"):
        ca.appraise(own, **YEARS, council="Hull", against="neighbours")
    early = CENTRES.model_copy(update={"before_year": "2012-13"})
    with pytest.raises(InputError, match="published for 2016 to 2025"):
        ca.appraise(early, **YEARS, council="East Riding", against="neighbours")


def test_councils_are_put_side_by_side() -> None:
    options = {name: ca.appraise(PAUSE, **YEARS, council=name) for name in ("Hackney", "Leeds")}
    found = ca.compare(options)
    assert found.loc["Hackney", "npv"] > found.loc["Leeds", "npv"]
    assert any("£775" in line and "£270" in line for line in ca.unlike(options))
