"""Answer sheets: what a student hands in, brings back from another computer, or removes.

A sheet is one web page in ``answers/export/`` with a random code, to be read in any browser; in its head the same
stands as JSON, which alone is read again. It holds the exercise that the student picked, what that exercise brings
along, and the prompts that were ticked. It holds no name, user, host or path and no time finer than a day. What may
stand in it says ``may_leave`` of the records: never a vote, a self-check, a survey, or what a page called anonymous
(``seminar.course.choices`` may stand beside it). A
sheet that is read counts as hostile input: it is checked against this format and nothing in it is run.
"""

import json
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import htpy as h
from markupsafe import Markup

from seminar.answers.store import LONGEST_TEXT, Store, answers_folder, on_disk, read_again
from seminar.data.records import Exercise, Record, is_written, may_leave, notebooks_with_records, records, saved_under
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import write, write_all
from seminar.surroundings import on_a_hub

prose = Words("answer-sheet")

FORMAT = "rumour-or-reality answer sheet"
VERSION = 2
"""Of the sheets that are made; those of READABLE can be read. Version 1 held texts only, and named no exercise."""
READABLE = (1, VERSION)
LARGEST_FILE = 4_000_000
"""Bytes of a sheet: JupyterLab carries no more than 10 million at once from a browser to Python."""
MOST_ANSWERS = 500
MOST_PARTS = 20
EXPORT, IMPORT, HANDED_IN = FOLDERS = ("export", "import", "handed-in")
"""Beside the answers: files to hand in, files to bring back, and on a hub files that may be collected."""
COLLECTOR_VARIABLE = "SEMINAR_COLLECTOR"
"""Environment variable by which a hub says who collects, and what for."""
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TEXT = "text"
"""The name of the text itself among the parts of an exercise that asks for lines beside it."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; " + "form-action 'none'; base-uri 'none'"
INSIDE = "answer-sheet"
"""The id of the part of a page that holds its sheet as JSON."""
_END = "</script>"

Parts = Mapping[str, Any]
"""What is kept of an activity: the name of a part → a text, or texts by their keys."""


class NoSheet(SeminarError):
    """What is wrong with a text that is no sheet, as the end of a sentence that names no file."""


@dataclass(frozen=True)
class Answer:
    """One answer of this computer: the id of its *question*, what that is about (*title*), and the *text*."""

    question: str
    title: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """What a sheet holds: the *exercise* ("" for none) and each answer, a text or parts, by the id of its question."""

    exercise: str = ""
    answers: Mapping[str, str | Parts] = field(default_factory=dict)
    code: str = ""
    day: str = ""


class Offered(NamedTuple):
    """What is written on this computer, in the order of the notebooks.

    *exercises* have a text, or bring along what was made with an activity; *prompts* may be added to a sheet; *staying*
    are those that no sheet can hold, since their page says that they are anonymous or not collected.
    """

    exercises: list[Answer]
    prompts: list[Answer]
    staying: list[Answer]


def offered() -> Offered:
    """What is written on this computer until now, in whichever window."""
    found = Offered([], [], [])
    for answer, asked in _written():
        if isinstance(asked, Exercise):
            found.exercises.append(answer)
        else:
            (found.prompts if may_leave(asked) else found.staying).append(answer)
    return found


def _written() -> Iterator[tuple[Answer, Record]]:
    """Each answer in free words with its record, of the notebooks that have answers on the disk."""
    for notebook in notebooks_with_records():
        if not (answers_folder() / notebook).exists():
            continue
        here = on_disk(notebook)
        for key, found in records(notebook).items():
            text = here.text(key) if is_written(found) else ""
            if text or (isinstance(found, Exercise) and (_asked(key, found, here) or brought_along(key))):
                yield Answer(key, _titled(key, found), text), found


def _asked(exercise: str, found: Exercise, here: Store) -> dict[str, str]:
    """What is written beside the text of *exercise* in the lines that it asks for, those that are not empty."""
    return {key: text for key in found.asks if (text := here.text(f"{exercise}-{key}"))}


def _titled(question: str, found: Record) -> str:
    """How a reader finds the box of *question*: its number, or that of its notebook for an exercise, and its title."""
    return f"{question[:2] if isinstance(found, Exercise) else question} {found.title}"


def record_of(question: str) -> Record | None:
    """The record of *question*, None for what this pack does not ask."""
    notebook = question[:2]
    if not re.fullmatch(r"\d\d-[a-z0-9-]{1,30}", question) or notebook not in notebooks_with_records():
        return None
    return records(notebook).get(question)


def _parts(activity: str, here: Store) -> dict[str, Any]:
    """What is saved of the parts of *activity* that are not empty."""
    names = saved_under(activity, records(activity[:2])[activity])
    values = {name.removeprefix(f"{activity}-"): here.value(name) for name in names}
    return {part: value for part, value in values.items() if value not in (None, "", {})}


def brought_along(exercise: str) -> dict[str, Parts]:
    """The activities that go with *exercise* (by their ids), and the parts of what was made with them."""
    found = record_of(exercise)
    brings = found.brings if isinstance(found, Exercise) else ()
    here = on_disk(exercise[:2]) if brings else None
    return {key: parts for key in brings if here and (parts := _safe_parts(_parts(key, here)))}


def _whole(exercise: str) -> str | Parts:
    """What is written for *exercise*: a text, or that and the lines that it asks for beside it, by their names."""
    here, found = on_disk(exercise[:2]), record_of(exercise)
    text = _safe_text(here.text(exercise))
    asked = _asked(exercise, found, here) if isinstance(found, Exercise) else {}
    return _safe_parts({TEXT: text, **asked}) if asked else text


def code() -> str:
    """The code of this answers folder, drawn at random once and kept until everything is cleared."""
    return _drawn(_code_file(), 8)


def second_code() -> str:
    """Another code, kept as long, that stands in no sheet: what a student chose goes to the class report under it."""
    return _drawn(answers_folder() / "sheet-code-for-report", 16)


def _drawn(file: Path, letters: int) -> str:
    if not file.exists():
        write(file, "".join(secrets.choice(CODE_LETTERS) for _ in range(letters)))
    return file.read_text("utf-8").strip()


def _code_file() -> Path:
    return answers_folder() / "sheet-code"


def made(exercise: str, ticked: Iterable[str]) -> Sheet:
    """The sheet of *exercise* ("" for none) and the *ticked* prompts. Raises SeminarError where nothing is picked."""
    here, wanted = offered(), set(ticked)
    picked = [answer.question for answer in here.exercises if answer.question == exercise]
    answers: dict[str, str | Parts] = {key: whole for key in picked if (whole := _whole(key))}
    answers |= {answer.question: _safe_text(answer.text) for answer in here.prompts if answer.question in wanted}
    answers |= brought_along(exercise)
    if not answers:
        raise SeminarError("Nothing is picked, so no file was made. Pick an exercise or tick a prompt, then try again.")
    return Sheet(exercise, answers, code(), date.today().isoformat())


def as_json(sheet: Sheet) -> str:
    """*sheet* as JSON."""
    answers = [
        {"question": question, **({"text": value} if isinstance(value, str) else {"parts": value})}
        for question, value in sheet.answers.items()
    ]
    named = {"exercise": sheet.exercise} if sheet.exercise else {}
    whole = {"format": FORMAT, "version": VERSION, "code": sheet.code, "day": sheet.day, **named, "answers": answers}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _millions() -> str:
    return f"{LARGEST_FILE // 1_000_000} MB"


def embedded(sheet: Sheet) -> Markup:
    """*sheet* for the head of the page that says the same."""
    return inert(INSIDE, as_json(sheet))


def inert(name: str, as_text: str) -> Markup:
    """JSON as the part of a page with the id *name*; a browser runs nothing of its type."""
    escaped = as_text.replace("<", r"\u003c")  # so that no text in it ends it
    return Markup(f"{_start(name)}{escaped}{_END}")


def _start(name: str) -> str:
    return f'<script type="application/json" id="{name}">'


def held_in(text: str, name: str) -> str:
    """What the page *text* holds in the ``inert`` part with that id, "" where it has none."""
    _, start, after = text.partition(_start(name))
    inside, end, _ = after.partition(_END)
    return inside if start and end else ""


def collector() -> str:
    """Who collects on this hub what students hand in there, and what for; "" where nobody does."""
    return os.environ.get(COLLECTOR_VARIABLE, "").strip()[:200] if on_a_hub() else ""


def export(sheet: Sheet, page: str, collected: bool = False) -> Path:
    """Write the web *page* that says what *sheet* says, and holds it; returns the file.

    It lies where whoever runs a hub may take it only if that is wanted (*collected*); an older one that lies in the
    other place is removed. Raises SeminarError where nobody could bring it back, and where it cannot be written.
    """
    if len(page.encode()) > LARGEST_FILE:
        raise SeminarError(
            f"No file was made: it would be larger than {_millions()}, and could not be brought back. Nothing is lost. "
            "Tick fewer prompts, and make a second file with the others."
        )
    name = "-".join(filter(None, ("sheet", sheet.exercise[:2], sheet.code)))
    wanted, other = (HANDED_IN, EXPORT) if collected else (EXPORT, HANDED_IN)
    file = answers_folder() / wanted / f"{name}.html"
    write(file, page)
    (answers_folder() / other / file.name).unlink(missing_ok=True)
    return file


def web_page(title: str, style: str, *content: h.Node, head: h.Node = None) -> str:
    """A whole web page of *content* that runs nothing and asks nothing of the network; *head* is more for its head."""
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=POLICY),
            h.title[title],
            h.style[Markup(style)],
            head,
        ],
        h.body[h.main[content]],
    ]
    return f"{page}\n"


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a value")


def strict_json(text: str) -> Any:
    """What *text* says. Raises ValueError for no JSON, names that stand twice, and what is nested too deep."""
    try:
        return json.loads(text, object_pairs_hook=_no_twice, parse_constant=_refuse)
    except RecursionError as reason:
        raise ValueError("it is nested too deep") from reason


@cache
def _is_kept(sign: str) -> bool:
    return sign in "\n\t\u200c\u200d" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")


def _safe_text(text: str) -> str:
    """*text* without control, format and half characters, cut to the longest answer.

    Line feeds and tabs stay, and the two joiners that many scripts and emoji need.
    """
    if not text.replace("\n", "").replace("\t", "").isprintable():  # nearly every text is, and then is safe as it is
        text = text.translate({ord(sign): None for sign in set(text) if not _is_kept(sign)})
    return text[:LONGEST_TEXT]


def _safe_parts(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of *parts* that are a text or some texts by their keys, each made safe."""
    safe = {key: _safe_value(value) for key, value in [*parts.items()][:MOST_PARTS] if isinstance(key, str)}
    return {key: value for key, value in safe.items() if value not in (None, "", {})}


