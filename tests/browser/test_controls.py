"""Every control by itself, and every page under the rules of axe-core; wide, narrow, light and dark."""

import os
import re
import signal
from contextlib import suppress

import pytest
from lab import Lab, violations
from playwright.sync_api import expect

SWITCH = """
from seminar.screen.controls import Pane, Switch
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display
switch, pane = Switch(label="Pinyin only"), Pane(announce=True)
switch.observe(lambda change: setattr(pane, "html", "on" if switch.value else "off"), "value")
display(Live(Box([switch, pane])))
"""


def test_a_switch_by_keyboard(lab, server):
    opened = lab().open(server.make("switch.ipynb", {"switch": SWITCH}))
    opened.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    switch = opened.cell("switch").get_by_role("switch", name="Pinyin only")
    switch.focus()
    opened.page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect(opened.cell("switch").get_by_role("status")).to_have_text("on")
    opened.page.keyboard.press("Space")
    expect(opened.cell("switch").get_by_role("status")).to_have_text("off")


SLOW = (
    SWITCH
    + """
switch.label = "Characters only"
"""
)
NO_TIME = """
const wait = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => wait(ms === 2000 ? 0 : ms);
"""


def test_a_box_that_starts_too_late_for_anywidget_hears_python_all_the_same(window, server):
    """A busy computer may need longer than the two seconds after which anywidget lets nothing through; here, none."""
    page = window()
    page.add_init_script(NO_TIME)
    cell = Lab(page, server).open(server.make("slow.ipynb", {"slow": SLOW})).run().cell("slow")
    cell.get_by_role("switch", name="Characters only").click()
    expect(cell.get_by_role("status")).to_have_text("on")
    server.clear()


GROWS = """
from seminar.screen.controls import Button, Pane
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display

def show():
    told = Pane(html="<p>Two of eight</p><p>point that way.</p>", announce=True)
    box.children = [told, Pane(html="A picture."), Button("Another step", lambda: None)]

box = Box([Button("See the result", show)])
display(Live(box))
"""


@pytest.mark.parametrize("end", ["two minutes", "another step"])
def test_what_a_new_part_tells_is_said_from_a_place_that_was_there_before_it(end, new_lab, server):
    """A screen reader may have missed the beginning of a new place, and on a busy computer may come a minute late; and
    whoever reads on must not find it twice for ever, nor what may no longer be so."""
    opened = new_lab().open(server.make("grows.ipynb", {"grows": GROWS})).run()
    opened.page.clock.install()
    cell = opened.cell("grows")
    news = cell.locator("[aria-live=polite]").element_handle()
    assert news.inner_text() == ""
    cell.get_by_role("button", name="See the result").click()
    expect(cell.locator("[aria-live=polite]")).to_have_text("Two of eight point that way.")
    assert news.evaluate("place => place.isConnected")
    opened.page.clock.run_for(60_000)
    expect(cell.locator("[aria-live=polite]")).to_have_text("Two of eight point that way.")
    if end == "two minutes":
        opened.page.clock.run_for(60_000)
    else:
        cell.get_by_role("button", name="Another step").click()
    expect(cell.locator("[aria-live=polite]")).to_have_text("")


UNSET = """
from seminar.screen.controls import evenly
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display
one, other = evenly(0, 100).control("Guessed", 50), evenly(0, 100).control("Not yet", 50)
other.clear()
display(Live(Box([one, other])))
"""
COLOUR = "slider => getComputedStyle(slider).accentColor"


def test_a_slider_that_nobody_has_set_does_not_look_as_if_it_were(lab, server):
    cell = lab().open(server.make("unset.ipynb", {"unset": UNSET})).run().cell("unset")
    guessed, not_yet = (cell.get_by_role("slider", name=name, exact=True) for name in ("Guessed", "Not yet"))
    assert not_yet.evaluate(COLOUR) != guessed.evaluate(COLOUR)
    not_yet.press("ArrowRight")
    expect(not_yet).to_have_css("accent-color", guessed.evaluate(COLOUR))


LATE = """
from seminar.screen.controls import Button, Entry, Pane, evenly
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display
line, number = Entry("A line", str, "8"), evenly(0, 100).control("A number", 8)
pane = Pane(announce=True)

def answer():
    line._take("9")
    number.put(9)
    pane.html = "<p>answered</p>"

display(Live(Box([line, number, Button("Answer late", answer), pane])))
"""


