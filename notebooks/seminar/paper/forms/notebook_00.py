"""The paper forms of notebook 00."""

from seminar.activities.sort_the_sentences import TYPES, sentences
from seminar.models.groups import FEWEST_STUDENTS, MOST_STUDENTS, group_sizes
from seminar.paper.forms.parts import captioned, cut_cards, drawn, typst_words
from seminar.paper.forms.survey_sheet import survey_sheet


def room_grid_form() -> str:
    """W00a on paper: for every class from 8 to 25, the groups that it makes."""
    preferred = (3, 4, 5)
    head = ", ".join(f"[*{words}*]" for words in ("Students", *(f"groups of about {size}" for size in preferred)))
    body = ", ".join(
        f"[*{students}*], " + ", ".join(f"[{' '.join(map(str, group_sizes(students, size)))}]" for size in preferred)
        for students in range(FEWEST_STUDENTS, MOST_STUDENTS + 1)
    )
    table = f"table(columns: (24 * mm, 1fr, 1fr, 1fr), stroke: 0.4 * pt, inset: 4 * pt, table.header({head}), {body})"
    steps = [
        "# Plan the room",
        "1. Find the number of students on the left.\n"
        "2. Go to the group size that you like. Each number in the cell is one group.\n"
        "3. Count off around the room, so that chance makes the groups.\n"
        "4. Check: no group has fewer than three people or more than five.",
        captioned("Groups for every class", table),
    ]
    return "\n\n".join(steps)


def survey_form() -> str:
    """W00c on paper: form A of the survey with its slip."""
    return survey_sheet("A", "Before the course")


def sentence_strips_form() -> str:
    """W00b on paper: strips to cut out and lay under five headings."""
    kinds = "; ".join(f"{sign}) {words}" for sign, words in zip("12345", TYPES.values(), strict=True))
    strips = [
        f"pad(y: 6 * pt)[*{number}* #h(6 * pt) {typst_words(sentence.text)}]"
        for number, sentence in enumerate(sentences(), 1)
    ]
    steps = [
        "# Sort invented sentences",
        "All sentences are invented.",
        f"1. Write five headings on a table: {kinds}.\n"
        "2. Cut out the strips. Take the first five for the tour, the others later.\n"
        "3. Lay each strip under one heading, and say why.\n"
        "4. Where two of you differ, find the word in the sentence that decides it.\n"
        "5. Ask the instructor for our reading when all strips lie on the table.",
        drawn(f"#{cut_cards(strips, '1fr')}"),
    ]
    return "\n\n".join(steps)
