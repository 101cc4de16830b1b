"""What a room came to: the closed counts as pictures, tables and words, and as what the notebook takes over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import htpy as h

from seminar.activities.move_the_votes import count_name, moved
from seminar.activities.parts.of_the_room import OF_THE_CLASS, ONE_QUESTION, TIMES, room_name
from seminar.course import survey
from seminar.data.records import Activity, records
from seminar.data.words import Words
from seminar.models.framing import RATINGS
from seminar.models.votes import FEWEST_VOTES
from seminar.numbers import capital, listed, part_of, plural, rounded
from seminar.room.ballots import Closed
from seminar.room.polls import CARDS, FRAMING, SURVEY, VOTE, Item, Poll, guess_of
from seminar.screen.figures import bars
from seminar.screen.guesses import guesses
from seminar.screen.page import Figure, Table
from seminar.workbench.panel import Panel

prose = Words("room")

COMPARED = {"A", "B"}
"""The cards between which the trial compares."""
AllClosed = Mapping[str, Closed]
Values = Mapping[str, Mapping[str, int | str]]
"""Part → setting of the activity → its value."""


def panels(poll: Poll, closed: AllClosed) -> list[Panel]:
    """What may be shown of *poll*, a panel for each of its items: beside the round before it where that has counts."""
    left, before = closed[poll.name], closed.get(poll.before)
    if not left.counts and (poll.kind != SURVEY or left.ballots < FEWEST_VOTES):
        return [_not_compared(poll, left) if poll.kind == CARDS else _too_few(left.ballots)]
    if poll.kind == SURVEY:
        said = prose("result.survey", people=plural(str(left.ballots), "person", "people"))
        return [Panel(said, [], prose("result.survey-text"))]
    if poll.kind == CARDS:
        return [_rated(poll, left)]
    if before and before.counts:
        return [_moved(item, before, left) for item in poll.form.items]
    return [_counted(poll, item, left.counts.get(item.name, {})) for item in poll.form.items]


def more(poll: Poll) -> h.Node:
    """What is read beside the result: the cards, where each saw one."""
    if poll.kind != CARDS:
        return None
    from seminar.activities.rate_the_pilot import the_cards  # here: only this trial needs it

    return the_cards()


def _too_few(ballots: int) -> Panel:
    said = prose("result.too-few", votes=plural(str(ballots), "vote"))
    return Panel(said, [], prose("result.too-few-text", fewest=FEWEST_VOTES))


def _numbers(item: Item, left: Closed) -> list[int]:
    """How often each option of *item* was chosen, in the order of the form."""
    found = left.counts.get(item.name, {})
    return [found.get(option, 0) for option in item.options]


def _moved(item: Item, before: Closed, after: Closed) -> Panel:
    """Both rounds beside each other, with the smallest movement: as the notebook shows it."""
    claim = item.legend if item.name != ONE_QUESTION else ""
    return moved([*item.options.values()], claim, **_settings(item, {"before": before, "after": after}))


def _settings(item: Item, rounds: Mapping[str, Closed]) -> dict[str, int]:
    """The counts as settings of the activity: “before_0” and so on."""
    return {
        count_name(side, place): count
        for side, left in rounds.items()
        for place, count in enumerate(_numbers(item, left))
    }


def _counted(poll: Poll, item: Item, found: Mapping[str, int]) -> Panel:
    """The counts of one item alone: bars of its options, or dots over its scale."""
    total = sum(found.values())
    order = sorted(found, key=int) if item.scale else [*item.options]
    rows = [(item.written(option), part_of(found.get(option, 0), total)) for option in order]
    said = "; ".join(f"{option}: {share}" for option, share in rows)
    table = Table(
        prose("result.table"),
        prose.all("guess-columns" if item.scale else "result-columns"),
        rows,
        numbers=frozenset({1}),
    )
    if item.scale:
        return _guessed(poll, item, found, table)
    lines: Sequence[tuple[str, float, bool]] = [(item.written(option), found.get(option, 0), False) for option in order]
    most = max(found.values())
    picture = Figure(
        lambda ink: bars(lines, most, ink, above=True), prose("result.alt", said=said), prose("result.caption")
    )
    finding = prose("result.finding", votes=plural(str(total), "vote"))
    return Panel(finding, [picture, table], prose("result.text", item=item.legend, said=said))


def middle(found: Mapping[str, int]) -> int:
    """The middle one of all guesses (number → how many); of two in the middle, the lower one."""
    every = sorted(int(number) for number, count in found.items() for _ in range(count))
    return every[(len(every) - 1) // 2]


def _guessed(poll: Poll, item: Item, found: Mapping[str, int], table: Table) -> Panel:
    """The guesses of the room as dots, beside the result of the activity where that is a number."""
    steps = item.scale.steps if item.scale else ()
    first, wide = steps[0], steps[-1] - steps[0]
    ends = [(0.0, item.ends()[0]), (1.0, item.ends()[1])]
    places = {(int(number) - first) / wide: count for number, count in found.items()}
    answer = guess_of(poll.cell.partition("-")[0], poll.cell).result
    total, centre = sum(found.values()), item.written(str(middle(found)))
    low, high = (item.written(str(end)) for end in (min(map(int, found)), max(map(int, found))))
    text = prose("result.guesses-text", item=item.legend, low=low, high=high, middle=centre)
    alt = prose("result.guesses-alt", guesses=plural(str(total), "guess", "guesses"), low=low, high=high, middle=centre)
    caption = prose("result.guesses-caption")
    if answer is None:
        picture = Figure(lambda ink: guesses(places, ends, None, ink), alt, caption)
        return Panel(prose("result.guesses", middle=centre), [picture, table], text)
    result = _written(item, answer)
    mark = ((answer - first) / wide, prose("result.model", result=result))
    picture = Figure(lambda ink: guesses(places, ends, mark, ink), f"{alt} {capital(mark[1])}.", caption)
    finding = prose("result.guesses-beside", middle=centre, result=result)
    return Panel(finding, [picture, table], f"{text} {capital(mark[1])}.")


def _written(item: Item, answer: float) -> str:
    """What the activity gives, as its guess is written."""
    unit = item.scale.unit if item.scale else ""
    return item.written(str(int(answer))) if float(answer).is_integer() else rounded(answer, 1) + unit


def _rated(poll: Poll, left: Closed) -> Panel:
    """The ratings of the cards, as the notebook shows them, and which card is left out."""
    from seminar.activities.rate_the_pilot import rated  # here: only this trial needs it

    if COMPARED - left.counts.keys():
        return _not_compared(poll, left)
    panel = rated(**{"a": "", "b": "", "c": "", **_cards(left)})
    hidden = left.ballots - sum(sum(found.values()) for found in left.counts.values())
    if not hidden:
        return panel
    return replace(panel, text=f"{_left_out(poll, left)} {panel.text}")


def _not_compared(poll: Poll, left: Closed) -> Panel:
    """What is said where one of the two cards that are compared has too few votes."""
    said = prose("result.too-few", votes=plural(str(left.ballots), "vote"))
    return Panel(said, [], f"{_left_out(poll, left)} {prose('result.two-cards')}")


def _left_out(poll: Poll, left: Closed) -> str:
    """Which cards have too few votes to be shown."""
    cards = [prose("result.card", card=card) for card in poll.form.cards if card not in left.counts]
    return prose("result.left-out", cards=listed(cards), fewest=FEWEST_VOTES)


def _cards(left: Closed) -> dict[str, str]:
    """Card → the seven counts of its ratings, as they are typed into the activity."""
    return {
        card.lower(): " ".join(str(found.get(str(rating), 0)) for rating in RATINGS)
        for card, found in left.counts.items()
    }


def kept_for_notebook(poll: Poll, closed: AllClosed) -> tuple[str, Values]:
    """The name under which the notebook looks for the counts of *poll*, and what it finds there; ("", {}) for none.

    Both rounds of a vote go there together, as far as they are closed.
    """
    keeps: dict[str, Callable[[Poll, AllClosed], tuple[str, Values]]] = {
        VOTE: _both_rounds,
        CARDS: lambda poll, closed: (room_name(FRAMING), {CARDS: _cards(closed[poll.name])}),
        SURVEY: _right_answers,
    }
    if poll.kind not in keeps or poll.name not in closed or not closed[poll.name].counts:
        return "", {}
    return keeps[poll.kind](poll, closed)


def _both_rounds(poll: Poll, closed: AllClosed) -> tuple[str, Values]:
    """The counts of a vote, for the activity that its notebook has for it."""
    first, every = poll.before or poll.name, records(poll.cell.partition("-")[0]).items()
    cells = [key for key, found in every if isinstance(found, Activity) and found.vote == first]
    sides = {"before": poll.before, "after": poll.name} if poll.before else {"before": poll.name}
    rounds = {side: closed[name] for side, name in sides.items() if name in closed and closed[name].counts}
    values = {item.name: _settings(item, rounds) for item in poll.form.items}
    return (room_name(cells[0]), values) if cells else ("", {})


def _right_answers(poll: Poll, closed: AllClosed) -> tuple[str, Values]:
    """How many slips there were, and how many were right in each question that was asked."""
    left, asked = closed[poll.name], {item.name for item in poll.form.items}
    right = {
        str(item.number): str(left.counts.get(str(item.number), {}).get(item.key, 0))
        for item in survey.items()
        if str(item.number) in asked
    }
    return room_name(OF_THE_CLASS), {TIMES[poll.cell]: {"slips": str(left.ballots), **right}}
