"""A council's own Word template: of Word or LibreOffice, damaged, too large, or not harmless."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

import costavoid as ca

OFFICE = shutil.which("soffice")
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT, RELATED = "word/document.xml", "word/_rels/document.xml.rels"


@pytest.fixture(scope="module")
def case() -> ca.Appraisal:
    return ca.appraise(ca.Pause(women=20), horizon=3, price_year="2025-26")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template as Word has it."""
    made = docx.Document()
    made.add_heading("Anytown Council", 1)
    path = tmp_path_factory.mktemp("plain") / "own.docx"
    made.save(str(path))
    return path


def filled(case: ca.Appraisal, template: Any, folder: Path) -> docx.document.Document:
    path = case.to_word(folder / "case.docx", template=template, overwrite=True)
    names = ZipFile(path).namelist()
    assert len(names) == len(set(names))
    return docx.Document(str(path))


def changed(
    template: Path,
    path: Path,
    change: Mapping[str, Callable[[bytes], bytes]],
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """The template with some of its parts changed, and others added."""
    with ZipFile(template) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change[name](content) if name in change else content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return path


def linked(kind: str, target: str) -> bytes:
    return (
        f'<Relationship Id="rIdX" Type="{LINKS}{kind}" Target="{target}" TargetMode="External"/>'
    ).encode()


# Styles


def test_a_template_of_libreoffice_does(case: ca.Appraisal, plain: Path, tmp_path: Path) -> None:
    """It writes "Heading 1" where Word writes "heading 1", and only the styles that are used."""
    if OFFICE is None and "CI" not in os.environ:
        pytest.skip("soffice is not installed")
    assert OFFICE, "soffice is not installed"
    (tmp_path / "page.html").write_text("<h1>Anytown Council</h1><p>Report</p>")
    shutil.copy(plain, tmp_path / "of_word.docx")
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    for options, name in (
        (["--convert-to", "docx"], "of_word.docx"),
        (
            ["--infilter=HTML (StarWriter)", "--convert-to", "docx:Office Open XML Text"],
            "page.html",
        ),
    ):
        converted = [*command, *options, "--outdir", str(tmp_path / "made"), str(tmp_path / name)]
        subprocess.run(converted, check=True, capture_output=True, timeout=120)
    for path in (tmp_path / "made").glob("*.docx"):
        made = filled(case, path, tmp_path)
        assert made.paragraphs[0].text == "Anytown Council"
        used = {paragraph.style.name for paragraph in made.paragraphs}
        assert {"Normal", "Title", "Heading 1", "List Bullet", "Caption"} <= used
        assert made.tables and {table.style.name for table in made.tables} == {"Table Grid"}
        assert made.core_properties.author == "costavoid"
    assert len(list((tmp_path / "made").glob("*.docx"))) == 2


@pytest.mark.parametrize("gone", [["Normal"], ["List Bullet", "Caption"], ["Table Grid", "Title"]])
def test_a_style_that_is_not_there_is_added(
    gone: list[str], case: ca.Appraisal, plain: Path, tmp_path: Path
) -> None:
    bare = docx.Document(str(plain))
    for name in gone:
        element = bare.styles[name].element
        element.getparent().remove(element)
    bare.save(str(tmp_path / "bare.docx"))
    made = filled(case, tmp_path / "bare.docx", tmp_path)
    items = [p.text for p in made.paragraphs if p.style.name == "List Bullet"]
    assert items and all(text.startswith("•") is ("List Bullet" in gone) for text in items)


def test_names_of_styles_in_small_letters(case: ca.Appraisal, plain: Path, tmp_path: Path) -> None:
    def small(styles: bytes) -> bytes:
        return re.sub(rb'w:name w:val="[^"]*"', lambda name: name[0].lower(), styles)

    template = changed(plain, tmp_path / "small.docx", {"word/styles.xml": small})
    assert filled(case, template, tmp_path).paragraphs[1].style.name == "Title"


# Damaged


def damaged(content: bytes, order: random.Random) -> bytes:
    made = bytearray(content)
    how = order.choice(("bytes", "cut", "blank", "again"))
    if how == "bytes":
        for _ in range(order.randint(1, 30)):
            made[order.randrange(len(made))] = order.randrange(256)
    at = order.randrange(len(made))
    if how == "cut":
        del made[at:]
    elif how == "blank":
        made[at : at + 200] = bytes(200)
    elif how == "again":
        made[at:at] = made[:500]
    return bytes(made)


def test_a_damaged_template_is_refused_in_a_sentence(
    case: ca.Appraisal, plain: Path, tmp_path: Path
) -> None:
    order, content, refused = random.Random(4), plain.read_bytes(), 0
    for _ in range(40):
        (tmp_path / "own.docx").write_bytes(damaged(content, order))
        try:
            case.to_word(
                tmp_path / "case.docx",
                template=tmp_path / "own.docx",
                parts=["commercial"],
                overwrite=True,
            )
        except ca.InputError as error:
            assert str(error).startswith("template: '") and "in Word" in str(error)
            refused += 1
        else:
            docx.Document(str(tmp_path / "case.docx"))  # what was damaged does not matter
    assert refused > 20


# Far too large


def test_a_bomb_is_refused_by_what_it_declares_and_by_what_is_in_it(
    case: ca.Appraisal, plain: Path, tmp_path: Path
) -> None:
    def with_a_comment(text: bytes) -> bytes:
        return text.replace(b"<w:body>", b"<!--" + b" " * 60_000_000 + b"--><w:body>")

    bombs = {
        "its text holds more": changed(plain, tmp_path / "a", {DOCUMENT: with_a_comment}),
        "its content holds more": changed(
            plain, tmp_path / "b", {}, {"word/media/a.png": bytes(110_000_000)}
        ),
        "more than 5,000 parts": changed(
            plain, tmp_path / "c", {}, {f"word/{n}.bin": b"" for n in range(5_001)}
        ),
        "cannot be opened": tmp_path / "d",
    }
    lying = bytearray(bombs["its content holds more"].read_bytes())
    for at in (lying.find(b"word/media/a.png") - 8, lying.rfind(b"word/media/a.png") - 22):
        lying[at : at + 4] = (1000).to_bytes(4, "little")
    (tmp_path / "d").write_bytes(lying)
    for said, path in bombs.items():
        assert path.stat().st_size < 3_000_000
        with pytest.raises(ca.InputError, match=f"template: .*{said}"):
            case.to_word(tmp_path / "case.docx", template=path)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
def test_what_is_no_file_is_not_waited_for(case: ca.Appraisal, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero", tmp_path, "a\0b"):
        with pytest.raises(ca.InputError, match="template: .* (give a file|cannot be opened)"):
            case.to_word(tmp_path / "case.docx", template=path)
    wrong: Any
    for wrong in (5, b"a.docx", ["a.docx"]):
        with pytest.raises(ca.InputError, match="template: .* given; give the path of a .docx"):
            case.to_word(tmp_path / "case.docx", template=wrong)


# Not harmless


def test_what_word_would_run_or_fetch_is_refused(
    case: ca.Appraisal, plain: Path, tmp_path: Path
) -> None:
    def macros(types: bytes) -> bytes:
        main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return types.replace(main, b"vnd.ms-word.document.macroEnabled.main+xml")

    def starts_a_program(text: bytes) -> bytes:
        field = b"<w:p><w:r><w:instrText>DD</w:instrText><w:instrText>EAUTO c</w:instrText></w:r>"
        return text.replace(b"<w:body>", b"<w:body>" + field + b"</w:p>")

    def fetches(kind: str) -> Callable[[bytes], bytes]:
        end = b"</Relationships>"
        return lambda links: links.replace(end, linked(kind, "file://elsewhere/a") + end)

    for number, (change, more, said) in enumerate(
        (
            ({"[Content_Types].xml": macros}, {}, "macros"),
            ({}, {"word/vbaProject.bin": b"x"}, "macros"),
            ({}, {"word/activeX/activeX1.bin": b"x"}, "macros or controls"),
            ({DOCUMENT: starts_a_program}, {}, "a DDE field"),
            ({RELATED: fetches("image")}, {}, r"linked to 'file://elsewhere/a' \(image\)"),
            ({RELATED: fetches("oleObject")}, {}, r"\(oleObject\)"),
            ({RELATED: fetches("subDocument")}, {}, r"\(subDocument\)"),
        )
    ):
        template = changed(plain, tmp_path / f"{number}.docx", change, more)
        with pytest.raises(ca.InputError, match=f"template: .*{said}"):
            case.to_word(tmp_path / "case.docx", template=template)
    assert not (tmp_path / "case.docx").exists()
    address = changed(plain, tmp_path / "address.docx", {RELATED: fetches("hyperlink")})
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # an address that a reader may click is nobody's harm
        assert filled(case, address, tmp_path)


def test_an_attached_template_is_left_out_and_said(
    case: ca.Appraisal, plain: Path, tmp_path: Path
) -> None:
    def attached(settings: bytes) -> bytes:
        element = f'<w:attachedTemplate xmlns:r="{LINKS.rstrip("/")}" r:id="rIdX"/>'.encode()
        return re.sub(rb"(<w:settings[^>]*>)", rb"\1" + element, settings)

    links = b'<Relationships xmlns="' + PACKAGE.encode() + b'">'
    links += linked("attachedTemplate", "file:///C:/council.dotm") + b"</Relationships>"
    template = changed(
        plain,
        tmp_path / "own.docx",
        {"word/settings.xml": attached},
        {"word/_rels/settings.xml.rels": links},
    )
    with pytest.warns(UserWarning, match=r"the template 'file:///C:/council\.dotm' is left out"):
        filled(case, template, tmp_path)
    written = ZipFile(io.BytesIO((tmp_path / "case.docx").read_bytes()))
    held = b"".join(written.read(name) for name in written.namelist())
    assert b"council.dotm" not in held and b"attachedTemplate" not in held
