"""Giving back: a page for each student under the name their platform knows, and marks in the platform's own list."""

import codecs
import csv
import io
import re
import shutil
import zipfile

import made_class
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.__main__ import main
from seminar.errors import SeminarError
from seminar.marking.collecting import collect
from seminar.marking.folder import Folder
from seminar.marking.giving_back import give_back
from seminar.marking.grade_files import Given, Grid, filled
from seminar.marking.marks import AGREED, Comment, Mark, Marks

EXERCISE = "06-exercise"
COUNT = 8


def marked(base, contents):
    """A folder in which these downloads were collected and marked: person n stands on level 1 + n % 4."""
    folder = Folder(base / "marking")
    collect([made_class.packed(base / "d.zip", contents)], folder)
    for row in folder.who():
        level = 1 + int(re.search(r"\d+$", row.person)[0]) % 4
        mark = Mark(
            made_class.TICKS[level],
            (Comment(f"Only for {row.number}.", (0, 9)), Comment("<b>Which</b> court?")),
            "done",
        )
        Marks(folder, row.exercise, "AB").save(row.number, mark)
    return folder


@pytest.fixture(scope="module")
def of_moodle(tmp_path_factory):
    return marked(tmp_path_factory.mktemp("m"), made_class.moodle(COUNT, blind=True)).path


@pytest.fixture(scope="module")
def of_canvas(tmp_path_factory):
    return marked(tmp_path_factory.mktemp("c"), made_class.canvas(COUNT)).path


@pytest.fixture
def moodle(of_moodle, tmp_path):
    return Folder(shutil.copytree(of_moodle, tmp_path / "marking"))


@pytest.fixture
def canvas(of_canvas, tmp_path):
    return Folder(shutil.copytree(of_canvas, tmp_path / "marking"))


def pages(folder):
    with zipfile.ZipFile(folder.path / "back" / "feedback-06.zip") as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_each_student_of_moodle_gets_a_page_in_the_folder_that_moodle_knows(moodle):
    give_back(moodle)
    assert sorted(pages(moodle)) == [
        f"Participant_{4000 + n}_assignsubmission_file_/feedback-06.html" for n in range(COUNT)
    ]


def test_each_student_of_canvas_gets_a_page_under_the_name_of_the_file_that_was_handed_in(canvas):
    give_back(canvas)
    assert sorted(pages(canvas)) == sorted(made_class.canvas(COUNT))


def test_where_moodle_packs_no_folders_the_name_begins_as_it_did(tmp_path):
    folder = marked(tmp_path, made_class.moodle(2, folders=False))
    give_back(folder)
    assert sorted(pages(folder)) == [
        f"{name}_{4000 + n}_assignsubmission_file_feedback-06.html" for n, name in enumerate(made_class.names(2))
    ]


def test_a_page_holds_the_level_the_ticks_and_the_comments_and_nothing_of_anybody_else(moodle):
    give_back(moodle)
    people = {row.person: row for row in moodle.who()}
    for name, page in pages(moodle).items():
        person = re.search(r"\d+", name)[0]
        row, level = people[person], 1 + int(person) % 4
        assert f"Level {level}: {25 * level} % of the marks." in page
        assert page.count("✔") == len(made_class.TICKS[level])
        assert f"Only for {row.number}." in page
        assert page.count("Only for") == 1
        own = moodle.sheet(row.number, EXERCISE).answers[EXERCISE]
        assert f"<q>{own[:9]}</q>" in page
        others = [moodle.sheet(other.number, EXERCISE).answers[EXERCISE] for other in people.values() if other != row]
        assert not [text for text in others if text[:40] in page]
        assert "&lt;b&gt;Which" in page
        assert "caption { text-align: left; }" in page
        assert "<script" not in page
        assert row.code not in page


