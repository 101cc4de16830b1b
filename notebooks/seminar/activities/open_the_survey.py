"""W00c: eight questions on invented cases before the course, and the letters for a slip."""

from seminar.activities.parts.survey_boxes import BEFORE, Sheet, asked
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration


@forgiving
def open_the_survey() -> Output:
    """The survey before the course: form A, and the letters for a slip; nothing says what is right."""
    return asked(BEFORE, lambda: Sheet(BEFORE).parts)


ACTIVITY = Declaration(BEFORE, open_the_survey)
