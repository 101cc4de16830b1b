"""The claim bench: evidence stays shut until a belief is set, and no verdict of the file shows before both of yours."""

import html
import re
from importlib import import_module

import pytest
from seminar import activities
from seminar.answers.store import store
from seminar.course.sources import says
from seminar.data.evidence import rows
from seminar.data.records import Activity, record
from seminar.screen.controls import Button, Choice, Select
from support import PATHS, below, read, stored_text

bench = import_module("seminar.activities.open_the_evidence")
CLAIMS = bench.offered(record("01-w01a", Activity).claims)
NOTEBOOK = next(path for path in PATHS if path.name.startswith("01-"))


VOTED = bench.voted()
FIRST = VOTED[0]


def made(*claims):
    """The work on *claims*, or on all of them."""
    return bench.Bench({key: CLAIMS[key] for key in claims or CLAIMS})


def shown(live):
    return {name for name, step in live.steps.items() if not step.hidden}


def press(live, step):
    button = next(child for child in live.steps[step].children if isinstance(child, Button))
    button.press()


def finish(live, claim_id, before=70, after=40, verdicts=("Partly supported", "Contradicted")):
    live.chosen.value = claim_id
    live.before._take(before)
    press(live, "believe")
    for choice, verdict in zip(live.verdicts.values(), verdicts, strict=True):
        choice.value = verdict
    live.after._take(after)
    press(live, "again")


def tally():
    return " ".join(bench.tally(CLAIMS, store("01")))


def test_at_least_24_claims_are_offered_each_with_evidence():
    assert len(CLAIMS) >= 24
    for claim in CLAIMS.values():
        assert len(claim.evidence) >= 2 or claim.row.cells["verdict_2019"] == "Not enough evidence", claim.id


def test_no_key_stands_on_the_page_before_it_is_run():
    said = NOTEBOOK.read_text("utf-8") + stored_text(read(NOTEBOOK))
    for claim in CLAIMS.values():
        assert claim.row.cells["claim"] in stored_text(read(NOTEBOOK))
        for column in ("why", "known_2019", "open_question"):
            assert claim.row.cells.get(column, "no such text") not in said
    for row in rows("claim_evidence"):
        assert row.cells["bearing"] not in said


def test_the_evidence_is_hidden_until_a_belief_is_set():
    live = made()
    assert shown(live) == {"believe"}
    assert "seminar-card " not in live.cards.html
    assert "4 cards wait here, closed: official 3 and scholar 1." in live.cards.html
    press(live, "believe")
    assert "Give your belief first." in live._part.status.html
    assert shown(live) == {"believe"}
    live.before._take(50)
    press(live, "believe")
    assert shown(live) == {"judge", "again"}
    assert live.cards.html.count("seminar-card ") == len(CLAIMS[FIRST].evidence)


def test_the_file_speaks_only_after_both_verdicts_and_a_second_belief():
    live = made()
    live.before._take(70)
    press(live, "believe")
    live.verdicts["verdict_2019"].value = "Supported"
    press(live, "again")
    assert "Choose both verdicts first." in live._part.status.html
    assert live.words.html == ""
    live.verdicts["verdict_now"].value = "Contradicted"
    assert shown(live) == {"judge", "again"}
    assert live.words.html == ""
    press(live, "again")
    assert shown(live) == {"judge", "compare"}
    assert CLAIMS[FIRST].row.cells["why"] in html.unescape(str(live.words.html))
    assert all(choice.disabled for choice in live.verdicts.values())


def test_the_second_belief_begins_at_the_first_one():
    live = made()
    live.before._take(80)
    press(live, "believe")
    assert live.after.value == 80


