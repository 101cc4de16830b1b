"""Boxes for answers: restored, locked where they must be, silent about keys until the answer is given."""

import html
import json
import re
from dataclasses import replace

import pytest
from seminar.answers import sheets
from seminar.answers.store import Store, answer_files, new_session, store
from seminar.course import questions
from seminar.course.questions import checked_choice
from seminar.data import records
from seminar.data.evidence import rows
from seminar.data.records import Exercise, Prompt, Steelman, Vote, record
from seminar.errors import SeminarError
from seminar.screen.controls import Button, Choice, Pane, TextArea
from support import below


def live(output):
    return output.live()


def one(widget, kind):
    (found,) = below(widget, kind)
    return found


def answer(box, choice):
    """Choose and check."""
    one(box, Choice).value = choice
    below(box, Button)[0].press()


def pressable(box):
    """The labels of the buttons that stand there and do something."""
    return [button.label for button in below(box, Button) if not (button.off or button.hidden)]


def words(widget):
    return " ".join(pane.html for pane in below(widget, Pane))


def write(area, text):
    area.hear({"text": text})


def test_what_was_written_is_there_again():
    write(one(live(questions.ask("07-1")), TextArea), "the base rate")
    new_session()
    area = one(live(questions.ask("07-1")), TextArea)
    assert area.value == "the base rate"
    assert area.saved["line"].startswith("Saved, ")


def test_two_texts_written_side_by_side_are_both_shown():
    first, second = Store("07"), Store("07")
    first.save("07-1", "from one window")
    second.save("07-1", "from <b>another</b> window")
    box = live(questions.ask("07-1"))
    both = one(box, TextArea).value + words(box)
    assert "from one window" in both
    assert "from <b>another</b> window" in both or "from &lt;b&gt;another&lt;/b&gt; window" in both
    assert "Also found" in words(box)


def test_a_text_written_elsewhere_meanwhile_is_shown_when_the_cell_runs_again():
    write(one(live(questions.ask("07-1")), TextArea), "from this window")
    other = Store("07")
    other.save("07-1", "from another", beside=[last.id for last in other.latest("07-1")])
    box = live(questions.ask("07-1"))
    assert {"from this window", "from another"} <= {one(box, TextArea).value, *words(box).replace("<", ">").split(">")}


SYNCED = [
    "{0} (conflicted copy 2026-11-28 101112)",
    "{0} (Lab's conflicted copy 2026-11-28)",
    "{0}-LAPTOP",
    "{0} (1)",
    "{0} 2",
    "{0}.sync-conflict-20261128-101112-ABCDEFG",
    "Conflict of {0}",
]
"""What programs that keep two computers the same call a file that was changed on both."""


def changed_on_both(answers_folder, name, question, here, there):
    """An answer that was given *here* and, in the copy *name* of the same file, *there*."""
    Store("07").save(question, there)
    (file,) = answer_files(answers_folder)
    whole = file.read_text("utf-8")
    file.with_name(name.format(file.stem) + file.suffix).write_text(whole, "utf-8")
    file.write_text(whole.replace(json.dumps(there), json.dumps(here)), "utf-8")


@pytest.mark.parametrize("name", SYNCED)
def test_both_texts_of_a_synced_folder_are_shown_and_one_can_be_dropped(answers_folder, name):
    changed_on_both(answers_folder, name, "07-1", "on the laptop", "at school")
    box = live(questions.ask("07-1"))
    text = one(box, TextArea).value
    (other,) = {"on the laptop", "at school"} - {text}
    assert f"<blockquote>{other}</blockquote>" in words(box)
    press(box, "Throw it away")
    new_session()
    again = live(questions.ask("07-1"))
    assert (one(again, TextArea).value, "blockquote" in words(again)) == (text, False)


def test_both_votes_of_a_synced_folder_are_told_until_one_is_chosen(answers_folder):
    changed_on_both(answers_folder, SYNCED[0], "07-vote", "a", "c")
    vote = live(questions.ask("07-vote"))
    options = {option["id"]: option["text"] for option in one(vote, Choice).options}
    (other,) = {"a", "c"} - {one(vote, Choice).value}
    assert f"In another window or on another computer you chose: {html.escape(options[other])}" in words(vote)
    one(vote, Choice).hear({"value": "b"})
    assert "on another computer" not in words(vote)