@pytest.mark.parametrize("name", ["A line", "A number, exact number"])
def test_what_is_being_typed_is_not_overwritten_by_a_late_answer(lab, server, name):
    """An answer to an earlier entry may come while the next is typed, of which nothing may be lost."""
    opened = lab().open(server.make("late.ipynb", {"late": LATE})).run()
    cell, box = opened.cell("late"), opened.cell("late").get_by_role("textbox", name=name, exact=True)
    box.focus()
    opened.page.keyboard.press("ControlOrMeta+a")
    opened.page.keyboard.type("abc")
    cell.get_by_role("button", name="Answer late").evaluate(
        "button => button.click()"
    )  # and so the box keeps the focus
    expect(cell.get_by_role("status").filter(has_text="answered")).to_be_visible()
    expect(box).to_have_value("abc")
    opened.page.keyboard.press("Tab")
    expect(box).to_have_value("abc")


def test_what_controls_send_goes_to_a_thread_beside_the_cells_and_from_all_of_them_to_the_same(new_lab, server):
    """JupyterLab's own way, which the pack does not change: that a long cell holds no control up."""
    opened, sent = new_lab(), []
    page = opened.page
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(bytes(frame))))
    cell = opened.open(server.make("threads.ipynb", {"quick": QUICK})).run().cell("quick")
    cell.get_by_role("radio", name="first").check()
    cell.get_by_role("switch").check()
    cell.get_by_role("button", name="Count").click()
    expect(cell.get_by_role("status").filter(has_text="counted")).to_have_text("here x; counted , x, True, here")
    of_controls = [frame for frame in sent if b"comm_msg" in frame and b'"method":"custom"' in frame]
    threads = {re.search(rb'"subshell_id":("[^"]+"|null)', frame)[1] for frame in of_controls}
    assert len(of_controls) >= 2
    assert len(threads) == 1
    assert threads != {b"null"}


def hold(opened):
    """Stop Python with all its threads; returns what lets it go on."""
    process = opened.kernel_pid()
    os.kill(process, signal.SIGSTOP)

    def go_on():
        with suppress(ProcessLookupError):  # a restart may have ended it
            os.kill(process, signal.SIGCONT)

    return go_on


QUICK = """
from seminar.screen.controls import Button, Choice, Entry, Pane, Select, Switch, option_list
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display
line, pane, said = Entry("A line", str, ""), Pane(announce=True), []
choice = Choice(legend="A choice", options=option_list([("x", "first"), ("y", "second")]))
place = Select(legend="A list", options=option_list([("here", "here"), ("there", "there")]), value="here")
switch = Switch("A switch")

def count():
    said.append(f"counted {line.value}, {choice.value}, {switch.value}, {place.value}")
    pane.html = f"<p>{'; '.join(said)}</p>"

choice.observe(lambda change: said.append(f"{place.value} {change['new']}"), "value")
display(Live(Box([line, choice, switch, place, Button("Count", count), pane])))
"""


def test_nothing_overtakes_what_was_typed_or_chosen_before_it(lab, server):
    """While Python is busy a second message of one control waits for the first; those of others could go ahead, and so
    a number could be left out of a count, or a choice be taken for that of another row."""
    opened = lab().open(server.make("quick.ipynb", {"quick": QUICK})).run()
    cell = opened.cell("quick")
    line = cell.get_by_role("textbox", name="A line")
    go_on = hold(opened)
    for text in ("8", "15"):
        line.fill(text)
        line.press("Enter")
    for name in ("first", "second"):
        cell.get_by_role("radio", name=name).check()
    cell.get_by_role("switch").check()
    for name in ("there", "here"):
        cell.get_by_role("combobox").select_option(name)
    cell.get_by_role("button", name="Count").click()
    go_on()
    expect(cell.get_by_role("status").filter(has_text="counted")).to_have_text(
        "here x; here y; counted 15, y, True, here"
    )


BUSY = """
from threading import Event
heard = Event()
again = Button("Go on", heard.set)
display(Live(Box([again])))
switch.label, again.label = "Another name", "Go on now"
heard.wait()
print("gone on")
"""


def test_a_step_is_heard_while_the_cell_that_drew_its_box_still_runs(lab, server):
    """The last to speak to the page was the thread of the cells, which has no time now."""
    opened = lab().open(server.make("busy.ipynb", {"quick": QUICK, "busy": BUSY}))
    opened.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    opened.cell("quick").get_by_role("switch", name="Another name").check()
    opened.cell("quick").get_by_role("button", name="Count").click()
    expect(opened.cell("quick").get_by_role("status").filter(has_text="True, here")).to_be_visible()
    opened.cell("busy").get_by_role("button", name="Go on now").click()
    expect(opened.cell("busy").get_by_text("gone on")).to_be_visible()


