"""The headline bench: ticks, our codes after the check only, agreement and kappa, and the counts under filters."""

import html
import re
from dataclasses import replace

import pytest
from seminar import activities
from seminar.activities.code_the_headlines import DRAWN, TICKER, agreement, drawn, items, pairs, printed_by, waiting
from seminar.activities.parts import count_the_headlines as table
from seminar.activities.parts.count_the_headlines import (
    AIMS,
    ALL,
    LIMIT,
    SCORE,
    TYPES,
    all_headlines,
    coded,
    codes,
    counted,
    headline_years,
    settings,
)
from seminar.answers import sheets
from seminar.answers.store import read_again, store
from seminar.data.evidence import fact, rows
from seminar.data.package import fields, resource
from seminar.models.agreement import kappa
from seminar.paper.forms import form
from seminar.screen.page import STILL_INK, Table
from seminar.workbench.panel import markup
from support import checks, sent

CODES = list(codes())


def live():
    shown = activities.code_the_headlines().live()
    return shown, checks(shown)


def check(ticks):
    """Save ticks for the headlines, in order, as checked."""
    for number, some in enumerate(ticks, 1):
        store("09").save(f"09-w09a-{number}", {"ticks": list(some), "checked": True})


def words(some):
    """The text of markup without tags."""
    return re.sub(r"<[^>]+>", " ", html.unescape(" ".join(map(str, some))))


def test_every_headline_is_coded_once_by_every_code():
    assert sorted(coded()) == sorted(row.id for row in rows("headlines"))
    assert len(CODES) == 6
    assert len(rows("headlines")) >= 35


def test_no_code_is_left_that_hardly_any_headline_carries():
    carried = [code for codes in coded().values() for code in codes]
    assert min(carried.count(code) for code in CODES) >= 3


def test_the_ten_hold_every_code_that_occurs_and_more_than_one_language():
    assert len(items()) == DRAWN == 10
    ticked = {code for item in items() for code in item.key}
    assert ticked == set(CODES)
    assert len({fact(row.cells["facts"]).cells["language"] for row in drawn()}) >= 3


RATES = r"score|rating|ranking|\branks?\b|\brates?\b|points"


@pytest.mark.parametrize("row", rows("headline_codes"), ids=lambda row: row.id)
def test_codes_that_hang_on_words_follow_the_words(row):
    cells = fact(row.cells["facts"]).cells
    text = cells.get("our_translation", cells["headline"])
    assert (row.cells["says_score"] == "yes") == bool(re.search(RATES, text, re.IGNORECASE))
    assert (row.cells["fiction_image"] == "yes") == bool(
        re.search("Orwell|Big Brother|Black Mirror|dystopia|Open Sesame", text, re.IGNORECASE)
    )
    noun = re.search(r"China's plan|\blaw\b|guideline", text, re.IGNORECASE)
    assert (row.cells["names_document"] == "yes") == bool(noun)


def test_no_key_and_no_printer_stands_in_the_still_view_or_on_the_paper():
    shown = activities.code_the_headlines()
    for text in (html.unescape(shown.html), shown.plain, form("09-w09a")):
        assert [item.reading for item in items() if item.reading in text] == []
        assert [row.id for row in drawn() if printed_by(fact(row.cells["facts"])) in text] == []
        assert "Our ticks" not in text
    assert all(fact(row.cells["facts"]).cells["headline"] in html.unescape(shown.html) for row in drawn())
    assert LIMIT in html.unescape(shown.html)


def test_our_codes_appear_with_the_check_of_their_headline_only():
    shown, (first, *others) = live()
    _, choices, press, _, key = first.children
    assert [switch.of for switch in choices.children] == ["Headline 1"] * 6
    assert choices.children[0].label == "says score (also rating, ranking, points)"
    assert all(
        switch.label.startswith(f"{words} (") for switch, words in zip(choices.children, codes().values(), strict=True)
    )
    assert [item.reading for item in items() if item.reading in sent(shown)] == []
    choices.children[0].value = True
    press.press()
    assert items()[0].reading in html.unescape(key.html)
    assert f"sources/headlines.md#{drawn()[0].cells['facts']}" in key.html
    assert [item.reading for item in items()[1:] if item.reading in sent(shown)] == []
    assert len(others) == 9