def test_what_is_not_done_or_not_agreed_stays_and_is_told(moodle):
    first, second, third, *others = moodle.numbers()[EXERCISE]
    Marks(moodle, EXERCISE, "AB").save(first, Mark((), (), "skipped"))
    Marks(moodle, EXERCISE, "AB").save(second, Mark(made_class.TICKS[1], (), "done"))
    Marks(moodle, EXERCISE, "CD").save(second, Mark(made_class.TICKS[4], (), "done"))
    Marks(moodle, EXERCISE, "AB").save(third, Mark(made_class.TICKS[1], (), "done"))
    Marks(moodle, EXERCISE, "CD").save(third, Mark(made_class.TICKS[4], (), "done"))
    Marks(moodle, EXERCISE, AGREED).save(third, Mark(made_class.TICKS[2], (), "done"))
    done = give_back(moodle)
    assert done.lines == [
        f"06-exercise: nothing goes back for these, which nobody has done: {first}.",
        f"06-exercise: nothing goes back for these, on which two markers differ: {second}.",
        f"06-exercise: one marker alone has done these, so that mark counts: {', '.join(others)}.",
    ]
    assert len(pages(moodle)) == COUNT - 2


LOWERED = "One level lower for its length: it has 331 words, and 200 to 280 were asked."


def test_who_lost_a_level_for_the_length_reads_so_on_the_page_and_in_the_list_as_the_marker_did(tmp_path):
    page = made_class.page(0, answers={EXERCISE: made_class.text("long", 331)})[1]
    folder = Folder(tmp_path / "marking")
    fits = made_class.page(1)[1]
    files = {f"Participant_{4000 + n}_assignsubmission_file_/s.html": one for n, one in enumerate((page, fits))}
    collect([made_class.packed(tmp_path / "d.zip", files)], folder)
    for row in folder.who():
        Marks(folder, EXERCISE, "AB").save(row.number, Mark(made_class.TICKS[2], (), "done"))
        Marks(folder, EXERCISE, "CD").save(row.number, Mark(made_class.TICKS[2], (), "done"))
    after, _ = fill(folder, tmp_path, worksheet().encode())
    long, short = (page for _, page in sorted(pages(folder).items()))
    assert f"Level 1: 25 % of the marks.</strong> {LOWERED}" in long
    assert "lower for its length" not in short
    comments = [row["Feedback comments"] for row in read(after.decode())[:2]]
    assert comments == [f"Level 1. Ticks: N S. {LOWERED}", "Level 2. Ticks: N S."]


HEAD = "Identifier Name Status Grade Maximum_Grade Grade_can_be_changed Modified_(grade) Feedback_comments"
HEAD = [column.replace("_", " ") for column in HEAD.split()]
GERMAN = "ID Name Status Bewertung Bestwertung Bewertung_kann_geändert_werden Geändert Feedback_als_Kommentar"
GERMAN = [column.replace("_", " ") for column in GERMAN.split()]


def worksheet(head=HEAD, separator=",", most="100.00", word="Participant", yes="Yes", end="\r\n"):
    rows = [head]
    for n in range(COUNT):
        rows.append([f"{word} {4000 + n}", '信用 "Ann", é', "Submitted for grading", "", most, yes, "-", ""])
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def read(content, separator=","):
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=separator))


def fill(folder, tmp_path, content, name="Grades.csv", **how):
    file = tmp_path / name
    file.write_bytes(content)
    done = give_back(folder, EXERCISE, [file], **how)
    assert file.read_bytes() == content
    return (folder.path / "back" / name).read_bytes(), done.lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("head", "separator", "most", "expected"),
    [
        (HEAD, ",", "100.00", "25.00 50.00 75.00 100.00"),
        (GERMAN, ";", "100,00", "25,00 50,00 75,00 100,00"),
        (HEAD, "\t", "10", "2.50 5 7.50 10"),
        (GERMAN, ";", "10", "2,50 5 7,50 10"),
        (HEAD, ",", "", "25 50 75 100"),
    ],
)
def test_a_worksheet_is_filled_in_its_own_form(moodle, tmp_path, head, separator, most, expected, end, encoding):
    content = worksheet(head, separator, most, "Teilnehmer/in" if head is GERMAN else "Participant", end=end)
    after, lines = fill(moodle, tmp_path, content.encode(encoding))
    assert lines == ["Grades.csv: 8 marks are filled in."]
    assert after.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE)) == (encoding != "utf-8")
    text = after.decode(encoding)
    for n, row in enumerate(read(text, separator)):
        level = 1 + (4000 + n) % 4
        mark, words = expected.split()[level - 1], f"Level {level}. Ticks: {' '.join(made_class.TICKS[level]) or '–'}."
        assert row[head[3]] == mark
        assert row[head[7]].startswith(words)
        raw = text.split(end)[n + 1]
        cell = next(cell for cell in (row[head[7]], f'"{row[head[7]]}"') if raw.endswith(f"{separator}{cell}"))
        untouched = raw.removesuffix(cell).replace(
            f"{separator}{mark}{separator}{most}", f"{separator}{separator}{most}", 1
        )
        assert untouched == content.split(end)[n + 1]
    assert text.split(end)[0] == content.split(end)[0]


