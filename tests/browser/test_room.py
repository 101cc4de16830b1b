"""The pages of a room in a browser: without a script, by keyboard alone, on a narrow phone, in light and dark."""

import re
from urllib.parse import urlsplit

import pytest
from lab import findings
from playwright.sync_api import expect
from rooms import Desk, Served
from support import free_ports

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def room(answers_folder, request):
    served = Served(getattr(request, "param", "06"))
    yield served
    served.stop()


@pytest.fixture
def pages(room, window):
    """Opens the desk and phones of the room; no page may run a script."""
    word = room.word

    def new(path, **options):
        at_desk = path.startswith("desk")
        host = f"http://127.0.0.1:{room.port + at_desk}"
        page = window(**options)
        page.goto(host + (path.replace("desk", room.place.path) if at_desk else path.replace("WORD", word)))
        return page

    return new


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def vote_of(room, count):
    """So many votes on the first question, which is closed."""
    word, phones = room.word, [room.phone() for _ in range(count)]
    room.desk.press("open", round="06-vote")
    for place, phone in enumerate(phones):
        phone.open(word)
        phone.vote("06-vote", vote="abcd"[place % 4])
    room.desk.press("close")


def states(room, pages, **options):
    """Name → page, for each page that a phone or the desk can show; they are opened one after another."""
    open_ = {**options}
    yield "entrance", pages("/", **open_)
    yield "wrong word", pages("/?word=zebra", **open_)
    yield "nowhere", pages("/no", **open_)
    phone = pages("/WORD", **open_)
    yield "waiting", phone
    yield "desk, nothing open", pages("desk", **open_)
    room.desk.press("heads", heads="6")
    room.desk.press("open", round="06-vote")
    phone.reload()
    yield "form", phone
    phone.get_by_label("in some places").check()
    phone.get_by_role("button", name="Vote").click()
    yield "voted", phone
    yield "desk, open", pages("desk", **open_)
    yield "wall", pages("desk/wall", **open_)
    room.desk.press("close", sure="yes")
    vote_of(room, 7)
    for voter, option in zip([room.phone() for _ in range(6)], "aabbcd", strict=True):
        if not room.desk.main()[2].count("Open now."):
            room.desk.press("open", round="06-revote")
        voter.open(room.word)
        voter.vote("06-revote", vote=option)
    room.desk.press("close")
    yield "desk, closed", pages("desk", **open_)
    yield "counts of one vote", pages("desk/result?round=06-vote", **open_)
    yield "both votes", pages("desk/result?round=06-revote", **open_)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_every_page_fits_on_a_narrow_phone(room, pages, scheme):
    found, wide = {}, []
    for name, page in states(room, pages, color_scheme=scheme, viewport=NARROW):
        for fold in page.locator("summary").all():
            fold.click()
        found[name] = findings(page)
        if not fits(page):
            wide.append(name)
    assert {name: each for name, each in found.items() if each} == {}
    assert wide == []
    assert len(found) == 12


@pytest.mark.parametrize(
    ("room", "name"),
    [("00", "00-w00c"), ("01", "01-vote"), ("03", "03-w03d"), ("07", "07-w07a"), ("08", "08-w08b")],
    indirect=["room"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_kind_of_form_or_its_counts(room, pages, name, scheme):
    options = {"color_scheme": scheme, "viewport": NARROW}
    room.desk.press("open", round=name)
    form = pages("/WORD", **options)
    assert findings(form) == []
    assert fits(form)
    fields = form.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('input:not([type=hidden])')]"
        ".map(one => [one.name, one.type === 'radio' ? one.value : '7']))"
    )
    for _ in range(5):
        phone = room.phone()
        phone.open(room.word)
        assert phone.vote(name, **fields)[0] == 303
    room.desk.press("close")
    counts = pages(f"desk/result?round={name}", **options)
    assert findings(counts) == []
    assert fits(counts)


@pytest.mark.parametrize("room", ["09"], indirect=True)
def test_a_card_is_taken_and_rated_by_keyboard(room, pages):
    room.desk.press("heads", heads="18")
    room.desk.press("open", round="09-w09b")
    page = pages("/WORD", java_script_enabled=False, viewport=NARROW)
    page.get_by_role("button", name="Take my card").press("Enter")
    page.get_by_label("4", exact=True).press("Space")
    page.get_by_role("button", name="Vote").press("Enter")
    expect(page.get_by_role("listitem")).to_have_text("4")


def test_a_button_without_words_would_be_found(pages):
    page = pages("/WORD")
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in dict(findings(page))


