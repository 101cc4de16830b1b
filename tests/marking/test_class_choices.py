"""Choices for the class report: parted from the sheets when they are collected, counted, and nobody visible in them."""

import base64
import csv
import io
import json
import random
import re
from pathlib import Path

import made_class
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seminar.course import survey
from seminar.course.choices import offered
from seminar.data.records import SelfCheck, record
from seminar.errors import SeminarError
from seminar.marking.class_choices import told, topics
from seminar.marking.collecting import collect
from seminar.marking.counts import FEWEST
from seminar.marking.folder import Folder
from seminar.marking.reporting import write_report
from seminar.marking.view import _Place

EXERCISE = "06-exercise"
CHECK = "06-a"


def handed(people, made=None, exercise=EXERCISE, **changes):
    """Path → content of what *people* (numbers) hand in, with what *made* gives for each, every question by default."""
    files = {}
    for n in people:
        choices = made_class.choices(n, made and made(n))
        name, content = made_class.page(n, exercise, choices, **changes)
        files[f"student{n}_{900 + n}_{70000 + n}_{name}"] = content
    return files


def taken(folder, files, name="d.zip"):
    return collect([made_class.packed(folder.path.parent / name, files)], folder)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "marking")


def contents(folder):
    return {file.relative_to(folder.path).as_posix(): file.read_text("utf-8") for file in folder.path.rglob("*.*")}


def test_each_student_s_choices_are_kept_whole_under_a_name_of_their_own(folder):
    assert taken(folder, handed(range(12))).problems == []
    kept = folder.chosen()
    assert sorted(map(sorted, (one.items() for one in kept.values()))) == sorted(
        sorted(made_class.choices(n).made.items()) for n in range(12)
    )
    assert all(re.fullmatch("[0-9a-f]{16}", name) for name in kept)


def test_no_file_of_the_folder_links_choices_with_a_number_a_person_or_a_code(folder):
    taken(folder, handed(range(20)))
    write_report(folder)
    kept, found = folder.chosen(), contents(folder)
    numbers = [row.number for row in folder.who()]
    apart = {path: text for path, text in found.items() if path.startswith("report/")}
    assert {"report/chosen.json", "report/counted-choices.json", "report/choices.csv"} <= {*apart}
    assert not [path for path, text in found.items() if path not in apart and any(name in text for name in kept)]
    assert not any(made_class.choices(n).code in text for n in range(20) for text in found.values())
    for path in ("report/chosen.json", "report/counted-choices.json"):
        assert not re.search(
            rf'"({"|".join(numbers)})"|studen|2026|{"|".join(r.code for r in folder.who())}', found[path]
        )
    assert "01-vote" not in "".join(text for path, text in found.items() if path not in apart)


def test_the_order_is_not_that_of_the_numbers_and_all_stand_in_one_file(folder):
    taken(folder, handed(range(40)))
    by_letters = {tuple(sorted(made_class.choices(n).made.items())): str(900 + n) for n in range(40)}
    people = [by_letters[tuple(sorted(made.items()))] for made in folder.chosen().values()]
    by_number = [row.person for row in sorted(folder.who(), key=lambda row: row.number)]
    assert sorted(people) == sorted(by_number)
    assert people != by_number
    assert people != sorted(people)
    assert [file.name for file in (folder.path / "report").iterdir()] == ["chosen.json"]


def test_a_later_page_of_the_same_student_adds_and_changes_and_nobody_counts_twice(folder):
    taken(folder, handed([1], lambda n: {"06-vote": "a", CHECK: "a"}))
    taken(folder, handed([1], lambda n: {"06-vote": "b", "06-revote": "c"}, "10-exercise"), "2.zip")
    assert [*folder.chosen().values()] == [{"06-vote": "b", "06-revote": "c", CHECK: "a"}]


def test_of_several_codes_of_one_student_in_one_download_one_counts(folder):
    files = {}
    for day in ("2026-11-20", "2026-11-23", "2026-11-21"):
        choices = made_class.choices(day, {"06-vote": "b" if day.endswith("23") else "a"})
        files[f"ann_901_7000{day[-1]}_{day}.html"] = made_class.page(1, choices=choices, day=day)[1]
    taken(folder, files)
    assert [*folder.chosen().values()] == [{"06-vote": "b"}]


def test_the_same_download_again_changes_nothing(folder):
    taken(folder, handed(range(7)))
    before = contents(folder)
    taken(folder, handed(range(7)))
    assert contents(folder) == before


def test_a_part_that_cannot_be_read_is_told_by_number_and_the_sheet_is_taken(folder):
    files = {path: page.replace("rumour-or-reality class choices", "x") for path, page in handed([1]).items()}
    done = taken(folder, files | handed([2]))
    ((number, what),) = done.problems
    assert (
        what
        == "The sheet for 06-exercise is taken; what it holds for the class report cannot be read, and is left out."
    )
    assert re.fullmatch(r"\d{3}", number)
    assert dict(done.sheets) == {EXERCISE: 2}
    assert len(folder.chosen()) == 1


