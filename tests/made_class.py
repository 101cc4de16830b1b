"""Classes that hand in: sheets with made-up texts, in downloads as Moodle and Canvas make them."""

import random
import zipfile
from dataclasses import replace

from seminar.answers.sheets import CODE_LETTERS, Sheet, as_json
from seminar.course.choices import Choices, offered
from seminar.course.sheet_page import sheet_page

WORDS = ["the", "list", "of", "a", "court", "names", "people", "who", "owe", "and", "do", "not", "pay", "each", "year"]

TICKS = {1: (), 2: ("N", "S"), 3: ("N", "S", "G", "P", "A"), 4: ("N", "S", "G", "P", "A", "R", "L", "W")}
"""Level → ticks of exercise 06 that give it."""


def text(seed, count=220):
    """So many words, the same for the same *seed*."""
    drawn = random.Random(seed)
    return " ".join(drawn.choice(WORDS) for _ in range(count)).capitalize() + "."


def sheet(who, exercise="06-exercise", day="2026-11-20", **changes):
    """What the student number *who* hands in."""
    code = "".join(random.Random(f"code {who}").choices(CODE_LETTERS, k=8))
    whole = Sheet(exercise, {exercise: text(f"{who} {exercise}")}, code, day)
    return replace(whole, **changes)


def page(who, exercise="06-exercise", choices=None, **changes):
    """The name and the content of the file that this student hands in."""
    made = sheet(who, exercise, **changes)
    return f"sheet-{exercise[:2]}-{made.code}.html", sheet_page(made, choices)


def choices(who, made=None):
    """What the student number *who* gives for the class report: *made*, or an option of every question there is."""
    drawn = random.Random(f"choices {who}")
    every = {name: drawn.choice(letters) for name, letters in offered().items()}
    return Choices("".join(drawn.choices(CODE_LETTERS, k=16)), every if made is None else made)


def names(count):
    return [f"Student {chr(65 + n % 26)}{n:02d}" for n in range(count)]


def moodle(count, exercise="06-exercise", blind=False, folders=True):
    """Path → content of what Moodle lets a teacher download; participant n has the number 4000 + n."""
    found = {}
    for n, name in enumerate(names(count)):
        file, content = page(n, exercise)
        who = "Participant" if blind else name
        found[f"{who}_{4000 + n}_assignsubmission_file{'_/' if folders else '_'}{file}"] = content
    return found


def canvas(count, exercise="06-exercise"):
    """The same from Canvas; user n has the number 900 + n."""
    found = {}
    for n, name in enumerate(names(count)):
        file, content = page(n, exercise)
        late = "_LATE" if n % 7 == 0 else ""
        found[f"{name.lower().replace(' ', '')}{late}_{900 + n}_{70000 + n}_{file}"] = content
    return found


def packed(path, contents):
    """An archive at *path* of *contents*: name → text or bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def laid(folder, contents):
    """The same as a folder."""
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def as_sheet_json(who, **changes):
    return as_json(sheet(who, **changes))