def press(box, label):
    (button,) = [button for button in below(box, Button) if button.label == label]
    button.press()


@pytest.fixture
def two_texts():
    """The box of a prompt with two texts that were written side by side, and the one that does not stand in it."""
    texts = {"from one window", "from another"}
    for here, text in [(Store("07"), text) for text in texts]:
        here.save("07-1", text)
    box = live(questions.ask("07-1"))
    (other,) = texts - {one(box, TextArea).value}
    return box, other


def test_a_text_written_elsewhere_stays_until_the_student_takes_it(two_texts):
    box, other = two_texts
    write(one(box, TextArea), "typed on")
    assert {revision.value for revision in Store("07").latest("07-1")} == {"typed on", other}
    press(box, "Add it to my text")
    assert one(box, TextArea).value == f"typed on\n\n{other}"
    assert [revision.value for revision in Store("07").latest("07-1")] == [f"typed on\n\n{other}"]


def test_a_text_written_elsewhere_goes_when_the_student_throws_it_away(two_texts):
    box, _ = two_texts
    kept = one(box, TextArea).value
    press(box, "Throw it away")
    assert [revision.value for revision in Store("07").latest("07-1")] == [kept]
    assert "Also found" not in words(live(questions.ask("07-1")))


def test_what_this_window_has_not_shown_is_not_replaced_by_it():
    area = one(live(questions.ask("07-1")), TextArea)
    Store("07").save("07-1", "from another")
    live(questions.ask("07-2"))
    write(area, "from this window")
    assert {revision.value for revision in Store("07").latest("07-1")} == {"from another", "from this window"}


def test_a_vote_is_saved_and_restored():
    one(live(questions.ask("07-vote")), Choice).value = "a"
    new_session()
    assert one(live(questions.ask("07-vote")), Choice).value == "a"


def test_the_second_vote_waits_for_the_first_and_then_locks_it():
    first, second = live(questions.ask("07-vote")), live(questions.ask("07-revote"))
    assert one(second, Choice).disabled
    assert "Opens when you have voted the first time" in words(second)
    one(first, Choice).value = "a"
    assert not one(second, Choice).disabled
    assert not one(first, Choice).disabled
    one(first, Choice).value = "b"
    one(second, Choice).value = "d"
    assert one(first, Choice).disabled
    assert "Locked" in words(first)
    assert (store("07").value("07-vote"), store("07").value("07-revote")) == ("b", "d")


CLAIMS = ["C01", "C11", "C21", "C57"]


def test_a_vote_on_claims_has_one_set_of_options_for_each_and_saves_them_apart(claims_vote):
    votes = below(live(questions.ask("01-vote")), Choice)
    said = {row.id: row.cells["claim"] for row in rows("claims")}
    assert [vote.legend for vote in votes] == [said[claim] for claim in CLAIMS]
    assert all(len(vote.options) == 4 for vote in votes)
    for vote, answer in zip(votes, "abcd", strict=True):
        vote.value = answer
    new_session()
    assert [store("01").value(f"01-vote-{claim}") for claim in CLAIMS] == list("abcd")
    assert store("01").value("01-vote") is None
    assert [vote.value for vote in below(live(questions.ask("01-vote")), Choice)] == list("abcd")


@pytest.mark.parametrize("cell_id", ["01-vote", "01-revote"])
def test_the_still_view_of_a_vote_on_claims_has_all_claims_and_their_options(claims_vote, cell_id):
    shown = questions.ask(cell_id).html
    for row in rows("claims"):
        assert (row.cells["claim"] in html.unescape(shown)) == (row.id in CLAIMS)
    assert shown.count("b) partly true") == 4


