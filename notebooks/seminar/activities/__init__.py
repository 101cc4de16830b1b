"""The activities of the course: ``activities.scan_the_city()``. Each is loaded when it is first named.

So a notebook waits only for the activities that it uses, and a page without one for none.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seminar.activities.align_the_clips import align_the_clips
    from seminar.activities.ask_the_friends import ask_the_friends
    from seminar.activities.build_the_verdict import build_the_verdict
    from seminar.activities.check_the_chain import check_the_chain
    from seminar.activities.code_the_headlines import code_the_headlines
    from seminar.activities.count_the_errors import count_the_errors
    from seminar.activities.cross_the_road import cross_the_road
    from seminar.activities.draw_the_line import draw_the_line
    from seminar.activities.draw_the_sample import draw_the_sample
    from seminar.activities.explore_the_terms import explore_the_terms
    from seminar.activities.find_the_article import find_the_article
    from seminar.activities.find_the_likeness import find_the_likeness
    from seminar.activities.follow_the_list import follow_the_list
    from seminar.activities.live_without_the_app import live_without_the_app
    from seminar.activities.map_the_voices import map_the_voices
    from seminar.activities.map_the_watchers import map_the_watchers
    from seminar.activities.mend_the_questions import mend_the_questions
    from seminar.activities.merge_the_records import merge_the_records
    from seminar.activities.move_the_votes import move_the_votes
    from seminar.activities.open_the_evidence import open_the_evidence
    from seminar.activities.open_the_files import open_the_files
    from seminar.activities.place_the_documents import place_the_documents
    from seminar.activities.plan_the_room import plan_the_room
    from seminar.activities.probe_the_score import probe_the_score
    from seminar.activities.rate_the_pilot import rate_the_pilot
    from seminar.activities.reach_the_perks import reach_the_perks
    from seminar.activities.reach_the_views import reach_the_views
    from seminar.activities.scan_the_city import scan_the_city
    from seminar.activities.sort_the_sentences import sort_the_sentences
    from seminar.activities.stand_in_a_year import stand_in_a_year
    from seminar.activities.take_the_survey import close_the_survey, open_the_survey
    from seminar.activities.trace_the_descent import trace_the_descent
    from seminar.activities.trace_the_quotations import trace_the_quotations
    from seminar.activities.weigh_the_direction import weigh_the_direction
    from seminar.activities.who_may_ask import who_may_ask
    from seminar.activities.write_the_rules import write_the_rules
    from seminar.activities.xray_the_claims import xray_the_claims

__all__ = [
    "align_the_clips",
    "ask_the_friends",
    "build_the_verdict",
    "check_the_chain",
    "close_the_survey",
    "code_the_headlines",
    "count_the_errors",
    "cross_the_road",
    "draw_the_line",
    "draw_the_sample",
    "explore_the_terms",
    "find_the_article",
    "find_the_likeness",
    "follow_the_list",
    "live_without_the_app",
    "map_the_voices",
    "map_the_watchers",
    "mend_the_questions",
    "merge_the_records",
    "move_the_votes",
    "open_the_evidence",
    "open_the_files",
    "open_the_survey",
    "place_the_documents",
    "plan_the_room",
    "probe_the_score",
    "rate_the_pilot",
    "reach_the_perks",
    "reach_the_views",
    "scan_the_city",
    "sort_the_sentences",
    "stand_in_a_year",
    "trace_the_descent",
    "trace_the_quotations",
    "weigh_the_direction",
    "who_may_ask",
    "write_the_rules",
    "xray_the_claims",
]

_ELSEWHERE = {"close_the_survey": "take_the_survey", "open_the_survey": "take_the_survey"}
"""Activity → its module, where that has another name."""


class _Activities(ModuleType):
    """This package, in which the name of an activity never stands for the module of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Python puts each loaded module here under its name: its activity takes that place."""
        activity = isinstance(value, ModuleType) and name in __all__
        super().__setattr__(name, getattr(value, name) if activity else value)


sys.modules[__name__].__class__ = _Activities


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"There is no activity “{name}”. There are: {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, name)}"), name)


def __dir__() -> list[str]:
    return __all__
