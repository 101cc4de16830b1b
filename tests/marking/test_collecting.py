"""Collecting a class: whoever handed in what, every sheet has a number, and what is bad is told and stops nothing."""

import json
import re
import struct
import tracemalloc
import zipfile
from contextlib import suppress

import made_class
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seminar.__main__ import main
from seminar.answers.sheets import LARGEST_FILE, read_sheet
from seminar.errors import SeminarError
from seminar.marking import downloads
from seminar.marking.collecting import collect
from seminar.marking.downloads import files_in
from seminar.marking.folder import Folder

EXERCISE = "06-exercise"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "marking")


@pytest.fixture
def collected(tmp_path, folder):
    """Collects an archive with these contents; returns what came of it."""

    def done(contents, name="download.zip"):
        return collect([made_class.packed(tmp_path / name, contents)], folder)

    return done


def number_of(folder, person):
    (number,) = {row.number for row in folder.who() if row.person == person}
    return number


def said(done):
    return [what for _, what in done.problems]


def texts(folder, exercise=EXERCISE):
    return {number: sheet.answers[exercise] for number, sheet in folder.sheets(exercise)}


@pytest.mark.parametrize(
    ("platform", "contents"),
    [
        ("moodle", made_class.moodle(12)),
        ("moodle", made_class.moodle(12, blind=True)),
        ("moodle", made_class.moodle(12, folders=False)),
        ("canvas", made_class.canvas(12)),
        ("files", {f"{name}/{made_class.page(n)[0]}": made_class.page(n)[1] for n, name in enumerate("abcdefghijkl")}),
        ("files", {f"{name}.html": made_class.page(n)[1] for n, name in enumerate("abcdefghijkl")}),
    ],
)
@pytest.mark.parametrize("unpacked", [False, True])
def test_every_sheet_of_a_download_gets_a_number_and_who_it_is_stands_apart(
    tmp_path, folder, platform, contents, unpacked
):
    download = (
        made_class.laid(tmp_path / "unpacked", {f"06/{name}": content for name, content in contents.items()})
        if unpacked
        else made_class.packed(tmp_path / "d.zip", contents)
    )
    done = collect([download], folder)
    assert (dict(done.sheets), done.problems) == ({EXERCISE: 12}, [])
    assert sorted(texts(folder).values()) == sorted(made_class.text(f"{n} {EXERCISE}") for n in range(12))
    who = folder.who()
    assert {row.platform for row in who} == {platform}
    assert len({row.number for row in who}) == len({row.person for row in who}) == 12
    for row in who:
        n = int(re.search(r"\d+", row.person)[0]) % 100 if platform != "files" else "abcdefghijkl".index(row.person[0])
        assert texts(folder)[row.number] == made_class.text(f"{n} {EXERCISE}")


def test_a_sheet_that_is_kept_says_neither_code_nor_day_nor_name(folder, collected):
    collected(made_class.moodle(8))
    for file in (folder.path / "sheets").iterdir():
        kept = read_sheet(file.read_text("utf-8"))
        assert (kept.code, kept.day) == ("", "")
        assert not re.search("Student|40\\d\\d|2026|assignsubmission", file.read_text("utf-8") + file.name)


def test_numbers_follow_neither_names_nor_the_order_of_a_download(tmp_path):
    orders = set()
    for again in range(6):
        folder = Folder(tmp_path / str(again))
        collect([made_class.packed(tmp_path / "d.zip", made_class.moodle(12))], folder)
        orders.add(tuple(row.person for row in sorted(folder.who(), key=lambda row: row.number)))
    assert len(orders) == 6


def test_sheets_are_written_in_the_order_of_their_numbers_so_that_no_time_tells_a_name(folder, collected, monkeypatch):
    written = []
    keep = folder.keep_sheets
    monkeypatch.setattr(folder, "keep_sheets", lambda sheets: keep(written.append(one[0]) or one for one in sheets))
    collected(made_class.moodle(20))
    assert written == sorted(written)


def test_a_number_stays_when_more_is_collected(folder, collected):
    collected(made_class.canvas(6))
    before = {row.person: row.number for row in folder.who()}
    done = collected(made_class.canvas(9) | made_class.canvas(9, "10-exercise"), "later.zip")
    after = {row.person: row.number for row in folder.who()}
    assert before.items() <= after.items()
    assert dict(done.sheets) == {EXERCISE: 9, "10-exercise": 9}
    assert done.problems == []


def test_the_same_download_again_changes_nothing(folder, collected):
    collected(made_class.moodle(5))
    before = {file.name: file.read_bytes() for file in folder.path.rglob("*") if file.is_file()}
    assert collected(made_class.moodle(5)).problems == []
    assert {file.name: file.read_bytes() for file in folder.path.rglob("*") if file.is_file()} == before


