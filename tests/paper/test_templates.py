"""Templates of paper forms: every gap is filled, what fills it is words, and what does not fit is told."""

import json
import re
from functools import cache

import paper_words
import pytest
from paper.test_typst_words import NASTY, WIDE, bare
from seminar.activities import declared
from seminar.errors import SeminarError
from seminar.paper.forms import FOLDER, form
from seminar.paper.forms.templates import ENDING, filled
from seminar.paper.press import Manuscript, pandoc, pdf, typst_text
from seminar.workbench.declaration import Declaration

HARMLESS = " and more"
HOSTILE = (
    " #pagebreak() *a* _b_ // /* = + - <l> @r ^s^ \\ $x$ `c` [d](e) {.f} | ~g~ -- ... ::: <br>\n\n# h\n\n- i\n\n    j"
)
SHAPES = {"widths", "strokes", "verdicts"}
"""Data that say how something is drawn, or which drawing it is."""


def made(folder, text, **data):
    """What comes of a template of that *text*."""
    (folder / f"a{ENDING}").write_text(text, "utf-8")
    return filled(folder, "a", data)


def test_every_activity_has_a_form_of_its_name_and_no_form_is_left_over():
    names = {found.name for found in declared().values()}
    assert {path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}")} == names


@pytest.mark.parametrize("cell", declared())
def test_every_form_is_filled(cell):
    made = form(cell)
    assert re.match(r"# \S.*\n\n", made)
    assert not re.search(r"\{\{|\{%|%\}|Undefined|Declaration|<bound|\bnan\b", made)
    assert "\n\n\n" not in made


def test_a_gap_that_nothing_fills_is_told_with_the_form(tmp_path):
    said = (
        r"^In the paper form a\.form\.md nothing fills “city”, “day”\. Give it among the data of the form, or take it"
    )
    with pytest.raises(SeminarError, match=said):
        made(tmp_path, "{{ known }} {{ day }}\n{% for one in city %}{{ one }}{% endfor %}", known="x")


def test_data_for_which_there_is_no_gap_are_told(tmp_path):
    with pytest.raises(SeminarError, match=r"a\.form\.md data are given that it has no gap for: “city”"):
        made(tmp_path, "{{ known }}", known="x", city="y")


def test_the_gaps_of_an_included_text_are_gaps_too(tmp_path):
    (tmp_path / "b.md").write_text("{{ inside }}", "utf-8")
    assert made(tmp_path, 'x {% include "b.md" %}', inside="y") == "x y"
    with pytest.raises(SeminarError, match=r"a\.form\.md nothing fills “inside”"):
        made(tmp_path, '{% include "b.md" %}')


def test_a_form_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SeminarError, match=r"There is no paper form b\.form\.md\. Write it beside the activity"):
        filled(tmp_path, "b", {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ row.city }}", "has no attribute 'city'"),
        ('{{ filled_table(["A"], "1fr", [[row.city]], "B") }}', "has no attribute 'city'"),
        ("{% call drawn() %}#block[{{ row.city }}]{% endcall %}", "has no attribute 'city'"),
        ("{{ row.name }}\n{% for %}", "line 2 cannot be filled"),
        ("{{ row.name }} {{ 1 | no_such_filter }}", "no_such_filter"),
        ('{{ captioned(row.name, "B") }}', "what captioned is given as its table is words and no drawing"),
        ("{{ drawn(row.name) }}", "what drawn is given as its typst is words and no drawing"),
        ("{{ row.name }} {{ space() }}", "space is called wrongly, missing a required argument: 'mm'"),
        ("{{ row.name }} {{ blank(9) }}", "a drawing stands outside of a Typst block"),
        ("{% call drawn() %}{{ space(2) }}{{ row.name }}{% endcall %}", "a block stands inside of another one"),
    ],
)
def test_what_a_template_cannot_mean_is_told_with_its_name(tmp_path, text, said):
    with pytest.raises(SeminarError, match=r"^The paper form a\.form\.md.* cannot be filled: ") as told:
        made(tmp_path, text, row={"name": "x"})
    assert said in str(told.value)


def test_a_template_may_break_its_lines_where_typst_need_not(tmp_path):
    text = "{% call drawn() %}\n#block(\n  {{ space_above }},\n  [x]\n)\n\n[y]\n{% endcall %}"
    assert made(tmp_path, text, space_above=3) == "```{=typst}\n#block( 3, [x] )\n\n[y]\n```"


