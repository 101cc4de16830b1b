"""``python -m seminar …``: what authors do with the pack from a terminal."""

import argparse
import sys
from datetime import date
from pathlib import Path

from seminar import doctor
from seminar.errors import SeminarError
from seminar.package import pack_folder, resources, sources

# The other parts are imported when a command needs them, so that the doctor runs also where a package is missing.


def _sources(arguments: argparse.Namespace) -> None:
    from seminar.evidence import facts
    from seminar.sources import bibliography, overdue

    print("\n".join(bibliography(list(sources().values()))))
    late = overdue(date.today().isoformat())
    print(f"\nPast the day for a new check: {len(late)} of {len(facts())} rows of evidence.")
    for row in late:
        print(f"{row.id} ({row.table}): {row.cells['recheck_by']}")


def _data(arguments: argparse.Namespace) -> None:
    from seminar import generated
    from seminar.evidence import facts

    if arguments.write:
        print(f"Written: {len(generated.write(date.today()))} files.")
    else:
        generated.check(date.today())
    print(f"{len(resources())} tables, {len(facts())} rows of evidence, {len(sources())} sources: no problem found.")


def _store(arguments: argparse.Namespace) -> None:
    from seminar import storing

    for path in storing.chosen(arguments.notebooks):
        storing.store(path)
        print("Stored:", path.name)


def _handouts(arguments: argparse.Namespace) -> None:
    from seminar.paper import handouts, kit

    written = handouts.build(arguments.notebooks, lambda line: print(line, file=sys.stderr, flush=True))
    for path in written if arguments.notebooks else [*written, *kit.build()]:
        print("Written:", path.relative_to(pack_folder()).as_posix())


def _html(arguments: argparse.Namespace) -> None:
    from seminar import html_edition

    written = html_edition.build()
    print(f"Written: {len(written)} files. Open {written[0].relative_to(pack_folder()).as_posix()} in a browser.")


def _plan(arguments: argparse.Namespace) -> None:
    from seminar.paper import plans

    plan = plans.chosen(arguments.sessions, arguments.minutes)
    print(plans.syllabus(plan))
    name = f"course-{arguments.sessions}x{arguments.minutes}"
    written = plans.write(plan, arguments.paper, arguments.to or pack_folder() / name)
    print(f"Written: {len(written)} files to the folder {written[0].parent.name}.")


def _doctor(arguments: argparse.Namespace) -> int:
    page, ready = doctor.examine()
    print(page)
    return 0 if ready else 1


def main(words: list[str] | None = None) -> int:
    """Run the command in *words* (default: those of the terminal); returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m seminar", description="Rumour or Reality: the pack's own commands."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("sources", help="print the bibliography and what is due for a new check")
    command.set_defaults(run=_sources)
    command = commands.add_parser("data", help="check the data package, and write what is made from it")
    command.add_argument(
        "--write",
        action="store_true",
        help="write the pages of sources and glossary, the datasheet and the source list",
    )
    command.set_defaults(run=_data)
    command = commands.add_parser("store", help="run notebooks and store their outputs in the files")
    command.add_argument(
        "notebooks", nargs="*", metavar="NN", help="numbers of notebooks, for instance 07; none means all"
    )
    command.set_defaults(run=_store)
    command = commands.add_parser("handouts", help="make the handouts (PDF and DOCX) of notebooks")
    command.add_argument(
        "notebooks", nargs="*", metavar="NN", help="numbers of notebooks, for instance 07; none means all"
    )
    command.set_defaults(run=_handouts)
    command = commands.add_parser("html", help="write the plain HTML edition of all pages to handouts/html")
    command.set_defaults(run=_html)
    command = commands.add_parser("plan", help="print the syllabus of a course and put its handouts into one folder")
    command.add_argument("--sessions", type=int, required=True, help="how many sessions, for instance 3")
    command.add_argument("--minutes", type=int, required=True, help="how long each is, for instance 80")
    command.add_argument("--paper", default="a4", help="a4 (default) or letter")
    command.add_argument("--to", type=Path, help="the folder to write (default: course-3x80 in the pack)")
    command.set_defaults(run=_plan)
    command = commands.add_parser("doctor", help="print whether this computer is ready, a page for an IT desk")
    command.set_defaults(run=_doctor)
    arguments = parser.parse_args(words)
    try:
        return arguments.run(arguments) or 0
    except SeminarError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
