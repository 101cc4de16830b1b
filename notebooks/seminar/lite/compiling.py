"""Byte code in the place of source, for all that the pages import: made once, not in each browser at each visit.

Python does not trust byte code of another version, so Pyodide itself runs this, under Node (``compile.mjs``).
"""

import importlib.util
import io
import marshal
import sys
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import CodeType

from seminar.activities import declared

IMPORTED = ("piplite.piplite", "IPython", "ipywidgets", "anywidget", "pandas", "seminar.lab")
"""What the kernel and the pages import, besides the activities; with each comes what it imports itself."""
PLACES = {"*.whl": "/lib/python3.12/site-packages", "*.zip": "/lib/python312.zip"}
"""Archives → where a browser has what is in them: packages, and Python’s own library."""
UNCHECKED = (1).to_bytes(4, "little")
"""The flag of byte code that is not compared with a source (PEP 552)."""

Wanted = Callable[[str], bool]
"""Whether the file of a module, such as "pandas/core/frame.py", is to be compiled."""


def compile_all(folder: Path) -> None:
    """Compile what the pages import in the archives of *folder*."""
    wanted = imported()
    for archives, where in PLACES.items():
        for file in folder.glob(archives):
            file.write_bytes(compiled(file.read_bytes(), where, wanted))


def imported() -> Wanted:
    """Which files the pages import, found by importing them."""
    for name in IMPORTED:
        import_module(name)
    declared()
    return {f"{name.replace('.', '/')}{end}" for name in sys.modules for end in (".py", "/__init__.py")}.__contains__


def compiled(archive: bytes, where: str, wanted: Wanted) -> bytes:
    """The *archive*, which a browser unpacks to the folder *where*, with byte code in the place of what is *wanted*."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            name, content = item.filename, old.read(item)
            if wanted(name):
                code = compile(content, f"{where}/{name}", "exec", dont_inherit=True)
                name, content = f"{name}c", _byte_code(code, content)
            elif name.endswith(".dist-info/RECORD"):
                content = "".join(_recorded(line, wanted) for line in content.decode().splitlines(True)).encode()
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()


def _byte_code(code: CodeType, source: bytes) -> bytes:
    """The file that Python loads *code* from, which is that of *source*, in the form of PEP 552."""
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def _recorded(line: str, wanted: Wanted) -> str:
    """A *line* of the list of a wheel’s files, with the name that the file has now and no sum."""
    name = line.partition(",")[0]
    return f"{name}{'c' if wanted(name) else ''},,\n"
