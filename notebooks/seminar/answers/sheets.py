"""Answer sheets: what a student hands in, brings back from another computer, or removes.

A sheet is one JSON file in ``answers/export/`` with a random code and the answers to be marked; it holds no name, user,
host or path and no time finer than a day. Votes, self-checks and the survey go into a second file without the code,
only if asked for. A sheet that is read counts as hostile input: it is checked against this format and nothing in it is
run.
"""

import json
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import htpy as h
from markupsafe import Markup

from seminar.answers.store import LONGEST_TEXT, Store, answers_folder, read_again, store
from seminar.data.records import SURVEYS, Record, Vote, notebooks_with_records, records, saved_under
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.files import write, write_all
from seminar.screen.page import plain_markdown

prose = Words("answer-sheet")

FORMAT = "rumour-or-reality answer sheet"
VERSION = 1
LARGEST_FILE = 5_000_000
MOST_ANSWERS = 500
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


@dataclass(frozen=True)
class Answer:
    """One answer: the id of its *question*, the question's *title*, its *role* and the *value* that was given."""

    question: str
    title: str
    role: str
    value: Any


HANDED_IN, ON_REQUEST = ("exercise", "prompt"), ("vote", "selfcheck", "survey")


def _role(cell_id: str, found: Record) -> str:
    if cell_id in SURVEYS:
        return "survey"
    return "vote" if isinstance(found, Vote) else found.role


def answered() -> list[Answer]:
    """Every answer on the disk that is not empty, in the order of the notebooks."""
    found = []
    for notebook in _answered_notebooks():
        for key, record in records(notebook).items():
            if _role(key, record) not in (*HANDED_IN, *ON_REQUEST):
                continue
            for name in saved_under(key, record):
                value = store(notebook).value(name)
                if value not in (None, "", {}):
                    found.append(Answer(name, record.title, _role(key, record), value))
    return found


def _answered_notebooks() -> list[str]:
    """The notebooks that have answers on the disk: the records of no other need be read."""
    return [notebook for notebook in notebooks_with_records() if (answers_folder() / notebook).exists()]


def texts() -> list[Answer]:
    """The written answers: exercises, which are always handed in, and prompts, which a student may leave out."""
    return [answer for answer in answered() if answer.role in HANDED_IN and isinstance(answer.value, str)]


def code() -> str:
    """The code of this answers folder, drawn at random once and kept until everything is cleared."""
    file = answers_folder() / "sheet-code"
    if not file.exists():
        write(file, "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8)))
    return file.read_text("utf-8").strip()


def _sheet(answers: Iterable[dict[str, Any]], **more: str) -> str:
    sheet = {"format": FORMAT, "version": VERSION, **more, "answers": list(answers)}
    return json.dumps(sheet, ensure_ascii=True, indent=1) + "\n"


def export(prompts: Iterable[str], choices: bool = False, to_read: bool = False) -> list[Path]:
    """Write the sheet with all exercises and the *prompts* named; returns the files written.

    With *choices* a second file holds votes, self-checks and the survey; with *to_read* an HTML page and a Markdown
    file say the same as the sheet. Raises SeminarError where there is nothing to export or nowhere to write it.
    """
    wanted = [answer for answer in texts() if answer.role == "exercise" or answer.question in set(prompts)]
    chosen = [answer for answer in answered() if answer.role in ON_REQUEST] if choices else []
    if not wanted and not chosen:
        raise SeminarError(
            "There is nothing to export yet. Write an answer or leave one ticked, then press the button again."
        )
    folder, written = answers_folder() / "export", {}
    if wanted:
        name, day = f"sheet-{code()}", date.today().isoformat()
        as_json = ({"question": answer.question, "text": answer.value} for answer in wanted)
        written[f"{name}.json"] = _sheet(as_json, code=code(), day=day)
        if to_read:
            written[f"{name}.html"] = _as_html(wanted, code(), day)
            written[f"{name}.md"] = _as_markdown(wanted, code(), day)
    if chosen:
        written["choices.json"] = _sheet({"question": answer.question, "value": answer.value} for answer in chosen)
    write_all({folder / name: text for name, text in written.items()})
    return [folder / name for name in written]


def web_page(title: str, style: str, *content: h.Node) -> str:
    """A whole web page of *content* that runs nothing and asks nothing of the network."""
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=POLICY),
            h.title[title],
            h.style[Markup(style)],
        ],
        h.body[h.main[content]],
    ]
    return f"{page}\n"


