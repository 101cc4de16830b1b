"""Orca beside a Firefox, both on a screen that nobody sees: what a person hears who reads a page with it."""

import contextlib
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import threading
from itertools import groupby
from pathlib import Path

import pytest
from engines import LONGEST, firefox, screen
from lab import PATIENCE

PROGRAMS = {"orca": "orca", "xdotool": "xdotool", "dbus-daemon": "dbus", "Xvfb": "xvfb"}
"""What it takes besides Firefox, and the package of Debian that has it."""
VERSION = "43.1"
"""Of Orca; another says the same things in other words. Debian 12 has this one."""
FIREFOX = {
    "accessibility.force_disabled": -1,  # it tells a screen reader all, even if it has not seen one
    "browser.aboutwelcome.enabled": False,
    "browser.preonboarding.enabled": False,
    "termsofuse.bypassNotification": True,
    "layers.acceleration.disabled": True,  # there is no graphics card to be imitated: that takes half of the time
    "places.history.enabled": False,  # a link is said in the same words whatever was read before
}
"""Its preferences: no page of welcome, nothing that takes time, and nothing that depends on what was done before."""
BEGIN, END = object(), object()
"""In the words: from here to there a page is read."""


class Ended(str):
    """In the words: there are no more of them, and this is what Orca has left behind."""


SUMMARY = "Page has "
NOISE = re.compile(r"\d+ percent\.|Text unselected\.")
"""How far JupyterLab is with a cell, and that the digits of a box are no longer marked: neither is ours, and both come
or do not come as time will have it."""


class Reader:
    """A page of a browser, and what Orca says of it. One waits for words, never for a time."""

    def __init__(self, page, words, display):
        self.page, self._words, self._marks = page, words, 0
        self._environment = {**os.environ, "DISPLAY": display}

    def read(self, address):
        """What Orca says of the page at *address*: first what is on it, then the page from its beginning to its end,
        which Orca reads by itself."""
        self.page.goto(address)
        words = [*iter(self._next, END)]
        begin = words.index(BEGIN)
        return [*[word for word in words[:begin] if word.startswith(SUMMARY)][-1:], *words[begin + 1 :]]

    def hear(self):
        """What Orca says of all that has happened on the page until now; the same words once only.

        A browser tells of a slider that it has moved, and that its words have changed: so Orca may say the value twice.
        The page says a word of its own, which Orca says after all that came before.
        """
        self._marks += 1
        mark = f"mark {self._marks}"
        self.page.evaluate(PLACE_FOR_MARKS)
        self.page.evaluate(SAY_A_MARK, mark)
        words = [*iter(self._next, mark)]
        said = [clock(word) for word in words if word not in (BEGIN, END) and not NOISE.fullmatch(word)]
        return [word for word, _ in groupby(said)]

    def press(self, key):
        """What Orca says when that *key* is pressed and Python has answered."""
        self.page.evaluate(COUNT_KEYS)
        subprocess.run(["xdotool", "key", key], env=self._environment, check=True)
        self.page.wait_for_function(KEY_HEARD)
        return self.hear()

    def _next(self):
        try:
            word = self._words.get(timeout=LONGEST)
        except queue.Empty:
            raise AssertionError("Orca has fallen silent") from None
        assert not isinstance(word, Ended), f"Orca has ended: {word}"
        return word


def clock(word):
    """*word* as it is said at five past two."""
    return re.sub(r"\b\d\d:\d\d\b", "14:05", word)


COUNT_KEYS = """() => {
  window.pressed = 0;
  window.counting ??= document.addEventListener('keyup', () => { window.pressed += 1; }, true) ?? true;
}"""
KEY_HEARD = """() => window.pressed > 0 && !document.querySelector('[data-unanswered]')
  && ![...document.querySelectorAll('[role=status]')].some(status => status.textContent === 'Saving…')"""
"""The page has had the key, Python has answered, and what was typed is saved."""
PLACE_FOR_MARKS = """async () => {
  if (document.getElementById('mark')) return;
  const place = Object.assign(document.createElement('div'), {id: 'mark', textContent: 'marks'});
  place.setAttribute('role', 'status');
  document.body.append(place);
  for (const _ of [1, 2]) await new Promise(resolve => requestAnimationFrame(resolve));
}"""
"""What changes in such a place is said; what it begins with need not be."""
SAY_A_MARK = """async mark => {
  for (const _ of [1, 2, 3, 4]) await new Promise(resolve => requestAnimationFrame(resolve));
  document.getElementById('mark').textContent = mark;
}"""
"""Says a word of the page's own, after all that is still to be drawn."""


def demand_programs():
    """Say what is missing, or of another version, and how to get it."""
    missing = [f"{name} (package {package})" for name, package in PROGRAMS.items() if not shutil.which(name)]
    how = "“bash tests/run.sh --all” installs it on Debian 12"
    assert not missing, f"not installed: {', '.join(missing)}; {how}"
    found = subprocess.run(["orca", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    assert found == VERSION, (
        f"the words were heard with Orca {VERSION}, and here is Orca {found}; {how}, and --keep-heard "
        "writes the words of another version"
    )


@contextlib.contextmanager
def listening(folder):
    """A Reader; what Orca and Firefox keep, they keep in *folder*."""
    demand_programs()
    with contextlib.ExitStack() as running:
        display = running.enter_context(screen())
        environment = {
            **os.environ,
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_RUNTIME_DIR": str(folder),
            "GSETTINGS_BACKEND": "memory",
            "GNOME_ACCESSIBILITY": "1",
            "LANG": "C.UTF-8",
        }
        environment["DBUS_SESSION_BUS_ADDRESS"] = running.enter_context(_bus(environment))
        words = running.enter_context(_orca(folder, environment))
        with pytest.MonkeyPatch.context() as patch:  # Firefox takes the environment of the tests
            for name, value in environment.items():
                patch.setenv(name, value)
            page = running.enter_context(firefox(folder, FIREFOX))
        yield Reader(page, words, display)


@contextlib.contextmanager
def _bus(environment):
    """The address of a bus by which programs speak with each other; what it has started ends with it."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, text=True, process_group=0, **streams) as bus:
        try:
            yield bus.stdout.readline().strip()
        finally:
            os.killpg(bus.pid, signal.SIGKILL)


@contextlib.contextmanager
def _orca(folder, environment):
    """A queue of all that Orca says from now on."""
    python = Path(shutil.which("orca")).read_text("utf-8").partition("\n")[0].removeprefix("#!").split()
    reads, writes = os.pipe()
    words = queue.Queue()
    with (folder / "orca.log").open("w") as log:
        orca = subprocess.Popen(
            [*python, Path(__file__).with_name("orca_voice.py")],
            env={**environment, "ORCA_SAYS_TO": str(writes), "PYTHONPATH": ""},
            pass_fds=[writes],
            stdout=log,
            stderr=log,
        )
    os.close(writes)

    def listen():
        with os.fdopen(reads, encoding="utf-8") as said:
            for line in said:
                words.put(_heard(json.loads(line)))
        words.put(Ended((folder / "orca.log").read_text("utf-8")[-1000:]))

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield words
    finally:
        orca.kill()
        orca.wait()
        listener.join(PATIENCE)


def _heard(line):
    """An utterance; before Chinese stands what language the page calls it."""
    if "reads" in line:
        return BEGIN if line["reads"] == "from here" else END
    said = line["said"].strip()
    return f"[{line['language']}] {said}" if line.get("language") else said
