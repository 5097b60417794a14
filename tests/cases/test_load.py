"""A programme in a file: the same as in Python, refused in sentences, described by a schema."""

from __future__ import annotations

import json
import runpy
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.plain_text import FORMULA_STARTS
from costavoid.cases.schema import schemas
from costavoid.programme.effects import Counterfactual
from costavoid.programme.interventions import PROGRAMMES
from costavoid.programme.pathways import Pathway

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "examples/own_programme.toml").read_text(encoding="utf-8")
PAUSE = 'programme = "Pause"\nwomen = 20\n'
COST = 'cost = { id = "placement.foster.agency.week" }'
CHANGE = EXAMPLE[EXAMPLE.index("\n[[changes]]\n") : EXAMPLE.index("\n# What the programme")]
DEEP = 100_000


def load(folder: Path, text: str | bytes) -> ca.Intervention:
    file = folder / "our.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ca.load(file).intervention


def refusal(folder: Path, text: str | bytes) -> str:
    with pytest.raises(ca.InputError) as raised:
        load(folder, text)
    return str(raised.value)


def changed(old: str, new: str) -> str:
    """The example with one part of it replaced."""
    assert old in EXAMPLE
    return EXAMPLE.replace(old, new, 1)


def in_python() -> ca.Custom:
    """The programme of examples/own_programme.py."""
    effect = ca.local(
        0.086,
        "events per person-year",
        id="own.entries_avoided",
        label="Entries to care avoided for each child referred",
        design="trial",
        source=ca.Source(
            id="foundations_2023",
            title="Over 2,000 children per year could avoid the care system",
            publisher="Foundations",
            year=2023,
        ),
    )
    entries = ca.Outcome(
        id="entries",
        label="Entries to care avoided",
        counterfactual=ca.RateAvoided(rate=effect, cohort=80),
        pathway=ca.Placement(type="foster", provider="agency", weeks=52),
        children="children referred to the team",
        start="2026-04-01",
        months=24,
        people=160,
        recurs=False,
        phase_in=(0.5,),
    )
    ledger = {"price_year": "2025-26", "source": "Anytown budget book 2025-26 (invented)"}
    team = ca.Delivery(
        label="Team of five",
        cost=ca.local(310_000, "GBP per year", id="own.team", **ledger),
        start="2026-04-01",
        months=24,
    )
    return ca.Custom(
        name="edge-of-care team", start="2026-04-01", changes=(entries,), costs=(team,)
    )


def frame(programme: ca.Intervention) -> pd.DataFrame:
    return ca.appraise(programme, horizon=4, price_year="2025-26").to_frame()


def test_the_file_is_the_python_programme_to_the_penny(tmp_path: Path) -> None:
    ours, theirs = frame(load(tmp_path, EXAMPLE)), frame(in_python())
    assert len(theirs) > 8 and theirs.select_dtypes("number").abs().sum().max() > 100_000
    pd.testing.assert_frame_equal(ours, theirs, rtol=0, atol=0.005)


def test_both_examples_print_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for name in ("own_programme", "own_programme_from_file"):
        runpy.run_path(str(ROOT / f"examples/{name}.py"))["main"]()
        printed.append(capsys.readouterr().out)
    assert "edge-of-care team" in printed[0]
    assert printed[0] == printed[1]


def test_the_three_ways_to_write_a_number(tmp_path: Path) -> None:
    def cost(written: str) -> Any:
        programme = load(tmp_path, changed(COST, f"cost = {written}"))
        assert isinstance(programme, ca.Custom)
        return programme.changes[0].pathway.cost

    assert cost('{ id = "placement.foster.agency.week" }') == ca.default(
        "placement.foster.agency.week"
    )
    own = {"price_year": "2025-26", "source": "Ledger", "id": "placement.foster.agency.week"}
    written = ", ".join(f'{name} = "{text}"' for name, text in own.items())
    assert cost(f"{{ value = 990, {written} }}") == ca.local(990, **own)
    full = ca.default("placement.residential.any.week")
    table = json.loads(full.model_dump_json(exclude_none=True))
    source = ", ".join(f"{k} = {json.dumps(v)}" for k, v in table.pop("source").items())
    rest = ", ".join(f"{name} = {json.dumps(part)}" for name, part in table.items())
    assert cost(f"{{ {rest}, source = {{ {source} }} }}") == full


