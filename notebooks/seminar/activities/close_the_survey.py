"""W10c: the same ideas after the course and weeks later, what is right and why; and how the class has changed."""

from collections.abc import Callable, Sequence

from seminar.activities.parts.show_the_class import AT_ONCE, LASTING, class_part
from seminar.activities.parts.survey_boxes import AFTER, LATER, asked, on_sheets, with_replies
from seminar.course import survey
from seminar.data.words import Words
from seminar.models.survey import FEWEST_FOR_ITEMS, SMALLEST
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, forgiving
from seminar.workbench.declaration import Declaration
from seminar.workbench.panel import tabs


@forgiving
def close_the_survey() -> Output:
    """The survey after the course, form B, and weeks later, form C; and the change of the class from totals."""
    return asked(AFTER, _tabs)


def _tabs() -> Sequence[Part]:
    parts: dict[str, Callable[[], list[Part]]] = {
        prose("mine"): lambda: with_replies(AFTER),
        prose("mine-later"): lambda: with_replies(LATER),
        prose("class"): lambda: class_part(AT_ONCE),
        prose("class-later"): lambda: class_part(LASTING),
    }
    panels = {title: Box([], "seminar-part") for title in parts}
    choice = tabs(panels)

    def fill(change: dict | None = None) -> None:
        """Make a tab when it is turned to first: most readers need one of the four."""
        if not panels[choice.value].children:
            panels[choice.value].children = parts[choice.value]()

    choice.observe(fill, "value")
    fill()
    return [choice, *panels.values()]


prose = Words("00-w00c")
EXAMPLE = 20
"""The slips of the class in the example of how to count."""


def on_paper() -> dict[str, object]:
    """The questions, without what is right; and from how many slips on something may be said."""
    ideas = [f"{item.number} {item.idea}" for item in survey.items()]
    return {
        **on_sheets({AFTER: prose("after"), LATER: prose("weeks-later")}),
        "ideas": ideas,
        "smallest": SMALLEST,
        "fewest": FEWEST_FOR_ITEMS,
        "slips": EXAMPLE,
    }


ACTIVITY = Declaration(
    AFTER,
    close_the_survey,
    on_paper,
    key=survey.keys,
    brief=survey.brief,
    whole_on_paper=True,
    copies=("pair", "slip", "weeks", "weeks", "room"),
)
