"""What stands in a live view: a tree of parts, which the one widget of a box carries to the page (``widget.py``).

A part is data in Python: its traits that are tagged ``shown`` reach the page whenever they change, and it hears what a
reader did. No widget is needed for that, so whoever only takes pictures or words from an activity loads none.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Protocol

import traitlets as t

from seminar.errors import SeminarError

GO_ON = "Your saved answers are kept. To go on, open the menu Run and choose Run All Cells."
NOT_HERE = f"This part of the page is no longer up to date, and this step does not count. {GO_ON}"

Event = Mapping[str, Any]
"""What a reader did to a part, as the page tells it."""


class Carrier(Protocol):
    """What carries parts to the page."""

    def tell(self, part: "Part", name: str) -> None:
        """Tell the page that *name* of *part* has changed."""


class Part(t.HasTraits):
    """Something that stands in a box: a control, a pane, or a box of its own."""

    kind: ClassVar[str]
    """Which function of ``controls.js`` draws it."""
    hidden = t.Bool(False).tag(shown=True)
    focuses = t.Int(0).tag(shown=True)
    live: Carrier | None = None

    @classmethod
    @cache
    def shown(cls) -> frozenset[str]:
        """The names of all that the page knows of such a part."""
        return frozenset({"kind", *cls.class_trait_names(shown=True)})

    def tree(self) -> "Iterator[Part]":
        """This part and all that stands in it, in order."""
        yield self

    def take_focus(self) -> None:
        """Lead a keyboard to the first control here, and the eye to its start: what had the focus has left the page."""
        self.focuses += 1

    def hear(self, event: Event) -> None:
        """Take what a reader did. Raises SeminarError where this part cannot take it."""
        raise SeminarError(NOT_HERE)

    def notify_change(self, change: Any) -> None:
        """Tell the page, then those in Python who wait for it."""
        if self.live and change.name in self.shown():
            self.live.tell(self, change.name)
        super().notify_change(change)


class Box(Part):
    """Parts that stand together. Its *classes* say how they stand; the style is in page.css.

    With a ``label`` it is a group of that name, which a screen reader says to whoever comes into it.
    """

    kind = "box"
    label = t.Unicode().tag(shown=True)
    children = t.List(t.Instance(Part)).tag(shown=True)
    classes = t.List(t.Unicode()).tag(shown=True)

    def __init__(self, children: Sequence[Part] = (), *classes: str) -> None:
        super().__init__(children=list(children), classes=list(classes))

    def tree(self) -> Iterator[Part]:
        """The box, then what stands in it."""
        yield self
        for child in self.children:
            yield from child.tree()
