"""The build: every file that is made, in the right order, only what is stale, each step whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from seminar.build import generated, html_edition, lab_page, printing, storing
from seminar.build.targets import RECORD, Made, Record, Target, Text, read_record, record_text
from seminar.data import descriptions, evidence
from seminar.data.package import chosen
from seminar.errors import SeminarError
from seminar.files import pack_folder, write_all

Say = Callable[[str], None]
WORKERS = 2


@dataclass(frozen=True)
class Step:
    """Files of one kind: its *targets*, and patterns of the *places* that hold files of this kind and no others."""

    targets: Callable[[], Sequence[Target]]
    places: tuple[str, ...] = ()

    def left_over(self, targets: Iterable[Target]) -> list[str]:
        """The files in these places that nothing makes any more."""
        made = {target.path for target in targets}
        there = {
            path.relative_to(pack_folder()).as_posix() for place in self.places for path in pack_folder().glob(place)
        }
        return sorted(there - made)


STEPS = (
    Step(generated.tables),
    Step(generated.targets, ("notebooks/sources/*",)),
    Step(storing.targets),
    Step(lab_page.targets, ("handouts/instructor/*.ipynb",)),
    Step(html_edition.targets, (f"{html_edition.FOLDER}/**/*.*",)),
    Step(
        printing.targets,
        tuple(f"{printing.FOLDER}/{papers}-a4.pdf" for papers in ("student/*", "instructor/[0-9][0-9]", "kit/*")),
    ),
)
"""In this order, since each reads what those before it have made."""
NO_LONGER = "nothing makes it any more"


def stale(today: date) -> dict[str, str]:
    """Path below the pack → why it is stale, in a few words. Raises SeminarError if the data have a problem."""
    if descriptions.is_stale():
        return {generated.DESCRIPTION: "data/tables/ says something else; all other files come after it"}
    generated.check(today)
    record = read_record()
    found: dict[str, str] = {}
    for step in STEPS:
        targets = step.targets()
        for target in targets:
            first = next((path for path in target.after if path in found), None)
            why = f"{first} comes first" if first else target.why(record)
            if why:
                found[target.path] = why
        found |= dict.fromkeys(step.left_over(targets), NO_LONGER)
    return found


def build(numbers: list[str], today: date, say: Say, others: Sequence[Target] = ()) -> list[str]:
    """Make what is stale of those notebooks ("07"; none means everything) and the *others*; returns the paths.

    *say* is told of each file that takes time. Raises SeminarError for an unknown number, a problem of the data, and
    whatever cannot be made or written: then the step that failed has changed nothing, and those before it are done.
    """
    wanted = {path.name[:2] for path in chosen(numbers)}
    written = [generated.DESCRIPTION] if descriptions.refresh() else []
    generated.check(today)
    for step in (*STEPS, Step(lambda: others)):
        with in_words():
            written += _done(step, wanted, say)
    return written


@contextmanager
def in_words() -> Iterator[None]:
    """Turns what the computer refuses in the middle of a build into a sentence."""
    try:
        yield
    except OSError as error:
        raise SeminarError(
            f"The build stopped: {error.strerror or error}. What was there before is as it was. Free some disk space "
            "or make the folder writable, then run it again; it goes on where it stopped."
        ) from error


def _done(step: Step, wanted: set[str], say: Say) -> list[str]:
    """Make what is stale in one step, then write all of it with the record; returns the paths."""
    targets, record = step.targets(), read_record()
    todo = [one for one in targets if not one.notebooks or wanted & set(one.notebooks)]
    todo = [target for target in todo if target.why(record)]
    made = make(todo, say)
    gone = step.left_over(targets)
    _write(made, record)
    if any(path.startswith("data/") for path in made):
        evidence.forget()
    for path in gone:
        (pack_folder() / path).unlink()
    return list(made)


def make(targets: Sequence[Target], say: Say) -> dict[str, Made]:
    """Path → what came of each target, two made at a time. The first that fails stops those that have not begun."""
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting = {target.path: pool.submit(target.make) for target in targets}
        slow = [target.path for target in targets if not isinstance(target, Text)]
        made = {}
        try:
            for path, one in waiting.items():
                made[path] = one.result()
                if path in slow:
                    say(f"{slow.index(path) + 1} of {len(slow)}: {path}")
        finally:
            pool.shutdown(cancel_futures=True)
    return made


def _write(made: dict[str, Made], record: Record) -> None:
    """Write the files that were *made*, and the *record* with what is known of them; a file that is gone leaves it."""
    contents = {path: one.content for path, one in made.items()}
    known = {path: found for path, found in record.items() if (pack_folder() / path).is_file()}
    known |= {path: one.known for path, one in made.items() if one.known}
    if known != record:
        contents[RECORD] = record_text(known)
    write_all({pack_folder() / path: content for path, content in contents.items()})