def test_no_tick_is_an_answer_too():
    _, boxes = live()
    boxes[2].children[2].press()
    assert store("09").value("09-w09a-3") == {"ticks": [], "checked": True}
    assert "none" in html.unescape(boxes[2].children[4].html)


def agreement_table(panel):
    """The rows of the table of agreement."""
    (table,) = [part for part in panel.parts if isinstance(part, Table)]
    return table.rows


def test_agreement_is_counted_code_by_code():
    mine = [CODES[:1] if number % 2 else [] for number in range(DRAWN)]
    check(mine)
    panel = agreement(store("09"))
    equal = sum((CODES[0] in ticks) == (CODES[0] in item.key) for ticks, item in zip(mine, items(), strict=True))
    assert (
        panel.finding
        == f"Of 10 headlines coded, 5 say “score” to you; on this code you and the pack agree {equal} times"
    )
    for code, row in zip(CODES, agreement_table(panel), strict=True):
        one, other = zip(*pairs(store("09"), code), strict=True)
        value = kappa(one, other)
        assert row[0] == codes()[code]
        assert row[3] == f"{sum(a == b for a, b in zip(one, other, strict=True))} of 10"
        assert row[4] == ("–" if value is None else f"{value + 0.0:.2f}".replace("-", "−"))
    assert "Ten headlines are few" in panel.text


def test_kappa_is_hidden_under_ten():
    check([item.key for item in items()][:9])
    panel = agreement(store("09"))
    assert {row[4] for row in agreement_table(panel)} == {"–"}
    assert "waits until all 10 are checked" in panel.text
    check([item.key for item in items()])
    assert [row[4] for row in agreement_table(agreement(store("09")))] == ["1.00"] * len(CODES)


def test_the_picture_says_of_each_headline_who_ticked_what_and_nothing_before_its_check():
    check([CODES])
    drawing = str(agreement(store("09")).parts[0].draw(STILL_INK))
    ours = len(items()[0].key)
    assert drawing.count('stroke-dasharray="1 3"') == 9 * len(CODES) + 1, "one of them stands in the legend"
    assert drawing.count(">1 of 1<") == ours
    assert drawing.count(">0 of 1<") == len(CODES) - ours
    assert "says score: " in agreement(store("09")).parts[0].alt


def test_the_counts_of_all_open_with_the_tenth_check_and_close_when_answers_are_cleared():
    shown, _ = live()
    line, view, _ = shown.children[3].children
    check([[]] * 9)
    assert view.hidden
    assert "1 to go" in line.html
    check([[]] * 10)
    assert not view.hidden
    assert waiting(store("09")) == ""
    sheets.clear()
    read_again()
    assert view.hidden


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", [ALL, *TYPES])
def test_counts_of_every_code_and_kind(code, kind):
    panel = counted(code, kind)
    assert all(markup(panel))
    here = [row for row in rows("headlines") if kind == ALL or row.cells["outlet_type"] in TYPES[kind][1]]
    marked = [row for row in here if code in coded()[row.id]]
    assert panel.finding.endswith(f": {len(marked)} of {len(here)} headlines")
    figure, made = panel.parts
    sizes = [sum(row.cells["group"] == group for row in here) for group in AIMS]
    assert [cell.partition(",")[0] for _, cell in made.rows] == [
        f"{sum(row.cells['group'] == group for row in marked)} of {size}" if size else "none of this kind"
        for group, size in zip(AIMS, sizes, strict=True)
    ]
    assert ["%" in cell for _, cell in made.rows] == [size >= 5 for size in sizes]
    drawing = str(figure.draw(STILL_INK))
    assert drawing.count("h12v12h-12z") == len(here) + 2, "two of them stand in the legend"
    assert LIMIT in panel.text


def test_the_guess_stands_beside_what_it_asked_for_only():
    carry = sum(SCORE in carried for carried in coded().values())
    assert (
        counted(SCORE, ALL, guess=carry + 4).under == f"You guessed {carry + 4}, and the answer is {carry}: 4 too many."
    )
    assert counted(SCORE, ALL).under == ""
    assert counted(CODES[1], ALL, guess=3).under == ""
    assert str(carry) not in str(all_headlines().guess.still())


