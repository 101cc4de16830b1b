"""The paper forms of notebook 10."""

from collections.abc import Sequence

from seminar.activities.parts.attack_the_rules import ROLES
from seminar.activities.parts.invented_town import GROUPS, PROBLEMS, SETTINGS, cases, rules_of
from seminar.course import survey, verdicts
from seminar.course.sources import in_brief, says
from seminar.data.evidence import fact, rows
from seminar.models import rule_code, rules
from seminar.models.survey import FEWEST_FOR_ITEMS, SMALLEST
from seminar.models.verdict import CHECKS, FEWEST_CARDS, MOST_CARDS, SIDES
from seminar.paper.forms.parts import (
    NEXT,
    RULE,
    TICK,
    blank,
    captioned,
    cut_cards,
    drawn,
    empty_table,
    labelled,
    typst_words,
)
from seminar.paper.forms.survey_sheet import survey_sheet
from seminar.screen.controls import OneOf, OnOff, Scale
from seminar.workbench.panel import Setting

MEASURES = (
    "1 Rightly listed",
    "2 Missed",
    "By mistake, all",
    "of these corrected",
    "3 of these left on",
    "4 Burden days",
    "5 Repaired",
    "6 By mistake in A",
    "6 By mistake in B",
    "7 Missed, large harm",
)
"""The lines of the work sheet: the seven measures with their numbers, and two lines that help to count them."""
ROLE_WORDS = {
    "mistaken": "You broke no rule, and your name is on the list. Do you hear of it? Whom can you ask, and how long "
    "does it take? Who else has your name by now?",
    "hurt": "Somebody did you harm, and you wait. Is that person on the list? Look at the cards that the rule misses. "
    "Does the rule bring you what you lost?",
    "newcomer": "You came last year, and the papers know little about you. Count the cards of your group that are "
    "listed by mistake. What would the rule have to ask for?",
    "clerk": "You have to run it on Monday. How many entries, letters and messages is that? Which cards lie so near "
    "the line that you decide alone?",
    "auditor": "You check the office. In the town nobody can unfold the cards. How would you find the mistakes, and "
    "what would you count every year?",
}
"""What the card of each role asks its player to look for."""
EXAMPLE = 20
"""The slips of the class in the example of how to count."""


def rule_sandbox_form() -> str:
    """W10a by hand: a rule sheet with dials, a work sheet, roles for the attack, and forty cases to lay out."""
    base = rule_code.BASE
    sheet = labelled(
        _rule_sheet(),
        f"A table of {len(SETTINGS)} dials, each with its choices and its value in the base run. The proof of the base "
        f"run is {rules_of(base).proof:.2f}, its days on the list {base['term']}.",
        "The rule sheet",
    )
    work = empty_table("Measure", ("our guess", "first run", "one dial changed"), MEASURES)
    steps = [
        "# Write a rule, by hand",
        "The town, its people and all rates are invented. Each group needs a rule sheet and the deck of 40 cards.",
        _steps(),
        sheet,
        drawn("#pagebreak()"),
        captioned("The work sheet", work),
        drawn(f"#v(4 * mm)\n#{cut_cards([_role_card(role) for role in ROLES])}"),
        drawn("#pagebreak()"),
        drawn(f"#{cut_cards([_case_card(number) for number in deck()], '1fr, 1fr, 1fr, 1fr', '35 * mm')}"),
    ]
    return "\n\n".join(steps)


