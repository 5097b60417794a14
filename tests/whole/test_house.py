"""The shape of the code: one direction of imports, no arithmetic in faces, small files."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import costavoid

SRC = Path(costavoid.__file__).parent
MODULES = sorted(SRC.rglob("*.py"))
# From evidence to views: a module imports only from those before it.
ORDER = [
    "version",
    "vocabulary",
    "errors",
    "plain_text",
    "model",
    "periods",
    "evidence",
    "occupancy",
    "intervals",
    "writing",
    "markdown",
    "money",
    "catalogue",
    "inputs",
    "distributions",
    "before_after",
    "shares_compared",
    "counterfactuals",
    "stays",
    "retention",
    "lines",
    "pathways",
    "span",
    "outcomes",
    "delivery",
    "programme",
    "adjustments",
    "placement_step",
    "interventions",
    "cashflows",
    "draws",
    "executors",
    "metrics",
    "tallies",
    "simulation",
    "uncertainty",
    "settings",
    "outputs",
    "answer",
    "appraisal",
    "many",
    "crossing",
    "break_even",
    "sensitivity",
    "assumptions",
    "information",
    "tables",
    "adjustment_view",
    "caseloads",
    "gross_to_net",
    "explain",
    "uncertainty_view",
    "rules",
    "review",
    "compare",
    "scenarios",
    "sharing",
    "effect_view",
    "headline",
    "page",
    "record",
    "toml_file",
    "from_table",
    "to_table",
    "case",
    "load",
    "schema",
    "studies",
    "replication",
    "charts",
    "report",
    "fields",
    "pages",
    "new_case",
    "__init__",
    "cli",
]
# The appraisal opens its views when one is asked for: inside a method, never on import.
VIEWS = {
    "break_even",
    "sensitivity",
    "assumptions",
    "information",
    "tables",
    "explain",
    "review",
    "headline",
    "record",
    "report",
}


def room(path: Path) -> str:
    """The module, or the package of a programme or study."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return parts[0]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "costavoid":
        rest = (node.module or "").split(".")[1:]
        return [rest[0]] if rest else [alias.name for alias in node.names]
    if isinstance(node, ast.Import):
        return [a.name.split(".")[1] for a in node.names if a.name.startswith("costavoid.")]
    return []


def for_types_only(tree: ast.Module) -> set[int]:
    """Lines of imports under `if TYPE_CHECKING`."""
    return {
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in node.body
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_go_one_way(path: Path) -> None:
    here = room(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top, skipped = set(tree.body), for_types_only(tree)
    for node in ast.walk(tree):
        for name in imported(node):
            if name == here or node.lineno in skipped:
                continue
            late = here in ("answer", "outputs") and name in VIEWS
            allowed_late = late and node not in top
            assert allowed_late or ORDER.index(name) < ORDER.index(here), f"{here} imports {name}"


def test_every_module_has_its_place() -> None:
    assert {room(path) for path in MODULES} == set(ORDER)


@pytest.mark.parametrize("path", sorted((SRC / "interventions").glob("*.py")), ids=lambda p: p.name)
def test_programme_files_hold_no_arithmetic(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.BinOp):
            assert isinstance(node.op, ast.BitOr), ast.unparse(node)  # a union of types
        assert not isinstance(node, ast.AugAssign), ast.unparse(node)
        assert not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub))
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"sum", "min", "max", "round", "pow", "abs"}
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert not {"numpy", "math", "pandas", "operator"} & set(ast.unparse(node).split())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_files_stay_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    for node in (
        *tree.body,
        *(n for c in tree.body if isinstance(c, ast.ClassDef) for n in c.body),
    ):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            of_a_protocol = node.name in {"s", "h", "g"}  # said once, in Curve
            assert ast.get_docstring(node) or of_a_protocol, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_discounting_and_writing_pounds_have_one_place(path: Path) -> None:
    if room(path) == "money":
        return
    text = path.read_text(encoding="utf-8")
    assert "1.035" not in text
    assert "1 + rate" not in text
    assert "£{" not in text


def test_a_chart_is_drawn_on_the_sheet_and_from_no_other_chart() -> None:
    shared = {"chart", "lettering", "sheet"}
    for path in (SRC / "charts").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and path.stem != "__init__":
                package, _, name = (node.module or "").rpartition(".")
                assert package != "costavoid.charts" or name in shared, f"{path.stem}: {name}"


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
    public = {
        name
        for name in vars(costavoid)
        if not name.startswith("_") and not isinstance(vars(costavoid)[name], type(ast))
    }
    assert public == set(costavoid.__all__)
    assert list(costavoid.__all__) == sorted(costavoid.__all__)


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert version("costavoid") == costavoid.__version__
