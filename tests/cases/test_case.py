"""A case file: written, read back and written again it is the same bytes and the same pounds."""

from __future__ import annotations

import importlib.util
import json
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.base.plain_text import HIDDEN, begins_as_formula
from costavoid.cases.blank import asks_for, new_case
from costavoid.cases.case import FILL_IN
from costavoid.cases.settings import CaseSettings
from costavoid.programme.base import Intervention
from costavoid.programme.factors import Factor
from costavoid.programme.interventions import PROGRAMMES
from strategies import prices, programmes

ROOT = Path(__file__).parents[2]
EXAMPLES = {path.stem: path for path in sorted((ROOT / "examples").glob("*.py"))}
OWN_LAG = ca.local(8.5, id="pause.lag", source="Our midwives, 2025")
PAUSE = ca.Pause(women=20, start="2026-10-01")
ASKED = {"horizon": 5, "price_year": "2025-26"}


def example(name: str) -> ca.Appraisal:
    spec = importlib.util.spec_from_file_location(f"cases.{name}", EXAMPLES[name])
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.appraisal()
    assert isinstance(made, ca.Appraisal)
    return made


def complaints(file: Path) -> list[str]:
    """What an editor's validator says of a file, which sees days as text."""
    table = json.loads(json.dumps(tomllib.loads(file.read_text(encoding="utf-8")), default=str))
    validator = jsonschema.Draft202012Validator(ca.schema(table["programme"]))
    return [error.message for error in validator.iter_errors(table)]


def there_and_back(case: ca.Case, folder: Path) -> ca.Case:
    """The case read from its file, which is the same file when it is written anew."""
    first = case.save(folder / "first.toml")
    read = ca.load(first)
    assert read == case
    anew = ca.Case(**read.arguments).save(folder / "anew.toml")
    assert anew.read_bytes() == read.save(folder / "as read.toml").read_bytes()
    assert anew.read_bytes() == first.read_bytes()
    assert complaints(first) == []
    return read


# Round trips


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_comes_back_to_the_penny(name: str, tmp_path: Path) -> None:
    appraisal = example(name)
    read = there_and_back(ca.Case.of(appraisal), tmp_path)
    assert read.appraise().to_json() == appraisal.to_json()


def test_the_examples_are_of_every_programme() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES.values()]
    for name in PROGRAMMES:
        assert any(f"ca.{name}(" in text for text in texts)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), min_size=1).filter(
    lambda text: text.strip() and not HIDDEN.search(text) and not begins_as_formula(text, "-")
)
numbers = st.floats(0, 1e300) | st.floats(0, 1) | st.integers(0, 10**9).map(float)
own = st.builds(
    lambda value, label, source, year, share: ca.local(
        value,
        id="placement.foster.any.week",
        label=label,
        source=source,
        price_year=year,
        cash_releasing=share,
        note=label,
    ),
    numbers,
    words,
    words,
    prices,
    st.floats(0, 1),
)
asked = st.fixed_dictionaries(
    {},
    optional={
        "horizon": st.integers(1, 60),
        "price_year": prices,
        "first_year": prices,
        "timing": st.sampled_from(["start of year", "mid-year"]),
        "placement_inflation": st.floats(-0.5, 0.5),
        "residential_inflation": st.none() | st.floats(-0.5, 0.5),
        "draws": st.integers(2, 10**6),
        "seed": st.integers(0, 2**63 - 1),
        "range_as": st.sampled_from(["PERT", "triangular", "95% interval"]),
        "correlations": st.lists(st.tuples(words, words, st.floats(-1, 1)), max_size=3),
        "adjustments": st.builds(
            lambda benefits, source: (ca.optimism_bias(benefits=benefits, source=source),),
            st.floats(0, 1),
            words,
        ),
    },
)


@settings(max_examples=40)
@given(programme=programmes, own=st.none() | own, asked=asked)
def test_any_case_comes_back(
    programme: Intervention, own: ca.Estimate | None, asked: dict[str, Any]
) -> None:
    case = ca.Case(programme, overrides=[own] if own else [], **asked)
    with tempfile.TemporaryDirectory() as folder:
        there_and_back(case, Path(folder))


