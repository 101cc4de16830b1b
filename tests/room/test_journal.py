"""The journal on the disk, the addresses of a computer, and what one of them may ask: each without a server."""

import asyncio
import errno
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import PORT, new_room
from seminar.errors import SeminarError
from seminar.room import network, serving
from seminar.room.ballots import digest
from seminar.room.journal import A_DAY, FILE, FOLDER, Journal, again
from seminar.room.network import Allowance, addresses
from seminar.room.pages import Desk
from seminar.room.room import Refused


def voted(room, people, name="06-vote"):
    room.open(name)
    for number in range(people):
        room.cast(f"token {number}", name, {"vote": "abcd"[number % 4]})


def test_a_vote_is_on_the_disk_before_its_voter_hears_of_it(monkeypatch):
    room, order = new_room(), []
    room.open("06-vote")
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: order.append(len(room.ballots.votes)) or real(handle))
    room.cast("token", "06-vote", {"vote": "a"})
    assert order == [0]  # the disk first, then the count
    assert len(new_room().ballots.votes) == 1


def test_a_disk_that_is_full_is_told_and_the_vote_does_not_count(full_disk):
    room = new_room()
    voted(room, 5)
    full_disk()
    with pytest.raises(Refused, match=r"Your vote is not kept yet: .*No space left on device"):
        room.cast("another", "06-vote", {"vote": "a"})
    assert len(room.ballots.votes) == 5


def test_a_room_that_cannot_close_for_want_of_room_on_the_disk_stays_open(full_disk):
    room = new_room()
    voted(room, 5)
    full_disk()
    with pytest.raises(SeminarError):
        room.close()
    assert (room.ballots.open, len(room.ballots.votes)) == ("06-vote", 5)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_a_torn_or_damaged_line_costs_only_itself(tmp_path_factory, noise, cut):
    journal = Journal(tmp_path_factory.mktemp("room"))
    votes = [
        {"is": "cast", "round": "06-vote", "ballot": digest(str(number), "06-vote"), "chosen": {"vote": "a"}}
        for number in range(3)
    ]
    journal.begin([{"is": "begun", "word": "lemon"}, {"is": "opened", "round": "06-vote"}, votes[0]])
    whole = (journal.folder / FILE).read_bytes()
    torn = b'{"is": "cast", "round": "06-vote", "ballot": "x", "chosen": {"vote": "b"}}'[: min(cut, 70)]
    (journal.folder / FILE).write_bytes(whole + torn)
    for vote in votes[1:]:
        journal.add(vote)
    with (journal.folder / FILE).open("ab") as file:
        file.write(noise)
    state, begun = again(journal.events())
    assert begun["word"] == "lemon"
    assert set(state.votes) == {vote["ballot"] for vote in votes}


@pytest.mark.parametrize(
    "line", ['{"is": "cast"}', "[1]", '{"is": ["begun"]}', "null", '{"is": "heads", "number": {}}']
)
def test_a_line_that_somebody_wrote_into_the_file_changes_nothing(line):
    room = new_room()
    voted(room, 5)
    (file,) = room._journal.folder.iterdir()
    file.write_bytes(file.read_bytes() + line.encode() + b"\n")
    assert new_room().ballots == room.ballots


def test_what_is_left_of_a_room_goes_after_a_day_but_never_the_own_one(answers_folder):
    for port in (1, 2, 3):
        voted(new_room(port=port), 5)
    then = time.time() - A_DAY - 60
    for port in (1, 3):
        os.utime(answers_folder / FOLDER / f"06-{port}" / FILE, (then, then))
    found = new_room(port=3)
    assert len(found.ballots.votes) == 5
    assert sorted(path.name for path in (answers_folder / FOLDER).iterdir()) == ["06-2", "06-3"]


