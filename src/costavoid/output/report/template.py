"""A council's own Word document as a template: opened with care, and given the styles it lacks.

It may come from anywhere. So its size is looked at before it is unpacked, and what Word would run
or fetch by itself is refused, or taken out with a warning: it would else be in our document too.
"""

from __future__ import annotations

import io
import os
import re
import stat
import warnings
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from costavoid.base.errors import InputError, shown
from costavoid.base.extras import from_extra

STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Caption", "Table Grid")
NORMAL = "Normal"
MOST_PACKED = 50 * 2**20  # bytes: of the file
MOST_UNPACKED = 100 * 2**20  # bytes: of all its parts, pictures too
MOST_TEXT = 40 * 2**20  # bytes: of those in XML, which take ten times as much to work with
MOST_PARTS = 5_000
STEP = 2**20  # bytes read at a time
TEXT = (".xml", ".rels")
CONTENTS = "[Content_Types].xml"
MACROS = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
FIELD = re.compile(rb"instrText[^>]*>([^<]*)<|:instr=\"([^\"]*)\"")
RUNS = re.compile(rb"\bDDE(AUTO)?\b", re.IGNORECASE)
CLICKED = "/hyperlink"  # followed only by who clicks it
ATTACHED = "/attachedTemplate"


def opened(template: str | os.PathLike[str]) -> Any:
    """The template as a Word document with every style we use. Raises InputError with the cure."""
    docx = from_extra("docx")
    name = shown(os.fspath(template)) if isinstance(template, str | os.PathLike) else None
    if name is None:
        raise InputError(f"template: {shown(template)} given; give the path of a .docx file.")
    try:
        content = _checked(_read(Path(template)), name)
        made = docx.Document(io.BytesIO(content))
        _find_properties(made)
        _refuse_fetched(made, name)
        _complete(made, docx.Document())
    except InputError:
        raise
    except Exception as error:  # a damaged file fails anywhere, in any way
        raise InputError(
            f"template: {name} cannot be opened as a Word document ({_why(error)}); give a .docx "
            "file (in Word: Save As, Word Document)."
        ) from None
    return made


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {shown(str(error))}"


def _read(path: Path) -> bytes:
    """The bytes of a file that is one, and no longer than a document is."""
    with open(path, "rb", opener=_without_waiting) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise InputError(
                f"template: {shown(str(path))} is a folder, a pipe or a device; give a file."
            )
        content = file.read(MOST_PACKED + 1)
    if len(content) > MOST_PACKED:
        raise _too_large(shown(str(path)), "file", MOST_PACKED)
    return content


