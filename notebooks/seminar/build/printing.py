"""Papers as files: the A4 papers that the pack holds, and letter paper and DOCX for whoever wants them."""

import json
from dataclasses import astuple
from functools import cache, partial
from pathlib import Path

from seminar.build.targets import Asked, Costly, Made, digest
from seminar.data.package import notebooks
from seminar.paper import handouts, kit, press
from seminar.paper.handouts import Paper

FOLDER = "handouts"


def targets() -> list[Costly]:
    """Every paper that the pack holds, on A4."""
    return [_target(paper) for paper in (*handouts.papers(), *kit.papers())]


def _target(paper: Paper) -> Costly:
    manuscript = cache(paper.manuscript)

    def made_from(_: dict[str, str]) -> dict[str, str]:
        words = digest(json.dumps([*astuple(manuscript()), str(manuscript().day())]))
        return {"words": words, "style": _style(), "pandoc, Typst or a font": _tools()}

    def printed() -> Made:
        return Made(press.pdfs(manuscript(), ("a4",))[0])

    after = tuple(f"notebooks/{path.name}" for path in notebooks() if path.name[:2] in paper.notebooks)
    return Costly(f"{FOLDER}/{paper.stem}-a4.pdf", made_from, printed, paper.notebooks, after)


@cache
def _style() -> str:
    files = (press.style() / "handout.typ", press.style() / "handout.lua", Path(press.__file__))
    return digest(*(file.read_bytes() for file in files))


@cache
def _tools() -> str:
    return digest(*press.tools())


def others(*, letter: bool, docx: bool, full: bool) -> list[Asked]:
    """The papers that the pack does not hold: on *letter* paper, as *docx*, and the *full* copies."""
    printed = [(paper, "letter") for paper in (*handouts.papers(), *kit.papers())] if letter else []
    typed = handouts.documents() if docx else ()
    sizes = ("a4", "letter") if letter else ("a4",)
    copies = [(paper, size) for paper in handouts.full_copies() for size in sizes] if full else []
    return [
        *(
            Asked(f"{FOLDER}/{paper.stem}-{size}.pdf", partial(_on, size, paper), paper.notebooks)
            for paper, size in (*copies, *printed)
        ),
        *(Asked(f"{FOLDER}/{paper.stem}.docx", partial(_as_docx, paper), paper.notebooks) for paper in typed),
    ]


def _on(size: str, paper: Paper) -> bytes:
    return press.pdfs(paper.manuscript(), (size,))[0]


def _as_docx(paper: Paper) -> bytes:
    return press.docx(paper.manuscript())
