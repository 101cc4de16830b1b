"""Rows know their units and sources, tables and citations show them, and nothing unconfirmed is printed as fact."""

import itertools
import re
import shutil
import subprocess
import sys

import pytest
from calculations import calculation_problems, reckon
from seminar.__main__ import main
from seminar.course import sources
from seminar.data import package
from seminar.data.evidence import Row, fact, facts, frame, one_unit, rows
from seminar.data.package import evidence_tables, fields
from seminar.data.records import Data, notebooks_with_records, record, records
from seminar.errors import SeminarError
from support import PACK

DATA = PACK / "data"


def test_the_library_is_as_large_as_the_course_needs():
    with_rows = [name for name in evidence_tables() if rows(name)]
    assert len(with_rows) >= 25
    assert len(facts()) >= 450


def test_every_fact_has_a_source_and_every_coding_rests_on_facts_or_says_that_it_does_not_know():
    for row in facts().values():
        if "source_id" not in row.cells and not row.rests_on():
            words = " ".join(map(str, row.cells.values())).lower()
            assert any(word in words for word in UNKNOWN) or row.table in OWN_RULES, row


UNKNOWN = (
    "unknown",
    "does not apply",
    "unclear",
    "not found",
    "does not say",
    "not stated",
    "no source",
    "the essay",
    "dictionar",
    "not researched",
)
OWN_RULES = ("system_property_rules", "systems", "terms", "glossary")
"""Tables in which the authors set a rule or name a thing; what they say about it stands in the rows that cite facts."""


def test_every_source_is_used_or_is_the_essay():
    used = {entry["id"] for row in facts().values() for entry in row.sources()}
    assert set(package.sources()) - used <= {"essay-2019"}


def test_nothing_from_memory_is_in_the_data():
    for file in DATA.rglob("*.*"):
        assert "MEMORY" not in file.read_text("utf-8"), file.name
    assert not {"f-T103", "f-T105", "f-T116"} & {key[:6] for key in facts()}


@pytest.mark.parametrize("key", sorted(package.sources()))
def test_a_source_is_described_in_a_few_words(key):
    assert 4 <= len(package.sources()[key]["custom"]["paraphrase"].split()) <= 60


def test_checks_fall_due_on_one_of_two_days():
    days = {row.cells["recheck_by"] for row in facts().values() if "recheck_by" in row.cells}
    assert days == {"2028-11-01", "2031-11-01"}


def test_counts_keep_their_unit():
    row = fact("f-T208")
    assert row.written("screened") == "2,300,000 face images (not people)"
    assert row.unit("screened") == "face images (not people)"
    assert row.written("wrong") == "not reported"
    assert fact("f-T020").written("year") == "2017"
    assert fact("f-T020").unit("alarms") == "alarms"


@pytest.mark.parametrize("name", evidence_tables())
def test_a_table_loads_with_the_types_of_the_package(name):
    table = frame(name)
    assert len(table) == len(rows(name))
    for column, field in fields(name).items():
        if field["type"] in ("integer", "year"):
            assert str(table[column].dtype) == "Int64"


def test_alarms_that_add_up_do_and_those_that_do_not_say_so():
    for row in rows("face_trials"):
        if {"alarms", "right", "wrong"} <= set(row.cells):
            adds_up = row.cells["right"] + row.cells["wrong"] == row.cells["alarms"]
            assert adds_up or "do not add up" in row.cells["caveat"], row.id


@pytest.mark.parametrize("row", rows("calculations"), ids=lambda row: row.id)
def test_a_calculation_is_right_and_takes_its_numbers_from_facts(row):
    assert calculation_problems(row) == []
    assert set(row.cells["facts"].split(";")) >= {key for _, _, key in reckon(row.cells["formula"])[1]}


def test_a_wrong_calculation_is_found():
    row = rows("calculations")[0]
    assert calculation_problems(Row(row.id, row.table, {**row.cells, "result": row.cells["result"] * 1.3}))
    assert reckon("2 million × (3 − 1) ÷ 4")[0] == 1e6


