"""Every file made from ``data/``: pages of sources and of the glossary, the datasheet, and tables made from others."""

from contextlib import suppress
from datetime import date
from functools import partial

from seminar.build import claims_page, datasheet, gallery_page, glossary_page, sources_page
from seminar.build.targets import Text
from seminar.data import coverage, descriptions, link_tables, own_sources
from seminar.data.checking import package_problems
from seminar.errors import SeminarError
from seminar.numbers import plural

SOURCE_LIST = f"evidence/{link_tables.SOURCES}.csv"
COVERAGE = f"evidence/{coverage.TABLE}.csv"
OWN_SOURCES = f"evidence/{own_sources.TABLE}.csv"
DESCRIPTION = f"data/{descriptions.MADE}"


def _tables() -> dict[str, str]:
    """Path below ``data/`` → text, for every table that is made from others and can be made."""
    made = {SOURCE_LIST: link_tables.source_list()}
    with suppress(SeminarError):  # what keeps it from being made is told with all other problems of the data
        made[COVERAGE] = coverage.text()
        made[OWN_SOURCES] = own_sources.text()
        made |= link_tables.texts()
    return made


def tables() -> list[Text]:
    """Every table that is made from others."""
    return [Text(f"data/{path}", partial(str, text)) for path, text in _tables().items()]


def files() -> dict[str, str]:
    """Path below the pack → text, for every file that is made from ``data/`` besides ``tables``.

    The pages count the rows of made tables as they stand in the pack, so these are written before.
    """
    pages = {
        **sources_page.pages(),
        claims_page.PAGE: claims_page.page(),
        glossary_page.PAGE: glossary_page.page(),
        gallery_page.PAGE: gallery_page.page(),
    }
    return {
        **{f"notebooks/{path}": sources_page.markdown(parts) for path, parts in pages.items()},
        DESCRIPTION: descriptions.text(),
        "data/README.md": datasheet.datasheet(),
    }


def targets() -> list[Text]:
    """Every file that is made from ``data/`` besides ``tables``."""
    return [Text(path, partial(str, text)) for path, text in files().items()]


def check(today: date) -> None:
    """Raise SeminarError with every problem of the data, a line each, if there is any."""
    problems = package_problems(today, _tables())
    if problems:
        count = plural(str(len(problems)), "problem")
        end = f"{count}. Mend the data first: nothing is made from them as they are."
        raise SeminarError("\n".join([*problems, end]))
