"""A room that really runs, on this machine alone, and phones that vote in it over HTTP."""

import http.client
import re
import signal
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlencode, urlsplit

from seminar.room.journal import of_the_room
from seminar.room.room import Room
from support import LOOPBACK, free_ports

PORT = 18_750


def new_room(notebook="06", port=PORT):
    """The room of a notebook, without a server."""
    return Room(notebook, of_the_room(notebook, port))


class NotOpened(Exception):
    """A room did not open; the text is all that it said."""


class Served:
    """The room of a notebook in a process of its own, from the command of the pack."""

    def __init__(self, notebook, port=None, address=LOOPBACK):
        self.notebook, self.port, self.address = notebook, port or free_ports(), address
        self.start()

    def start(self):
        where = ["--address", self.address] if self.address else []
        command = [sys.executable, "-m", "seminar", "room", self.notebook, "--port", str(self.port), "--no-browser"]
        self.process = subprocess.Popen([*command, *where], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said = self.process.stderr.readline()
        if "is open" not in self.said:
            raise NotOpened(self.said + self.process.communicate(timeout=60)[1])
        self.place = urlsplit(re.search(r"http://\S+", self.said)[0])

    @property
    def desk(self):
        return Desk(self.place)

    def phone(self):
        return Phone(self.port)

    @property
    def word(self):
        return re.search(r"The word: <strong>(\w+)</strong>", self.desk.main()[2])[1]

    def kill(self):
        self.process.kill()
        self.process.communicate()

    def stop(self):
        """As Ctrl+C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)

    def ended(self):
        """All that it said, once it has ended by itself."""
        return self.process.communicate(timeout=60)


class Visitor:
    """Somebody who asks one server: keeps cookies, follows nothing."""

    def __init__(self, port, host=LOOPBACK):
        self.port, self.host, self.cookies = port, host, {}

    def ask(self, method, path, fields=None, body=None, **headers):
        """Status, headers and text of the answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if fields is not None:
            body = urlencode(fields)
            named = {"Content-Type": "application/x-www-form-urlencoded", **named}
        if self.cookies:
            named.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=60)) as connection:
            connection.request(method, path, body, {name: value for name, value in named.items() if value})
            answer = connection.getresponse()
            text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, fields, **headers):
        return self.ask("POST", path, fields, **headers)


class Phone(Visitor):
    """A phone: it opens the page, and votes."""

    def open(self, word):
        self.page = f"/{word}"
        return self.get(self.page)

    def vote(self, name, **given):
        return self.post(self.page, {"round": name, **given})


class Desk(Visitor):
    """The desk of a room, at *place*, an address that was split."""

    def __init__(self, place):
        super().__init__(place.port)
        self.here, self.origin = place.path, f"http://{place.netloc}"

    def main(self):
        return self.get(self.here)

    def press(self, step, **fields):
        return self.post(f"{self.here}/{step}", fields, Origin=self.origin)

    def end(self):
        return self.press("end", sure="yes")

    def result(self, name):
        return self.get(f"{self.here}/result?round={name}")[2]


def files_below(folder):
    """All that stands in the files below *folder*."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
