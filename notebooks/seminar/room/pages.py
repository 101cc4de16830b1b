"""The pages of a room: forms of plain HTML without a script, for phones of any age, and those of the desk."""

import re
from collections.abc import Mapping, Sequence

import htpy as h
import segno
from markupsafe import Markup

from seminar.data.words import Words
from seminar.models.votes import FEWEST_VOTES
from seminar.numbers import plural
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


def _promise() -> h.Renderable:
    return h.p(".quiet")[prose("phone.promise", fewest=FEWEST_VOTES)]


def take_card(here: str, poll: Poll) -> str:
    """Before a card is dealt: a press takes it."""
    return document(
        poll.title,
        h.p[prose("phone.card")],
        h.form(method="post", action=f"{here}/card")[_round(poll), h.button[prose("phone.take-card")]],
        _promise(),
    )


def form(here: str, poll: Poll, chosen: Mapping[str, str], card: str = "", wrong: str = "") -> str:
    """The form of *poll*, with what was *chosen* before; *wrong* says why it came back."""
    alone = len(poll.form.items) == 1
    return document(
        poll.title,
        wrong and h.p(".seminar-finding", role="alert")[wrong],
        card and h.p(".card")[poll.form.cards[card]],
        not alone and h.p(".seminar-finding")[poll.form.question],
        h.form(method="post", action=here)[
            _round(poll),
            (_field(item, chosen.get(item.name, "")) for item in poll.form.items),
            h.button[prose("phone.vote")],
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
            h.label(for_=item.name)[f"{item.legend} ({prose('phone.range', first=first, last=last)})"],
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
            for value, words in item.options.items()
        ),
    ]


def voted(here: str, poll: Poll, chosen: Mapping[str, str]) -> str:
    """The vote counts; it may be changed, and the page looks by itself for what comes next."""
    lines = [
        h.li[len(poll.form.items) > 1 and f"{item.legend}: ", h.strong[item.written(chosen[item.name])]]
        for item in poll.form.items
        if item.name in chosen
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
            link(f"{self._here}/wall", prose("desk.wall")),
        ]

    def _open(self) -> h.Node:
        poll = self._room.asked
        if not poll:
            return None
        return h.section(".open", aria_label=prose("desk.now"))[
            h.p(".seminar-finding")[prose("desk.open", title=poll.title)],
            h.p[self._turnout()],
            link(self._here, prose("desk.look")),
            self._post("close", prose("desk.close")),
        ]

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
            h.p[h.a(href=f"{self._here}/result?round={poll.name}")[prose("desk.result", title=poll.title)]],
            not self._room.asked
            and self._post("open", prose("desk.anew", title=poll.title), removes=True, round=poll.name),
        ]

    def _heads(self) -> h.Renderable:
        heads = self._room.ballots.heads
        return h.form(method="post", action=f"{self._here}/heads")[
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
        poll = self._room.asked
        if not self._places:
            return said(prose("desk.wall-title"), prose("desk.no-network"), link(self._here, prose("desk.back")))
        address = f"{self._places[0]}{self._room.word}"
        drawn = segno.make(address, micro=False).svg_inline(border=4, light="white", omitsize=True)
        return document(
            prose("desk.wall-title"),
            h.div(".wall")[
                h.div(".qr", role="img", aria_label=prose("desk.qr", address=address))[Markup(drawn)],
                h.div[
                    h.p(".large")[self._places[0]],
                    h.p(".large")[prose("desk.word"), " ", h.strong[self._room.word]],
                    h.p[f"{poll.title}: {self._turnout()}" if poll else prose("desk.nothing-open")],
                    h.p[prose("desk.seen", phones=plural(str(self._seen), "phone"))],
                    h.p[prose("desk.paper")],
                    link(self._here, prose("desk.back")),
                ],
            ],
            wide=True,
        )

    def result(self, poll: Poll, left: Closed, shown: Sequence[Panel], takes: bool) -> str:
        """What is *left* of *poll*, closed, as panels to be *shown*; whether the notebook *takes* it over."""
        kept = poll.name in self._room.kept
        return document(
            poll.title,
            h.p[_of_heads(left.ballots, self._room.ballots.heads)],
            (_panel(panel) for panel in shown),
            kept and h.p(role="status")[prose("desk.kept")],
            takes and self._post("keep", prose("desk.keep"), round=poll.name),
            link(self._here, prose("desk.back")),
            wide=True,
        )

    def ended(self) -> str:
        """The last page."""
        return said(prose("desk.ended-title"), prose("desk.ended"))


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
