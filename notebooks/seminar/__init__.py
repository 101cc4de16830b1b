"""The words that a notebook of the pack uses.

``table``, ``cite`` and ``facts_used`` show evidence, ``glossary`` explains a term; ``ask``, ``check`` and ``exercise``
put the boxes for answers and ``my_answers`` what can be done with them; ``activities`` holds what can be operated. Each
shows a still view that needs no kernel and, when run, a live one in its place.
"""

from typing import NoReturn

__all__ = [
    "activities",
    "ask",
    "check",
    "cite",
    "exercise",
    "facts_used",
    "glossary",
    "my_answers",
    "ready",
    "style_block",
    "table",
]

try:
    from seminar import activities
    from seminar.course.glossary import glossary
    from seminar.course.my_answers import my_answers
    from seminar.course.questions import ask, check, exercise
    from seminar.course.readiness import ready, style_block, watch
    from seminar.course.sources import cite, facts_used, table

    watch()
except ModuleNotFoundError as error:
    if (error.name or "").startswith("seminar"):
        raise
    _missing = error.name

    def __getattr__(word: str) -> NoReturn:
        """Says which package is missing; ``python -m seminar doctor`` runs all the same."""
        if word not in __all__:
            raise AttributeError(word)
        raise ImportError(
            f"The package “{_missing}” is not installed. In a terminal, in the folder of the pack, run "
            "“pip install -r requirements.txt”; “python -m seminar doctor” says what else is missing."
        )