def test_a_file_in_the_code_page_of_windows_stays_in_it(moodle, tmp_path):
    content = worksheet().replace("信用", "Zoë").encode("cp1252")
    after, _ = fill(moodle, tmp_path, content)
    assert "Zoë" in after.decode("cp1252")


def test_a_mark_that_nobody_may_change_is_left_and_told(moodle, tmp_path):
    content = worksheet().replace("Yes", "No", 1)
    after, lines = fill(moodle, tmp_path, content.encode())
    (locked,) = [row.number for row in moodle.who() if row.person == "4000"]
    assert lines[0] == "Grades.csv: 7 marks are filled in."
    assert lines[1].endswith(f"nobody change the marks of these, so they were left: {locked}.")
    assert read(after.decode())[0]["Grade"] == ""


def test_a_student_who_is_not_in_the_list_is_told_by_number(moodle, tmp_path):
    content = "".join(line for line in worksheet().splitlines(keepends=True) if "4003" not in line)
    _, lines = fill(moodle, tmp_path, content.encode())
    (gone,) = [row.number for row in moodle.who() if row.person == "4003"]
    assert f"Grades.csv: these are not in it: {gone}." in lines


def test_formulas_in_the_cells_of_students_are_disarmed(moodle, tmp_path):
    content = worksheet().replace("Submitted for grading", '"=HYPERLINK(""http://x"")"', 1)
    content = content.replace("Submitted", "@Submitted", 1)
    after, _ = fill(moodle, tmp_path, content.encode())
    rows = read(after.decode())
    assert rows[0]["Status"] == '\'=HYPERLINK("http://x")'
    assert rows[1]["Status"].startswith("'@Submitted")
    assert rows[0]["Modified (grade)"] == "-"


COLUMN = "06 A way to appeal (4711)"
GRADEBOOK = f"""Student,ID,SIS User ID,SIS Login ID,Section,{COLUMN},10 Verdict (4712),Final Score\r
    Points Possible,,,,,20.0,100,(read only)\r
"""


def gradebook():
    rows = [f'"Student, {n}",{900 + n},s{n},login{n},Main,,55,-3.5\r\n' for n in range(COUNT)]
    return GRADEBOOK + "".join(rows) + '"Student, Test",12,,,Main,,,\r\n'


def test_a_gradebook_of_canvas_is_filled_in_the_column_that_is_named(canvas, tmp_path):
    after, lines = fill(canvas, tmp_path, gradebook().encode(), columns=[COLUMN])
    assert lines == ["Grades.csv: 8 marks are filled in."]
    expected = gradebook()
    for n in range(COUNT):
        expected = expected.replace(f"login{n},Main,,", f"login{n},Main,{5.0 * (1 + (900 + n) % 4)},")
    assert after.decode() == expected


def test_where_two_columns_might_take_the_marks_one_has_to_be_named_and_nothing_is_written(canvas, tmp_path):
    with pytest.raises(SeminarError, match=r"with --columns. The columns are: 06 A way to appeal \(4711\); 10 Verdict"):
        fill(canvas, tmp_path, gradebook().encode())
    assert not (canvas.path / "back").exists()


@pytest.mark.parametrize("content", [b"", b"\0\0\0\0", b"\xff\xfe\x00", b"PK\x03\x04" + bytes(50), b"a,b\r\n1,2\r\n"])
def test_what_is_no_list_of_marks_is_one_sentence(moodle, tmp_path, content):
    with pytest.raises(SeminarError, match=r"is no list of marks|not clear which column"):
        fill(moodle, tmp_path, content)


