"""The paper forms of notebook 02."""

import pandas as pd

from seminar.activities.explore_the_terms import renderings_of, sentences
from seminar.activities.find_the_article import documents, provisions, questions
from seminar.activities.place_the_documents import (
    HOME,
    OTHER_RUNGS,
    RUNGS,
    countries,
    described,
    elsewhere,
    ladders,
    placed,
)
from seminar.activities.stand_in_a_year import FIRST, LATEST, TRACKS, things
from seminar.data.evidence import Row
from seminar.numbers import capital, day
from seminar.paper.forms.parts import (
    CUT,
    NEXT,
    blank,
    captioned,
    cut_cards,
    drawn,
    empty_table,
    filled_table,
    labelled,
    typst_words,
)


def _named(place: str) -> str:
    return f"the {place}" if place.endswith("States") else place


def document_card(number: int, row: Row) -> str:
    """One card to cut out, as a Typst expression: titles, issuer line, number and date, without our reading."""
    said = described(row)
    original = f"{NEXT}{typst_words(said['title_zh'])}{NEXT}{typst_words(said['pinyin'])}" if "title_zh" in said else ""
    issuer = f"Issuer: {said['issuer']}. Number: {said['number']}. Date: {said['date']}."
    country = "" if row.cells["place"] == HOME else f" Ladder of {_named(row.cells['place'])}."
    return f"[*{number}* #h(4 * pt) *{typst_words(said['title'])}*{original}\n\n{typst_words(issuer + country)}]"


def ladder_form() -> str:
    """W02b on paper: a ladder poster with empty rungs, and the documents as cards to cut out."""
    cards: dict[bool, list[str]] = {True: [], False: []}
    for number, row in enumerate(placed(), 1):
        cards[row.cells["place"] == HOME].append(document_card(number, row))
    poster = empty_table(
        "Rung",
        (f"Cards of {HOME}", "Who must obey it", "May a court apply it?"),
        [capital(words) for words in RUNGS.values()],
        "62 * mm, 1fr, 38 * mm, 34 * mm",
        18,
    )
    foreign = empty_table(
        "Rung, without a number",
        elsewhere(),
        [capital(words) for words in OTHER_RUNGS.values()],
        "1fr, 42 * mm, 42 * mm",
        8,
    )
    steps = [
        "# Place the documents",
        "1. Cut out the cards and share them. Read the issuer line first, then the number, then the title.\n"
        "2. Lay each card of China on a rung of the poster. Write its number there.\n"
        "3. Say why aloud. The others may move a card once, with a reason.\n"
        "4. A card may fit two rungs. Then write it on both with a question mark.\n"
        f"5. The cards of {countries()} go on the ladders of their own countries, after the cards. Do "
        f"not compare them with {HOME} by number.\n"
        "6. Which rung stays empty? What does that tell you about these cards, and what does it not tell you?\n"
        "7. Ask the instructor for our reading. Where two readings are held, both count.",
        captioned(f"The ladder poster: {HOME}", poster),
        drawn("#pagebreak()"),
        drawn(f"#{cut_cards(cards[True])}"),
        drawn("#v(4 * mm)"),
        captioned(list(ladders())[1], foreign),
        drawn("#v(4 * mm)"),
        drawn(f"#{cut_cards(cards[False], '1fr, 1fr, 1fr')}"),
    ]
    return "\n\n".join(steps)


def term_card(term: str) -> str:
    """One card to cut out and fold, as a Typst expression: the term on one half, its renderings on the other."""
    found = renderings_of(term)
    first = found.iloc[0]
    head = f"text(20 * pt)[{typst_words(term)}], [{typst_words(first['pinyin'])}], [{typst_words(first['literal'])}]"
    body = ", ".join(f"[• {_rendering(row)}]" for _, row in found.iterrows())
    halves = f"stack(spacing: 9 * pt, {head}), stack(spacing: 8 * pt, {body})"
    return f"grid(columns: (44 * mm, 1fr), column-gutter: 6 * pt, {halves})"


def _rendering(row: pd.Series) -> str:
    return f"*{typst_words(row['rendering'])}* ({typst_words(row['used_by'])}): {typst_words(row['reader_infers'])}"


