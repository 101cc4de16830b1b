"""Tiles of provinces: fines at crossings, and schemes of cities and villages."""

from collections.abc import Callable, Mapping, Sequence

from seminar.data.evidence import Row, rows_by
from seminar.data.evidence import rows as all_rows
from seminar.data.records import Data
from seminar.data.words import Words
from seminar.screen.page import Figure
from seminar.screen.provinces import places, provinces

prose = Words("pictures")


def fines_by_province(found: Data, rows: Sequence[Row]) -> Figure:
    """Where in China the rows of the whole table lie, with the fines there."""
    where = {row.cells["words"]: row.cells["province"] for row in all_rows("place_names") if "province" in row.cells}
    lying = [row for row in all_rows(found.file) if row.cells["place"] in where]
    told = _tiles(rows_by(lambda row: where[row.cells["place"]], lying), _fines)
    alt = prose("provinces.fines-alt", count=len(told), all=len(places()), said=_in_words(told))
    return _map(told, alt, prose("provinces.fines-caption", count=len(told), all=len(places())))


def schemes_by_province(found: Data, rows: Sequence[Row]) -> Figure:
    """Where in China the schemes of the whole table were, with the first year in which one began there."""
    told = _tiles(rows_by(lambda row: row.cells["province"], all_rows(found.file)), _first_year)
    alt = prose("provinces.schemes-alt", count=len(told), all=len(places()), said=_in_words(told))
    return _map(told, alt, prose("provinces.schemes-caption", count=len(told), all=len(places())))


def _tiles(lying: Mapping[str, Sequence[Row]], line: Callable[[Sequence[Row]], str]) -> dict[str, list[str]]:
    """What stands on the tile of each province: its town, or how many it has, and a *line* of them."""
    told = {}
    for province, here in lying.items():
        towns = list(dict.fromkeys(row.cells["place"] for row in here))
        town = towns[0].partition(" (")[0] if len(towns) == 1 else prose("provinces.towns", count=len(towns))
        told[province] = [words for words in (town if town != province else "", line(here)) if words]
    return told


def _in_words(told: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{', '.join((province, *lines[:-1]))}: {lines[-1]}" for province, lines in told.items())


def _map(told: Mapping[str, Sequence[str]], alt: str, caption: str) -> Figure:
    return Figure(lambda ink: provinces(told, ink), alt, caption)


def _first_year(here: Sequence[Row]) -> str:
    """The first year in which one of these rows says that a scheme began."""
    starts = [str(row.cells["start"])[:4] for row in here if "start" in row.cells]
    return prose("provinces.since", year=min(starts)) if starts else prose("provinces.no-start")


def _fines(here: Sequence[Row]) -> str:
    """The lowest and the highest fine in yuan that these rows name, or that none does."""
    named = [row.cells[end] for row in here for end in ("fine_low", "fine_high") if end in row.cells]
    if not named:
        return prose("provinces.no-fine")
    low, high = min(named), max(named)
    return prose("provinces.fine", fine=f"{low:g}" if low == high else f"{low:g}–{high:g}")