@pytest.mark.parametrize(
    "value", [0.1 + 0.2, 5e-324, 1.7976931348623157e308, 1e22, 2.0**53, 1 / 3, 912.0, 0.0]
)
def test_a_number_is_the_same_to_the_last_bit(value: float, tmp_path: Path) -> None:
    own = ca.local(value, "GBP per year", price_year="2025-26", source="Ledger")
    case = ca.Case(ca.Pause(women=20, delivery_cost=own))
    there_and_back(case, tmp_path)
    cost = tomllib.loads((tmp_path / "first.toml").read_text())["delivery_cost"]
    assert repr(float(cost["value"])) == repr(value)


def test_what_a_file_looks_like(tmp_path: Path) -> None:
    programme = ca.Pause(
        women=20,
        start="2026-10-01",
        lag=8.5,
        neonatal=None,
        delivery_cost=ca.local(
            310_000, "GBP per year", id="own.cost", price_year="2025-26", source='The "ledger"'
        ),
        removal_rate=ca.default("pause.removals_avoided.round1"),
    )
    file = ca.Case(programme, **ASKED, overrides=OWN_LAG).save(tmp_path / "pause.toml")
    assert (
        file.read_text(encoding="utf-8")
        == """\
programme = "Pause"
start = 2026-10-01
women = 20
removal_rate = {id = "pause.removals_avoided.round1"}
neonatal = false
lag = 8.5

[delivery_cost]
id = "own.cost"
label = "own.cost"
value = 310000
unit = "GBP per year"
price_year = "2025-26"
quality = "amber"
source = "The \\"ledger\\""

[settings]
horizon = 5
price_year = "2025-26"

[[overrides]]
id = "pause.lag"
label = "Start of the programme to the first birth it can avoid"
value = 8.5
unit = "months"
quality = "amber"
source = "Our midwives, 2025"
"""
    )
    assert tomllib.loads(file.read_text())["start"] == date(2026, 10, 1)


