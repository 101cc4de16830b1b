"""What stands in ``data/teaching/`` besides the words of the notebooks, as types: the one place that says which fields.

A record belongs to a cell: minutes, grouping, options, rubric, feedback, in ``data/teaching/<notebook>.yaml`` under the
id of the cell. Its role, and for a prompt its kind, say of which class it is; the other files have a class each. What a
class does not allow is told when the file is read (``seminar.data.typed_yaml``).
"""

import random
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, TypeGuard, TypeVar

from seminar.data import typed_yaml
from seminar.data.package import notebooks, read_text
from seminar.data.typed_yaml import Between, Entries, Form, Letters
from seminar.errors import SeminarError
from seminar.files import pack_folder
from seminar.models import rubric

LETTERS = "abcde"
FOLDER = "teaching"

T = TypeVar("T")
Minutes = Annotated[int, Between(0, 80)]
Name = Annotated[str, Letters(40)]
Grouping = Annotated[str, Letters(60)]
Title = Annotated[str, Letters(80)]
Line = Annotated[str, Letters(200)]
Sentence = Annotated[str, Letters(300)]
Reply = Annotated[str, Letters(400)]
Paragraph = Annotated[str, Letters(900)]
CellId = Annotated[str, Form(r"\d{2}-[a-z0-9-]+", "the id of a cell, for instance 07-1")]
Notebook = Annotated[str, Form(r"\d{2}", "the number of a notebook in quotes, for instance “07”")]
Homework = Annotated[str, Form(r"\d{2}(-[a-z0-9-]+)?", "the number of a notebook or the id of a cell, in quotes")]
FactId = Annotated[str, Form(r"f-[A-Z]\d{3}[a-z]?", "the id of a fact, for instance f-T001")]
ClaimId = Annotated[str, Form(r"C\d{2}", "the id of a claim, for instance C01")]
TickKey = Annotated[str, Form("[A-Z]", "a capital letter, for instance N")]
Need = Annotated[
    str, Form("[A-Z]|[1-8] of [A-Z](, [A-Z])+", "a tick, for instance N, or a choice such as “2 of C, O, T”")
]
Levels = Annotated[str, Form("[1-4]+", "a level of each text, one digit after the other, for instance “1342”")]
Covers = Annotated[tuple[str, ...], Entries(1)]
Text = Annotated[str, Form(r"(?:[^{}]|\{[a-z_]+\})+", "a text, in which a gap is a name in braces, such as {alarms}")]
Called = Annotated[str, Form(r"[^{}.]+", "a name without dots and braces, for instance finding")]
Texts = Text | Annotated[tuple[Text, ...], Entries(1)] | Annotated[Mapping[Called, Text], Entries(1)]
"""What stands under a name among the words of an activity: a text, a list, or a group of named texts."""
AllWords = Annotated[Mapping[Called, Texts], Entries(1)]
Length = Literal["minutes80", "minutes40", "self"]
"""A plan of a notebook: two lessons' lengths, and alone."""
Does = Literal["word", "guess", "choice", "move", "sentence", "talk", "seats", "vote", "result", "table", "turn"]
"""What takes time: a word that is read, a guess, and so on (``seminar.course.minutes`` says how much)."""
Counts = Mapping[Does, Annotated[int, Between(1, 2_000)]]
"""What is done, and how often."""


Pictured = Literal[
    "spans",
    "lineage",
    "licences",
    "shares",
    "amounts",
    "years",
    "grades",
    "silence",
    "limits",
    "rates",
    "fines",
    "schemes",
]
"""A picture of the rows of a table, drawn in ``seminar.course.pictures.kinds``."""


@dataclass(frozen=True, kw_only=True)
class Described:
    """What every record has. What has no minutes of its own takes none."""

    title: Title

    def minutes(self, length: Length) -> int:
        """How long it takes in the plan of that *length*."""
        return 0


@dataclass(frozen=True, kw_only=True)
class Planned(Described):
    """A cell with its minutes in each plan, the paragraphs of the essay it is about, and whose copy prints it."""

    minutes80: Minutes
    minutes40: Annotated[int, Between(0, 40)]
    self_: Minutes
    paragraphs: tuple[Annotated[int, Between(1, 32)], ...]
    print: Literal["student", "instructor", "both", "none"]

    def minutes(self, length: Length) -> int:
        """How long it takes in the plan of that *length*."""
        return {"minutes80": self.minutes80, "minutes40": self.minutes40, "self": self.self_}[length]


@dataclass(frozen=True, kw_only=True)
class Objectives(Planned):
    """The opening of a notebook; its title is the notebook's."""

    role: Literal["objectives"] = "objectives"