def test_every_kind_of_outlet_has_a_filter_and_no_outlet_has_one():
    taken = [kind for _, kinds in TYPES.values() for kind in kinds]
    assert sorted(taken) == sorted({row.cells["outlet_type"] for row in rows("headlines")})
    offered = " ".join(words for setting in settings() for _, words in getattr(setting.scale, "options", ()))
    assert not [outlet for outlet in {row.cells["outlet"] for row in rows("headlines")} if outlet in offered]
    everything = counted(*(setting.default for setting in settings()))
    cells = [cell for row in everything.parts[1].rows for cell in row]
    said_of_all = " ".join([everything.text, everything.parts[0].alt, *cells])
    assert not [outlet for outlet in {row.cells["outlet"] for row in rows("headlines")} if outlet in said_of_all]


def test_the_aims_are_counted_from_the_table_and_the_missed_one_is_named():
    found = {row[0]: row[1:] for row in table.aims().rows}
    for group, wanted in AIMS.items():
        have = sum(row.cells["group"] == group for row in rows("headlines"))
        assert found[group][:2] == [str(wanted), str(have)]
        assert found[group][2].startswith("met" if have >= wanted else f"missed by {wanted - have}")
    gaps = [year for year in range(2014, headline_years()[-1] + 1) if year not in headline_years()]
    assert found[f"Each year from 2014 to {headline_years()[-1]}"][2] == f"missed: {', '.join(map(str, gaps))}"
    assert gaps == [2014, 2021, 2024]


def test_the_description_of_the_table_counts_as_the_table_does():
    said = resource("headlines")["collected"]
    have = [sum(row.cells["group"] == group for row in rows("headlines")) for group in AIMS]
    assert f"Aims {', '.join(map(str, list(AIMS.values())[:3]))} and {list(AIMS.values())[3]}" in said
    found = [int(number) for number in re.findall(r"(\d+) (?:from mainland|other Asia|Europe|scholarly)", said)]
    assert found == have
    assert "the years 2014, 2021 and 2024 have no headline" in said
    assert "7 of the 12 in the second group" in said


def test_the_rule_of_the_table_and_of_the_activity_say_the_same():
    outlets = [row.cells["outlet"] for row in rows("headlines")]
    assert max(map(outlets.count, outlets)) <= 6
    assert "at most six of one outlet" in table.RULE


def test_the_languages_that_were_wanted_and_not_found_are_those_of_no_headline(monkeypatch):
    wanted = set(fields("headlines")["language"]["constraints"]["enum"])
    assert wanted == set(table.LANGUAGES)
    assert table.not_found() == ["Arabic", "Japanese", "Spanish"]
    assert "none is Arabic, Japanese or Spanish" in words(table.choice_of_headlines())
    *others, last = rows("headlines")
    with_one = [*others, replace(last, cells={**last.cells, "language": "ja"})]
    monkeypatch.setattr(table, "rows", lambda name: with_one)
    assert table.not_found() == ["Arabic", "Spanish"]


def test_the_place_that_fills_most_of_the_second_group_is_counted(monkeypatch):
    assert "but 6 of 12 are from Hong Kong" in words([table.aims().markup()])
    moved = [
        replace(row, cells={**row.cells, "place": row.cells["place"].replace("Hong Kong", "Brazil")})
        for row in rows("headlines")
    ]
    monkeypatch.setattr(table, "rows", lambda name: moved)
    assert "but 8 of 12 are from Brazil" in words([table.aims().markup()])


def test_the_instructors_key_holds_every_headline_and_who_printed_it():
    made = html.unescape(str(TICKER.keys()))
    assert all(printed_by(fact(row.cells["facts"])) in made for row in drawn())


def test_the_paper_has_every_strip_and_code():
    made = form("09-w09a").replace("\\", "")
    assert all(words.capitalize()[:9] in made for words in codes().values())
    assert all(f"*{number}*" in made for number in range(1, DRAWN + 1))