def _safe_value(value: Any) -> str | dict[str, str] | None:
    if isinstance(value, dict):
        texts = [*value.items()][:MOST_PARTS]
        return {_safe_text(key): _safe_text(text) for key, text in texts if isinstance(text, str)}
    return _safe_text(value) if isinstance(value, str) else None


def error(name: str, what: str) -> SeminarError:
    """What is wrong with the file *name*, that nothing was changed, and what to choose."""
    return SeminarError(
        f"{name}: {what}. Nothing was changed here. Choose the file that was made to hand in: its name begins with "
        "“sheet-” and ends with “.html”, or in an older pack with “.json”."
    )


def too_large(name: str) -> SeminarError:
    """What is said of a file *name* that is too large to be a sheet."""
    return error(name, prose("too-large", millions=_millions()))


def no_text(name: str) -> SeminarError:
    """What is said of a file *name* that is no text, or that cannot be opened."""
    return error(name, prose("no-text"))


def read_sheet(text: str) -> Sheet:
    """The sheet in *text*: a page that holds one, or the JSON alone. Raises NoSheet.

    A sheet without an answer is none.
    """
    if not text.strip():
        raise NoSheet("the file is empty")
    try:
        found = strict_json(held_in(text, INSIDE) or text)
    except ValueError as reason:
        raise NoSheet("it is not a file made to hand in, or not a whole one") from reason
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NoSheet("it is not an answer sheet")
    if found.get("version") not in READABLE:
        raise NoSheet(
            "it was made by another version of this course, which this one cannot read (expected version "
            f"{' or '.join(map(str, READABLE))} of a sheet; try a newer pack)"
        )
    answers = found.get("answers")
    if not isinstance(answers, list) or len(answers) > MOST_ANSWERS:
        raise NoSheet("its list of answers is not right")
    if not all(map(_is_answer, answers)):
        raise NoSheet("an answer in it is not a question and a text")
    return Sheet(
        **{key: _short(found.get(key)) for key in ("exercise", "code", "day")},
        answers={answer["question"]: _value(answer) for answer in answers},
    )


