"""What an error means that a student of the lab meets, in one sentence, where the lab knows better than Python."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import ModuleType
from typing import Any

import pandas as pd

from seminar.commands import install
from seminar.data.words import Words

prose = Words("lab")

EXPLAINED = (AttributeError, ImportError, KeyError, KeyboardInterrupt, NameError, TypeError)
"""Errors for which there may be a sentence."""


def explained(error: BaseException, names: Mapping[str, Any]) -> str:
    """What an *error* means, in one sentence; "" where the lab does not know better than Python."""
    if isinstance(error, KeyboardInterrupt):
        return prose("interrupted")
    if isinstance(error, ImportError) and "matplotlib" in str(error):
        return prose("no-library", command=install("lab"))
    if isinstance(error, NameError) and error.name:
        return prose("no-variable", name=error.name, near=_near(error.name, names))
    if isinstance(error, TypeError) and str(error).startswith("facts() takes"):
        return prose("facts-of-one")
    if isinstance(error, AttributeError | TypeError) and "ellipsis" in str(error):
        return prose("no-answer")
    if isinstance(error, AttributeError) and isinstance(error.obj, pd.DataFrame | pd.Series | ModuleType):
        kind, name = getattr(error.obj, "__name__", type(error.obj).__name__), error.name or ""
        return prose("no-attribute", kind=kind, name=name, near=_near(name, dir(error.obj)))
    if isinstance(error, KeyError) and error.args:
        frames = [one for one in names.values() if isinstance(one, pd.DataFrame)]
        known = {str(column) for one in frames for column in one.columns}
        return prose("no-column", name=str(error.args[0]), near=_near(str(error.args[0]), known))
    return ""


def _near(missing: str, known: Iterable[str]) -> str:
    near = [f"“{one}”" for one in get_close_matches(missing, known, 3)]
    return prose("did-you-mean", near=" or ".join(near)) if near else ""
