"""Copies of the pack in which tests build: how one is made, settled, and built anew with all its papers."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path

from seminar.build import steps
from seminar.build.targets import FILE, RECORD, Costly, digest, read_record, record_text
from seminar.data.evidence import fact
from seminar.data.package import resource
from seminar.files import pack_folder
from support import PACK, forget

NOT_COPIED = (".*", "__pycache__", "dist", "course-[0-9]*", "*.egg-info", "*-letter.pdf", "*.docx")


def not_copied(folder, names):
    """Those of the *names* in *folder* that are not the pack: what is made anew, and an author's own answers."""
    own = {"answers"} if Path(folder) == PACK else set()
    return own | shutil.ignore_patterns(*NOT_COPIED)(folder, names)


def copy_of_the_pack(folder):
    """Copy all that belongs to the pack to *folder*."""
    shutil.copytree(PACK, folder, ignore=not_copied)
    shutil.copy(PACK / ".gitignore", folder)


def costly():
    """Every file whose making takes time."""
    return [target for step in steps.STEPS for target in step.targets() if isinstance(target, Costly)]


def settle():
    """Write a record that says of every file in the pack that it is up to date."""
    record = {}
    for target in costly():
        known = read_record().get(target.path, {})
        content = (pack_folder() / target.path).read_bytes()
        record[target.path] = {**known, **target.made_from(known), FILE: digest(content)}
    (pack_folder() / RECORD).write_text(record_text(record), "utf-8")


def change_fact(fact_id, **cells):
    """Write *cells* (column → text) into the row of that fact."""
    path = pack_folder() / "data" / resource(fact(fact_id).table)["path"]
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    (row,) = [row for row in rows if row[head.index("id")] == fact_id]
    for column, text in cells.items():
        row[head.index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    forget()


def contents(folder):
    """Every file below *folder* that a build may change, and its bytes."""
    files = [path for name in ("data", "notebooks", "handouts") for path in (folder / name).rglob("*")]
    return {path: path.read_bytes() for path in files if path.is_file() and "__pycache__" not in path.parts}


def command(folder, *words):
    """Run ``python -m seminar`` with *words* in the pack at *folder*, with its own package; returns what it said."""
    run = [sys.executable, "-m", "seminar", *words]
    environment = {**os.environ, "PYTHONPATH": str(folder / "notebooks")}
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def commit(folder):
    """Make a checkout of Git of the pack at *folder*, with all of it committed."""
    somebody = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], [*somebody, "commit", "--quiet", "--message=All of it"]):
        subprocess.run(["git", *words], cwd=folder, check=True)


def build_anew(folder):
    """Copy the pack to *folder*, make every A4 paper anew and a release, and unpack that into ``released``."""
    copy_of_the_pack(folder)
    for old in (folder / "handouts").rglob("*-a4.pdf"):
        old.unlink()
    said = command(folder, "build")
    commit(folder)
    command(folder, "release")
    (archive,) = (folder / "dist").iterdir()
    with zipfile.ZipFile(archive) as released:
        released.extractall(folder / "unpacked")
    (folder / "unpacked" / archive.stem).rename(folder / "released")
    (folder / "said.txt").write_text(said, "utf-8")


@contextmanager
def one_at_a_time(path):
    """Let one process in at a time; the others wait. A database of SQLite is a lock that every system knows."""
    lock = sqlite3.connect(path, timeout=600, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        lock.close()