def _short(found: object) -> str:
    return _safe_text(found)[:30] if isinstance(found, str) else ""


def _is_answer(found: Any) -> bool:
    """Whether it is a question with a text, or with parts."""
    if not isinstance(found, dict) or not isinstance(found.get("question"), str) or len(found) != 2:
        return False
    return isinstance(found.get("text"), str) or isinstance(found.get("parts"), dict)


def _value(answer: dict[str, Any]) -> str | Parts:
    return _safe_text(answer["text"]) if "text" in answer else _safe_parts(answer["parts"])


def bring_back(name: str, text: str) -> str:
    """Take the sheet in *text*, the content of a file called *name*; returns a line about it.

    A text that differs from the one here is put beside it, and both are shown. Raises SeminarError for no sheet.
    """
    try:
        sheet = read_sheet(text)
    except NoSheet as reason:
        raise error(name, str(reason)) from reason
    line = _take(name, sheet)
    read_again()
    return line


def bring_back_all() -> list[str]:
    """Take the sheets laid into ``answers/import/``; returns a line about each. One bad sheet stops no other."""
    folder = answers_folder() / IMPORT
    folder.mkdir(parents=True, exist_ok=True)
    said = []
    for file in sorted(file for file in folder.glob("*") if file.suffix in (".html", ".json")):
        try:
            said.append(bring_back(file.name, _content(file)))
        except SeminarError as reason:
            said.append(str(reason))
    return said or [prose("no-sheet")]


