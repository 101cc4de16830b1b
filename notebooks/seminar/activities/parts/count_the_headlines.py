"""The second part of W09a: all headlines of the table by our codes, under filters, and how they were chosen."""

from collections import Counter

import htpy as h
import pandas as pd

from seminar.data.evidence import frame, rows
from seminar.data.package import fields
from seminar.data.words import Words
from seminar.models.headlines import FEWEST, carrying, selected
from seminar.numbers import agree, are, listed, part_of, plural, small
from seminar.screen.controls import OneOf, years
from seminar.screen.figures import bars
from seminar.screen.page import Figure, Table
from seminar.workbench.panel import Panel, Setting

prose = Words("09-w09a")

ALL = "all"
SCORE = "says_score"
TYPES = {
    "state": (prose("outlets.state"), ("state", "government site")),
    "commercial": (prose("outlets.commercial"), ("commercial",)),
    "other": (
        prose("outlets.other"),
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
LIMIT = prose("limit")
RULE = prose("rule")


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
        Setting("first", prose("settings.first"), years(first, last), first),
        Setting("last", prose("settings.last"), years(first, last), last),
        Setting("group", prose("settings.group"), OneOf(groups), ALL),
        Setting("kind", prose("settings.kind"), OneOf(types), ALL),
    ]


def counted(first: int, last: int, group: str, kind: str) -> Panel:
    """How many of the headlines that the filters leave carry each code, by our coding."""
    table = frame("headlines")
    shown = selected(table, first, last, None if group == ALL else group, TYPES[kind][1] if kind != ALL else None)
    size, choice = len(shown), chosen(first, last, group, kind)
    if not size:
        why = prose("why.years") if first > last else prose("why.kind")
        return Panel(prose("nothing-left"), [], prose("nothing-left-text", choice=choice, why=why))
    counts = carrying(coded().loc[shown.index])
    finding = prose(
        "finding-of",
        headlines=plural(str(size), "headline"),
        count=counts[SCORE],
        say=agree(counts[SCORE], "says", "say"),
    )
    few = prose("few", fewest=FEWEST) if size < FEWEST else ""
    text = prose("text", choice=choice, size=size, count=len(table), few=few, finding=finding, limit=LIMIT)
    parts = [_share_table(counts, size)]
    return Panel(finding, [_bars(counts, size), *parts] if size >= FEWEST else parts, text)


def chosen(first: int, last: int, group: str, kind: str) -> str:
    """The filters in words."""
    span = str(first) if first == last else prose("span", first=first, last=last)
    where = prose("all-groups") if group == ALL else prose("the-group", group=group)
    return prose(
        "choice",
        span=span,
        where=where,
        outlets=prose("all-kinds") if kind == ALL else prose("outlets-of", kind=TYPES[kind][0]),
    )


def _bars(counts: pd.Series, size: int) -> Figure:
    shown = [(codes()[code], int(count), False) for code, count in counts.items()]
    said = "; ".join(f"{words}, {count}" for words, count, _ in shown)
    return Figure(
        lambda ink: bars(shown, size, ink, above=True),
        prose("bars-alt", size=size, said=said),
        prose("bars-caption", size=size),
    )


def _share_table(counts: pd.Series, size: int) -> Table:
    def part(count: int) -> str:
        return part_of(count, size) if size >= FEWEST else prose("share", count=count, all=size)

    body = [[codes()[code], part(int(count))] for code, count in counts.items()]
    return Table(prose("share-caption"), prose.all("share-columns"), body, numbers=frozenset({1}))


def aims() -> Table:
    """What the search aimed at, what it found, and which aim is missed; counted from the table of headlines."""
    table, found = frame("headlines"), headline_years()
    span = range(SINCE, found[-1] + 1)
    gaps = [str(year) for year in span if year not in found]
    body = [[prose("aims.all"), str(WANTED), str(len(table)), _missed(len(table), WANTED)]]
    for group, wanted in AIMS.items():
        here = table[table["group"] == group]
        body.append([group, str(wanted), str(len(here)), f"{_missed(len(here), wanted)}{_but(group, here)}"])
    missed = prose("aims.missed-years", years=", ".join(gaps)) if gaps else "met"
    body.append(
        [prose("aims.each-year", since=SINCE, last=span[-1]), str(len(span)), str(len(span) - len(gaps)), missed]
    )
    return Table(prose("aims.caption"), prose.all("aim-columns"), body)


def _missed(found: int, wanted: int) -> str:
    return "met" if found >= wanted else prose("aims.missed", number=wanted - found)


def _but(group: str, here: pd.DataFrame) -> str:
    """What a number that is reached does not say of a group."""
    if group.startswith("other"):
        ((place, most),) = Counter(sorted(here["place"])).most_common(1)
        return prose("aims.but-place", most=most, count=len(here), are=are(most), place=place)
    if group.startswith("mainland"):
        return prose("aims.but-chinese", some=int((here["language"] == "zh").sum()), count=len(here))
    return (
        prose("aims.but-journal", some=int((here["outlet_type"] == "scholarly").sum()), count=len(here))
        if group.startswith("scholarly")
        else ""
    )


LANGUAGES = prose.group("languages")


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
        h.p[prose("chosen", rule=RULE)],
        aims().markup(),
        h.p[prose("languages-of", said=said, not_found=listed(not_found(), "or"))],
    ]
