"""Tables as files for a spreadsheet: no cell of ours is taken for a formula there."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

FORMULA = re.compile(r"['\s]*[=+\-@|%＝＋－＠]\s*\S")
"""How a text begins that a spreadsheet may compute."""
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?\s?%?")


def disarmed(cell: str) -> str:
    """*cell* so that a spreadsheet shows it and computes nothing: what looks like a formula gets an apostrophe."""
    return f"'{cell}" if FORMULA.match(cell) and not _NUMBER.fullmatch(cell.strip()) else cell


def armed(cell: str) -> str:
    """What ``disarmed`` was given, where *cell* is what it made."""
    return cell[1:] if cell.startswith("'") and disarmed(cell[1:]) == cell else cell


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table as a file that every spreadsheet opens, in UTF-8 with its mark, each cell disarmed and in quotes."""
    text = io.StringIO()
    written = csv.DictWriter(text, columns, quoting=csv.QUOTE_ALL)
    written.writeheader()
    written.writerows({column: disarmed(row[column]) for column in columns} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def from_csv(content: bytes) -> list[dict[str, str]]:
    """The rows that ``as_csv`` wrote. Raises ValueError for what is no such table."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    try:
        return [{column: armed(cell or "") for column, cell in row.items() if column} for row in rows]
    except csv.Error as error:
        raise ValueError(str(error)) from error
