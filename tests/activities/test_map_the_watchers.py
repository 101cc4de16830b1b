"""W04b without a browser: no reading of ours before its check, and counts that leave out what has no key."""

import re

import htpy as h
import pytest
from seminar import activities
from seminar.activities.map_the_watchers import Mapper, agreed, question, saved, tally, text
from seminar.activities.parts.roles import OneSystem, Picked, finding, key_of_roles, key_table, picture, reply
from seminar.activities.parts.roles import question as roles_question
from seminar.activities.parts.watchers import FICTION, PARTY, ROLES, SYSTEMS, arrow, key_of, keys, roles_of
from seminar.answers.store import store
from seminar.data.evidence import rows
from seminar.models.watching import CODES, PARTIES
from seminar.paper.forms import form
from support import sent

REAL = [system for system in SYSTEMS if system != FICTION]
NOTES = [row.cells["note"] for row in rows("watchers")]


def code(answers, system, watcher, codes, checked=True):
    answers.save(question(system, watcher), {"codes": codes, "checked": checked})


def row_of(system, watcher):
    """Our codes of a row, and none where there is no key."""
    key = key_of(system)
    return {
        watched: key[watcher, watched].cells["code"] if (watcher, watched) in key else "none" for watched in PARTIES
    }


def hidden(said):
    roles = [row.cells[name] for row in rows("watcher_rules") for name in ROLES]
    return not re.search(r"\bf-[A-Z]\d", said) and not any(
        words in said for words in [*NOTES, *roles[1:]] if len(words) > 12
    )


def mapper():
    return Mapper()


def test_the_still_view_and_the_paper_hold_no_key():
    shown, paper = activities.map_the_watchers(), form("04-w04b")
    for said in (shown.html, sent(shown.live()), paper):
        assert hidden(said)
    assert all(name in picture(None, 0).alt and name in paper for name in SYSTEMS.values())
    assert shown.plain.endswith("Choose Run, then Run All Cells, to fill in the roles.")


def picks(system, wrong=()):
    """A party of ours for each role of a system, and for the roles *wrong* one that is not ours."""
    key = key_of_roles(system)
    return {
        role: next(party for party in PARTY if (party in parties) != (role in wrong)) for role, parties in key.items()
    }


def save(system, first, last=None, shown=False):
    last = first if last is None else last
    store("04").save(roles_question(system), {"now": last, "first": first, "last": last, "shown": shown})


def row_in_words(system):
    told = picture(store("04"), 0).alt
    return told[told.index(SYSTEMS[system]) :].split("; ")[0]


def test_every_role_of_every_system_can_be_found_among_the_parties():
    for system in SYSTEMS:
        assert set(key_of_roles(system)) == set(ROLES)
        assert all(set(parties) <= set(PARTY) for parties in key_of_roles(system).values())


@pytest.mark.parametrize("system", SYSTEMS)
def test_three_roles_as_ours_are_drawn_and_read_and_others_are_not(system):
    save(system, picks(system))
    said = str(h.p[reply(system, Picked.of(store("04"), system))])
    assert str(h.p[roles_of(system).cells["supplies_data"]])[3:-4] in said
    assert all(key in said for key in roles_of(system).cells["facts"].split(";"))
    assert "first:" not in row_in_words(system)
    others = [row_in_words(other) for other in SYSTEMS if other != system]
    assert all(words.count("?") == 3 for words in others)


def test_a_role_that_was_wrong_is_marked_and_ours_wait_until_it_is_found_or_asked_for():
    system = "Court default list"
    save(system, picks(system, wrong=["supplies_data"]))
    picked = Picked.of(store("04"), system)
    assert not picked.done(system)
    assert "2 of 3 roles" in str(reply(system, picked))
    assert "not: " in row_in_words(system)
    assert "f-" not in str(reply(system, picked))
    save(system, picks(system, wrong=["supplies_data"]), picks(system))
    assert Picked.of(store("04"), system).done(system)
    assert "(first: " in row_in_words(system)


def test_ours_can_be_asked_for():
    system = REAL[0]
    save(system, picks(system, wrong=ROLES), shown=True)
    assert Picked.of(store("04"), system).done(system)
    assert row_in_words(system).count("(first: ") == 3


def test_one_hand_is_counted_over_the_real_systems_that_are_done():
    assert finding(store("04")).endswith("?")
    save(FICTION, picks(FICTION))
    assert finding(store("04")).endswith("?")
    held = 0
    for done, system in enumerate(REAL, 1):
        save(system, picks(system))
        held += bool(set.intersection(*map(set, key_of_roles(system).values())) - {"not said"})
        assert finding(store("04")) == f"One kind of party has all three roles in {held} of {done} real systems so far"
    assert 0 < held < len(REAL)


def test_a_check_of_three_roles_wants_all_three():
    system = REAL[0]
    live = OneSystem(system)
    live.press.press()
    assert "Choose a party for each of the three roles first." in live._part.status.html
    assert live.give.hidden
    for role, party in picks(system, wrong=["sets_rule"]).items():
        live.choices[role].value = party
    live.press.press()
    assert not live.give.hidden
    assert live.press.off
    live.choices["sets_rule"].value = picks(system)["sets_rule"]
    assert not live.press.off
    live.press.press()
    assert all(choice.disabled for choice in live.choices.values())
    first = Picked.of(store("04"), system).first
    assert first == picks(system, wrong=["sets_rule"])


def test_roles_that_were_edited_count_as_none():
    for value in ("x", {"now": "x", "last": {"sets_rule": "moon"}}, {"first": {"sets_rule": "crowd"}, "last": 3}):
        store("04").save(roles_question(REAL[0]), value)
        assert Picked.of(store("04"), REAL[0]) == ({}, {}, {}, False)


