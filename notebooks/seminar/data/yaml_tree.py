"""A YAML file as nodes that know their lines; equal keys, which YAML itself would let pass, are told."""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

Problems = list[tuple[int, str]]
"""Line, and the rest of a sentence on what is wrong there."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is ten times faster, where it is there


class Node(NamedTuple):
    """A part of a file with its *line*: a text, number, truth value or None, a list of nodes, or key → node."""

    value: Any
    line: int


class Damaged(Exception):
    """What keeps a file from being YAML, and its *line*."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def tree(text: str) -> tuple[Node, Problems]:
    """The root of *text*, and its equal keys. Raises Damaged where it is not YAML, or has a tab in it."""
    if "\t" in text:
        raise Damaged(_line(text, text.index("\t")), "there is a tab; expected spaces")
    loader, problems = _Loader(text), Problems()
    try:
        root = loader.get_single_node()
        return (_node(root, root.start_mark.line + 1, loader, problems) if root else Node(None, 1)), problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, said = mark.line + 1 if mark else 1, error.problem or ""
        if said.startswith("mapping values are not allowed"):
            raise Damaged(line, "there is a second colon; expected a text with a colon between quote marks") from error
        raise Damaged(line, f"{said}; expected YAML as in its neighbours") from error
    except yaml.reader.ReaderError as error:
        line = _line(text, error.position)
        raise Damaged(line, "there is a sign that no YAML file may hold; expected letters and numbers") from error
    except RecursionError as error:
        raise Damaged(1, "its parts lie too deep in one another; expected YAML as in its neighbours") from error
    finally:
        loader.dispose()


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _node(found: yaml.Node, line: int, loader: yaml.SafeLoader, problems: Problems) -> Node:
    """A node of PyYAML as one of ours; a value in a mapping stands in the line of its key."""
    if isinstance(found, yaml.ScalarNode):
        return Node(_scalar(found, loader), line)
    if isinstance(found, yaml.SequenceNode):
        return Node([_node(entry, entry.start_mark.line + 1, loader, problems) for entry in found.value], line)
    entries: dict[Any, Node] = {}
    for name, entry in found.value:
        at = name.start_mark.line + 1
        key = _scalar(name, loader) if isinstance(name, yaml.ScalarNode) else "?"
        if key in entries:
            problems.append((at, f": “{key}” stands in line {entries[key].line} too; expected it once"))
        entries[key] = _node(entry, at, loader, problems)
    return Node(entries, line)


def _scalar(found: yaml.ScalarNode, loader: yaml.SafeLoader) -> Any:
    """A whole number, a number, a truth value or None as such, and all else (a day too) as its text."""
    makers: dict[str, Callable[..., Any]] = {
        "tag:yaml.org,2002:int": loader.construct_yaml_int,
        "tag:yaml.org,2002:float": loader.construct_yaml_float,
        "tag:yaml.org,2002:bool": loader.construct_yaml_bool,
        "tag:yaml.org,2002:null": loader.construct_yaml_null,
    }
    try:
        return makers.get(found.tag, loader.construct_scalar)(found)
    except (ValueError, KeyError):  # "0b_" only looks like a number
        return found.value
