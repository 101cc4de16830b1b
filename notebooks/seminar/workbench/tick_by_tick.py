"""Items that a student ticks, several ticks each: what we say of an item appears after its check, and never before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.course.questions import block, pane
from seminar.data.words import Words
from seminar.models.question_ticks import Compared, compared
from seminar.numbers import closed
from seminar.screen.controls import Button, Pane, Switch
from seminar.screen.live import Box, Part
from seminar.workbench.stepper import Step, Stepper, first_open

prose = Words("tick-by-tick")


@dataclass(frozen=True)
class Ticked:
    """One thing to tick: its words *said*, our ticks (*key*) and our *reading*, shown once it is checked.

    *card*, which may hold markup, stands above the switches in place of the words.
    """

    said: str
    key: Sequence[str]
    reading: str
    card: h.Node = None


@dataclass(frozen=True)
class Ticker:
    """The items of the activity *cell_id*, each a *noun* ("question"), ticked for *kinds* (makes id → words).

    *need_one* is said where a check needs a tick and has none; "" where no tick is an answer too. *further*, if any,
    makes what stands under our reading of an item (its place in the list, from 0). *hints* (id → words) stand at the
    switches, in brackets after their words.
    """

    cell_id: str
    noun: str
    kinds: Callable[[], Mapping[str, str]]
    items: Callable[[], Sequence[Ticked]]
    need_one: str = ""
    further: Callable[[int], h.Node] = lambda place: None
    hints: Mapping[str, str] = field(default_factory=dict)

    def numbers(self) -> range:
        """The numbers of the items, from 1."""
        return range(1, len(self.items()) + 1)

    def saved(self, answers: Store, number: int) -> tuple[list[str], bool]:
        """The kinds ticked for an item, and whether it is checked."""
        value = answers.parts(f"{self.cell_id}-{number}")
        ticks = value.get("ticks")
        return [kind for kind in self.kinds() if isinstance(ticks, list) and kind in ticks], bool(value.get("checked"))

    def done(self, answers: Store) -> dict[int, list[str]]:
        """The ticks of every item that is checked, by its number."""
        found = {number: self.saved(answers, number) for number in self.numbers()}
        return {number: ticks for number, (ticks, checked) in found.items() if checked}

    def listed(self, kinds: Sequence[str]) -> str:
        """Kinds in words."""
        return "; ".join(self.kinds()[kind] for kind in kinds) or "none"

    def reading(self, number: int) -> str:
        """Our ticks for an item, and what we say of it."""
        item = self.items()[number - 1]
        return prose("our-ticks", ticks=self.listed(item.key), reading=item.reading).strip()

    def keys(self) -> h.Renderable:
        """Our reading of every item: for the instructor only."""
        return h.ol[(h.li[self.reading(number)] for number in self.numbers())]

    def brief(self) -> str:
        """Our ticks of every item in one line: for the instructor only."""
        return ". ".join(f"{number}: {self.listed(self.items()[number - 1].key)}" for number in self.numbers())

    def tally(self, answers: Store) -> str:
        """How many items are checked, and how many ticks are as in our key, missed or extra."""
        found = [self._compared(number, ticks) for number, ticks in self.done(answers).items()]
        same, missed, extra = (sum(map(len, some)) for some in zip(*found, strict=True)) if found else (0, 0, 0)
        return prose("tally", count=len(found), all=len(self.items()), same=same, missed=missed, extra=extra)

    def _compared(self, number: int, ticks: Sequence[str]) -> Compared:
        return compared(ticks, self.items()[number - 1].key, self.kinds())

    def boxes(self) -> Part:
        """A box for each item, in order, one at a time; first is the first that is not checked."""
        answers = Saved(self.cell_id).answers
        steps = [Step(f"{self.noun.capitalize()} {number}", self._box(number)) for number in self.numbers()]
        return Stepper(steps, start=first_open(self.saved(answers, number)[1] for number in self.numbers())).box

    def in_words(self, answers: Store, summary: str) -> h.Renderable:
        """Every item in words, folded up under *summary*: what was ticked and, once it is checked, our reading."""
        return h.details[h.summary[summary], h.ul[(h.li[said] for said in self.each(answers))]]

    def each(self, answers: Store) -> list[str]:
        """Every item in a sentence or two: what was ticked and, once it is checked, our reading."""
        return [self._said(number, answers) for number in self.numbers()]

    def _said(self, number: int, answers: Store) -> str:
        ticks, checked = self.saved(answers, number)
        mine = (
            prose("ticked", ticks=self.listed(ticks), reading=self.reading(number)) if checked else prose("not-checked")
        )
        return f"{closed(self.items()[number - 1].said)} {mine}"

    def _verdict(self, number: int, ticks: Sequence[str]) -> str:
        found = self._compared(number, ticks)
        parts = [
            prose("same", count=len(self.kinds()) - len(found.missed) - len(found.extra), all=len(self.kinds())),
            *([prose("only-ours", missed=self.listed(found.missed))] if found.missed else []),
            *([prose("only-yours", extra=self.listed(found.extra))] if found.extra else []),
        ]
        return " ".join(parts)

    def _at_the_switch(self, kind: str) -> str:
        words = self.kinds()[kind]
        return f"{words} ({self.hints[kind]})" if kind in self.hints else words

    def _box(self, number: int) -> Part:
        item, name = self.items()[number - 1], f"{self.noun.capitalize()} {number}"
        question = f"{self.cell_id}-{number}"
        part = Saved(question)
        switches = {kind: Switch(self._at_the_switch(kind), of=name) for kind in self.kinds()}
        said = Pane()

        def draw() -> None:
            ticks, done = self.saved(part.answers, number)
            for kind, switch in switches.items():
                switch.value = kind in ticks
            press.off = done
            press.label = prose("checked", name=name) if done else prose("check", noun=self.noun, number=number)
            reading = h.fragment[h.p(".seminar-words")[self.reading(number)], self.further(number - 1)]
            said.html = str(reading) if done else ""
            part.say(f"{self._verdict(number, ticks) if done else ''} {part.when(question)}".strip())

        def save(ticks: list[str], done: bool) -> None:
            part.save(question, {"ticks": ticks, "checked": done})

        def tick(kind: str, on: bool) -> None:
            ticks, done = self.saved(part.answers, number)
            if done:
                draw()
            elif on != (kind in ticks):
                save([one for one in self.kinds() if (on if one == kind else one in ticks)], False)

        def pressed() -> None:
            ticks, done = self.saved(part.answers, number)
            if not done and not ticks and self.need_one:
                part.say(self.need_one)
            elif not done:
                save(ticks, True)

        press = Button("", pressed)
        part.follow(draw)
        for kind, switch in switches.items():
            switch.observe(lambda change, kind=kind: tick(kind, change["new"]), "value")
        choices = Box(list(switches.values()), "seminar-pair")
        return block("check", pane(item.card or h.p[h.strong[item.said]]), choices, press, part.status, said)
