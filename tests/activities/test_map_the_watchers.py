"""W04b without a browser: no code of ours before the row is checked, and counts that leave out what has no key."""

import re

import pytest
from seminar import activities
from seminar.activities.map_the_watchers import Mapper, agreed, question, saved, tally, text
from seminar.activities.parts.watchers import FICTION, ROLES, SYSTEMS, arrow, key_of, keys, roles_of
from seminar.answers.store import store
from seminar.data.evidence import rows
from seminar.data.records import Activity, record
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
    return Mapper(record("04-w04b", Activity))


def test_the_still_view_and_the_paper_hold_no_key():
    shown, paper = activities.map_the_watchers(), form("04-w04b")
    for said in (shown.html, paper):
        assert hidden(said)
        assert all(name in said for name in SYSTEMS.values())
    assert shown.plain.endswith("Choose Run, then Run All Cells, to code a system.")


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
    assert roles_of(system).cells["supplies_data"] not in told


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
    assert tally(answers, system).startswith(f"{SYSTEMS[system]}: 6 of 6 watchers checked. Equal codes:")
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
    assert "0 of 0 checked cells" in before
    assert "film story: its number stands alone" in text(answers, FICTION)
    assert SYSTEMS[FICTION].startswith("Fiction")


def test_the_three_roles_come_with_the_last_row():
    live, system = mapper(), "Court default list"
    live.system.value = system
    for watcher in PARTIES:
        assert roles_of(system).cells["supplies_data"] not in sent(live.box)
        live.watcher.value = watcher
        live._rest()
        live._check()
    assert roles_of(system).cells["supplies_data"] in sent(live.box)


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
