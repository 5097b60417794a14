"""What a docstring says, read from the source where `python -OO` has left it out."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc
from types import ModuleType
from typing import Any

STRIPPED = sys.flags.optimize > 1


def doc_of(thing: Any) -> str:
    """The docstring of a module, a class or a function, without its indents; blank without one."""
    said = thing.__doc__
    if said is None and STRIPPED:
        module = thing if isinstance(thing, ModuleType) else sys.modules.get(thing.__module__)
        name = "" if isinstance(thing, ModuleType) else thing.__qualname__
        said = _written(module).get(name) if module else None
    return cleandoc(said or "")


def restore(module: str) -> None:
    """Give the classes of a module their docstrings again; nothing, where none were left out."""
    for thing in list(vars(sys.modules[module]).values()) if STRIPPED else ():
        if isinstance(thing, type) and thing.__module__ == module and thing.__doc__ is None:
            thing.__doc__ = doc_of(thing) or None


@cache
def _written(module: ModuleType) -> Mapping[str, str]:
    """The docstrings in the source of a module, by qualified name; its own has none."""
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError):
        return {}  # there is no source
    return dict(_found(tree, ""))


def _found(node: ast.Module | ast.ClassDef | ast.FunctionDef, name: str) -> list[tuple[str, str]]:
    said = ast.get_docstring(node, clean=False)
    found = [(name, said)] if said else []
    for part in node.body:
        if isinstance(part, ast.ClassDef | ast.FunctionDef):
            found += _found(part, f"{name}.{part.name}".lstrip("."))
    return found
