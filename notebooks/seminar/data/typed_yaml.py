"""YAML files as frozen dataclasses: their types say what may stand where, and every problem says where it stands.

A file is checked whole when it is read: tabs, two equal keys, and all that a type does not allow. A type here is
``str``, ``int``, ``bool``, a ``Literal``, ``tuple[X, ...]`` for a list, ``Mapping[K, V]``, a dataclass, a union of
dataclasses, and any of them in ``Annotated`` with one of the limits below. A field whose name Python cannot take
("break") ends in "_" in its class.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Protocol, Union, get_args, get_origin
from typing import get_type_hints as hints_of

from seminar.data.closed import opened
from seminar.data.package import read_text
from seminar.errors import SeminarError

if TYPE_CHECKING:
    from seminar.data.yaml_tree import Node

TAGS = ("role", "kind")
"""Fields that tell the members of a union apart; without them the member with most of the given fields is meant."""


MEND = "Mend that line, or take a fresh copy of the file from the pack."


class Limit(Protocol):
    """What a value must keep beyond its type; as a text it says what is expected."""

    def allows(self, value: Any) -> bool:
        """Whether *value*, which is of the right type, keeps it."""


@dataclass(frozen=True)
class Letters:
    """A text of 1 to *most* signs."""

    most: int

    def allows(self, value: str) -> bool:
        """Whether *value* is not too long and not empty."""
        return 0 < len(value) <= self.most

    def __str__(self) -> str:
        return f"a text of 1 to {self.most} signs"


@dataclass(frozen=True)
class Form:
    """A text that matches *pattern* as a whole; *words* say what that is."""

    pattern: str
    words: str

    def allows(self, value: str) -> bool:
        """Whether *value* has that form."""
        return re.fullmatch(self.pattern, value) is not None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Between:
    """A whole number from *low* to *high*."""

    low: int
    high: int

    def allows(self, value: int) -> bool:
        """Whether *value* lies between them."""
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"a whole number from {self.low} to {self.high}"


@dataclass(frozen=True)
class Entries:
    """A list or mapping of *fewest* to *most* entries."""

    fewest: int
    most: int | None = None

    def allows(self, value: tuple[Any, ...] | Mapping[Any, Any]) -> bool:
        """Whether *value* has that many."""
        return self.fewest <= len(value) and (self.most is None or len(value) <= self.most)

    def __str__(self) -> str:
        if self.most == self.fewest:
            return f"{self.fewest} entries"
        return f"{self.fewest} to {self.most} entries" if self.most else f"at least {self.fewest} entries"


class _Field(NamedTuple):
    name: str
    kind: Any
    required: bool


def read(path: str, kind: Any) -> Any:
    """What the YAML file at *path* below ``data/`` holds, as *kind*. Raises SeminarError with its first problem."""
    value, problems = _checked(path, kind)
    if problems:
        raise SeminarError(f"{problems[0]} {MEND}")
    return value


def problems(path: str, kind: Any) -> list[str]:
    """What keeps the file at *path* below ``data/`` from being a *kind*, a sentence each; also that it is missing."""
    try:
        return _checked(path, kind)[1]
    except SeminarError as error:
        return [str(error)]


def _checked(path: str, kind: Any) -> tuple[Any, list[str]]:
    value, found = _taken(read_text(path), kind)
    return value, [f"data/{path}, line {line}{what}." for line, what in sorted(found)]


def _taken(text: str, kind: Any) -> tuple[Any, list[tuple[int, str]]]:
    """What *text* holds, as *kind*, and what is wrong with it: line, and the rest of a sentence."""
    from seminar.data.yaml_tree import Damaged, tree  # here, so that the package is imported without PyYAML

    reader = _Reader()
    try:
        root, reader.found = tree(opened(text))
        return reader.take(kind, root, ()), reader.found
    except Damaged as problem:
        return None, [(problem.line, f": {problem}")]
    except ValueError:
        return None, [(1, ": it is packed, and damaged; expected it as it came")]


@cache
def _fields(kind: type) -> dict[str, _Field]:
    """Name in a file → field of the dataclass *kind*."""
    hints = hints_of(kind, include_extras=True)
    return {
        field.name.rstrip("_"): _Field(
            field.name,
            _without_none(hints[field.name]),
            field.default is field.default_factory or field.name in TAGS,  # both are MISSING
        )
        for field in fields(kind)
    }


def _without_none(kind: Any) -> Any:
    members = [member for member in get_args(kind) if member is not NoneType]
    return members[0] if get_origin(kind) in (Union, UnionType) and len(members) == 1 else kind


def _literals(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) is Literal else ()


def _is_one_of(value: Any, known: tuple[Any, ...]) -> bool:
    return any(type(value) is type(one) and value == one for one in known)


def _form(kind: Any) -> type:
    """What Python makes of a node that *kind* may allow: a text, a number, a list or a mapping."""
    inner = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return list if get_origin(inner) is tuple else inner if inner in _WORDS else dict


_WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list, each entry after a “- ”",
}


def expected(kind: Any) -> str:
    """What *kind* allows, in words."""
    if get_origin(kind) is Annotated:
        return str(get_args(kind)[1])
    if known := _literals(kind):
        return _one_of(known)
    if get_origin(kind) in (Union, UnionType):
        return " or ".join(dict.fromkeys(expected(member) for member in get_args(kind)))
    return _WORDS.get(get_origin(kind) or kind, "a mapping, lines such as “title: A title”")


def _one_of(known: tuple[Any, ...]) -> str:
    words = ["true" if one is True else str(one) for one in dict.fromkeys(known)]
    return words[0] if len(words) == 1 else f"one of: {', '.join(words)}"


def _shown(value: Any) -> str:
    """*value* as a problem names it."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return "“true”" if value else "“false”"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else f"a list of {len(value)}"
    text = " ".join(str(value).split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:60]}…” ({len(str(value))} signs)"