def terms_form() -> str:
    """W02a on paper: a card for each term with its renderings, and a sentence to fill for each."""
    cards = [term_card(term) for term in sentences()]
    gaps = "\n".join(
        f"- {renderings_of(term)['pinyin'].iloc[0]}: {sentence.format('________________')}"
        for term, sentence in sentences().items()
    )
    steps = [
        "# Explore the terms",
        "1. Each group takes one card. Read the Chinese word by its pinyin, then word for word.\n"
        "2. Write the sentence of your term once with each rendering.\n"
        "3. What would a reader think in each case? Compare with the card: it gives our judgement, not a measurement.\n"
        "4. Mark each rendering: does it sound moral, financial, legal, or none of these? Do not add the marks up.\n"
        "5. Choose one rendering for a headline, one for a contract and one for a speech. Say why.",
        gaps,
        drawn("#pagebreak()"),
        drawn(f"#{cut_cards(cards, '1fr')}"),
    ]
    return "\n\n".join(steps)


NO_DAY, NEVER = "day announced", "not in effect"
"""What stands for the day of effect where a document has none, and where a thing is only promised."""


def in_effect(row: pd.Series) -> str:
    """From when an entry counts as being in effect: a day, NO_DAY or NEVER."""
    if pd.isna(row["effect"]):
        return NEVER
    return day(row["since"]) if isinstance(row["since"], str) else NO_DAY


def timeline_form() -> str:
    """W02c on paper: a strip of years with a paper slider, and the entries with both dates."""
    years = range(FIRST, LATEST + 1)
    strip = ", ".join(
        f"box(width: 12.4 * mm, height: 14 * mm, stroke: 0.6 * pt, align(center + horizon)[{n}])" for n in years
    )
    tip = "polygon(fill: black, (0mm, 0mm), (6 * mm, 0mm), (3 * mm, 5 * mm))"
    slider = (
        f"box(width: 34 * mm, height: 24 * mm, stroke: {CUT}, "
        f"align(center + bottom, stack(spacing: 3 * mm, [I stand here], {tip})))"
    )
    entries = [(row["title"], TRACKS[row["track"]], day(row["date"]), in_effect(row)) for _, row in things().iterrows()]
    steps = [
        "# Stand in a year",
        "1. Cut out the slider and lay its tip on a year. Choose one track.\n"
        "2. Read the entries of your track from the top. In effect by the end of your year: write E (existed). "
        "Announced by then, but in effect later: write P (promised). Announced later: write L, and put it aside.\n"
        f"3. “{NO_DAY}” in the column “In effect”: no day of effect was found, so the day on which it was announced "
        f"counts. “{NEVER}”: a draft or an aim, so write P from the year in which it was announced.\n"
        "4. Count E, P and L for your track.\n"
        "5. Move the slider one year on. Which letters change? Can an E ever become a P?\n"
        "6. Write a sentence about the system, as somebody at the end of your year could write it. Does it need an "
        "entry with L? Then mend it.",
        labelled(
            f"stack(spacing: 4 * mm, {slider}, grid(columns: {len(years)}, {strip}))",
            f"A row of boxes for the years {FIRST} to {LATEST}, and a slider to cut out.",
            "The strip of years and the slider",
        ),
        filled_table(
            ("What", "Track", "Announced", "In effect", "E, P or L"),
            "1fr, 27 * mm, 38 * mm, 38 * mm, 14 * mm",
            [(*entry, " ") for entry in entries],
            "The entries",
        ),
    ]
    return "\n\n".join(steps)


def article_form() -> str:
    """W02d on paper: the questions with room for document and article, and extracts to search."""
    room = f"Document: {blank(70)} #h(4 * mm) Article: {blank(22)}"
    asked = [
        f"block(breakable: false, below: 14 * pt, [*{number}.* {typst_words(question.text)} {NEXT} #v(5 * mm) {room}])"
        for number, question in enumerate(questions(), 1)
    ]
    extracts = [
        filled_table(
            ("Article", f"{name}: what our table says"),
            "34 * mm, 1fr",
            [(row.cells.get("article", ""), row.cells["says"]) for row in provisions(name)],
            f"Extracts: {name}",
        )
        for name in documents()
    ]
    steps = [
        "# Find the article",
        "1. Each group takes two questions. Say first which kind of text could hold the answer: a plan, a law, a rule "
        "of a court?\n"
        "2. Look for it in the extracts. They are in our words and not complete.\n"
        "3. Write document and article. Swap with another group and check each other.\n"
        "4. Is it the wrong document, or the right one with another article? Say why.\n"
        "5. Which of these answers could a person take to an office, and which to a court?",
        *(drawn(f"#{line}") for line in asked),
        drawn("#pagebreak()"),
        *extracts,
    ]
    return "\n\n".join(steps)