def test_a_file_of_ones_own_is_kept_as_it_is_comments_and_all(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = b'\xef\xbb\xbf# ours\r\nprogramme  =  "Pause"\r\nwomen = 2_0  # by 2027\r\n'
    file.write_bytes(text)
    case = ca.load(file)
    assert case.save(tmp_path / "copy.toml").read_bytes() == text
    changed = ca.Case(**{**case.arguments, "horizon": 5})
    written = changed.save(tmp_path / "changed.toml").read_text(encoding="utf-8")
    assert written == 'programme = "Pause"\nwomen = 20\n\n[settings]\nhorizon = 5\n'


# Appraising a case


def test_a_case_is_what_appraise_takes() -> None:
    more = {"placement_inflation": 0.02, "timing": "mid-year", "draws": 200, "seed": 7}
    case = ca.Case(PAUSE, **ASKED, **more, overrides=[OWN_LAG])
    direct = ca.appraise(PAUSE, **ASKED, **more, overrides=[OWN_LAG])
    assert case.appraise().to_json() == direct.to_json()
    assert ca.appraise(**case.arguments).to_json() == direct.to_json()
    assert ca.appraise_many({"ours": case.arguments})["ours"].to_json() == direct.to_json()
    assert ca.Case.of(direct).appraise().to_json() == direct.to_json()
    assert case.appraise().uncertainty.summary().equals(direct.uncertainty.summary())


def test_what_is_given_goes_before_what_the_case_has() -> None:
    cost = ca.local(900, id="placement.foster.any.week", price_year="2025-26", source="Ledger")
    case = ca.Case(PAUSE, horizon=3, price_year="2020-21", overrides=[OWN_LAG, cost])
    dearer = ca.local(1200, id="placement.foster.any.week", price_year="2025-26", source="Bid")
    changed = case.appraise(horizon=5, price_year="2025-26", overrides=dearer)
    direct = ca.appraise(PAUSE, **ASKED, overrides=[OWN_LAG, dearer])
    assert changed.to_json() == direct.to_json()


VARYING_LAG = ca.local(
    8.5, id="pause.lag", low=7, high=10, range_kind="95% interval", source="Our midwives, 2025"
)
ALL_GIVEN: dict[str, Any] = {
    "council": "Hackney",
    "first_year": "2025-26",
    "edition": "2026",  # the only one
    "schedule": "health",
    "timing": "mid-year",
    "placement_inflation": 0.02,
    "residential_inflation": 0.05,
    "draws": 200,
    "seed": 7,
    "range_as": "PERT",
    "correlations": [("pause.removals_avoided.round1", "pause.lag", 0.5)],
    "keep": 1_000,
    "adjustments": [ca.optimism_bias(benefits=0.1, source="Ours")],
    "unpublished": 0.2,
}


def test_every_setting_may_be_none() -> None:
    # against whom is set only where there is a before-and-after: see tests/localdata
    assert {*ALL_GIVEN, *ASKED, "against"} == set(CaseSettings.model_fields)


@pytest.mark.parametrize("name", [name for name in ALL_GIVEN if name != "draws"])
def test_none_is_the_default_and_not_what_the_case_has(name: str) -> None:
    case = ca.Case(PAUSE, **ASKED, **ALL_GIVEN, overrides=VARYING_LAG)
    rest = {each: value for each, value in ALL_GIVEN.items() if each != name}
    direct = ca.appraise(PAUSE, **ASKED, **rest, overrides=[VARYING_LAG])
    assert case.appraise(**{name: None}).to_json() == direct.to_json()
    assert (case.appraise().to_json() == direct.to_json()) is (name == "edition")


def test_no_draws_when_none_are_asked_for() -> None:
    drawing = ("draws", "seed", "range_as", "correlations", "keep", "unpublished")
    rest = {name: value for name, value in ALL_GIVEN.items() if name not in drawing}
    case = ca.Case(PAUSE, **ASKED, **ALL_GIVEN, overrides=VARYING_LAG)
    direct = ca.appraise(PAUSE, **ASKED, **rest, overrides=[VARYING_LAG])
    assert case.appraise(draws=None).to_json() == direct.to_json()
    with pytest.raises(ca.InputError, match="given without draws"):
        case.appraise(draws=None, range_as="PERT")


@pytest.mark.parametrize("missing", ASKED)
def test_a_case_without_years_says_where_to_write_them(missing: str) -> None:
    rest = {name: value for name, value in ASKED.items() if name != missing}
    with pytest.raises(ca.InputError) as raised:
        ca.Case(PAUSE, **rest).appraise()
    said = str(raised.value)
    assert said.startswith(f"{missing}: nothing given; write {missing} = ")
    assert "under [settings]" in said
    assert ca.Case(PAUSE, **rest).appraise(**{missing: ASKED[missing]})


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    ca.Case(PAUSE, **ASKED, draws=20_000).appraise(progress=lambda *done: seen.append(done))
    assert seen[-1] == (20_000, 20_000)


# What is refused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"intervention": 5}, "intervention: int given; give a programme"),
        ({"intervention": ca.Pause}, "intervention: "),
        ({"horizen": 5}, "horizen: there is no such field. Did you mean 'horizon'?"),
        ({"horizon": 0}, "horizon: 0 given; must be 1 or more"),
        ({"price_year": "2025"}, "'2025' given; one year could be either of two"),
        ({"seed": "1"}, "a seed is a whole number"),
        ({"overrides": 5}, "overrides: 5 given"),
        ({"overrides": [5]}, "overrides.0: 5 given"),
        ({"overrides": "pause.lag"}, "overrides: 'pause.lag' given"),
    ],
)
def test_what_is_no_case(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ca.InputError) as raised:
        ca.Case(**{"intervention": PAUSE, **given})
    assert said in str(raised.value)
    assert "pydantic" not in str(raised.value)


def test_what_no_file_can_hold_is_not_written(tmp_path: Path) -> None:
    class Ours(ca.Pause):
        """Not of the library."""

    part = ca.RateAvoided(rate=ca.default("pause.infants_avoided.round2"))
    change = ca.Outcome(
        id="a", label="A", counterfactual=part, pathway=ca.CareProceedings(), children="all"
    )
    for programme, said in (
        (Ours(women=20), "save: Ours is not a programme of the library"),
        (ca.Custom(name=FILL_IN, changes=[change]), "name: still to be filled in"),
    ):
        with pytest.raises(ca.InputError) as raised:
            ca.Case(programme).save(tmp_path / "no.toml")
        assert said in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_replaced_without_a_word(tmp_path: Path) -> None:
    file = ca.Case(PAUSE).save(tmp_path / "a.toml")
    before = file.read_bytes()
    with pytest.raises(ca.InputError, match="there already"):
        ca.Case(PAUSE, horizon=5).save(file)
    assert file.read_bytes() == before
    ca.Case(PAUSE, horizon=5).save(file, overwrite=True)
    assert file.read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_no_programme_has_a_field_that_a_file_means_otherwise() -> None:
    taken = {"programme", "settings", "overrides", *CaseSettings.model_fields}
    for name, cls in PROGRAMMES.items():
        assert not taken & set(cls.model_fields), name