def test_rows_of_one_unit_may_stand_in_one_chart_and_others_may_not():
    assert one_unit([fact("f-G080"), fact("f-G082")], "value_percent") == "percent"
    with pytest.raises(SeminarError, match=r"count different things .*; .*Choose rows of one unit"):
        one_unit([fact("f-T208"), fact("f-T020")], "screened")


def test_no_two_kinds_of_count_share_a_chart():
    entries = [row for row in rows("list_counts") if row.cells["unit"] == "entries"]
    refusals = [row for row in rows("list_counts") if row.cells["unit"] == "refusals"]
    assert entries
    assert refusals
    with pytest.raises(SeminarError, match="count different things"):
        one_unit([entries[0], refusals[0]], "value")
    kinds = {row.cells["kind"]: row for row in entries}
    with pytest.raises(SeminarError, match="count different things"):
        one_unit(list(kinds.values()), "value")


def test_no_two_denominators_share_a_chart():
    """A trial among faces, one among visitors and one that does not say never stand side by side as bars."""
    trials = {key: fact(key) for key in ("f-T020", "f-T208", "f-T035", "f-T023")}
    for one, other in itertools.combinations(trials.values(), 2):
        for column in ("alarms", "right", "wrong"):
            with pytest.raises(SeminarError, match="count different things"):
                one_unit([one, other], column)
    with pytest.raises(SeminarError, match="no screened"):
        one_unit([trials["f-T023"]], "alarms")
    assert one_unit([trials["f-T035"]], "alarms") == "alarms"


def test_counts_of_two_companies_or_half_years_never_share_a_chart():
    assert one_unit([fact("f-T219"), fact("f-T219b")], "requests") == "requests"
    for other in ("f-T101b", "f-T100", "f-T102b"):
        with pytest.raises(SeminarError, match="count different things"):
            one_unit([fact("f-T219"), fact(other)], "requests")


def test_the_table_of_requests_holds_one_company_and_one_half_year():
    shown = [fact(key) for key in record("07-requests", Data).rows_shown]
    assert one_unit(shown, "requests") == "requests"


def charts():
    """The rows and the column of every chart of evidence that a notebook shows."""
    for number in notebooks_with_records():
        for found in records(number).values():
            if isinstance(found, Data) and found.bars:
                yield [fact(key) for key in found.rows_shown], found.bars[1]


def test_every_chart_of_the_pack_has_one_unit():
    shown = list(charts())
    assert shown
    for chosen, column in shown:
        assert one_unit(chosen, column)


def test_a_table_shows_its_chosen_rows_with_source_and_unit():
    shown = sources.table("07-trials")
    assert "(7 of the 20 rows of this table)" in shown.plain
    assert shown.html.count("<tr>") == 8
    assert 'href="sources/face_trials.md#f-T020"' in shown.html
    assert "170,000 visitors in the city" in shown.html
    assert "grade C" in shown.html
    assert "as of 5 May 2018" in shown.html


@pytest.mark.parametrize("name", package.resources())
def test_a_table_of_the_package_can_be_shown_whole(name):
    shown = sources.table(name)
    assert f"({len(rows(name))} of the {len(rows(name))} rows of this table)" in shown.plain
    assert shown.html.count("<tr>") == len(rows(name)) + 1


def test_a_coding_shows_the_facts_it_rests_on():
    row = next(row for row in rows("system_properties") if row.rests_on())
    shown = sources.table("system_properties").html
    for other in row.rests_on():
        assert f'href="{other.address()}"' in shown
    assert "no source found" in shown


def test_one_fact_can_be_cited():
    shown = sources.cite("f-T020")
    assert "Metro" in shown.html
    assert "2,470" in shown.html
    assert "Grade B" in shown.html
    assert "to be checked again by 1 November" in shown.html


def test_a_chinese_title_says_that_it_is_chinese():
    html = sources.cite("f-P039").html
    assert '<span lang="zh">最高人民法院关于公布失信被执行人名单信息的若干规定（</span>2017' in html
    assert not re.search("[\u4e00-\u9fff]", re.sub('<span lang="zh">[^<]*</span>', "", html))