def test_each_second_vote_waits_for_and_locks_its_own_claim(claims_vote):
    first, second = live(questions.ask("01-vote")), live(questions.ask("01-revote"))
    befores, afters = below(first, Choice), below(second, Choice)
    assert all(vote.disabled for vote in afters)
    befores[1].value = "a"
    assert [vote.disabled for vote in afters] == [True, False, True, True]
    afters[1].value = "c"
    assert [vote.disabled for vote in befores] == [False, True, False, False]
    assert words(first).count("Locked: your second vote is in.") == 1
    assert (store("01").value("01-vote-C11"), store("01").value("01-revote-C11")) == ("a", "c")


def test_replies_to_a_vote_wait_for_all_second_votes(claims_vote):
    first, second = live(questions.ask("01-vote")), live(questions.ask("01-revote"))
    assert below(first, Button) == []
    press = one(second, Button)
    for before, after in zip(below(first, Choice), below(second, Choice), strict=True):
        press.press()
        assert "First give all your votes here" in words(second)
        assert "invented reply" not in words(second)
        before.value = after.value = "a"
    press.press()
    assert words(second).count("invented reply") == 2
    assert "Only the congress makes laws" in words(second)


def test_replies_that_stand_with_the_first_vote_are_read_after_the_second(claims_vote):
    claims_vote(**{"01-vote": {"reply_for": "For it.", "reply_against": "Against it."}})
    assert below(live(questions.ask("01-vote")), Button) == []
    assert len(below(live(questions.ask("01-revote")), Button)) == 1


def test_replies_to_a_vote_on_one_question(claims_vote):
    claims_vote(**{"01-vote": {"claims": None}})
    first, second = live(questions.ask("01-vote")), live(questions.ask("01-revote"))
    one(first, Choice).value = one(second, Choice).value = "b"
    one(second, Button).press()
    assert words(second).count("invented reply") == 2
    assert store("01").value("01-revote") == "b"


CONTEXT = [{"claim": "C57", "said": "Schufa is a private company in Germany.", "facts": ["f-W002"]}]


@pytest.mark.parametrize("cell_id", ["01-vote", "01-revote"])
def test_the_context_of_a_claim_stands_above_it_with_its_facts(claims_vote, cell_id):
    claims_vote(**{"01-vote": {"context": CONTEXT}})
    shown = questions.ask(cell_id)
    said = html.unescape(shown.html)
    assert said.count(CONTEXT[0]["said"]) == 1
    assert "#f-W002" in said
    parts = below(shown.live(), (Pane, Choice))
    place = next(i for i, part in enumerate(parts) if CONTEXT[0]["said"] in getattr(part, "html", ""))
    assert parts[place + 1].legend.startswith("Schufa")


def test_a_context_of_a_claim_on_which_nobody_votes_is_told(claims_vote):
    claims_vote(**{"01-vote": {"context": [{**CONTEXT[0], "claim": "C02"}]}})
    assert "context of C02; expected that of claims that are voted on" in questions.ask("01-vote").plain


def test_each_claim_of_the_first_vote_has_one_line_of_context():
    found = record("01-vote", Vote)
    assert [line.claim for line in found.context] == list(found.claims)


def test_what_another_window_voted_on_a_claim_is_shown(claims_vote):
    live(questions.ask("01-vote"))
    Store("01").save("01-vote-C57", "c")
    assert [vote.value for vote in below(live(questions.ask("01-vote")), Choice)] == ["", "", "", "c"]


def test_a_claim_that_is_not_there_is_named(claims_vote):
    claims_vote(**{"01-vote": {"claims": ["C01", "C99"]}})
    assert questions.ask("01-vote").plain == "There is no claim “C99”. Claims have ids from C01 to C73."


def test_clearing_empties_the_boxes_on_the_page():
    area, vote = one(live(questions.ask("07-1")), TextArea), one(live(questions.ask("07-vote")), Choice)
    box = live(questions.check("07-a"))
    write(area, "mine")
    vote.value = "a"
    answer(box, "b")
    assert one(box, Choice).disabled
    sheets.clear()
    assert (area.value, vote.value, one(box, Choice).value) == ("", "", "")
    assert not one(box, Choice).disabled
    assert one(box, Choice).verdicts == {}
    assert "Saved, " not in area.saved["line"]
    vote.value = "b"
    assert store("07").value("07-vote") == "b"


