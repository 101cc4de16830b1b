"""The survey on paper: the questions of one form, and a slip without a name to cut off."""

from seminar.course import survey
from seminar.paper.forms.parts import CUT, NEXT, drawn, typst_words


def survey_sheet(form: str, when: str) -> str:
    """The questions of *form* ("A", "B") with options in the order of the screen, and a slip for *when*."""
    questions = "\n\n".join(
        drawn(
            f"#block(breakable: false, above: 10 * pt)[*{item.number}. {typst_words(item.forms[form].stem)}*{NEXT}"
            f"{' #h(1.2em) '.join(f'#box[{typst_words(line)}]' for line in item.lines(form))}]"
        )
        for item in survey.items()
    )
    boxes = " #h(1fr) ".join(
        f"#box[{item.number} #box(width: 9 * mm, height: 8 * mm, stroke: 0.7 * pt, baseline: 2 * mm)]"
        for item in survey.items()
    )
    said = f"*{typst_words(when)}* {NEXT} #v(2 * mm) {boxes}"
    slip = f"#block(breakable: false, above: 6 * mm, width: 100%, stroke: {CUT}, inset: 8 * pt)[{said}]"
    steps = [
        f"# Eight questions, {when.lower()}",
        "All people, places and numbers are invented. Nothing is marked.",
        f"1. Answer alone. {survey.SHORT_SESSION}\n"
        "2. Write the letter of one option for each question into the boxes of the slip.\n"
        "3. Cut the slip off. Write no name on it, fold it, and put it into the box. No slip is fine too.\n"
        "4. What is right is told after the course, for both times.",
        questions,
        drawn(slip),
    ]
    return "\n\n".join(steps)
