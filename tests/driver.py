"""An activity a second time, beside the one on a page: its parts in this process, and the keys that drive each control.

What a key does to a control is written here anew, from what browsers do with native elements: the key on the page and
the event for the second activity must have the same effect. ``standing.js`` says what a page must then show.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from seminar.activities import declared
from seminar.activities.parts import of_the_room
from seminar.answers import store
from seminar.errors import SeminarError
from seminar.screen.controls import Valued
from seminar.screen.live import Box
from seminar.workbench.stepper import prose as of_steps

STANDING = (Path(__file__).parent / "standing.js").read_text("utf-8")
ACTIVITIES = {number: list(cells) for number, cells in groupby(sorted(declared()), lambda cell: cell[:2])}
"""Number of a notebook → the cells of its activities."""
TEXTS = {
    "02-w02d": ("Article 7",),
    "09-w09b": ("0 1 2 3 2 0 0", "1 0 0 4 4 0 0 + 0 0 2 2 0 0 0"),
    "10-w10a": ("not yet",),
    "10-w10b": ("f-T020", "F-T999"),
}
"""What is typed into lines, beside a number and nonsense."""
NUMBERS = ("20",)
ELSEWHERE = {"10-w10b": {"My sources disagree about…"}}
"""Cell → what needs more than a key: two cards that contradict each other (test_print_the_verdict.py)."""
MOST_TIMES = 6
"""So often an activity may begin anew: what is there only before a guess needs that."""
NONSENSE, BEYOND = "?!", "9" * 20
WRITTEN = "Mine."


class Move(NamedTuple):
    """Keys for what fits *selector* in a control, which bring it to *option*; *text* is typed before the last of them.

    Python hears *event*, or nothing where that is None.
    """

    option: object
    selector: str
    keys: tuple[str, ...]
    event: dict | None
    text: str = ""


def _of_range(part, _):
    at, last = part.state["index"], len(part.labels) - 1
    slider, box = "input[type=range]", "input.number"
    keys = {
        "first": ("Home", 0, at > 0),
        "second": ("ArrowRight", 1, at == 0),
        "last": ("End", last, at < last),
    }
    middle = part.labels[last // 2]
    typed = {"typed": middle, "beyond": BEYOND, "no number": NONSENSE}
    return {
        **{name: Move(name, slider, (key,), {"index": to}) if can else None for name, (key, to, can) in keys.items()},
        **{
            name: Move(name, box, ("Control+A", "Enter"), {"text": text}, text) if text != part.state["shown"] else None
            for name, text in typed.items()
        },
    }


def _one_of(part, selector):
    """One step towards each option: the arrows go from one to the next, and on the way choose what they pass."""
    ids = [option["id"] for option in part.options]
    if ids == [part.value]:
        return {}  # what is chosen already cannot be chosen where there is nothing else
    at = ids.index(part.value) if part.value in ids else None

    def towards(key):
        to = ids.index(key)
        if to == at:
            return None
        if at is None:
            return Move(ids[0], selector, ("Space" if "radio" in selector else "ArrowDown",), {"value": ids[0]})
        step = 1 if to > at else -1
        reached = ids[at + step]
        return Move(reached, selector, ("ArrowDown" if step > 0 else "ArrowUp",), {"value": reached})

    return {key: towards(key) for key in ids}


def _of_choice(part, _):
    return _one_of(part, "input[type=radio]:checked" if part.value else "input[type=radio]")


def _of_select(part, _):
    return _one_of(part, "select")


def _of_toggle(part, _):
    move = Move(not part.value, "[role=switch]", ("Space",), {"value": not part.value})
    return {True: None, False: None, move.option: move}


def _of_button(part, _):
    return {"pressed": None if part.off else Move("pressed", "button", ("Enter",), {})}


def _of_entry(part, texts):
    shown = part.state["shown"]
    moves = [Move(text, "input", ("Control+A", "Enter"), {"text": text}, text) for text in [NONSENSE, *texts]]
    return {move.option: move if move.text != shown else None for move in moves}


def _of_text(part, _):
    move = Move("written", "textarea", ("Control+A", "Tab"), {"text": WRITTEN}, WRITTEN)
    return {"written": None if part.value == WRITTEN else move}


def _of_tiles(part, _):
    def to(row, column):
        down, right = row - part.value[0], column - part.value[1]
        keys = ["ArrowDown" if down > 0 else "ArrowUp"] * abs(down)
        keys += ["ArrowRight" if right > 0 else "ArrowLeft"] * abs(right)
        return Move((row, column), "button[tabindex='0']", (*keys, "Enter"), {"value": [row, column]})

    return {(row, column): to(row, column) for row in range(len(part.rows)) for column in range(len(part.columns))}


def _of_spots(part, _):
    last = len(part.spots) - 1
    keys = [(*["ArrowLeft"] * last, *["ArrowRight"] * at, "Enter") for at in range(last + 1)]
    found = [spot["id"] for spot in part.spots]
    return {key: Move(key, "button[tabindex='0']", way, {"value": key}) for key, way in zip(found, keys, strict=True)}


def _of_copied(part, _):
    return {"copied": Move("copied", "button", ("Enter",), None)}


MOVES = {
    "range": _of_range,
    "choice": _of_choice,
    "ladder": _of_choice,
    "select": _of_select,
    "toggle": _of_toggle,
    "button": _of_button,
    "entry": _of_entry,
    "text": _of_text,
    "tiles": _of_tiles,
    "spots": _of_spots,
    "copied": _of_copied,
}
"""Kind of control → its options, each with the next move towards it, None where there is none now."""
NO_CONTROLS = ("box", "pane")
ONLY_PRESSED = ("button", "copied")
"""Controls that stand at nothing."""


class Control(NamedTuple):
    """Where a control stands among the parts of an activity, of which kind it is, and what it is called."""

    place: tuple[int, ...]
    kind: str
    name: str


def name_of(part):
    """The words by which a reader knows a control; those on a button may change with each press."""
    return getattr(part, "legend", "") or getattr(part, "caption", "") or getattr(part, "label", "")


def control(place, part):
    """The control that *part* is at that *place*."""
    return Control(place, part.kind, name_of(part))


def standing(part, place=(), *, hidden=False):
    """Place → part, for all that stands in *part* in the order of the page, also what is *hidden* if that is wanted."""
    if part.hidden and not hidden:
        return {}
    children = part.children if isinstance(part, Box) else []
    inner = [standing(child, (*place, at), hidden=hidden) for at, child in enumerate(children)]
    return {place: part, **{where: found for some in inner for where, found in some.items()}}


def settings(root):
    """Words on a control → what it stands at, as the page says it, in all views that are open; another strip of dials
    in such a view may be hidden."""
    seen = standing(root).values()
    views = [part for part in seen if "seminar-view" in getattr(part, "classes", ())]
    inner = [part for view in views for part in view.tree()]
    return {name_of(part): _stands_at(part) for part in [*seen, *inner] if isinstance(part, Valued)}


def _stands_at(part):
    if part.kind == "range":
        return part.scale.read(part.state["shown"]) if part.state["shown"] else None
    return part.state["shown"] if part.kind == "entry" and not part.state["message"] else part.value


def told(part):
    """All that a page knows of *part* and of what stands in it, as plain values."""
    state = {name: getattr(part, name) for name in part.shown()}
    if isinstance(part, Box):
        state["children"] = [told(child) for child in part.children]
    return state


def rank(part):
    """What is done first, where there is much to do: all that stands here, then buttons, then what leads elsewhere."""
    leads = (part.kind == "choice" and part.look in ("tabs", "line")) or (
        part.kind == "select" and part.legend == of_steps("go-to")
    )
    return 2 if leads else part.kind == "button"


def usable(root):
    """Place and part of each control that stands in *root* for somebody to use."""
    for place, part in standing(root).items():
        if part.kind not in NO_CONTROLS and not (getattr(part, "disabled", False) or getattr(part, "off", False)):
            yield place, part


@dataclass
class Driven:
    """Which controls of an activity there are, and what was done with each; *texts* are typed into its lines.

    A control is there from the moment that a reader could use it.
    """

    texts: tuple[str, ...] = ()
    options: dict[Control, dict[object, None]] = field(default_factory=dict)
    done: dict[Control, set] = field(default_factory=lambda: defaultdict(set))
    met: set[Control] = field(default_factory=set)
    after: dict[Control, tuple[Control, object] | None] = field(default_factory=dict)
    """What first led to a control."""
    _last: tuple[Control, object] | None = None
    _sought: set = field(default_factory=set)
    _seen_last: set = field(default_factory=set)
    _there: set[Control] = field(default_factory=set)
    _ended: set = field(default_factory=set)
    _again: set = field(default_factory=set)
    _over: int = 0

    def left(self):
        """Control → the options to which nothing has brought it."""
        open_ = {one: [key for key in keys if key not in self.done[one]] for one, keys in self.options.items()}
        return {one: keys for one, keys in open_.items() if keys}

    def left_over(self):
        """Control → what is left of it, also of what was hidden or off all the time; the words on a button may change
        when it is used."""
        used = {one[:2] for one in self.options}
        return self.left() | {one: [] for one in self.met if one.kind not in NO_CONTROLS and one[:2] not in used}

    def begin(self, over=False):
        """The activity begins anew. With *over* all is done once more that stood there when it ended first, for what is
        left may need it; of several options one is chosen, each time another, where the last one was at first."""
        self._ended = self._ended or {one[:2] for one in self._there}
        self._over += over
        self._again = {
            (one, list(keys)[(self._over - 1) % len(keys) if one.kind in ("choice", "select") else 0])
            for one, keys in (self.options.items() if over else ())
            if keys and one[:2] in self._ended
        }
        self._last, self._sought, self._seen_last = None, set(), set()

    def next(self, root):
        """The control that stands in *root* to drive next, its part and the move; None where all here is done."""
        here, self._there = {}, {control(place, part) for place, part in standing(root, hidden=True).items()}
        self.met |= self._there
        for place, part in usable(root):
            one, moves = control(place, part), MOVES[part.kind](part, self.texts)
            self.options.setdefault(one, {}).update(dict.fromkeys(moves))
            self.after.setdefault(one, self._last)
            here[one] = part, moves
        open_ = [
            (rank(part), at, one, moves[key])
            for at, (one, (part, moves)) in enumerate(here.items())
            for key in moves
            if moves[key] and (key not in self.done[one] or (one, key) in self._again)
        ]
        found = min(open_, key=lambda entry: entry[:2])[2:] if open_ else self._way(here) or self._round(here)
        if found is None:
            return None
        one, move = found
        self._last = one, move.option
        return one, here[one][0], move

    def did(self, one, move):
        """What was to be done with that control is done; but a switch is left on, since much waits for one that is."""
        self.done[one].add(move.option)
        self._again.discard((one, move.option))
        if move.option is False and one.name != of_steps("all"):
            self.done[one].discard(True)

    def _way(self, here):
        """A move that once led to a control of which something is left."""
        for one in self.left():
            step, seen = self.after[one], set()
            while step and step not in seen:
                seen.add(step)
                lead, option = step
                if lead in here and (one, step) not in self._sought:
                    move = here[lead][1].get(option)
                    if move:
                        if move.option == option:
                            self._sought.add((one, step))
                        return lead, move
                step = self.after.get(lead)
        return None

    def _round(self, here):
        """A move to a tab that was not seen at the end: what was done elsewhere may have brought something there."""
        for one, (part, moves) in here.items():
            if getattr(part, "look", "") == "tabs":
                self._seen_last.add((one, part.value))
                for move in moves.values():
                    if move and (one, move.option) not in self._seen_last:
                        return one, move
        return None


def through(cell, begin, drive):
    """Drive every control of the activity in *cell* through all its options: what was driven.

    *begin* gives its parts as they are at the start, each time with an empty folder of answers; *drive* does one move.
    """
    driven, left = Driven((*TEXTS.get(cell, ()), *NUMBERS)), None
    for _ in range(MOST_TIMES):
        root = begin()
        driven.begin(over=left == driven.left_over())
        left = driven.left_over()
        while found := driven.next(root):
            one, part, move = found
            drive(one, part, move)
            driven.did(one, move)
        if not undone(cell, driven):
            break
    return driven


def undone(cell, driven):
    """The controls of *cell* that nothing has driven through, but should have; or those that needed more than a key
    and no longer do."""
    return {one.name for one in driven.left_over()} ^ ELSEWHERE.get(cell, set())


class _AtOnce:
    """In place of a thread: it has ended when it has begun."""

    def __init__(self, target, args, daemon):
        self._run = lambda: target(*args)

    def start(self):
        self._run()


def without_a_room(patch):
    """An activity that opens a room says so at once, and no room is opened: that would be a process of its own."""
    patch.setattr(of_the_room, "open_the_room", lambda notebook: "The room is open.")
    patch.setattr(of_the_room, "Thread", _AtOnce)


def keep_answers_in(folder, patch):
    """From now on this process keeps answers in *folder*."""
    patch.setenv(store.FOLDER_VARIABLE, str(folder))
    store.answers_folder.cache_clear()
    store.new_session()


def shown_in(one, cell):
    """The activity that *one* declares, as it stands in *cell*, at the start."""
    return (one.show(cell) if one.also_in else one.show()).live()


def heard(part, event):
    """What the page says when *part* has heard *event*: "" or the sentence why it does not count."""
    try:
        part.hear(event)
    except SeminarError as error:
        return str(error)
    return ""