def _as_html(answers: list[Answer], sheet_code: str, day: str) -> str:
    parts = (
        [h.h2[f"{answer.question} {answer.title}"], h.p(style="white-space:pre-wrap")[answer.value]]
        for answer in answers
    )
    style = "body{font:16px/1.55 sans-serif;max-width:46em;margin:2em auto}"
    return web_page(prose("sheet", code=sheet_code), style, h.h1[prose("title", code=sheet_code)], h.p[day], parts)


def _as_markdown(answers: list[Answer], sheet_code: str, day: str) -> str:
    parts = [
        f"## {answer.question} {plain_markdown(answer.title)}\n\n{plain_markdown(answer.value)}" for answer in answers
    ]
    return "\n\n".join([f"# {prose('title', code=sheet_code)}", day, *parts]) + "\n"


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a value")


def _safe_text(text: str) -> str:
    """*text* without control, format and half characters (line feeds and tabs stay), cut to the longest answer."""
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return "".join(kept)[:LONGEST_TEXT]


def read_sheet(file: Path) -> dict[str, str]:
    """Question id → text of the sheet in *file*. Raises SeminarError with what is wrong and what was expected."""

    def wrong(what: str) -> SeminarError:
        return SeminarError(f"{file.name}: {what}. Expected a sheet that this pack exported (a file sheet-….json).")

    try:
        if file.stat().st_size > LARGEST_FILE:
            raise wrong("the file is too large")
        sheet = json.loads(file.read_text("utf-8"), object_pairs_hook=_no_twice, parse_constant=_refuse)
    except (OSError, ValueError, RecursionError) as error:
        line = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise wrong(f"it cannot be read{line}") from error
    if not isinstance(sheet, dict) or sheet.get("format") != FORMAT:
        raise wrong("it is not an answer sheet")
    if sheet.get("version") != VERSION:
        raise SeminarError(f"{file.name}: it was made by another version of the pack. Expected version {VERSION}.")
    answers = sheet.get("answers")
    if not isinstance(answers, list) or len(answers) > MOST_ANSWERS:
        raise wrong("its list of answers is not right")
    fit = [answer for answer in answers if isinstance(answer, dict) and set(answer) == {"question", "text"}]
    if len(fit) < len(answers) or not all(isinstance(text, str) for answer in fit for text in answer.values()):
        raise wrong("an answer in it is not a question and a text")
    return {answer["question"]: _safe_text(answer["text"]) for answer in fit}


def _known(question: str) -> bool:
    """Whether the pack asks *question* and wants a text for it."""
    notebook = question[:2]
    if not re.fullmatch(r"\d\d-[a-z0-9-]{1,30}", question) or notebook not in notebooks_with_records():
        return False
    found = records(notebook).get(question)
    return found is not None and _role(question, found) in HANDED_IN


def bring_back() -> list[str]:
    """Take the sheets laid into ``answers/import/``; returns a line about each.

    A text that differs from the one here is put beside it, and both are shown. One bad sheet stops no other.
    """
    folder = answers_folder() / "import"
    folder.mkdir(parents=True, exist_ok=True)
    said = []
    for file in sorted(folder.glob("*.json")):
        try:
            said.append(_take(file.name, read_sheet(file)))
        except SeminarError as error:
            said.append(str(error))
    read_again()
    return said or [prose("no-sheet")]


def _take(name: str, answers: dict[str, str]) -> str:
    known = {question: text for question, text in answers.items() if _known(question) and text}
    new = 0
    for notebook in sorted({question[:2] for question in known}):
        here = Store(notebook)  # a session of its own: what it writes stands beside what other sessions wrote
        for question, text in known.items():
            if question[:2] == notebook and text not in [revision.value for revision in here.latest(question)]:
                here.save(question, text, beside=[last.id for last in here.latest(question)])
                new += 1
    unknown = prose("unknown", count=len(answers) - len(known)) if len(known) < len(answers) else ""
    return prose("brought-back", name=name, new=new, count=len(answers), unknown=unknown)


def clear() -> None:
    """Remove every answer, sheet, import and the code from the disk. Raises SeminarError where something stays."""
    folder = answers_folder()
    ours = [*notebooks_with_records(), "export", "import", "sheet-code"]
    try:
        for path in (folder / name for name in ours):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise SeminarError(
            f"Not all could be removed: {error.strerror}. Close other programs that use it and try again."
        ) from error
    finally:
        read_again()
