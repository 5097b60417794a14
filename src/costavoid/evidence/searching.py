"""Which numbers and documents are about some words."""

from __future__ import annotations

import re

from costavoid.evidence.catalogue import defaults, sources
from costavoid.evidence.estimate import Estimate, Source

LEAST = 4  # letters that are left of a word without its ending
ENDINGS = re.compile(r"(?:ings?|ers?|ed|ies|es|s|y|e)$")


def about(words: str) -> tuple[list[Estimate], list[Source]]:
    """The numbers, and the documents, with every word in their ids, labels or titles.

    A word is found by its beginning, whatever its ending: "fostering" in "foster carers".
    """
    wanted = [_stem(word) for word in re.findall(r"\w+", words.casefold())]

    def has(*texts: str) -> bool:
        held = re.findall(r"[^\W_]+", " ".join(texts).casefold())
        return bool(wanted) and all(any(at.startswith(word) for at in held) for word in wanted)

    numbers = [e for e in defaults().values() if has(e.id, e.label, e.source.title)]
    papers = [s for s in sources().values() if has(s.id, s.title, s.publisher)]
    return numbers, papers


def _stem(word: str) -> str:
    """A word without its ending, where enough is left to tell it by."""
    short = ENDINGS.sub("", word)
    return short if len(short) >= LEAST else word
