"""``data/README.md``: a datasheet and a dictionary of the data package, made from the package itself."""

from collections import Counter
from collections.abc import Sequence

from seminar.data import frames
from seminar.data.evidence import GRADES, Row, rows
from seminar.data.package import fields, package, resource, resources, sources
from seminar.data.records import Wanted, dictionary
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
        f'### <a id="t-{name}"></a>{described["title"]} (`{name}`)',
        "",
        f"[{described['path']}]({described['path']}), {len(found)} rows. {_grades(found)}".strip(),
        "",
        f"- {prose('what')}: {described['description']}",
        *(f"- {head}: {described[key]}" for key, head in prose.group("described").items() if key in described),
        f"- {prose('licence')}: {licence}.",
        "",
        _head(prose.all("columns")),
        *(_field(column, field) for column, field in fields(name).items()),
    ]
    added = [column for column in frames.described(name) if column not in fields(name)]
    if added:
        lines += ["", prose("frame-adds", columns=", ".join(f"`{column}`" for column in added))]
    return "\n".join(lines)


def _wanted(one: Wanted) -> str:
    tables = ", ".join(_to(name) for name in one.tables)
    columns = ", ".join(f"`{column}`" for column in one.columns)
    return f"| {plain_markdown(one.want)} | {tables} | {columns} | {one.mind} |"


def _to(name: str) -> str:
    """A link to the part of the page on the table *name*."""
    return f"[{name}](#t-{name})"


def _in_brief(name: str) -> str:
    return f"| {_to(name)} | {len(rows(name))} | {plain_markdown(resource(name)['title'])} |"


def _index() -> list[str]:
    """The beginning of the page: from a question to a table, all tables by name, and how to load one."""
    asked = [_head(prose.all("wanted-columns")), *map(_wanted, dictionary())]
    tables = [_head(prose.all("table-columns")), *map(_in_brief, resources())]
    return [
        *(f"## {prose('wanted')}", prose("wanted-about"), "\n".join(asked)),
        *(f"## {prose('pandas')}", prose("pandas-about"), f"```python\n{prose('pandas-code').strip()}\n```"),
        *(f"## {prose('tables')}", "\n".join(tables)),
    ]


def _head(columns: Sequence[str]) -> str:
    return f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|"


def datasheet() -> str:
    """The text of ``data/README.md``."""
    total = Counter(row.cells["grade"] for name in resources() for row in rows(name) if "grade" in row.cells)
    grades = "\n".join(f"| {grade} | {words} | {total[grade]} |" for grade, words in GRADES.items())
    written = [name for name, found in resources().items() if "made_from" not in found]
    counted = sum(len(rows(name)) for name in written if resource(name)["path"].startswith("evidence/"))
    parts = [
        f"# {package()['title']}",
        prose("about", description=package()["description"]),
        prose("counted", rows=counted, tables=len(resources()), sources=len(sources())),
        f"{_head(prose.all('grade-columns'))}\n{grades}",
        package()["how_to_read"],
        prose("spreadsheet"),
        *_index(),
    ]
    for group, title in prose.group("groups").items():
        parts.append(f"## {title}")
        parts += [_table(name) for name, found in resources().items() if found["path"].startswith(f"{group}/")]
    return "\n\n".join(parts) + "\n"
