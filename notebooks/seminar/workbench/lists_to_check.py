"""Several lists and one button: what is chosen is saved at once; what is checked stays, and a key may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from seminar.answers.saved import Saved
from seminar.answers.store import Store
from seminar.data.words import Words
from seminar.screen.controls import Button, Select, option_list
from seminar.screen.live import Box, Part

prose = Words("lists-to-check")


def nothing_chosen() -> tuple[str, str]:
    """What stands in a list in which nothing is chosen yet."""
    return "", prose("open")


@dataclass(frozen=True)
class Lists:
    """What is asked at once: *name*, under which it is saved, and for each list its *options* (value → words)."""

    name: str
    options: Mapping[str, Mapping[str, str]]

    def saved(self, answers: Store) -> tuple[dict[str, str], bool]:
        """List → chosen value, and whether all of it is checked. What was edited into something else counts as open."""
        value = answers.parts(self.name)
        given = value.get("chosen")
        given = given if isinstance(given, dict) else {}
        chosen = {key: given[key] for key, words in self.options.items() if given.get(key) in list(words)}
        return chosen, bool(value.get("checked")) and len(chosen) == len(self.options)

    def checked(self, answers: Store) -> dict[str, str]:
        """List → chosen value once it is checked, before that nothing."""
        chosen, done = self.saved(answers)
        return chosen if done else {}


class ListsBox:
    """The controls of ``Lists``; *labels* stand over the lists, *press* on the button, *wait* is said of open lists.

    ``turn_to`` puts other lists with the same keys in their place.
    """

    def __init__(self, lists: Lists, labels: Mapping[str, str], press: str, wait: str) -> None:
        self.lists, self._wait, self.part = lists, wait, Saved(lists.name)
        self._showing = False
        self.selects = {
            key: Select(legend=labels[key], options=option_list([nothing_chosen(), *words.items()]))
            for key, words in lists.options.items()
        }
        self.button, self._press = Button(press, self._check), press
        self.part.follow(self.show)
        for select in self.selects.values():
            select.observe(lambda change: self._choose(), "value")

    def widgets(self) -> list[Part]:
        """The lists, the button and the line under it."""
        pair = Box(list(self.selects.values()), "seminar-pair")
        return [pair, self.button, self.part.status]

    def turn_to(self, lists: Lists) -> None:
        """Show *lists* with what is saved of them."""
        self.lists = lists
        self.part.answers.look(lists.name)
        self.show()

    def show(self) -> None:
        """Bring the controls up to date with what is saved."""
        chosen, done = self.lists.saved(self.part.answers)
        self._showing = True  # or else each list would be saved while the next still shows what stood there before
        for key, select in self.selects.items():
            select.value, select.disabled = chosen.get(key, ""), done
        self._showing = False
        self.button.off = done
        self.button.label = prose("checked") if done else self._press
        self.part.say(self.part.when(self.lists.name))

    def _chosen(self) -> dict[str, str]:
        return {key: select.value for key, select in self.selects.items() if select.value}

    def _choose(self) -> None:
        if self._showing or self._chosen() == self.lists.saved(self.part.answers)[0]:
            return
        if self.button.off:
            self.show()
        else:
            self._save(checked=False)

    def _check(self) -> None:
        if self.button.off:
            return
        if len(self._chosen()) < len(self.selects):
            self.part.say(self._wait)
        else:
            self._save(checked=True)

    def _save(self, checked: bool) -> None:
        self.part.save(self.lists.name, {"chosen": self._chosen(), "checked": checked})
