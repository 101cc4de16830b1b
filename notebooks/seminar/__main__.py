"""``python -m seminar …``: what authors do with the pack from a terminal."""

import argparse
import sys
from datetime import date

from seminar import generated, handouts, storing
from seminar.errors import SeminarError
from seminar.evidence import facts
from seminar.package import pack_folder, resources, sources
from seminar.sources import bibliography, overdue


def _sources(arguments: argparse.Namespace) -> None:
    print("\n".join(bibliography(list(sources().values()))))
    late = overdue(date.today().isoformat())
    print(f"\nPast the day for a new check: {len(late)} of {len(facts())} rows of evidence.")
    for row in late:
        print(f"{row.id} ({row.table}): {row.cells['recheck_by']}")


def _data(arguments: argparse.Namespace) -> None:
    if arguments.write:
        print(f"Written: {len(generated.write(date.today()))} files.")
    else:
        generated.check(date.today())
    print(f"{len(resources())} tables, {len(facts())} rows of evidence, {len(sources())} sources: no problem found.")


def _store(arguments: argparse.Namespace) -> None:
    for path in storing.chosen(arguments.notebooks):
        storing.store(path)
        print("Stored:", path.name)


def _handouts(arguments: argparse.Namespace) -> None:
    for path in handouts.build(arguments.notebooks):
        print("Written:", path.relative_to(pack_folder()).as_posix())


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
    arguments = parser.parse_args(words)
    try:
        arguments.run(arguments)
    except SeminarError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
