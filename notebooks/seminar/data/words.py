"""The words of an activity, or of a part that activities share, found by name: an author writes them as text.

Those of an activity stand in its record (``words:`` in ``data/teaching/07.yaml``), those of a part in
``data/teaching/parts.yaml``. A gap in them is a name in braces: ``"{alarms} of 1,000 are right"``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Never, TypeVar

from seminar.data.records import Activity, Texts, parts, record
from seminar.errors import SeminarError

Value = TypeVar("Value")
_CELL = re.compile(r"\d{2}-.+")
_GAP = re.compile(r"\{([a-z_]+)\}")


class Words:
    """The words of *owner*, the cell of an activity ("07-w07a") or a part ("workbench"), read when they are needed.

    Every way to ask raises SeminarError for a name that is not there, and for a gap without a value or the reverse.
    """

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def __call__(self, name: str, /, **values: str | int) -> str:
        """The text *name*, or the one called "group.name", with the *values* in its gaps, as they are."""
        pieces = _pieces(self._text(name))
        wanted = pieces[1::2]
        if set(wanted) != set(values):
            self._fails(name, f"filled with {_listed(values)}; expected a value for each gap: {_listed(wanted)}")
        return "".join(str(values[piece]) if i % 2 else piece for i, piece in enumerate(pieces))

    def all(self, name: str, /) -> tuple[str, ...]:
        """The list *name*."""
        found = self._found(name)
        return (
            found if isinstance(found, tuple) else self._fails(name, "no list; expected one, each entry after a “- ”")
        )

    def group(self, name: str, /) -> dict[str, str]:
        """The group *name*: key → text."""
        found = self._found(name)
        return (
            dict(found)
            if isinstance(found, Mapping)
            else self._fails(name, "no group; expected one, lines such as “name: a text”")
        )

    def _text(self, name: str) -> str:
        group, _, inner = name.rpartition(".")
        found = self._one_of(self.group(group), inner, name) if group else self._found(name)
        if not isinstance(found, str):
            self._fails(name, "no text; expected one")
        return found

    def _found(self, name: str) -> Texts:
        return self._one_of(_words_of(self.owner), name, name)

    def _one_of(self, known: Mapping[str, Value], key: str, name: str) -> Value:
        if key not in known:
            self._fails(name, f"not there; expected one of: {_listed(known)}")
        return known[key]

    def _fails(self, name: str, what: str) -> Never:
        raise SeminarError(f"{_place(self.owner)}, words, “{name}”: {what}.")


def gaps(text: str) -> set[str]:
    """The names of the gaps in *text*."""
    return set(_GAP.findall(text))


@cache
def _pieces(text: str) -> list[str]:
    """*text* between its gaps, and at every second place the name of a gap."""
    return _GAP.split(text)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names)) or "nothing"


def _words_of(owner: str) -> Mapping[str, Texts]:
    if _CELL.fullmatch(owner):
        return record(owner, Activity).words
    if owner not in parts():
        raise SeminarError(f"{_place(owner)}: not there; expected one of: {_listed(parts())}.")
    return parts()[owner]


def _place(owner: str) -> str:
    file = f"{owner[:2]}.yaml, record" if _CELL.fullmatch(owner) else "parts.yaml, part"
    return f"data/teaching/{file} {owner}"
