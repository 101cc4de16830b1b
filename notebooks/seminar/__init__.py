"""The words that a notebook of the pack uses.

``table``, ``cite`` and ``facts_used`` show evidence, ``glossary`` explains a term; ``ask``, ``check`` and ``exercise``
put the boxes for answers and ``my_answers`` what can be done with them; ``activities`` holds what can be operated. Each
shows a still view that needs no kernel and, when run, a live one in its place.

For whoever computes, ``frame`` and ``facts`` give the evidence as data frames of pandas, and ``columns`` explains them.
"""

import sys
from importlib import import_module
from typing import Any

from seminar.surroundings import OLDEST_PYTHON, in_browser

if in_browser():
    from seminar.lite.later import register

    register()

_HOLDS = {
    "activities": "activities",
    "ask": "course.questions",
    "check": "course.questions",
    "cite": "course.sources",
    "columns": "data.frames",
    "exercise": "course.questions",
    "facts": "data.frames",
    "facts_used": "course.sources",
    "frame": "data.frames",
    "glossary": "course.glossary",
    "my_answers": "course.my_answers",
    "ready": "course.readiness",
    "style_block": "course.readiness",
    "table": "course.sources",
}
"""Word → the module that holds it, or that it is. Each is loaded when it is named, so that no command waits for what
only notebooks show."""

__all__ = [*_HOLDS]


def __getattr__(word: str) -> Any:
    """A word of the pack. Raises ImportError that says what is lacking, in which Python, and what to do."""
    if word not in _HOLDS:
        raise AttributeError(f"The pack has no word “{word}”.")
    if sys.version_info < OLDEST_PYTHON:
        raise ImportError(_lacking("Python 3.11 or later is missing"))
    try:
        holder = import_module(f"seminar.{_HOLDS[word]}")
        import_module("seminar.course.readiness").watch()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("seminar"):
            raise
        raise ImportError(_lacking(f"The package “{error.name}” is not installed")) from error
    return holder if word == _HOLDS[word] else getattr(holder, word)


def _lacking(what: str) -> str:
    import os
    from pathlib import Path

    from seminar.commands import install, seminar
    from seminar.files import from_home
    from seminar.surroundings import in_front

    running = from_home(Path(os.path.abspath(sys.executable)))
    others = [
        f" {name} of {from_home(folder)} stands before its own: take that folder out of PYTHONPATH."
        for name, folder in in_front().items()
    ]
    return (
        f"{what} in the Python that runs here, {running}.{''.join(others)} Your answers are safe. In a terminal, "
        f"in the folder of the pack, run “{install()}”, then open the pack with “{seminar('open')}”; "
        f"“{seminar('doctor')}” says what else is missing."
    )
