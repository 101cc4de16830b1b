"""``python -m seminar …``: the commands of the pack for a terminal."""

from __future__ import annotations  # an older Python too says what it lacks

import argparse
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from seminar import surroundings
from seminar.commands import install, seminar
from seminar.errors import SeminarError
from seminar.files import from_home, installed, pack_folder

MARKING = Path("marking")
"""The folder in which a teacher marks, where none is named."""

CLASS_PACK = Path("class-pack")
"""The folder of what a class gets, where none is named."""

QUIZZES = Path("quizzes")
"""The folder of quizzes for a platform, where none is named."""

# What a command needs is imported when it is called, so that the doctor runs also where a package is missing.


def _open(arguments: argparse.Namespace) -> None:
    _own_copy()
    from seminar import opening

    opening.open_notebook(arguments.notebook, arguments.more)


def _room(arguments: argparse.Namespace) -> None:
    from seminar.room.serving import open_room

    open_room(arguments.notebook, arguments.port, arguments.address, arguments.browser, _say)


def _sources(arguments: argparse.Namespace) -> None:
    from seminar.course.sources import bibliography, overdue
    from seminar.data.evidence import facts
    from seminar.data.package import sources

    print("\n".join(bibliography(list(sources().values()))))
    late = overdue(date.today().isoformat())
    print(f"\nPast the day for a new check: {len(late)} of {len(facts())} rows of evidence.")
    for row in late:
        print(f"{row.id} ({row.table}): {row.cells['recheck_by']}")


def _data(arguments: argparse.Namespace) -> None:
    from seminar.build import generated
    from seminar.data.evidence import facts
    from seminar.data.package import resources, sources

    generated.check(date.today())
    print(f"{len(resources())} tables, {len(facts())} rows of evidence, {len(sources())} sources: no problem found.")


def _say(line: str) -> None:
    with suppress(BrokenPipeError):  # a notebook that opened a room need not be there any more
        print(line, file=sys.stderr, flush=True)


def _build(arguments: argparse.Namespace) -> int:
    with _test_requirements():
        from seminar.build import otter_checks, printing, steps

    if arguments.check:
        found = steps.stale(date.today())
        print("\n".join(f"{path}: {why}" for path, why in found.items()) or "Everything is up to date.")
        return 1 if found else 0
    others = printing.others(letter=arguments.letter, docx=arguments.docx, full=arguments.full)
    checks = otter_checks.others() if arguments.otter else []
    written = steps.build(arguments.notebooks, date.today(), _say, [*others, *checks])
    print("\n".join(f"Written: {path}" for path in written) or "Everything is up to date.")
    return 0


def _unlock(arguments: argparse.Namespace) -> None:
    _own_copy()
    from seminar.build import storing

    for path in storing.unlock(arguments.notebooks):
        again = seminar(f"lock {path.name[:2]}")
        print(f"Every cell of notebooks/{path.name} can be changed now. “{again}” locks it again.")


def _lock(arguments: argparse.Namespace) -> None:
    _own_copy()
    from seminar.build import storing

    for path in storing.lock(arguments.notebooks):
        print(f"The cells of notebooks/{path.name} are locked: no key changes or removes them.")


def _release(arguments: argparse.Namespace) -> None:
    with _test_requirements():
        from seminar.build import release

    path = release.write_archive(date.today(), _say)
    print(f"Written: {path.relative_to(pack_folder()).as_posix()}, {path.stat().st_size / 1e6:.0f} MB.")


@contextmanager
def _test_requirements() -> Iterator[None]:
    """Turns a package that only authors have, and that is missing, into a sentence; so too a pack nobody can change."""
    _own_copy()
    try:
        from seminar.paper import press

        press.tools()  # first, so that nothing is half made where one of them is missing
        yield
    except ModuleNotFoundError as error:
        raise SeminarError(
            f"The package “{error.name}” is not installed. Install what this needs, in the folder of the pack, with "
            f"“{install('paper')}”."
        ) from error


def _own_copy() -> None:
    """Raises SeminarError where the pack was installed from a wheel."""
    if installed():
        raise SeminarError(
            "This works only in a copy of the whole pack, since what was installed from a wheel is not changed. Take "
            "the pack from where the wheel came from, and run the command in its folder."
        )


