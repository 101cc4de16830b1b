"""Files that are made, and how a build knows whether one is stale.

A file that costs little is made in memory and compared. For one that costs time (a notebook that must run, a paper that
must be printed) ``handouts/made.json`` keeps a digest of each thing it was made from, and one of the file itself. It
holds no dates and no paths of a machine. Whoever removes it makes everything again.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from seminar.files import RECORD, pack_folder

Record = dict[str, dict[str, str]]
"""Path below the pack → what it was made from (in words) → digest; ``FILE`` → the digest of the file."""
FILE = "the file"


def digest(*parts: str | bytes) -> str:
    """Twelve signs that stand for *parts*; the ends of lines do not count, since Git may turn them."""
    found = hashlib.sha256()
    for part in parts:
        content = (part.encode() if isinstance(part, str) else part).replace(b"\r\n", b"\n")
        found.update(f"{len(content)}:".encode() + content)
    return found.hexdigest()[:12]


def read_record() -> Record:
    """What is known of how the files were made. A record that is missing or damaged says nothing of any file."""
    try:
        found = json.loads((pack_folder() / RECORD).read_text("utf-8"))
        return {path: dict(known) for path, known in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def record_text(record: Record) -> str:
    """*record* as the text of its file."""
    return json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Made:
    """What came of making a file: its *content*, and what else to keep in the record."""

    content: str | bytes
    known: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """A target that costs little: its *text* is made and compared.

    Every target has a *path* below the pack, the numbers of the *notebooks* that it belongs to (none: to all), and the
    made files *after* which it is made, since it is made from them.
    """

    path: str
    text: Callable[[], str]
    notebooks: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def why(self, record: Record) -> str:
        """Why the file must be made again, in a few words; "" if it need not."""
        file = pack_folder() / self.path
        if not file.is_file():
            return "it is missing"
        same = file.read_bytes().replace(b"\r\n", b"\n") == self.text().encode()
        return "" if same else "it is not what would be made now"

    def make(self) -> Made:
        """Make the file. Raises SeminarError where that fails."""
        return Made(self.text())


@dataclass(frozen=True)
class Costly:
    """A target whose making takes time: it is made when a digest of what it is *made_from* is a new one.

    *made_from* is given what the record keeps of the file.
    """

    path: str
    made_from: Callable[[dict[str, str]], dict[str, str]]
    making: Callable[[], Made]
    notebooks: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def why(self, record: Record) -> str:
        """As ``Text.why``."""
        file, known = pack_folder() / self.path, record.get(self.path, {})
        if not file.is_file():
            return "it is missing"
        if not known:
            return "nobody knows what it was made from"
        changed = [what for what, now in self.made_from(known).items() if known.get(what) != now]
        if changed:
            return f"new: {', '.join(changed)}"
        return "" if known.get(FILE) == digest(file.read_bytes()) else "it was changed by hand"

    def make(self) -> Made:
        """As ``Text.make``."""
        made = self.making()
        return Made(made.content, {**made.known, **self.made_from(made.known), FILE: digest(made.content)})


@dataclass(frozen=True)
class Asked:
    """A target that the pack does not hold, made whenever somebody asks for it."""

    path: str
    making: Callable[[], bytes]
    notebooks: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def why(self, record: Record) -> str:
        """As ``Text.why``."""
        return "it is asked for"

    def make(self) -> Made:
        """As ``Text.make``."""
        return Made(self.making())


Target = Text | Costly | Asked
"""A file that is made."""
