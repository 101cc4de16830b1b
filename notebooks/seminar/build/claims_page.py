"""The page of the essay, claim by claim: ``notebooks/sources/claims.md``, made from ``data/``.

A claim has a part named by its id, so that a link in any notebook leads there: ``sources/claims.md#C05``.
"""

from seminar.build.sources_page import Parts
from seminar.course.claims import PAGE, entry, opening, paragraphs, rest, rest_title, title
from seminar.data.evidence import Row
from seminar.screen.page import plain_markdown

__all__ = ["PAGE", "page"]


def _linked(row: Row) -> str:
    """How a fact bears on a claim, as a link to the fact."""
    (fact,) = row.rests_on()
    return f"[{plain_markdown(row.cells['bearing'])}]({fact.address().removeprefix('sources/')})"


def page() -> Parts:
    """For JupyterLab and the plain edition: a part for each paragraph, for each claim, and for what is not treated."""
    parts = {"top": f"# {title()}\n\n{opening()}"}
    for heading, claims in paragraphs().items():
        parts[heading.lower().replace(" ", "-")] = f"## {heading}"
        parts |= {claim.id: entry(claim, _linked) for claim in claims}
    if words := rest():
        parts["not-treated"] = f"## {rest_title()}\n\n{words}"
    return parts
