"""How long a saved answer lasts: on a computer for good, in a browser only as that browser keeps it.

The browser edition (``seminar.lite``) has no disk. A drive stands for it, which a browser stores where the address is
a secure one; and even then a browser may forget it (a private window, no room), unless it has promised not to.
"""

from enum import StrEnum

from seminar.answers.store import readers
from seminar.surroundings import drive_is_kept, in_browser


class Lasts(StrEnum):
    """What may be said of a saved answer; each has its words in ``data/teaching/parts.yaml``."""

    COMPUTER = "computer"
    """It is on the disk."""
    PROMISED = "promised"
    """A browser keeps it until somebody removes it."""
    HELD = "held"
    """A browser keeps it, but does not say for how long."""
    GONE = "gone"
    """It is lost as soon as the page is closed."""


_promised = False


def promise(given: bool) -> None:
    """Take what the browser said: whether it keeps what this site stores until somebody removes it."""
    global _promised
    _promised = given


def lasts() -> Lasts:
    """What may be said of an answer that was saved just now."""
    if not in_browser():
        return Lasts.COMPUTER
    if not drive_is_kept():
        return Lasts.GONE
    return Lasts.PROMISED if _promised else Lasts.HELD


def stay() -> str:
    """In a word what is said of all answers: how long a browser keeps them, else who can read them."""
    return lasts() if in_browser() else readers()