@dataclass(frozen=True, kw_only=True)
class Briefing(Planned):
    """Words to read or hear."""

    role: Literal["briefing"] = "briefing"
    covers: Covers = ()


@dataclass(frozen=True, kw_only=True)
class KeyPoints(Planned):
    """What to remember."""

    role: Literal["keypoints"] = "keypoints"


@dataclass(frozen=True, kw_only=True)
class Further(Planned):
    """Where to read on."""

    role: Literal["further"] = "further"


@dataclass(frozen=True, kw_only=True)
class Data(Planned):
    """Some rows and columns of the evidence table *file*; *bars* are the columns of words and of lengths.

    A *picture* stands before the table, which then folds up, as it does where the record says *folded*. The axis of
    “spans” begins in the year *since*. What stands from the column *covered* on is first guessed: each row opens it.
    """

    role: Literal["data"] = "data"
    file: Name
    rows_shown: Annotated[tuple[str, ...], Entries(1, 8)]
    columns_shown: Annotated[tuple[str, ...], Entries(1, 5)]
    grade_note: Sentence
    as_of: Line | None = None
    bars: Annotated[tuple[str, ...], Entries(2, 2)] | None = None
    picture: Pictured | None = None
    since: Annotated[int, Between(1900, 2100)] | None = None
    folded: bool = False
    covered: Line | None = None
    covers: Covers = ()

    def __post_init__(self) -> None:
        if self.picture == "spans" and self.since is None:
            raise ValueError("the field “since” is missing; expected the first year of the axis, for instance 2013")


@dataclass(frozen=True, kw_only=True)
class VerdictQuestion:
    """A question on offer for a verdict, with the facts that are its cards."""

    question: Title
    cards: Annotated[tuple[FactId, ...], Entries(6)]


@dataclass(frozen=True, kw_only=True)
class Activity(Planned):
    """A widget with its paper form: what in it is real, invented ("" for nothing), assumed and left out.

    *words* are all that it says (``seminar.data.words``); *kept* are the parts of what a student makes with it that an
    exercise may bring along, and what each is called. It *compares* countries with the table of that name. *does* says
    for each plan what one does there, and how often; its minutes must be enough (``seminar.course.minutes``). A guess
    that it begins with can be asked *in_the_room*, of all at once.
    """

    role: Literal["activity"] = "activity"
    real: str
    invented: str
    assumed: str
    limit: Sentence
    vote: CellId | None = None
    claims: Annotated[tuple[ClaimId, ...], Entries(1)] = ()
    verdicts: Annotated[tuple[VerdictQuestion, ...], Entries(1)] = ()
    kept: Annotated[Mapping[Called, Title], Entries(1)] = field(default_factory=dict)
    words: AllWords = field(default_factory=dict)
    compares: Name | None = None
    in_the_room: bool = False
    does: Annotated[Mapping[Length, Counts], Entries(1)] = field(default_factory=dict)
    covers: Covers = ()


@dataclass(frozen=True, kw_only=True)
class Prompt(Planned):
    """A question for talk: with whom, and what a teacher listens for.

    What is written on an *anonymous* one stays on the student's computer: no sheet can hold it.
    """

    role: Literal["prompt"] = "prompt"
    grouping: Grouping
    anonymous: bool
    lookfor: Annotated[str, Letters(500)]
    covers: Covers = ()


@dataclass(frozen=True, kw_only=True)
class OpenPrompt(Prompt):
    """A prompt that is answered in free words; *apart* is as in a ``SelfCheck``."""

    kind: Literal["open", "write"]
    apart: Reply | None = None


@dataclass(frozen=True, kw_only=True)
class Steelman(Prompt):
    """One of a *pair* of opposite cases, each to be made as strong as it can be, with a reply from each side."""

    kind: Literal["steel1", "steel2"]
    pair: CellId
    reply_for: Reply
    reply_against: Reply


@dataclass(frozen=True, kw_only=True)
class Context:
    """What somebody has to know before a vote on a *claim*, in one line that takes no side, and the facts it tells."""

    claim: ClaimId
    said: Line
    facts: Annotated[tuple[FactId, ...], Entries(1)] = ()


