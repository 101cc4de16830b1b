"""Paper forms: what replaces an activity where there is no computer.

``FORMS`` is the registry: the id in an activity's record (``paper``) → a function that returns the form as pandoc
Markdown, in which a ``{=typst}`` block may draw. A form takes its numbers from the settings of the activity.
"""

from collections.abc import Callable
from functools import partial

from seminar.errors import SeminarError
from seminar.paper.forms.notebook_00 import room_grid_form, sentence_strips_form, survey_form
from seminar.paper.forms.notebook_01 import claim_cards_form, tally_grid_form, voice_grid_form
from seminar.paper.forms.notebook_02 import article_form, ladder_form, terms_form, timeline_form
from seminar.paper.forms.notebook_03 import clip_strips_form, question_clinic_form, reached_form, sampling_game_form
from seminar.paper.forms.notebook_04 import descent_form, grid_posters_form, jigsaw_form
from seminar.paper.forms.notebook_05 import day_grid_form, perk_cards_form, probe_game_form
from seminar.paper.forms.notebook_06 import chain_form, error_and_appeal_form, list_poster_form, rulebook_sheets_form
from seminar.paper.forms.notebook_07 import (
    merge_the_records_form,
    scan_the_city_form,
    who_may_ask_form,
    xray_the_claims_form,
)
from seminar.paper.forms.notebook_08 import direction_form, friends_form, likeness_form, scorecard_form
from seminar.paper.forms.notebook_09 import code_grid_form, quotations_form, trial_form
from seminar.paper.forms.notebook_10 import rule_sandbox_form, survey_and_tally_form, verdict_sheet_form

FORMS: dict[str, Callable[[], str]] = {
    "00-w00a": room_grid_form,
    "00-w00b": sentence_strips_form,
    "00-w00c": survey_form,
    "01-w01a": claim_cards_form,
    "01-w01b": tally_grid_form,
    "01-w01c": voice_grid_form,
    "02-w02a": terms_form,
    "02-w02b": ladder_form,
    "02-w02c": timeline_form,
    "02-w02d": article_form,
    "03-w03a": clip_strips_form,
    "03-w03b": sampling_game_form,
    "03-w03c": reached_form,
    "03-w03d": question_clinic_form,
    "05-w05a": probe_game_form,
    "05-w05b": perk_cards_form,
    "05-w05c": day_grid_form,
    "04-w04a": jigsaw_form,
    "04-w04b": grid_posters_form,
    "04-w04c": descent_form,
    "06-w01b": partial(tally_grid_form, 1),
    "06-w06b": error_and_appeal_form,
    "06-w06a": list_poster_form,
    "06-w06c": rulebook_sheets_form,
    "06-w06d": chain_form,
    "07-w01b": partial(tally_grid_form, 1),
    "07-w07a": scan_the_city_form,
    "07-w07b": merge_the_records_form,
    "07-w07c": who_may_ask_form,
    "07-w07d": xray_the_claims_form,
    "08-w08a": scorecard_form,
    "08-w08b": friends_form,
    "08-w08c": likeness_form,
    "08-w08d": direction_form,
    "09-w09a": code_grid_form,
    "09-w09b": trial_form,
    "09-w09c": quotations_form,
    "10-w10a": rule_sandbox_form,
    "10-w10b": verdict_sheet_form,
    "10-w10c": survey_and_tally_form,
}


def form(paper_id: str) -> str:
    """The paper form *paper_id* as Markdown. Raises SeminarError where none has been written."""
    if paper_id not in FORMS:
        raise SeminarError(
            f"There is no paper form “{paper_id}”. Write one in seminar/paper/forms/; there are: {', '.join(FORMS)}."
        )
    return FORMS[paper_id]()
