"""The second part of W09a: all headlines of the table by our codes, under filters, and how they were chosen."""

from collections import Counter

import htpy as h
import pandas as pd

from seminar.data.evidence import frame, rows
from seminar.data.package import fields
from seminar.models.headlines import FEWEST, carrying, selected
from seminar.numbers import agree, are, listed, part_of, plural, small
from seminar.screen.controls import OneOf, years
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Table
from seminar.workbench.panel import Panel, Setting

ALL = "all"
SCORE = "says_score"
TYPES = {
    "state": ("state or government", ("state", "government site")),
    "commercial": ("commercial", ("commercial",)),
    "other": (
        "another: agency, broadcaster, group, institute",
        ("agency", "public broadcaster", "NGO", "think tank", "scholarly"),
    ),
}
"""Choice of the filter → its words and the kinds of outlet that it takes."""
AIMS = {
    "mainland China": 8,
    "other Asia, Africa, Latin America": 8,
    "Europe and North America": 12,
    "scholarly or correction": 6,
}
"""How many headlines of each group were wanted before the search began."""
WANTED, SINCE = 35, 2014
LIMIT = "A headline is not the article, and chosen headlines are not “the media”."
RULE = (
    "We took items on social credit, credit scores or credit lists in China, or on copying them, with the headline "
    "as printed and at least a year; whatever the tone, and at most six of one outlet."
)


def codes() -> dict[str, str]:
    """Code → its words on a switch: "says score"."""
    return {
        name: small(field["title"])
        for name, field in fields("headline_codes").items()
        if field.get("constraints", {}).get("enum") == ["yes", "no"]
    }


def coded() -> pd.DataFrame:
    """Our codes, a column for each, by the id of the headline."""
    return frame("headline_codes").set_index("facts")[list(codes())]


def headline_years() -> list[int]:
    """Every year in which a headline of the table was printed."""
    return sorted({int(row.cells["date"][:4]) for row in rows("headlines")})


def settings() -> list[Setting]:
    """The years, the group and the kind of outlet. There is no choice of one outlet, so none can be ranked."""
    first, last = headline_years()[0], headline_years()[-1]
    groups = ((ALL, ALL), *((group, group) for group in AIMS))
    types = ((ALL, ALL), *((key, words) for key, (words, _) in TYPES.items()))
    return [
        Setting("first", "From year", years(first, last), first),
        Setting("last", "To year", years(first, last), last),
        Setting("group", "Printed in", OneOf(groups), ALL),
        Setting("kind", "Kind of outlet", OneOf(types), ALL),
    ]


def counted(first: int, last: int, group: str, kind: str) -> Panel:
    """How many of the headlines that the filters leave carry each code, by our coding."""
    table = frame("headlines")
    shown = selected(table, first, last, None if group == ALL else group, TYPES[kind][1] if kind != ALL else None)
    size, choice = len(shown), chosen(first, last, group, kind)
    if not size:
        why = "The first year lies after the last." if first > last else "The table has none of this kind."
        return Panel("No headline is left", [], f"{choice} {why} Choose more years, or “all” below them.")
    counts = carrying(coded().loc[shown.index])
    finding = f"Of {plural(str(size), 'headline')} shown, {counts[SCORE]} {agree(counts[SCORE], 'says', 'say')} “score”"
    few = f" With fewer than {FEWEST} headlines only counts are shown, and no share." if size < FEWEST else ""
    text = (
        f"{choice} These are {size} of {len(table)} chosen headlines.{few} {finding}, by our coding. {LIMIT} "
        "No outlet is compared with another."
    )
    parts = [_share_table(counts, size)]
    return Panel(finding, [_bars(counts, size), *parts] if size >= FEWEST else parts, text)


def chosen(first: int, last: int, group: str, kind: str) -> str:
    """The filters in words."""
    span = str(first) if first == last else f"{first} to {last}"
    where = "all groups" if group == ALL else f"the group “{group}”"
    return f"The choice is {span}, {where}, {'all kinds of outlet' if kind == ALL else f'outlets: {TYPES[kind][0]}'}."


def _bars(counts: pd.Series, size: int) -> Figure:
    shown = [(codes()[code], int(count), False) for code, count in counts.items()]
    said = "; ".join(f"{words}, {count}" for words, count, _ in shown)
    return Figure(
        lambda ink: bars(shown, size, ink, above=True),
        f"Seven bars from 0 to {size}, the headlines shown: {said}.",
        f"Headlines that carry each code, of {size} shown",
    )


def _share_table(counts: pd.Series, size: int) -> Table:
    def part(count: int) -> str:
        return part_of(count, size) if size >= FEWEST else f"{count} of {size}"

    body = [[codes()[code], part(int(count))] for code, count in counts.items()]
    return Table("The same as a table, by our coding", ["Code", "Headlines shown"], body, numbers=frozenset({1}))


def aims() -> Table:
    """What the search aimed at, what it found, and which aim is missed; counted from the table of headlines."""
    table, found = frame("headlines"), headline_years()
    span = range(SINCE, found[-1] + 1)
    gaps = [str(year) for year in span if year not in found]
    body = [["Headlines in all", str(WANTED), str(len(table)), _missed(len(table), WANTED)]]
    for group, wanted in AIMS.items():
        here = table[table["group"] == group]
        body.append([group, str(wanted), str(len(here)), f"{_missed(len(here), wanted)}{_but(group, here)}"])
    missed = f"missed: {', '.join(gaps)}" if gaps else "met"
    body.append([f"Each year from {SINCE} to {span[-1]}", str(len(span)), str(len(span) - len(gaps)), missed])
    return Table("What was aimed at, and what was missed", ["Aim", "Wanted", "Found", "Met or missed"], body)


def _missed(found: int, wanted: int) -> str:
    return "met" if found >= wanted else f"missed by {wanted - found}"


def _but(group: str, here: pd.DataFrame) -> str:
    """What a number that is reached does not say of a group."""
    if group.startswith("other"):
        ((place, most),) = Counter(sorted(here["place"])).most_common(1)
        return f", but {most} of {len(here)} {are(most)} from {place}"
    if group.startswith("mainland"):
        return f", but only {int((here['language'] == 'zh').sum())} of {len(here)} are in Chinese"
    return (
        f", but {int((here['outlet_type'] == 'scholarly').sum())} of {len(here)} is from a journal"
        if group.startswith("scholarly")
        else ""
    )


LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "ja": "Japanese",
    "nl": "Dutch",
    "pt": "Portuguese",
    "zh": "Chinese",
}


def not_found() -> list[str]:
    """The languages in which headlines were wanted and none was found."""
    wanted = fields("headlines")["language"]["constraints"]["enum"]
    return sorted(LANGUAGES[code] for code in set(wanted) - set(frame("headlines")["language"]))


def choice_of_headlines() -> list[h.Node]:
    """How the headlines of the table were chosen: the rule, the aims, the languages."""
    spoken = Counter(LANGUAGES[row.cells["language"]] for row in rows("headlines"))
    ordered = sorted(spoken.items(), key=lambda counted: (-counted[1], counted[0]))
    said = ", ".join(f"{number} {language}" for language, number in ordered)
    return [
        h.p[f"{RULE} An extra search looked for outlets outside Europe and North America."],
        aims().markup(),
        h.p[f"Languages: {said}; none is {listed(not_found(), 'or')}."],
    ]