# The file to begin from


def filled(text: str, case: Intervention) -> str:
    """A new file with what an example holds in each place that is to be filled in."""
    lines, table = [], ""
    for line in text.splitlines():
        if line.startswith("["):
            table = line.strip("[]")
        name, equals, value = line.partition(" = ")
        if equals and value == f'"{FILL_IN}"' and not line.startswith("#"):
            thing: Any = case
            for step in (*table.split("."), name) if table else (name,):
                thing = getattr(thing, step)
            if name == "source":
                thing = thing.title
            if isinstance(thing, ca.Estimate):
                thing = thing.value
            line = f"{name} = {json.dumps(thing)}"
        lines.append(line)
    return "\n".join(lines)


FIRST = {
    type(appraisal.intervention).__name__: appraisal.intervention
    for appraisal in map(example, reversed(EXAMPLES))
}


@pytest.mark.parametrize("name", [name for name in PROGRAMMES if name != "Custom"])
def test_a_new_file_loads_once_it_is_filled_in(name: str, tmp_path: Path) -> None:
    text = new_case(name)
    file = tmp_path / "ours.toml"
    given = FIRST[name]
    if isinstance(given, ca.Pause) and given.women is None:
        given = PAUSE
    if asks_for(PROGRAMMES[name]):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ca.InputError) as raised:
            ca.load(file)
        for field in asks_for(PROGRAMMES[name]):
            assert field in str(raised.value).split(": still to be filled in")[0]
    file.write_text(filled(text, budgeted(given)), encoding="utf-8")
    case = ca.load(file)
    assert type(case.intervention) is PROGRAMMES[name]
    assert case.appraise(price_year="2025-26", first_year="2025-26").years[0] == "2025-26"
    assert complaints(file) == []


def budgeted(programme: Intervention) -> Intervention:
    """The programme with a yearly sum in the place of a budget, which a new file asks for."""
    if isinstance(getattr(programme, "delivery_cost", None), ca.Budget):
        a_year = ca.local(250_000, "GBP per year", price_year="2025-26", source="Bid")
        return programme.model_copy(update={"delivery_cost": a_year})
    return programme