def test_every_system_and_party_of_the_tables_is_here():
    assert set(SYSTEMS) == {row.cells["system"] for row in rows("watchers")}
    assert {row.cells[name] for row in rows("watchers") for name in ("watcher", "watched")} <= set(PARTIES)
    assert len({question(system, watcher) for system in SYSTEMS for watcher in PARTIES}) == 36


def test_our_codes_of_a_row_come_with_its_check_and_no_others():
    system, watcher = "Court default list", "crowd"
    assert hidden(sent(mapper().box))
    code(store("04"), system, watcher, dict.fromkeys(PARTIES, "none"), checked=False)
    live = mapper()
    live.system.value, live.watcher.value = system, watcher
    assert hidden(sent(live.box))
    live._check()
    told = sent(live.box)
    ours = key_of(system)[watcher, "the person"].cells
    assert ours["note"] in told
    assert not any(row.cells["note"] in told for (other, _), row in key_of(system).items() if other != watcher)


def test_a_row_is_checked_only_when_it_is_whole_and_stays_as_it_was():
    live = mapper()
    live._check()
    assert "First give all 6 codes: 6 are open." in live._part.status.html
    live.codes["crowd"].value = "main"
    live._rest()
    codes, done = saved(store("04"), live.system.value, live.watcher.value)
    assert not done
    assert codes == {("state office", watched): "main" if watched == "crowd" else "none" for watched in PARTIES}
    live._check()
    live.codes["crowd"].value = "some"
    assert live.codes["crowd"].value == "main"
    assert saved(store("04"), live.system.value, live.watcher.value) == (codes, True)
    assert all(choice.disabled for choice in live.codes.values())


def test_a_full_disk_is_said_and_what_was_saved_stays(full_disk):
    live = mapper()
    live.codes["crowd"].value = "main"
    full_disk()
    live.codes["company"].value = "some"
    assert "1 of 6 codes" not in live._part.status.html
    assert "space" in live._part.status.html.lower()
    assert saved(store("04"), live.system.value, "state office")[0] == {("state office", "crowd"): "main"}


def test_another_watcher_and_another_system_have_rows_of_their_own():
    live = mapper()
    live.codes["company"].value = "some"
    live.watcher.value = "crowd"
    assert {choice.value for choice in live.codes.values()} == {""}
    assert live.codes["the person"].legend == "A crowd watches the person"
    assert live.codes["crowd"].legend == "A crowd watches another crowd"
    live.watcher.value = "state office"
    assert live.codes["company"].value == "some"
    live.system.value = "Schufa, old and new"
    assert live.codes["company"].value == ""


@pytest.mark.parametrize("system", SYSTEMS)
def test_agreement_counts_only_cells_with_a_key(system):
    answers = store("04")
    for watcher in PARTIES:
        code(answers, system, watcher, row_of(system, watcher))
    assert agreed(answers, system) == (len(key_of(system)),) * 2
    assert tally(answers, system).startswith(f"{SYSTEMS[system]}: 6 of 6 watchers checked. Same as ours:")
    wrong = {
        watched: next(other for other in CODES if other != ours) for watched, ours in row_of(system, "company").items()
    }
    code(answers, system, "company", wrong)
    lost = sum(watcher == "company" for watcher, _ in key_of(system))
    assert agreed(answers, system) == (len(key_of(system)) - lost, len(key_of(system)))


def test_the_fiction_never_enters_the_number_of_the_real_systems():
    answers = store("04")
    before = text(answers, REAL[0])
    for watcher in PARTIES:
        code(answers, FICTION, watcher, row_of(FICTION, watcher))
    assert text(answers, REAL[0]) == before
    assert "checked cells" not in before
    assert "film story: its number stands alone" in text(answers, FICTION)
    assert SYSTEMS[FICTION].startswith("Fiction")


def test_a_damaged_answer_counts_as_none():
    answers = store("04")
    for value in ("main", {"codes": "main", "checked": True}, {"codes": {"crowd": "much"}, "checked": True}):
        answers.save(question(REAL[0], "crowd"), value)
        assert saved(answers, REAL[0], "crowd") == ({}, False)


def test_arrows_are_sentences():
    assert arrow(("company", "the person"), "main") == "A company is a main watcher of the person."
    assert arrow(("the person", "the person"), "none") == "The person does not watch their own record."


def test_the_instructor_reads_every_code_and_every_role():
    said = str(keys())
    assert all(note.replace("'", "&#39;") in said for note in NOTES)
    assert said.count("<li>") == len(rows("watchers"))


def test_the_key_of_the_form_names_who_has_all_three_roles_in_its_words():
    for system, row in zip(SYSTEMS, key_table().rows, strict=True):
        parties = list(key_of_roles(system).values())
        held = set.intersection(*map(set, parties)) - {"not said"}
        assert all(PARTY[party] in str(cell) for cell, named in zip(row[1:4], parties, strict=True) for party in named)
        assert str(h.p[row[4]]) == (
            f"<p><strong>{PARTY[held.pop()]}</strong></p>" if held else "<p>no single party</p>"
        )


def test_only_cells_with_a_key_stand_beside_ours():
    live = mapper()
    live._rest()
    live._check()
    assert live.key.html.count("<tr>") == 1 + len([pair for pair in key_of(REAL[0]) if pair[0] == "state office"])
    live.watcher.value = "crowd"
    live._rest()
    live._check()
    assert live.key.html == "<p>No source was found for this row, so it does not count.</p>"


def test_a_check_too_early_says_how_many_are_left():
    grid = mapper()
    for watched in PARTIES[:2]:
        grid.codes[watched].hear({"value": "some"})
    grid.press.hear({})
    assert re.search(rf"\b{len(PARTIES) - 2}\b", sent(grid.box.children[3]))
