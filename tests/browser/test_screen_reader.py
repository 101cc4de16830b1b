"""Orca reads the plain edition and operates live activities: its words are those in ``tests/heard``, and they say what
somebody needs who sees nothing.

``pytest --all --keep-heard tests/browser/test_screen_reader.py`` writes the words anew.
"""

import re
from itertools import pairwise

import pytest
from engines import NO_CLIENT
from lab import Lab
from screen_reader import VERSION, clock, demand_programs, listening
from seminar.build import html_edition
from support import PACK

pytestmark = [
    pytest.mark.engines,
    NO_CLIENT,
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning",  # the client of Firefox leaves lines open
        "ignore::pytest.PytestUnraisableExceptionWarning",
    ),
]
KEPT = PACK / "tests" / "heard"
EDITION = PACK / html_edition.FOLDER
PAGES = ["index", *(path.stem for path in sorted(EDITION.glob("[01]*.html"))), "gallery", "sources/face_tests"]
"""The contents, every notebook, the pictures of evidence, and a page of sources, which are all made alike."""
ACTIVITIES = {
    "07-w07a": "activities.scan_the_city()",
    "07-w07b": "activities.merge_the_records()",
    "02-w02b": "activities.place_the_documents()",
    "06-w06c": "activities.cross_the_road()",
    "04-w04b": "activities.map_the_watchers()",
    "02-w02d": "activities.find_the_article()",
    "03-w03d": "activities.mend_the_questions()",
    "08-w08d": "activities.weigh_the_direction()",
    "00-w00b": "activities.sort_the_sentences()",
    "07-vote-box": 'ask("07-vote")',
    "07-d": 'check("07-d")',
    "07-1-box": 'ask("07-1")',
}
"""The id of a cell → its call: a guess before sliders, sliders, a ladder, tiles, roles in lists, a line to type in,
ticks, spots on a picture, sentences to sort, and the three kinds of questions."""
NEVER = (
    re.compile("superscript"),
    re.compile("_{3}"),
    re.compile("Choose Run|press the button"),
    re.compile("undefined|NaN|^None$"),
)
"""What nobody may hear: a link in two parts, a line to write on, what is for a live page only, what no word is."""
MINUTE = clock("00:00")
"""What is heard for any time of the day."""
CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with listening(tmp_path_factory.mktemp("heard")) as running:
        yield running


@pytest.fixture
def as_kept(request):
    """Compares words with those that are kept under a name, or with the option keeps them."""

    def compare(name, words):
        file = KEPT / f"{name.replace('/', '-')}.txt"
        if request.config.getoption("keep_heard"):
            file.parent.mkdir(exist_ok=True)
            file.write_text("".join(f"{line}\n" for line in words), "utf-8")
        assert file.exists(), f"nothing is kept of {name}; --keep-heard keeps it"
        kept = file.read_text("utf-8").splitlines()
        assert steps(words) == steps(kept), "--keep-heard keeps these words, if they are right"

    return compare


def steps(lines):
    """Each key with what was said after it, or a line that was read; what several places tell at once has no order.

    What tells the time counts once: it is told again with a key after which another minute has begun.
    """
    found, timed = [], set()
    for line in lines:
        if line in timed:
            continue
        if MINUTE in line:
            timed.add(line)
        if line.startswith("  "):
            found[-1].append(line)
        else:
            found.append([line])
    return [[key, *sorted(said)] for key, *said in found]


def test_what_is_missing_or_of_another_version_is_named_with_the_way_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssertionError, match=r"not installed: orca \(package orca\).*tests/run.sh --all"):
        demand_programs()
    for name in ("orca", "xdotool", "dbus-daemon", "Xvfb"):
        (tmp_path / name).write_text("#!/bin/sh\necho 99\n")
        (tmp_path / name).chmod(0o755)
    with pytest.raises(AssertionError, match=rf"heard with Orca {VERSION}, and here is Orca 99.*--keep-heard"):
        demand_programs()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_plain_edition_is_read_from_its_title_to_its_last_word(reader, as_kept, name):
    words = reader.read((EDITION / f"{name}.html").as_uri())
    page = (EDITION / f"{name}.html").read_text("utf-8")
    as_kept(name, words)
    assert said_twice(words) == []
    assert ("link", "link") not in set(pairwise(words))
    assert [line for line in words if any(found.search(line) for found in NEVER)] == []
    headings = re.findall(r'<h([1-6])|role="heading" aria-level="([1-6])"', opened(page))
    assert levels(words) == [int(tag or role) for tag, role in headings]
    assert all(line.startswith("[zh]") for line in words if CHINESE.search(line))
    assert words.count("image") == opened(page).count("<img ")