def moodle_file(who, name, content):
    return {f"Ann Bee_{who}_assignsubmission_file_/{name}": content}


def test_of_several_sheets_of_one_person_that_of_the_last_day_counts(folder, collected):
    files = {}
    for day in ("2026-11-20", "2026-11-23", "2026-11-21"):
        changed = made_class.page(1, day=day, answers={EXERCISE: day})[1]
        files |= moodle_file(4001, f"sheet {day}.html", changed)
    done = collected(files)
    assert said(done) == ["3 sheets for 06-exercise differ. The one of the last day, 2026-11-23, is taken."]
    assert [*texts(folder).values()] == ["2026-11-23"]


def test_a_newer_sheet_that_comes_later_takes_the_place_and_an_older_one_does_not(folder, collected):
    def handed(day):
        page = made_class.page(1, day=day, answers={EXERCISE: day})[1]
        return moodle_file(4001, f"{day}.html", page)

    collected(handed("2026-11-20"))
    assert "A newer sheet" in said(collected(handed("2026-11-22"), "2.zip"))[0]
    assert "An older sheet" in said(collected(handed("2026-11-21"), "3.zip"))[0]
    assert [*texts(folder).values()] == ["2026-11-22"]
    assert [row.day for row in folder.who() if row.taken] == ["2026-11-22"]


def test_two_persons_with_one_code_are_told_and_both_marked(folder, collected):
    one, other = made_class.sheet(1), made_class.sheet(1, answers={EXERCISE: "another text"})
    files = moodle_file(4001, "sheet.html", made_class.sheet_page(one))
    files |= {"Cy Dee_4002_assignsubmission_file_/sheet.html": made_class.sheet_page(other)}
    done = collected(files)
    assert len(texts(folder)) == 2
    first, second = number_of(folder, "4001"), number_of(folder, "4002")
    assert {
        number: f"has the code of {others}, with another text" in what
        for (number, what), others in zip(done.problems, sorted((first, second), reverse=True), strict=True)
    } == {first: True, second: True}


def test_one_sheet_handed_in_by_two_is_told(collected):
    files = moodle_file(4001, "sheet.html", made_class.page(1)[1])
    files |= {"Cy Dee_4002_assignsubmission_file_/sheet.html": made_class.page(1)[1]}
    assert all("is the same, with the same code, as that of" in what for what in said(collected(files)))