class _Reader:
    """Turns nodes into values; *found* is what is wrong: line, and the rest of a sentence."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def take(self, kind: Any, node: "Node", at: tuple[str, ...]) -> Any:
        """The *node* as *kind*; None where it is none, and then the problem is noted. *at* names its place."""
        before = len(self.found)
        inner, limit = get_args(kind) if get_origin(kind) is Annotated else (kind, None)
        value = self._of_type(inner, node, at, kind)
        if limit and len(self.found) == before and not limit.allows(value):
            self._wrong(node, at, expected(kind))
        return value

    def _of_type(self, kind: Any, node: "Node", at: tuple[str, ...], wanted: Any) -> Any:
        origin, value = get_origin(kind), node.value
        if origin is tuple and isinstance(value, list):
            return self._list(get_args(kind)[0], value, at)
        if origin is Mapping and isinstance(value, dict):
            return self._mapping(kind, node, at)
        if origin in (Union, UnionType):
            fitting = [member for member in get_args(kind) if isinstance(value, _form(member))]
            if len(fitting) == 1:
                return self.take(fitting[0], node, at)
            return self._member(fitting, node, at) if fitting else self._wrong(node, at, expected(wanted))
        if isinstance(kind, type) and kind not in _WORDS and isinstance(value, dict):
            return self._record(kind, node, at)
        if type(value) is kind or _is_one_of(value, _literals(kind)):
            return value
        return self._wrong(node, at, expected(wanted))

    def _wrong(self, node: "Node", at: tuple[str, ...], wanted: str) -> None:
        self._note(node.line, at, f"{_shown(node.value)}; expected {wanted}")

    def _note(self, line: int, at: tuple[str, ...], what: str) -> None:
        self.found.append((line, f"{''.join(f', {name}' for name in at)}: {what}"))

    def _list(self, kind: Any, nodes: "list[Node]", at: tuple[str, ...]) -> tuple[Any, ...]:
        places = [(*at, f"entry {number}") for number in range(1, len(nodes) + 1)]
        for number, node in enumerate(nodes):
            if not isinstance(node.value, dict | list) and node.value in (earlier.value for earlier in nodes[:number]):
                self._note(node.line, places[number], f"{_shown(node.value)} stands before it too; expected it once")
        return tuple(self.take(kind, node, place) for node, place in zip(nodes, places, strict=True))

    def _mapping(self, kind: Any, node: "Node", at: tuple[str, ...]) -> dict[Any, Any]:
        of_keys, of_values = get_args(kind)
        made: dict[Any, Any] = {}
        for key, entry in node.value.items():
            place = (*at, str(key) if at else f"record {key}")
            before = len(self.found)
            self.take(of_keys, entry._replace(value=key), at)
            if len(self.found) == before:
                made[key] = self.take(of_values, entry, place)
        return made

    def _member(self, members: list[type], node: "Node", at: tuple[str, ...]) -> Any:
        for tag in TAGS:
            if len(members) == 1 or not all(tag in _fields(member) for member in members):
                continue
            choices = {member: _literals(_fields(member)[tag].kind) for member in members}
            known = tuple(one for some in choices.values() for one in some)
            if tag not in node.value:
                return self._note(node.line, at, _lacks(tag, _one_of(known)))
            given = node.value[tag]
            if not _is_one_of(given.value, known):
                return self._wrong(given, (*at, f"field {tag}"), _one_of(known))
            members = [member for member, some in choices.items() if _is_one_of(given.value, some)]
        shared = {member: len(set(_fields(member)) & set(node.value)) for member in members}
        if len(members) > 1 and not any(shared.values()):
            ways = " or ".join(f"“{', '.join(_fields(member))}”" for member in members)
            return self._note(node.line, at, f"a mapping without a known field; expected the fields {ways}")
        return self._record(max(members, key=lambda member: shared[member]), node, at)

    def _record(self, kind: type, node: "Node", at: tuple[str, ...]) -> Any:
        known, before = _fields(kind), len(self.found)
        for name, entry in node.value.items():
            if name not in known:
                self._note(entry.line, (*at, f"field {name}"), f"unknown; expected only {', '.join(known)}")
        values = dict(self._values(known, node, at))
        if len(self.found) > before:
            return None
        try:
            return kind(**values)
        except ValueError as error:  # fields that do not go together
            return self._note(node.line, at, str(error))

    def _values(self, known: dict[str, _Field], node: "Node", at: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for name, field in known.items():
            if name in node.value:
                yield field.name, self.take(field.kind, node.value[name], (*at, f"field {name}"))
            elif field.required:
                self._note(node.line, at, _lacks(name, expected(field.kind)))


def _lacks(name: str, wanted: str) -> str:
    return f"the field “{name}” is missing; expected {wanted}"