LATE_THREAD = """async () => {
    const kernel = window.panel.sessionContext.session.kernel, ask = kernel.requestCreateSubshell.bind(kernel);
    window.seen = [];
    kernel.requestCreateSubshell = (content) => {
        const late = async (reply) => {
            for (let n = 0; n < 5; n += 1) await kernel.requestKernelInfo();
            window.seen.push('thread');
            return reply;
        };
        return { done: ask(content).done.then(late) };
    };
    new MutationObserver(() => {
        if (document.querySelector('.seminar [role=switch]') && !window.seen.includes('box')) window.seen.push('box');
    }).observe(document.body, { childList: true, subtree: true });
}"""


def test_a_box_is_there_once_the_thread_that_hears_it_is(lab, server):
    """What was done before would go to the thread of the cells, and what is done next would overtake it."""
    opened = lab().open(server.make("late-thread.ipynb", {"quick": QUICK}))
    opened.page.evaluate(LATE_THREAD)
    expect(opened.run().cell("quick").get_by_role("switch")).to_be_visible()
    *threads, last = opened.page.evaluate("window.seen")
    assert set(threads) == {"thread"}
    assert last == "box"


ARROWS = """
from seminar.screen.controls import Select, option_list
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display
number = Select(legend="A list", options=option_list([(str(n), str(n)) for n in range(9)]), value="0")

def answer(change):
    number.legend = f"Taken: {change['new']}"
    if change["new"] == "2":
        open({gate!r}).read()

number.observe(answer, "value")
display(Live(Box([number])))
"""


def test_an_arrow_key_goes_on_from_what_the_page_shows_while_python_is_behind(lab, server, tmp_path):
    meanwhile = tmp_path / "meanwhile"
    os.mkfifo(meanwhile)
    source = ARROWS.replace("{gate!r}", repr(str(meanwhile)))
    opened = lab().open(server.make("arrows.ipynb", {"arrows": source})).run()
    go_on = hold(opened)
    number = opened.cell("arrows").get_by_role("combobox")
    number.focus()
    for _ in range(2):
        opened.page.keyboard.press("ArrowDown")
    go_on()
    expect(opened.cell("arrows").get_by_label("Taken: 1")).to_have_value("2")
    opened.page.keyboard.press("ArrowDown")
    expect(number).to_have_value("3")
    meanwhile.write_text("go on")
    expect(opened.cell("arrows").get_by_label("Taken: 3")).to_have_value("3")


def test_an_answer_that_a_restart_lost_does_not_hold_the_page(lab, server):
    """The cell of the control without an answer is not run again, so that its page stays."""
    opened = lab().open(server.make("again.ipynb", {"switch": SWITCH, "quick": QUICK})).run()
    for box in ("switch", "quick"):
        opened.cell(box).get_by_role("switch").check()
        opened.cell(box).get_by_role("switch").uncheck()
        expect(opened.cell(box).locator("[data-unanswered]")).to_have_count(0)
    go_on = hold(opened)
    opened.cell("switch").get_by_role("switch").check()
    expect(opened.cell("switch").locator("[data-unanswered]")).to_have_count(1)
    opened.page.evaluate("""async () => {
        const kernel = window.panel.sessionContext.session.kernel;
        await kernel.restart();
        await kernel.info;
        window.panel.content.activeCellIndex = 1;
        await window.jupyterapp.commands.execute('notebook:run-cell');
    }""")
    go_on()
    opened.cell("quick").get_by_role("button", name="Count").click()
    counted = opened.cell("quick").get_by_role("status").filter(has_text="counted")
    expect(counted).to_have_text("counted , , False, here", timeout=60_000)


NO_ANSWER = "The page gets no answer, and your last step does not count yet."


def test_a_page_whose_kernel_was_restarted_says_so_and_lives_again_when_the_cell_runs(lab, server):
    """The new kernel knows nothing of the old page: the step is not counted, and the box says what to do."""
    opened = lab().open(server.make("old.ipynb", {"quick": QUICK})).run()
    cell = opened.cell("quick")
    cell.get_by_role("button", name="Count").click()
    expect(cell.get_by_role("status").filter(has_text="counted")).to_be_visible()  # what JupyterLab opens is open now
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    cell.get_by_role("button", name="Count").click()
    expect(cell.get_by_role("alert")).to_contain_text(NO_ANSWER)
    opened.run()
    cell.get_by_role("button", name="Count").click()
    expect(cell.get_by_role("status").filter(has_text="counted")).to_have_text("counted , , False, here")
    expect(cell.get_by_role("alert")).to_have_count(0)


