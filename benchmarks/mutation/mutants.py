"""Which mutants: what Cosmic Ray's operators make of the arithmetic, and a seeded sample of it."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

SOURCE = Path(__file__).resolve().parents[2] / "src/costavoid"
TARGETS = (
    "programme/*.py",
    "programme/effects/*.py",
    "programme/pathways/*.py",
    "cashflow/*.py",
    "evidence/prices.py",
    "evidence/distributions.py",
    "appraisal/answer.py",
    "analysis/break_even.py",
    "analysis/searches.py",
    "analysis/zero.py",
)
FEWEST = 4  # mutants of each module
SAME = {frozenset(("Eq", "Is")), frozenset(("NotEq", "IsNot"))}  # here, as good as the same
BITS = {"BitOr", "BitAnd", "BitXor", "RShift", "LShift", "Invert"}  # floats have none
Place = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """One change: an operator's so many-th place, the lines of its statement, and what it reads."""

    module: str
    operator: str
    occurrence: int
    lines: tuple[int, int]
    before: str = ""
    after: str = ""


def _left_out(tree: ast.AST) -> list[tuple[Place, Place]]:
    """Where annotations, decorators, `strict=` and the text of errors stand."""
    found: list[ast.AST | None] = []
    for node in ast.walk(tree):
        found += getattr(node, "decorator_list", [])
        called = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.keyword) and node.arg == "strict":
            found.append(node.value)
        elif isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            found.append(node.returns)
        elif isinstance(node, ast.Raise) or called == "InputError":
            found += [part for part in ast.walk(node) if isinstance(part, ast.JoinedStr)]
    return [
        ((part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset))
        for part in found
        if part is not None
    ]


def _statements(tree: ast.AST) -> list[tuple[int, int]]:
    """The first and last line of each statement; of one with a body, as far as that."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            found.append((node.lineno, last))
    return sorted(found, key=lambda lines: lines[1] - lines[0])


def mutants(module: str) -> dict[tuple[str, Place], list[Mutant]]:
    """All of one module, by kind of change and place."""
    source = (SOURCE / module).read_text()
    plain = ast.parse(source)
    left_out, statements = _left_out(plain), _statements(plain)
    nodes, found = list(ast_nodes(get_ast(source))), defaultdict(list)
    for name in operator_names():
        kind, *change = name.split("/")[-1].split("_")
        operator = get_operator(name)
        mixed = len({part in BITS for part in change}) > 1
        decorators = kind in ("NoOp", "RemoveDecorator")
        if operator.arguments() or decorators or mixed or frozenset(change) in SAME:
            continue
        places = (place for node in nodes for place in operator().mutation_positions(node))
        for occurrence, (start, end) in enumerate(places):
            if not any(low <= start and end <= high for low, high in left_out):
                lines = next((s for s in statements if s[0] <= start[0] <= s[1]), (start[0],) * 2)
                found[kind, start].append(Mutant(module, name, occurrence, lines))
    return found


def sample(seed: int, count: int) -> list[Mutant]:
    """About `count`: FEWEST of each module, then as many for its places; one mutant of each.

    What is taken of one module depends on no other.
    """
    found = {}
    for file in sorted(path for target in TARGETS for path in SOURCE.glob(target)):
        module = file.relative_to(SOURCE).as_posix()
        if file.name != "__init__.py":
            choose, places = random.Random(f"{seed} {module}"), sorted(mutants(module).items())
            picked = [choose.choice(same) for _, same in places]
            found[module] = choose.sample(picked, len(picked))
    whole, rest = sum(map(len, found.values())), count - FEWEST * len(found)
    return [
        mutant
        for picked in found.values()
        for mutant in picked[: FEWEST + round(len(picked) / whole * rest)]
    ]


def made(mutant: Mutant) -> tuple[Mutant, str]:
    """The mutant with its line before and after, and its whole source."""
    source = (SOURCE / mutant.module).read_text()
    changed = mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)
    lines = zip(source.splitlines(), changed.splitlines(), strict=False)
    before, after = next(((a.strip(), b.strip()) for a, b in lines if a != b), ("", ""))
    return replace(mutant, before=before, after=after), changed