BAD = {
    "empty.html": (b"", "the file is empty"),
    "picture.html": (b"\x89PNG\r\n\x1a\n\xff\xfe", "it is no text in UTF-8"),
    "latin.html": ("ä".encode("latin-1"), "it is no text in UTF-8"),
    "deep.json": (b"[" * 100_000, "it is not a file made to hand in"),
    "cut.html": (made_class.page(3)[1][:900], "it is not a file made to hand in"),
    "newer.json": (json.dumps({"format": "rumour-or-reality answer sheet", "version": 9}), "made by another version"),
    "essay.docx": (b"PK\x03\x04", "it is no page made to hand in"),
    "Makefile.html.exe": (b"MZ", "it is no page made to hand in"),
    "other.html": ("<!doctype html><p>my essay", "it is not a file made to hand in"),
    "unknown.html": (made_class.page(3, "06-exercise")[1].replace("06-exercise", "06-exercize"), "does not have"),
    "none.json": (made_class.as_sheet_json(3, exercise="", answers={"07-1": "x"}), "no exercise, or several"),
    "nothing.json": (made_class.as_sheet_json(3, answers={"07-1": "x"}), "nothing in it to be marked"),
    "equal.json": ('{"format": "a", "format": "b"}', "it is not a file made to hand in"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_by_number_and_stops_no_other(folder, collected, name):
    content, expected = BAD[name]
    done = collected(made_class.moodle(3) | {f"Eve Mallory_4066_assignsubmission_file_/{name}": content})
    assert dict(done.sheets) == {EXERCISE: 3}
    ((number, what),) = done.problems
    assert number == number_of(folder, "4066")
    assert expected in what
    assert not re.search(r"Eve|Mallory|4066|\.html|\.json|Traceback", what)


def test_answers_that_no_sheet_of_this_pack_holds_are_left_out(folder, collected):
    answers = {
        EXERCISE: "fine",
        "07-3": "anonymous",
        "06-vote": "a",
        "../../x": "y",
        "99-1": "z",
        "10-w10b": "no parts",
    }
    done = collected(
        moodle_file(
            4001,
            "s.html",
            made_class.as_sheet_json(1, answers=answers),
        )
    )
    assert said(done) == ["5 answers to questions that this pack does not ask in a sheet are left out."]
    (kept,) = (sheet for _, sheet in folder.sheets(EXERCISE))
    assert dict(kept.answers) == {EXERCISE: "fine"}


def test_sheets_of_an_older_pack_are_taken_too(folder, collected):
    old = {"format": "rumour-or-reality answer sheet", "version": 1, "code": "AAAAAAAA", "day": "2026-01-01"}
    old["answers"] = [{"question": EXERCISE, "text": "old"}, {"question": "06-1", "text": "a prompt"}]
    done = collected(moodle_file(4001, "sheet-AAAAAAAA.json", json.dumps(old)))
    assert dict(done.sheets) == {EXERCISE: 1}


def test_utf_16_is_read_where_a_file_says_so(folder, collected):
    collected(moodle_file(4001, "s.json", made_class.as_sheet_json(1).encode("utf-16")))
    assert len(texts(folder)) == 1


@pytest.mark.parametrize(
    "name", ["../../evil_4001_assignsubmission_file_/s.html", "/etc/x/s.html", "C:/x/s.html", "..\\s.html"]
)
def test_a_name_that_leads_out_of_a_download_is_told_and_nothing_is_written_there(tmp_path, folder, collected, name):
    done = collected({"inner/a.html": made_class.page(1)[1], name: made_class.page(2)[1]})
    assert said(done) == ["A file is left out: its name leads out of the download."]
    assert {path.name for path in tmp_path.iterdir()} == {"download.zip", "marking"}


def test_links_are_not_followed(tmp_path, folder):
    secret = tmp_path / "secret.html"
    secret.write_text(made_class.page(5)[1])
    download = made_class.laid(tmp_path / "class", {"a/sheet.html": made_class.page(1)[1], "b/x.txt": "x"})
    (download / "b" / "sheet.html").symlink_to(secret)
    (download / "c").symlink_to(tmp_path)
    done = collect([download], folder)
    assert sorted(said(done))[0] == "A file is left out: it is a link or another thing that is no file."
    assert len([what for what in said(done) if "it is a link" in what]) == 2
    assert len(texts(folder)) == 1


def test_a_link_in_an_archive_is_not_followed(tmp_path, folder):
    archive = made_class.packed(tmp_path / "d.zip", {"a/sheet.html": made_class.page(1)[1]})
    with zipfile.ZipFile(archive, "a") as opened:
        link = zipfile.ZipInfo("b/sheet.html")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
    assert said(collect([archive], folder)) == ["A file is left out: it is a link or another thing that is no file."]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_a_limit_is_not_unpacked(tmp_path, folder, method):
    with zipfile.ZipFile(tmp_path / "d.zip", "w", method) as opened:
        opened.writestr("a/sheet.html", made_class.page(1)[1])
    assert "packed in a way" in said(collect([tmp_path / "d.zip"], folder))[0]


def lying(path, name, content, size):
    """An archive in which *content* says that it is *size* bytes long."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    raw = bytearray(path.read_bytes())
    real = struct.pack("<I", len(content))
    while (at := raw.find(real)) >= 0:
        raw[at : at + 4] = struct.pack("<I", size)
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("says", [None, 1_000])
def test_of_a_zip_bomb_no_more_is_unpacked_than_a_sheet_may_hold(tmp_path, folder, says):
    bomb = bytes(300_000_000)
    path = tmp_path / "d.zip"
    if says:
        lying(path, "a/sheet.html", bomb, says)
    else:
        made_class.packed(path, {"a/sheet.html": bomb})
    del bomb
    tracemalloc.start()
    done = collect([path], folder)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(done.problems) == 1
    assert most < 12 * LARGEST_FILE


def test_a_part_of_an_archive_that_is_damaged_costs_only_itself(tmp_path, folder):
    path = made_class.packed(tmp_path / "d.zip", made_class.moodle(3))
    raw = bytearray(path.read_bytes())
    at = raw.find(b"PK\x03\x04", 10) + 120
    raw[at : at + 40] = bytes(40)
    path.write_bytes(raw)
    done = collect([path], folder)
    assert dict(done.sheets) == {EXERCISE: 2}
    assert "it is damaged" in said(done)[0]


def test_more_files_than_a_course_hands_in_are_not_even_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_FILES", 5)
    path = made_class.packed(tmp_path / "d.zip", made_class.moodle(6))
    with pytest.raises(SeminarError, match="holds more than 5 files"):
        files_in(path)
    with pytest.raises(SeminarError, match="holds more than 5 files"):
        files_in(made_class.laid(tmp_path / "folder", made_class.moodle(6)))


def test_what_computers_add_by_themselves_is_passed_over(collected):
    litter = {"__MACOSX/._a.html": b"x", ".DS_Store": b"x", "a/._sheet.html": b"x", "a/Thumbs.db": b"x"}
    assert collected(made_class.moodle(2) | litter).problems == []


def test_names_like_formulas_do_no_harm_in_who_is_who_and_come_back(folder, collected):
    collected(
        {
            f"{name}/{made_class.page(n)[0]}": made_class.page(n)[1]
            for n, name in enumerate(['=cmd|"c calc"!A1', "+1", "@x", "-2", "'=q", "a"])
        }
    )
    raw = (folder.path / "who-is-who.csv").read_text("utf-8-sig")
    assert '"=cmd' not in raw
    assert {row.person for row in folder.who()} == {'=cmd|"c calc"!A1', "+1", "@x", "-2", "'=q", "a"}


def test_a_damaged_who_is_who_stops_before_anything_is_written(folder, collected):
    collected(made_class.moodle(2))
    (folder.path / "who-is-who.csv").write_text("number\n1\n")
    before = {file.name: file.read_bytes() for file in folder.path.rglob("*") if file.is_file()}
    with pytest.raises(SeminarError, match="Put the file back as it was"):
        collected(made_class.moodle(3))
    assert {file.name: file.read_bytes() for file in folder.path.rglob("*") if file.is_file()} == before


def test_the_command_says_what_there_is_by_number_and_names_nobody(tmp_path, capsys):
    archive = made_class.packed(tmp_path / "d.zip", made_class.moodle(3) | moodle_file(4077, "x.docx", b""))
    assert main(["collect", str(archive), "--to", str(tmp_path / "marking")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("06-exercise: 3 sheets.\n")
    assert re.search(
        r"1 problem by number, also in the file problems.csv:\n\d{3}: A file is left out: it is no page", out
    )
    assert not re.search("Student|Ann|4077", out)


@pytest.mark.parametrize(
    ("made", "expected"),
    [(None, "There is no file or folder"), (b"PK\x05\x06" + bytes(18) + b"x" * 30, "No sheet was found")],
)
def test_a_download_that_is_none_is_one_sentence(tmp_path, capsys, made, expected):
    file = tmp_path / "d.zip"
    if made:
        file.write_bytes(made)
    main(["collect", str(file), "--to", str(tmp_path / "marking")])
    said_ = capsys.readouterr()
    assert expected in said_.out + said_.err
    assert "Traceback" not in said_.err


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
PATHS = NAMES | NAMES.map(lambda name: f"{name}/s.html")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KNOWN = ["06-exercise", "10-exercise", "10-w10b", "07-3", "07-exercise", "99-x", ""]
QUESTIONS = st.sampled_from(KNOWN) | st.text(max_size=9)


@st.composite
def hostile_sheets(draw):
    """A sheet of which some is as it should be, and the rest is anything."""
    answer = st.fixed_dictionaries({"question": QUESTIONS | ANYTHING}, optional={"text": ANYTHING, "parts": ANYTHING})
    kinds = {"exercise": QUESTIONS | ANYTHING, "code": ANYTHING, "day": ANYTHING}
    kinds["answers"] = st.lists(answer, max_size=4)
    made = json.loads(made_class.as_sheet_json(1))
    made |= {field: draw(kind) for field, kind in kinds.items() if draw(st.booleans())}
    text = json.dumps(made)
    page = f'<script type="application/json" id="answer-sheet">{text}</script>'
    return draw(st.sampled_from([text, text[: len(text) // 2], page]))


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(PATHS, st.binary(max_size=200) | hostile_sheets(), max_size=5))
def test_whatever_is_handed_in_the_good_sheets_are_collected_and_nothing_is_raised(tmp_path_factory, contents):
    base = tmp_path_factory.mktemp("fuzz")
    folder = Folder(base / "marking")
    done = collect([made_class.packed(base / "d.zip", contents | made_class.moodle(2))], folder)
    kept = [sheet.answers.get(EXERCISE) for _, sheet in folder.sheets(EXERCISE)]
    assert all(made_class.text(f"{n} {EXERCISE}") in kept for n in range(2))
    assert all(re.fullmatch(r"\d{3}", number) and "Student" not in what for number, what in done.problems)
    assert {path.name for path in base.iterdir()} == {"d.zip", "marking"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.integers(0, 3_000), st.integers(0, 60))
def test_whatever_bytes_an_archive_holds_a_sentence_comes_at_worst(tmp_path_factory, junk, at, length):
    base = tmp_path_factory.mktemp("fuzz")
    path = made_class.packed(base / "d.zip", made_class.moodle(2))
    raw = bytearray(path.read_bytes())
    raw[at : at + length] = junk
    path.write_bytes(raw)
    with suppress(SeminarError):
        assert sum(collect([path], Folder(base / "marking")).sheets.values()) <= 2
