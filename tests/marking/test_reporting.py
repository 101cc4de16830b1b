"""The report on a class: true in its size, and nobody can be seen in it, in its parts, or between two of them."""

import csv
import io
import re
from collections import Counter

import made_class
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seminar.__main__ import main
from seminar.errors import SeminarError
from seminar.marking.collecting import collect
from seminar.marking.counts import FEWEST, rounded, share, together
from seminar.marking.folder import Folder
from seminar.marking.marks import Mark, Marks, results
from seminar.marking.reporting import write_report

EXERCISE = "06-exercise"


def a_class(base, count, long=8):
    """A class of *count* in which some texts are too *long*, and each cites one fact or two."""
    files = {}
    for n in range(count):
        words = made_class.text(n, 400 if n < long else 230)
        cited = "f-G020 f-P092" if n % 2 else "f-G020"
        name, content = made_class.page(n, answers={EXERCISE: f"{words} {cited} f-Z999"})
        files[f"student{n}_{900 + n}_{70000 + n}_{name}"] = content
    return collect([made_class.packed(base / f"{count}.zip", files)], Folder(base / "marking"))


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    base = tmp_path_factory.mktemp("class")
    a_class(base, 40)
    folder = Folder(base / "marking")
    marks = Marks(folder, EXERCISE, "AB")
    for n, number in enumerate(sorted(folder.numbers()[EXERCISE])):
        marks.save(number, Mark(made_class.TICKS[(1, 2, 2, 3)[n % 4]], (), "done"))
    return folder.path


def table(folder):
    """What → group → sheets, of the report that is written now."""
    write_report(folder)
    content = (folder.path / "report" / "report.csv").read_bytes().decode("utf-8-sig")
    found = {}
    for row in csv.DictReader(io.StringIO(content, newline="")):
        found.setdefault(row["what"], {})[row["group"]] = row["sheets"]
    return found


def test_lengths_sources_levels_and_ticks_are_counted(folder):
    found = table(folder)
    assert found["Lengths"] == {"as asked": "30", "too long": "10"}
    assert found["Facts of the course that a text names by id"] == {"1–2": "40"}
    assert found["The facts named most"] == {"f-G020": "nearly all", "f-P092": "20"}
    assert "f-Z999" not in str(found)
    levels = Counter(f"level {one.level}" for one in results(folder, EXERCISE))
    assert found["Levels"] == {group: str(count) for group, count in together(dict(sorted(levels.items()))).items()}
    assert found["Ticks"]["R A rule in force, with its id, that comes near."] == "hardly any"


def test_a_page_shows_each_in_a_picture_and_in_a_table_and_runs_nothing(folder):
    write_report(folder)
    page = (folder.path / "report" / "report.html").read_text("utf-8")
    assert page.count("data:image/svg+xml") == 5
    assert "About 40 sheets are counted." in page
    assert "<script" not in page
    assert "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;" in page


def test_nobody_s_words_number_or_code_stand_in_it(folder):
    written = write_report(folder)
    said = " ".join(path.read_text("utf-8") for path in written)
    assert not [row for row in folder.who() if row.code in said or f">{row.number}<" in said]
    assert made_class.text(3, 400)[:40] not in said


def test_of_fewer_than_five_nothing_is_said(tmp_path):
    a_class(tmp_path, 4, long=0)
    folder = Folder(tmp_path / "marking")
    assert table(folder) == {}
    assert "Fewer than 5 sheets" in (folder.path / "report" / "report.html").read_text("utf-8")


def test_a_report_after_a_few_more_sheets_or_marks_is_the_same_and_after_many_another(folder, tmp_path):
    before = table(folder)
    marks = Marks(folder, EXERCISE, "AB")
    for number in folder.numbers()[EXERCISE][:4]:
        marks.save(number, Mark(made_class.TICKS[4], (), "done"))
    assert table(folder) == before
    for number in folder.numbers()[EXERCISE][:30]:
        marks.save(number, Mark(made_class.TICKS[4], (), "done"))
    assert table(folder) != before


def test_what_was_counted_and_then_edited_counts_as_nothing(folder):
    before = table(folder)
    for text in ("", "[]", '{"06-exercise": 3}', '{"06-exercise": {"111": {}}}'):
        (folder.path / "report" / "counted.json").write_text(text)
        assert table(folder) == before


COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1)


@given(COUNTS)
def test_no_group_is_too_small_and_none_is_lost(counts):
    shown = together(counts)
    assert all(count >= FEWEST and count % FEWEST == 0 for count in shown.values())
    if sum(counts.values()) < FEWEST:
        assert shown == {}
    else:
        assert abs(sum(shown.values()) - sum(counts.values())) <= FEWEST / 2 * len(shown)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_is_a_number_only_where_neither_it_nor_the_rest_is_too_small(count, rest):
    shown = share(count, count + rest)
    assert isinstance(shown, int) == (count >= FEWEST and rest >= FEWEST)


@given(COUNTS, st.sampled_from("abcdefgh"))
def test_one_more_in_a_group_never_changes_a_count_by_one(counts, name):
    more = {**counts, name: counts.get(name, 0) + 1}
    before, after = together(counts), together(more)
    assert all((after[group] - before[group]) % FEWEST == 0 for group in before.keys() & after.keys())


def test_counts_are_rounded_to_five():
    assert [rounded(count) for count in (5, 7, 8, 12, 13)] == [5, 5, 10, 10, 15]


def test_the_command_names_its_files_and_a_folder_without_sheets_is_one_sentence(folder, tmp_path, capsys):
    assert main(["report", str(folder.path)]) == 0
    assert re.findall(r"report/(\S+)", capsys.readouterr().out) == ["report.html", "report.csv", "choices.csv"]
    with pytest.raises(SeminarError, match="There are no sheets"):
        write_report(Folder(tmp_path))
