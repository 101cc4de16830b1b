"""Quizzes for a platform: read back with what others wrote, and understood by somebody who does not see the page.

QTI 1.2 has no reader in Python that is alive and reads replies. So the same questions are written once more by
text2qti, whose files Canvas imports, and both must have the same shape and say the same. Moodle XML is read back.
"""

import html
import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from moodle_xml_parser.parser import parse_file
from seminar.__main__ import main
from seminar.data.package import sources
from seminar.data.records import Exercise, SelfCheck, marking, notebooks_with_records, records, shuffled
from seminar.marking.apart import task
from seminar.marking.platforms import qti, quiz, writing
from seminar.marking.platforms.quiz import Choice, Question
from support import PACK, for_teachers
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz as TheirQuiz

NUMBERS = notebooks_with_records()
CHECKS = {key: one for number in NUMBERS for key, one in records(number).items() if isinstance(one, SelfCheck)}
EXERCISES = {key: one for number in NUMBERS for key, one in records(number).items() if isinstance(one, Exercise)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the command writes the quizzes of all notebooks."""
    folder = tmp_path_factory.mktemp("quizzes")
    assert main(["quiz", "all", "--to", str(folder)]) == 0
    return folder


def plain(markup):
    """The words of *markup* as a reader sees them."""
    words = []
    parser = HTMLParser()
    parser.handle_data = words.append
    parser.feed(markup)
    return " ".join("".join(words).replace("'", "’").split())  # text2qti turns an apostrophe


def test_each_notebook_has_a_file_for_either_kind_of_platform(folder):
    assert {path.name for path in folder.iterdir()} == {
        f"quiz-{number}.{kind}" for number in NUMBERS for kind in ("qti.zip", "moodle.xml")
    }
    assert len(CHECKS) > 30
    assert len(EXERCISES) == 11


def test_a_reader_of_moodle_xml_finds_every_option_with_its_reply(folder):
    read = {one.name: one for number in NUMBERS for one in multichoice(folder, number)}
    assert list(read) == [f"{key} {found.title}" for key, found in CHECKS.items()]
    for (key, found), one in zip(CHECKS.items(), read.values(), strict=True):
        assert plain(one.text_pre_parse).endswith(plain(found.stem))
        assert [(plain(choice.answer), plain(choice.feedback), choice.score_fraction) for choice in one.options] == [
            (plain(option.text), plain(option.feedback), 100.0 * option.correct) for _, option in shuffled(key)
        ]
        assert one.single
        assert one.shuffle_answers
        assert found.source == "reasoning" or plain(one.general_feedback).startswith("A source: ")


def multichoice(folder, number):
    return parse_file(folder / f"quiz-{number}.moodle.xml")["multichoice"]


def essays(folder, number):
    root = ElementTree.parse(folder / f"quiz-{number}.moodle.xml").getroot()
    return [one for one in root if one.get("type") == "essay"]


@pytest.mark.parametrize("key", EXERCISES)
def test_an_exercise_is_an_essay_whose_grader_sees_ticks_slip_and_good_evidence_and_a_student_the_task(folder, key):
    found = EXERCISES[key]
    (essay,) = essays(folder, key[:2])
    grader, asked = plain(essay.findtext("graderinfo/text")), plain(essay.findtext("questiontext/text"))
    assert essay.findtext("name/text") == f"{key} {found.title}"
    assert all(plain(words) in grader for words in (*found.rubric.ticks.values(), *for_teachers(found)))
    assert f"{found.words_min} to {found.words_max} words, in English." in asked
    assert all(label in asked for label in found.asks.values())
    assert [words for words in for_teachers(found) if plain(words) in asked] == []
    assert essay.findtext("defaultgrade") == "100"
    worth = [f"Level {level} is worth {marks} points." for level, marks in marking().marks.items()]
    for words in (asked, grader):
        assert all(plain(says) in words for says in (*found.rubric.ticks.values(), *worth))
    assert essay.findtext("attachments") == str(int(bool(found.brings)))
    assert ("goes with your text: in Moodle as a file" in asked) == bool(found.brings)
    assert found.apart is None or plain(found.apart) in asked


def parsed(archive, part):
    return ElementTree.fromstring(archive.read(part))


def local(element):
    return element.tag.rpartition("}")[2]


OURS = {"identifier", "ident", "linkrefid", "identifierref", "href", "title"}
"""Attributes that hold names, which differ."""


def shape(element):
    """The elements below *element*, with the attributes whose values the format knows."""
    if local(element) == "qtimetadatafield" and element[0].text == "assessment_question_identifierref":
        return None
    kept = {name: value for name, value in element.attrib.items() if name in OURS or not name.startswith("{")}
    inside = [found for found in map(shape, element) if found]
    return local(element), {name: name in OURS or value for name, value in kept.items()}, inside


def said(item):
    """What an item says: title, kind, points, words, options, the right one, reply by option, reply to all."""
    texts = {one.get("ident"): text(one) for one in item.iter() if local(one) in ("response_label", "itemfeedback")}
    labels = [one.get("ident") for one in item.iter() if local(one) == "response_label"]
    shown, right = {}, []
    for condition in (one for one in item.iter() if local(one) == "respcondition"):
        (when,), then = condition[0], condition[1:]
        for one in then:
            if local(one) == "displayfeedback":
                shown[when.text] = texts[one.get("linkrefid")]
            elif local(one) == "setvar":
                right.append((texts[when.text], one.text))
    entries = {one[0].text: one[1].text for one in item.iter() if local(one) == "qtimetadatafield"}
    (presentation,) = (one for one in item if local(one) == "presentation")
    return (
        item.get("title"),
        entries["question_type"],
        entries["points_possible"],
        text(presentation[0]),
        [(texts[label], shown.get(label)) for label in labels],
        right,
        shown.get(None),
    )


def text(element):
    return " ".join(plain(one.text) for one in element.iter() if local(one) == "mattext")


def by_text2qti(number):
    """The questions of a notebook as text2qti writes them."""
    lines = [f"Quiz title: {number}"]
    for at, (key, found) in enumerate(quizzed(number), 1):
        lines += ["", f"Title: {key} {found.title}", "Points: 1", f"{at}. {marked(found.stem)}"]
        lines += [f"... {marked(found.after)}"] if found.after else []
        for letter, choice in zip("abcd", found.choices, strict=False):
            lines += [f"{'*' * choice.right}{letter}) {marked(choice.text)}", f"... {marked(choice.reply)}"]
    made = QTI(TheirQuiz("\n".join(lines) + "\n", config=Config()))
    return zipfile.ZipFile(io.BytesIO(made.zip_bytes()))


def quizzed(number):
    return [(one.key, one) for one in quiz.quiz(number).questions]


def marked(markup):
    """The words of *markup* as Markdown in which no sign means anything."""
    return re.sub(r"([\\`*_{}\[\]<>#!|~$])", r"\\\1", plain(markup))


@pytest.mark.parametrize("number", [number for number in NUMBERS if any(key.startswith(number) for key in CHECKS)])
def test_self_checks_have_the_shape_that_text2qti_gives_them_and_say_the_same(folder, number):
    with zipfile.ZipFile(folder / f"quiz-{number}.qti.zip") as own, by_text2qti(number) as theirs:
        (other,) = (name for name in theirs.namelist() if re.search(r"/text2qti_assessment_[^/]+\.xml$", name))
        mine, reference = parsed(own, f"seminar-{number}/seminar-{number}.xml"), parsed(theirs, other)
        pairs = list(zip(items(mine), items(reference), strict=True))
        assert len(pairs) == len(quizzed(number))
        for one, another in pairs:
            assert shape(one) == shape(another)
            assert said(one) == said(another)
        manifests = parsed(own, "imsmanifest.xml"), parsed(theirs, "imsmanifest.xml")
        found, wanted = ([shape(one) for one in root.iter() if local(one) == "resource"] for root in manifests)
        assert found[:2] == wanted


def items(root):
    return [one for one in root.iter() if local(one) == "item"]


def test_the_archive_names_just_the_files_that_it_holds(folder):
    for path in folder.glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            listed = [one.get("href") for one in parsed(archive, "imsmanifest.xml").iter() if local(one) == "file"]
            assert sorted([*listed, "imsmanifest.xml"]) == sorted(archive.namelist())


@pytest.mark.parametrize("key", EXERCISES)
def test_an_essay_of_the_archive_has_the_ticks_for_a_scorer_and_nothing_that_students_may_not_read(folder, key):
    found, name = EXERCISES[key], f"seminar-{key}"
    with zipfile.ZipFile(folder / f"quiz-{key[:2]}.qti.zip") as archive:
        whole = archive.read(f"{name}/{name}.xml").decode()
        (item,) = items(ElementTree.fromstring(whole))
        meta = parsed(archive, f"{name}/assessment_meta.xml")
    (rubric,) = (one for one in item if local(one) == "rubric")
    assert rubric.get("view") == "Scorer"
    assert all(plain(words) in text(rubric) for words in found.rubric.ticks.values())
    assert said(item)[:3] == (f"{key} {found.title}", "essay_question", "100")
    assert [words for words in for_teachers(found) if plain(words) in plain(html.unescape(whole))] == []
    assert meta.findtext("{*}quiz_type") == "assignment"


LEANS_ON_ITS_PAGE = re.compile(r"\b(above|this page|list of|our summary|our tables|that you chose)\b")


@pytest.mark.parametrize("key", EXERCISES)
def test_an_exercise_that_leans_on_its_page_says_where_that_is(key):
    found = EXERCISES[key]
    assert found.apart or not LEANS_ON_ITS_PAGE.search(task(key, found))


LOOKS_BACK = re.compile(r"\b([GZ]\b|clip|activity|page|paragraph|the run\b|probes?\b|cards?\b|ticks?\b|raise)")
WHOLE = {"05-d", "09-c"}
"""Stems that look back at the page and say all that one has to know of it."""


@pytest.mark.parametrize("key", CHECKS)
def test_a_question_that_looks_back_at_its_page_says_before_its_stem_at_what(key):
    found = CHECKS[key]
    said = [found.stem, *(option.text for option in found.options), *(option.feedback for option in found.options)]
    assert found.apart or key in WHOLE or not LOOKS_BACK.search(" ".join(said))


def test_what_a_clip_says_stands_in_chinese_that_is_marked_as_such(folder):
    (found,) = [one for one in multichoice(folder, "03") if one.name.startswith("03-d")]
    assert '<span lang="zh">等媒体</span> (děng méitǐ)' in found.text_pre_parse
    assert "and other (mainstream) media" in found.text_pre_parse


def test_a_link_leads_to_a_publisher_or_is_only_words(folder):
    pages = [path.read_text("utf-8") for path in folder.glob("*.xml")]
    found = {html.unescape(link) for page in pages for link in re.findall(r"(?:href=\")([^\"]*)", html.unescape(page))}
    assert len(found) > 8
    assert found <= {entry.get("URL") for entry in sources().values()}
    assert "sources/" not in " ".join(pages)


@pytest.mark.parametrize("key", EXERCISES)
def test_what_only_a_screen_of_the_page_offers_is_left_out(folder, key):
    (essay,) = essays(folder, key[:2])
    asked = essay.findtext("questiontext/text")
    assert 'class="screen"' not in asked
    assert "the button" not in asked
    assert "the page to print" not in asked


def test_whatever_signs_are_in_a_text_come_back_as_they_are():
    nasty = "<script>alert('1 & 2')</script> ]]> \"x\" 信用"
    asked = Question("06-z", nasty, f"<p>{nasty}</p>", [Choice("a", nasty, True), Choice("b", "no", False)], "")
    made = quiz.Quiz("06", nasty, nasty, [asked], [])
    with zipfile.ZipFile(io.BytesIO(qti.qti_archive(made))) as archive:
        (item,) = items(parsed(archive, "seminar-06/seminar-06.xml"))
    assert item.get("title") == f"06-z {nasty}"
    assert nasty in [one.text for one in item.iter() if local(one) == "mattext"]
    root = ElementTree.fromstring(writing.moodle_xml(made))
    assert nasty in [one.text for one in root.iter("text")]
    assert root.findtext("question/category/text").startswith("$course$/top/Rumour or Reality/<script>")
    assert "<//script>" in root.findtext("question/category/text")


def test_the_same_questions_give_the_same_bytes(folder, tmp_path):
    writing.write_quizzes(["06", "06"], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()


@pytest.mark.parametrize("part", ["handouts", "data/x"])
def test_a_folder_of_the_pack_is_refused_since_quizzes_are_not_for_students(part, capsys):
    before = {*(PACK / part).glob("*")}
    assert main(["quiz", "06", "--to", str(PACK / part)]) == 1
    assert "belongs to the pack" in capsys.readouterr().err
    assert {*(PACK / part).glob("*")} == before


def test_a_number_that_no_notebook_has_is_one_sentence_and_nothing_is_written(tmp_path, capsys):
    assert main(["quiz", "6", "77", "--to", str(tmp_path / "x")]) == 1
    assert capsys.readouterr().err.startswith("There is no notebook 77. There are: 00, 01, ")
    assert not (tmp_path / "x").exists()