def test_a_text_that_could_not_be_saved_is_not_emptied(monkeypatch):
    area = one(live(questions.ask("07-1")), TextArea)
    with monkeypatch.context() as full:
        full.setattr(
            Store, "save", lambda *arguments, **more: (_ for _ in ()).throw(SeminarError("Not saved: no space."))
        )
        write(area, "mine")
    one(live(questions.ask("07-2")), TextArea)
    store("07").save("07-2", "other")
    assert area.value == "mine"


def test_no_result_of_a_vote_is_shown():
    vote = questions.ask("07-vote")
    assert "correct" not in vote.html
    assert "✔" not in words(live(vote))


def test_a_self_check_says_nothing_before_it_is_checked():
    output = questions.check("07-a")
    box = live(output)
    one(box, Choice).value = "b"
    assert one(box, Choice).verdicts == {}
    assert "99,990" not in output.html + words(box)


def test_a_wrong_choice_gets_its_own_reply_and_may_be_tried_again():
    box = live(questions.check("07-a"))
    choice = one(box, Choice)
    answer(box, "c")
    assert {key: said["mark"] for key, said in choice.verdicts.items()} == {"c": "✕ Not this one."}
    assert not choice.disabled
    assert "Not yet" in words(box)
    assert choice.notes == {"c": "(your choice)"}
    answer(box, "b")
    assert {key: said["mark"][0] for key, said in choice.verdicts.items()} == {"a": "✕", "b": "✔", "c": "✕"}
    assert all(said["text"] for said in choice.verdicts.values())
    assert choice.notes == {"c": "(your first choice)", "b": "(your choice)"}
    assert choice.disabled
    assert checked_choice(store("07"), "07-a") == "c"


def test_the_same_choice_is_not_checked_twice():
    box = live(questions.check("07-a"))
    answer(box, "c")
    assert pressable(box) == ["See the reply to every option"]
    one(box, Choice).value = "a"
    assert pressable(box) == ["Check again", "See the reply to every option"]


def test_whoever_asks_sees_every_reply_and_the_first_choice_stays():
    box = live(questions.check("07-a"))
    answer(box, "c")
    (see_all,) = [button for button in below(box, Button) if button.label.startswith("See")]
    see_all.press()
    assert one(box, Choice).verdicts["b"]["mark"] == "✔ Right."
    assert one(box, Choice).disabled
    assert pressable(box) == []
    assert one(live(questions.check("07-a")), Choice).notes == {"c": "(your choice)"}


def test_a_checked_answer_comes_back_checked():
    answer(live(questions.check("07-a")), "b")
    new_session()
    again = live(questions.check("07-a"))
    assert one(again, Choice).value == "b"
    assert one(again, Choice).verdicts["b"]["mark"] == "✔ Right."
    assert pressable(again) == []


def test_an_answer_of_an_older_pack_counts_as_checked_once():
    store("07").save("07-a", {"choice": "c", "checked": True})
    assert checked_choice(store("07"), "07-a") == "c"
    assert pressable(live(questions.check("07-a"))) == ["See the reply to every option"]


def test_checking_nothing_asks_for_a_choice():
    box = live(questions.check("07-a"))
    below(box, Button)[0].press()
    assert "Choose one of the options first." in words(box)
    assert store("07").value("07-a") is None


def test_a_prompt_tells_its_minutes_for_one_and_for_a_class():
    found = record("07-vote", Prompt)
    assert questions.how_to(found).endswith(f" · Alone: {found.self_} min · Class: {found.minutes80} min")
    assert questions.times(replace(found, self_=0)) == f"Class: {found.minutes80} min"
    assert questions.times(replace(found, self_=0, minutes80=0)) == "if there is time"


def test_two_opposite_cases_are_written_at_once_so_both_say_the_minutes_of_both():
    one_side, other = record("06-3", Steelman), record("06-4", Steelman)
    assert one_side.minutes80 != other.minutes80
    both = f"Class: {one_side.minutes80 + other.minutes80} min for both sides at once"
    assert all(questions.how_to(side).endswith(both) for side in (one_side, other))


