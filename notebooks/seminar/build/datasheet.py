"""``data/README.md``: a datasheet and a dictionary of the data package, made from the package itself."""

from collections import Counter

from seminar.data.evidence import GRADES, Row, rows
from seminar.data.package import fields, package, resource, resources, sources
from seminar.screen.page import plain_markdown

_GROUPS = {"evidence": "Evidence", "invented": "Invented"}


def _grades(found: list[Row]) -> str:
    """How many rows have which grade; of codings, the facts that they rest on."""
    if not found or not {"grade", "facts"} & set(fields(found[0].table)):
        return ""
    if "grade" in fields(found[0].table):
        counts = Counter(row.cells["grade"] for row in found)
        return "Grades: " + ", ".join(f"{counts[grade]} {grade}" for grade in GRADES) + "."
    resting = {fact.id: fact.cells.get("grade") for row in found for fact in row.rests_on()}
    counts = Counter(resting.values())
    bare = sum(not row.rests_on() for row in found)
    words = f"Rests on {len(resting)} facts: " + ", ".join(f"{counts[grade]} {grade}" for grade in GRADES) + "."
    return f"{words} Rows without a source (said to be unknown): {bare}." if bare else words


def _field(name: str, field: dict) -> str:
    rules = field.get("constraints", {})
    parts = [field.get("description", ""), "; ".join(rules.get("enum", []))]
    unit = field.get("unit", "")
    return (
        f"| `{name}` | {field['title']} | {field['type']} | {unit} | {plain_markdown('. '.join(filter(None, parts)))} |"
    )


def _table(name: str) -> str:
    described, found = resource(name), rows(name)
    licence = described.get("licenses", package()["licenses"])[0]["title"]
    lines = [
        f"### {described['title']} (`{name}`)",
        "",
        f"[{described['path']}]({described['path']}), {len(found)} rows. {_grades(found)}".strip(),
        "",
        f"- What: {described['description']}",
        *(f"- {head}: {described[key]}" for head, key in _DATASHEET.items() if key in described),
        f"- Licence: {licence}.",
        "",
        "| column | title | type | unit | what stands in it |",
        "|---|---|---|---|---|",
        *(_field(column, field) for column, field in fields(name).items()),
    ]
    return "\n".join(lines)


_DATASHEET = {
    "Made, not written by hand": "made_from",
    "Why": "purpose",
    "How collected": "collected",
    "Limits": "limits",
}


def datasheet() -> str:
    """The text of ``data/README.md``."""
    total = Counter(row.cells["grade"] for name in resources() for row in rows(name) if "grade" in row.cells)
    grades = "\n".join(f"| {grade} | {words} | {total[grade]} |" for grade, words in GRADES.items())
    counted = sum(len(rows(name)) for name in resources() if resource(name)["path"].startswith("evidence/"))
    parts = [
        f"# {package()['title']}",
        f"{package()['description']} `python -m seminar build` makes this page and `datapackage.json` from the "
        "files in `tables/`; a table that says “Made” is made by it too. All else is written by hand.",
        f"{counted} rows of evidence in {len(resources())} tables; {len(sources())} sources in `sources.json`.",
        f"| grade | what it means | facts |\n|---|---|---|\n{grades}",
        package()["how_to_read"],
    ]
    for group, title in _GROUPS.items():
        parts.append(f"## {title}")
        parts += [_table(name) for name, found in resources().items() if found["path"].startswith(f"{group}/")]
    return "\n\n".join(parts) + "\n"
