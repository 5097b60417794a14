"""One request in, one response out: what is typed, what is wrong, what is taken away."""

from __future__ import annotations

import base64
import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import costavoid as ca
from costavoid.page.respond import respond
from costavoid.programme.interventions import PROGRAMMES

PAUSE = {"programme": "Pause", "women": "20", "start": "2026-10-01"}
YEARS = {"settings.horizon": "5", "settings.price_year": "2025-26"}


def asked(state: dict[str, str], **more: str) -> dict[str, Any]:
    response = respond({"state": urlencode(state), **more})
    json.dumps(response)  # nothing but plain values
    return response


def words(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def typed(response: dict[str, Any]) -> dict[str, str]:
    return {name: text for name, (text,) in parse_qs(response["state"]).items()}


def test_the_answer_is_that_of_python() -> None:
    pause = ca.Pause(women=20, start="2026-10-01")
    said = str(ca.appraise(pause, horizon=5, price_year="2025-26"))
    html = words(asked({**PAUSE, **YEARS})["html"])
    pounds = re.findall(r"£[\d.,]+(?: million)?", said.split("Evidence")[0])
    assert pounds
    assert all(amount in html for amount in pounds)


def test_numbers_days_and_years_as_people_write_them() -> None:
    state = {
        "programme": "Pause",
        "women": "1,000",
        "start": "01/04/2026",
        "settings.price_year": "2025/26",
        "settings.horizon": "5",
        "own:delivery.pause.woman_year:value": "£18.5k",
        "own:delivery.pause.woman_year:source": "Our contract",
        "deadweight": "40%",
    }
    response = asked(state)
    case = file_of(asked(state, want="case"))
    assert b"women = 1000" in case
    assert b"start = 2026-04-01" in case
    assert b'price_year = "2025-26"' in case
    assert b"value = 18500" in case
    assert b"deadweight = 0.4" in case
    said = words(response["html"])
    assert "Understood: £18,500 per person-year" in said
    assert "Understood: 1 April 2026" in said
    assert "Understood: 40%" in said


def file_of(response: dict[str, Any]) -> bytes:
    return base64.b64decode(response["file"]["base64"])


def test_a_mistake_is_said_at_its_field_and_nothing_else_is_lost() -> None:
    response = asked({**PAUSE, **YEARS, "women": "about forty", "deadweight": "40%"})
    assert 'id="fault-women"' in response["html"]
    assert "'about forty' given" in words(response["html"])
    assert typed(response)["women"] == "about forty"
    assert typed(response)["deadweight"] == "40%"
    assert "There is no answer yet" in response["html"]


def test_what_the_library_refuses_is_said_at_its_field() -> None:
    for name, text, said in (
        ("women", "0", "0 given"),
        ("settings.horizon", "900", "125 years"),
        ("settings.price_year", "2025", "2025-26"),
        ("settings.council", "Atlantis", "Atlantis"),
        ("start", "31 February 2026", "31 February 2026"),
        ("deadweight", "140%", "1"),
        ("own:placement.foster.any.week:value", "minus 40", "40"),
    ):
        html = asked({**PAUSE, **YEARS, name: text})["html"]
        at = re.search(rf'id="fault-{re.escape(name)}">(.*?)</p>', html, re.DOTALL)
        assert at, name
        assert said in words(at[1]), name


def test_a_programme_that_needs_more_says_what() -> None:
    html = words(asked({"programme": "SocialWorkersInSchools"})["html"])
    assert "Still to be given: Schools Days a week in each school Section 47 enquiries" in html


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_programme_has_a_form(name: str) -> None:
    html = asked({"programme": name})["html"]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "an id stands twice"
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    boxes = set(re.findall(r'<(?:input(?! type="hidden")|select)[^>]* id="([^"]+)"', html))
    assert boxes <= labelled
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert set(described) <= set(ids)


def test_another_programme_takes_no_number_of_the_last_one() -> None:
    state = {
        **PAUSE,
        **YEARS,
        "form": "Pause",
        "programme": "SureStart",
        "own:delivery.pause.woman_year:value": "1",
    }
    response = asked(state)
    assert "own:delivery.pause.woman_year:value" not in typed(response)
    assert "women" not in typed(response)
    assert "There is no answer yet" not in response["html"]


def test_a_number_without_a_source_asks_for_one() -> None:
    mine = {"own:placement.foster.any.week:value": "900"}
    html = words(asked({**PAUSE, **YEARS, **mine})["html"])
    assert "This number has no source yet" in html
    assert "In use: yours. £900 per week, 2025-26 prices" in html
    mine["own:placement.foster.any.week:source"] = "Ledger"
    assert "no source yet" not in words(asked({**PAUSE, **YEARS, **mine})["html"])


def test_draws_are_made_when_asked_for_and_told_of() -> None:
    told: list[tuple[int, int]] = []
    state = urlencode({**PAUSE, **YEARS, "settings.draws": "2000"})
    response = respond({"state": state, "want": "draws"}, lambda done, of: told.append((done, of)))
    assert "From 2,000 simulations" in words(response["html"])
    assert told[-1][0] == told[-1][1]
    assert "simulations in which" not in words(respond({"state": state})["html"])


def test_more_draws_than_a_page_bears_are_cut() -> None:
    response = asked({**PAUSE, **YEARS, "settings.draws": "999999999"}, want="draws")
    assert typed(response)["settings.draws"] == "100000"


def test_a_dropped_file_is_put_in_the_form() -> None:
    file = 'programme = "Pause"\nwomen = 30\n\n[settings]\nhorizon = 4\nprice_year = "2025-26"\n'
    response = asked(PAUSE, want="open", file=file)
    assert typed(response)["women"] == "30"
    assert typed(response)["settings.horizon"] == "4"


@pytest.mark.parametrize("file", ["", "nonsense", 'programme = "Nothing"', "\0", "a" * 2_000_000])
def test_a_file_that_is_none_leaves_the_form_as_it_was(file: str) -> None:
    response = asked({**PAUSE, **YEARS}, want="open", file=file)
    assert "The file was not opened" in words(response["html"])
    assert typed(response)["women"] == "20"


def test_what_is_taken_away_is_what_python_writes() -> None:
    appraisal = ca.appraise(ca.Pause(women=20, start="2026-10-01"), horizon=5, price_year="2025-26")
    from costavoid.output.report.html import html_bytes

    response = asked({**PAUSE, **YEARS}, want="html")
    assert file_of(response) == html_bytes(appraisal)
    assert response["file"]["name"] == "pause.html"


def test_nothing_is_taken_away_without_an_answer() -> None:
    response = asked({"programme": "SocialWorkersInSchools"}, want="word")
    assert "file" not in response
    assert "no answer to take away" in response["said"]


def test_versions_are_kept_beside_one_another() -> None:
    state = {**PAUSE, **YEARS}
    for number in range(5):
        state = typed(asked({**state, "women": str(20 + number)}, do=f"keep:Version {number}"))
    html = words(asked({**state, "women": "90"})["html"])
    assert "Version 4" in html
    assert "On the page now" in html
    full = asked(state, do="keep:One more")
    assert "are kept already" in words(full["html"])
    twice = asked(typed(asked(state, do="drop:4")), do="keep:Version 0")
    assert "is kept already" in words(twice["html"])
    back = typed(asked(state, do="use:0"))
    assert back["women"] == "20"
    assert sum(name.startswith("kept.") for name in back) == 5


def test_versions_that_are_not_alike_say_why() -> None:
    kept = typed(asked({**PAUSE, **YEARS}, do="keep:A"))
    html = words(asked({**kept, "settings.price_year": "2024-25"})["html"])
    assert "price_year" in html or "price year" in html


def test_a_part_is_opened_changed_and_put_back() -> None:
    state = {**PAUSE, **YEARS}
    before = words(asked(state)["html"])
    opened = asked(state, do="open:pathway")
    assert typed(opened)["pathway.kind"] == "infant removed at birth"
    closed = asked(typed(opened), do="close:pathway")
    assert words(closed["html"]) == before
    left = asked(state, do="leave:neonatal")
    assert typed(left)["neonatal"] == "no"
    assert b"neonatal = false" in file_of(asked(typed(left), want="case"))


def test_a_list_grows_and_shrinks() -> None:
    state = typed(asked({"programme": "Custom", "name": "Ours"}, do="add:changes"))
    state = typed(asked(state, do="add:changes"))
    assert state["changes"] == "2"
    state = {**state, "changes.0.label": "First", "changes.1.label": "Second"}
    state = typed(asked(state, do="take:changes.0"))
    assert state["changes"] == "1"
    assert state["changes.0.label"] == "Second"


def test_a_cost_is_built_from_posts() -> None:
    state = typed(asked({"programme": "SystemicPractice"}, do="budget:delivery_cost"))
    html = asked(state)["html"]
    assert 'name="delivery_cost.posts.0.title"' in html


def test_what_no_page_sends_is_refused() -> None:
    for request in ({"want": "everything"}, {"state": 1}, {"do": []}, {"want": None}, {"file": 1}):
        with pytest.raises(ca.InputError):
            respond(request)
    assert "no such button" in words(asked(PAUSE, do="explode")["html"])
    assert "more than" in words(respond({"state": "a=" + "b" * 500_000})["html"])


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "{% raw %}",
    "=cmd|' /C calc'!A0",
    "</textarea><svg onload=alert(1)>",
    "../../etc/passwd",
    "%00%0a",
    "\u202eevil",
    "' OR 1=1 --",
    "a\nb\rc",
]


