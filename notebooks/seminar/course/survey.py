"""The survey before, after and weeks after the course: its three forms, and the order of their questions and options.

What is right is told after form B, so form C has another order: no letter is right under a number where it was before.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import htpy as h

from seminar.data.records import LETTERS, SurveyForm, SurveyQuestion, in_turn, survey_questions
from seminar.data.words import Words
from seminar.numbers import listed

prose = Words("survey")

FORMS = ("A", "B", "C")
"""Form A is asked before the course, form B after it, form C some weeks later."""
LAST = FORMS[-1]
SHORT = (1, 3, 5, 6)
"""The questions of a short session."""
SHORT_IN_WORDS = listed(map(str, SHORT))


def short_session() -> str:
    """Which questions are for a short session."""
    return prose("short-session", questions=SHORT_IN_WORDS)


@dataclass(frozen=True)
class Form:
    """One surface of a question: its *stem*, its *options* by their letter in the file, and *why* the key is right.

    *fact* is the row that decides a claim about the world, "" for an invented case.
    """

    stem: str
    options: dict[str, str]
    why: str
    fact: str = ""


@dataclass(frozen=True)
class Item:
    """One question: its *number* from 1, the *idea* that it asks for, the letter of its *key*, and its forms.

    *claim* says of a question about a claim whether it "fails" or "holds"; "" where it is about none.
    """

    number: int
    idea: str
    key: str
    forms: dict[str, Form]
    claim: str = ""

    def shown(self, form: str) -> dict[str, str]:
        """Letter as shown in a form → letter in the file: one order on screen, slip and key."""
        return dict(zip(LETTERS, order(form)[self.number], strict=False))

    def letter(self, option: str, form: str) -> str:
        """The letter as shown in a form of the *option* with that letter in the file, "–" for none."""
        return next((letter for letter, known in self.shown(form).items() if known == option), "–")

    def lines(self, form: str) -> list[str]:
        """The options of a form as they are shown: "a) …"."""
        return [f"{letter}) {self.forms[form].options[option]}" for letter, option in self.shown(form).items()]


@cache
def items() -> list[Item]:
    """The questions in order."""
    return [
        Item(number, one.idea, one.key, _forms(one), one.claim or "")
        for number, one in enumerate(survey_questions(), 1)
    ]


def _forms(found: SurveyQuestion) -> dict[str, Form]:
    return dict(zip(FORMS, map(_form, (found.A, found.B, found.C)), strict=True))


def _form(found: SurveyForm) -> Form:
    return Form(found.stem, dict(zip(LETTERS, found.options, strict=False)), found.why, found.fact or "")


def asked(form: str) -> dict[int, Item]:
    """Number as shown in a form → its question: in form C the two claims have changed places."""
    *cases, first, second = items()
    return dict(enumerate([*cases, second, first] if form == LAST else items(), 1))


@cache
def order(form: str) -> dict[int, list[str]]:
    """Question number → letters in the file in the order shown; over the questions the keys take turns.

    In form C the options of a case stand one place further on; the claims have changed places instead.
    """
    placed = {}
    for turn, item in enumerate(items()):
        options = list(item.forms[form].options)
        random.Random(f"survey-{item.number}").shuffle(options)
        in_order = in_turn(options, item.key, "survey", turn)
        further = form == LAST and not item.claim
        placed[item.number] = [*in_order[-1:], *in_order[:-1]] if further else in_order
    return placed


def slip(chosen: Mapping[int, str], form: str, sure: Mapping[int, str] = {}) -> str:
    """The letters as shown of the options *chosen* (question → letter in the file), for a slip: "1 b 80%, 2 –, …".

    *sure* says how sure somebody is of a question, in percent.
    """
    return ", ".join(
        f"{shown} {item.letter(chosen.get(item.number, ''), form)}{_percent(sure.get(item.number, ''))}"
        for shown, item in asked(form).items()
    )


def _percent(sure: str) -> str:
    return f" {sure}%" if sure else ""


def _reason(form: Form) -> str:
    return f"{form.why} ({form.fact})" if form.fact else form.why


def brief() -> str:
    """The right letters on the slips before and after the course, in a line: for the instructor only."""
    return ", ".join(f"{item.number} {item.letter(item.key, FORMS[0])}" for item in items())


def keys() -> h.Renderable:
    """All forms with the right letter of each question: for the instructor only."""
    later = {item.number: shown for shown, item in asked(LAST).items()}
    return h.ol[
        (
            h.li[
                h.strong[
                    prose(
                        "letters",
                        letter=item.letter(item.key, FORMS[0]),
                        later=later[item.number],
                        other=item.letter(item.key, LAST),
                    )
                ],
                f"{item.idea.capitalize()}. ",
                " ".join(
                    prose("form", name=name, option=form.options[item.key], why=_reason(form))
                    for name, form in item.forms.items()
                ),
            ]
            for item in items()
        )
    ]