def _content(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise too_large(file.name)
        return file.read_text("utf-8")
    except (OSError, ValueError) as reason:
        raise no_text(file.name) from reason


def _take(name: str, sheet: Sheet) -> str:
    """Save what is new in *sheet*; returns the line that says how much that was, where it is shown and what stays."""
    known = {question: saved for question, value in sheet.answers.items() if (saved := _saved(question, value))}
    here = {notebook: Store(notebook) for notebook in {question[:2] for question in known}}  # sessions of their own
    done = {
        question: {_put(here[question[:2]], key, value) for key, value in saved.items()}
        for question, saved in known.items()
    }
    beside = [question for question, ways in done.items() if "beside" in ways]
    in_boxes = [question for question, ways in done.items() if "new" in ways and question not in beside]
    new, unknown = len(beside) + len(in_boxes), len(sheet.answers) - len(known)
    return "".join(
        [
            prose("brought-back", name=name, new=new, count=len(sheet.answers)),
            prose("in-boxes", titles=_titles(in_boxes)) if in_boxes else "",
            prose("beside", titles=_titles(beside)) if beside else "",
            prose("same") if new < len(known) else "",
            prose("left") if any("left" in ways for ways in done.values()) else "",
            prose("unknown", count=unknown) if unknown else "",
        ]
    )


def _titles(questions: list[str]) -> str:
    return "; ".join(_titled(question, records(question[:2])[question]) for question in questions)


def _saved(question: str, value: str | Parts) -> dict[str, Any]:
    """Name → value, for all that an answer of a sheet saves here; {} for what this pack does not ask."""
    found = record_of(question)
    if found is None or not value:
        return {}
    if isinstance(value, str):
        return {question: value} if is_written(found) else {}
    if isinstance(found, Exercise):
        names = {TEXT: question} | {key: f"{question}-{key}" for key in found.asks}
        return {names[key]: part for key, part in value.items() if key in names and isinstance(part, str)}
    own = saved_under(question, found)
    return {name: part for key, part in value.items() if (name := f"{question}-{key}") in own}


def _put(here: Store, name: str, value: Any) -> Literal["same", "left", "beside", "new"]:
    """Save *value* under *name*, if it is not here yet; returns what came of it.

    A text stands “beside” the one here, and its box shows both; a choice has no such place, and that here is “left”.
    """
    last = here.latest(name)
    if value in [_safe_value(revision.value) for revision in last]:
        return "same"
    if not isinstance(value, str) and last:
        return "left"
    beside = [revision.id for revision in last if revision.value]  # a box that was emptied has nothing to be kept
    here.save(name, value, beside=beside)
    return "beside" if beside else "new"


def files() -> list[Path]:
    """The files that were made to hand in, and those that were laid into the folder “import”."""
    folders = (answers_folder() / name for name in FOLDERS)
    return sorted(file for folder in folders for file in folder.glob("*") if file.is_file())


def own_files() -> list[Path]:
    """Those of the ``files()`` that were made with the answers that are here now, and not by somebody before."""
    return [file for file in files() if file.stem.endswith(f"-{code()}")] if _code_file().exists() else []


def _of_answers(*further: str) -> list[Path]:
    """The folders and files that hold the answers and the code, and the *further* folders."""
    folder = answers_folder()
    return [*(folder / name for name in (*notebooks_with_records(), *further)), *folder.glob("sheet-code*")]


def copied() -> dict[Path, bytes]:
    """All that ``clear`` removes of the answers, for ``put_back``."""
    every = (file for path in _of_answers() for file in (path.rglob("*") if path.is_dir() else [path]))
    return {file: file.read_bytes() for file in every if file.is_file()}


def put_back(copy: Mapping[Path, bytes]) -> None:
    """Write what was ``copied`` where it was. Raises SeminarError where it cannot be written."""
    write_all(copy)
    read_again()


def clear(with_files: bool = False) -> None:
    """Remove every answer and the code from the disk, and the ``files()`` only if that is wanted.

    Raises SeminarError where something stays that should not.
    """
    try:
        for path in _of_answers(*(FOLDERS if with_files else ())):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as reason:
        raise SeminarError(
            f"Not all could be removed: {reason.strerror}. Close other programs that use it and try again."
        ) from reason
    finally:
        read_again()