def test_replies_wait_for_a_text():
    box = live(questions.ask("07-3"))
    press = one(box, Button)
    press.press()
    assert "First write your own case" in words(box)
    write(one(box, TextArea), "my case")
    press.press()
    assert words(box).count("invented reply") == 2


@pytest.mark.parametrize("number", records.notebooks_with_records())
def test_an_exercise_shows_each_tick_in_words_once_under_its_level(number):
    found = record(f"{number}-exercise", Exercise)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", str(questions.rubric(found).markup()), re.DOTALL)
    needs = [re.findall(r"<strong>([^<]+)</strong>\s([^<]*)", cell) for cell in cells]
    assert [key for shown in needs for key, words in shown if words.strip() != "in this table"] == list(
        found.rubric.ticks
    )
    for level, shown in enumerate(needs[1:], 2):
        assert set(found.rubric.levels[level]) <= {key for key, _ in shown}


def test_a_tick_that_is_only_one_of_a_choice_stands_in_words_under_it():
    levels = {2: ("A",), 3: ("2 of B, C, D",), 4: ("D",)}
    found = records.Rubric(ticks={key: f"Says {key}." for key in "ABCD"}, levels=levels, slip="None.")
    assert found.asked()[1] == [("2 of B, C, D", ""), ("B", "Says B."), ("C", "Says C.")]


def test_an_exercise_shows_its_four_levels():
    output = questions.exercise("07-exercise")
    assert all(level in output.html for level in ("1 Starting", "2 Developing", "3 Secure", "4 Strong"))
    assert "200 to 250 words" in output.html
    assert "more than 10% off: one level lower" in output.html
    text, *lines = below(live(output), TextArea)
    assert text.words == "200 to 250"
    assert [line.label[:10] for line in lines] == ["Your tree:"] * 3


def test_the_lines_that_an_exercise_asks_for_are_saved_beside_its_text():
    text, line, *_ = below(live(questions.exercise("07-exercise")), TextArea)
    write(text, "a memo")
    write(line, "10,000")
    assert (store("07").text("07-exercise"), store("07").text("07-exercise-all")) == ("a memo", "10,000")


@pytest.mark.parametrize("saved", [3, None, ["a"], {"choice": 7}, {"checked": True}, "z"])
@pytest.mark.parametrize(
    ("word", "cell_id"), [(questions.ask, "07-vote"), (questions.ask, "07-1"), (questions.check, "07-a")]
)
def test_an_edited_answers_file_breaks_no_box(word, cell_id, saved):
    Store("07").save(cell_id, saved)
    assert live(word(cell_id))


def test_a_full_disk_is_said_in_the_vote_too(monkeypatch):
    box = live(questions.ask("07-vote"))
    monkeypatch.setattr(Store, "save", lambda *arguments: (_ for _ in ()).throw(SeminarError("Not saved: no space.")))
    one(box, Choice).value = "a"
    assert "Not saved: no space." in words(box)


@pytest.mark.parametrize(
    ("word", "cell_id", "expected"),
    [
        (
            questions.ask,
            "07-99",
            "There is no prompt “07-99” in data/teaching/07.yaml. Notebook 07 has: 07-vote, 07-revote, 07-1",
        ),
        (questions.ask, "07-a", "There is no prompt “07-a” in data/teaching/07.yaml."),
        (
            questions.check,
            "07-1",
            "There is no selfcheck “07-1” in data/teaching/07.yaml. Notebook 07 has: 07-a, 07-b, 07-c, 07-d.",
        ),
        (questions.exercise, "nonsense", "“nonsense” is not the id of a cell"),
        (questions.ask, "", "“” is not the id of a cell"),
        (questions.ask, "98-1", "The file data/teaching/98.yaml is missing"),
    ],
)
def test_unknown_ids_get_a_sentence(word, cell_id, expected):
    assert word(cell_id).plain.startswith(expected)
