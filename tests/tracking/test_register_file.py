"""The file: read back as it was approved, and refused, with what changed, when it was edited."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path

import pytest

import costavoid as ca
from plan_cases import plan


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return plan(owners="Head of service").save(tmp_path / "edge.plan.toml")


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_it_is_read_back_as_it_was_approved(file: Path) -> None:
    assert ca.Plan.load(file) == plan(owners="Head of service")
    assert ca.Plan.load(file).hash == plan(owners="Head of service").hash


def test_the_seal_is_the_hash_of_what_it_holds(file: Path) -> None:
    """By hand: the packed copy unpacks to JSON of the register, whose SHA-256 is written."""
    text = file.read_text(encoding="utf-8")
    copy = zlib.decompress(base64.b64decode(re.findall(r'approved_copy = "(.*)"', text)[0]))
    assert hashlib.sha256(copy).hexdigest() in text
    assert json.loads(copy)["benefits"][0]["baseline_a_year"] == 20


def test_the_same_case_gives_the_same_file(file: Path, tmp_path: Path) -> None:
    again = plan(owners="Head of service").save(tmp_path / "again.toml")
    assert again.read_bytes() == file.read_bytes()


def test_notes_and_blank_lines_may_be_added(file: Path) -> None:
    edited(file, "[money]", "# agreed by cabinet on 3 March\n\n[money]")
    assert ca.Plan.load(file) == plan(owners="Head of service")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("baseline_a_year = 20", "baseline_a_year = 26", "baseline_a_year: 20.0 when .* 26.0 now"),
        ('owner = "Head of service"', 'owner = "Nobody"', "owner: 'Head of service' when approved"),
        ("planned = [1.333333, 1.333333,", "planned = [1.4, 1.333333,", r"planned\[1\]: 1.333333"),
        ("planned = [1.333333, 1.333333,", "planned = [1.333333,", "planned: 36 when approved, 35"),
        ("approved = 2026-03-02", "approved = 2026-03-03", "approved: '2026-03-02' when approved"),
        ('kind = "cash"', 'kind = "avoided"', "kind: 'cash' when approved, 'avoided' now"),
    ],
)
def test_an_edit_is_shown_and_refused(file: Path, old: str, new: str, said: str) -> None:
    edited(file, old, new)
    with pytest.raises(ca.InputError, match=said) as refused:
        ca.Plan.load(file)
    assert "its hash no longer fits" in str(refused.value)
    assert str(refused.value).startswith("edge.plan.toml, edited after it was approved")


def test_a_few_of_many_edits_are_shown(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("1.333333", "1.3"), encoding="utf-8")
    with pytest.raises(ca.InputError, match="and 28 more"):
        ca.Plan.load(file)


def test_an_edit_that_is_no_plan_any_more(file: Path) -> None:
    edited(file, "baseline_a_year = 20", 'baseline_a_year = "many"')
    with pytest.raises(ca.InputError, match="edited after it was approved: .*baseline_a_year"):
        ca.Plan.load(file)


@pytest.mark.parametrize(
    ("pattern", "new", "said"),
    [
        (r'(?m)^sha256 = ".*"', f'sha256 = "{"0" * 64}"', "it was itself edited"),
        (r'approved_copy = ".*"', 'approved_copy = "AAAA"', "it was itself edited"),
        (r"(?s)\[seal\].*", "", "seal: it is missing"),
        (r"(?m)^format = 1", "format = 2", "format: 2 given; this reads 1"),
    ],
)
def test_a_seal_that_is_broken(file: Path, pattern: str, new: str, said: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed, times = re.subn(pattern, new, text, count=1)
    assert times == 1
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(ca.InputError, match=said):
        ca.Plan.load(file)


def test_a_case_is_no_plan(tmp_path: Path) -> None:
    case = tmp_path / "pause.toml"
    case.write_text('programme = "Pause"\nwomen = 20\n', encoding="utf-8")
    with pytest.raises(ca.InputError, match="this is a case and no plan"):
        ca.Plan.load(case)


def test_a_plan_that_is_there_is_kept(file: Path) -> None:
    held = file.read_bytes()
    with pytest.raises(ca.InputError, match="there already"):
        plan().save(file)
    assert file.read_bytes() == held
