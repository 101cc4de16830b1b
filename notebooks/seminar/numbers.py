"""Numbers as words: how the pack writes the exact results of its models.

Whole people below 1,000 and three significant figures above, so that no model looks sharper than it is. Days have four,
for they are sums in which the smaller part would else be lost.
"""

import math
from calendar import month_name
from collections.abc import Iterable
from fractions import Fraction


def _figures(value: float, count: int) -> str:
    if value < 10**count:
        return f"{round(value):,}"
    magnitude = 10 ** (math.floor(math.log10(value)) - count + 1)
    return f"{round(value / magnitude) * magnitude:,}"


def three_figures(value: float) -> str:
    """*value* (0 or above, any unit) with three significant figures and thousands separators: 1,009.49 → "1,010"."""
    return _figures(value, 3)


def days(value: float) -> str:
    """A sum of days (0 or above) with four significant figures and thousands separators: 641,800 → "641,800"."""
    return "fewer than 1" if 0 < value < 1 else _figures(value, 4)


def people(value: float) -> str:
    """An expected number of people (0 or above) in whole people: 9.5 → "9 or 10", 0.2 → "fewer than 1"."""
    if value <= 0:
        return "0"
    if value < 1 and not math.isclose(value, 1):
        return "fewer than 1"
    below = math.floor(value)
    if value < 1_000 and math.isclose(value - below, 0.5, abs_tol=1e-9):
        return f"{below:,} or {below + 1:,}"
    return three_figures(value)


def average(value: float) -> str:
    """An average (0 or above): below ten with two significant figures, from ten in whole numbers: 0.257 → "0.26"."""
    return f"{float(f'{value:.2g}'):.10g}" if value < 9.95 else f"{value:,.0f}"


def agree(value: float, one: str, many: str) -> str:
    """The word that goes with ``people(value)``: *one* for one or fewer ("says"), else *many* ("say")."""
    return one if people(value) in ("1", "fewer than 1") else many


def are(value: float) -> str:
    """The verb that goes with ``people(value)``: "is" for one or fewer, else "are"."""
    return agree(value, "is", "are")


def plural(count: str, noun: str, many: str = "") -> str:
    """*count* as written, with *noun* in the right form: "1 alarm", "9 or 10 alarms", "fewer than 1 alarm".

    *many* is the form for more than one where an s is not enough: "3 entries".
    """
    return f"{count} {noun}" if count in ("1", "fewer than 1") else f"{count} {many or f'{noun}s'}"


def capital(words: str) -> str:
    """*words* with a capital letter at the beginning, and everything after it as it is."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """*words* with a small letter at the beginning, and everything after it as it is."""
    return words[:1].lower() + words[1:]


def closed(words: str) -> str:
    """*words* with one full stop at their end, or with the question or exclamation mark that stands there."""
    return words if words.endswith(("?", "!", "?”", "!”")) else f"{words.rstrip('.')}."


def minus(written: str) -> str:
    """A *written* number with the true minus sign."""
    return written.replace("-", "\u2212")


def rounded(value: float, places: int) -> str:
    """*value* with so many decimal *places* and the true minus sign; what rounds to 0 has no sign."""
    return minus(f"{round(value, places) + 0.0:.{places}f}")


def listed(parts: Iterable[str], word: str = "and") -> str:
    """One or more *parts* as they are listed in a sentence, with a *word* before the last: "a", "a, b and c"."""
    *first, last = parts
    return f"{', '.join(first)} {word} {last}" if first else last


def whole_percent(share: float) -> str:
    """A counted share (0 to 1) in whole percent, halves upwards: 0.125 → "13%"; only none is 0%, only all is 100%."""
    whole = math.floor(100 * share + 0.5 + 1e-9)
    if whole == 0 and share > 0:
        return "under 1%"
    return "over 99%" if whole == 100 and share < 1 else f"{whole}%"


def at_least_percent(share: float) -> str:
    """A share (0 to 1) in percent, cut and not rounded, so that "at least" holds: 0.1667 → "16%", 0.0033 → "0.3%"."""
    tenths = math.floor(1000 * share + 1e-9)
    return f"{tenths // 10}%" if tenths >= 10 else f"{tenths / 10:g}%"


def part_of(count: int, total: int) -> str:
    """*count* out of *total* (above 0) with its share: "5 of 12, 42%"."""
    return f"{count:,} of {total:,}, {whole_percent(count / total)}"


def percent(share: float) -> str:
    """A model's chance (0 to 1) in percent, three significant figures: 0.632 → "63.2%"; never shown as certain."""
    value = 100 * share
    if 0 < value < 0.001:
        return "under 0.001%"
    if value >= 99.95:
        return "over 99.9%"
    return f"{float(f'{value:.3g}'):.10g}%"


def tenths_cut(value: Fraction | float) -> str:
    """*value* (0 or above) with one decimal, cut and not rounded: what lies below a line is not written as on it."""
    return f"{math.floor(10 * value) / 10:,.1f}"


def date_in_words(year: int | None = None, month: int | None = None, day: int | None = None) -> str:
    """A date as far as it is known: "5 May 2018", "May 2018", "2018", or "no date"."""
    if not year:
        return "no date"
    return " ".join(str(part) for part in (day, month_name[month] if month else None, year) if part)


def year_with_part(iso: str) -> float:
    """An ISO date, or the beginning of one, as a year with the part of it that is over; the middle of what is open."""
    year, *rest = map(int, iso.split("-"))
    if not rest:
        return year + 0.5
    month, *dates = rest
    return year + (month - 1 + dates[0] / 31 if dates else month - 0.5) / 12


def day(iso: str) -> str:
    """An ISO date, or the beginning of one, in words: "2018-05-05" is "5 May 2018", "2018-05" is "May 2018"."""
    return date_in_words(*map(int, iso.split("-")))