def test_a_slow_answer_takes_the_warning_away(lab, server):
    opened = lab().open(server.make("slow.ipynb", {"switch": SWITCH})).run()
    cell = opened.cell("switch")
    go_on = hold(opened)
    cell.get_by_role("switch").check()
    expect(cell.get_by_role("alert")).to_contain_text(NO_ANSWER)
    go_on()
    expect(cell.get_by_role("status")).to_have_text("on")
    expect(cell.get_by_role("alert")).to_have_count(0)


TWICE = "from seminar import *\nstyle_block()\nask('07-1')"


def test_two_copies_of_one_cell_show_one_text(lab, server):
    opened = lab().open(server.make("twice.ipynb", {"one": TWICE, "two": TWICE})).run()
    one, two = (opened.cell(name).get_by_role("textbox", name="Your answer") for name in ("one", "two"))
    one.fill("Cameras at stations.")
    expect(two).to_have_value("Cameras at stations.")
    two.fill("Cameras at stations, and payment apps.")
    expect(one).to_have_value("Cameras at stations, and payment apps.")


BROKEN = """
from seminar.screen.controls import Button
from seminar.screen.live import Box
from seminar.screen.widget import Live
from IPython.display import display
display(Live(Box([Button("Divide", lambda: 1 / 0)])))
"""


def test_an_error_of_an_activity_is_in_the_log_of_jupyterlab(lab, server):
    opened = lab().open(server.make("broken.ipynb", {"broken": BROKEN})).run()
    opened.page.evaluate("() => window.jupyterapp.commands.execute('logconsole:open')")
    opened.cell("broken").get_by_role("button", name="Divide").click()
    expect(opened.page.get_by_text("ZeroDivisionError").first).to_be_visible()


LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"


@pytest.fixture
def dress(lab):
    """Gives JupyterLab a theme, which it remembers; afterwards it is light again."""

    def in_theme(theme):
        page = lab(height=9000).page
        page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
        page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
        return page

    yield in_theme
    in_theme(LIGHT)


def run(opened):
    opened.run()
    expect(opened.cell("07-exercise-box").get_by_role("textbox").first).to_be_visible()


def answer(opened):
    """Vote, check, write and open the replies; type a wrong number."""
    opened.cell("07-vote-box").get_by_role("radio").first.check()
    opened.cell("07-revote-box").get_by_role("radio").first.check()
    opened.cell("07-a").get_by_role("radio").first.check()
    opened.cell("07-a").get_by_role("button").click()
    opened.cell("07-3-box").get_by_role("textbox").fill("A short list.")
    expect(opened.cell("07-3-box").locator(".seminar-text").get_by_role("status")).to_contain_text("Saved, ")
    opened.cell("07-3-box").get_by_role("button").click()
    box = opened.after_the_guess("07-w07a").get_by_role("textbox", name="Wanted people, exact number")
    box.fill("rare")
    box.press("Tab")
    expect(opened.cell("07-w07a").get_by_text("Type a whole number")).to_be_visible()


def test_axe_finds_nothing_in_the_outputs(lab, dress, server, notebook):
    """Not run, live and answered, each of them light and dark."""
    server.sign(server.root / notebook)
    opened = lab(height=9000).open(notebook)
    states = {"not run": lambda opened: None, "live": run, "answered": answer}
    for state, enter in states.items():
        enter(opened)
        for theme in (LIGHT, DARK):
            assert violations(dress(theme)) == [], f"{state}, {theme}"


FROM_SLIDER_TO_FIGURE = """cell => {
    const at = (one) => cell.querySelector(one).getBoundingClientRect();
    const slider = at('[type=range]'), figure = at('.live [role=img]');
    return [figure.x - slider.x, figure.y - slider.y];
}"""


def test_controls_stand_above_the_figure_on_a_narrow_screen(alone):
    opened, from_slider = alone("07-w07a", "activities.scan_the_city()"), {}
    opened.after_the_guess("07-w07a")
    for width in (1366, 342):
        opened.resize(width, 3000)
        expect(opened.cell("07-w07a").locator(".live").get_by_role("img").first).to_be_visible()
        from_slider[width] = opened.cell("07-w07a").evaluate(FROM_SLIDER_TO_FIGURE)
    assert from_slider[1366][0] > 200
    assert from_slider[342][1] > 200
    assert from_slider[342][0] < 40


def test_the_warning_stands_on_the_screen_however_high_the_box_is(alone):
    opened = alone("07-w07a", "activities.scan_the_city()")
    slider = opened.activity("07-w07a").get_by_role("slider").first
    go_on = hold(opened)
    slider.press("ArrowRight")
    warning = opened.cell("07-w07a").get_by_role("alert")
    expect(warning).to_contain_text(NO_ANSWER)
    expect(warning).to_be_in_viewport(ratio=1)
    expect(slider).to_be_in_viewport()
    go_on()
    expect(warning).to_have_count(0)
