"""A room that really runs: votes come in over HTTP, and none is lost, counted twice, shown early or left behind."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlsplit

import pytest
from rooms import Desk, NotOpened, Phone, Served, Visitor, files_below
from seminar import activities
from seminar.activities.parts import of_the_room
from seminar.activities.parts.of_the_room import take
from seminar.screen.controls import Button, Pane, Range
from seminar.screen.live import Box
from support import LOOPBACK, below, forget, free_ports
from tornado.web import create_signed_value

FIRST, SECOND = "06-vote", "06-revote"
OPTIONS = "abcd"


@pytest.fixture
def rooms(answers_folder):
    """Opens rooms, and ends them after the test."""
    opened = []

    def new(notebook="06", **where):
        opened.append(Served(notebook, **where))
        return opened[-1]

    yield new
    for room in opened:
        room.stop()


@pytest.fixture
def room(rooms):
    return rooms()


def phones(room, count):
    """So many phones that have opened the page."""
    found = [room.phone() for _ in range(count)]
    word = room.word
    for phone in found:
        assert phone.open(word)[0] == 200
    return found


def votes_in(room):
    """How many votes the desk says that there are."""
    return int(re.search(r"(\d+) votes?\b", room.desk.main()[2])[1])


def in_the_result(room, name):
    """Option → how many chose it, as the desk shows it."""
    rows = re.findall(r'scope="row"[^>]*>([^<]+)</th><td[^>]*>(\d+) of', room.desk.result(name))
    return {words: int(count) for words, count in rows}


def test_two_votes_with_a_talk_between_stand_beside_each_other_and_in_the_notebook(room):
    voters, desk = phones(room, 8), room.desk
    assert "Nothing is open now" in voters[0].get(voters[0].page)[2]
    for name, title, chosen in ((FIRST, "First vote", "aaaaabbb"), (SECOND, "Second vote", "aabbbbbc")):
        assert desk.press("open", round=name)[0] == 303
        for voter, option in zip(voters, chosen, strict=True):
            assert "Can jaywalking stop you boarding a train?" in voter.get(voter.page)[2]
            assert voter.vote(name, vote=option)[0] == 303
            assert "Your vote is kept" in voter.get(voter.page)[2]
        assert votes_in(room) == 8
        assert "yes" not in re.sub(r"style.*", "", desk.main()[2])  # nothing is shown while it is open
        assert "Counts are shown only when the vote is closed" in desk.result(name)
        assert desk.press("close")[0] == 303
        said = voters[0].get(voters[0].page)[2]
        assert f"“{title}” is closed, and each vote that was kept counted. Nothing is open now." in said
    assert in_the_result(room, FIRST) == {"yes": 5, "in some places": 3, "no": 0, "not enough evidence": 0}
    beside = desk.result(SECOND)
    assert "At least 3 of 8 people changed their vote" in beside
    assert "5 of 8, 63%" in beside
    assert "2 of 8, 25%" in beside
    assert "the notebook has the counts" not in beside.lower()
    assert desk.press("keep", round=SECOND)[0] == 303
    assert "The notebook has the counts" in desk.result(SECOND)
    forget()
    box = activities.move_the_votes("06-w01b").live()
    (view,) = [one for one in below(box, Box) if "seminar-view" in one.classes]
    (taking,) = [button for button in below(view, Button) if button.label == take()]
    taking.press()
    assert [control.value for control in below(view, Range)] == [5, 3, 0, 0, 2, 5, 1, 0]
    taking.press()
    below(view, Range)[0].put(7)  # two slips
    with pytest.raises(Exception, match="what stands here was set by hand"):
        taking.press()
    assert [control.value for control in below(view, Range)] == [7, 3, 0, 0, 2, 5, 1, 0]
    below(view, Range)[0].put(5)
    order = [*view.tree()]
    assert order.index(taking) < order.index(below(view, Range)[0])
    assert "At least 3 of 8 people changed their vote" in below(view, Pane)[0].html


def test_before_the_key_is_pressed_the_notebook_has_nothing(room):
    voters = phones(room, 5)
    room.desk.press("open", round=FIRST)
    for voter in voters:
        voter.vote(FIRST, vote="a")
    room.desk.press("close")
    forget()
    view = activities.move_the_votes("06-w01b").live()
    (taking,) = [button for button in below(view, Button) if button.label == take()]
    with pytest.raises(Exception, match="No counts of the room are here"):
        taking.press()


def test_each_claim_of_a_vote_is_voted_on_and_goes_to_its_own_tab(rooms):
    room = rooms("01")
    voters, desk = phones(room, 5), room.desk
    claims = ("C11", "C13", "C21", "C57")
    for name, option in (("01-vote", "a"), ("01-revote", "c")):
        desk.press("open", round=name)
        page = voters[0].get(voters[0].page)[2]
        assert all(f'name="{claim}"' in page for claim in claims)
        assert "A travel ban" in page or "With a travel ban a person may not buy" in page
        status, _, said = voters[0].vote(name, C11="a")
        assert status == 409
        assert "Something is still open:" in said
        assert 'name="C11" value="a" required checked' in said
        for voter in voters:
            assert voter.vote(name, **dict.fromkeys(claims, option))[0] == 303
        desk.press("close")
    assert desk.result("01-revote").count(">At least 5 of 5 people changed their vote<") == 4
    desk.press("keep", round="01-revote")
    forget()
    views = [one for one in below(activities.move_the_votes("01-w01b").live(), Box) if "seminar-view" in one.classes]
    (taking,) = [button for button in below(views[2], Button) if button.label == take()]
    taking.press()
    assert [control.value for control in below(views[2], Range)] == [5, 0, 0, 0, 0, 0, 5, 0]


def test_what_moved_a_voter_is_asked_with_what_lies_between_the_votes(room):
    voters, desk = phones(room, 5), room.desk
    desk.press("open", round="06-revote-moved")
    page = voters[0].get(voters[0].page)[2]
    assert "Check the chain from a crossing to a train" in page
    assert "what somebody said in the talk" in page
    for voter in voters:
        assert voter.vote("06-revote-moved", moved="06-w06d")[0] == 303
    desk.press("close")
    assert in_the_result(room, "06-revote-moved")["Check the chain from a crossing to a train"] == 5


def test_a_vote_that_is_sent_again_or_changed_counts_once(room):
    (voter, *others), desk = phones(room, 5), room.desk
    desk.press("open", round=FIRST)
    for option in ("a", "a", "b"):
        assert voter.vote(FIRST, vote=option)[0] == 303
        for _ in range(3):  # Reload
            assert "Your vote is kept" in voter.get(voter.page)[2]
    form = voter.get(f"{voter.page}/change")
    assert 'value="b" required checked' in form[2]
    assert "Refresh" not in form[1]
    for other in others:
        other.vote(FIRST, vote="c")
    assert votes_in(room) == 5
    desk.press("close")
    assert in_the_result(room, FIRST) == {"yes": 0, "in some places": 1, "no": 4, "not enough evidence": 0}


def test_a_page_that_waits_looks_again_and_a_form_never_does(room):
    (voter,), desk = phones(room, 1), room.desk
    assert int(voter.get(voter.page)[1]["Refresh"]) > 1
    desk.press("open", round=FIRST)
    assert "Refresh" not in voter.get(voter.page)[1]
    assert "Refresh" not in desk.main()[1]
    voter.vote(FIRST, vote="a")
    assert "Refresh" in voter.get(voter.page)[1]


def test_what_is_forged_late_unknown_or_of_another_round_is_refused_with_a_sentence(room):
    voters, desk = phones(room, 6), room.desk
    desk.press("open", round=FIRST)
    for voter in voters[:5]:
        voter.vote(FIRST, vote="a")
    last = voters[5]
    stranger, forger = Phone(room.port), Phone(room.port)
    stranger.page = forger.page = last.page
    (name, real), *_ = last.cookies.items()
    forged = create_signed_value("another secret", name, "0123456789abcdef0123456789abcdef").decode()
    tried = {
        "keeps no cookies": stranger.vote(FIRST, vote="b"),
        "does not come from": forger.post(last.page, {"round": FIRST, "vote": "b"}, Cookie=f"{name}={forged}"),
        "does not come": forger.post(last.page, {"round": FIRST, "vote": "b"}, Cookie=f"{name}={real[:-4]}0000"),
        "is not one of those": last.vote(FIRST, vote="x"),
        "belongs to another round": last.vote(SECOND, vote="b"),
        "does not exist": last.vote("07-vote", vote="b"),
        "Something is still open": last.vote(FIRST),
        "is no form": last.ask("POST", last.page, body="{}", Content_Type="application/json"),
    }
    for said, (status, _, text) in tried.items():
        assert status in (400, 403, 409)
        assert said in text, said
        assert "<h1>" in text
    desk.press("close")
    status, _, text = last.vote(FIRST, vote="b")
    assert (status, "This vote is closed" in text) == (409, True)
    assert in_the_result(room, FIRST) == {"yes": 5, "in some places": 0, "no": 0, "not enough evidence": 0}


@pytest.mark.parametrize("years", [-9, 9])
def test_a_wrong_clock_ends_no_ballot(room, answers_folder, years):
    """The cookie was signed while this computer thought that it was another year."""
    (voter,) = phones(room, 1)
    secret = re.search(rb'"secret": "(\w+)"', files_below(answers_folder))[1].decode()
    ((name, _),) = voter.cookies.items()

    def clock():
        return 1_800_000_000 + years * 365 * 86_400

    voter.cookies[name] = create_signed_value(secret, name, "0123456789abcdef", clock=clock).decode()
    room.desk.press("open", round=FIRST)
    assert voter.vote(FIRST, vote="a")[0] == 303
    assert votes_in(room) == 1


def test_killed_half_way_it_goes_on_at_the_same_place_with_the_same_votes(room):
    voters, desk = phones(room, 9), room.desk
    desk.press("open", round=FIRST)
    for voter in voters[:5]:
        voter.vote(FIRST, vote="a")
    desk_before, word = room.place.path, room.word
    room.kill()
    room.start()
    assert (room.place.path, room.word) == (desk_before, word)
    assert "goes on where it was interrupted" in room.desk.main()[2]
    assert "A phone that shows an error needs one press on Reload." in room.desk.main()[2]
    assert "Your vote is kept" in voters[0].get(voters[0].page)[2]
    for voter in voters[3:]:
        voter.vote(FIRST, vote="b")
    room.desk.press("close")
    room.kill()
    room.start()
    assert in_the_result(room, FIRST) == {"yes": 3, "in some places": 6, "no": 0, "not enough evidence": 0}


def test_fewer_than_five_votes_are_shown_to_nobody_and_kept_nowhere(room, answers_folder):
    voters, desk = phones(room, 4), room.desk
    desk.press("open", round=FIRST)
    for voter, option in zip(voters, OPTIONS, strict=True):
        voter.vote(FIRST, vote=option)
    asked = desk.press("close")[2]
    assert "If you close now, nothing is shown and nothing is kept." in asked
    assert votes_in(room) == 4
    desk.press("close", sure="yes")
    said = desk.result(FIRST)
    assert "Nothing is shown: 4 votes" in said
    assert in_the_result(room, FIRST) == {}
    assert b'"counts": {}' in files_below(answers_folder)
    status, _, text = desk.press("keep", round=FIRST)
    assert (status, "There is nothing to keep" in text) == (409, True)


def test_nothing_of_a_person_stands_in_a_file_and_at_the_end_no_file(room, answers_folder):
    voters, desk = phones(room, 6), room.desk
    desk.press("open", round=FIRST)
    for voter in voters:
        voter.vote(FIRST, vote="a")
    kept = files_below(answers_folder).decode()
    assert LOOPBACK not in kept
    for voter in voters:
        (signed,) = voter.cookies.values()
        assert not any(part in kept for part in signed.split("|")[3:] if len(part) > 8)
    lines = [line for line in kept.splitlines() if '"cast"' in line]
    assert len(lines) == 6
    assert {re.sub(r"[0-9a-f]{64}", "…", line) for line in lines} == {
        '{"is": "cast", "round": "06-vote", "ballot": "…", "chosen": {"vote": "a"}}'
    }
    (journal,) = (answers_folder / "room").glob("*/*")
    assert journal.parent.stat().st_mode & 0o077 == 0
    desk.press("close")
    assert not re.search(r"[0-9a-f]{64}\"", re.sub(r'"secret": "\w+"', "", files_below(answers_folder).decode()))
    status, _, text = desk.end()
    assert (status, "The room has ended" in text) == (200, True)
    said = "".join(room.ended())
    assert files_below(answers_folder) == b""
    assert "Nothing of it is left, and no counts were kept." in said
    assert "Nothing of it is left, and no counts were kept." in text
    assert room.process.returncode == 0


def test_what_the_desk_kept_outlives_the_room(room, answers_folder):
    voters, desk = phones(room, 5), room.desk
    desk.press("open", round=FIRST)
    for voter in voters:
        voter.vote(FIRST, vote="a")
    desk.press("close")
    desk.press("keep", round=FIRST)
    assert "the counts that you kept for the notebook: First vote." in desk.end()[2]
    assert "the counts that you kept for the notebook: First vote." in "".join(room.ended())
    assert [path.name for path in answers_folder.iterdir() if any(path.iterdir())] == ["06"]
    assert b'"before_0": 5' in files_below(answers_folder)


def test_what_removes_votes_is_asked_once_more_and_names_what_would_go(room):
    voters, desk = phones(room, 5), room.desk
    for name in (FIRST, "06-revote-moved"):
        desk.press("open", round=name)
        for voter in voters:
            voter.vote(name, vote="a", moved="talk")
        desk.press("close")
    said = desk.press("open", round=FIRST)[2]
    assert "Ask anew: First vote?" in said
    assert "Yes, remove 5 votes and ask anew" in said
    assert in_the_result(room, FIRST)["yes"] == 5
    said = desk.press("end")[2]
    assert "1 count for the notebook would be lost" in said
    assert f'href="{desk.here}/result?round={FIRST}"' in said
    assert "they go: What moved you?." not in said
    assert "These can be shown here only, and they go: “What moved you?”." in said
    desk.press("keep", round=FIRST)
    room.kill()
    room.start()  # what was kept is known again
    assert "would be lost" not in room.desk.press("end")[2]
    assert desk.press("open", round=FIRST, sure="yes")[0] == 303
    assert votes_in(room) == 0
    voters[0].vote(FIRST, vote="b")
    said = desk.press("end")[2]
    assert "“First vote” is still open. What came in goes, too. 1 vote." in said
    assert "The room has ended" in desk.end()[2]


def test_no_address_of_a_phone_is_ever_printed(room):
    (voter,) = phones(room, 1)
    voter.post(voter.page, {"round": FIRST, "vote": "a"}, Cookie="")
    voter.get("/nothing/here")
    with socket.create_connection((LOOPBACK, room.port)) as rude:
        rude.sendall(b"NO SUCH THING\r\n\r\n")
        assert rude.recv(100).startswith(b"HTTP/1.1 400")
    voter.vote(FIRST, vote="a" * 100_000)
    out, err = room.stop()
    assert LOOPBACK not in out + err.replace(room.said, "")
    assert "its votes are still on this computer" in err


def test_more_votes_than_heads_are_said(room):
    voters, desk = phones(room, 6), room.desk
    assert "Type a whole number from 1 to" in desk.press("heads", heads="many")[2]
    desk.press("heads", heads="5")
    desk.press("open", round=FIRST)
    for voter in voters[:5]:
        voter.vote(FIRST, vote="a")
    assert "5 votes of 5 people." in desk.main()[2]
    voters[5].vote(FIRST, vote="a")
    assert "6 votes, but 5 people: somebody voted twice" in desk.main()[2]
    assert "6 votes, but 5 people" in desk.get(f"{desk.here}/wall")[2]
    desk.press("close")
    assert "6 votes, but 5 people" in desk.result(FIRST)


def test_the_desk_hears_this_computer_alone_and_only_its_own_pages(rooms):
    room = rooms(address="")  # phones may come from everywhere
    desk = room.desk
    assert Visitor(room.port, "127.0.0.2").get("/")[0] == 200
    with pytest.raises(OSError, match="refused"):
        Visitor(room.port + 1, "127.0.0.2").get(desk.here)
    assert desk.get(desk.here, Host=f"rebound.example:{room.port + 1}")[0] == 403
    for origin in ("http://127.0.0.1:1", "http://rebound.example", "null", ""):
        status, _, text = desk.post(f"{desk.here}/open", {"round": FIRST}, Origin=origin)
        assert status == 403
        assert "does not come from a page of this room" in text
    for wrong in ("/", "/0123456789abcdef0123456789abcdef", f"/{room.word}", "/open"):
        assert desk.get(wrong)[0] == 404
        assert desk.post(wrong, {"round": FIRST}, Origin=desk.origin)[0] == 404
    assert Visitor(room.port).get(desk.here)[0] == 404
    assert "Nothing is open yet" in desk.get(f"{desk.here}/wall")[2]


def test_nothing_changes_by_looking(room, answers_folder):
    (voter,), desk = phones(room, 1), room.desk
    desk.press("open", round=FIRST)
    before = files_below(answers_folder)
    for step in ("open", "close", "heads", "keep", "end"):
        assert desk.get(f"{desk.here}/{step}?round={SECOND}&heads=9")[0] == 405
    for path in (voter.page, f"{voter.page}/change"):
        voter.get(f"{path}?round={FIRST}&vote=a")
        assert voter.ask("HEAD", path)[0] in (200, 405)
    assert voter.get(f"{voter.page}/card?round={FIRST}")[0] == 405
    assert files_below(answers_folder) == before


def test_every_answer_forbids_scripts_frames_and_copies(room):
    (voter,), desk = phones(room, 1), room.desk
    answers = [voter.get("/"), voter.get(voter.page), voter.get("/no"), voter.vote(FIRST, vote="a"), desk.main()]
    for _, headers, text in [*answers, desk.get(f"{desk.here}/wall"), desk.get("/no")]:
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in headers
        assert "<script" not in text
    cookie = voter.open(room.word)[1]["Set-Cookie"] or Phone(room.port).open(room.word)[1]["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "expires" not in cookie.lower()


@pytest.mark.parametrize("chunked", [False, True])
def test_a_vote_of_five_million_bytes_is_not_read_and_told(room, chunked):
    (voter,), desk = phones(room, 1), room.desk
    desk.press("open", round=FIRST)
    body = b"round=06-vote&vote=a" + 5_000_000 * b"a"
    pieces = iter([body[at : at + 65_536] for at in range(0, len(body), 65_536)]) if chunked else body
    form = "application/x-www-form-urlencoded"
    status, _, text = voter.ask("POST", voter.page, body=pieces, Content_Type=form)
    assert (status, "This is longer than any vote" in text) == (413, True)
    assert votes_in(room) == 0
    assert voter.vote(FIRST, vote="a")[0] == 303


def test_two_rooms_at_once_do_not_hear_each_other(rooms):
    one, other = rooms("06"), rooms("07")
    (voter,) = phones(one, 1)
    voter.port = other.port
    assert voter.open(other.word)[0] == 200  # one phone, both rooms: cookies do not know ports
    other.desk.press("open", round="07-vote")
    one.desk.press("open", round=FIRST)
    assert voter.vote("07-vote", vote="a")[0] == 303
    voter.port = one.port
    assert voter.open(one.word)[0] == 200
    assert voter.vote(FIRST, vote="b")[0] == 303
    assert (votes_in(one), votes_in(other)) == (1, 1)
    assert len(voter.cookies) == 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_port_that_another_program_has_is_told(which):
    port = free_ports()
    with socket.create_server((LOOPBACK, port + which)), pytest.raises(NotOpened) as failed:
        Served("06", port=port)
    said = str(failed.value)
    assert f"port {port + which} cannot be used" in said
    named = int(re.search(r"“--port (\d+)”", said)[1])
    assert named not in (port - 1, port, port + 1)
    for free in (named, named + 1):
        with socket.create_server((LOOPBACK, free)):
            pass
    assert "Traceback" not in said


def test_a_computer_that_sleeps_and_wakes_loses_no_vote(room):
    (voter,), desk = phones(room, 1), room.desk
    desk.press("open", round=FIRST)
    room.process.send_signal(signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool, closing(http.client.HTTPConnection(LOOPBACK, room.port, timeout=60)) as line:
        line.connect()  # the phone is through, and nobody answers
        sent = pool.submit(voter.vote, FIRST, vote="a")
        room.process.send_signal(signal.SIGCONT)
        assert sent.result(60)[0] == 303
    assert votes_in(room) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such limit")
def test_phones_that_hold_their_line_keep_nobody_out(rooms):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))  # as on macOS; a room inherits it
    try:
        room = rooms()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    (voter,), desk = phones(room, 1), room.desk
    desk.press("open", round=FIRST)
    with ExitStack() as held:
        for _ in range(400):
            held.enter_context(socket.create_connection((LOOPBACK, room.port), timeout=60))
        assert voter.vote(FIRST, vote="a")[0] == 303
        assert votes_in(room) == 1


def test_a_port_that_no_computer_has_is_told():
    with pytest.raises(NotOpened, match="port 70000 cannot be used"):
        Served("06", port=70_000)


def test_an_address_that_this_computer_has_not_is_told():
    with pytest.raises(NotOpened, match=r"192\.0\.2\.7 is no address of this computer .*Leave “--address” out"):
        Served("06", address="192.0.2.7")


def test_a_notebook_that_is_not_there_is_told():
    with pytest.raises(NotOpened, match=r"There is no notebook 99\. There are 00, 01"):
        Served("99")


def test_the_word_leads_on_and_another_one_does_not(room):
    phone = Phone(room.port)
    assert "The word on the wall" in phone.get("/")[2]
    status, headers, _ = phone.get(f"/?word=%20{room.word.upper()}%20")
    assert (status, headers["Location"]) == (302, f"/{room.word}")
    assert "This is not the word on the wall" in phone.get("/?word=zebra")[2]
    status, _, said = phone.get("/yesterday")
    assert (status, '<a href="/">Type the word on the wall</a>' in said) == (404, True)


def test_the_wall_has_the_address_the_word_and_a_code_and_no_counts(room):
    voters, desk = phones(room, 5), room.desk
    desk.press("open", round=FIRST)
    for voter in voters:
        voter.vote(FIRST, vote="a")
    status, headers, page = desk.get(f"{desk.here}/wall")
    assert (status, headers["Refresh"] is not None) == (200, True)
    assert f"http://{LOOPBACK}:{room.port}/" in page
    assert room.word in page
    assert "<svg" in page
    assert "<path" in page
    assert "“First vote”: 5 votes." in page
    assert "Can jaywalking stop you boarding a train?" in page
    assert "Back to the desk" not in page
    assert desk.here not in re.sub(r"<svg.*?</svg>", "", page)
    assert f'href="{desk.here}/wall" target="_blank" rel="noopener"' in desk.main()[2]
    assert "5 phones opened the page." in page
    assert "yes" not in re.sub(r"<svg.*?</svg>", "", page)
    desk.press("close")
    assert "Closed: First vote. Nothing is open now." in desk.get(f"{desk.here}/wall")[2]


def test_the_desk_warns_of_the_counts_until_the_second_vote_is_closed(room):
    voters, desk = phones(room, 5), room.desk
    early = "Look at the counts now: First vote (show them only after the second vote)"
    for name, warned in ((FIRST, True), (SECOND, False)):
        desk.press("open", round=name)
        for voter in voters:
            voter.vote(name, vote="a")
        desk.press("close")
        assert (early in desk.main()[2]) == warned
    assert "Counts: First vote" in desk.main()[2]


def test_only_one_vote_is_open_at_a_time(room):
    desk = room.desk
    assert desk.press("close")[2].count("Nothing is open, so nothing was closed") == 1
    desk.press("open", round=FIRST)
    assert "“First vote” is still open. Close it first." in desk.press("open", round=SECOND)[2]
    assert "does not exist in this room" in desk.press("open", round="09-vote")[2]


def test_each_phone_takes_one_card_which_a_press_deals(rooms):
    room = rooms("09")
    desk = room.desk
    assert "First type how many people" in desk.press("open", round="09-w09b")[2]
    desk.press("heads", heads="18")
    desk.press("open", round="09-w09b")
    voters, cards = phones(room, 18), []
    for voter in voters:
        assert "Take my card" in voter.get(voter.page)[2]
        assert voter.vote("09-w09b", rating="4")[0] == 409
        for _ in range(2):
            assert voter.post(f"{voter.page}/card", {"round": "09-w09b"})[0] == 303
        cards.append(re.search(r'<p class="card">(.*?)</p>', voter.get(voter.page)[2])[1])
        assert voter.vote("09-w09b", rating="4")[0] == 303
    assert sorted(map(cards.count, set(cards))) == [6, 6, 6]
    assert cards != sorted(cards)
    desk.press("close")
    assert "Card A 4.0, card B 4.0" in desk.result("09-w09b")


def test_a_wrong_number_comes_back_with_what_was_typed(rooms):
    room = rooms("07")
    room.desk.press("open", round="07-w07a")
    (voter,) = phones(room, 1)
    status, _, text = voter.vote("07-w07a", guess="5000")
    assert (status, "Type a number from 0 to 1,000" in text, 'value="5000"' in text) == (409, True, True)
    assert voter.vote("07-w07a", guess="1,000")[0] == 303
    assert "<strong>1,000</strong>" in voter.get(voter.page)[2]


def test_a_room_that_is_open_already_is_shown_once_more(room):
    desk_before, votes = room.place.path, phones(room, 1)
    room.desk.press("open", round=FIRST)
    votes[0].vote(FIRST, vote="a")
    command = [sys.executable, "-m", "seminar", "room", "06", "--port", str(room.port), "--no-browser"]
    again = subprocess.run([*command, "--address", LOOPBACK], capture_output=True, text=True, timeout=60)
    assert again.returncode == 0
    assert f"is open already. The desk, for this computer only: http://{LOOPBACK}:{room.port + 1}{desk_before}" in (
        again.stderr
    )
    assert votes_in(room) == 1


def test_the_room_of_another_notebook_at_a_port_is_named_and_one_elsewhere_is_told(room, rooms):
    place = f"http://{LOOPBACK}:{room.port + 1}{room.place.path}"
    with pytest.raises(NotOpened, match=f"The room for notebook 06 has this port already. Its desk: {place} "):
        Served("07", port=room.port)
    with pytest.raises(NotOpened, match=f"Its desk: {place} "):
        Served("07", port=room.port + 1)
    second = rooms("06")
    assert (
        f"Another room for notebook 06 is open already, at port {room.port}. Its desk: {place}"
        in second.process.stderr.readline()
    )


@pytest.fixture
def elsewhere():
    """How the room of a test is opened from a notebook: for this machine alone, at a port that nobody has."""
    return ["--no-browser", "--address", LOOPBACK, "--port", str(free_ports())]


KERNEL = """
import sys
from seminar.activities.parts.of_the_room import open_the_room
print(open_the_room("06", *sys.argv[1:]), flush=True)
sys.stdin.read()
"""


def test_a_room_that_a_notebook_opened_outlives_its_kernel(elsewhere):
    command = [sys.executable, "-c", KERNEL, *elsewhere]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as kernel:
        said = kernel.stdout.readline()
        if os.name == "nt":
            kernel.kill()
        else:
            os.killpg(kernel.pid, signal.SIGKILL)  # as Jupyter ends a kernel with all that belongs to it
    desk = Desk(urlsplit(re.search(r"http://\S+", said)[0]))
    assert desk.press("open", round=FIRST)[0] == 303
    assert "The room has ended" in desk.end()[2]


@contextmanager
def told(box):
    """Wait until a pane of *box* says where the desk is, after what is done meanwhile."""
    done = threading.Event()
    for pane in below(box, Pane):
        pane.observe(lambda change: "The desk, for" in change["new"] and done.set(), "html")
    yield
    assert done.wait(60)


def test_the_page_gets_its_answer_before_the_room_is_open(monkeypatch):
    let, asked = threading.Event(), []

    def opened(notebook):
        asked.append(notebook)
        assert let.wait(60)
        return "The desk, for this computer only: http://127.0.0.1:1/key"

    monkeypatch.setattr(of_the_room, "open_the_room", opened)
    box = activities.move_the_votes("06-w01b").live()
    (button,) = [one for one in below(box, Button) if one.label == "Open the room for this vote"]
    with told(box):
        button.press()
        button.press()
        assert [pane for pane in below(box, Pane) if "The room is opening." in pane.html]
        let.set()
    assert asked == ["06"]


def test_the_button_in_the_notebook_opens_the_room_and_says_where_its_desk_is(elsewhere, monkeypatch):
    opened = of_the_room.open_the_room
    monkeypatch.setattr(of_the_room, "open_the_room", lambda notebook: opened(notebook, *elsewhere))
    box = activities.move_the_votes("06-w01b").live()
    (button,) = [one for one in below(box, Button) if one.label == "Open the room for this vote"]
    assert not [pane for pane in below(box, Pane) if "The desk, for" in pane.html]
    for said in ("is open. ", "is open already. "):
        with told(box):
            button.press()
        (pane,) = [pane for pane in below(box, Pane) if "The desk, for" in pane.html]
        assert f"The room for notebook 06 {said}" in pane.html
        place = re.search(r'<a href="(http://[^"]+)" target="_blank">\1</a>', pane.html)[1]
    Desk(urlsplit(place)).end()
    assert of_the_room._opened[-2].wait(60) == 0


def test_a_notebook_on_a_school_server_offers_no_room(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/mei/")
    box = activities.move_the_votes("06-w01b").live()
    assert not [one for one in below(box, Button) if one.label == "Open the room for this vote"]
    assert any("Phones cannot reach a notebook on a school server" in pane.html for pane in below(box, Pane))
    with pytest.raises(Exception, match="No room can leave its counts where this page runs"):
        of_the_room.counts_of_the_room("06-w01b", "vote")()
