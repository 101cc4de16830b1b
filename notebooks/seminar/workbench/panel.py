"""What all activities share: from controls and a function of their values to a live view, a still view and a text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course import balance
from seminar.course.questions import block, pane, times
from seminar.data.records import Activity, record
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.screen.controls import Button, Choice, Copied, Kind, Pane, Value, Valued, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Figure, Output, Table
from seminar.workbench.guess import Guess, guess_first, later

prose = Words("workbench")


@dataclass(frozen=True)
class Setting:
    """One control: its *name* as an argument, its *label*, its *scale*, which makes it, and its first value."""

    name: str
    label: str
    scale: Kind
    default: Value


@dataclass(frozen=True)
class Panel:
    """The result for one set of values: the *finding*, then figures and tables, then the same in words.

    *points*, where there are any, are set as a numbered list after the words; *under* stands under the finding. On a
    screen tables fold up behind a figure.
    """

    finding: str
    parts: Sequence[Figure | Table]
    text: str
    points: Sequence[h.Node] = ()
    under: str = ""

    @property
    def seen(self) -> list[Figure | Table]:
        """What stands beside the controls: the figures, or the tables where there is no figure."""
        return [part for part in self.parts if isinstance(part, Figure)] or list(self.parts)

    @property
    def folded(self) -> list[Table]:
        """The tables that say the same as a figure, or more exactly."""
        return [part for part in self.parts if isinstance(part, Table) and part not in self.seen]


Preset = Mapping[str, Value] | Callable[[], Mapping[str, Value]]
"""The values that a button puts, by the name of the setting, or what returns them."""


@dataclass(frozen=True)
class View:
    """One tab of an activity: its *title*, its settings, and *show*, which turns their values into a panel.

    Each of the *presets* is a button, by its words; with *presets_first* above the controls. One that is found when it
    is pressed takes no place of what a reader has set. Many controls stand *across*, in columns above the result; or in
    *strips* (title → names of settings), one strip at a time. Under them stand texts to copy that *hand_on* makes of
    the values, by their labels. Where a *guess* comes first, *show* is given it as ``guess``, None if it was skipped.
    With *keep* a button keeps the settings until the next day.
    """

    title: str
    settings: Sequence[Setting]
    show: Callable[..., Panel]
    presets: Mapping[str, Preset] = field(default_factory=dict)
    presets_first: bool = False
    across: bool = False
    guess: Guess | None = None
    keep: bool = False
    strips: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hand_on: Mapping[str, Callable[[Mapping[str, Value]], str]] = field(default_factory=dict)

    def at_the_start(self) -> Panel:
        """The panel that stands there before a control is moved, by a reader who did not guess."""
        guessed = {"guess": None} if self.guess else {}
        return self.show(**{setting.name: setting.default for setting in self.settings}, **guessed)


@dataclass(frozen=True)
class Below:
    """What stands under the views of an activity: its *still* view, and *live*, which makes its widgets."""

    still: h.Node
    live: Callable[[], Sequence[Part]]


NOTHING_BELOW = Below(None, lambda: [])


def activity(cell_id: str, *views: View, below: Below = NOTHING_BELOW, still: Sequence[View] = ()) -> Output:
    """The activity of *cell_id*: live with controls, still with every view at its defaults, one under the other.

    Where views are alike, *still* names those that the still view shows. A guess of the first view comes before all.
    """
    found, shown = record(cell_id, Activity), still or views
    before = shown[:1] if shown[0].guess else shown
    page = still_frame(found, (still_view(view, len(views) > 1) for view in before), below.still)
    results = [still_result(view, len(views) > 1) for view in shown if view.guess or view not in before]
    first = views[0].guess.question if views[0].guess else f"{views[0].at_the_start().finding}."
    return Output(
        page,
        prose("plain", title=found.title, finding=first),
        lambda: _live(cell_id, found, views, below),
        later(results) if results else None,
    )


def at_the_start(settings: Sequence[Setting]) -> dict[str, int]:
    """Name → first value of each of *settings* that is a number or a switch."""
    return {setting.name: setting.default for setting in settings if isinstance(setting.default, int)}


def still_frame(found: Activity, *content: h.Node) -> h.Renderable:
    """The still view of an activity: *content* between its title and its fixed line."""
    names = ["seminar-activity", *(["invented"] if found.invented else [])]
    return h.div(f".{'.'.join(names)}")[title_line(found), content, foot(found)]


def live_frame(found: Activity, *children: Part) -> Part:
    """The live view of an activity: *children* between its title and its fixed line."""
    box = block("activity", pane(title_line(found)), *children, pane(foot(found)))
    box.label = found.title
    box.classes = [*box.classes, *(["invented"] if found.invented else [])]
    return box


def running_result(cell_id: str, result: Callable[[], Sequence[h.Node]]) -> list[Part]:
    """What stands under the parts of the activity *cell_id* that are saved one by one, drawn again after every save.

    *result* returns the finding, which a screen reader speaks when it changes, the words, and what follows them.
    """
    line, under = Pane(announce=True), Pane()

    def redraw() -> None:
        finding, words, *further = result()
        line.html = str(h.p(".seminar-finding")[finding])
        under.html = str(h.fragment[h.p(".seminar-words")[words], further])

    Saved(cell_id).follow(redraw)
    return [line, under]


def kept_panel(names: Sequence[str], panel: Callable[[Store], Panel]) -> Box:
    """A panel made of what is saved under *names*, drawn again after every save."""
    part = Saved(*names)
    finding, body, folds = Pane(announce=True), Pane(), Pane()

    def draw() -> None:
        finding.html, body.html, folds.html = markup(panel(part.answers))

    part.follow(draw)
    return Box([finding, body, folds], "seminar-part")


def title_line(found: Activity) -> h.Renderable:
    """The title above an activity, with the minutes for one who works alone and for a class."""
    return h.p(".seminar-title")[h.strong[found.title], " ", h.span(".quiet")[times(found)]]


def foot(found: Activity) -> h.Renderable:
    """What stands under an activity: how full the table is that it compares countries with, and its fixed line."""
    return h.fragment[found.compares and balance.line(found.compares), facts_line(found)]


def facts_line(found: Activity) -> h.Renderable:
    """The fixed line of every activity."""
    said = {"real": found.real, "invented": found.invented, "assumed": found.assumed, "limit": found.limit}
    return h.p(".seminar-facts")[
        (
            h.span[h.strong[f"{title}:"], " ", said[name] or prose("nothing"), " "]
            for name, title in prose.group("facts").items()
        )
    ]


def heading(words: str) -> h.Renderable:
    """The title of a part of a still view. Its level is that below a section of a page."""
    return h.p(role="heading", aria_level="3")[h.strong[words]]


def still_view(view: View, titled: bool) -> h.Renderable:
    """What *view* shows at the start: its guess, if there is one; *titled* where it stands beside others."""
    if view.guess:
        return h.div[titled and heading(view.title), view.guess.still()]
    return still_result(view, titled)


def still_result(view: View, titled: bool) -> h.Renderable:
    """What *view* shows at the start once a guess is given, with the values it is set to."""
    values = (f"{setting.label}: {setting.scale.written(setting.default)}" for setting in view.settings)
    return h.div[
        titled and heading(view.title),
        h.p(".seminar-settings")[prose("set-to"), "; ".join(values), "."] if view.settings else None,
        still_panel(view.at_the_start()),
    ]


def still_panel(panel: Panel) -> h.Renderable:
    """A panel as it is stored and printed: its finding, its figures and tables, its words."""
    return h.fragment[
        h.p(".seminar-finding", style="font-size:21px;font-weight:600;margin:12px 0")[panel.finding],
        panel.under and h.p[panel.under],
        (part.still() if isinstance(part, Figure) else part.markup() for part in panel.parts),
        h.p(".seminar-words")[panel.text],
        _points(panel),
    ]


def _points(panel: Panel) -> h.Renderable | None:
    return h.ol(".seminar-points")[(h.li[point] for point in panel.points)] if panel.points else None


def _live(cell_id: str, found: Activity, views: Sequence[View], below: Below) -> Part:
    first = views[0].guess
    shown = (
        [guess_first(f"{cell_id}-guess", first, lambda given: _tabbed(cell_id, views, guess=given))]
        if first
        else _tabbed(cell_id, views)
    )
    return live_frame(found, *shown, *below.live())


def _tabbed(cell_id: str, views: Sequence[View], **guessed: Value | None) -> list[Part]:
    """The views, with tabs where there are several; the first is given what was *guessed*."""
    first, *others = views
    panels = {first.title: _result(first, cell_id, **guessed)}
    panels |= {view.title: live_view(view, f"{cell_id}-{number}") for number, view in enumerate(others, 2)}
    return [*([tabs(panels)] if others else []), *panels.values()]


def tabs(panels: Mapping[str, Box]) -> Choice:
    """Tabs that show one of *panels* (title → box) at a time, the first at the start."""
    titles = list(panels)
    choice = Choice(
        legend=prose("show"), options=option_list([(title, title) for title in titles]), value=titles[0], look="tabs"
    )

    def turn(change: dict | None = None) -> None:
        for title in sorted(panels, key=lambda title: title == choice.value):  # two must not stand there at once
            panels[title].hidden = title != choice.value

    choice.observe(turn, "value")
    turn()
    return choice


def markup(panel: Panel) -> tuple[str, str, str]:
    """The HTML of a live panel: its finding, what stands beside the controls, what is folded up under them."""
    finding = h.fragment[h.p(".seminar-finding")[panel.finding], panel.under and h.p(".seminar-under")[panel.under]]
    seen = h.div[(part.live() if isinstance(part, Figure) else part.markup() for part in panel.seen)]
    tables = panel.folded and h.details[h.summary[prose("tables")], (table.markup() for table in panel.folded)]
    words = h.details[h.summary[prose("words")], h.p(".seminar-words")[panel.text], _points(panel)]
    return str(finding), str(seen), str(h.div(".seminar-folds")[tables or None, words])


def live_view(view: View, name: str) -> Box:
    """The controls of *view* with what they show, after its guess; *name* begins what is saved of it."""
    if view.guess is None:
        return _result(view, name)
    return guess_first(f"{name}-guess", view.guess, lambda given: [_result(view, name, guess=given)])


def _result(view: View, name: str, **guessed: Value | None) -> Box:
    controls = {setting.name: setting.scale.control(setting.label, setting.default) for setting in view.settings}
    finding, body, folds = Pane(announce=True), Pane(), Pane()

    copied = [(Copied(label=label), made) for label, made in view.hand_on.items()]

    def draw(change: dict | None = None) -> None:
        values = {name: control.value for name, control in controls.items()}
        finding.html, body.html, folds.html = markup(view.show(**values, **guessed))
        for line, made in copied:
            line.text = made(values)

    def reset() -> None:
        for control in controls.values():
            control.reset()

    def put(values: Preset) -> None:
        found = values() if callable(values) else values
        stands = {one.name: (controls[one.name].value, one.default) for one in view.settings if one.name in found}
        if callable(values) and any(value not in (start, found[name]) for name, (value, start) in stands.items()):
            raise SeminarError(prose("set-by-hand", reset=prose("reset")))
        for name, value in found.items():
            controls[name].put(value)

    kept = _kept(view, f"{name}-settings", controls) if view.keep else []
    for control in controls.values():
        control.observe(draw, "value")
    draw()
    presets = [Button(words, partial(put, values)) for words, values in view.presets.items()]
    asked = _in_strips(view, controls) if view.strips else [*controls.values()]
    buttons = Box([*presets, Button(prose("reset"), reset)], "seminar-buttons")
    above = [buttons, *asked] if view.presets_first else [*asked, buttons]
    left = Box([*above, *kept, *(line for line, _ in copied)], "seminar-controls")
    right = Box([finding, body], "seminar-result")
    return Box([left, right, folds], "seminar-view", *(["seminar-across"] if view.across else []))


def _in_strips(view: View, controls: Mapping[str, Valued]) -> list[Part]:
    """The *controls* in the strips of *view*, of which the tabs above them show one."""
    strips = {title: Box([controls[name] for name in names], "seminar-strip") for title, names in view.strips.items()}
    return [tabs(strips), *strips.values()]


def _kept(view: View, name: str, controls: Mapping[str, Valued]) -> list[Part]:
    """A button that keeps the settings under *name*, and the line under it. What was kept goes into the *controls*."""
    part = Saved(name)
    for setting in view.settings:
        value = part.answers.parts(name).get(setting.name)
        if setting.scale.takes(value):
            controls[setting.name].put(value)

    def keep() -> None:
        if part.save(name, {key: control.value for key, control in controls.items()}):
            part.say(prose("settings-kept", when=part.when(name)))

    part.say(prose("settings-kept", when=part.when(name)) if part.answers.latest(name) else "")
    return [Button(prose("keep"), keep), part.status]
