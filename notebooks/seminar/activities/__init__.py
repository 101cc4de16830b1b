"""The activities of the course: ``activities.scan_the_city()``. Each is loaded when it is first named.

So a notebook waits only for the activities that it uses, and a page without one for none. Each module here is an
activity: a function of the same name, and ``ACTIVITY``, in which it says what it is. No list names it.
"""

import sys
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from seminar.errors import SeminarError
from seminar.screen.page import note
from seminar.workbench.declaration import Declaration


@cache
def _names() -> list[str]:
    return sorted(module.name for module in iter_modules(__path__) if not (module.ispkg or module.name[0] == "_"))


def declared() -> dict[str, Declaration]:
    """Cell id → what the activity in that cell says of itself. All activities are loaded for that.

    Raises SeminarError for a module that declares none.
    """
    every = [_declaration(import_module(f"{__name__}.{name}")) for name in _names()]
    return {cell: found for found in every for cell in (found.cell, *found.also_in)}


def _declaration(module: ModuleType) -> Declaration:
    """What the activity of that *module* says of itself. Raises SeminarError where it says nothing."""
    found = getattr(module, "ACTIVITY", None)
    if not isinstance(found, Declaration):
        raise SeminarError(
            f"The module {module.__name__.replace('.', '/')}.py says not what its activity is; expected a line such as "
            "“ACTIVITY = Declaration(CELL, its_function, on_paper)”."
        )
    return found


class _Activities(ModuleType):
    """This package, in which the name of an activity never stands for the module of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Python puts each loaded module here under its name: its activity takes that place."""
        activity = isinstance(value, ModuleType) and name in _names()
        super().__setattr__(name, getattr(value, name) if activity else value)


sys.modules[__name__].__class__ = _Activities


def __getattr__(name: str) -> Any:
    if name not in _names():
        raise AttributeError(f"There is no activity “{name}”. There are: {', '.join(_names())}.")
    try:
        return getattr(import_module(f"{__name__}.{name}"), name)
    except SeminarError as error:  # its words cannot be read: it shows why, and is loaded anew when it runs again
        shown = note(error)
        return lambda *given: shown


def __dir__() -> list[str]:
    return _names()