def test_the_list_of_another_download_is_refused_and_what_was_written_before_stays(moodle, tmp_path):
    fill(moodle, tmp_path, worksheet().encode())
    before = {file.name: file.read_bytes() for file in (moodle.path / "back").iterdir()}
    with pytest.raises(SeminarError, match=r"Grades.csv is not the list of that download: none of the 8 who have"):
        fill(moodle, tmp_path, gradebook().encode(), columns=[COLUMN])
    assert {file.name: file.read_bytes() for file in (moodle.path / "back").iterdir()} == before


def test_an_exercise_that_nobody_handed_in_is_one_sentence(moodle, capsys):
    assert main(["give-back", str(moodle.path), "--exercise", "10"]) == 1
    assert capsys.readouterr().err == "Nobody has handed in 10-exercise. Sheets are here of: 06-exercise.\n"


def test_before_anything_is_marked_nothing_is_written_and_that_is_said(tmp_path):
    folder = Folder(tmp_path / "marking")
    collect([made_class.packed(tmp_path / "d.zip", made_class.moodle(2, blind=True))], folder)
    with pytest.raises(SeminarError, match=r"Nothing was written. .*which nobody has done: \d+, \d+\."):
        fill(folder, tmp_path, worksheet().encode())
    assert not (folder.path / "back").exists()


@pytest.mark.parametrize("platform", ["moodle", "canvas"])
def test_whose_file_cannot_be_read_is_asked_to_hand_in_again_before_anything_is_marked(tmp_path, platform, capsys):
    made = {"moodle": made_class.moodle(4, blind=True), "canvas": made_class.canvas(4)}[platform]
    good, bad = [*made][:2], [*made][2:]
    folder = Folder(tmp_path / "marking")
    collect([made_class.packed(tmp_path / "d.zip", made | dict.fromkeys(bad, "cut"))], folder)
    assert main(["give-back", str(folder.path)]) == 0
    out = capsys.readouterr().out
    asked = {row.number for row in folder.who() if row.path in bad}
    (line,) = [line for line in out.splitlines() if "no file could be read" in line]
    assert set(re.findall(r"\b\d{3}\b", line)) == asked
    with zipfile.ZipFile(folder.path / "back" / "again.zip") as archive:
        assert {"".join(name.rpartition("/")[:2]) for name in archive.namelist()} == (
            {"".join(name.rpartition("/")[:2]) for name in bad}
        )
        page = archive.read(archive.namelist()[0]).decode()
    assert "Make the file to hand in" in page
    assert not re.search(rf"cut|{'|'.join(good)}", page)
    later = {path.replace("sheet-", "second-sheet-"): content for path, content in made.items()}
    collect([made_class.packed(tmp_path / "later.zip", later)], folder)
    with pytest.raises(SeminarError, match="which nobody has done"):
        give_back(folder)


def test_a_list_is_for_one_exercise(tmp_path):
    folder = marked(tmp_path, made_class.canvas(2) | made_class.canvas(2, "10-exercise"))
    with pytest.raises(SeminarError, match="Name it: 06, 10"):
        give_back(folder, "", [tmp_path / "x.csv"])


def test_the_command_writes_and_names_nobody(moodle, tmp_path, capsys):
    (tmp_path / "w.csv").write_text(worksheet(), "utf-8", newline="")
    assert main(["give-back", str(moodle.path), "--exercise", "6", "--list", str(tmp_path / "w.csv")]) == 0
    out = capsys.readouterr().out
    assert re.findall(r"Written: .*/(back/\S+)", out) == ["back/feedback-06.zip", "back/w.csv"]
    assert not re.search(r"Participant|40\d\d\b", out)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


ROWS = st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6)
QUOTING = st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])


@given(ROWS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), QUOTING)
def test_a_grid_that_nobody_fills_is_written_as_it_was_read(rows, separator, end, quoting):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    assert Grid.of(text.getvalue()).text() == text.getvalue()


@given(st.text(max_size=200))
def test_any_text_at_all_is_a_grid_that_says_the_same(text):
    assert Grid.of(text).text() == text


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_filled_or_one_sentence(content):
    try:
        filled("x.csv", content, {"1": Given(50, "words")})
    except SeminarError as error:
        said = str(error)
    else:
        said = "x.csv"
    assert said.startswith("x.csv")
