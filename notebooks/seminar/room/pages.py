"""The pages of a room: forms of plain HTML without a script, for phones of any age, and those of the desk."""

import re
from collections.abc import Mapping, Sequence

import htpy as h
import segno
from markupsafe import Markup

from seminar.data.words import Words
from seminar.models.votes import FEWEST_VOTES
from seminar.numbers import listed, plural
from seminar.room.ballots import Closed
from seminar.room.polls import Item, Poll
from seminar.room.room import Room
from seminar.screen.page import Figure
from seminar.screen.style import in_a_browser
from seminar.workbench.panel import Panel

prose = Words("room")

STYLE = "style.css"
"""Beside each page, so that no page needs to know where it stands."""
ANY_STYLE = rf"/(?:.*/)?{re.escape(STYLE)}"


def phone_style() -> str:
    """The style of a phone’s pages, which is short."""
    return in_a_browser("room.css")


def desk_style() -> str:
    """The style of the desk, with all that pictures and tables need."""
    return in_a_browser("page.css", "edition.css", "room.css")


def document(title: str, *content: h.Node, wide: bool = False) -> str:
    """A whole page, in one column for a hand or a desk, or *wide* for a wall."""
    return str(
        h.html(lang="en-GB")[
            h.head[
                h.meta(charset="utf-8"),
                h.meta(name="viewport", content="width=device-width, initial-scale=1"),
                h.title[title],
                h.link(rel="stylesheet", href=STYLE),
            ],
            h.body(".seminar.room.wide" if wide else ".seminar.room")[h.main[h.h1[title], content]],
        ]
    )


def said(title: str, sentence: str, way_on: h.Node = None) -> str:
    """A page that says one thing, and where to go on from there."""
    return document(title, h.p(".seminar-finding", role="status")[sentence], way_on)


def choose(ways: Mapping[str, str]) -> str:
    """Where a server has rooms for several notebooks: number → the way to its desk."""
    links = (link(way, prose("choose.link", notebook=number)) for number, way in ways.items())
    return document(prose("choose.title"), h.p[prose("choose.notebook")], links)


def link(address: str, words: str) -> h.Renderable:
    """A line with a way on."""
    return h.p[h.a(href=address)[words]]


# What phones see


def ask_word(wrong: bool) -> str:
    """The first page of who typed the address alone: the word on the wall goes in."""
    return document(
        prose("phone.title"),
        h.form(method="get")[
            wrong and h.p(role="alert")[prose("phone.wrong-word")],
            h.label(for_="word")[prose("phone.word")],
            h.input("#word", name="word", autocomplete="off", autocapitalize="none", required=True),
            h.button[prose("phone.go")],
        ],
    )


def waiting(here: str, line: str, more: h.Node = None) -> str:
    """Nothing is to be done on this phone now; it looks again by itself."""
    return said(prose("phone.title"), line, [more, link(here, prose("phone.look")), _promise()])


def nothing_open(here: str, last: Poll | None) -> str:
    """Nothing is asked now; what was closed *last* counted."""
    line = prose("phone.waiting")
    return waiting(here, f"{prose('phone.closed', title=last.heading)} {line}" if last else line)


def _promise() -> h.Renderable:
    return h.p(".quiet")[prose("phone.promise", fewest=FEWEST_VOTES)]


def take_card(here: str, poll: Poll) -> str:
    """Before a card is dealt: a press takes it."""
    return document(
        poll.heading,
        h.p[prose("phone.card")],
        h.form(method="post", action=f"{here}/card")[_round(poll), h.button[prose("phone.take-card")]],
        _promise(),
    )