def test_the_outcome_says_the_path_the_reason_and_what_is_open():
    work = {"before": 70, "after": 40, "verdict_2019": "Not enough evidence", "verdict_now": "Contradicted"}
    said = bench.outcome(CLAIMS["C11"], work)
    assert said.startswith(f"You moved from 70 to 40 after {len(CLAIMS['C11'].evidence)} cards.")
    assert CLAIMS["C11"].row.cells["why"] in said
    assert "Still open:" in said
    assert "You stayed at 40 after" in bench.outcome(CLAIMS["C11"], {**work, "before": 40})


def test_both_verdicts_stand_beside_those_of_the_file():
    work = {"verdict_2019": "Not enough evidence", "verdict_now": "Contradicted"}
    assert [list(row) for row in bench.beside(CLAIMS["C11"], work).rows] == [
        ["March 2019", "Not enough evidence", "Contradicted", "one step from yours"],
        ["November 2026", "Contradicted", "Contradicted", "the same as yours"],
    ]


def test_the_work_is_saved_and_found_again():
    finish(made(), "C11")
    again = made()
    again.chosen.value = "C11"
    assert shown(again) == {"judge", "compare"}
    assert "from 70 to 40" in again.words.html
    press(again, "compare")
    assert shown(again) == {"believe"}


def test_each_claim_has_its_own_work():
    live = made()
    finish(live, "C11")
    other = next(key for key in CLAIMS if key != "C11")
    live.chosen.value = other
    assert shown(live) == {"believe"}
    assert live.before.blank
    live.chosen.value = "C11"
    assert shown(live) == {"judge", "compare"}


def clear_claims():
    return [key for key, claim in CLAIMS.items() if claim.row.cells["verdict_2019"] in ("Supported", "Contradicted")]


def test_the_score_waits_for_five_clear_claims_and_counts_no_others():
    live, clear = made(), clear_claims()
    other = next(key for key in CLAIMS if key not in clear)
    for key in [other, *clear[:4]]:
        finish(live, key, before=50)
    assert "Brier" not in tally()
    finish(live, clear[4], before=50)
    assert "Over 5 claims that fail or hold" in tally()
    assert "Brier score of 0.25" in tally()


NOTHING = "Finished: of the claims of the vote 0 (two are asked for), of your choice 0 (one is asked for)."


def test_what_is_done_tells_the_claims_of_the_vote_from_the_free_ones():
    assert bench.tally(CLAIMS, store("01")) == [NOTHING]
    live, free = made(), next(key for key in CLAIMS if key not in VOTED)
    for key in (VOTED[0], free, VOTED[2]):
        finish(live, key)
    said = NOTHING.replace("vote 0", "vote 2").replace("choice 0", "choice 1")
    assert tally().startswith(said)


def test_each_claim_of_the_vote_is_a_stop_and_the_last_one_is_free():
    box = activities.open_the_evidence().live()
    line = next(choice for choice in below(box, Choice) if choice.look == "line")
    assert len(line.options) == len(VOTED) + 1
    free = next(choice for choice in below(box, Select) if choice.legend == "Claim")
    assert [option["id"] for option in free.options] == [key for key in CLAIMS if key not in VOTED]
    finish(made(VOTED[1]), VOTED[1])
    assert line.notes["1"] == "done"
    assert line.notes["0"] == ""


def keyed(verdict):
    return [key for key, claim in CLAIMS.items() if claim.row.cells["verdict_2019"] == verdict]


def test_at_least_eight_claims_hold_and_as_many_fail():
    assert len(keyed("Supported")) == len(keyed("Contradicted")) >= 8


@pytest.mark.parametrize("offered_first", [len(VOTED), 10])
def test_as_many_hold_as_fail_among_those_of_the_vote_and_those_offered_first(offered_first):
    first = list(CLAIMS)[:offered_first]
    assert first[: len(VOTED)] == list(VOTED)
    assert len(set(keyed("Supported")) & set(first)) == len(set(keyed("Contradicted")) & set(first)) > 0


