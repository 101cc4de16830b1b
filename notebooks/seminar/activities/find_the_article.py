"""W02d: find the article that answers a question; the pack checks it against the table of provisions and says why."""

from dataclasses import dataclass

import htpy as h

from seminar.answers.saved import Saved
from seminar.answers.store import Store, store
from seminar.course.questions import block, pane
from seminar.course.sources import fact_link
from seminar.data.evidence import Row, fact, rows
from seminar.data.records import Activity, record
from seminar.data.records import articles as tasks
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.models import articles
from seminar.numbers import agree, plural
from seminar.screen.controls import Button, Entry, Pane, Select, option_list
from seminar.screen.live import Box, Part
from seminar.screen.page import Output, Table, forgiving, with_chinese
from seminar.workbench.declaration import Declaration
from seminar.workbench.lists_to_check import nothing_chosen
from seminar.workbench.panel import live_frame, running_result, still_frame
from seminar.workbench.stepper import Step, Stepper, first_open

CELL = "02-w02d"
prose = Words(CELL)
FOUND, SHOWN, TRIED = "found", "shown", "tried"
NUMBER_WANTED = prose("number-wanted")
NO_DOCUMENT = prose("no-document")


@dataclass(frozen=True)
class Question:
    """A question and its *key*, the row of provisions that answers it."""

    id: str
    text: str
    key: Row

    @property
    def name(self) -> str:
        """The name under which the answer is saved."""
        return f"{CELL}-{self.id}"


def documents() -> dict[str, Row]:
    """Name of each document on offer, as in the table of provisions → the fact that describes it."""
    return {one.name: fact(one.fact) for one in tasks().documents}


def questions() -> list[Question]:
    """The questions in order."""
    return [Question(one.id, one.question, fact(one.key)) for one in tasks().questions]


def provisions(document: str) -> list[Row]:
    """The rows of the table about *document*, in the order of the table."""
    return [row for row in rows("provisions") if row.cells["document"] == document]


def numbers(row: Row) -> frozenset[int]:
    """The article numbers of a row."""
    return articles.numbers(row.cells.get("article", ""))


def every_number(row: Row) -> frozenset[int]:
    """The article numbers of a row: those of the text on offer, and those that the article has today."""
    return numbers(row) | articles.numbers(row.cells.get("article_now", ""))


def read_reference(text: str) -> str:
    """*text* as typed. Raises SeminarError where it names no article."""
    if text.strip() and not articles.numbers(text):
        raise SeminarError(NUMBER_WANTED)
    return text.strip()


def stands_there(document: str, reference: str) -> str:
    """What the table says of the articles in *reference* of *document*, or that it has no such row."""
    wanted = articles.numbers(reference)
    found = [row for row in provisions(document) if every_number(row) & wanted]
    if found:
        row = min(found, key=lambda row: len(numbers(row)))
        return prose("there", article=row.cells["article"], says=row.cells["says"])
    if not any(map(numbers, provisions(document))):
        return prose("no-articles")
    return prose("no-row")


def place_of(question: Question) -> str:
    """Article and document of the key, with its number of today if it has another, and what stands there."""
    cells = question.key.cells
    today = prose("today", article=cells["article_now"]) if "article_now" in cells else ""
    return f"{cells['document']}, {cells['article']}{today}: {cells['says']}"


def reply(question: Question, document: str, reference: str) -> tuple[str, str]:
    """The verdict of the model on an answer, and a sentence or two that say why. Raises SeminarError for no answer."""
    if document not in documents():
        raise SeminarError(NO_DOCUMENT)
    answer = articles.numbers(reference)
    if not answer:
        raise SeminarError(NUMBER_WANTED)
    verdict = articles.verdict(document, answer, question.key.cells["document"], every_number(question.key))
    if verdict == articles.RIGHT:
        of_then = answer <= numbers(question.key)
        place = place_of(question)
        return verdict, prose("right", place=place) if of_then else prose("right-today", place=place)
    if verdict == articles.OTHER_ARTICLE and answer & every_number(question.key):
        return verdict, prose("too-many")
    why = stands_there(document, reference)
    if verdict == articles.OTHER_ARTICLE:
        return verdict, prose("another-article", why=why)
    return verdict, prose("another-document", why=why)


def saved(question: Question, answers: Store) -> tuple[str, str, str]:
    """Document, reference and state as saved ("" for what is not); an answer that was edited counts as none."""
    value = answers.parts(question.name)
    document, reference, state = (str(value.get(part, "")) for part in ("document", "article", "state"))
    known = document in documents() and articles.numbers(reference)
    if state == SHOWN or (known and state in (FOUND, TRIED)):
        right = known and reply(question, document, reference)[0] == articles.RIGHT
        return document, reference, state if state == SHOWN else FOUND if right else TRIED
    return "", "", ""