def _plan(arguments: argparse.Namespace) -> None:
    _own_copy()
    from seminar.paper import piles, plans

    if arguments.sessions is None and arguments.minutes is None:
        print(plans.listed())
        return
    if arguments.sessions is None or arguments.minutes is None:
        raise SeminarError(f"A course needs both --sessions and --minutes. {plans.listed()}")
    plan = plans.chosen(arguments.sessions, arguments.minutes)
    name = f"course-{arguments.sessions}x{arguments.minutes}"
    folder = arguments.to or pack_folder() / name
    written = plans.write(plan, arguments.paper, folder, arguments.students)
    print(plans.syllabus(plan))  # after the papers: whoever reads only its beginning has them all
    print("\n".join(piles.summary(plans.piles_of(plan, arguments.paper, arguments.students), arguments.students)))
    print(f"Written: {len(written)} files to the folder {folder.name}.")
    if missing := plans.lacking(plan, arguments.paper):
        print(missing, file=sys.stderr)


def _class_pack(arguments: argparse.Namespace) -> None:
    _own_copy()
    from seminar.marking.assigning import write_class_pack

    written = write_class_pack(arguments.assign, arguments.to)
    print("\n".join(f"Written: {path}" for path in written))


def _collect(arguments: argparse.Namespace) -> None:
    from seminar.marking.collecting import collect
    from seminar.marking.folder import Folder

    if not (arguments.downloads or arguments.homes):
        raise SeminarError("Nothing to collect was named. Expected the download of your platform, or --homes /home.")
    print("\n".join(collect(arguments.downloads, Folder(arguments.to), arguments.homes).said(arguments.to)))


def _mark(arguments: argparse.Namespace) -> None:
    from seminar import opening
    from seminar.marking.notebook import write_notebook

    opening.open_page(write_notebook(arguments.folder), arguments.more)


def _agree(arguments: argparse.Namespace) -> None:
    from seminar.marking.agreeing import agreement
    from seminar.marking.folder import Folder

    print("\n".join(agreement(Folder(arguments.folder))))


def _give_back(arguments: argparse.Namespace) -> None:
    from seminar.marking.folder import Folder
    from seminar.marking.giving_back import give_back

    exercise = f"{arguments.exercise}-exercise" if arguments.exercise else ""
    done = give_back(Folder(arguments.folder), exercise, arguments.list, arguments.columns)
    print("\n".join([*(f"Written: {path}" for path in done.written), *done.lines]))


def _report(arguments: argparse.Namespace) -> None:
    from seminar.marking.folder import Folder
    from seminar.marking.reporting import write_report

    print("\n".join(f"Written: {path}" for path in write_report(Folder(arguments.folder))))


def _quiz(arguments: argparse.Namespace) -> None:
    from seminar.marking.platforms.writing import write_quizzes

    numbers = [] if "all" in arguments.notebooks else arguments.notebooks
    print("\n".join(f"Written: {path}" for path in write_quizzes(numbers, arguments.to)))


def _assignment(arguments: argparse.Namespace) -> None:
    from seminar.marking.nbgrader.course import prose, write_assignment

    name, written = write_assignment(arguments.notebook, arguments.nbgrader, arguments.questions)
    print("\n".join(f"Written: {path}" for path in written))
    print(prose("written", name=name, folder=arguments.nbgrader))
    if find_spec("nbgrader") is None:
        print(prose("not-installed"))


def _repair(arguments: argparse.Namespace) -> None:
    from seminar.marking.nbgrader.repairing import repair

    print("\n".join(repair(arguments.course).lines()))


def _doctor(arguments: argparse.Namespace) -> int:
    if arguments.fix:
        from seminar import fixing

        print("\n".join(fixing.fix()), flush=True)
        return fixing.examine_anew()
    from seminar import doctor

    page, ready = doctor.examine()
    print(page)
    return 0 if ready else 1


def _number(word: str) -> str:
    """The number of a notebook as its file has it: 6 is 06."""
    return word.zfill(2) if word.isdecimal() else word


def _takes_folder(command: argparse.ArgumentParser) -> None:
    """Let *command* take the folder in which a teacher marks."""
    command.add_argument("folder", nargs="?", type=Path, default=MARKING, metavar="FOLDER", help=f"default: {MARKING}")