def test_by_keyboard_alone_and_without_a_script(room, pages):
    room.desk.press("open", round="06-vote")
    page = pages("/", java_script_enabled=False, viewport=NARROW)
    page.keyboard.press("Tab")
    page.keyboard.type(room.word)
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Can jaywalking stop you boarding a train?")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("in some places")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Vote")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your vote is kept and counts once.")
    for _ in range(3):
        page.reload()
    expect(page.get_by_role("listitem")).to_have_text("in some places")
    page.get_by_role("link", name="Change my vote").press("Enter")
    page.get_by_label("not enough evidence").press("Space")
    page.get_by_role("button", name="Vote").press("Enter")
    expect(page.get_by_role("listitem")).to_have_text("not enough evidence")
    assert "1 vote." in room.desk.main()[2]


def test_a_phone_goes_on_to_the_next_vote_by_itself(room, pages):
    page = pages("/WORD", java_script_enabled=False)
    expect(page.get_by_role("status")).to_contain_text("Nothing is open now.")
    room.desk.press("open", round="06-vote")
    expect(page.get_by_role("button", name="Vote")).to_be_visible(timeout=30_000)


def test_the_desk_by_keyboard_from_the_first_vote_to_the_end(room, pages):
    page = pages("desk", java_script_enabled=False)
    page.get_by_label("How many people are in the room").fill("9")
    page.get_by_role("button", name="Keep the number").press("Enter")
    page.get_by_role("button", name="Ask: First vote").press("Enter")
    expect(page.get_by_text("Open: First vote")).to_be_visible()
    expect(page.get_by_text("0 votes of 9 people.")).to_be_visible()
    word = room.word
    for option in "aaaabb":
        phone = room.phone()
        phone.open(word)
        phone.vote("06-vote", vote=option)
    page.get_by_role("link", name="Look again").press("Enter")
    expect(page.get_by_text("6 votes of 9 people.")).to_be_visible()
    page.get_by_role("button", name="Close the vote").press("Enter")
    page.get_by_role("link", name="Look at the counts now: First vote").press("Enter")
    expect(page.get_by_role("row", name="yes 4 of 6, 67%")).to_be_visible()
    page.get_by_role("button", name="Keep the counts for the notebook").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The notebook has the counts.")
    page.get_by_role("link", name="Back to the desk").press("Enter")
    page.get_by_role("button", name="End the room").press("Enter")
    page.get_by_role("button", name="Yes, end the room").press("Enter")
    expect(page.get_by_role("heading", name="The room has ended")).to_be_visible()
    assert "Nothing of it is left" in "".join(room.ended())


def test_all_of_the_wall_is_seen_at_once_and_read_from_afar(room, pages):
    room.desk.press("open", round="06-vote")
    page = pages("desk/wall", viewport={"width": 1366, "height": 768})
    expect(page.get_by_text("Can jaywalking stop you boarding a train?")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 768
    letters = page.get_by_text("The word:").evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    assert letters >= 40


def test_a_button_that_removes_votes_is_not_as_loud_as_the_one_that_asks(room, pages):
    vote_of(room, 5)
    page = pages("desk")

    def ground(name):
        return page.get_by_role("button", name=name).evaluate("one => getComputedStyle(one).backgroundColor")

    removing = {ground("Ask anew, without the votes so far: First vote"), ground("End the room")}
    assert removing == {"rgba(0, 0, 0, 0)"}
    assert ground("Ask: Second vote") not in removing


def test_the_code_on_the_wall_fills_the_screen_and_stays_sharp(pages):
    page = pages("desk/wall")
    code = page.get_by_role("img", name="A square code for the address")
    box = code.locator("path").last.bounding_box()
    assert box["width"] > 350


IN_A_NOTEBOOK = """from seminar.activities.parts import of_the_room
command = of_the_room.open_the_room
of_the_room.open_the_room = lambda notebook: command(notebook, *"--no-browser --address 127.0.0.1 --port PORT".split())
activities.move_the_votes("06-w01b")"""


def test_the_room_opens_from_a_notebook_and_the_page_never_says_that_it_gets_no_answer(alone):
    opened = alone("06-w01b", IN_A_NOTEBOOK.replace("PORT", str(free_ports())))
    live = opened.cell("06-w01b").locator(".seminar-activity.live")
    live.get_by_label("I have counts of a class").check()
    live.get_by_role("button", name="Open the room for this vote").click()
    said = live.get_by_text(re.compile("The room is opening|gets no answer|is open")).first
    expect(said).to_contain_text("The room is opening.")
    place = live.get_by_role("link", name="http://127.0.0.1:")
    expect(place).to_be_visible(timeout=60_000)
    expect(live.get_by_text("gets no answer")).to_have_count(0)
    assert "The room has ended" in Desk(urlsplit(place.get_attribute("href"))).end()[2]
