"""One widget for a box: what it tells the page, what it takes from it, and that it answers whatever comes."""

import sys
import threading

import pytest
from ipywidgets.widgets.widget import _instances
from seminar.course.questions import text_area
from seminar.errors import SeminarError
from seminar.screen.controls import Button, Choice, Entry, Pane, Switch, TextArea, evenly, option_list
from seminar.screen.live import NOT_HERE, Box
from seminar.screen.widget import WENT_WRONG, Drawing, Live


class Page:
    """What a page would know of a box: each message that reached it, and the state that follows from them."""

    def __init__(self, root, monkeypatch):
        self.messages = []
        monkeypatch.setattr(Live, "_send", lambda live, message, buffers=None: self.messages.append(message["state"]))
        self.live = Live(root)
        self.messages.clear()
        self.state = dict(self.live.get_state())
        self.sent = 0

    def number(self, part):
        (number,) = [number for number, other in self.live.parts.items() if other is part]
        return number

    def says(self, part, event):
        """A reader does something to *part*; returns all messages that come back."""
        return self.says_to(self.number(part), event)

    def says_to(self, number, event):
        before = len(self.messages)
        self.sent += 1
        self.hears({"to": number, "ticket": f"t{self.sent}", "event": event})
        came = self.messages[before:]
        for message in came:
            self.state |= message
        return came

    def hears(self, content):
        self.live._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})

    def shows(self, part, name):
        return self.state[f"{self.number(part)}.{name}"]


@pytest.fixture
def page_of(monkeypatch):
    return lambda root: Page(root, monkeypatch)


def test_a_box_is_one_widget_with_its_layout_whatever_stands_in_it():
    Drawing.only()
    before = len(_instances)
    live = Live(Box([Switch("On"), Box([Pane(html="<p>x</p>"), Button("Go", print)])]))
    assert len(_instances) == before + 2
    live.close()
    assert len(_instances) == before


def test_the_module_reaches_a_page_once():
    one, other = Live(Box([Switch("One")])), Live(Box([Switch("Other")]))
    assert one.drawing == other.drawing == Drawing.only().model_id
    assert "function range" in Drawing.only().source
    assert not any("function range" in str(live.get_state()) for live in (one, other))


def test_a_new_module_takes_the_place_of_one_that_was_closed():
    first = Drawing.only().model_id
    Drawing.only().close()
    assert Drawing.only().model_id not in (None, first)


def test_the_page_knows_the_tree_and_every_value_by_number(page_of):
    switch, pane = Switch("On", True), Pane(html="<p>x</p>")
    root = Box([switch, Box([pane], "inner")], "outer")
    page = page_of(root)
    assert page.shows(root, "kind") == "box"
    assert page.shows(root, "classes") == ["outer"]
    inner = page.live.parts[page.shows(root, "children")[1]]
    assert page.shows(inner, "children") == [page.number(pane)]
    assert (page.shows(switch, "kind"), page.shows(switch, "value")) == ("toggle", True)


def test_all_that_follows_from_one_step_comes_back_in_one_message_with_its_ticket(page_of):
    slider, picture, words = evenly(0, 10).control("Speed", 2), Pane(), Pane()

    def draw(change):
        picture.html, words.html = f"<i>{change['new']}</i>", f"<p>{change['new']}</p>"

    slider.observe(draw, "value")
    page = page_of(Box([slider, picture, words]))
    (answer,) = page.says(slider, {"index": 7})
    assert answer["answer"] == {"ticket": "t1", "fault": ""}
    assert (page.shows(picture, "html"), page.shows(words, "html")) == ("<i>7</i>", "<p>7</p>")
    assert page.shows(slider, "state")["index"] == 7


def test_what_changes_elsewhere_is_told_at_once(page_of):
    pane, watched = Pane(), Switch("On")
    page = page_of(Box([pane]))
    watched.observe(lambda change: setattr(pane, "html", "<p>seen</p>"), "value")
    watched.hear({"value": True})
    assert page.messages == [{f"{page.number(pane)}.html": "<p>seen</p>"}]


def test_parts_come_and_go_and_keep_their_number_while_they_stay(page_of):
    stays, goes, comes = Pane(html="stays"), Switch("goes"), Button("comes", print)
    root = Box([stays, goes])
    page = page_of(root)
    number, gone = page.number(stays), page.number(goes)
    root.children = [Box([comes]), stays]
    page.state |= page.messages[-1]
    assert page.number(stays) == number
    assert page.shows(comes, "label") == "comes"
    assert page.says_to(gone, {"value": True})[-1]["answer"]["fault"] == NOT_HERE
    assert not goes.value
    goes.value = True
    assert gone not in page.live.parts


def test_what_left_may_come_back(page_of):
    switch = Switch("On")
    root = Box([switch])
    page = page_of(root)
    root.children = []
    root.children = [switch]
    page.says(switch, {"value": True})
    assert switch.value


NONSENSE = [None, [], "x", 7, {}, {"to": None}, {"to": "99", "event": {}}, {"to": "1"}, {"to": "1", "event": "press"}]


@pytest.mark.parametrize("content", NONSENSE)
def test_a_message_that_makes_no_sense_is_answered_and_changes_nothing(page_of, content):
    pressed = []
    page = page_of(Box([Button("Go", lambda: pressed.append(1))]))
    page.hears(content)
    (answer,) = page.messages
    assert answer["answer"]["fault"] == NOT_HERE
    assert pressed == []