def said_twice(words):
    """The names of pictures and tables that are said once more right after their beginning, as a caption would be."""
    begins = [place for place, line in enumerate(words) if line == "figure" or line.startswith("table with ")]
    return [words[at - 1] for at in begins if {words[at - 1], "caption"} & {*words[at + 1 : at + 4]}]


def opened(page):
    """The HTML of *page* without what is folded up."""
    return re.sub(r"(</summary>).*?(</details>)", r"\1\2", page, flags=re.DOTALL)


def levels(words):
    """The levels of the headings that were said."""
    return [int(line.rpartition(" ")[2]) for line in words if re.fullmatch(r"heading level \d", line)]


@pytest.fixture(scope="module")
def opened_lab(reader, server):
    """A notebook with all of these activities in it, run."""
    setup = {"setup": "from seminar import activities, ask, check, style_block\nstyle_block()"}
    lab = Lab(reader.page, server).open(server.make("heard.ipynb", {**setup, **ACTIVITIES})).run()
    reader.page.wait_for_function("n => window.panel.node.querySelectorAll('.live').length >= n", len(ACTIVITIES) + 1)
    reader.hear()
    yield lab
    server.clear()


BEFORE = """id => {
  const at = [...window.panel.content.model.cells].findIndex(cell => cell.id === id);
  const cell = window.panel.node.querySelector(`.jp-Notebook-cell[data-windowed-list-index='${at}']`);
  window.heard = cell.querySelector('.live');
  window.heard.parentElement.tabIndex = -1;
  window.heard.parentElement.focus();
}"""
"""Puts whoever reads right before an activity."""
STOP = """() => {
  const at = document.activeElement;
  if (!window.heard.contains(at)) return null;
  const words = text => (text ?? '').replace(/\\s+/g, ' ').trim();
  const roles = {range: 'slider', text: 'entry', radio: 'radio button', textarea: 'entry', 'select-one': 'combo box'};
  const role = at.getAttribute('role') === 'switch' ? 'switch'
      : at.hasAttribute('aria-pressed') ? 'toggle button'
      : roles[at.type] ?? (at.matches('a') ? 'link' : 'push button');
  const value = {slider: () => at.parentElement.querySelector('.number').value, entry: () => at.value,
      'radio button': () => at.checked ? 'selected' : 'not selected', switch: () => at.checked ? 'on' : 'off',
      'combo box': () => at.selectedOptions[0].label,
      'toggle button': () => at.getAttribute('aria-pressed') === 'true' ? 'pressed' : 'not pressed',
      'push button': () => at.getAttribute('aria-disabled') === 'true' ? 'grayed' : ''}[role]?.() ?? '';
  const name = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
  return {name: words(name), role, value: words(value)};
}"""
"""What has the focus: name, role and value as the eye sees them; null outside of the activity."""
TOLD = """() => {
  const lines = words => words.split('\\n').map(line => line.replace(/\\s+/g, ' ').trim()).filter(Boolean);
  const places = [...window.heard.querySelectorAll('[role=status], .seminar-finding')];
  const [shown, hidden] = [true, false].map(wanted => places.filter(place => place.checkVisibility() === wanted));
  return [shown.flatMap(place => lines(place.innerText)), hidden.flatMap(place => lines(place.textContent))];
}"""
"""The lines that are told when they change, and findings: those in sight and those that wait elsewhere."""
KEYS = {"slider": "Right", "switch": "space", "combo box": "Down"}
PRESSED = ("See the result", "Next", "Check my choice", "Check question 1", "Check these three")
MOST_STOPS = 60


def key_for(stop):
    """The key that changes a control; None for one that is left as it is."""
    if stop["role"] == "radio button":
        return None if stop["value"] == "selected" else "space"
    if stop["name"] == "Your answer":
        return "a"
    return "Return" if stop["name"] in PRESSED else KEYS.get(stop["role"])


def joined(words):
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("key", ACTIVITIES)
def test_each_control_is_said_with_name_role_and_value_and_what_it_changes_is_said_too(
    reader, opened_lab, as_kept, key
):
    page, kept, wrong = reader.page, [], []
    page.evaluate(BEFORE, key)
    reader.hear()
    for _ in range(MOST_STOPS):
        words = reader.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        kept += ["Tab", *(f"  {line}" for line in words)]
        wrong += [(part, words) for part in stop.values() if part not in joined(words)]
        if change := key_for(stop):
            told = [line for lines in page.evaluate(TOLD) for line in lines]
            words = reader.press(change)
            kept += [change, *(f"  {line}" for line in words)]
            now = [line for line in page.evaluate(TOLD)[0] if line not in told]
            wrong += [(line, words) for line in now if clock(line) not in joined(words)]
            wrong += [] if words or change == "Return" else [(stop, "nothing is said")]
    else:
        raise AssertionError(f"{MOST_STOPS} stops do not lead out of {key}")
    as_kept(key, kept)
    assert wrong == []
