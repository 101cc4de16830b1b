"""The words that a notebook of the pack uses.

``table``, ``cite`` and ``facts_used`` show evidence, ``glossary`` explains a term; ``ask``, ``check`` and ``exercise``
put the boxes for answers and ``my_answers`` what can be done with them; ``activities`` holds what can be operated. Each
shows a still view that needs no kernel and, when run, a live one in its place.

For whoever computes, ``frame`` and ``facts`` give the evidence as data frames of pandas, and ``columns`` explains them.
"""

import sys
from typing import NoReturn

from seminar.surroundings import OLDEST_PYTHON

__all__ = [
    "activities",
    "ask",
    "check",
    "cite",
    "columns",
    "exercise",
    "facts",
    "facts_used",
    "frame",
    "glossary",
    "my_answers",
    "ready",
    "style_block",
    "table",
]

_lacking = "" if sys.version_info >= OLDEST_PYTHON else "Python 3.11 or later is missing"
"""Why the words of the pack are not there, if so."""

if not _lacking:
    try:
        from seminar import activities
        from seminar.course.glossary import glossary
        from seminar.course.my_answers import my_answers
        from seminar.course.questions import ask, check, exercise
        from seminar.course.readiness import ready, style_block, watch
        from seminar.course.sources import cite, facts_used, table
        from seminar.data.frames import columns, facts, frame

        watch()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("seminar"):
            raise
        _lacking = f"The package “{error.name}” is not installed"


def __getattr__(word: str) -> NoReturn:
    """Says what is lacking, in which Python, and what to do; the doctor runs all the same."""
    if not _lacking or word not in __all__:
        raise AttributeError(f"The pack has no word “{word}”.")
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
    raise ImportError(
        f"{_lacking} in the Python that runs here, {running}.{''.join(others)} Your answers are safe. In a terminal, "
        f"in the folder of the pack, run “{install()}”, then open the pack with “{seminar('open')}”; "
        f"“{seminar('doctor')}” says what else is missing."
    )