def test_on_paper_as_many_claims_hold_as_fail_and_the_voted_ones_are_among_them():
    paper = bench.on_paper()
    cards = [claim for some in paper["sets"] for claim in some]
    keys = [CLAIMS[claim["id"]].row.cells["verdict_2019"] for claim in cards]
    assert keys.count("Supported") == keys.count("Contradicted") >= 4
    assert set(paper["voted"]) <= {claim["id"] for claim in cards}
    assert [len([claim for claim in some if claim["id"] in paper["voted"]]) for some in paper["sets"]] == [2, 2]


def test_hits_and_false_alarms_are_told_apart():
    live, (fails, *_), (holds, *_) = made(), keyed("Contradicted"), keyed("Supported")
    finish(live, fails, verdicts=("Contradicted", "Contradicted"))
    assert "these are hits" not in tally()
    finish(live, holds, verdicts=("Contradicted", "Supported"))
    assert "Of 1 claim that by our verdict as of March 2019 failed, you called 1 contradicted" in tally()
    assert "Of 1 claim that held, you called 1 contradicted: these are false alarms" in tally()
    press(live, "compare")
    finish(live, holds, verdicts=("Supported", "Contradicted"))
    assert "Of 1 claim that held, you called 0 contradicted" in tally()


def test_the_words_of_the_essay_stand_beside_a_claim_before_anything_is_done():
    live = made()
    for key, claim in CLAIMS.items():
        live.chosen.value = key
        assert f"“{claim.row.cells['words']}”" in html.unescape(re.sub("<[^>]+>", "", str(live.claim.html)))


def test_a_disputed_claim_says_so_and_shows_both_sides():
    disputed = next(claim for claim in CLAIMS.values() if claim.row.cells["disputed"] == "yes")
    shown = str(bench.cards(disputed))
    assert "both sides stand below" in shown
    assert {"For:", "Against:"} <= set(re.findall(r"(?:For|Against):", shown))


def test_a_card_shows_kind_date_and_grade_and_unfolds_what_the_fact_says():
    shown = str(bench.cards(CLAIMS["C21"]))
    summaries = re.findall(r"<summary>(.*?)</summary>", shown)
    assert len(summaries) == len(CLAIMS["C21"].evidence)
    for row, summary in zip(CLAIMS["C21"].evidence, summaries, strict=True):
        (fact,) = row.rests_on()
        assert row.cells["bearing"] in html.unescape(summary)
        assert (
            f"{fact.sources()[0]['custom']['kind']} · {fact.cells['as_of'][:4]} · grade {fact.cells['grade']}"
            in summary
        )
        assert says(fact) not in html.unescape(summary)
        assert says(fact) in html.unescape(re.sub("<[^>]+>", "", shown))


def test_a_card_names_source_grade_and_date():
    cards = str(bench.cards(CLAIMS["C11"]))
    for row in CLAIMS["C11"].evidence:
        (fact,) = row.rests_on()
        assert f'href="{fact.address()}"' in cards
        if "grade" in fact.cells:
            assert f"grade {fact.cells['grade']}" in cards


def test_an_unknown_claim_gets_a_sentence(pack_copy):
    file = pack_copy / "data" / "teaching" / "01.yaml"
    file.write_text(file.read_text("utf-8").replace("    - C01\n", "    - C99\n"), "utf-8")
    assert "There is no claim C99; expected ids from C01 to C73" in bench.open_the_evidence().plain


@pytest.mark.parametrize("damage", ["text", 3, None, ["a"], {"compared": True}])
def test_a_saved_file_that_was_edited_does_no_harm(damage):
    store("01").save(bench.question("C11"), damage)
    assert shown(made()) == {"believe"}


def test_a_step_that_cannot_be_saved_says_so_and_the_evidence_stays_shut(full_disk):
    live = made()
    live.before._take(70)
    full_disk()
    press(live, "believe")
    assert "Not saved: No space left on device" in live._part.status.html
    assert shown(live) == {"believe"}