def test_a_coding_can_be_cited():
    row = next(row for row in rows("list_steps") if row.rests_on())
    assert row.id in sources.cite(row.id).plain


def test_the_facts_of_a_page_stand_on_it_whole():
    shown = sources.facts_used("07")
    assert "f-T020" in {row.id for row in sources.facts_of("07")}
    for row in sources.facts_of("07"):
        assert f'href="{row.address()}"' in shown.html
        if "as_of" in row.cells:
            assert sources.day(row.cells["as_of"]) in shown.html


def test_a_question_in_what_a_fact_says_has_one_mark():
    row = Row("f-X001", "surveys", {"place": "China.", "question": "Do you approve?", "how_said": "about"})
    assert sources.says(row) == "Place: China. Question: Do you approve? How it is said: about"
    shown = sources.facts_used("03").html
    assert "? Result: " in shown
    assert "?." not in shown


def test_the_list_of_facts_says_that_tables_may_link_to_more():
    """A coding rests on facts that the page itself does not name."""
    listed = {row.id for row in sources.facts_of("08")}
    linked = set(re.findall(r"#(f-[A-Z]\d+[a-z]?)\"", sources.table("08-systems").html))
    assert linked - listed
    line = f"{len(listed)} facts behind this page, with source, grade and date (tables and activities may link to more)"
    assert line in sources.facts_used("08").plain


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        (sources.table, "face_trails", "There is no table “face_trails”. The tables are: "),
        (
            sources.table,
            "07-trails",
            "There is no data “07-trails” in data/teaching/07.yaml. Notebook 07 has: 07-trials, ",
        ),
        (sources.table, "99-trials", "The file data/teaching/99.yaml is missing"),
        (sources.cite, "f-T999", "There is no fact “f-T999”."),
        (sources.facts_used, "77", "There is no notebook “77”. There are: 00"),
    ],
)
def test_unknown_ids_get_a_sentence(word, name, expected):
    assert word(name).plain.startswith(expected)


@pytest.mark.parametrize(
    ("path", "damage", "expected"),
    [
        ("evidence/face_trials.csv", None, "The file data/evidence/face_trials.csv is missing"),
        ("evidence/face_trials.csv", b"id,trial\nf-T001,x\n", "row 1 lacks the columns"),
        ("evidence/face_trials.csv", b"\xff\xfe\x00", "expected plain UTF-8"),
        ("datapackage.json", b"{", "data/datapackage.json is not valid JSON"),
        ("teaching/07.yaml", b"07-trials:\n  role: [data\n", "data/teaching/07.yaml, line 3"),
        ("teaching/07.yaml", b"- a\n", "data/teaching/07.yaml, line 1: a list of 1; expected a mapping"),
    ],
)
def test_a_damaged_file_is_named(pack_copy, path, damage, expected):
    file = pack_copy / "data" / path
    file.unlink() if damage is None else file.write_bytes(damage)
    assert expected in sources.table("07-trials").plain


IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import seminar
STEPS = ("steps", "exporting")  # of a program beside which they are used
assert seminar.__file__.startswith(sys.argv[1])
ELSEWHERE = ("seminar.activities.", "seminar.room.", *[f"seminar.marking.nbgrader.{name}" for name in STEPS])
for module in pkgutil.walk_packages(seminar.__path__, "seminar."):
    if not module.name.endswith("__main__") and not module.name.startswith(ELSEWHERE):
        importlib.import_module(module.name)
from seminar import activities
for name in dir(activities):
    cell = ["07-w01b"] if name == "move_the_votes" else []
    assert "data/teaching/" in getattr(activities, name)(*cell).plain, name