def form(here: str, poll: Poll, chosen: Mapping[str, str], card: str = "", wrong: str = "") -> str:
    """The form of *poll*, with what was *chosen* before; *wrong* says why it came back."""
    alone = len(poll.form.items) == 1
    return document(
        poll.heading,
        wrong and h.p(".seminar-finding", role="alert")[wrong],
        card and h.p(".card")[poll.form.cards[card]],
        not alone and h.p(".seminar-finding")[poll.form.question],
        h.form(method="post", action=here)[
            _round(poll),
            (_field(item, chosen.get(item.name, "")) for item in poll.form.items),
            h.button[prose("phone.vote" if poll.is_vote else "phone.send")],
        ],
        _promise(),
    )


def _round(poll: Poll) -> h.Renderable:
    return h.input(type="hidden", name="round", value=poll.name)


def _field(item: Item, chosen: str) -> h.Renderable:
    if item.scale:
        first, last = item.ends()
        return h.div[
            item.context and h.div[item.context],
            h.p(".asked")[item.legend],
            h.label(for_=item.name)[f"{item.label} ({prose('phone.range', first=first, last=last)})"],
            h.input(id=item.name, name=item.name, value=chosen, required=True, inputmode="decimal", autocomplete="off"),
        ]
    return h.fieldset[
        h.legend[item.legend],
        item.context and h.div(".quiet")[item.context],
        (
            h.label[
                h.input(type="radio", name=item.name, value=value, required=not item.open, checked=value == chosen),
                h.span[words],
            ]
            for value, words in [*item.options.items(), *([("", prose("phone.leave-open"))] if item.open else [])]
        ),
    ]


def voted(here: str, poll: Poll, chosen: Mapping[str, str]) -> str:
    """The vote counts; it may be changed, and the page looks by itself for what comes next."""
    lines = [
        h.li[
            len(poll.form.items) > 1 and f"{item.legend} ",
            h.strong[item.written(chosen[item.name]) if item.name in chosen else prose("phone.leave-open")],
        ]
        for item in poll.form.items
    ]
    change = link(f"{here}/change", prose("phone.change"))
    return waiting(here, prose("phone.counts"), [h.ul[lines], change])


# What the desk sees