def tally(answers: Store) -> tuple[str, str]:
    """The finding and the words under the questions."""
    states = [saved(question, answers)[2] for question in questions()]
    found, shown, every = states.count(FOUND), states.count(SHOWN), len(states)
    finding = prose("tally-finding", found=found, every=every, shown=shown)
    text = prose(
        "text",
        articles=plural(str(found), "article"),
        every=every,
        shown=shown,
        were=agree(shown, "was", "were"),
        tried=states.count(TRIED),
    )
    return finding, text


@forgiving
def find_the_article() -> Output:
    """The article finder: a question, a list of documents, a box for the article, and a reply that says why."""
    found = record(CELL, Activity)
    still = still_frame(
        found,
        h.p[prose("task")],
        h.ol[(h.li[question.text] for question in questions())],
        _offered().markup(),
        h.p[prose("run-here")],
    )
    return Output(still, prose("plain", title=found.title), lambda: _live(found))


def _offered() -> Table:
    body = [
        [name, [with_chinese(row.cells["title_zh"]), f" {row.cells['pinyin']}"], row.cells["issuer"]]
        for name, row in documents().items()
    ]
    return Table(prose("offered-caption"), prose.all("offered-columns"), body)


def keys() -> h.Renderable:
    """Document and article of every question: for the instructor only."""
    return h.ol[(h.li[h.strong[f"{question.key.id}. "], place_of(question)] for question in questions())]


class _Box:
    """One question: its controls, and a reply that is drawn from what is saved."""

    def __init__(self, number: int, question: Question) -> None:
        self.question, self._part = question, Saved(question.name)
        self.answers = self._part.answers
        options = [nothing_chosen(), *((name, name) for name in documents())]
        self.document = Select(legend=prose("document", number=number), options=option_list(options))
        self.article = Entry(prose("article", number=number), read_reference, "")
        self.check, self.give = Button(prose("check"), self._checked), Button(prose("show"), self._given)
        self.link = Pane()
        self._part.follow(self.show)
        pair = Box([self.document, self.article], "seminar-pair")
        words = pane(h.p[h.strong[f"{number}. {question.text}"]])
        buttons = Box([self.check, self.give], "seminar-pair")
        self.box = block("check", words, pair, buttons, self._part.status, self.link)

    def _save(self, state: str) -> None:
        given = {"document": self.document.value, "article": self.article.value, "state": state}
        self._part.save(self.question.name, given)

    def _checked(self) -> None:
        if saved(self.question, self.answers)[2] in (FOUND, SHOWN):
            return
        try:
            verdict, _ = reply(self.question, self.document.value, self.article.value)
        except SeminarError as error:
            self._part.say(str(error))
            return
        self._save(FOUND if verdict == articles.RIGHT else TRIED)

    def _given(self) -> None:
        if saved(self.question, self.answers)[2] not in (FOUND, SHOWN):
            self._save(SHOWN)

    def show(self) -> None:
        """Bring the controls and the reply up to date with what is saved."""
        document, reference, state = saved(self.question, self.answers)
        if state:
            self.document.value = document
            self.article.put(reference)
        done = state in (FOUND, SHOWN)
        self.document.disabled = self.check.off = self.give.off = done
        if state == SHOWN:
            self._part.say(prose("answer", place=place_of(self.question)))
        else:
            self._part.say(reply(self.question, document, reference)[1] if state else "")
        self.link.html = str(h.p(".seminar-quiet")[prose("fact"), fact_link(self.question.key)]) if done else ""


def _live(found: Activity) -> Part:
    asked, answers = questions(), store(CELL)
    steps = [Step(prose("step", number=number), _Box(number, question).box) for number, question in enumerate(asked, 1)]
    start = first_open(saved(question, answers)[2] in (FOUND, SHOWN) for question in asked)
    return live_frame(found, Stepper(steps, start=start).box, *running_result(CELL, lambda: tally(answers)))


def on_paper() -> dict[str, object]:
    """The questions, and what our table says of each document."""
    extracts = {
        name: [(row.cells.get("article", ""), row.cells["says"]) for row in provisions(name)] for name in documents()
    }
    return {"questions": [question.text for question in questions()], "extracts": extracts}


ACTIVITY = Declaration(CELL, find_the_article, on_paper, key=keys, whole_on_paper=True)
