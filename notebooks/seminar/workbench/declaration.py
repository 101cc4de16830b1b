"""What an activity says of itself, once, in its own module: from there everything else finds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import htpy as h

    from seminar.screen.page import Output
    from seminar.workbench.guess import Asked


Copies = Literal["student", "pair", "group", "slip", "lot", "room", "back", "weeks", "screen"]
"""For whom a part of a paper form is copied: one for each of them, a page of slips for each four students, one of
several for each group by lot, one that is held back until the work is done, a page for each four students that is used
some weeks after the course, or none, since it is what a screen shows then."""


@dataclass(frozen=True)
class Declaration:
    """An activity: the id of its *cell*, and *show*, which a notebook calls there.

    *form* gathers what fills the gaps of its paper form, the template that stands beside its module. *key* makes what
    only an instructor reads, *brief* the same in a line. An activity is *whole_on_paper* if its form holds all that its
    view shows, so that paper need not show both. Where it stands *also_in* other cells, *show* and *form* are given the
    id of the cell. For each part of the form (what stands under one of its headings) *copies* says who gets a copy, its
    last one for all further parts. Its *guess* can be asked of a whole room.
    """

    cell: str
    show: "Callable[..., Output]"
    form: Callable[..., Mapping[str, object]] = dict
    key: "Callable[[], h.Node] | None" = None
    whole_on_paper: bool = False
    also_in: tuple[str, ...] = ()
    brief: "Callable[[], str] | None" = None
    copies: tuple[Copies, ...] = ("pair",)
    guess: "Callable[[], Asked] | None" = None

    @property
    def name(self) -> str:
        """How a notebook calls it, which is the name of its module and of its template too."""
        return self.show.__name__

    def gaps(self, cell: str) -> Mapping[str, object]:
        """What fills the gaps of the paper form for that *cell*."""
        return self.form(cell) if self.also_in else self.form()