class Runs(HTMLParser):
    """What of a page a browser would run or fetch: by the parser of the standard library."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.seen += [tag] if tag in ("script", "img", "iframe", "object", "embed", "style") else []
        self.seen += [name for name in named if name.startswith("on") or name == "src"]
        href = named.get("href") or ""
        if href and not href.startswith(("https://", "http://", "#")):
            self.seen.append(href)

    @classmethod
    def found(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.seen


def boxes() -> list[str]:
    """The names of every box of the page."""
    found = re.findall(r'name="([^"]+)"', asked({**PAUSE, **YEARS})["html"])
    return [name for name in dict.fromkeys(map(unescape, found)) if name != "form"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_all_boxes_runs_nothing(text: str) -> None:
    state = dict.fromkeys(boxes(), text)
    assert not Runs.found(asked(state)["html"])
    assert not Runs.found(asked({**state, "programme": "Pause"})["html"])


def test_hostile_text_in_every_box_breaks_nothing() -> None:
    for name in boxes():
        response = asked({**PAUSE, **YEARS, name: HOSTILE[1]})
        assert not Runs.found(response["html"]), name


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["women", "start", "deadweight", "pathway", "pathway.kind", "kept.0", "x"])
        | st.text(max_size=12),
        st.text(max_size=30),
        max_size=5,
    ),
    st.text(max_size=20),
)
def test_whatever_is_sent_there_is_a_page(state: dict[str, str], do: str) -> None:
    text = urlencode({k: v for k, v in state.items()}, errors="surrogatepass")
    assert "<form" in respond({"state": text, "do": do})["html"]


def test_a_budget_where_none_can_be_is_no_budget() -> None:
    response = asked({**PAUSE, **YEARS, "deadweight.kind": "budget"}, do="budget:lag")
    assert "There is no answer yet" not in response["html"]
