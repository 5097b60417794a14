"""Bytecode of one file, by whichever Python runs this; it stands alone, as Pyodide runs it too."""

import importlib.util
import io
import marshal
import zipfile

UNCHECKED = (1).to_bytes(4, "little")  # a hash of the source that nobody compares


def compiled(source: bytes, path: str) -> bytes:
    """The bytes of a .pyc; the source itself where it is not Python after all."""
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return source
    head = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
    return head + marshal.dumps(code)


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