PLACES = {
    "in a sentence": "x {{ words }} y",
    "at the start of a paragraph": "{{ words }}",
    "after a line": "x\n{{ words }}",
    "in a step": "1. {{ words }}\n2. y",
    "in a list": "- {{ words }}",
    "in a heading": "# {{ words }}",
    "in bold": "**{{ words }}**",
    "in a choice": '{{ words if words else "" }}',
    "in a loop": "{% for one in [words] %}\n- {{ one }}\n{% endfor %}",
    "put together": '{{ "x " ~ words }}',
    "in a block of Typst": "```{=typst}\n#block[{{ words }}]\n```",
    "in bold in Typst": "```{=typst}\n#block[*{{ words }}* _{{ words }}_]\n```",
    "after a block of Typst": "```{=typst}\n#block[x]\n```\n\n{{ words }}",
    "in what a part is put around": "{% call drawn() %}#block[{{ words }}]{% endcall %}",
    "after what a part is put around": "{% call drawn() %}#block[x]{% endcall %}\n{{ words }}",
    "on a card": "{% call(one) cut_cards([words]) %}[{{ one }}]{% endcall %}",
    "in a part of a card": (
        "{% call(one) cut_cards([words]) %}[{% call(two) each([one, one]) %}{{ two }}{% endcall %}]{% endcall %}"
    ),
    "in a table": '{{ filled_table(["A"], "1fr", [[words]], "B") }}',
    "over a table": '{{ captioned(empty_table("A", ["B"], ["C"]), words) }}',
    "as a string": "{% call drawn() %}#block({{ words | quoted }}){% endcall %}",
}
"""Where a gap may stand → a template with it."""


def test_the_words_on_paper_are_the_words_given_wherever_a_gap_stands(tmp_path):
    """Three points may be set as one sign, as in print."""
    tried = [
        (place, words)
        for place in PLACES
        for words in [*NASTY, HOSTILE, "(a) x", "iv. x", "a) x", "===", "% x", "x   y"]
    ]
    blocks = [f"{WIDE}\n\n{made(tmp_path, PLACES[place], words=words)}" for place, words in tried]
    words = "\n\n".join(blocks)
    document = pdf({"main.typ": typst_text(Manuscript("Words", "Words", words, shift=0), words).encode()}, "a4")
    said = paper_words.pages(document)[1:]
    assert len(said) == len(tried)
    as_set = [words.replace("...", "…") if "…" in page else words for (_, words), page in zip(tried, said, strict=True)]
    assert [one for one in zip(tried, as_set, said, strict=True) if bare(one[1]) not in bare(one[2])] == []


def ending(value, words, name=""):
    """*value*, in which every text ends in *words*."""
    if isinstance(value, str):
        return value + words if value.strip() and name not in SHAPES else value
    if isinstance(value, dict):
        return {key: ending(one, words, key) for key, one in value.items()}
    return [ending(one, words, name) for one in value] if isinstance(value, list | tuple) else value


def skeleton(markdown):
    """The blocks of a form with its marks, without its words, and its Typst without what stands in strings."""

    def bones(node):
        if isinstance(node, list):
            return [bone for one in node for bone in bones(one)]
        if not isinstance(node, dict) or node.get("t") in ("Str", "Space", "SoftBreak", "Quoted"):
            return bones(node["c"][1]) if isinstance(node, dict) and node["t"] == "Quoted" else []
        if node["t"] == "RawBlock":
            return [re.sub(r'"(?:[^"\\]|\\.)*"', '""', node["c"][1])]
        return [node["t"], *bones(node.get("c"))]

    return bones(json.loads(pandoc(markdown, "json"))["blocks"])


gaps = cache(Declaration.gaps)


@pytest.mark.parametrize("cell", declared())
def test_no_words_in_the_data_can_change_how_a_form_is_laid_out(cell, monkeypatch):
    laid_out = []
    for words in (HARMLESS, HOSTILE):
        monkeypatch.setattr(Declaration, "gaps", lambda found, cell, words=words: ending(gaps(found, cell), words))
        laid_out.append(skeleton(form(cell)))
    assert laid_out[0] == laid_out[1]