@dataclass(frozen=True, kw_only=True)
class Vote(Prompt):
    """A vote, once or on each of some claims; a second one takes from the first what it does not say itself.

    *context* stands with each claim of which there is one.
    """

    kind: Literal["vote"]
    options: Annotated[tuple[Title, ...], Entries(3, 5)] = ()
    claims: Annotated[tuple[ClaimId, ...], Entries(1, 4)] = ()
    context: Annotated[tuple[Context, ...], Entries(1)] = ()
    revote_of: CellId | None = None
    reply_for: Reply | None = None
    reply_against: Reply | None = None

    def __post_init__(self) -> None:
        if not (self.options or self.revote_of):
            raise ValueError("the field “options” is missing; expected 3 to 5 of them, or “revote_of”")
        if (self.reply_for is None) != (self.reply_against is None):
            raise ValueError("one of “reply_for” and “reply_against” is missing; expected both or neither")
        if strange := [context.claim for context in self.context if context.claim not in self.claims]:
            raise ValueError(f"context of {', '.join(strange)}; expected that of claims that are voted on")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer of a self-check, and what is said of it."""

    text: Line
    feedback: Sentence
    correct: bool = False


@dataclass(frozen=True, kw_only=True)
class SelfCheck(Planned):
    """A question with one right option.

    What its stem looks back at on the page is said before it where it stands *apart* from the page, in a quiz of a
    platform; so is the *clip* of the essay that it is about.
    """

    role: Literal["selfcheck"] = "selfcheck"
    stem: Sentence
    options: Annotated[tuple[Option, ...], Entries(3, 4)]
    tests_objective: Literal[1, 2, 3]
    source: Name
    apart: Reply | None = None
    clip: Annotated[str, Form(r"clip-\d+", "the id of a clip, for instance clip-8")] | None = None
    covers: Covers = ()

    def __post_init__(self) -> None:
        right = sum(option.correct for option in self.options)
        if right != 1:
            raise ValueError(f"{right} options are correct; expected “correct: true” at one of them")


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """How a text is marked: the *ticks*, each a sentence that a marker finds true of it or not; what each of the
    *levels* needs beyond the one below (``seminar.models.rubric``); and what a *slip* in a number or a name does."""

    ticks: Annotated[Mapping[TickKey, Line], Entries(3, 9)]
    levels: Annotated[Mapping[Annotated[int, Between(2, 4)], Annotated[tuple[Need, ...], Entries(1)]], Entries(3, 3)]
    slip: Sentence

    def __post_init__(self) -> None:
        rubric.check(self.ticks, self.levels)

    def asked(self) -> list[list[tuple[str, str]]]:
        """What level 2, 3 and 4 need, line by line: a tick and its sentence; or a choice, and under it the ticks in it
        that no level needs alone."""
        alone = {need for needs in self.levels.values() for need in needs}
        return [
            [
                (line, self.ticks.get(line, ""))
                for need in self.levels[level]
                for line in (need, *(tick for tick in rubric.choice(need)[1] if tick not in alone))
            ]
            for level in sorted(self.levels)
        ]


@dataclass(frozen=True, kw_only=True)
class Exercise(Planned):
    """A text to write at home, how it is marked, and what good evidence would be.

    Whoever hands it in hands in what was made with the activities that it *brings*, too, and what stands in the lines
    that it *asks* for beside the text: name → label. *apart* is as in a ``SelfCheck``.
    """

    role: Literal["exercise"] = "exercise"
    grouping: Grouping
    words_min: Annotated[int, Between(50, 1200)]
    words_max: Annotated[int, Between(50, 1200)]
    objective: Literal[1, 2, 3]
    rubric: Rubric
    evidence_model: Paragraph
    apart: Reply | None = None
    brings: Annotated[tuple[CellId, ...], Entries(1)] = ()
    asks: Annotated[Mapping[Called, Title], Entries(1)] = field(default_factory=dict)
    covers: Covers = ()

    def __post_init__(self) -> None:
        if self.words_min > self.words_max:
            raise ValueError(f"words_min is {self.words_min}, words_max {self.words_max}; expected the smaller first")

    def level(self, ticks: Collection[str], words: int) -> int:
        """The level, 1 to 4, of a text of so many *words* for which a marker gave these *ticks*."""
        reached = rubric.level(ticks, self.rubric.levels)
        return rubric.at_length(reached, words, self.words_min, self.words_max, marking().spare)


@dataclass(frozen=True, kw_only=True)
class Shorter:
    """What of a row of a run sheet differs in a short session."""

    say: Line | None = None
    do: Line | None = None
    look: Line | None = None
    fix: Line | None = None
    does: Counts | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """A row of a run sheet: its *cells*, what I say, what they do, what to look for, and a way out.

    Its minutes are those of its cells. What the cells do not tell takes time too: *does*. It *needs* what was done
    earlier; *short* says what differs in a short session.
    """

    cells: Annotated[tuple[CellId, ...], Entries(1)]
    say: Line
    do: Line
    look: Line
    fix: Line
    does: Counts = field(default_factory=dict)
    needs: tuple[CellId, ...] = ()
    short: Shorter | None = None

    def of(self, length: Length) -> "Step":
        """This row as it is in the plan of that *length*."""
        if length != "minutes40" or self.short is None:
            return self
        said = {name: value for name, value in vars(self.short).items() if value is not None}
        return replace(self, **said, short=None)

    def said(self) -> list[str]:
        """What I say, what they do, what to look for and a way out, in the order of the columns."""
        return [self.say, self.do, self.look, self.fix]


@dataclass(frozen=True, kw_only=True)
class Instructor(Described):
    """What only a teacher reads: the run sheet, what to take care of, what to bring. It is no cell.

    The cells *before* are read, or done, at home before the session, unless a plan gives them minutes.
    """

    role: Literal["instructor"] = "instructor"
    before: tuple[CellId, ...] = ()
    run: Annotated[tuple[Step, ...], Entries(1)]
    sensitive: Annotated[tuple[Sentence, ...], Entries(1)]
    materials: tuple[Line, ...]
    print: ClassVar[Literal["none"]] = "none"


Record = (
    Objectives
    | Briefing
    | Data
    | Activity
    | OpenPrompt
    | Steelman
    | Vote
    | SelfCheck
    | Exercise
    | KeyPoints
    | Further
    | Instructor
)
Found = TypeVar("Found", bound=Described)


def notebooks_with_records() -> list[str]:
    """The numbers of the notebooks that ask something, in order."""
    return sorted(file.stem for file in (pack_folder() / "data" / FOLDER).glob("[0-9][0-9].yaml"))


@cache
def records(notebook: str) -> Mapping[str, Record]:
    """Cell id → record, for the notebook of that number ("07"). Raises SeminarError for a missing or broken file."""
    return typed_yaml.read(f"{FOLDER}/{notebook}.yaml", kind_of_file(notebook))


def _records_of(notebook: str) -> Any:
    key = Form(rf"{notebook}-[a-z0-9-]+", f"one record for each cell id, for instance {notebook}-1")
    return Mapping[Annotated[str, key], Record]


def record(cell_id: str, kind: type[Found]) -> Found:
    """The record of *cell_id*. Raises SeminarError for an unknown id or one of another *kind*; names those that fit."""
    notebook = cell_id.partition("-")[0]
    if not (len(notebook) == 2 and notebook.isdigit()):
        raise SeminarError(f"“{cell_id}” is not the id of a cell; expected something like 07-1.")
    fitting = {key: found for key, found in records(notebook).items() if isinstance(found, kind)}
    if cell_id not in fitting:
        name = kind.__name__.lower()
        raise SeminarError(
            f"There is no {name} “{cell_id}” in data/teaching/{notebook}.yaml. "
            f"Notebook {notebook} has: {', '.join(fitting) or 'none'}."
        )
    return fitting[cell_id]


def title(notebook: str) -> str:
    """The title of the notebook of that number, which is the one of its objectives."""
    return record(f"{notebook}-objectives", Objectives).title


def grouping(found: Record) -> str:
    """With whom something is done; "" where nothing is said."""
    return found.grouping if isinstance(found, Prompt | Exercise) else ""


def running_minutes(found: Mapping[str, Record], length: Length) -> dict[str, tuple[int, int]]:
    """Cell id → first and last minute in the plan of that *length*, for records with a part in it."""
    spans, start = {}, 0
    for key, described in found.items():
        if minutes := described.minutes(length):
            spans[key] = (start, start + minutes)
            start += minutes
    return spans


def instructor(notebook: str) -> Instructor:
    """The instructor's record of the notebook of that number. Raises SeminarError where there is none."""
    for found in records(notebook).values():
        if isinstance(found, Instructor):
            return found
    raise SeminarError(f"The file data/teaching/{notebook}.yaml has no instructor record.")


