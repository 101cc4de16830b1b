"""What a room came to: the closed counts as pictures, tables and words, and as what the notebook takes over."""

from collections.abc import Mapping, Sequence

from seminar.activities.move_the_votes import count_name, moved
from seminar.activities.parts.of_the_room import ONE_QUESTION, room_name
from seminar.data.records import Activity, records
from seminar.data.words import Words
from seminar.models.votes import FEWEST_VOTES
from seminar.numbers import part_of, plural
from seminar.room.ballots import Closed
from seminar.room.polls import VOTE, Item, Poll
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Table
from seminar.workbench.panel import Panel

prose = Words("room")

AllClosed = Mapping[str, Closed]
Values = Mapping[str, Mapping[str, int | str]]
"""Part → setting of the activity → its value."""


def panels(poll: Poll, closed: AllClosed) -> list[Panel]:
    """What may be shown of *poll*, a panel for each of its items: beside the round before it where that has counts."""
    left = closed[poll.name]
    if not left.counts:
        return [Panel(_too_few(left.ballots), [], prose("result.too-few-text", fewest=FEWEST_VOTES))]
    before = closed.get(poll.before)
    if before and before.counts:
        return [_moved(item, before, left) for item in poll.items]
    return [_counted(item, left.counts.get(item.name, {})) for item in poll.items]


def _too_few(ballots: int) -> str:
    return prose("result.too-few", votes=plural(str(ballots), "vote"))


def numbers(item: Item, left: Closed) -> list[int]:
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
        for place, count in enumerate(numbers(item, left))
    }


def _counted(item: Item, found: Mapping[str, int]) -> Panel:
    """The counts of one item alone."""
    total, words = sum(found.values()), item.options
    rows = [(words[option], part_of(found.get(option, 0), total)) for option in words]
    said = "; ".join(f"{option}: {share}" for option, share in rows)
    lines: Sequence[tuple[str, float, bool]] = [(words[option], found.get(option, 0), False) for option in words]
    most = max(found.values())
    picture = Figure(
        lambda ink: bars(lines, most, ink, above=True), prose("result.alt", said=said), prose("result.caption")
    )
    table = Table(prose("result.table"), prose.all("result-columns"), rows, numbers=frozenset({1}))
    finding = prose("result.finding", votes=plural(str(total), "vote"))
    return Panel(finding, [picture, table], prose("result.text", item=item.legend, said=said))


def kept_for_notebook(poll: Poll, closed: AllClosed) -> tuple[str, Values]:
    """The name under which the notebook looks for the counts of *poll*, and what it finds there; ("", {}) for none.

    Both rounds of a vote go there together, as far as they are closed.
    """
    cell = _activity(poll)
    return (room_name(cell), _values(poll, closed)) if cell else ("", {})


def _activity(poll: Poll) -> str:
    """The cell of the activity that shows the counts of *poll*, "" where there is none."""
    if poll.kind != VOTE:
        return ""
    first, every = poll.before or poll.name, records(poll.cell.partition("-")[0]).items()
    return next((key for key, found in every if isinstance(found, Activity) and found.vote == first), "")


def _values(poll: Poll, closed: AllClosed) -> Values:
    sides = {"before": poll.before, "after": poll.name} if poll.before else {"before": poll.name}
    rounds = {side: closed[name] for side, name in sides.items() if name in closed and closed[name].counts}
    return {item.name: _settings(item, rounds) for item in poll.items} if rounds else {}
