"""Paper forms: what replaces an activity where there is no computer.

A form is a template beside the module of its activity, ``NAME.form.md``; what fills its gaps is gathered by the
function that the activity declares as its form, from its settings and the evidence.
"""

from pathlib import Path

from seminar import activities
from seminar.activities import declared
from seminar.errors import SeminarError
from seminar.paper.forms.templates import filled

FOLDER = Path(activities.__path__[0])


def form(cell: str) -> str:
    """The paper form of the activity in that *cell* as pandoc Markdown, in which a ``{=typst}`` block may draw.

    Raises SeminarError for a cell without an activity, and for a template that cannot be filled.
    """
    if cell not in declared():
        raise SeminarError(f"There is no activity in a cell “{cell}”. There are: {', '.join(declared())}.")
    found = declared()[cell]
    return filled(FOLDER, found.name, found.gaps(cell))
