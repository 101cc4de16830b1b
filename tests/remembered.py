"""What tests need not find out anew: what a table or a file of records says, as long as its text stays the same."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import pytest
from seminar.data import checking, typed_yaml
from seminar.data.package import read_text, resource


@contextmanager
def each_text_is_checked_once() -> Iterator[None]:
    """Until the end of the block nothing is checked twice for the same text; every file is still read each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "_table", _tables(checking._table))
        patch.setattr(typed_yaml, "_taken", _records(typed_yaml._taken))
        yield


def _tables(check: Callable) -> Callable:
    known = {}

    @wraps(check)
    def table(name, text=None):
        described = resource(name)
        text = read_text(described["path"]) if text is None else text
        key = name, json.dumps(described), text
        if key not in known:
            known[key] = check(name, text)
        found, problems = known[key]
        return [dict(cells) for cells in found], list(problems)  # a reader may change its own

    return table


def _records(check: Callable) -> Callable:
    known = {}

    @wraps(check)
    def taken(text, kind):
        if (text, kind) not in known:
            known[text, kind] = check(text, kind)
        value, problems = known[text, kind]
        return value, list(problems)

    return taken