@pytest.mark.parametrize("text", ["", "[]", '{"a": 3}', "x"])
def test_a_damaged_file_of_choices_stops_before_anything_is_written(folder, text):
    taken(folder, handed([1, 2]))
    (folder.path / "report" / "chosen.json").write_text(text)
    before = contents(folder)
    with pytest.raises(SeminarError, match="Remove it, and collect all your downloads again"):
        taken(folder, handed([3]), "2.zip")
    assert contents(folder) == before


def test_the_marking_never_opens_what_was_chosen(folder, monkeypatch):
    taken(folder, handed(range(6)))
    opened = []

    def watched(kept):
        return lambda self, *how, **more: opened.append(self.name) or kept(self, *how, **more)

    for name in ("read_text", "read_bytes", "open"):
        monkeypatch.setattr(Path, name, watched(getattr(Path, name)))
    reader = _Place(folder, EXERCISE, "AB")._reader
    for key in "12nbu":
        reader.hear({"passage": [0, 0], "key": key})
    assert opened
    assert "chosen.json" not in opened


def table(folder):
    """Question → what → time → people, of the report that is written now."""
    write_report(folder)
    content = (folder.path / "report" / "choices.csv").read_bytes().decode("utf-8-sig")
    found = {}
    for row in csv.DictReader(io.StringIO(content, newline="")):
        found.setdefault(row["question"], {}).setdefault(row["what"], {})[row["time"]] = row["people"]
    return found


def page_of(folder):
    return (folder.path / "report" / "report.html").read_text("utf-8")


def moving(n):
    """Of 20 people 12 vote a and 8 vote b; then 6 of the first go to c."""
    return {"06-vote": "a" if n < 12 else "b", "06-revote": "c" if n < 6 else "a" if n < 12 else "b"}


def test_votes_stand_beside_each_other_with_the_least_that_moved(folder):
    taken(folder, handed(range(20), moving))
    (votes,) = table(folder).values()
    first, second, third, *_ = votes.values()
    assert (first, second) == ({"before": "10", "after": "5"}, {"before": "10", "after": "10"})
    assert third == {"before": "hardly any", "after": "5"}
    page = page_of(folder)
    assert "The least number that must have changed their vote: 5." in page
    assert "(of about 20)" in page
    assert "<script" not in page


def test_who_voted_once_counts_in_no_pair(folder):
    taken(folder, handed(range(30), lambda n: moving(n) if n < 20 else {"06-vote": "c"}))
    (votes,) = table(folder).values()
    assert [*votes.values()][2] == {"before": "hardly any", "after": "5"}


def test_a_self_check_shows_each_option_with_the_right_one_marked(folder):
    key = next(
        letter for letter, option in zip("abcd", record(CHECK, SelfCheck).options, strict=False) if option.correct
    )
    other = "a" if key != "a" else "b"
    taken(folder, handed(range(22), lambda n: {CHECK: key if n < 12 else other}))
    write_report(folder)
    content = (folder.path / "report" / "choices.csv").read_bytes().decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(content, newline=""))]
    assert {row["what"]: row["people"] for row in rows if row["right"]} == {
        record(CHECK, SelfCheck).options["abcd".index(key)].text: "10"
    }
    assert sorted(row["people"] for row in rows if not row["right"])[:1] == ["10"]
    assert "✔ " + record(CHECK, SelfCheck).options["abcd".index(key)].text[:10] in page_of(folder)
    pictures = re.findall(r'base64,([^"]+)"', page_of(folder))
    assert len(pictures) == 3  # two on the sheets
    values = re.findall(r'font-weight="600"[^>]*>([^<]+)<', base64.b64decode(pictures[-1]).decode())
    assert sorted(values) == ["10", "10"]


def test_where_nearly_all_chose_one_option_no_bar_says_how_many(folder):
    taken(folder, handed(range(12), lambda n: {CHECK: "a"}))
    (options,) = table(folder).values()
    assert {count for times in options.values() for count in times.values()} == {"nearly all", "hardly any"}
    assert len(re.findall("base64,", page_of(folder))) == 2


def surveyed(n, size=40):
    """Before, a quarter is right everywhere; after, three quarters; the claims are called false by half, then all."""
    made = {}
    for item in survey.items():
        wrong = next(letter for letter in item.forms["A"].options if letter != item.key)
        was, now = n % 4 == 0, n % 4 != 0
        if item.claim:
            calls_false = (n % 2 == 0, n < size - 8)
            was, now = (called == (item.claim == "fails") for called in calls_false)
        made[f"00-w00c-{item.number}"] = item.key if was else wrong
        made[f"10-w10c-{item.number}"] = item.key if now else wrong
    return made