def test_a_budget_and_every_other_programme_can_be_written(tmp_path: Path) -> None:
    text = PAUSE + (
        "start = 2026-10-01\nlag = 9\n"
        "[neonatal]\nshare = 0.2\n"
        "[delivery_cost]\non_costs = 0.3\n"
        '[[delivery_cost.posts]]\ntitle = "Practitioner"\nfte = 2.5\n'
        'salary = { value = 38_000, unit = "GBP per person-year", price_year = "2025-26", '
        'source = "Pay scale" }\n'
    )
    programme = load(tmp_path, text)
    salary = ca.local(38_000, "GBP per person-year", price_year="2025-26", source="Pay scale")
    assert programme == ca.Pause(
        women=20,
        start=date(2026, 10, 1),
        lag=9,
        neonatal=ca.NeonatalStay(share=0.2),
        delivery_cost=ca.Budget(
            posts=(ca.Post(title="Practitioner", fte=2.5, salary=salary),), on_costs=0.3
        ),
    )


def test_years_days_and_units_are_read_as_people_write_them(tmp_path: Path) -> None:
    def written(day: str, year: str, unit: str) -> str:
        cost = f'{{ value = 900, unit = "{unit}", price_year = "{year}", source = "Ours" }}'
        settings = f'[settings]\nhorizon = 5\nprice_year = "{year}"\nfirst_year = "{year}"\n'
        return f'{PAUSE}start = "{day}"\ndelivery_cost = {cost}\n{settings}'

    file = tmp_path / "our.toml"
    file.write_text(written("2026-10-01", "2025-26", "GBP per week"), encoding="utf-8")
    plain = ca.load(file)
    file.write_text(written("1 October 2026", "FY2025/26", "£ a week"), encoding="utf-8")
    assert ca.load(file) == plain
    assert ca.load(file).appraise().to_json() == plain.appraise().to_json()
    file.write_text(written("01/10/2026", "2025", "£ a week"), encoding="utf-8")
    with pytest.raises(ca.InputError, match="price_year: '2025' given; one year could be either"):
        ca.load(file)


@pytest.mark.parametrize("path", [str, Path])
def test_the_path_may_be_text_or_a_path(tmp_path: Path, path: Any) -> None:
    load(tmp_path, PAUSE)
    assert ca.load(path(tmp_path / "our.toml")) == ca.Case(ca.Pause(women=20))


def test_windows_files_are_read(tmp_path: Path) -> None:
    text = PAUSE.replace("\n", "\r\n")
    assert load(tmp_path, b"\xef\xbb\xbf" + text.encode()) == ca.Pause(women=20)