def choice():
    return Choice(legend="Which?", options=option_list([("a", "one"), ("b", "two")]), value="a")


OUT_OF_RANGE = {
    "a step beyond the slider": (lambda: evenly(0, 10).control("Speed", 2), {"index": 11}, "“Speed” has 11 steps"),
    "a step before it": (lambda: evenly(0, 10).control("Speed", 2), {"index": -1}, "“Speed” has 11 steps"),
    "half a step": (lambda: evenly(0, 10).control("Speed", 2), {"index": 1.5}, "“Speed” has 11 steps"),
    "no number at all": (lambda: evenly(0, 10).control("Speed", 2), {}, "No text arrived"),
    "another option": (choice, {"value": "c"}, "“Which?” has 2 options"),
    "no option": (choice, {"value": ["a"]}, "“Which?” has 2 options"),
    "neither on nor off": (lambda: Switch("Light"), {"value": "yes"}, "“Light” is on or off"),
    "a line without text": (lambda: Entry("Line", str, "old"), {"text": None}, "No text arrived"),
    "something for a pane": (lambda: Pane(html="<p>x</p>"), {"html": "<b>"}, NOT_HERE),
}


@pytest.mark.parametrize(("make", "event", "said"), [*OUT_OF_RANGE.values()], ids=[*OUT_OF_RANGE])
def test_a_value_out_of_range_gets_a_sentence_and_changes_nothing(page_of, make, event, said):
    part = make()
    page = page_of(Box([part]))
    before = dict(page.state)
    page.says(part, event)
    assert said in page.state.pop("answer")["fault"]
    assert page.state == before


def test_no_text_is_not_an_empty_text(page_of):
    area = TextArea("Answer", "what I wrote", pytest.fail, "")
    page = page_of(Box([area]))
    (answer,) = page.says(area, {})
    assert answer["answer"]["fault"].startswith("No text arrived from the page.")
    assert area.value == "what I wrote"


def test_what_is_locked_stays_and_says_so(page_of):
    locked = choice()
    locked.disabled = True
    page = page_of(Box([locked]))
    page.says(locked, {"value": "b"})
    assert page.state["answer"]["fault"] == "This is locked: it stays as it is."
    assert locked.value == "a"


def test_a_sentence_goes_with_the_next_step(page_of):
    switch = Switch("Light")
    page = page_of(Box([switch]))
    page.says(switch, {"value": 3})
    page.says(switch, {"value": True})
    assert page.state["answer"]["fault"] == ""


def test_a_step_that_fails_in_python_is_told_and_logged_and_the_next_one_counts(page_of, caplog):
    presses = []

    def press():
        presses.append(1)
        if len(presses) == 1:
            raise ZeroDivisionError

    button = Button("Go", press)
    page = page_of(Box([button]))
    page.says(button, {})
    assert page.state["answer"]["fault"] == WENT_WRONG
    assert "ZeroDivisionError" in caplog.text
    page.says(button, {})
    assert (len(presses), page.state["answer"]["fault"]) == (2, "")


def test_a_reader_s_error_in_a_press_is_told_as_it_is(page_of):
    def press():
        raise SeminarError("Choose one of the options first.")

    button = Button("Go", press)
    page = page_of(Box([button]))
    page.says(button, {})
    assert page.state["answer"]["fault"] == "Choose one of the options first."


def test_two_copies_of_one_cell_show_the_same_text_and_neither_replaces_what_it_has_not_shown():
    (one, _), (other, _) = text_area("07-1", "Your answer"), text_area("07-1", "Your answer")
    one.hear({"text": "A long answer."})
    assert other.value == "A long answer."
    assert other.saved["line"].startswith("Saved, ")
    other.hear({"text": "A long answer. And more."})
    assert one.value == "A long answer. And more."


def test_changes_from_two_threads_reach_the_page_and_the_last_one_stays(page_of):
    """Controls are heard in a thread beside the one that runs the cells."""
    panes = [Pane(html="0") for _ in range(20)]
    button = Button("Go", lambda: [setattr(pane, "html", pane.html + "b") for pane in panes])
    page = page_of(Box([button, *panes]))

    def write():
        for n in range(300):
            panes[n % 20].html = f"{n}"

    threads = [
        threading.Thread(target=write),
        threading.Thread(target=lambda: [page.says(button, {}) for _ in range(300)]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = {}
    for message in page.messages:
        seen |= message
    assert {pane.html for pane in panes} == {seen[f"{page.number(pane)}.html"] for pane in panes}
    assert all(seen[f"{page.number(pane)}.html"] == pane.html for pane in panes)
    assert page.live._untold == {}


def test_two_windows_that_are_heard_at_once_get_every_answer(page_of):
    """Each window is heard in a thread of its own, and both change the same box."""
    pane = Pane(html="0")
    button = Button("Count", lambda: setattr(pane, "html", str(int(pane.html) + 1)))
    page = page_of(Box([button, pane]))
    number, tickets = page.number(button), [[f"{window}{n}" for n in range(1000)] for window in ("one ", "other ")]

    def press(tickets):
        for ticket in tickets:
            page.hears({"to": number, "ticket": ticket, "event": {}})

    windows = [threading.Thread(target=press, args=[own]) for own in tickets]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    sys.setswitchinterval(interval)
    answered = [message["answer"]["ticket"] for message in page.messages if "answer" in message]
    assert sorted(answered) == sorted(tickets[0] + tickets[1])
    assert pane.html == "2000"
