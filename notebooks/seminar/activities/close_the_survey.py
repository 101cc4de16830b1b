"""W10c: the same eight ideas after the course, then what is right and why; and how the class has changed."""

from collections.abc import Sequence

from seminar.activities.parts.show_the_class import class_part
from seminar.activities.parts.survey_boxes import AFTER, asked, with_replies
from seminar.course import survey
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import tabs


@forgiving
def close_the_survey() -> Output:
    """The survey after the course: form B, then what is right and why; and the change of the class from totals."""
    return asked(AFTER, _tabs)


def _tabs() -> Sequence[Part]:
    mine = Box(with_replies(), "seminar-part")
    of_class = Box(class_part(), "seminar-part")
    panels = {"My survey": mine, "The class": of_class}
    return [tabs(panels), *panels.values()]


ACTIVITY = Declaration(AFTER, close_the_survey, key=survey.keys, whole_on_paper=True)
