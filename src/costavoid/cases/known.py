"""What is known of a programme: of the effect it uses by default, and the strongest there is."""

from __future__ import annotations

from costavoid.base.designs import Design
from costavoid.cases.blank import asked
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate
from costavoid.programme.base import Intervention


def known(cls: type[Intervention]) -> str:
    """In a few words: "before and after (red); also published: matched comparison"."""
    standing = {entry.value.id for entry in asked(cls) if isinstance(entry.value, Estimate)}
    used = [default(id) for _, id in cls.evidence if id in standing]
    if not used:
        return "no published effect" if cls.evidence_gap else "what you give"
    said = "; ".join(dict.fromkeys(f"{_design(e).value} ({e.quality.value})" for e in used))
    designs = [_design(default(id)) for _, id in cls.evidence]
    best = min(designs, key=list(Design).index)
    if list(Design).index(best) < min(list(Design).index(_design(e)) for e in used):
        said += f"; also published: {best.value}"
    return said


def _design(estimate: Estimate) -> Design:
    return estimate.design or Design.OPINION
