"""W02b without a browser: nothing of the key before an answer, and the distances of the model after it."""

import re
from importlib import import_module

import pytest
from seminar import activities
from seminar.activities.place_the_documents import OTHER_RUNGS, RUNGS, SORTER, described, items, placed, tally
from seminar.answers.store import store
from seminar.data.evidence import Row
from seminar.paper.forms import form
from seminar.screen.page import CHINESE
from support import as_read, sent

ROWS = placed()
ITEMS = items()


def answer(number, rung, checked=True):
    store("02").save(SORTER.question(number), {"choice": rung, "checked": checked})


def hidden(said):
    """Whether none of our readings stands in *said*."""
    ours = [row.cells[name] for row in ROWS for name in ("why", "second_why") if name in row.cells]
    return not re.search(r"\bf-[A-Z]\d", said) and "Binds:" not in said and not any(words in said for words in ours)


def test_the_still_view_and_the_paper_have_the_documents_and_no_key():
    shown, paper = activities.place_the_documents(), as_read(form("02-w02b"))
    for row in ROWS:
        assert described(row)["title"].replace("'", "&#39;") in shown.html
        assert described(row)["title"] in paper
    assert hidden(shown.html)
    assert hidden(paper)
    assert not CHINESE.search(re.sub(r'<span lang="zh">[^<]*</span>', "", shown.html))


def test_the_live_view_sends_no_reading_before_an_answer_and_only_that_one_after():
    live = activities.place_the_documents().live
    assert hidden(sent(live()))
    answer(1, "law", checked=False)
    assert hidden(sent(live()))
    answer(1, "law")
    told = sent(live())
    assert ROWS[0].cells["why"] in told
    assert "A court applies it: no." in told
    assert ROWS[0].cells["facts"].split(";")[0] in re.findall(r"cell-id=([\w-]+)", told)
    assert not any(row.cells["why"] in told for row in ROWS[1:])


def test_a_contested_document_shows_both_views_and_both_count():
    number = next(n for n, item in enumerate(ITEMS, 1) if item.also)
    for rung, reason in ITEMS[number - 1].views().items():
        answer(number, rung)
        assert tally(store("02"))[0] == f"Placed: 1 of {len(ITEMS)}. On a rung that is held: 1"
        told = sent(activities.place_the_documents().live())
        assert all(other in told for other in ITEMS[number - 1].views().values())
        assert reason.startswith(("One view", "Another view"))


def test_the_tally_counts_near_far_and_not_comparable():
    assert tally(store("02"))[0] == f"Placed: 0 of {len(ITEMS)}. On a rung that is held: 0"
    answer(1, "law")
    answer(2, "rule")
    answer(3, "rule")
    foreign = next(n for n, item in enumerate(ITEMS, 1) if item.kinds)
    answer(foreign, "state")
    finding, text, _ = tally(store("02"))
    assert finding == f"Placed: 4 of {len(ITEMS)}. On a rung that is held: 0"
    assert "4 documents" in text
    assert "0 on a rung that is held, 1 one rung away, 1 further away, and 2 where no distance" in text
    assert 2 <= len(re.findall(r"\.(?: |$)", text)) <= 4


def test_foreign_documents_never_meet_a_number():
    assert not re.search(r"\d", " ".join(OTHER_RUNGS.values()))
    assert all(
        item.kinds is OTHER_RUNGS for item, row in zip(ITEMS, ROWS, strict=True) if row.cells["place"] != "China"
    )
    assert len(RUNGS) == 7


def test_an_answer_that_was_edited_into_something_else_counts_as_none():
    answer(1, "surely")
    store("02").save(SORTER.question(2), "law")
    assert tally(store("02"))[0].startswith("Placed: 0 of")


@pytest.mark.parametrize("missing", ["date", "number"])
def test_what_a_document_lacks_is_said(missing, monkeypatch):
    known = {"title": "A paper", "issuer": "An office", "date": "2020-01-01", "number": "7"}
    monkeypatch.setattr(
        import_module("seminar.activities.place_the_documents"),
        "fact",
        lambda key: Row(
            key, "documents", {k: v for k, v in known.items() if k != missing} | {"source_id": "essay-2019"}
        ),
    )
    assert (
        described(Row("ld-x", "ladder", {"document": "f-X000", "place": "China"}))[missing] == "the source does not say"
    )