class Desk:
    """The pages of the desk of *room*, below the path *here*; phones come to *places*, the first is the likely one."""

    def __init__(self, room: Room, here: str, places: Sequence[str], seen: int) -> None:
        self._room, self._here, self._places, self._seen = room, here, places, seen

    def _post(self, to: str, words: str, *, removes: bool = False, **values: str) -> h.Renderable:
        """A button that changes something; one that *removes* votes is not as loud as the others."""
        hidden = [h.input(type="hidden", name=name, value=value) for name, value in values.items()]
        return h.form(method="post", action=f"{self._here}/{to}")[hidden, h.button(class_={"removes": removes})[words]]

    def main(self, wrong: str = "") -> str:
        """All that may be asked, what is open, the head count, and the end."""
        return document(
            prose("desk.title", notebook=self._room.notebook),
            wrong and h.p(".seminar-finding", role="alert")[wrong],
            self._room.goes_on and h.p[prose("desk.goes-on")],
            self._where(),
            self._open(),
            self._heads(),
            h.h2[prose("desk.rounds")],
            h.ol(".rounds")[(h.li[self._row(poll)] for poll in self._room.polls.values())],
            self._reach(),
            h.h2[prose("desk.end-title")],
            h.p[prose("desk.end-says")],
            self._post("end", prose("desk.end"), removes=True),
        )

    def _where(self) -> h.Renderable:
        if not self._places:
            return h.p(".seminar-finding")[prose("desk.no-network")]
        return h.fragment[
            h.p[prose("desk.place"), " ", h.strong[self._places[0]]],
            h.p[prose("desk.word"), " ", h.strong[self._room.word]],
            h.p[h.a(href=f"{self._here}/wall", target="_blank", rel="noopener")[prose("desk.wall")]],
        ]

    def _open(self) -> h.Node:
        poll, few = self._room.asked, self._too_few()
        if not poll:
            return None
        return h.section(".open", aria_label=prose("desk.now"))[
            h.p(".seminar-finding")[prose("desk.open", title=poll.title)],
            h.p[self._turnout()],
            few and h.p[few],
            link(self._here, prose("desk.look")),
            self._post("close", prose("desk.close")),
        ]

    def _too_few(self) -> str:
        """Which of what is open would not be shown if it were closed now, "" for nothing."""
        few = self._room.too_few()
        if not few:
            return ""
        if "" in few:
            return prose("desk.few", fewest=FEWEST_VOTES)
        cards = listed(prose("desk.card", card=card, votes=plural(str(count), "vote")) for card, count in few.items())
        return prose("desk.few-cards", cards=cards, fewest=FEWEST_VOTES)

    def _turnout(self) -> str:
        """How many votes are in, and whether these are more than people."""
        votes, heads = len(self._room.ballots.votes), self._room.ballots.heads
        return _of_heads(votes, heads)

    def _row(self, poll: Poll) -> h.Node:
        left = self._room.left(poll.name)
        words = h.strong[poll.title]
        if self._room.ballots.open == poll.name:
            return [words, h.p[prose("desk.is-open")]]
        if left is None:
            may = not self._room.asked
            return [words, may and self._post("open", prose("desk.ask", title=poll.title), round=poll.name)]
        return [
            words,
            h.p[prose("desk.closed"), " ", _of_heads(left.ballots, self._room.ballots.heads)],
            h.p[self._counts(poll)],
            not self._room.asked
            and self._post("open", prose("desk.anew", title=poll.title), removes=True, round=poll.name),
        ]

    def _heads(self) -> h.Renderable:
        heads = self._room.ballots.heads
        return h.form("#count", method="post", action=f"{self._here}/heads")[
            heads and h.p[prose("desk.heads-kept", people=plural(str(heads), "person", "people"))],
            h.label(for_="heads")[prose("desk.heads")],
            h.input(
                "#heads", name="heads", value=str(heads or ""), inputmode="numeric", required=True, autocomplete="off"
            ),
            h.button[prose("desk.keep-heads")],
        ]

    def _reach(self) -> h.Renderable:
        """How to see in ten seconds whether phones reach this computer, and what to do if not."""
        others = [h.p[prose("desk.other-places"), " ", ", ".join(self._places[1:])]] if self._places[1:] else []
        return h.details[
            h.summary[prose("desk.reach")],
            h.p[prose("desk.seen", phones=plural(str(self._seen), "phone"))],
            h.ol[(h.li[step] for step in prose.all("reach"))],
            others,
        ]

    def wall(self) -> str:
        """For the projector: how to come in, and how many votes there are, but not what they say."""
        if not self._places:
            return said(prose("desk.wall-title"), prose("desk.no-network"))
        address = f"{self._places[0]}{self._room.word}"
        drawn = segno.make(address, micro=False).svg_inline(border=4, light="white", omitsize=True)
        return document(
            prose("desk.wall-title"),
            h.div(".wall")[
                h.div(".qr", role="img", aria_label=prose("desk.qr", address=address))[Markup(drawn)],
                h.div[
                    h.p(".large")[self._places[0]],
                    h.p(".large")[prose("desk.word"), " ", h.strong[self._room.word]],
                    self._asked_on_the_wall(),
                    h.p[prose("desk.seen", phones=plural(str(self._seen), "phone"))],
                    h.p[prose("desk.paper")],
                ],
            ],
            wide=True,
        )

    def _asked_on_the_wall(self) -> h.Renderable:
        """What is asked now, in full where it is one question: whoever votes on paper reads it here."""
        poll, last = self._room.asked, self._room.last_closed
        if not poll:
            return h.p[prose("desk.closed-now", title=last.title) if last else prose("desk.nothing-open")]
        question = len(poll.form.items) == 1 and not poll.dealt and poll.form.items[0].legend
        return h.fragment[
            question and h.p(".asked")[question],
            h.p[prose("desk.votes-in", title=poll.title, turnout=self._turnout())],
        ]

    def question(self, step: str, name: str) -> str:
        """The page that asks once more before *step* (with the round *name*) removes something, "" for none."""
        if step == "end":
            return self._sure(prose("sure.end"), self._would_go(), "end", prose("sure.yes-end"))
        if step == "close" and self._room.ballots.votes and self._room.too_few():
            return self._sure(prose("sure.close"), h.p[self._too_few()], "close", prose("sure.yes-close"))
        left = None if self._room.asked else self._room.left(name)
        if step != "open" or not left or not left.ballots:
            return ""
        title, votes = self._room.poll(name).title, plural(str(left.ballots), "vote")
        says = h.p[prose("sure.anew-says", title=title, votes=votes)]
        return self._sure(
            prose("sure.anew", title=title), says, "open", prose("sure.yes-anew", votes=votes), round=name
        )

    def _sure(self, title: str, says: h.Node, to: str, words: str, **values: str) -> str:
        yes = self._post(to, words, removes=True, sure="yes", **values)
        return document(title, says, link(self._here, prose("desk.back")), yes)

    def _would_go(self) -> h.Renderable:
        """What goes when the room ends now: votes that are still open, and counts that are not kept."""
        asked, lost = self._room.asked, self._room.not_kept()
        keeps = [poll for poll in lost if self._room.may_keep(poll)]
        shown = [f"“{poll.title}”" for poll in lost if poll not in keeps]
        return h.fragment[
            asked is not None and h.p(".seminar-finding")[prose("sure.open", title=asked.title), " ", self._turnout()],
            bool(keeps) and h.p(".seminar-finding")[prose("sure.not-kept", counts=plural(str(len(keeps)), "count"))],
            bool(keeps) and h.ul[(h.li[self._counts(poll)] for poll in keeps)],
            bool(shown) and h.p[prose("sure.only-shown", counts=listed(shown))],
            not (asked or lost) and h.p[prose("sure.nothing")],
            h.p[prose("sure.phones")],
        ]

    def _counts(self, poll: Poll) -> h.Renderable:
        """The way to the counts of *poll*; before the second vote it says that they would be seen too early."""
        again = [one.name for one in self._room.polls.values() if one.before == poll.name]
        early = again and not self._room.left(again[0])
        words = prose("desk.result-early" if early else "desk.result", title=poll.title)
        return h.a(href=f"{self._here}/result?round={poll.name}")[words]

    def result(self, poll: Poll, left: Closed, shown: Sequence[Panel], more: h.Node) -> str:
        """What is *left* of *poll*, closed, as panels to be *shown* with *more*, and a way to keep it."""
        kept = poll.name in self._room.ballots.kept
        return document(
            poll.title,
            kept and h.p(".seminar-finding", role="status")[prose("desk.kept")],
            h.p[_of_heads(left.ballots, self._room.ballots.heads)],
            (_panel(panel) for panel in shown),
            more,
            self._room.may_keep(poll) and self._post("keep", prose("desk.keep"), round=poll.name),
            link(self._here, prose("desk.back")),
            wide=True,
        )

    def ended(self) -> str:
        """The last page."""
        return said(prose("desk.ended-title"), f"{self._room.rest()} {prose('desk.ended')}")


def _of_heads(votes: int, heads: int) -> str:
    if not heads:
        return prose("desk.votes", votes=plural(str(votes), "vote"))
    if votes > heads:
        return prose("desk.too-many", votes=plural(str(votes), "vote"), heads=heads)
    return prose("desk.votes-of", votes=plural(str(votes), "vote"), heads=heads)


def _panel(panel: Panel) -> h.Renderable:
    return h.section[
        h.p(".seminar-finding")[panel.finding],
        (part.live() if isinstance(part, Figure) else part.markup() for part in panel.parts),
        h.p(".seminar-words")[panel.text],
    ]
