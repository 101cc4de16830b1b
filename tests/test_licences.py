"""Every file has a licence with its SPDX name, so have the fonts in the papers, and one version stands everywhere."""

import re
from fnmatch import fnmatch

import pikepdf
import pytest
import yaml
from packaging.licenses import canonicalize_license_expression
from seminar.lite import runtime
from support import NO_CHECKOUT, PACK, PROJECT, tracked

LICENCES = (PACK / "LICENSE.md").read_text("utf-8")
CITATION = yaml.safe_load((PACK / "CITATION.cff").read_text("utf-8"))
NOTES = (PACK / "CHANGELOG.md").read_text("utf-8")


def rows(head):
    """The rows of the table under that *head* of the licences, without the marks of code."""
    lines = LICENCES.partition(f"{head}\n")[2].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


FOR_FILES, FOR_FONTS = rows("| files | what | licence |"), rows("| font | holder | licence |")
FOR_OTHERS = rows("| software | what for | licence |")


def line_of(path):
    return next(number for number, (pattern, *_) in enumerate(FOR_FILES) if fnmatch(path, pattern))


@pytest.mark.parametrize("name", sorted({row[2] for row in (*FOR_FILES, *FOR_FONTS, *FOR_OTHERS)}))
def test_a_licence_has_its_name_in_spdx(name):
    assert canonicalize_license_expression(name) == name


def test_every_file_has_a_licence_and_every_line_has_files():
    assert {line_of(path) for path in tracked()} == set(range(len(FOR_FILES)))


@pytest.mark.parametrize("path", ["vendor.js", "fonts/Some.ttf", ".ci/other/tool.py"])
def test_a_file_in_a_place_that_no_line_names_has_no_licence(path):
    with pytest.raises(StopIteration):
        line_of(path)


def test_all_that_is_put_into_the_browser_edition_has_its_licence():
    wheels = re.findall(r"^([\w.-]+)==", (PACK / "notebooks/seminar/lite/wheels.txt").read_text("utf-8"), re.MULTILINE)
    named = {row[0].lower() for row in FOR_OTHERS}
    assert {*wheels, *runtime.WANTED, *runtime.LATER, "pyodide", "jupyterlite"} - {"sqlite3"} <= named


def test_without_a_checkout_the_way_to_one_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("support.PACK", tmp_path)
    with pytest.raises(AssertionError, match=re.escape(NO_CHECKOUT)):
        tracked.__wrapped__()


@pytest.mark.parametrize(
    ("path", "licence"),
    [
        ("notebooks/seminar/models/base_rate.py", "MIT"),
        ("notebooks/07-can-the-machine-see-you.ipynb", "CC-BY-4.0 AND MIT"),
        ("notebooks/seminar/activities/scan_the_city.form.md", "CC-BY-4.0"),
        ("data/evidence/claims.csv", "CC-BY-4.0"),
        ("handouts/student/07-a4.pdf", "CC-BY-4.0"),
        ("README.md", "CC-BY-4.0"),
        ("pyproject.toml", "MIT"),
    ],
)
def test_code_text_and_data_have_their_own(path, licence):
    assert path in tracked()
    assert FOR_FILES[line_of(path)][2] == licence


def test_what_a_wheel_and_a_citation_name_is_what_their_files_have():
    held = {
        part
        for pattern, _, licence in FOR_FILES
        if pattern.startswith(("data", "notebooks"))
        for part in licence.split(" AND ")
    }
    assert set(PROJECT["license"].split(" AND ")) == set(CITATION["license"]) == held
    assert PROJECT["license-files"] == ["LICENSE.md"]


def test_every_font_in_a_paper_is_named_with_its_licence():
    fonts = set()
    for path in filter(lambda path: path.endswith(".pdf"), tracked()):
        with pikepdf.open(PACK / path) as paper:
            found = [one for one in paper.objects if isinstance(one, pikepdf.Dictionary)]
            fonts |= {str(one.FontName).partition("+")[2] for one in found if one.get("/Type") == "/FontDescriptor"}
    families = {name.replace(" ", "") for name, *_ in FOR_FONTS}
    used = {max((family for family in families if font.startswith(family)), key=len, default=font) for font in fonts}
    assert used == families


def test_one_version_and_one_day_stand_in_the_project_the_citation_and_the_notes():
    assert CITATION["version"] == PROJECT["version"]
    newest = next(line for line in NOTES.splitlines() if line.startswith("## "))
    assert newest == f"## {PROJECT['version']} ({CITATION['date-released']})"


def test_the_notes_of_a_version_say_what_a_teacher_must_know():
    for section in NOTES.split("\n## ")[1:]:
        for head in ("What it is", "What to do", "Keys and tasks", "Facts", "Not tried"):
            assert f"- **{head}**: " in section, (head, section)
