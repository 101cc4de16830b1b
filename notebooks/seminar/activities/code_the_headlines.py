"""W09a: ten real headlines to code by six codes; our codes and the agreement; then all headlines, year by year."""

from functools import cache

import htpy as h

from seminar.activities.parts.count_the_headlines import (
    LIMIT,
    SCORE,
    all_headlines,
    choice_of_headlines,
    coded,
    codes,
    guess,
    in_all,
)
from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import pane
from seminar.course.sources import fact_links
from seminar.data.evidence import Row, fact, rows
from seminar.data.package import fields
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.models.agreement import FEWEST as FEWEST_FOR_KAPPA
from seminar.models.agreement import equal_codes, kappa
from seminar.models.headlines import sample
from seminar.numbers import agree, capital, day, plural, rounded
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table, forgiving
from seminar.screen.two_readers import BOTH, FIRST, NEITHER, OPEN, SECOND, two_readers
from seminar.workbench.declaration import Declaration
from seminar.workbench.guess import Asked
from seminar.workbench.panel import Panel, heading, kept_panel, live_frame, live_view, still_frame, tabs
from seminar.workbench.tick_by_tick import Ticked, Ticker

CELL = "09-w09a"
prose = Words(CELL)
DRAWN, SEED = 10, 9


def ours(code_row: Row) -> list[str]:
    """The codes that we gave to a headline."""
    return [code for code in codes() if code_row.cells[code] == "yes"]


def drawn() -> list[Row]:
    """Our rows of the ten headlines to code, in the order of the page."""
    by_fact = {row.cells["facts"]: row for row in rows("headline_codes")}
    return [by_fact[key] for key in sample(coded(), list(codes()), DRAWN, SEED)]


def words_of(headline: Row) -> h.Node:
    """A headline as printed, in its language, with our translation where it has one."""
    cells = headline.cells
    printed = h.span(lang=cells["language"])[cells["headline"]]
    return (
        [printed, h.br, prose("our-translation", translation=cells["our_translation"])]
        if "our_translation" in cells
        else printed
    )


def in_english(headline: Row) -> str:
    """A headline in English."""
    return headline.cells.get("our_translation", headline.cells["headline"])


def printed_by(headline: Row) -> str:
    """Who printed a headline, where and when."""
    cells = headline.cells
    return f"{cells['outlet']}, {cells['place']}, {day(cells['date'])}"


@cache
def items() -> list[Ticked]:
    """The ten headlines as things to tick; who printed them is said with our codes."""
    return [_item(number, row) for number, row in enumerate(drawn(), 1)]


def _item(number: int, row: Row) -> Ticked:
    headline = fact(row.cells["facts"])
    reading = prose("reading", note=row.cells.get("note", ""), outlet=printed_by(headline)).strip()
    card = h.p[h.strong[f"{number}. ", words_of(headline)]]
    return Ticked(f"{number}. {in_english(headline)}", ours(row), reading, card)


TICKER = Ticker(
    CELL,
    "headline",
    codes,
    items,
    further=lambda place: h.p(".seminar-quiet")[fact_links(drawn()[place].cells["facts"])],
    hints=prose.group("hints"),
)


def pairs(answers: Store, code: str) -> list[tuple[str, str]]:
    """For every checked headline, whether the student and whether we ticked *code*."""
    keys = [item.key for item in items()]
    said = {True: "yes", False: "no"}
    return [(said[code in ticks], said[code in keys[number - 1]]) for number, ticks in TICKER.done(answers).items()]


def agreement(answers: Store) -> Panel:
    """The finding on the code of scores, both readers code by code, and what it means."""
    done, each = len(TICKER.done(answers)), TICKER.each(answers)
    if not done:
        text = prose("text-none", drawn=DRAWN, limit=LIMIT)
        return Panel(prose("finding-none"), [_two_readers(answers)], text)
    mine, theirs = zip(*pairs(answers, SCORE), strict=True)
    say, equal = mine.count("yes"), equal_codes(mine, theirs)
    finding = prose(
        "finding",
        headlines=plural(str(done), "headline"),
        say=say,
        says=agree(say, "says", "say"),
        equal=equal,
        times=agree(equal, "time", "times"),
    )
    body = [_agreement_row(code, answers) for code in codes()]
    table = Table(prose("caption"), prose.all("columns"), body, numbers=frozenset({1, 2, 3, 4}))
    return Panel(finding, [_two_readers(answers), table], f"{finding}. {_kappa_words(done)} {LIMIT}", each)


