"""The words of a notebook for a place where the notebook is not: a quiz of a platform, a notebook of nbgrader."""

import re

from seminar.data.evidence import fact, facts
from seminar.data.package import stored_sources
from seminar.data.records import Exercise, OpenPrompt, marking, records
from seminar.data.stored import on_paper
from seminar.data.words import Words

prose = Words("class-pack")

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\s]+)\)")


def apart(markdown: str) -> str:
    """*markdown* of a page in which each link to a fact leads to its publisher, and any other is only words.

    What is marked as being for the screen of the page is left out, as on paper.
    """
    return _LINK.sub(_elsewhere, on_paper(markdown))


def _elsewhere(found: re.Match[str]) -> str:
    address = address_of(found[2].partition("#")[2])
    return f"[{found[1]}]({address})" if address else found[1]


def address_of(fact_id: str) -> str:
    """Where the source of a fact stands on the web, "" where it has no address, or where there is no such fact."""
    sources = fact(fact_id).sources() if fact_id in facts() else []
    return next((entry["URL"] for entry in sources if "URL" in entry), "")


def question(key: str) -> str:
    """The words of the cell *key* of a notebook, as Markdown for another place, after what they look back at."""
    found = records(key[:2])[key]
    before = found.apart if isinstance(found, OpenPrompt | Exercise) else None
    return "\n\n".join(filter(None, [before, apart(stored_sources(key[:2])[key])]))


def task(key: str, found: Exercise) -> str:
    """What the exercise *key* asks, from what its page says before it to how long the text may be, as Markdown."""
    _, _, before = stored_sources(key[:2])[f"{key[:2]}-task"].partition("\n")
    length = prose("length", fewest=found.words_min, most=found.words_max, spare=marking().spare)
    return "\n\n".join([apart(before.strip()), question(key), length])