def shuffled(cell_id: str) -> list[tuple[str, Option]]:
    """The options of a self-check in the order shown, each with the letter it has in its record.

    The order depends on the ids of the notebook's self-checks alone. It is a seeded shuffle, after which the key takes
    its turn among the positions, so that over a few self-checks no position holds more keys than another.
    """
    notebook = cell_id.partition("-")[0]
    siblings = [key for key, found in records(notebook).items() if isinstance(found, SelfCheck)]
    options = list(zip(LETTERS, record(cell_id, SelfCheck).options, strict=False))
    random.Random(cell_id).shuffle(options)
    key = next(option for option in options if option[1].correct)
    return in_turn(options, key, notebook, siblings.index(cell_id))


def in_turn(options: list[T], key: T, name: str, turn: int) -> list[T]:
    """*options* with the *key* moved to the position whose turn it is, for question number *turn* of the set *name*.

    In every round of as many questions as there are positions, each position holds one key.
    """
    positions = list(range(len(options)))
    random.Random(f"{name}/{turn // len(positions)}").shuffle(positions)
    others = [option for option in options if option != key]
    place = positions[turn % len(positions)]
    return [*others[:place], key, *others[place:]]


def second_vote(first: str) -> str | None:
    """The cell that votes again on what is voted on in the cell *first*; None where there is none."""
    found = records(first.partition("-")[0]).items()
    return next((key for key, one in found if isinstance(one, Vote) and one.revote_of == first), None)


