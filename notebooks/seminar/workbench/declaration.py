"""What an activity says of itself, once, in its own module: from there everything else finds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import htpy as h

    from seminar.screen.page import Output
    from seminar.workbench.guess import Asked


@dataclass(frozen=True)
class Declaration:
    """An activity: the id of its *cell*, and *show*, which a notebook calls there.

    *form* gathers what fills the gaps of its paper form, the template that stands beside its module. *key* makes what
    only an instructor reads. An activity is *whole_on_paper* if its form holds all that its view shows, so that paper
    need not show both. Where it stands *also_in* other cells, *show* and *form* are given the id of the cell. Its
    *guess* can be asked of a whole room.
    """

    cell: str
    show: "Callable[..., Output]"
    form: Callable[..., Mapping[str, object]] = dict
    key: "Callable[[], h.Node] | None" = None
    whole_on_paper: bool = False
    also_in: tuple[str, ...] = ()
    guess: "Callable[[], Asked] | None" = None

    @property
    def name(self) -> str:
        """How a notebook calls it, which is the name of its module and of its template too."""
        return self.show.__name__

    def gaps(self, cell: str) -> Mapping[str, object]:
        """What fills the gaps of the paper form for that *cell*."""
        return self.form(cell) if self.also_in else self.form()
