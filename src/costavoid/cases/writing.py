"""Objects as the tables of a TOML file; `from_table` reads the same objects back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from costavoid.base.errors import InputError
from costavoid.base.frozen import Frozen
from costavoid.cases.reading import made
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Entered, Estimate, entered

if TYPE_CHECKING:
    from tomlkit.container import Container
    from tomlkit.items import Table

LARGEST_WHOLE = 2**53  # above it, not every whole number has a float of its own


def toml_table(thing: Frozen) -> dict[str, Any]:
    """What was set in an object, by name; what was left to its default is left to it again."""
    found: dict[str, Any] = {}
    for name, field in type(thing).model_fields.items():
        value = getattr(thing, name)
        told = name in thing.model_fields_set and not (value is None and field.default is None)
        if told or name == "kind":
            found[name] = _value(value, field.metadata)
    return found


def toml(told: Mapping[str, Any]) -> str:
    """A table as the text of a TOML file: plain values first, then a heading for each part."""
    import tomlkit

    document = tomlkit.document()
    _fill(document, told)
    return tomlkit.dumps(document)


def line(name: str, value: Any) -> str:
    """One value on a line of its own, `name = value`, as the file has it."""
    return toml({name: _value(value)}).rstrip()


def _value(value: Any, marks: Iterable[Any] = ()) -> Any:
    """A value as TOML has it; it has no word for nothing, so that is `false`."""
    if value is None:
        return False
    if isinstance(value, Estimate):
        return _estimate(value, marks)
    if isinstance(value, Frozen):
        return toml_table(value)
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> float | int:
    """The same number without `.0`, where it has one."""
    whole = abs(value) < LARGEST_WHOLE and str(float(int(value))) == str(value)  # -0.0 is not 0
    return int(value) if whole else value


def _estimate(estimate: Estimate, marks: Iterable[Any]) -> Any:
    """A bare number, one of the library's by its id, a council's own, or one in full."""
    for mark in marks:
        if isinstance(mark, Entered) and estimate == entered(
            mark.id, estimate.value, mark.units[0], mark.label
        ):
            return _number(estimate.value)
    if defaults().get(estimate.id) == estimate:
        return {"id": estimate.id}
    full = {
        name: _value(given)
        for name in Estimate.model_fields
        if (given := getattr(estimate, name)) not in (None, "")
    }
    own = {name: given for name, given in full.items() if name != "status"}
    for form in ({**own, "source": estimate.source.title}, own):
        if _reads_as(form, estimate):
            return form
    return full


def _reads_as(form: dict[str, Any], estimate: Estimate) -> bool:
    try:
        return made(Estimate, form) == estimate
    except InputError:
        return False


def _is_part(value: Any) -> bool:
    """Whether it has a heading of its own; one of the library's numbers stays on its line."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) for each in value)
    return isinstance(value, dict) and set(value) != {"id"}


def _fill(holder: Container | Table, told: Mapping[str, Any]) -> None:
    import tomlkit

    for name, value in sorted(told.items(), key=lambda pair: _is_part(pair[1])):
        if not _is_part(value):
            if isinstance(value, dict):
                inline = tomlkit.inline_table()
                inline.update(value)
                value = inline
            holder.add(name, value)
        elif isinstance(value, list):
            several = tomlkit.aot()
            for each in value:
                several.append(_part(each))
            holder.add(name, several)
        else:
            holder.add(name, _part(value))


def _part(told: Mapping[str, Any]) -> Table:
    import tomlkit

    made_of = tomlkit.table()
    _fill(made_of, told)
    return made_of