def in_a_loop(step):
    """What *step* gives in a loop of its own, in a thread of its own: a browser that is open holds the loop of this."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(step())).result()


def test_a_room_ends_by_itself_when_nobody_presses_at_its_desk(monkeypatch, answers_folder):
    monkeypatch.setattr(serving, "IDLE", 0)
    room = new_room()

    async def waits():
        ended = asyncio.Event()
        serving.Idle(room, ended.set)
        await asyncio.wait_for(ended.wait(), 60)

    in_a_loop(waits)
    assert not (answers_folder / FOLDER / f"06-{PORT}").exists()


def test_a_press_at_the_desk_puts_the_end_off():
    async def pressed():
        idle = serving.Idle(new_room(), asyncio.Event().set)
        first = idle._timer
        idle.pressed()
        return first.cancelled(), idle._timer.when() >= first.when()

    assert in_a_loop(pressed) == (True, True)


def test_a_thousand_phones_behind_one_address_meet_no_limit_and_a_flood_does():
    now = [0.0]
    allowance = Allowance(serving.RATE, serving.BURST, lambda: now[0])
    for second in range(60):  # all look again every five seconds; once all of them vote within two seconds
        now[0] = float(second)
        at_once = 1_000 // 5 + (1_000 * 4 // 2 if second in (30, 31) else 0)
        assert all(allowance.takes("school") for _ in range(at_once))
    assert not all(allowance.takes("flood") for _ in range(serving.BURST + 1))
    assert allowance.takes("school")
    now[0] += 1
    assert all(allowance.takes("flood") for _ in range(serving.RATE))
    assert not allowance.takes("flood")


def test_what_is_known_of_addresses_does_not_grow_without_end():
    now = [0.0]
    allowance = Allowance(1, 2, lambda: now[0])
    for number in range(30_000):
        now[0] += 0.001
        allowance.takes(str(number))
    assert len(allowance._left) < 12_000


def in_networks(monkeypatch, **found):
    """Let this computer have these networks: name → address and whether it is up."""
    state = {name: SimpleNamespace(isup=up) for name, (_, up) in found.items()}
    named = {name: [SimpleNamespace(family=socket.AF_INET, address=address)] for name, (address, _) in found.items()}
    monkeypatch.setattr(psutil, "net_if_stats", lambda: state)
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: named)


def test_the_address_by_which_this_computer_leaves_comes_first(monkeypatch):
    in_networks(
        monkeypatch,
        lo=("127.0.0.1", True),
        docker0=("172.17.0.1", True),
        off=("10.1.1.1", False),
        wlan0=("192.168.1.23", True),
    )
    monkeypatch.setattr(network, "_outward", lambda: "192.168.1.23")
    assert addresses() == ["192.168.1.23", "172.17.0.1"]


@pytest.mark.parametrize(
    "error", [OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address"), socket.gaierror(-2, "Name not known")]
)
def test_an_address_of_another_computer_is_told_with_those_of_this_one(monkeypatch, error):
    in_networks(monkeypatch, wlan0=("192.168.1.23", True))
    monkeypatch.setattr(network, "bind_sockets", lambda *given, **named: (_ for _ in ()).throw(error))
    with pytest.raises(SeminarError, match=rf"192\.0\.2\.7 is no address .*{error.strerror}.*: 192\.168\.1\.23, 127"):
        network.listen(PORT, "192.0.2.7")


def test_in_no_network_the_desk_and_the_wall_say_so_and_name_another_way(monkeypatch):
    in_networks(monkeypatch, lo=("127.0.0.1", True))
    assert addresses() == []
    desk = Desk(new_room(), "/desk", addresses(), 0)
    for page in (desk.main(), desk.wall()):
        assert "This computer is in no network, so no phone can reach it." in page
        assert "Use cards, hands or slips" in page


def test_asking_for_the_way_out_sends_nothing(monkeypatch):
    monkeypatch.setattr(network, "_ELSEWHERE", ("no such address", 9))
    monkeypatch.setattr(socket.socket, "connect", lambda *given: (_ for _ in ()).throw(OSError(101, "unreachable")))
    assert network._outward() == ""