def test_a_new_file_of_ones_own_programme(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = new_case("Custom", {"name": "our team"})
    for name, value in (("id", "entries"), ("label", "Entries"), ("children", "all")):
        text = text.replace(f'\n{name} = "{FILL_IN}"', f'\n{name} = "{value}"', 1)
    for kind, rest in (
        ("rate avoided", 'rate = { id = "pause.infants_avoided.round2" }'),
        ("care proceedings", ""),
    ):
        text = text.replace(f'\nkind = "{FILL_IN}"', f'\nkind = "{kind}"\n{rest}', 1)
    file.write_text(text, encoding="utf-8")
    assert ca.load(file).appraise().intervention.called == "our team"


def test_for_pause_one_line_is_to_be_filled_in() -> None:
    text = new_case("Pause")
    live = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert live == [
        'programme = "Pause"',
        f'women = "{FILL_IN}"',
        "[settings]",
        "horizon = 5",
        f'price_year = "{ca.price_index().outturn}"',
    ]


def test_the_example_of_a_placement_cost_is_read_and_is_cash_as_it_says(tmp_path: Path) -> None:
    text = new_case("Pause", {"women": "20"})
    lines = [line for line in text.splitlines() if line.startswith("# placement.")]
    example = "\n".join(line.removeprefix("# ") for line in lines)
    file = tmp_path / "ours.toml"

    def council(example: str, cash: str) -> float:
        there = '#placement = {id = "placement.foster.any.week"}'
        heading = '[pathway]\nkind = "infant removed at birth"'
        commented = heading.replace("[", "#[").replace("kind", "#kind")
        assert there in text and commented in text
        file.write_text(text.replace(commented, heading).replace(there, example), encoding="utf-8")
        return float(ca.load(file).appraise().annual(payer="council", cash=cash).sum())

    def benefit(value: int, cash: str, share: bool) -> float:
        own = example.replace("value = 1000", f"value = {value}")
        kept = [line for line in own.splitlines() if share or "cash_releasing" not in line]
        return council("\n".join(kept), cash)

    assert benefit(2000, "cash", True) > benefit(1000, "cash", True) + 1000
    assert benefit(2000, "avoided", True) == pytest.approx(benefit(1000, "avoided", True))
    assert benefit(2000, "cash", False) == pytest.approx(benefit(1000, "cash", False))
    assert benefit(2000, "avoided", False) > benefit(1000, "avoided", False) + 1000


def test_a_commented_heading_says_what_else_loses_its_mark() -> None:
    text = " ".join(new_case("Pause").replace("\n# ", " ").split())
    assert "take the # off [pathway] and kind too. #[pathway] #kind" in text
    assert "off [pathway.proceedings] and kind too, and off those of pathway. #[pathway" in text


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_new_file_names_every_field_and_every_source(name: str) -> None:
    text = new_case(name)
    joined = " ".join(text.replace("\n# ", " ").split())
    for field in (*PROGRAMMES[name].model_fields, *CaseSettings.model_fields):
        assert f"\n# {field}:" in text, field
    for _, id in PROGRAMMES[name].evidence:
        assert id in text
    for number in (ca.default(id) for field, id in PROGRAMMES[name].evidence):
        if number.id in joined.split("[settings]")[0] and number.source.url:
            assert number.source.url in text
    assert not any(len(line) > 100 and "://" not in line for line in text.splitlines())


def test_a_line_of_a_default_is_that_default() -> None:
    """Every default that stands in a file above its headings, with its # taken away."""
    found = 0
    for name, cls in PROGRAMMES.items():
        for line in new_case(name).split("\n[")[0].split("\n#[")[0].splitlines():
            field, equals, _ = line.removeprefix("#").partition(" = ")
            if line.startswith("# ") or not line.startswith("#") or not equals or "..." in line:
                continue
            if cls.model_fields[field].default_factory_takes_validated_data:
                continue  # follows from the other fields
            value = tomllib.loads(line.removeprefix("#"))[field]
            standing = cls.model_fields[field].get_default(call_default_factory=True)
            assert standing == (ca.default(value["id"]) if isinstance(value, dict) else value)
            found += 1
    assert found > 20


def test_fields_are_filled_in_at_once(tmp_path: Path) -> None:
    given = {"women": "20", "start": "2026-10-01", "horizon": "8", "price_year": "2025-26"}
    file = tmp_path / "pause.toml"
    file.write_text(new_case("Pause", given), encoding="utf-8")
    assert ca.load(file) == ca.Case(PAUSE, horizon=8, price_year="2025-26")
    for wrong, said in (
        ({"women": "-1"}, "women: -1 given"),
        ({"women": "twenty"}, "women: 'twenty' given"),
        ({"wemen": "20"}, "wemen: there is no such field. Did you mean 'women'?"),
        ({"women": "20\nhorizon = 1"}, "women: '20\\nhorizon = 1' given"),
        ({"women": "=1+1"}, "women: '=1+1' given, which a spreadsheet"),
    ):
        with pytest.raises(ca.InputError) as raised:
            new_case("Pause", wrong)
        assert said in str(raised.value)
    with pytest.raises(ca.InputError, match="Did you mean 'Pause'"):
        new_case("Paws")


def test_a_delivery_cost_with_factors_is_written_and_read_back(tmp_path: Path) -> None:
    own = {"source": "Ours"}
    half = Factor(name="half the year", times=ca.local(0.5, "share", id="own.half", **own))
    cost = ca.local(1_000, "GBP per year", id="own.cost", price_year="2025-26", **own)
    effect = ca.Outcome(
        id="own",
        label="Stays avoided",
        counterfactual=ca.RateAvoided(rate=ca.local(3, "count per year", id="own.rate", **own)),
        pathway=ca.Placement(weeks=10),
        children="children on the edge of care",
    )
    programme = ca.Custom(
        name="Half", changes=(effect,), costs=(ca.Delivery(cost=cost, factors=(half,)),)
    )
    case = ca.Case(programme, horizon=2, price_year="2025-26", first_year="2025-26")
    case.save(tmp_path / "half.toml")
    assert ca.load(tmp_path / "half.toml") == case
    appraisal = case.appraise()
    assert appraisal.annual(kind="delivery").tolist() == [-500.0, -500.0]  # half of 1,000 a year
    assert ca.Appraisal.from_json(appraisal.to_json()).npv == appraisal.npv
