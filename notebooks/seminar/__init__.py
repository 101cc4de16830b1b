"""The words that a notebook of the pack uses.

``table``, ``cite`` and ``facts_used`` show evidence, ``glossary`` explains a term; ``ask``, ``check`` and ``exercise``
put the boxes for answers and ``my_answers`` what can be done with them; ``activities`` holds what can be operated. Each
shows a still view that needs no kernel and, when run, a live one in its place.
"""

from seminar import activities
from seminar.glossary import glossary
from seminar.my_answers import my_answers
from seminar.page import style_block
from seminar.questions import ask, check, exercise
from seminar.readiness import ready, watch
from seminar.sources import cite, facts_used, table

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

watch()
