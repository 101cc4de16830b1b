"""``python -m seminar …``: what authors do with the pack from a terminal."""

import argparse
import sys

from seminar import handouts, sources_page, storing
from seminar.errors import SeminarError
from seminar.evidence import pack_folder, sources
from seminar.sources import citation


def _sources(arguments: argparse.Namespace) -> None:
    if arguments.write:
        sources_page.write()
        print("Written:", ", ".join(sources_page.written_files()))
    else:
        print("\n".join(sorted(citation(entry) for entry in sources().values())))


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
    command = commands.add_parser("sources", help="print the bibliography, or write the page of sources")
    command.add_argument(
        "--write", action="store_true", help="write notebooks/sources.ipynb and data/evidence/sources.csv"
    )
    command.set_defaults(run=_sources)
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
