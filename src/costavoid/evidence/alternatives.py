"""Other published values of the same quantity as one of the library's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from costavoid.base.errors import DataError
from costavoid.evidence.catalogue import default, defaults, rows
from costavoid.evidence.estimate import Estimate


@dataclass(frozen=True)
class Alternative:
    """Another published value: what it is, and why it differs from the number in use."""

    of: str
    estimate: Estimate
    why: str

    @property
    def in_its_place(self) -> Estimate:
        """The same under the id of the number it can replace: an override."""
        return self.estimate.model_copy(update={"id": self.of})


@cache
def all_alternatives() -> Mapping[str, tuple[Alternative, ...]]:
    """Every alternative by the id of the number it can replace. Raises DataError for a bad row."""
    found: dict[str, tuple[Alternative, ...]] = {}
    for place, row in rows("alternatives.csv"):
        for field in ("id", "alternative"):
            if row[field] not in defaults():
                raise DataError(f"{place}, {field}: {row[field]!r} is no number of the library.")
        other = default(row["alternative"])
        if other.unit is not default(row["id"]).unit:
            raise DataError(f"{place}: {other.id} is in another unit than {row['id']}.")
        made = Alternative(row["id"], other, row["why"])
        found[row["id"]] = (*found.get(row["id"], ()), made)
    return MappingProxyType(found)


def alternatives(id: str) -> tuple[Alternative, ...]:
    """Other published values of one of the library's numbers; none where none is held.

    Each has `estimate`, `why` it differs, and `in_its_place`, to give among `overrides`. Raises
    InputError offering the nearest id.
    """
    return all_alternatives().get(default(id).id, ())
