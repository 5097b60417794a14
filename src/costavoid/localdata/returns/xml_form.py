"""The XML form of the return: `EXPSSDA903` > `CHILD` > `HEADER` and `EPISODE`.

CHILDID and PL are CHILD and PLACE in the CSV form; UASC is a field of the header here, a file
there (names as in csc-validator-be-903). A document type is refused: no return has one, and one
may hold entities that grow without end.
"""

from __future__ import annotations

from xml.etree import ElementTree

from costavoid.base.errors import InputError
from costavoid.localdata.returns.codes import EPISODES
from costavoid.localdata.returns.files import Found

IN_XML = {"PLACE": "PL"}
YES = ("1", "Y", "YES", "TRUE")
Rows = dict[str, list[tuple[str, ...]]]


def rows_of(found: Found) -> Rows:
    """The rows of Header, Episodes and UASC. Raises InputError for XML that is no return."""
    if "<!DOCTYPE" in found.text[:10_000].upper() or "<!ENTITY" in found.text.upper():
        raise InputError(f"read_903: {found.place} has a document type, as no return has; refused.")
    try:
        root = ElementTree.fromstring(found.text.encode())
    except (ElementTree.ParseError, ValueError):
        raise InputError(f"read_903: {found.place} is not whole XML; export it again.") from None
    children = [each for each in root if _name(each) == "CHILD"]
    if not children:
        raise InputError(
            f"read_903: {found.place} is XML, but no SSDA903 return: it holds no CHILD."
        )
    made: Rows = {"Header": [], "Episodes": [], "UASC": []}
    for child in children:
        _add(child, made)
    return made


def _add(child: ElementTree.Element, made: Rows) -> None:
    header = next((each for each in child if _name(each) == "HEADER"), None)
    told = {} if header is None else {_name(each): (each.text or "").strip() for each in header}
    id = told.get("CHILDID", "")
    made["Header"].append((id, told.get("DOB", "")))
    if told.get("UASC", "").upper() in YES or told.get("DUC"):
        made["UASC"].append((id,))
    for episode in child:
        if _name(episode) == "EPISODE":
            cells = {_name(each): (each.text or "").strip() for each in episode}
            rest = (cells.get(IN_XML.get(name, name), "") for name in EPISODES[1:])
            made["Episodes"].append((id, *rest))


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2].upper()