"""


def test_a_damaged_pack_can_be_imported_so_that_its_page_can_say_what_is_wrong(pack_copy):
    shutil.copytree(PACK / "notebooks" / "seminar", pack_copy / "notebooks" / "seminar", dirs_exist_ok=True)
    for file in (pack_copy / "data").rglob("*.*"):
        file.write_text("{: [", "utf-8")
    command = [sys.executable, "-c", IMPORT_ALL, str(pack_copy / "notebooks")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


def test_a_damaged_cell_is_named_on_the_page(pack_copy):
    file = pack_copy / "data" / "evidence" / "face_trials.csv"
    file.write_text(file.read_text("utf-8").replace(",2470,", ",about 2470,"), "utf-8")
    assert "column alarms: “about 2470”; expected a whole number" in sources.table("07-trials").plain


def test_a_record_that_names_no_row_is_told(pack_copy):
    file = pack_copy / "data" / "teaching" / "07.yaml"
    file.write_text(file.read_text("utf-8").replace("rows_shown: [f-T211,", "rows_shown: [f-T299,"), "utf-8")
    assert "names f-T299; the table face_trials has no such row" in sources.table("07-trials").plain


def test_a_pack_without_its_data_says_how_to_install_it(pack_copy):
    (pack_copy / "data" / "datapackage.json").unlink()
    assert "Install it from its own folder, as its README says" in sources.table("face_trials").plain


def test_the_bibliography_is_printed_with_what_is_due(capsys):
    assert main(["sources"]) == 0
    printed = capsys.readouterr().out
    for entry in package.sources().values():
        assert sources.citation(entry) in printed
    assert f"of {len(facts())} rows of evidence" in printed


def test_a_table_with_the_journalist_on_the_court_list_shows_the_reply_and_what_police_did_before_and_after():
    shown = [
        set(one.rows_shown)
        for number in notebooks_with_records()
        for one in records(number).values()
        if isinstance(one, Data) and "f-P136" in one.rows_shown
    ]
    assert shown
    assert all(keys >= {"f-L098", "f-N103", "f-N104"} for keys in shown)


def test_each_study_of_effects_says_who_is_compared_how_many_and_what_it_cannot_show():
    for row in rows("effect_studies"):
        assert all(row.cells[name] for name in ("compared", "measured", "size", "result", "limit"))
        assert " with " in row.cells["compared"] or " before and after " in row.cells["compared"]
        assert re.search(r"\d|not", row.cells["size"])
        assert row.cells["grade"] != "A"


def test_what_is_due_is_found():
    assert sources.overdue("2026-11-24") == []
    assert {row.cells["recheck_by"] for row in sources.overdue("2029-01-01")} == {"2028-11-01"}


def test_a_citation_names_issuer_title_number_and_date():
    entry = {
        "publisher": "Court",
        "title": "Rules",
        "number": "No. 7",
        "issued": {"date-parts": [[2017, 2, 28]]},
        "custom": {"kind": "official"},
    }
    assert sources.citation(entry) == "Court: “Rules”, No. 7, 28 February 2017"
    assert (
        sources.citation({**entry, "title": "[A report]", "issued": {"literal": "no date"}})
        == "Court: [A report], No. 7, no date"
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([{"family": "Shen", "given": "Kui"}], "Shen"),
        ([{"literal": "A. Scholar"}, {"family": "Liu"}], "A. Scholar and Liu"),
        ([{"family": "Chen"}, {"family": "Lin"}, {"family": "Liu"}], "Chen, Lin and Liu"),
        ([{"family": "Liang"}, {"family": "Das"}, {"family": "Kostyuk"}, {"family": "Hussain"}], "Liang and others"),
    ],
)
def test_a_work_of_scholars_is_known_by_their_names_and_a_report_by_its_publisher(names, said):
    entry = {"publisher": "A Journal", "title": "A Study", "issued": {"date-parts": [[2019]]}, "author": names}
    scholarly, press = ({**entry, "custom": {"kind": kind}} for kind in ("scholar", "press"))
    assert sources.short(scholarly) == f"{said}, 2019"
    assert sources.citation(scholarly) == f"{said}, A Journal: “A Study”, 2019"
    assert sources.short(press) == "A Journal, 2019"
    assert sources.citation(press) == "A Journal: “A Study”, 2019"
