"""W00c: ten questions before the course, and the letters for a slip."""

from seminar.activities.parts.survey_boxes import BEFORE, Sheet, asked, on_sheets
from seminar.data.words import Words
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration

prose = Words("00-w00c")


@forgiving
def open_the_survey() -> Output:
    """The survey before the course: form A, and the letters for a slip; nothing says what is right."""
    return asked(BEFORE, lambda: Sheet(BEFORE).parts)


def on_paper() -> dict[str, object]:
    """The questions, without what is right."""
    return on_sheets({BEFORE: prose("before")})


ACTIVITY = Declaration(BEFORE, open_the_survey, on_paper, copies=("student", "slip"))
