"""The page of one state as HTML, by Jinja2: the form, the answer beside it, what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from costavoid.appraisal.answer import Answer
from costavoid.base.extras import from_extra
from costavoid.evidence.catalogue import defaults
from costavoid.output.report.html import environment, parts_of_a_page
from costavoid.page.answer_shown import answer_shown
from costavoid.page.answered import Answered, standing
from costavoid.page.boxes import Box, Items, Node, Part, names_of
from costavoid.page.cards import groups, typed_numbers
from costavoid.page.form import Form, drawn_of, form
from costavoid.page.slider import slider
from costavoid.page.taking_away import FILES, three_lines
from costavoid.page.typed import OWN, own_ids
from costavoid.page.versions import MOST, Version, compared
from costavoid.version import __version__

TEMPLATE = "state.html.j2"
DRAWS = "settings.draws"


def page_html(made: Answered, kept: tuple[Version, ...], said: str) -> str:
    """The inside of the page: `said` is what came of the last thing asked."""
    answer, drawn, drawn_form = made.answer, drawn_of(made), form(made)
    held = standing(made)
    typed = typed_numbers(held, made.texts) if held else {}
    council = made.texts.get("settings.council", "")
    cards = groups(held, drawn, council, exact=held is answer) if held else ()
    shown = {name for node in drawn_form.nodes for name in names_of(node)}
    shown |= {name for group in cards for card in group.cards for name in names_of(card.box)}
    text: str = _template(from_extra("jinja2")).render(
        made=made,
        form=drawn_form,
        called=_Names(drawn_form),
        shown_answer=answer_shown(answer) if answer else None,
        groups=cards,
        unused=_unused(made, held),
        hidden=[each for each in made.texts.items() if each[0] not in (*shown, DRAWS)],
        slider=slider(answer, typed) if answer else None,
        draws=made.texts.get(DRAWS, "10000"),
        draws_given=DRAWS in made.texts,
        compared=compared(kept, answer),
        most_kept=MOST,
        files=FILES,
        lines=three_lines(made),
        said=said,
        version=__version__,
        **parts_of_a_page(),
    )
    return text


def _unused(made: Answered, held: Answer | None) -> list[str]:
    """The ids of numbers of one's own that the case has no use for."""
    in_use = held.inputs.in_use if held else {}
    return [id for id in own_ids(made.texts) if held and id not in in_use]


class _Names:
    """What the boxes of a form are called, by name."""

    def __init__(self, drawn: Form) -> None:
        self._labels = dict(_labelled(drawn.nodes))

    def __call__(self, name: str) -> str:
        """The label of a box; words from its name where it has none."""
        own = OWN.fullmatch(name)
        if own and own["id"] in defaults():
            return defaults()[own["id"]].label
        plain = own["id"] if own else name.removeprefix("settings.")
        return self._labels.get(name) or plain.replace("_", " ").replace(".", " ").capitalize()


def _labelled(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        yield node.name, node.label
        if isinstance(node, Part):
            yield from _labelled(node.inside)
        elif isinstance(node, Items):
            yield from _labelled(node.items)


@cache
def _template(jinja: Any) -> Any:
    """The template, put together once."""
    found = environment(jinja, "costavoid.page")
    found.tests |= {
        "a_part": lambda node: isinstance(node, Part),
        "a_list": lambda node: isinstance(node, Items),
        "a_box": lambda node: isinstance(node, Box),
    }
    return found.get_template(TEMPLATE)
