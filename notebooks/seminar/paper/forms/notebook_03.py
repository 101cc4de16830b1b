"""The paper forms of notebook 03."""

from seminar.activities.align_the_clips import NOTHING, clips, mark_options, number, offered
from seminar.activities.draw_the_sample import SETTINGS as DRAW
from seminar.activities.mend_the_questions import TICKER as QUESTIONS
from seminar.activities.mend_the_questions import heading
from seminar.models.question_ticks import KINDS
from seminar.paper.forms.parts import NEXT, TICK, blank, captioned, cut_cards, drawn, room, typst_words
from seminar.workbench.panel import at_the_start

COINS = 10
"""Slips in the bag of the sampling game."""


PAPER_REACH = {"percent": 60, "reach_a": 50, "reach_b": 25}
"""The numbers of the game of who is reached: not those of the stored view, which gives its result away."""
REACHED = ("all", "chance to be reached", "reached", "share of the reached")
VIEWS = ("View A", "View B", "Both")


def clip_strip(cells: dict[str, str], name: str) -> str:
    """One clip to cut out, as a Typst expression: Chinese, pinyin, word by word, our gloss."""
    lines = [
        f"[*{typst_words(name)}* #h(8 * pt) #text(15 * pt)[{typst_words(cells['chinese'])}] #h(8 * pt) "
        f"{typst_words(cells['pinyin'])}]",
        f"[Word by word: {typst_words(cells['word_by_word'])} {NEXT} Gloss: {typst_words(cells['our_gloss'])}]",
        f"[Mark: {blank(30)}]",
    ]
    return f"stack(spacing: 7 * pt, {', '.join(lines)})"


def english_strip(words: str) -> str:
    """One English phrase to cut out, as a Typst expression."""
    return f"[{typst_words(words)}]"


def clip_strips_form() -> str:
    """W03a on paper: strips of the ten clips, and strips of the English in another order, without our marks."""
    strips = [clip_strip(clip.cells, f"{number(clip)}, {clip.cells['speaker']}") for clip in clips()]
    phrases = [english_strip(words if words != NOTHING else f"{NOTHING}: no English") for _, words in offered()]
    steps = [
        "# Lay two versions side by side",
        "The Chinese and the English are the essay’s; pinyin, words and gloss are ours. Nobody needs to read Chinese.",
        "1. Cut out both sets of strips and mix them. In a short session take clips 2, 3, 5, 6 and 7 only.\n"
        "2. Read the word row and the gloss of a clip. Lay its English beside it.\n"
        "3. One clip has no English. Give it the strip that says so.\n"
        f"4. Write one mark on each clip: {'; '.join(words for _, words in mark_options())}.\n"
        "5. Compare with another pair. Where you differ, say which word decides it. Then ask the instructor.\n"
        "6. Say for each clip whether the difference changes the argument: no, a little, or yes.\n"
        "7. Count the clips of G (of 7) and of Z (of 3) where something is lost. Do not compare the two numbers: the "
        "clips were chosen. Nobody knows who made the English, so guess no motive.",
        drawn(f"#{cut_cards(strips)}"),
        drawn("#v(5 * mm)"),
        drawn(f"#{cut_cards(phrases)}"),
    ]
    return "\n\n".join(steps)


def sampling_game_form() -> str:
    """W03b by hand: slips in a bag, samples of two and of ten, with the share of the start."""
    percent = at_the_start(DRAW)["percent"]
    with_a = percent * COINS // 100
    steps = [
        "# Draw samples from a bag",
        "The people in the bag are invented.",
        f"1. Make {COINS} slips: {with_a} with A, {COINS - with_a} with B. In this population {percent}% hold view A. "
        "Mix them in a bag.\n"
        "2. Guess first: of 20 samples of two, how many will show one A and one B?\n"
        "3. Draw a slip, note it, put it back and mix. Draw a second one. That is one sample of two.\n"
        "4. Draw 20 samples and make a stroke for each in the table. Without slips: throw a die with ten sides; "
        f"1 to {with_a} is A.\n"
        "5. Add the strokes of the whole class. How often does a sample of two look like half and half?\n"
        "6. Now draw ten times for one sample, and do this five times. How far do the five shares lie apart?\n"
        "7. With chances: A twice is share times share. Work out all three results. They must add up to 1.",
        room(
            "Samples of two",
            "Result",
            ("strokes", "our count", "all counts", "by chance"),
            ("A and A", "A and B", "B and B"),
        ),
        room("Samples of ten", "Sample", ("strokes for A", "strokes for B", "share of A"), "12345"),
    ]
    return "\n\n".join(steps)


def reached_form() -> str:
    """W03c by hand: a hundred invented people, some of whom can be reached."""
    a, b = PAPER_REACH["percent"], 100 - PAPER_REACH["percent"]
    steps = [
        "# Who gets asked?",
        "All numbers are invented.",
        f"1. Of 100 people, {a} hold view A and {b} hold view B. Write both numbers in the first column.\n"
        f"2. Of those with view A you reach {PAPER_REACH['reach_a']} in 100, of those with view B "
        f"{PAPER_REACH['reach_b']} in 100. How many are that of each?\n"
        "3. Add both. This is everybody who answers you.\n"
        "4. Which part of them holds view A? Divide.\n"
        "5. Compare with the share among all. Which view looks larger than it is?\n"
        "6. Make both chances equal and work it out again.\n"
        "7. Think of a way to ask people (a street, a club, a phone). Whom would it not reach?",
        room("All and reached", "", REACHED, VIEWS),
        room("The same with equal chances", "", REACHED, VIEWS),
    ]
    return "\n\n".join(steps)


def question_clinic_form() -> str:
    """W03d on paper: the six questions with boxes to tick and room for a repaired one."""
    ticks = " #h(1fr) ".join(f"#box[{TICK} {typst_words(words)}]" for words in KINDS.values())
    questions = ", ".join(
        f"grid.cell(breakable: false)[*{typst_words(heading(n))}* {NEXT} {ticks} {NEXT} A better question: #v(14 * mm)]"
        for n in QUESTIONS.numbers()
    )
    boxes = f"grid(columns: 1fr, stroke: 0.4 * pt, inset: 5 * pt, {questions})"
    steps = [
        "# Mend six questions",
        "Questions 1 and 2 are the essay’s in our words. The others are written for this page.",
        "1. Read a question aloud, as if somebody asked you in the street.\n"
        "2. Tick what is wrong with it. There may be one fault or two.\n"
        "3. Write a better question under it.\n"
        "4. Give your question to another pair. They tick its faults.\n"
        "5. Ask the instructor for our ticks when all six are done.",
        captioned("Six questions and four faults", boxes),
    ]
    return "\n\n".join(steps)