def parser() -> argparse.ArgumentParser:
    """What can be asked, command by command."""
    made = argparse.ArgumentParser(prog="python -m seminar", description="Rumour or Reality: the pack's own commands.")
    commands = made.add_subparsers(required=True, metavar="command", dest="command")
    command = commands.add_parser("open", help="open the pack in JupyterLab; other words go to JupyterLab")
    command.add_argument(
        "notebook", nargs="?", type=_number, default="00", metavar="NN", help="which notebook (default: 00), or lab"
    )
    command.set_defaults(run=_open)
    command = commands.add_parser("room", help="let a class vote on phones in the same network; no accounts")
    command.add_argument("notebook", type=_number, metavar="NN", help="the notebook whose votes are taken, such as 06")
    command.add_argument(
        "--port", type=int, default=8750, help="where phones find it (default: 8750); the desk is next"
    )
    command.add_argument("--address", default="", help="hear only at this address of the computer (default: at all)")
    command.add_argument("--no-browser", dest="browser", action="store_false", help="only print where the desk is")
    command.set_defaults(run=_room)
    command = commands.add_parser("sources", help="print the bibliography and what is due for a new check")
    command.set_defaults(run=_sources)
    command = commands.add_parser("data", help="check the data package")
    command.set_defaults(run=_data)
    command = commands.add_parser("build", help="make every file that is made and is stale: pages, outputs, papers")
    command.add_argument(
        "notebooks", nargs="*", type=_number, metavar="NN", help="only the files of these notebooks, for instance 07"
    )
    command.add_argument("--check", action="store_true", help="only name what is stale, and why; write nothing")
    command.add_argument("--letter", action="store_true", help="also all papers on letter paper")
    command.add_argument("--docx", action="store_true", help="also the handouts as DOCX")
    command.add_argument("--full", action="store_true", help="also an instructor’s full copy of each notebook")
    command.add_argument("--otter", action="store_true", help="also the checks of the data lab for otter-grader")
    command.set_defaults(run=_build)
    command = commands.add_parser("unlock", help="let the cells of notebooks be edited and removed, for authors")
    command.add_argument("notebooks", nargs="+", type=_number, metavar="NN", help="the notebooks, for instance 06")
    command.set_defaults(run=_unlock)
    command = commands.add_parser("lock", help="lock the cells of notebooks again, so that no stray key changes them")
    command.add_argument("notebooks", nargs="+", type=_number, metavar="NN", help="the notebooks, for instance 06")
    command.set_defaults(run=_lock)
    command = commands.add_parser("release", help="write the whole pack with all papers as one archive to dist/")
    command.set_defaults(run=_release)
    command = commands.add_parser(
        "plan", help="print the syllabus of a course and put its handouts into a folder, or list the courses"
    )
    command.add_argument("--sessions", type=int, help="how many sessions, for instance 3")
    command.add_argument("--minutes", type=int, help="how long each is, for instance 80")
    command.add_argument("--students", type=int, default=18, help="how many take part, from 3 to 200 (default: 18)")
    command.add_argument("--paper", default="a4", help="a4 (default) or letter")
    command.add_argument("--to", type=Path, help="the folder to write (default: course-3x80 in the pack)")
    command.set_defaults(run=_plan)
    command = commands.add_parser(
        "class-pack", help="write the copy of the pack that a class gets, and a page for each exercise that you assign"
    )
    command.add_argument("--assign", nargs="+", type=_number, required=True, metavar="NN", help="for instance 06 10")
    command.add_argument("--to", type=Path, default=CLASS_PACK, metavar="FOLDER", help=f"default: {CLASS_PACK}")
    command.set_defaults(run=_class_pack)
    command = commands.add_parser(
        "collect", help="take the sheets out of what a platform lets you download, by number and without names"
    )
    command.add_argument("downloads", nargs="*", type=Path, metavar="DOWNLOAD", help="a ZIP file, a folder or a sheet")
    command.add_argument(
        "--homes", type=Path, metavar="FOLDER", help="on a JupyterHub: where the home folders are, for instance /home"
    )
    command.add_argument("--to", type=Path, default=MARKING, metavar="FOLDER", help=f"where to (default: {MARKING})")
    command.set_defaults(run=_collect)
    command = commands.add_parser("mark", help="open the marking of a folder in JupyterLab; other words go to that")
    _takes_folder(command)
    command.set_defaults(run=_mark)
    command = commands.add_parser("agree", help="print how far two markers agree, and where they have to talk")
    _takes_folder(command)
    command.set_defaults(run=_agree)
    command = commands.add_parser(
        "give-back", help="write a page for each student, and fill the list of marks that your platform gave you"
    )
    _takes_folder(command)
    command.add_argument("--exercise", type=_number, metavar="NN", help="only this one, for instance 06")
    command.add_argument(
        "--list", nargs="+", type=Path, default=[], metavar="FILE", help="worksheet or gradebook (CSV)"
    )
    command.add_argument("--columns", nargs="+", default=[], metavar="NAME", help="that of the marks, and of comments")
    command.set_defaults(run=_give_back)
    command = commands.add_parser("report", help="write what a class handed in, in numbers in which nobody can be seen")
    _takes_folder(command)
    command.set_defaults(run=_report)
    command = commands.add_parser(
        "quiz", help="write self-checks and exercises as quizzes that Canvas or Moodle import"
    )
    command.add_argument("notebooks", nargs="+", type=_number, metavar="NN", help="for instance 06 10, or all")
    command.add_argument("--to", type=Path, default=QUIZZES, metavar="FOLDER", help=f"default: {QUIZZES}")
    command.set_defaults(run=_quiz)
    command = commands.add_parser("assignment", help="write an assignment for a course of nbgrader")
    command.add_argument("notebook", type=_number, metavar="NN", help="the exercise of which notebook, or lab")
    command.add_argument("--nbgrader", type=Path, required=True, metavar="COURSE", help="the folder of the course")
    command.add_argument(
        "--questions", type=int, default=0, metavar="POINTS", help="also the questions, each for so many points"
    )
    command.set_defaults(run=_assignment)
    command = commands.add_parser("repair", help="make ready what students handed in, before nbgrader autogrades it")
    command.add_argument("course", type=Path, metavar="COURSE", help="the folder of the course")
    command.set_defaults(run=_repair)
    command = commands.add_parser("doctor", help="print whether this computer is ready, a page for an IT desk")
    command.add_argument("--fix", action="store_true", help="first mend what can be mended safely, and say what")
    command.set_defaults(run=_doctor)
    return made


