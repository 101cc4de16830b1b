"""What a cell shows, and how that ends when the cell is run again: no watcher and no widget is left over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_to_end: dict[str, list[Callable[[], None]]] = {}
"""Key of a cell → what ends what it shows."""
_open: ContextVar[list[Callable[[], None]] | None] = ContextVar("_open", default=None)


def cell_now() -> str:
    """The id of the cell that runs now, "" where no notebook says it."""
    from IPython import get_ipython  # only a kernel shows something in a cell

    kernel = getattr(get_ipython(), "kernel", None)
    return kernel.get_parent().get("metadata", {}).get("cellId", "") if kernel else ""


@contextmanager
def showing(key: str) -> Iterator[None]:
    """While the cell called *key* shows something: what it showed before is ended first."""
    for end in reversed(_to_end.pop(key, [])):
        end()
    token = _open.set(_to_end.setdefault(key, []))
    try:
        yield
    finally:
        _open.reset(token)


def until_shown_again(end: Callable[[], None]) -> None:
    """Have *end* called when the cell that is being shown is shown again. Outside of a cell it is never called."""
    ends = _open.get()
    if ends is not None:
        ends.append(end)
