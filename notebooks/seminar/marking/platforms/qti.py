"""A quiz as QTI 1.2 in an archive with its manifest, as Canvas, Blackboard and others import it.

Its self-checks are a quiz for practice, its exercise one that is marked, so that nobody's practice waits for a marker.
The shape is that of text2qti, which is made for Canvas; the tests compare both. Notes for teachers only are left out:
what is meant for a scorer alone, an importer may put into the question. The rubric, which students know, is there.
Source: IMS Question & Test Interoperability 1.2, and the element ``quiz`` that Canvas adds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from seminar.data.words import Words
from seminar.files import archive
from seminar.marking.platforms.quiz import Choice, Essay, Question, Quiz
from seminar.marking.platforms.xml import under, written

prose = Words("quiz")

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
RESPONSE, GENERAL = "response1", "general_fb"
HIGHEST = "100"
"""The score of a right answer, of which a platform makes the points of the item."""


@dataclass(frozen=True)
class _Assessment:
    """A quiz of the archive: *kind* is Canvas's name for whether it counts, *points* those of each item."""

    ident: str
    title: str
    kind: str
    about: str
    points: int
    items: Sequence[Question | Essay]


def qti_archive(quiz: Quiz) -> bytes:
    """The archive for *quiz*."""
    number = quiz.number
    parts = [
        _Assessment(f"seminar-{number}", quiz.title, "practice_quiz", quiz.about, 1, quiz.questions),
        *(
            _Assessment(f"seminar-{one.key}", f"{number} {one.title}", "assignment", quiz.about, one.points, [one])
            for one in quiz.essays
        ),
    ]
    held = [part for part in parts if part.items]
    contents: dict[str, str | bytes] = {"imsmanifest.xml": written(_manifest(number, held))}
    for part in held:
        contents[f"{part.ident}/{part.ident}.xml"] = written(_assessment(part))
        contents[f"{part.ident}/assessment_meta.xml"] = written(_meta(part))
    return archive(contents)


def _manifest(number: str, parts: Sequence[_Assessment]) -> Element:
    """The list of what is in the archive."""
    root = Element("manifest", identifier=f"seminar-manifest-{number}", xmlns=PACKAGE)
    metadata = under(root, "metadata")
    under(metadata, "schema", "IMS Content")
    under(metadata, "schemaversion", "1.1.3")
    under(root, "organizations")
    resources = under(root, "resources")
    for part in parts:
        ident, meta = part.ident, f"{part.ident}-meta"
        resource = under(resources, "resource", identifier=ident, type="imsqti_xmlv1p2")
        under(resource, "file", href=f"{ident}/{ident}.xml")
        under(resource, "dependency", identifierref=meta)
        where = f"{ident}/assessment_meta.xml"
        under(under(resources, "resource", identifier=meta, type=META, href=where), "file", href=where)
    return root


def _meta(part: _Assessment) -> Element:
    """What Canvas alone reads: the title, the words above the questions, and whether it counts."""
    root = Element("quiz", identifier=part.ident, xmlns=CANVAS)
    for tag, words in (
        ("title", part.title),
        ("description", part.about),
        ("shuffle_answers", "true"),
        ("quiz_type", part.kind),
        ("points_possible", f"{part.points * len(part.items)}.0"),
        ("show_correct_answers", "true"),
    ):
        under(root, tag, words)
    return root


def _assessment(part: _Assessment) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    assessment = under(root, "assessment", ident=part.ident, title=part.title)
    _fields(assessment, {"cc_maxattempts": "unlimited" if part.kind == "practice_quiz" else "1"})
    section = under(assessment, "section", ident="root_section")
    for one in part.items:
        item = under(section, "item", ident=f"item-{one.key}", title=f"{one.key} {one.title}")
        if isinstance(one, Question):
            _add_question(item, one, part.points)
        else:
            _add_essay(item, one, part.points)
    return root


def _fields(parent: Element, values: Mapping[str, str]) -> None:
    metadata = under(parent, "qtimetadata")
    for label, entry in values.items():
        field = under(metadata, "qtimetadatafield")
        under(field, "fieldlabel", label)
        under(field, "fieldentry", entry)


def _kind(item: Element, kind: str, points: int, answers: Iterator[str]) -> None:
    values = {"question_type": kind, "points_possible": str(points), "original_answer_ids": ",".join(answers)}
    _fields(under(item, "itemmetadata"), values)


def _html(parent: Element, words: str) -> None:
    under(under(parent, "material"), "mattext", words, texttype="text/html")


def _add_question(item: Element, question: Question, points: int) -> None:
    choices = {f"{question.key}-{number}": choice for number, choice in enumerate(question.choices, 1)}
    _kind(item, "multiple_choice_question", points, iter(choices))
    presentation = under(item, "presentation")
    _html(presentation, question.stem)
    asked = under(presentation, "response_lid", ident=RESPONSE, rcardinality="Single")
    offered = under(asked, "render_choice")
    for ident, choice in choices.items():
        _html(under(offered, "response_label", ident=ident), choice.text)
    processing = _processing(item)
    if question.after:
        under(_condition(processing), "other")
        _shows(processing[-1], GENERAL)
    for ident in choices:
        under(_condition(processing), "varequal", ident, respident=RESPONSE)
        _shows(processing[-1], f"{ident}_fb")
    (right,) = (ident for ident, choice in choices.items() if choice.right)
    under(_condition(processing, goes_on="No"), "varequal", right, respident=RESPONSE)
    under(processing[-1], "setvar", HIGHEST, action="Set", varname="SCORE")
    _add_replies(item, question.after, choices)


def _add_replies(item: Element, after: str, choices: Mapping[str, Choice]) -> None:
    replies = {f"{ident}_fb": choice.reply for ident, choice in choices.items()}
    for ident, words in {**({GENERAL: after} if after else {}), **replies}.items():
        _html(under(under(item, "itemfeedback", ident=ident), "flow_mat"), words)


def _processing(item: Element) -> Element:
    processing = under(item, "resprocessing")
    outcomes = under(processing, "outcomes")
    under(outcomes, "decvar", maxvalue=HIGHEST, minvalue="0", varname="SCORE", vartype="Decimal")
    return processing


def _condition(processing: Element, goes_on: str = "Yes") -> Element:
    """The place for what must be so in a new last condition of *processing*."""
    return under(under(processing, "respcondition", **{"continue": goes_on}), "conditionvar")


def _shows(condition: Element, reply: str) -> None:
    under(condition, "displayfeedback", feedbacktype="Response", linkrefid=reply)


def _add_essay(item: Element, essay: Essay, points: int) -> None:
    _kind(item, "essay_question", points, iter(()))
    _html(under(item, "rubric", view="Scorer"), essay.rubric)
    presentation = under(item, "presentation")
    _html(presentation, essay.task)
    asked = under(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
    under(under(asked, "render_fib"), "response_label", ident="answer1", rshuffle="No")
    under(_condition(_processing(item), goes_on="No"), "other")