def test_a_survey_tells_each_question_hits_and_false_alarms_and_the_mean_change(folder):
    taken(folder, handed(range(40), surveyed))
    (asked,) = table(folder).values()
    assert asked["1 kind of document: right"] == {"before": "10", "after": "30"}
    hits, alarms = (next(line for what, line in asked.items() if what.endswith(word)) for word in ("a hit", "alarm"))
    assert hits == alarms == {"before": "20", "after": "30"}
    said = re.search(r"people had (-?\d+) points in a hundred more right.*?from (-?\d+) to (-?\d+)\.", page_of(folder))
    points, low, high = map(int, said.groups())
    assert low < points < high
    assert points == 40


def test_of_fewer_than_five_nothing_is_told_and_of_few_pairs_no_mean(folder):
    taken(folder, handed(range(4)))
    assert table(folder) == {}
    assert "Too few to be shown." in page_of(folder)
    taken(folder, handed(range(20, 25), surveyed), "2.zip")
    write_report(folder)
    assert "Too few answered both times for a mean change" in page_of(folder)


def test_where_nobody_turned_the_switch_on_the_page_says_so(folder):
    files = {f"s{n}_{900 + n}_{70000 + n}_s.html": made_class.page(n)[1] for n in range(6)}
    taken(folder, files)
    assert table(folder) == {}
    assert "Nobody here has done so" in page_of(folder)
    assert not (folder.path / "report" / "chosen.json").exists()


def test_after_a_few_more_the_report_is_the_same_for_each_question_and_after_many_another(folder):
    taken(folder, handed(range(20), moving))
    before = table(folder)
    taken(folder, handed(range(20, 24), lambda n: {**moving(0), CHECK: "a"}), "2.zip")
    assert table(folder) == before
    taken(folder, handed(range(24, 34), lambda n: {CHECK: "a"}), "3.zip")
    now = table(folder)
    assert before.items() < now.items()
    taken(folder, handed(range(40, 55), moving), "4.zip")
    assert table(folder) != now


def test_what_the_last_report_counted_and_somebody_edited_counts_as_nothing(folder):
    taken(folder, handed(range(12)))
    before = table(folder)
    for text in ("", "[]", '{"06-a": 3}', '{"06-a": {"x": 3}}', '{"zz": {"x": {"06-a": "zz"}}}'):
        (folder.path / "report" / "counted-choices.json").write_text(text)
        assert table(folder) == before


ANY_CLASS = st.tuples(st.sampled_from(sorted(topics())), st.integers(0, 40), st.integers(0, 9_999))


def a_class(key, size, seed):
    """What *size* people chose in the topic *key*, some of them only part of it."""
    drawn, topic = random.Random(seed), topics()[key]
    names = [name for names in topic.names for name in names]
    people = [{name: drawn.choice(offered()[name]) for name in names if drawn.random() < 0.9} for _ in range(size)]
    return topic, [one for one in map(topic.of, people) if one]


@given(ANY_CLASS)
def test_every_number_that_is_told_is_a_multiple_of_five_that_leaves_five_others(case):
    topic, people = a_class(*case)
    found = told(topic, people)
    assert len(people) >= FEWEST or not found.lines
    for count in (count for line in found.lines for count in line.counts if isinstance(count, int)):
        assert count % FEWEST == 0
        assert FEWEST <= count <= len(people)
    assert all(int(number) % FEWEST == 0 for number in re.findall(r"-?\d+", found.said.replace("95 of 100", "")))


@given(ANY_CLASS)
def test_one_person_more_changes_no_number_by_one(case):
    topic, people = a_class(*case)
    if not people:
        return
    before, after = told(topic, people[:-1]), told(topic, people)
    for one, other in zip(before.lines, after.lines, strict=False):
        pairs = zip(one.counts, other.counts, strict=True)
        assert all((b - a) % FEWEST == 0 for a, b in pairs if isinstance(a, int) and isinstance(b, int))


PARTS = st.text(max_size=60) | st.dictionaries(
    st.sampled_from(["format", "version", "code", "choices"]),
    st.none() | st.integers() | st.text(max_size=20) | st.dictionaries(st.text(max_size=9), st.text(max_size=3)),
).map(json.dumps)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(PARTS)
def test_whatever_is_put_in_place_of_choices_all_sheets_are_collected(tmp_path_factory, inside):
    own = Folder(tmp_path_factory.mktemp("fuzz") / "marking")
    page = made_class.page(9)[1].replace(
        "</head>", f'<script type="application/json" id="class-report">{inside}</script></head>'
    )
    done = taken(own, handed(range(2)) | {"s9_909_70009_s.html": page})
    assert dict(done.sheets) == {EXERCISE: 3}
    assert len(own.chosen()) == 2
    assert all("class report" in what for _, what in done.problems)
