"""The shape of the code: imports go one way, no arithmetic in programmes, small files."""

from __future__ import annotations

import ast
import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import costavoid

SRC = Path(costavoid.__file__).parent
MODULES = sorted(SRC.rglob("*.py"))
PACKAGES = sorted(path.parent for path in SRC.rglob("__init__.py"))
ROOMS = [path for path in PACKAGES if path.parent == SRC]
CONTRACTS = Path(__file__).parents[2] / "pyproject.toml"
MOST_LINES = 300
DOORS = "api/appraisal.py"  # a class of doors of one line each: may be longer
LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"


def in_src(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# Imports


def linted(src: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of a package's folder, by the contracts of this project."""
    if not CONTRACTS.is_file():
        pytest.skip("pyproject.toml, which holds the contracts, is not beside the tests")
    return subprocess.run(
        [sys.executable, "-c", LINT, "--config", str(CONTRACTS), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(src.parent), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
    )


def test_imports_go_one_way(tmp_path: Path) -> None:
    done = linted(SRC, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 broken." in done.stdout


UP = "from costavoid.api.appraisal import Appraisal"
PLANTED = {  # where, what, the contract it breaks, and the arrow that is named
    "for types only": (
        {"evidence/catalogue.py": f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    {UP}"},
        "Each room imports only from those below it",
        "costavoid.evidence.catalogue -> costavoid.api.appraisal",
    ),
    "inside a function": (
        {"evidence/catalogue.py": f"def late() -> None:\n    {UP}"},
        "Each room imports only from those below it",
        "costavoid.evidence.catalogue -> costavoid.api.appraisal",
    ),
    "a circle in a room": (
        {"analysis/zero.py": "from costavoid.analysis import break_even"},
        "No circle anywhere",
        ".zero -> .break_even",
    ),
    "a circle three floors down": (
        {
            "analysis/replication/studies/pause.py": "from . import schools",
            "analysis/replication/studies/schools.py": "from . import pause",
        },
        "No circle anywhere",
        "No cycles are allowed in costavoid.analysis.replication.studies.",
    ),
    "a circle of two folders in a room": (
        {
            "analysis/review/finding.py": "from costavoid.analysis.replication import rerun",
            "analysis/replication/rerun.py": "from costavoid.analysis.review import finding",
        },
        "No circle anywhere",
        "No cycles are allowed in costavoid.analysis.",
    ),
    "a programme that draws": (
        {"programme/span.py": "import matplotlib"},
        "Nothing from evidence to appraisal draws, writes documents or reads commands",
        "costavoid.programme.span -> matplotlib",
    ),
    "a room without a place": (
        {"attic.py": ""},
        "Each room imports only from those below it",
        "costavoid.attic",
    ),
}


@pytest.mark.parametrize(("added", "contract", "arrow"), PLANTED.values(), ids=PLANTED)
def test_an_import_the_wrong_way_is_named(
    added: dict[str, str], contract: str, arrow: str, tmp_path: Path
) -> None:
    copy = tmp_path / "src" / "costavoid"
    shutil.copytree(SRC, copy, ignore=shutil.ignore_patterns("__pycache__", "data"))
    for name, text in added.items():
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{text}\n")
    done = linted(copy, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{contract} BROKEN" in done.stdout
    assert arrow in " ".join(done.stdout.split())


def imported(path: Path) -> set[tuple[str, str]]:
    """Each module a file imports from, with the name; no name where the module is imported."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{in_src(path)}: write the whole name of the module"
            found |= {(node.module or "", alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=in_src)
def test_no_module_imports_from_a_package_it_is_part_of(path: Path) -> None:
    """Its package's `__init__` may import it: a circle that import-linter does not see."""
    inside = path.parent.relative_to(SRC.parent)
    around = {".".join(part.parts) for part in (inside, *inside.parents) if part.parts}
    if path.name == "__main__.py":
        return  # the door of a program: nothing imports it
    if path.parent.name == "interventions":
        return  # a programme's own two paths: no __init__ around it imports one
    if path.parent.name == "articles":
        return  # as a reader writes, by the public names: no public name is in the room
    if path.name == "__init__.py":
        around.remove(".".join(inside.parts))
    for module, name in imported(path):
        is_module = name and any(
            SRC.parent.joinpath(*module.split("."), end).exists() for end in (name, f"{name}.py")
        )
        assert module not in around or is_module, f"{in_src(path)}: {name} of {module}"


# Files


@pytest.mark.parametrize(
    "path", sorted((SRC / "programme" / "interventions").glob("*.py")), ids=lambda p: p.name
)
def test_programme_files_hold_no_arithmetic(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.BinOp):
            assert isinstance(node.op, ast.BitOr), ast.unparse(node)  # a union of types
        assert not isinstance(node, ast.AugAssign), ast.unparse(node)
        assert not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub))
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"sum", "min", "max", "round", "pow", "abs"}
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert not {"numpy", "math", "pandas", "operator"} & set(ast.unparse(node).split())


@pytest.mark.parametrize("path", MODULES, ids=in_src)
def test_files_stay_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES or in_src(path) == DOORS
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    for node in (
        *tree.body,
        *(n for c in tree.body if isinstance(c, ast.ClassDef) for n in c.body),
    ):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            of_a_protocol = node.name in {"s", "h", "g"}  # said once, in Curve
            assert ast.get_docstring(node) or of_a_protocol, node.name


@pytest.mark.parametrize("room", ROOMS, ids=in_src)
def test_a_room_says_what_comes_in_what_goes_out_and_what_is_not_here(room: Path) -> None:
    said = ast.get_docstring(tree_of(room / "__init__.py")) or ""
    for heading in ("Comes in", "Goes out", "Not here"):
        assert heading in said, f"{in_src(room)}/__init__.py: its docstring has no {heading!r}"


@pytest.mark.parametrize("path", MODULES, ids=in_src)
def test_discounting_and_writing_pounds_have_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if in_src(path) != "evidence/prices.py":
        assert "1.035" not in text
        assert "1 + rate" not in text
    if in_src(path) != "evidence/figures.py":
        assert "£{" not in text


def test_a_chart_is_drawn_on_the_sheet_and_from_no_other_chart() -> None:
    shared = {"chart", "drawing", "lettering", "png", "scales", "sheet", "svg"}
    charts = [path for path in (SRC / "output" / "charts").glob("*.py") if path.stem != "__init__"]
    assert len(charts) > len(shared)
    for path in charts:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom):
                package, _, name = (node.module or "").rpartition(".")
                of_a_chart = package == "costavoid.output.charts"
                assert not of_a_chart or name in shared, f"{path.stem}: {name}"


# What is imported


def test_importing_is_light_and_silent() -> None:
    code = (
        "import sys, socket, warnings, decimal, numpy\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "before = (decimal.getcontext().prec, numpy.geterr(), list(warnings.filters), "
        "numpy.random.get_state()[1].tolist())\n"
        "import costavoid\n"
        "after = (decimal.getcontext().prec, numpy.geterr(), list(warnings.filters), "
        "numpy.random.get_state()[1].tolist())\n"
        "assert before == after\n"
        "heavy = {'pandas', 'scipy', 'matplotlib', 'numpy_financial'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_public_names_are_what_all_says() -> None:
    public = {name for name in dir(costavoid) if not name.startswith("_")}
    assert public == {*costavoid.__all__, "charts"}
    assert list(costavoid.__all__) == sorted(costavoid.__all__)
    for name in costavoid.__all__:  # loaded when it is first used: each must be there
        assert getattr(costavoid, name).__name__ == name
    with pytest.raises(AttributeError, match="'costavoid' has no attribute 'pause'"):
        costavoid.pause  # noqa: B018


def test_editors_see_each_name_where_it_is_found() -> None:
    tree = tree_of(SRC / "__init__.py")
    (block,) = (n for n in tree.body if isinstance(n, ast.If))
    seen = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen.pop("charts") == "costavoid"
    assert seen == {name: f"costavoid.{room}" for name, room in costavoid._ROOM_OF.items()}


@pytest.mark.parametrize("package", PACKAGES, ids=in_src)
def test_no_package_gives_a_name_of_one_of_its_modules_to_something_else(package: Path) -> None:
    """So that `import costavoid.room.part as part` always gives the module."""
    whole = ".".join(package.relative_to(SRC.parent).parts)
    home = importlib.import_module(whole)
    for path in package.iterdir():
        is_module = path.suffix == ".py" or (path / "__init__.py").exists()
        if path.stem.startswith("_") or not is_module:
            continue
        module = importlib.import_module(f"{whole}.{path.stem}")
        assert vars(home)[path.stem] is module, f"{whole}: {path.stem}"


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert version("costavoid") == costavoid.__version__
