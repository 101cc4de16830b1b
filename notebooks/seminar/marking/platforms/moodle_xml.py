"""A quiz as Moodle XML, which Moodle imports into its question bank with all that it knows of a question.

Source of the names: Moodle's own documentation, “Moodle XML format”, and what its importer reads.
"""

from xml.etree.ElementTree import Element

from seminar.data.words import Words
from seminar.marking.platforms.quiz import Choice, Essay, Question, Quiz
from seminar.marking.platforms.xml import under, written

prose = Words("quiz")

LINES = 20
"""The height of the place for an essay, in lines."""


def moodle_xml(quiz: Quiz) -> bytes:
    """The file for *quiz*: a category, a few words about it, its questions, and its essays with notes for graders."""
    root = Element("quiz")
    category = under(root, "question", type="category")
    place = "/".join(name.replace("/", "//") for name in ("$course$", "top", prose("course"), quiz.title))
    _text(category, "category", place.replace("$course$//", "$course$/"))
    about = _headed(root, "description", f"{quiz.number}-about", prose("read-first"), quiz.about)
    under(about, "defaultgrade", "0")
    for question in quiz.questions:
        _add_question(root, question)
    for essay in quiz.essays:
        _add_essay(root, essay)
    return written(root)


def _text(parent: Element, tag: str, words: str, **attributes: str) -> Element:
    child = under(parent, tag, **attributes)
    under(child, "text", words)
    return child


def _html(parent: Element, tag: str, words: str) -> None:
    _text(parent, tag, words, format="html")


def _headed(root: Element, kind: str, key: str, title: str, words: str) -> Element:
    """A question of that *kind* with its name, its words and the id by which the pack knows it."""
    made = under(root, "question", type=kind)
    _text(made, "name", f"{key} {title}")
    _html(made, "questiontext", words)
    under(made, "idnumber", key)
    return made


def _add_question(root: Element, question: Question) -> None:
    made = _headed(root, "multichoice", question.key, question.title, question.stem)
    _html(made, "generalfeedback", question.after)
    for tag, words in (("defaultgrade", "1"), ("single", "true"), ("shuffleanswers", "true")):
        under(made, tag, words)
    under(made, "answernumbering", "abc")
    for choice in question.choices:
        _add_choice(made, choice)


def _add_choice(question: Element, choice: Choice) -> None:
    answer = under(question, "answer", fraction="100" if choice.right else "0", format="html")
    under(answer, "text", choice.text)
    _html(answer, "feedback", choice.reply)


def _add_essay(root: Element, essay: Essay) -> None:
    made = _headed(root, "essay", essay.key, essay.title, essay.task)
    for tag, words in (
        ("defaultgrade", str(essay.points)),
        ("responseformat", "editor"),
        ("responserequired", "1"),
        ("responsefieldlines", str(LINES)),
        ("attachments", str(int(essay.file))),
    ):
        under(made, tag, words)
    _html(made, "graderinfo", essay.rubric + essay.teachers)
