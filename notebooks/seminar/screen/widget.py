"""The one widget of a box: it carries its tree of parts (``live.py``) to the page and brings back what a reader does.

What a reader does comes through one channel, in the order in which it was done, and is answered with all that changed
by it, in one message. ``controls.js`` draws the parts; it reaches the page once, however many boxes there are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import Any, ClassVar
from uuid import uuid4

import anywidget
import ipywidgets as widgets
import traitlets as t

from seminar.errors import SeminarError
from seminar.screen.live import GO_ON, NOT_HERE, Part
from seminar.screen.style import stylesheet

WENT_WRONG = f"Something went wrong, and this step may not count. {GO_ON}"


class Drawing(widgets.Widget):
    """The module that draws the parts, with the pack's style: one for all boxes of a kernel."""

    source = t.Unicode((Path(__file__).parent / "controls.js").read_text("utf-8")).tag(sync=True)
    style = t.Unicode().tag(sync=True)
    _only: "ClassVar[Drawing | None]" = None

    @t.default("style")
    def _style(self) -> str:
        return stylesheet()

    @classmethod
    def only(cls) -> "Drawing":
        """The one that is alive."""
        if cls._only is None or cls._only.comm is None:
            cls._only = cls()
        return cls._only


class Live(anywidget.AnyWidget):
    """The widget that shows a part with all that stands in it."""

    _esm = Path(__file__).parent / "live.js"
    drawing = t.Unicode().tag(sync=True)
    itself = t.Unicode().tag(sync=True)  # its own model_id, by which live.js finds the whole model
    _hearing: ClassVar[Lock] = Lock()  # each window is heard in a thread of its own

    def __init__(self, root: Part) -> None:
        self.parts: dict[str, Part] = {}
        self._numbers: dict[Part, str] = {}
        self._lock = RLock()  # controls are heard in a thread beside the one that runs the cells
        self._untold: dict[str, None] = {}
        self._holds = 0
        self._answer: dict[str, str] = {}
        self._made = 0
        self._adopt(root)
        self._untold.clear()
        itself = uuid4().hex
        super().__init__(drawing=Drawing.only().model_id, itself=itself, model_id=itself)
        self.on_msg(self._hear)

    def open(self) -> None:
        """Begin to exist on the page.

        ipykernel from 7.4 on hands what a page says to the thread that spoke to it last, for instance to the one that
        runs a long cell: then steps wait, and overtake each other. Here the page itself says who hears it.
        """
        super().open()
        self.comm._reply_subshell_for = lambda _, asked: asked

    def _adopt(self, part: Part) -> None:
        """Give *part* and all that stands in it a number, under which the page knows it."""
        for new in part.tree():
            if new in self._numbers:
                continue
            number = self._numbers[new] = str(self._made)
            self._made += 1
            self.parts[number] = new
            new.live = self
            self._untold.update(dict.fromkeys(self._keys(new)))

    def _drop(self) -> None:
        """Forget all that does not stand here any more."""
        standing = set(self.parts["0"].tree())
        for gone in [part for part in self._numbers if part not in standing]:
            del self.parts[self._numbers.pop(gone)]
            gone.live = None

    def _keys(self, part: Part) -> list[str]:
        return [f"{self._numbers[part]}.{name}" for name in part.shown()]

    def _value(self, key: str) -> Any:
        number, _, name = key.partition(".")
        value = getattr(self.parts[number], name)
        return [self._numbers[child] for child in value] if name == "children" else value

    def get_state(self, key: Any = None, drop_defaults: bool | None = False) -> dict[str, Any]:
        """The state that the page gets: that of the widget, and “number.name” → value for each part.

        *key* is None for all of it, or one key or several.
        """
        with self._lock:
            if key is None:
                keys = [name for part in self._numbers for name in self._keys(part)]
                return super().get_state(None, drop_defaults) | {name: self._value(name) for name in keys}
            keys = [key] if isinstance(key, str) else list(key)
            own = [name for name in keys if name in self.keys]
            state = super().get_state(own, drop_defaults) if own else {}
            state |= {name: self._value(name) for name in keys if name.partition(".")[0] in self.parts}
            return state | ({"answer": self._answer} if "answer" in keys else {})

    def tell(self, part: Part, name: str) -> None:
        """Tell the page that *name* of *part* has changed."""
        with self._lock, self._together():
            if name == "children":
                self._adopt(part)
                self._drop()
            self._untold[f"{self._numbers[part]}.{name}"] = None

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Send all that changes meanwhile in one message."""
        with self._lock:
            self._holds += 1
        try:
            yield
        finally:
            with self._lock:
                self._holds -= 1
                if not self._holds:
                    untold, self._untold = self._untold, {}
                    self.send_state(list(untold))

    def _hear(self, _: "Live", content: Any, buffers: Any) -> None:
        """Take what the page says, and answer it even if it makes no sense."""
        said = content if isinstance(content, dict) else {}
        part, event = self.parts.get(str(said.get("to"))), said.get("event")
        fault = WENT_WRONG
        with self._hearing, self._together():
            try:
                fault = _heard(part, event)
            finally:  # what goes wrong is for the log of Jupyter, too
                with self._lock:
                    self._answer = {"ticket": str(said.get("ticket", "")), "fault": fault}
                    self._untold["answer"] = None

    def close(self) -> None:
        """End it in Python and on the page."""
        for part in list(self._numbers):
            part.live = None
        self.layout.close()
        super().close()


def _heard(part: Part | None, event: Any) -> str:
    """Let *part* take *event*; what it cannot take is returned as a sentence, "" if it took it."""
    if part is None or not isinstance(event, dict):
        return NOT_HERE
    try:
        part.hear(event)
    except SeminarError as error:
        return str(error)
    return ""
