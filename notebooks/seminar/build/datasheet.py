"""``data/README.md``: a datasheet and a dictionary of the data package, made from the package itself."""

from collections import Counter

from seminar.data.evidence import GRADES, Row, rows
from seminar.data.package import fields, package, resource, resources, sources
from seminar.data.words import Words
from seminar.screen.page import plain_markdown

prose = Words("data-page")


def _grades(found: list[Row]) -> str:
    """How many rows have which grade; of codings, the facts that they rest on."""
    if not found or not {"grade", "facts"} & set(fields(found[0].table)):
        return ""
    if "grade" in fields(found[0].table):
        counts = Counter(row.cells["grade"] for row in found)
        return prose("grades") + ", ".join(f"{counts[grade]} {grade}" for grade in GRADES) + "."
    resting = {fact.id: fact.cells.get("grade") for row in found for fact in row.rests_on()}
    counts = Counter(resting.values())
    bare = sum(not row.rests_on() for row in found)
    words = prose("rests-on", count=len(resting)) + ", ".join(f"{counts[grade]} {grade}" for grade in GRADES) + "."
    return prose("bare", words=words, bare=bare) if bare else words


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
        f"- {prose('what')}: {described['description']}",
        *(f"- {head}: {described[key]}" for key, head in prose.group("described").items() if key in described),
        f"- {prose('licence')}: {licence}.",
        "",
        f"| {' | '.join(prose.all('columns'))} |",
        "|---|---|---|---|---|",
        *(_field(column, field) for column, field in fields(name).items()),
    ]
    return "\n".join(lines)


def datasheet() -> str:
    """The text of ``data/README.md``."""
    total = Counter(row.cells["grade"] for name in resources() for row in rows(name) if "grade" in row.cells)
    grades = "\n".join(f"| {grade} | {words} | {total[grade]} |" for grade, words in GRADES.items())
    counted = sum(len(rows(name)) for name in resources() if resource(name)["path"].startswith("evidence/"))
    parts = [
        f"# {package()['title']}",
        prose("about", description=package()["description"]),
        prose("counted", rows=counted, tables=len(resources()), sources=len(sources())),
        f"| {' | '.join(prose.all('grade-columns'))} |\n|---|---|---|\n{grades}",
        package()["how_to_read"],
        prose("spreadsheet"),
    ]
    for group, title in prose.group("groups").items():
        parts.append(f"## {title}")
        parts += [_table(name) for name, found in resources().items() if found["path"].startswith(f"{group}/")]
    return "\n\n".join(parts) + "\n"
