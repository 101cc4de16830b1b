"""The pages of a room in another application: below a path, for people who are logged in there."""

import asyncio
import re
import threading
from contextlib import contextmanager
from urllib.parse import urljoin

import pytest
from rooms import Visitor, new_room
from seminar.room import desk, phones
from seminar.room.network import Allowance
from tornado.httpserver import HTTPServer
from tornado.routing import PathMatches, Rule, RuleRouter
from tornado.web import HTTPError

BELOW = "/services/room"


async def by_login(page):
    """Who is logged in has a ballot, whichever browser it is; another one is sent to log in."""
    name = page.request.headers.get("Logged-In", "")
    if not name and page.request.method == "GET":
        page.redirect("/login")
    return f"ballot of {name}" if name else ""


async def teachers(page):
    if page.request.headers.get("Logged-In") != "teacher":
        raise HTTPError(403)


@contextmanager
def served(*applications):
    """The port at which *applications* answer, each below its path, in a loop of a thread of their own."""
    found, stops = [], []
    ready = threading.Event()

    async def serve():
        stop = asyncio.Event()
        server = HTTPServer(RuleRouter([Rule(PathMatches(path), one) for path, one in applications]))
        server.listen(0, "127.0.0.1")
        (heard,) = server._sockets.values()
        found.append(heard.getsockname()[1])
        stops.append((asyncio.get_running_loop(), stop))
        ready.set()
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(60)
    try:
        yield found[0]
    finally:
        loop, stop = stops[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(60)


@pytest.fixture
def room():
    return new_room()


@pytest.fixture
def port(room):
    seen, quiet = set(), lambda: None
    places = [f"https://school.example{BELOW}/"]
    for_phones = phones.application(room, seen, by_login, Allowance(500, 5_000), BELOW)
    at_desk = desk.application(
        room,
        seen,
        teachers,
        lambda: places,
        pressed=quiet,
        end=quiet,
        allowance=Allowance(500, 5_000),
        below=f"{BELOW}/desk",
    )
    with served((f"{BELOW}/desk/.*", at_desk), (f"{BELOW}/.*", for_phones)) as found:
        yield found


def test_who_is_logged_in_has_one_ballot_in_every_browser_and_nobody_else_has_one(room, port):
    here, teacher = f"{BELOW}/{room.word}", {"Logged_In": "teacher"}
    assert Visitor(port).post(f"{BELOW}/desk/{room.key}/open", {"round": "06-vote"}, Logged_In="ada")[0] == 403
    assert Visitor(port).post(f"{BELOW}/desk/{room.key}/open", {"round": "06-vote"}, **teacher)[0] == 303
    status, headers, _ = Visitor(port).get(here)
    assert (status, headers["Location"]) == (302, "/login")
    assert Visitor(port).post(here, {"round": "06-vote", "vote": "a"})[0] == 403
    for name, option in (("ada", "a"), ("bo", "b"), ("ada", "c")):
        browser = Visitor(port)
        assert browser.get(here, Logged_In=name)[0] == 200
        assert browser.cookies == {}
        status, headers, _ = browser.post(here, {"round": "06-vote", "vote": option}, Logged_In=name)
        assert (status, headers["Location"]) == (303, here)
    assert sorted(vote["vote"] for vote in room.ballots.votes.values()) == ["b", "c"]
    assert "2 phones opened the page." in Visitor(port).get(f"{BELOW}/desk/{room.key}/wall", **teacher)[2]


def test_every_way_on_and_every_style_stays_below_the_path(room, port):
    teacher = {"Logged_In": "teacher"}
    desk_at, here = f"{BELOW}/desk/{room.key}", f"{BELOW}/{room.word}"
    room.open("06-vote")
    pages = [f"{BELOW}/", f"{BELOW}/?word={room.word}x", here, f"{here}/change", desk_at, f"{desk_at}/wall"]
    found = set()
    for path in pages:
        status, _, text = Visitor(port).get(path, **teacher)
        assert status == 200
        ways = {urljoin(path, way) for way in re.findall(r'(?:href|action)="([^"]+)"', text)}
        assert all(way.startswith(f"{BELOW}/") for way in ways), path
        found |= {way for way in ways if way.endswith(".css")}
    assert len(found) == 4
    for style in found:
        status, headers, text = Visitor(port).get(style, **teacher)
        assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
        assert ".room" in text
    assert Visitor(port).get(f"{BELOW}/?word={room.word}", **teacher)[1]["Location"] == here
    assert f"https://school.example{BELOW}/{room.word}" in Visitor(port).get(f"{desk_at}/wall", **teacher)[2]