def _two_readers(answers: Store) -> Figure:
    """The ten headlines code by code: who of the two ticked it."""
    rows = [(words, _looks(answers, code), _alike(answers, code)) for code, words in codes().items()]
    looks = prose.group("looks")
    said = "; ".join(f"{words}: {alike}" for words, _, alike in rows if alike)
    return Figure(
        lambda ink: two_readers(rows, looks, ink),
        prose("readers-alt", drawn=DRAWN, said=said or prose("finding-none")),
        prose("readers-caption"),
    )


def _looks(answers: Store, code: str) -> list[str]:
    """How each of the ten looks for one *code*: one of the looks of ``two_readers``."""
    by_ticks = {("yes", "yes"): BOTH, ("yes", "no"): FIRST, ("no", "yes"): SECOND, ("no", "no"): NEITHER}
    done = dict(zip(TICKER.done(answers), pairs(answers, code), strict=True))
    return [by_ticks[done[number]] if number in done else OPEN for number in TICKER.numbers()]


def _alike(answers: Store, code: str) -> str:
    """On how many of the checked headlines both gave a *code* alike; "" while none is checked."""
    found = pairs(answers, code)
    return prose("share", count=sum(one == other for one, other in found), all=len(found)) if found else ""


def _agreement_row(code: str, answers: Store) -> list[str]:
    mine, theirs = zip(*pairs(answers, code), strict=True)
    value = kappa(mine, theirs)
    written = "–" if value is None else rounded(value, 2)
    return [codes()[code], str(mine.count("yes")), str(theirs.count("yes")), _alike(answers, code), written]


def _kappa_words(done: int) -> str:
    if done < FEWEST_FOR_KAPPA:
        return prose("kappa-waits", drawn=DRAWN)
    return prose("kappa")


def waiting(answers: Store) -> str:
    """What the counts of all headlines wait for; "" once the ten are checked."""
    done = len(TICKER.done(answers))
    if done == DRAWN:
        return ""
    return prose("waiting", drawn=DRAWN, rest=DRAWN - done)


def rule() -> h.Renderable:
    """The six codes, each with its rule."""
    described = fields("headline_codes")
    return h.ul[(h.li[h.strong[f"{described[code]['title']}. "], described[code]["description"]] for code in codes())]


INTRO = prose("task")


@forgiving
def code_the_headlines() -> Output:
    """The headline bench: ten headlines, seven switches each; our codes, agreement and shares come after the checks."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[INTRO],
        rule(),
        h.ol[(h.li[words_of(fact(row.cells["facts"]))] for row in drawn())],
        heading(prose("how-chosen")),
        choice_of_headlines(),
        h.p(".seminar-words")[prose("to-code", drawn=DRAWN, limit=LIMIT)],
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), _live)


def _live() -> Part:
    found = record(CELL, Activity)
    names = [f"{CELL}-{number}" for number in TICKER.numbers()]
    rules = h.details[h.summary[prose("rules")], rule()]
    ten = Box([pane(h.p[INTRO], rules), TICKER.boxes(), kept_panel(names, agreement)], "seminar-part")
    panels = {prose("tabs.ten", drawn=DRAWN): ten, all_headlines().title: Box(_all(), "seminar-part")}
    return live_frame(found, tabs(panels), *panels.values())


def _all() -> list[Part]:
    """All headlines, once the ten are checked, and how they were chosen; before that, what they wait for."""
    part, view = Saved(CELL), live_view(all_headlines(), CELL)

    def turn() -> None:
        wait = waiting(part.answers)
        view.hidden = bool(wait)
        part.say(wait)

    part.follow(turn)
    return [part.status, view, pane(h.details[h.summary[prose("how-chosen")], choice_of_headlines()])]


def on_paper() -> dict[str, object]:
    """The headlines without who printed them, and the rule of each code, without our codes."""
    described = fields("headline_codes")
    headlines = [fact(row.cells["facts"]) for row in drawn()]
    strips = [
        {"words": found.cells["headline"], "ours": in_english(found) if "our_translation" in found.cells else ""}
        for found in headlines
    ]
    rules = [described[code] for code in codes()]
    return {
        "rules": rules,
        "codes": list(map(capital, codes().values())),
        "headlines": strips,
        "all": len(rows("headlines")),
        "limit": LIMIT,
    }


def keys() -> h.Node:
    """Our codes of the ten headlines and, last, how many of all headlines say “score”: for the instructor only."""
    return [TICKER.keys(), h.p[prose("in-all", all=len(rows("headlines")), count=in_all())]]


def for_the_room() -> Asked:
    """How many of all headlines one thinks to say “score”, and how many do by our coding."""
    return Asked(guess(), in_all())


ACTIVITY = Declaration(
    CELL,
    code_the_headlines,
    on_paper,
    key=keys,
    brief=TICKER.brief,
    whole_on_paper=True,
    copies=("group",),
    guess=for_the_room,
)