def _joined(words: list[str]) -> list[str]:
    """*words* with each number of a port joined to the word before it, so that none is taken for a notebook."""
    joined: list[str] = []
    for word in words:
        if len(word) > 2 and word.isdecimal() and joined and joined[-1].startswith("--"):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _read(words: list[str] | None) -> argparse.Namespace:
    """The command in *words*; only JupyterLab takes words that are not ours."""
    arguments, more = parser().parse_known_args(_joined(sys.argv[1:] if words is None else words))
    arguments.more = more
    if more and arguments.command not in ("open", "mark"):
        parser().error(f"unknown words: {' '.join(more)}")
    return arguments


def _here() -> None:
    """Raises SeminarError where the folder is that of one pack, and Python reads another."""
    if surroundings.another_pack():
        raise SeminarError(
            f"This was started in the pack in {from_home(surroundings.own_folder())}, but Python reads the one in "
            f"{from_home(pack_folder())}. Nothing was done. “{seminar('doctor --fix')}”, run here, makes Python read "
            "this one; answers stay where they are."
        )


def main(words: list[str] | None = None) -> int:
    """Run the command in *words* (default: those of the terminal); returns the exit status."""
    arguments = _read(words)
    try:
        if words is None and arguments.command != "doctor":
            _here()
        return arguments.run(arguments) or 0
    except SeminarError as error:
        print(error, file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    """Print in UTF-8 into a file too, which on Windows would else have an old code page without Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _ended() -> int:
    """The exit status of the command of the terminal, also where it only asks for help or is written wrongly."""
    try:
        return main()
    except SystemExit as end:
        return int(end.code or 0)


def _said_whole() -> int:
    """Run the command of the terminal; its exit status after all that it says has gone out, 1 where that cannot be."""
    try:
        status = _ended()
        if sys.stdout:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:  # it is about a file, not about what the command says
            raise
        if not isinstance(error, BrokenPipeError):  # whoever reads has read enough, as ``head`` does
            with suppress(OSError):
                print(f"Not all could be printed: {error.strerror}. Print it to another place.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        return 1
    return status


if __name__ == "__main__":
    _speak_utf8()
    sys.exit(_said_whole())
