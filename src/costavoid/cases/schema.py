"""The JSON Schema of the file that `load` reads, one for each programme: for editors and checks."""

from __future__ import annotations

from typing import Any

from costavoid.cases.case import programme_class
from costavoid.cases.settings import Beside
from costavoid.evidence.catalogue import defaults
from costavoid.programme.interventions import PROGRAMMES

Json = dict[str, Any]
LEFT_OUT: Json = {"const": False, "description": "false: leave it out."}


def schema(name: str) -> Json:
    """The JSON Schema (2020-12) of the file for one programme: `schema("Custom")`.

    It says which fields and values there are; what depends on several fields together, `load`
    says. Raises InputError offering the nearest name.
    """
    cls = programme_class(name)
    made = _as_toml(cls.model_json_schema())
    beside = _as_toml(Beside.model_json_schema())
    parts = {**beside["$defs"], **made.get("$defs", {})}
    programme = {"const": cls.__name__, "description": "Which programme this file describes."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "properties": {"programme": programme, **made["properties"], **beside["properties"]},
        "required": ["programme", *made.get("required", ())],
        "$defs": {**parts, **_estimates(parts["Estimate"])},
    }


def schemas() -> dict[str, Json]:
    """The JSON Schema of every programme's file, by its name."""
    return {name: schema(name) for name in PROGRAMMES}


def _as_toml(node: Any) -> Any:
    """A class's schema as its file has it: `false` for nothing, and a choice told by its `kind`."""
    if isinstance(node, list):
        return [LEFT_OUT if part == {"type": "null"} else _as_toml(part) for part in node]
    if not isinstance(node, dict):
        return node
    made = {k: _as_toml(v) for k, v in node.items() if not (k == "default" and v is None)}
    if made.pop("discriminator", None):
        made["oneOf"] = [{**choice, "required": ["kind"]} for choice in made["oneOf"]]
    return made


def _estimates(full: Json) -> dict[str, Json]:
    """An estimate in each of the forms that `load` reads."""
    library = {"description": "One of the library's numbers.", "enum": sorted(defaults())}
    named = {"$ref": "#/$defs/LibraryId"}
    fields = {k: v for k, v in full["properties"].items() if k != "status"}
    fields["source"] = {"anyOf": [{"type": "string", "minLength": 1}, fields["source"]]}
    fields["quality_reason"] = {"type": "string", "description": "Why it is rated so."}
    return {
        "LibraryId": library,
        "LibraryEstimate": {
            "description": "The library's own number.",
            "type": "object",
            "properties": {"id": named},
            "required": ["id"],
            "additionalProperties": False,
        },
        "OwnEstimate": {
            "description": "A number of your own; with the id of one of the library's, the unit "
            "and label are taken from it.",
            "type": "object",
            "properties": fields,
            "required": ["value", "source"],
            "anyOf": [{"required": ["unit"]}, {"required": ["id"], "properties": {"id": named}}],
            "additionalProperties": False,
        },
        "FullEstimate": full,
        "Estimate": {
            "anyOf": [{"$ref": f"#/$defs/{form}Estimate"} for form in ("Library", "Own", "Full")]
        },
    }
