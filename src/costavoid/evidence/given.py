"""A number given for one case: a council's own, a quotation, somebody's opinion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from costavoid.base.asked import a_text
from costavoid.base.designs import Design
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.vocabulary import EvidenceStatus, Quality, Unit
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import DELIVERY, UNNAMED, Estimate, Source

CASH_SHARE_KEPT = "cash share as in the library, not given"  # in its note, for a review to ask
WORDS = ("id", "unit", "label", "quality", "quality_reason", "basis", "design", "note")
GIVEN = "given for this case"  # its publisher, where only words name its source
COMPARED_OR_COUNTED = (Design.TRIAL, Design.MATCHED, Design.STATISTICS, Design.ACCOUNTING)


def local(
    value: float,
    unit: str | None = None,
    *,
    source: str | Source,
    id: str | None = None,
    label: str | None = None,
    price_year: str | None = None,
    quality: str | None = None,
    quality_reason: str = "",
    **more: Any,
) -> Estimate:
    """A council's own number as an Estimate: `local(812, "GBP per week", price_year=..., ...)`.

    With the `id` of one of the library's numbers, the unit, label, payer, basis and cash-releasing
    share are taken from it unless given, so the figure can be used as an override (but for a
    delivery cost not the payer: that is the council, unless said). How an effect
    is known is not: give `design`, or it counts as an opinion. `source` is a Source or the words
    that name one. `quality` follows from the design unless given, with its reason: red for an
    opinion, money too, and for an effect without a comparison group; amber for the rest, such as a
    price, a count or a trial. Raises InputError as Estimate does.
    """
    if "status" in more:
        raise InputError("local: status given; the status of a council's own figure is 'local'.")
    _check_words(
        id=id, unit=unit, label=label, quality=quality, quality_reason=quality_reason, **more
    )
    base = defaults().get(id) if id else None
    if base is None and unit is None:
        raise InputError(
            f"local: {shown(value)} given without a unit; add one, such as 'GBP per week' or "
            "'count per year'." + (f" {nearest(id, defaults())}" if id else "")
        )
    if base is not None and unit is not None and not _same(unit, base.unit):
        raise InputError(
            f"local {id}, unit: {shown(unit)} given; this number is in {base.unit.value!r}."
        )
    if base is not None and more.get("basis", base.basis) != base.basis:
        _refuse_share_of_another_basis(base.id, more)
    kept = ["label", "unit", "basis", "cash_releasing"]
    if not (id and id.startswith(DELIVERY)):
        kept.append("payer")  # who pays to run it is whoever gives the cost, not the library's
    fields = {name: getattr(base, name) for name in kept} if base else {"unit": unit}
    if base and _measured(unit) is None and unit is not None:
        fields["unit"] = unit  # no such unit: refused as the estimate is made
    fields |= {"label": label} if label else {}
    if not isinstance(source, str | Source):
        raise InputError(
            f"local, source: {shown(source)} given; write where the number is from, or give a "
            "costavoid.Source."
        )
    if isinstance(source, str) and not source.strip():
        raise InputError(
            f"local, source: {shown(source)} given; write where the number is from, so that a "
            "colleague finds it again."
        )
    document = (
        source
        if isinstance(source, Source)
        else Source(id="user.local", title=source, publisher=GIVEN)
    )
    if fields.get("cash_releasing") is not None and "cash_releasing" not in more:
        more["note"] = with_note(more.get("note", ""), CASH_SHARE_KEPT)
    if quality_reason:
        more["note"] = _with_reason(more.get("note", ""), quality, quality_reason)
    return Estimate(
        **{"label": id or UNNAMED, **fields, **more},
        id=id or _own_id(value, unit),
        value=value,
        price_year=price_year,
        status=EvidenceStatus.LOCAL,
        quality=quality or _rated(fields["unit"], more.get("design")),
        source=document,
    )


def _check_words(**given: Any) -> None:
    """Raises InputError naming each that is no text, before anything is compared with it."""
    for name in WORDS:
        a_text(given.get(name), f"local, {name}")


def _rated(unit: str | None, design: str | None) -> Quality:
    """How good the evidence is taken to be, where nobody rates it."""
    if design is not None:
        return Quality.AMBER if design in COMPARED_OR_COUNTED else Quality.RED
    measured = _measured(unit)
    if measured is None:
        return Quality.RED  # no such unit: refused as the estimate is made
    record = measured.is_money or measured.is_count or measured.is_time
    return Quality.AMBER if record else Quality.RED  # a record, or only said


def _measured(unit: str | None) -> Unit | None:
    """The unit, however people write it; None where there is no such."""
    try:
        return Unit(str(unit))
    except ValueError:
        return None


def _same(unit: str, other: Unit) -> bool:
    """Whether a unit is this one; a text that is none is left to the estimate to refuse."""
    measured = _measured(unit)
    return measured is None or measured is other


def _with_reason(note: str, quality: str | None, reason: str) -> str:
    """The note, and why its evidence is rated so. Raises InputError for a reason of no rating."""
    if quality is None:
        raise InputError(
            f"local: quality_reason {shown(reason)} given without quality; say green, amber or red."
        )
    return with_note(note, f"rated {quality}: {reason}")


def with_note(note: str, more: str) -> str:
    """The note, and more of it."""
    return f"{note}; {more}" if note else more[0].upper() + more[1:]


def _own_id(value: float, unit: str | None) -> str:
    """An id for a figure without one: two different figures do not share it."""
    measured = _measured(unit)
    unit = unit if measured is None or measured.is_count else measured.value
    return "local." + re.sub(r"[^a-z0-9]+", "_", f"{value}_{unit}".lower()).strip("_")


def _refuse_share_of_another_basis(id: str, given: Mapping[str, Any]) -> None:
    """Raises InputError where a marginal cost would take the cash share of an average one."""
    if given.get("cash_releasing") is None:
        raise InputError(
            f"local {id}: basis={given['basis']!r} given without cash_releasing; the library's is "
            "of another kind of cost: say what share of yours is cash, 1 for a bill not paid."
        )