def full_vote(found: Vote) -> Vote:
    """A vote; what a second vote does not say itself (options, claims, replies) is that of the first."""
    if found.revote_of is None:
        return found
    first = record(found.revote_of, Vote)
    return replace(
        found,
        options=found.options or first.options,
        claims=found.claims or first.claims,
        context=found.context or first.context,
        reply_for=found.reply_for or first.reply_for,
        reply_against=found.reply_against or first.reply_against,
    )


def lettered(found: Vote) -> list[tuple[str, str]]:
    """The options of a vote, each after its letter."""
    return list(zip(LETTERS, full_vote(found).options, strict=False))


def saved_under(cell_id: str, found: Record) -> list[str]:
    """The names under which the answers of a cell are saved: its id, or one for each claim or part that it has."""
    return [f"{cell_id}-{part}" for part in _saved_parts(found)] or [cell_id]


def _saved_parts(found: Record) -> tuple[str, ...]:
    if isinstance(found, Vote):
        return full_vote(found).claims
    return tuple(found.kept) if isinstance(found, Activity) else ()


def is_written(found: Record | None) -> TypeGuard[Exercise | Prompt]:
    """Whether it is answered in free words."""
    return isinstance(found, Exercise | OpenPrompt | Steelman)


def may_leave(found: Record | None) -> TypeGuard[Exercise | Prompt]:
    """Whether its answer may stand in a sheet: it is written, and no page promised to keep it here."""
    return is_written(found) and not (isinstance(found, Prompt) and found.anonymous)


@dataclass(frozen=True, kw_only=True)
class InventedSentence:
    """A sentence to sort: its *key* is the kind it belongs to."""

    text: Line
    key: Literal["fact", "value", "prediction", "figure", "split"]
    reason: Line


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """What sentences.yaml holds."""

    sentences: Annotated[tuple[InventedSentence, ...], Entries(1)]


@cache
def sentences() -> tuple[InventedSentence, ...]:
    """The invented sentences of the sentence sorter, in order. Raises SeminarError for a missing or broken file."""
    return _read("sentences").sentences


Fault = Literal["two", "loaded", "sided", "option"]


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """A question in better words, and the faults that it still has."""

    text: Reply
    ticks: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class FaultyQuestion:
    """A survey question with its faults and why; the essay's has a *paragraph*."""

    text: Sentence
    ticks: Annotated[tuple[Fault, ...], Entries(1)]
    reason: Reply
    repaired: Repaired
    paragraph: Annotated[int, Between(1, 32)] | None = None


@dataclass(frozen=True, kw_only=True)
class FaultyQuestions:
    """What questions.yaml holds."""

    questions: Annotated[tuple[FaultyQuestion, ...], Entries(1)]


@cache
def faulty_questions() -> tuple[FaultyQuestion, ...]:
    """The survey questions to mend, in order. Raises SeminarError for a missing or broken file."""
    return _read("questions").questions


@dataclass(frozen=True, kw_only=True)
class Term:
    """A Chinese term, and a sentence in which "{}" takes its English."""

    term: Name
    sentence: Annotated[str, Form(r"[^{}]+\{\}[^{}]*|\{\}[^{}]+", "a sentence with one “{}” in it")]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What terms.yaml holds."""

    terms: Annotated[tuple[Term, ...], Entries(1)]


@cache
def terms() -> tuple[Term, ...]:
    """The terms of the translation explorer, in order. Raises SeminarError for a missing or broken file."""
    return _read("terms").terms


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document on offer: its *name* in the table of provisions, and the *fact* that describes it."""

    name: Title
    fact: FactId