def _steps() -> str:
    same, independent = (round(5 * rules.APPEAL_RATES[way]) for way in ("same", "independent"))
    fine, name = (rules.PENALTY_WEIGHTS[penalty] for penalty in ("fine", "name"))
    deleted, kept = (round(10 * rules.REPAIR_RATES[way]) for way in (True, False))
    return (
        f"1. Choose a problem: {', '.join(problem.title.lower() for problem in PROBLEMS.values())}. Who is hurt?\n"
        "2. Cut out the cards and fold the truth behind. Set the dials on the rule sheet.\n"
        "3. Guess first: how many of the 40 are listed by mistake, and how many who broke the rule are missed?\n"
        "4. A card is listed if its signal reaches your proof. Lay the listed cards to the right and unfold all.\n"
        f"5. Count. Corrected: if the person is told, {same} in 5 of those listed by mistake with an appeal to the "
        f"same office, {independent} in 5 with an independent one, else nobody; round halves up.\n"
        f"6. Burden days: days on the list times those left on, plus {rules.REVIEW_DAYS} days (or the days on the "
        "list, if fewer) times those corrected. Multiply by one more than the other offices. A fine counts "
        f"{fine:g} of that, a public name {name:g} times.\n"
        f"7. Repaired: {deleted} in 10 of the rightly listed if the entry is deleted after repair, else {kept} in 10.\n"
        "8. The numbers on the work sheet are the seven measures; lines without one help to count. Change one dial and "
        "count again. What did you trade, and for what? There is no total.\n"
        "9. Swap rule sheets with another group. Draw roles by lot, and attack the rules, not the group."
    )


def _rule_sheet() -> str:
    """Every dial of the activity with its choices to tick or a number to write, as a Typst table."""
    rows = ", ".join(
        f"[*{typst_words(dial.label)}*], [{_choices(dial)}], [{typst_words(_base(dial))}]" for dial in SETTINGS
    )
    head = "[*Dial*], [*Our choice*], [*Base run*]"
    look = "stroke: 0.4 * pt, inset: 5 * pt, align: horizon"
    return f"table(columns: (42 * mm, 1fr, 36 * mm), {look}, table.header({head}), {rows})"


def _choices(dial: Setting) -> str:
    if isinstance(dial.scale, OneOf):
        return " #h(1fr) ".join(f"#box[{TICK} {typst_words(words)}]" for _, words in dial.scale.options)
    if isinstance(dial.scale, Scale):
        first, *_, last = map(dial.scale.show, dial.scale.steps)
        return f"{blank(20)} #h(4 * pt) (a number from {first} to {last})"
    return f"{TICK} yes #h(14 * mm) {TICK} no"


def _base(dial: Setting) -> str:
    if isinstance(dial.scale, OnOff):
        return "yes" if dial.default else "no"
    return dial.scale.written(dial.default)


def deck() -> list[int]:
    """The numbers of the cases that stand in the deck of cards."""
    return sorted(int(card) for card in cases()["card"].dropna())


def _case_card(number: int) -> str:
    """One card of the deck, as Typst: what the office sees above the fold, the truth below it."""
    case = cases().set_index("card").loc[number]
    truth = "broke the rule" if case["broke"] else "did not break it"
    harm = ", with large harm" if case["large_harm"] else ""
    signal = f"signal #text(14 * pt)[*{case['signal']:.2f}*]"
    above = f"[*{number}* #h(1fr) {typst_words(GROUPS[case['group']])} {NEXT} {signal}]"
    fold = 'line(length: 100%, stroke: (thickness: 0.4 * pt, dash: "dotted"))'
    return f"stack(spacing: 6 * pt, {above}, {fold}, [Truth: {truth}{harm}])"


def _role_card(role: str) -> str:
    name, _ = ROLES[role]
    said = typst_words(f"You are {name}. Invented.")
    return f"[*{said}* {NEXT} #v(1 * mm) {typst_words(ROLE_WORDS[role])}]"