BAD = {
    # the file itself
    "not text": (b"name = 1\n\xa3 = 2", ["line 2: ", "not UTF-8", "save the file as UTF-8"]),
    "half of utf-16": (PAUSE.encode("utf-16")[:-1], ["a byte given", "save the file as UTF-8"]),
    "huge": ("#" * 1_000_001, ["more than 1,000,000 bytes", "check that this is the right file"]),
    "deep": (f"a = {'[' * DEEP}{']' * DEEP}", ["too deeply"]),
    "deep, read": (
        PAUSE + f"pathway = {'{ stay = ' * 400}1{' }' * 400}",
        ["too deeply"],
    ),
    "number of 5,000 digits": (f"a = {'1' * 5000}", ["thousands of digits", "write one"]),
    "number Python cannot print": (f"a = 0x{'f' * 5000}", ["a: ", "20000 bits"]),
    # TOML
    "no value": (
        'programme = "Pause"\nwomen = twenty',
        ["line 2, column 9: ", "invalid value in 'women = twenty'", "write name = value"],
    ),
    "year without quotes": (
        PAUSE + "first = 2025-26",
        ["line 3, column 13: ", "'first = 2025-26'", 'double quotes and numbers plain (like "2025'],
    ),
    "a day as it is spoken": (
        PAUSE + "start = 01/10/2026",
        ["line 3, column 10: ", "'start = 01/10/2026'", "write a day", "like 2026-10-01"],
    ),
    "a percentage": (
        PAUSE + "deadweight = 30%",
        ["line 3, column 16: ", "write a percentage", "0.3 for 30%"],
    ),
    "a percentage inside": (
        PAUSE + 'deadweight = { value = 30%, source = "ours" }',
        ["line 3, column 26: ", "0.3 for 30%"],
    ),
    "a percentage in words only": (
        PAUSE + 'start = twenty # "30%" by 01/10/2026',
        ["invalid value", "write name = value"],
    ),
    "name twice": (
        PAUSE + "women = 30",
        ["line 3, column 11: ", "'women = 30'", "stands twice, so keep one"],
    ),
    "table twice": (PAUSE + "[lag]\n[lag]", ["line 4, column 5: ", "'[lag]'", "keep one"]),
    "name twice in braces": (PAUSE + "lag = {id = 1, id = 2}", ["line 3, column 22: ", "keep one"]),
    "no end": (PAUSE + 'start = """', ["end of file: ", "unterminated string"]),
    # programme
    "no programme": ("women = 20", ["programme: nothing given", 'programme = "Custom"']),
    "no such programme": ('programme = "Paws"', ["programme: 'Paws' given", "mean 'Pause'?"]),
    "programme of a wrong type": ("programme = 5", ["programme: 5 given", "Known: "]),
    # settings and overrides
    "a setting at the top": (
        PAUSE + "horizon = 5",
        ["horizon: given among the programme's fields", "write it under [settings]"],
    ),
    "no such setting": (
        PAUSE + "[settings]\nhorizen = 5",
        ["settings.horizen: there is no such field", "mean 'horizon'?"],
    ),
    "settings that are no table": (
        PAUSE + "settings = 5",
        ["settings: 5 given", "it takes a table"],
    ),
    "no horizon at all": (PAUSE + "[settings]\nhorizon = 0", ["settings.horizon: 0 given"]),
    "a year of one number": (
        PAUSE + "[settings]\nprice_year = 2025",
        ["settings.price_year: 2025 given", "write '2025-26'"],
    ),
    "a seed that is none": (
        PAUSE + "[settings]\nseed = true",
        ["settings.seed: True given", "a seed is a whole number, 0 or more"],
    ),
    "a timing there is not": (
        PAUSE + '[settings]\ntiming = "midyear"',
        ["settings.timing: 'midyear' given", "mean 'mid-year'?"],
    ),
    "pairs of another length": (
        PAUSE + '[settings]\ncorrelations = [["a", "b"]]',
        ["settings.correlations[0]"],
    ),
    "a pair without its list": (
        PAUSE + '[settings]\ncorrelations = ["a", "b", 0.5]',
        ["settings.correlations[0]: 'a' given", "it takes a list"],
    ),
    "a caution without a share": (
        PAUSE + '[settings]\n[[settings.adjustments]]\nname = "optimism bias"\nrule = "ours"',
        ["settings.adjustments[0]: ", "give benefits, by_design or costs"],
    ),
    "an override that is none": (
        PAUSE + "[[overrides]]\nid = 'x'",
        ["overrides[0].id: 'x' given", "there is no such number"],
    ),
    "one override for several": (
        PAUSE + "[overrides]\nid = 'x'",
        ["overrides: {'id': 'x'} given", "[[overrides]] above each table"],
    ),
    "one override twice": (
        PAUSE + '[[overrides]]\nid = "pause.lag"\n' * 2,
        ["overrides[1].id: 'pause.lag' is also the id of overrides[0]"],
    ),
    "a formula in an override": (
        PAUSE + '[[overrides]]\nid = "pause.lag"\nvalue = 8\nsource = "=1+1"',
        ["overrides[0].source: '=1+1' given", "formula"],
    ),
    "not filled in": (
        PAUSE + 'lag = { value = "fill in", unit = "months", source = "fill in" }',
        ["lag.value, lag.source: still to be filled in", "write each in the place of"],
    ),
    # names
    "unknown field": (PAUSE + "wemen = 20", ["wemen: there is no such field", "'women'?"]),
    "unknown field inside": (
        changed("weeks = 52", "weaks = 52"),
        ["changes[0].pathway.weaks: there is no such field", "mean 'weeks'?"],
    ),
    "unknown field of a number": (
        changed('unit = "GBP per year"', 'units = "GBP per year"'),
        ["costs[0].cost.units: there is no such field", "mean 'unit'?"],
    ),
    "a field of a part": (
        PAUSE + 'placement = { id = "placement.foster.any.week" }',
        ["placement: there is no such field here", "take the # off [pathway] and kind above it"],
    ),
    "a field of a part of a part": (
        changed('label = "Entries to care avoided"\n', 'label = "x"\nrate = 1\n'),
        ["changes[0].rate: ", "take the # off [changes.counterfactual] and kind above it"],
    ),
    "a field of a part without a kind": (
        PAUSE + "posts = 3",
        ["posts: there is no such field here", "take the # off [delivery_cost] above it"],
    ),
    "a part without its kind": (
        PAUSE + '[pathway]\nplacement = { id = "placement.foster.any.week" }',
        ["pathway.kind: nothing given", "take the # off kind under its heading"],
    ),
    "field left out": (
        changed('label = "Entries to care avoided"\n', ""),
        ["changes[0].label: nothing given", "give a value"],
    ),
    "unknown kind": (
        changed('kind = "placement"', 'kind = "placment"'),
        ["changes[0].pathway.kind: 'placment' given", "mean 'placement'?"],
    ),
    "no kind": (
        changed('kind = "rate avoided"\n', ""),
        ["changes[0].counterfactual.kind: nothing given", "Known: before and after"],
    ),
    "kind of a wrong type": (
        changed('kind = "placement"', "kind = []"),
        ["changes[0].pathway.kind: [] given", "Known: agency post"],
    ),
    # numbers by id
    "no such number": (
        changed("foster.agency.week", "foster.agncy.week"),
        ["changes[0].pathway.cost.id: 'placement.foster.agncy.week' given", "foster.agency.week'?"],
    ),
    "an id that is no text": (
        changed(COST, "cost = { id = 5 }"),
        ["changes[0].pathway.cost.id: 5 given", "text, in double quotes"],
    ),
    "an id without braces": (
        changed(COST, 'cost = "placement.foster.agency.week"'),
        ["changes[0].pathway.cost: 'placement.foster.agency.week' given", '{ id = "..." }'],
    ),
    # types
    "bare money": (
        changed(COST, "cost = 765"),
        ["changes[0].pathway.cost: 765 given", "{ value = ..., unit", "price_year"],
    ),
    "text for a number": (
        changed("weeks = 52", 'weeks = "52"'),
        ["changes[0].pathway.weeks: '52' given", "give a number in weeks"],
    ),
    "text for a value": (
        changed("value = 310_000", 'value = "310,000"'),
        ["costs[0].cost.value: '310,000' given", "must be a number"],
    ),
    "text for a count": (
        changed("people = 160", 'people = "160"'),
        ["changes[0].people: '160' given", "whole number"],
    ),
    "a minus, then more": (
        changed("people = 160", 'people = "-1+1"'),
        ["changes[0].people: '-1+1' given", "formula"],
    ),
    "number for text": (
        changed('label = "Team of five"', "label = 5"),
        ["costs[0].label: 5 given", "write text, in double quotes"],
    ),
    "number for text of a number": (
        changed('unit = "GBP per year"', "unit = 0"),
        ["costs[0].cost.unit: 0 given", "write text, in double quotes"],
    ),
    "number for a source": (
        changed('source = "Anytown budget book 2025-26 (invented)"', "source = 5"),
        ["costs[0].cost.source: 5 given", "it takes a table"],
    ),
    "day for text": (
        changed('id = "entries"', "id = 2026-04-01"),
        ["changes[0].id: 2026-04-01 given", "write text"],
    ),
    "not a day": (
        changed("start = 2026-04-01", "start = 07:32:00"),
        ["start: 07:32:00 given", "written like '2026-10-01'"],
    ),
    "word for yes or no": (
        changed("recurs = false", 'recurs = "no"'),
        ["changes[0].recurs: 'no' given", "write true or false"],
    ),
    "one for several": (
        changed("phase_in = [0.5]", "phase_in = 0.5"),
        ["changes[0].phase_in: 0.5 given", "write [...]"],
    ),
    "one table for several": (
        changed("\n[[costs]]\n", "\n[costs]\n"),
        ["costs: {'label'", "[[costs]] above each table"],
    ),
    "several for one": (
        changed("[changes.pathway]", "[[changes.pathway]]"),
        ["changes[0].pathway: a list given", "[a heading] and not [[a heading]]"],
    ),
    "text for a table": (
        PAUSE + 'pathway = "placement"',
        ["pathway: 'placement' given", "it takes a table", "Placement"],
    ),
    "nothing in a list": (
        'programme = "Custom"\nname = "x"\nchanges = []',
        ["changes: [] given", "at least one, as [[changes]]"],
    ),
    "one of several": (
        changed("phase_in = [0.5]", "phase_in = [0.5, 1.5]"),
        ["changes[0].phase_in[1]: 1.5 given", "between 0 and 1"],
    ),
    # numbers that are none
    "nan": (changed("value = 0.086", "value = nan"), ["rate.value: nan given", "finite number"]),
    "inf": (changed("weeks = 52", "weeks = inf"), ["pathway.weeks", "inf given", "finite number"]),
    "nan months": (changed("months = 24", "months = nan"), ["nan given", "such as 18 or 8.5"]),
    "too large": (changed("value = 0.086", "value = 1e400"), ["rate.value: inf given", "finite"]),
    # a number of one's own
    "no source": (
        changed('source = "Anytown budget book 2025-26 (invented)"', ""),
        ["costs[0].cost.source: nothing given", "write { value = ..., unit"],
    ),
    "no value of one's own": (
        changed("value = 310_000\n", ""),
        ["costs[0].cost.value: nothing given", "no more for one of the library's"],
    ),
    "empty": (changed(COST, "cost = {}"), ["changes[0].pathway.cost.value: nothing given"]),
    "no unit": (
        changed('unit = "GBP per year"\n', ""),
        ["costs[0].cost.unit: nothing given", 'write unit = "GBP per year" or'],
    ),
    "no unit where one will do": (
        PAUSE + 'deadweight = { value = 0.3, source = "ours" }',
        ["deadweight.unit: nothing given", 'write unit = "share"'],
    ),
    "no such unit": (
        changed('unit = "GBP per year"', 'unit = "GBP per yaer"'),
        ["costs[0].cost.unit: 'GBP per yaer' given", "mean 'GBP per year'?"],
    ),
    "no price year": (
        changed('price_year = "2025-26"\n', ""),
        ["costs[0].cost: ", "own.team", "without a price year", "add price_year"],
    ),
    "a status with a source in words": (
        changed("value = 310_000", 'value = 310_000\nstatus = "local"'),
        ["costs[0].cost.source: 'Anytown", "leave status out"],
    ),
    "in full, without its label": (
        changed('label = "Entries to care avoided for each child referred"', 'status = "local"'),
        ["counterfactual.rate.label: nothing given", "counterfactual.rate.quality: nothing given"],
    ),
    # what is wrong between parts
    "no length": (
        changed("weeks = 52", ""),
        ["changes[0].pathway: give the length of the placement once", "weeks=26"],
    ),
    "neither": ('programme = "Pause"', ["Pause: give women=20"]),
    "two costs of one id": (
        EXAMPLE + '[[costs]]\nlabel = "Rent"\ncost = { id = "delivery.pause.woman_year" }\n'
        "cohort = 5",
        ["costs[1].id: 'delivery' is also the id of costs[0]", "give each its own"],
    ),
    "two changes of one id": (
        EXAMPLE + CHANGE,
        ["changes[1].id: 'entries' is also the id of changes[0]", "give each its own"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_a_clear_sentence_for_a_bad_file(tmp_path: Path, text: Any, said: list[str]) -> None:
    whole = refusal(tmp_path, text)
    assert all(line.startswith("our.toml") for line in whole.splitlines())
    for words in said:
        assert words in whole
    for python in ("pydantic", "validation error", "Traceback", "__doc__", "costavoid.local"):
        assert python not in whole


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize(
    ("old", "place"),
    [
        ('"edge-of-care team"', "name"),
        ('"Custom"', "programme"),
        ('"GBP per year"', "costs[0].cost.unit"),
        ('"foundations_2023"', "changes[0].counterfactual.rate.source.id"),
        ("[0.5]", "changes[0].phase_in[1]"),
    ],
)
def test_a_formula_is_refused_wherever_it_stands(
    tmp_path: Path, start: str, old: str, place: str
) -> None:
    formula = f"{start}SUM(A1)"
    new = f"[1, {json.dumps(formula)}]" if old == "[0.5]" else json.dumps(formula)
    said = refusal(tmp_path, changed(old, new))
    assert f"our.toml, {place}: {formula!r} given" in said
    assert "formula; begin with a letter" in said


def test_two_numbers_under_one_id_are_named_with_both_places(tmp_path: Path) -> None:
    other = CHANGE.replace('"entries"', '"others"').replace("children referred", "others referred")
    for old, new, id, places in (
        (
            "0.086",
            "0.1",
            "own.entries_avoided",
            "changes[0].counterfactual.rate and changes[1].counterfactual.rate",
        ),
        (
            "weeks = 52",
            "weeks = 26",
            "placement.weeks",
            "changes[0].pathway.weeks and changes[1].pathway.weeks",
        ),
    ):
        said = refusal(tmp_path, EXAMPLE + other.replace(old, new))
        assert f"our.toml, {places}: two different numbers under one id, {id!r}" in said
        assert "give one of them another" in said
    assert load(tmp_path, EXAMPLE + other)  # the same number twice is no contradiction


def test_the_same_saving_twice_is_refused_on_loading(tmp_path: Path) -> None:
    said = refusal(tmp_path, EXAMPLE + CHANGE.replace('"entries"', '"others"'))
    assert "our.toml, outcomes entries and others: both save placement" in said


def test_a_start_that_one_horizon_cannot_hold_is_no_fault_of_the_file(tmp_path: Path) -> None:
    for day in ("1900-01-01", "2200-12-31"):
        programme = load(tmp_path, PAUSE + f"start = {day}")
        assert programme.start == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no_such_folder/our.toml", ["our.toml, path: ", "there is no file", "the spelling"]),
        (".", ["which is a folder", "give a TOML file in it"]),
        ("our\0.toml", ["cannot be opened"]),
        ("x" * 5000, ["cannot be opened"]),
        (None, ["load: None given", "'our.toml'"]),
        (5, ["load: 5 given", "'our.toml'"]),
        (b"our.toml", ["load: b'our.toml' given", "'our.toml'"]),
    ],
)
def test_what_is_not_a_file(path: Any, said: list[str]) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.load(path)
    for words in said:
        assert words in str(raised.value)


VALUES = (
    *("nan", "inf", "-1", "0", "1e308", "true", "07:32:00", "2026-02-28", "0x" + "f" * 20),
    *('""', '"x"', '"\\u0000"', '"=1"', '"2025-26"', "[]", "[[1]]", "[{}]", "{}", "{ id = 1 }"),
    *('{ id = "x" }', '{ value = 1, source = "x" }', '{ kind = "placement" }', "{ kind = 1 }"),
)
PROGRAMME_FIELDS = sorted({f for cls in PROGRAMMES.values() for f in cls.model_fields})


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """The example, or a few fields of any programme, with some of it spoilt."""
    if draw(st.booleans()):
        lines = [f'programme = "{draw(st.sampled_from(sorted(PROGRAMMES)))}"']
        for field in draw(st.lists(st.sampled_from(PROGRAMME_FIELDS), unique=True, max_size=5)):
            lines.append(f"{field} = {draw(st.sampled_from(VALUES))}")
        return "\n".join(lines)
    lines = EXAMPLE.splitlines()
    for at in draw(st.lists(st.integers(0, len(lines) - 1), max_size=3)):
        name, _, value = lines[at].partition(" = ")
        lines[at] = draw(
            st.sampled_from(
                [
                    "",
                    *((f"{name} = {spoilt}" for spoilt in VALUES) if value else ()),
                    lines[at][:-1],
                    lines[at] * 2,
                    f"{lines[at]}\n{lines[at]}",
                    lines[draw(st.integers(0, len(lines) - 1))],
                ]
            )
        )
    return "\n".join(lines)


@given(text=st.one_of(mangled(), st.text(max_size=40)))
def test_any_text_is_a_programme_or_an_input_error(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = load(Path(folder), text)
        except ca.InputError as error:
            assert str(error).startswith("our.toml")
        else:
            assert isinstance(made, ca.Intervention)


# Schemas


def as_json(text: str) -> Any:
    """A TOML file as an editor's validator sees it: days as text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def complaints(text: str, name: str = "Custom") -> list[str]:
    validator = jsonschema.Draft202012Validator(ca.schema(name))
    return [error.message for error in validator.iter_errors(as_json(text))]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_programme_has_a_schema(name: str) -> None:
    found = ca.schema(name)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["properties"]["programme"]["const"] == name
    beside = {"programme", "settings", "overrides"}
    assert set(found["properties"]) == {*beside, *PROGRAMMES[name].model_fields}
    assert found["description"].split() == (PROGRAMMES[name].__doc__ or "").split()
    for part in (found, *found["$defs"].values()):
        if "properties" in part:
            assert part["additionalProperties"] is False
    assert schemas()[name] == found
    assert '"null"' not in json.dumps(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Custom", EXAMPLE),
        ("Pause", PAUSE + 'start = "2026-10-01"'),
        ("Pause", PAUSE + 'removal_rate = { id = "pause.removals_avoided.round1" }'),
        ("Pause", PAUSE + "lag = 9"),
        ("Pause", PAUSE + 'lag = { value = 9, unit = "months", source = "Us" }'),
        ("Pause", PAUSE + 'lag = { value = 9, id = "pause.lag", source = "Us" }'),
        ("Pause", PAUSE + 'neonatal = { cost = { id = "neonatal.special_care.day" } }'),
        ("Pause", PAUSE + 'pathway = { kind = "placement", weeks = 26 }'),
        ("Pause", PAUSE + '[settings]\nhorizon = 5\nprice_year = "2025-26"\ndraws = false'),
        ("Pause", PAUSE + '[settings]\ncorrelations = [["pause.lag", "neonatal.share", 0.5]]'),
        ("Pause", PAUSE + '[[overrides]]\nid = "pause.lag"\nvalue = 8\nsource = "Us"'),
    ],
)
def test_the_schema_takes_what_load_takes(tmp_path: Path, name: str, text: str) -> None:
    assert load(tmp_path, text)
    assert complaints(text, name) == []


@pytest.mark.parametrize(
    "text",
    [
        'programme = "Custom"\nwomen = 20',
        "women = 20",
        PAUSE + "wemen = 20",
        PAUSE.replace("20", "0"),
        PAUSE.replace("20", "20.5"),
        PAUSE.replace("20", '"20"'),
        PAUSE + "persistence = [1.5]",
        PAUSE + "persistence = 0.5",
        PAUSE + "start = 5",
        PAUSE + "removal_rate = 0.2",
        PAUSE + 'removal_rate = { id = "pause.removals_avoided.round9" }',
        PAUSE + 'lag = { value = 9, unit = "months" }',
        PAUSE + 'lag = { value = 9, source = "Us" }',
        PAUSE + 'lag = { value = 9, unit = "moons", source = "Us" }',
        PAUSE + 'lag = { value = 9, unit = "months", source = "Us", status = "local" }',
        PAUSE + "pathway = { weeks = 26 }",
        PAUSE + 'pathway = { kind = "placment", weeks = 26 }',
        PAUSE + "[settings]\nhorizon = 0",
        PAUSE + '[settings]\nhorizon = "5"',
        PAUSE + "[settings]\nhorizen = 5",
        PAUSE + "[settings]\nseed = -1",
        PAUSE + '[settings]\ncorrelations = [["a", "b"]]',
        PAUSE + '[[overrides]]\nid = "pause.lag"\nvalue = 8',
        PAUSE + "overrides = 5",
    ],
)
def test_the_schema_refuses_what_load_refuses(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text)
    assert complaints(text, "Pause")


@pytest.mark.parametrize("name", ["Custum", "", None, 5, []])
def test_a_schema_of_nothing(name: Any) -> None:
    with pytest.raises(ca.InputError, match="programme: .* given"):
        ca.schema(name)


def test_the_page_tells_of_every_kind_and_field_and_reads_as_it_says(tmp_path: Path) -> None:
    page = (ROOT / "docs/own-programme.md").read_text(encoding="utf-8")
    for union in (Counterfactual, Pathway):
        for cls in get_args(get_args(union)[0]):
            assert f'| `"{cls.model_fields["kind"].default}"` |' in page
    for field in ca.Outcome.model_fields:
        assert f"{field}`" in page or f"{field} =" in page or f"changes.{field}" in page, field
    quoted = refusal(tmp_path, changed(COST, "cost = 765"))
    assert quoted in page


def test_false_leaves_out_what_the_library_would_count(tmp_path: Path) -> None:
    file = tmp_path / "pause.toml"
    file.write_text('programme = "Pause"\nwomen = 20\nneonatal = false\n', encoding="utf-8")
    assert ca.load(file).intervention == ca.Pause(women=20, neonatal=None)
    file.write_text('programme = "Pause"\nwomen = false\ncouncils = 2\n', encoding="utf-8")
    assert ca.load(file).intervention == ca.Pause(councils=2)
    file.write_text('programme = "Pause"\nwomen = 20\nremoval_rate = false\n', encoding="utf-8")
    with pytest.raises(ca.InputError, match="pause.toml, removal_rate: false given"):
        ca.load(file)


def test_the_settings_on_the_page_are_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/own-programme.md").read_text(encoding="utf-8")
    parts = page.split("## How it is appraised")[1].split("```")
    settings, override = (part.removeprefix("toml\n") for part in parts[1:4:2])
    file = tmp_path / "our.toml"
    file.write_text(PAUSE + settings + override, encoding="utf-8")
    case = ca.load(file)
    assert case.overrides == (
        ca.local(912, id="placement.foster.any.week", price_year="2025-26", source="Ledger"),
    )
    assert case.settings.adjustments[0].benefits.value == 0.2
    assert case.appraise(draws=100).years == tuple(f"20{y}-{y + 1}" for y in range(26, 31))