@dataclass(frozen=True, kw_only=True)
class ArticleQuestion:
    """A question that an article answers: its *key* is a fact of the table of provisions."""

    id: Annotated[str, Form(r"[a-z-]+", "small letters and hyphens, for instance free-report")]
    question: Sentence
    key: FactId


@dataclass(frozen=True, kw_only=True)
class Articles:
    """What articles.yaml holds."""

    documents: Annotated[tuple[Document, ...], Entries(1)]
    questions: Annotated[tuple[ArticleQuestion, ...], Entries(1)]


@cache
def articles() -> Articles:
    """The documents and questions of “Find the article”. Raises SeminarError for a missing or broken file."""
    return _read("articles")


@dataclass(frozen=True, kw_only=True)
class ReviewedLink:
    """The *words* of a link that share none with the row of their *fact*, and *why* they may stand."""

    fact: FactId
    words: Reply
    why: Sentence


@dataclass(frozen=True, kw_only=True)
class Links:
    """What links.yaml holds: words that are *empty* of meaning, with blanks between, and the *reviewed* links."""

    empty: str
    reviewed: tuple[ReviewedLink, ...]


@cache
def links() -> Links:
    """How the words of links are compared with their rows. Raises SeminarError for a missing or broken file."""
    return _read("links")


@dataclass(frozen=True, kw_only=True)
class Supported:
    """A sentence and the facts that it rests on."""

    says: Sentence
    facts: Annotated[tuple[FactId, ...], Entries(1, 3)]


@dataclass(frozen=True, kw_only=True)
class Scholars:
    """What scholars.yaml holds: what is *agreed*, the rows of ``disagreements`` in which scholars *differ*, and ten
    sentences that an instructor can say as they stand."""

    agreed: Annotated[tuple[Supported, ...], Entries(1)]
    differ: Annotated[tuple[str, ...], Entries(1)]
    sayable: Annotated[tuple[Supported, ...], Entries(10, 10)]


@cache
def scholars() -> Scholars:
    """What scholars say, for instructors. Raises SeminarError for a missing or broken file."""
    return _read("scholars")


@dataclass(frozen=True, kw_only=True)
class SurveyForm:
    """One surface of a survey question: its *stem*, its *options* from letter a on, and *why* the key is right.

    A claim about the world names the *fact* that decides it.
    """

    stem: Sentence
    options: Annotated[tuple[Line, ...], Entries(2, 4)]
    why: Sentence
    fact: FactId | None = None