def verdict_sheet_form() -> str:
    """W10b on paper: the sheet with its six boxes, and the cards on offer for each question."""
    numbers = [str(number) for number in range(1, MOST_CARDS + 1)]
    columns = ("Fact", "It says, in my words", "It…", "Kind of source", "Date")
    cards = empty_table("Card", columns, numbers, "12 * mm, 20 * mm, 1fr, 26 * mm, 30 * mm, 24 * mm", height=17)
    caption = f"My cards. What each does to the sentence: {' / '.join(SIDES.values())}"
    boxes = ", ".join(f"[{TICK} {typst_words(words)}]" for words in CHECKS.values())
    lines = [
        " #h(8 * mm) ".join(f"#box[{TICK} {typst_words(question)}]" for question in verdicts.offered()),
        f"My verdict, in one sentence: {RULE} {NEXT} #v(4 * mm) {RULE}",
        f"System: {RULE} Place: {RULE} Year: {RULE}",
        f"#figure(kind: table, caption: [{typst_words(caption)}], {cards})",
        f"My sources disagree about (if two cards do): {RULE}",
        f"How sure I am: #h(6 * mm) {TICK} low #h(6 * mm) {TICK} medium #h(6 * mm) {TICK} high",
        f"I would change my mind if: {RULE} {NEXT} #v(4 * mm) {RULE}",
        f"*Structure, not opinion.* Tick what is there: #grid(columns: (1fr, 1.4fr), gutter: 2 * mm, {boxes})",
    ]
    steps = [
        "# Build your verdict, on paper",
        "1. Choose one question, and write in one sentence what you think. Write no name.\n"
        "2. Name the system, the place and the year.\n"
        f"3. Choose {FEWEST_CARDS} to {MOST_CARDS} cards from the pages after the sheet, or facts of other notebooks. "
        "Mark what each one does to your sentence.\n"
        "4. Some cards say that they disagree with another. If you have both, write a sentence about that.\n"
        "5. Say how sure you are, and what would change your mind.\n"
        "6. Tick the boxes. They see how a verdict is built, and never which side it takes.",
        drawn("#pagebreak()"),
        "**The verdict sheet**",
        *(drawn(f"#block(above: 4 * mm, width: 100%)[#set par(first-line-indent: 0pt)\n{line}]") for line in lines),
    ]
    for question, keys in verdicts.offered().items():
        offer = f"#{cut_cards([_evidence_card(key, keys) for key in keys])}"
        steps += [drawn("#pagebreak(weak: true)"), f"**Cards for: {question}**", drawn(offer)]
    return "\n\n".join(steps)


def _evidence_card(key: str, offered: Sequence[str]) -> str:
    """One fact on offer as a card to cut out, in Typst, with the other *offered* cards that it disagrees with."""
    row = fact(key)
    source = f"{in_brief(row)} ({verdicts.kind_of(row)}).{_disagrees(key, offered)}"
    return f"[*{typst_words(key)}* {typst_words(says(row))} {NEXT} {typst_words(source)}]"


def _disagrees(key: str, offered: Sequence[str]) -> str:
    """With which *offered* facts a fact disagrees, as a sentence, or nothing."""
    pairs = [row.cells["facts"].split(";") for row in rows("disagreements")]
    others = [found for pair in pairs if key in pair for found in pair if found != key and found in offered]
    return f" Disagrees with {' and '.join(others)}." if others else ""


def survey_and_tally_form() -> str:
    """W10c on paper: form B with its slip, and a grid for the one who counts the slips of both times."""
    rows = ["Slips", *(f"{item.number} {item.idea}" for item in survey.items())]
    grid = empty_table("Right answers", ("before: strokes", "count", "after: strokes", "count"), rows)
    few = f"fewer than {SMALLEST}"
    steps = [
        survey_sheet("B", "After the course"),
        drawn("#pagebreak()"),
        "# For the one who counts",
        "1. Wait for the last slip. A slip that comes later is not added.\n"
        "2. Count the slips of each time, and for each question the right answers. Keep no slip.\n"
        f"3. With {few} slips in one of the two, show nothing. With fewer than {FEWEST_FOR_ITEMS}, say only the mean "
        "of each time, to the nearest half, and not if it is 0 or all.\n"
        f"4. From {FEWEST_FOR_ITEMS} slips on, say for each question how many were right. Where {few} were right, say "
        f"“{few}”. Where {few} were wrong, do not say how many: of {EXAMPLE} slips, say “more than "
        f"{EXAMPLE - SMALLEST} were right”.\n"
        "5. If you did so for one question alone, say nothing of a second one: that with the next smallest group, "
        f"right or wrong. For instance, 3 of {EXAMPLE} were right in question 4, and 6 were wrong in question 7: say "
        f"“{few}” for 4, and nothing for 7.\n"
        "6. Never split the class by country, gender or group. Different people may have answered, and a small class "
        "can move by luck.",
        captioned("Totals only", grid),
    ]
    return "\n\n".join(steps)