def _without_waiting(path: str, flags: int) -> int:
    """A pipe is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _too_large(name: str, part: str, most: int) -> InputError:
    return InputError(
        f"template: {name} is too large: its {part} holds more than {most // 2**20} megabytes; "
        "make a smaller one, such as without its pictures."
    )


def _checked(content: bytes, name: str) -> bytes:
    """The same bytes, of a zip that is no bomb and runs nothing. Raises InputError else."""
    with ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS:
            raise InputError(f"template: {name} has more than {MOST_PARTS:,} parts; make another.")
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise ValueError("packed in a way that Word does not use")
        _check_sizes(((part, part.file_size) for part in parts), name)
        _check_sizes(((part, _size(packed, part)) for part in parts), name)
        _refuse_run(packed, name)
    return content


def _check_sizes(sizes: Iterable[tuple[ZipInfo, int]], name: str) -> None:
    """As declared, and then as found: added up one after another."""
    whole = text = 0
    for part, size in sizes:
        whole += size
        text += size if part.filename.lower().endswith(TEXT) else 0
        if whole > MOST_UNPACKED:
            raise _too_large(name, "content", MOST_UNPACKED)
        if text > MOST_TEXT:
            raise _too_large(name, "text", MOST_TEXT)


def _size(packed: ZipFile, part: ZipInfo) -> int:
    """How much is in a part in fact, read in steps; what it is checked against at its end too."""
    found = 0
    with packed.open(part) as file:
        while step := file.read(STEP):
            found += len(step)
    return found


def _refuse_run(packed: ZipFile, name: str) -> None:
    """Raises InputError for macros, controls, and fields that start another program."""
    listed = packed.read(CONTENTS) + "\n".join(packed.namelist()).encode()
    if MACROS.search(listed):
        raise InputError(
            f"template: {name} holds macros or controls, which would be in the business case too; "
            "save it in Word as a Word Document (.docx), without them."
        )
    for part in packed.namelist():
        if part.endswith(".xml") and part.startswith("word/"):
            fields = b"".join(a or b for a, b in FIELD.findall(packed.read(part)))
            if RUNS.search(fields):
                raise InputError(
                    f"template: {name} holds a DDE field, which starts another program; take it "
                    "out in Word, or leave template out."
                )


def _refuse_fetched(made: Any, name: str) -> None:
    """Takes out the attached template, with a warning; Raises InputError for other such links."""
    for part in (made.part.package, *made.part.package.iter_parts()):
        for id, link in list(part.rels.items()):
            if not link.is_external or link.reltype.endswith(CLICKED):
                continue
            if not link.reltype.endswith(ATTACHED):
                kind = link.reltype.rsplit("/", 1)[-1]
                raise InputError(
                    f"template: {name} is linked to {shown(link.target_ref)} ({kind}), which Word "
                    "would fetch by itself; break the link in Word (File, Info, Edit Links to "
                    "Files), or leave template out."
                )
            _detach(part, id)
            warnings.warn(
                f"template: its link to the template {shown(link.target_ref)} is left out of the "
                "document: Word would fetch it.",
                UserWarning,
                stacklevel=2,
            )


def _detach(part: Any, id: str) -> None:
    """Without the attached template: its element and its link."""
    qn = from_extra("docx.oxml.ns").qn
    for element in part.element.findall(qn("w:attachedTemplate")):
        part.element.remove(element)
    part.rels.pop(id)


def _find_properties(made: Any) -> None:
    """LibreOffice links a document's properties by another name: else there would be two."""
    known = from_extra("docx.opc.constants").RELATIONSHIP_TYPE.CORE_PROPERTIES
    for link in made.part.package.rels.values():
        if link.reltype.endswith("/metadata/core-properties"):
            link._reltype = known


def _complete(made: Any, ours: Any) -> None:
    """Every style we use, under the name it is looked up by.

    Word's own names are one in any letters: it writes "heading 1", LibreOffice "Heading 1".
    """
    known = {str(style.element.name_val).lower(): style.element for style in made.styles}
    for name in (NORMAL, *STYLES):
        wanted = ours.styles[name]
        found = known.get(name.lower())
        if found is None:
            _add(made, wanted)
        else:
            found.name_val = wanted.element.name_val
    normal = made.styles[NORMAL].element
    if not made.styles.element.xpath('w:style[@w:type="paragraph"][@w:default="1"]'):
        normal.set(from_extra("docx.oxml.ns").qn("w:default"), "1")


def _add(made: Any, style: Any) -> None:
    """A style of ours, without what hangs on other parts of our document."""
    qn = from_extra("docx.oxml.ns").qn
    element = deepcopy(style.element)
    taken = {each.style_id for each in made.styles}
    if element.styleId in taken:
        element.styleId = f"Costavoid{element.styleId}"
    for tag in ("w:link", "w:next", "w:basedOn"):
        for found in element.findall(qn(tag)):
            element.remove(found)
    for numbered in list(element.iter(qn("w:numPr"))):
        numbered.getparent().remove(numbered)
    default = made.styles.element.xpath(
        f'w:style[@w:type="{element.get(qn("w:type"))}"][@w:default="1"]'
    )
    if default and element.get(qn("w:default")):
        del element.attrib[qn("w:default")]
    made.styles.element.append(element)


def is_numbered(style: Any) -> bool:
    """Whether paragraphs of a style have a bullet of their own."""
    qn = from_extra("docx.oxml.ns").qn
    while style is not None:
        if any(True for _ in style.element.iter(qn("w:numPr"))):
            return True
        style = style.base_style
    return False