@dataclass(frozen=True, kw_only=True)
class SurveyQuestion:
    """A survey question: the *idea* it asks for, the letter of its *key*, and its three forms.

    Of a question about a *claim* it says whether that fails, so that to call it false is a hit, or holds, so that it is
    a false alarm.
    """

    idea: Title
    key: Literal["a", "b", "c", "d"]
    A: SurveyForm
    B: SurveyForm
    C: SurveyForm
    claim: Literal["fails", "holds"] | None = None


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What survey.yaml holds."""

    items: Annotated[tuple[SurveyQuestion, ...], Entries(1)]


SURVEYS = {"00-w00c": "A", "10-w10c": "B", "10-w10c-later": "C"}
"""Where the survey is saved, before and after the course and some weeks later → the form of its questions."""


@cache
def survey_questions() -> tuple[SurveyQuestion, ...]:
    """The questions of the survey, in order. Raises SeminarError for a missing or broken file."""
    return _read("survey").items


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A part of a session: a *notebook* in the *plan* of so many minutes, *without* some cells and *also* with others.

    *without* holds in class and for what is read before. A cell under *also* has the minutes that stand there, in
    place of those of the plan.
    """

    notebook: Notebook
    plan: Literal[80, 40]
    without: tuple[CellId, ...] = ()
    also: Mapping[CellId, Minutes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """A part of a session: single cells, each with minutes of its own."""

    cells: Annotated[Mapping[CellId, Minutes], Entries(1)]


@dataclass(frozen=True, kw_only=True)
class Break:
    """A part of a session: minutes of rest."""

    break_: Minutes


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session: its *parts* in class, and what is written or done at home *after* it, with the day it is due.

    The day is a session, at whose start it is given in. One number more than there are sessions: two weeks after the
    last.
    """

    parts: Annotated[tuple[Lesson | Cells | Break, ...], Entries(1)]
    after: Mapping[CellId, Annotated[int, Between(2, 41)]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course: so many *sessions*, each of so many *minutes*, and what is *homework* before the first.

    That is a cell, or a notebook, of which one does what its instructor's record has under “before”.
    """

    sessions: Annotated[int, Between(1, 40)]
    minutes: Annotated[int, Between(20, 480)]
    title: Title
    homework: tuple[Homework, ...]
    plan: Annotated[tuple[Session, ...], Entries(1)]


@cache
def courses() -> tuple[Course, ...]:
    """The courses of several lengths. Raises SeminarError for a missing or broken file."""
    return _read("plans")


Code = Annotated[str, Form(r"(?:.*\n){1,12}", "one to twelve lines of Python, after a “|”")]
Prose = Annotated[str, Form(r"(?s).*\S.*", "Markdown")]


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A cell of the lab that is done for the student: its *prose*, and the *code* under it if there is some.

    It may draw the picture of a cell of the course again: *redraws*.
    """

    prose: Prose
    code: Code | None = None
    redraws: CellId | None = None


@dataclass(frozen=True, kw_only=True)
class WrongSolution:
    """A common *wrong* solution of a task, and what the check *says* of it: what is wrong, and why."""

    wrong: Code
    says: Reply


@dataclass(frozen=True, kw_only=True)
class LabTask:
    """A task of the lab: what to *look* at, *given* code, the *task* (its words may stand in *look*) and a *hint*.

    The student fills *name* where the *stub* stands; *solution* fills it rightly. *replies* hold the wrong solutions
    that the check of the task knows. *tables* are the frames that must be as they were loaded: name → table.
    *hidden* holds checks that only the instructor's edition has, for *points*; the *sentence* is marked by hand, by
    what it *looks_for*.
    """

    title: Title
    look: Prose
    given: Code | None = None
    task: Prose | None = None
    hint: Prose
    name: Annotated[str, Form("[a-z_]+", "the name of a variable")]
    stub: Code
    solution: Code
    tables: Mapping[str, str] = field(default_factory=dict)
    replies: Annotated[Mapping[Called, WrongSolution], Entries(3)]
    hidden: Code
    points: Annotated[int, Between(1, 5)]
    sentence: Prose
    sentence_points: Annotated[int, Between(1, 5)]
    looks_for: Sentence
    redraws: CellId | None = None


LabKey = Annotated[str, Form("[a-z]+(-[a-z]+)*", "small letters with “-”, for instance in-force")]


@dataclass(frozen=True, kw_only=True)
class Lab:
    """The data lab: its *title* and its *cells* in order, each a task or worked."""

    title: Title
    cells: Annotated[Mapping[LabKey, Worked | LabTask], Entries(1)]

    def tasks(self) -> dict[str, LabTask]:
        """Key → task, in order."""
        return {key: cell for key, cell in self.cells.items() if isinstance(cell, LabTask)}


@cache
def lab() -> Lab:
    """The data lab. Raises SeminarError for a missing or broken file."""
    return _read("lab")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An entry of the index of the tables: what somebody may *want*, where it stands, and what to *mind*."""

    want: Line
    tables: Annotated[tuple[str, ...], Entries(1)]
    columns: Annotated[tuple[str, ...], Entries(1)]
    mind: Line


@cache
def dictionary() -> tuple[Wanted, ...]:
    """The index of the tables by question. Raises SeminarError for a missing or broken file."""
    return _read("dictionary")


@dataclass(frozen=True, kw_only=True)
class ReadApart:
    """The levels that two readers gave to the same texts, each without the other, a digit for each text: "1342"."""

    first: Levels
    second: Levels

    def __post_init__(self) -> None:
        if len(self.first) != len(self.second):
            raise ValueError(f"levels of {len(self.first)} and of {len(self.second)} texts; expected as many of each")


@dataclass(frozen=True, kw_only=True)
class Marking:
    """What is the same for all exercises: the *marks*, in percent, of each level, and by how many percent a text may be
    longer or shorter than asked (*spare*) before it stands a level lower. *read_apart* is, for each notebook, how two
    readers marked our texts of ``tests/marked/`` by the ticks alone."""

    marks: Annotated[Mapping[Annotated[int, Between(1, 4)], Annotated[int, Between(0, 100)]], Entries(4, 4)]
    spare: Annotated[int, Between(0, 100)]
    read_apart: Mapping[Notebook, ReadApart] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = [self.marks[one] for one in sorted(self.marks)]
        if given != sorted(set(given)):
            raise ValueError(
                f"marks are {', '.join(map(str, given))}; expected more for each level than for the one below"
            )


@cache
def marking() -> Marking:
    """How all exercises are marked. Raises SeminarError for a missing or broken file."""
    return _read("marking")


@dataclass(frozen=True, kw_only=True)
class Script:
    """A text that the makers of the pack wrote to show a level: its *conclusion*, for each of its *ticks* the words of
    the text where it is earned, and *why* it stands there and no higher. Paragraphs are lines of the text."""

    conclusion: Line
    ticks: Annotated[Mapping[TickKey, Line], Entries(1)]
    why: Sentence
    text: Annotated[str, Letters(7_000)]

    def __post_init__(self) -> None:
        for tick, words in self.ticks.items():
            if self.text.count(words) != 1:
                raise ValueError(
                    f"the words of tick {tick} stand {self.text.count(words)} times in the text; expected once"
                )

    def paragraphs(self) -> list[list[tuple[str, str]]]:
        """The text by paragraph, in runs: the ticks that are earned where a run begins, "" for none, and its words."""
        return [[*self._runs(paragraph)] for paragraph in self.text.splitlines()]

    def _runs(self, paragraph: str) -> Iterator[tuple[str, str]]:
        found = [(paragraph.index(words), tick) for tick, words in self.ticks.items() if words in paragraph]
        for start, end in pairwise([*sorted({0, *(place for place, _ in found)}), len(paragraph)]):
            yield "".join(tick for place, tick in found if place == start), paragraph[start:end]


Scripts = Annotated[Mapping[Annotated[int, Between(2, 4)], Script], Entries(3, 3)]


@cache
def scripts(notebook: str) -> Mapping[int, Script]:
    """Level → our script of the exercise of that notebook. Raises SeminarError for a missing or broken file."""
    return typed_yaml.read(_scripts_of(notebook), Scripts)


def _scripts_of(notebook: str) -> str:
    return f"{FOLDER}/scripts/{notebook}.yaml"


def _script_problems(notebook: str) -> list[str]:
    """What is wrong with our scripts of that notebook, also that one does not reach its level by its ticks."""
    path, exercise = _scripts_of(notebook), records(notebook).get(f"{notebook}-exercise")
    if not isinstance(exercise, Exercise):
        return []
    if found := typed_yaml.problems(path, Scripts):
        return found
    reached = {level: exercise.level(one.ticks, len(one.text.split())) for level, one in scripts(notebook).items()}
    return [
        f"data/{path}, record {level}: its ticks and its length give level {other}; expected level {level}."
        for level, other in reached.items()
        if level != other
    ]


@cache
def parts() -> Mapping[str, AllWords]:
    """Part → its words, for the parts that activities share. Raises SeminarError for a missing or broken file."""
    return _read("parts")


FILES: dict[str, Any] = {
    "articles": Articles,
    "dictionary": tuple[Wanted, ...],
    "lab": Lab,
    "links": Links,
    "marking": Marking,
    "parts": Mapping[Called, AllWords],
    "plans": tuple[Course, ...],
    "questions": FaultyQuestions,
    "scholars": Scholars,
    "sentences": Sentences,
    "survey": Survey,
    "terms": Terms,
}
"""Name of each file that is not a notebook's → what it holds."""


def _read(name: str) -> Any:
    return typed_yaml.read(f"{FOLDER}/{name}.yaml", FILES[name])


@cache
def kit_text(name: str) -> tuple[str, str]:
    """Title and Markdown of a text in ``data/teaching/kit/``. Raises SeminarError where it has no title."""
    path = f"{FOLDER}/kit/{name}.md"
    found = re.fullmatch(r"# (.+)\n+((?:.|\n)+)", read_text(path))
    if not found:
        raise SeminarError(f"data/{path}, line 1: no title; expected “# Title” on its first line, and a text below.")
    return found[1], found[2]


def kind_of_file(name: str) -> Any:
    """What data/teaching/NAME.yaml holds, as a type; *name* is a notebook's number or one of FILES."""
    return FILES[name] if name in FILES else _records_of(name)


def problems() -> list[str]:
    """What is wrong with the files of ``data/teaching/``, a sentence each."""
    folder = pack_folder() / "data" / FOLDER
    names = sorted({path.name[:2] for path in notebooks()} | set(notebooks_with_records()) | set(FILES))
    strange = sorted(path.name for path in folder.glob("*.y*ml") if path.name not in [f"{name}.yaml" for name in names])
    found = [f"data/{FOLDER}/{name}: nothing reads it; expected only {', '.join(names)}." for name in strange]
    for name in names:
        found += typed_yaml.problems(f"{FOLDER}/{name}.yaml", kind_of_file(name))
    for name in notebooks_with_records():
        with suppress(SeminarError):  # a broken file of records is told above
            found += _script_problems(name)
    for path in sorted((folder / "kit").glob("*.md")):
        try:
            kit_text(path.stem)
        except SeminarError as error:
            found.append(str(error))
    return found
