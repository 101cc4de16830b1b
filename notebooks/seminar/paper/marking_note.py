"""How an exercise is marked, for the instructor: slips, length and marks, then our scripts with the ticks they earn."""

from collections.abc import Iterator

import htpy as h

from seminar.data.records import Exercise, Script, marking, scripts
from seminar.data.words import Words
from seminar.models.agreement import equal_codes, weighted_kappa
from seminar.numbers import listed

prose = Words("marking-note")


def marking_note(notebook: str, found: Exercise) -> h.Node:
    """What a marker of the exercise of a *notebook* needs besides its ticks."""
    lines = {
        prose("good-evidence"): found.evidence_model,
        prose("slips"): f"{found.rubric.slip} {prose('missing')}",
        prose("length"): prose("beyond", spare=marking().spare),
        prose("marks"): listed(
            prose("mark", level=level, marks=marks) for level, marks in sorted(marking().marks.items())
        ),
        prose("agreement"): agreement(notebook),
    }
    return [
        [h.p[h.strong[name], " ", said] for name, said in lines.items() if said],
        h.p[h.strong[prose("ours")], " ", prose("until")],
        [_script(level, script) for level, script in sorted(scripts(notebook).items())],
    ]


def agreement(notebook: str) -> str:
    """How well two readers of our other scripts agreed, over all exercises and on this one; "" where none were read."""
    both = marking().read_apart
    first = [int(level) for read in both.values() for level in read.first]
    kappa = weighted_kappa(first, [int(level) for read in both.values() for level in read.second])
    if notebook not in both or kappa is None:
        return ""
    here = both[notebook]
    return prose(
        "agreed",
        scripts=len(first),
        kappa=f"{kappa:.2f}",
        same=equal_codes(here.first, here.second),
        here=len(here.first),
    )


def _script(level: int, script: Script) -> Iterator[h.Node]:
    yield h.p[h.strong[prose("script", level=level, conclusion=script.conclusion)], " ", script.why]
    for paragraph in script.paragraphs():
        yield h.p[([ticks and [h.strong[f"[{ticks}]"], " "], words] for ticks, words in paragraph)]
