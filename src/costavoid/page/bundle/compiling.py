"""Bytecode of one file, by whichever Python runs this; it stands alone, as Pyodide runs it too."""

import ast
import importlib.util
import io
import marshal
import zipfile

UNCHECKED = (1).to_bytes(4, "little")  # a hash of the source that nobody compares


READ = ("costavoid/", "numpy/")  # they read their own docstrings, so they keep them


def compiled(source: bytes, path: str) -> bytes:
    """The bytes of a .pyc; the source itself where it is not Python after all."""
    try:
        tree = ast.parse(source, path)
        if not path.startswith(READ):
            _without_docstrings(tree)
        code = compile(tree, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return source
    head = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
    return head + marshal.dumps(code)


def _without_docstrings(tree: ast.Module) -> None:
    """What is said to those who program with a package is not run, and not on the page."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and _is_text(first.value):
                node.body[0] = ast.copy_location(ast.Pass(), first)


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def compiled_zip(given: bytes) -> bytes:
    """A zip of .py files as one of .pyc files."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as opened, zipfile.ZipFile(made, "w") as written:
        for name in opened.namelist():
            source = opened.read(name)
            content = compiled(source, name)
            if content != source:
                written.writestr(f"{name}c", content)
    return made.getvalue()
