"""How a paper form is filled: a template, which an author reads and edits, takes data that go into its named gaps.

A template is pandoc Markdown in the language of Jinja. What fills a gap is words and never markup: of Markdown where
the gap stands in Markdown, of Typst where it stands in a ``{=typst}`` block or in what a part is put around
(``{% call(card) cut_cards(cards) %}*{{ card.name }}*{% endcall %}``). Only what a part returns is passed on as it is.
A gap that nothing fills is an error, and so are data for which there is no gap.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
)
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from seminar.errors import SeminarError
from seminar.paper.forms import parts
from seminar.paper.forms.parts import Block, Typst, typst_string, typst_words
from seminar.screen.page import plain_markdown

PARTS: tuple[Callable[..., Typst | Block], ...] = (
    parts.blank,
    parts.captioned,
    parts.cut_cards,
    parts.drawn,
    parts.each,
    parts.empty_box,
    parts.empty_table,
    parts.empty_tree,
    parts.filled_table,
    parts.hatch,
    parts.labelled,
    parts.room,
    parts.space,
)
SIGNS = {"cut": parts.CUT, "fold": parts.FOLD, "new_page": parts.NEW_PAGE, "rule": parts.RULE, "tick": parts.TICK}
ENDING = ".form.md"


def filled(folder: Path, name: str, data: Mapping[str, object]) -> str:
    """The template *name* in *folder* with *data* in its gaps.

    Raises SeminarError, which names template and gap, where the two do not fit, or the template is none.
    """
    file = f"{name}{ENDING}"
    try:
        environment = _environment(folder)
        _fit(file, _gaps(environment, file), set(data))
        whole = environment.get_template(file).render(data)
    except TemplateNotFound as error:
        raise SeminarError(
            f"There is no paper form {error.name}. Write it beside the activity of that name."
        ) from error
    except TemplateError as error:
        line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise SeminarError(f"The paper form {file}{line} cannot be filled: {error.message or error}.") from error
    return re.sub(r"\n{3,}", "\n\n", whole).strip()


def _fit(file: str, gaps: set[str], given: set[str]) -> None:
    """Raise a SeminarError unless just those *gaps* are *given*."""
    for names, wrong, mend in (
        (gaps - given, "nothing fills", "Give it among the data of the form, or take it out of the text"),
        (given - gaps, "data are given that it has no gap for:", "Add the gap, or take them out of the data"),
    ):
        if names:
            listed = ", ".join(f"“{name}”" for name in sorted(names))
            raise SeminarError(f"In the paper form {file} {wrong} {listed}. {mend}.")


def _gaps(environment: Environment, file: str) -> set[str]:
    """The names of the gaps of a template and of those that it includes."""
    assert environment.loader
    tree = environment.parse(environment.loader.get_source(environment, file)[0])
    own = meta.find_undeclared_variables(tree) - set(environment.globals)
    return own.union(*(_gaps(environment, other) for other in meta.find_referenced_templates(tree) if other))


class _Missing(StrictUndefined):
    """What is not there is told at once, wherever it would have been used."""

    def __init__(self, *what: Any, **named: Any) -> None:
        super().__init__(*what, **named)
        self._fail_with_undefined_error()


@cache
def _environment(folder: Path) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=_Missing,
        extensions=[_Placed],
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    made.globals |= {**SIGNS, **{part.__name__: _in_templates(part) for part in PARTS}}
    made.filters |= {"in_typst": in_typst, "in_markdown": in_markdown, "quoted": typst_string}
    return made


def _in_templates(part: Callable[..., Typst | Block]) -> Callable[..., Typst | Block]:
    """*part* as templates call it: what it is put around is its first argument, and no words pass as a drawing."""
    names = list(signature(part).parameters)
    wants_function = signature(part).parameters[names[0]].annotation is parts.Content
    drawings = [name for name, found in signature(part).parameters.items() if found.annotation is Typst]

    def called(*given: object, caller: Callable[..., str] | None = None, **named: object) -> Typst | Block:
        if caller is not None:
            given = (_content(caller) if wants_function else _squeezed(caller()), *given)
        try:
            bound = signature(part).bind(*given, **named)
        except TypeError as error:
            raise TemplateError(f"{part.__name__} is called wrongly, {error}") from error
        for name in drawings:
            if not isinstance(bound.arguments[name], Typst):
                raise TemplateError(f"what {part.__name__} is given as its {name} is words and no drawing")
        made = part(*bound.args, **bound.kwargs)
        return Block(f"\n\n{made}\n\n") if isinstance(made, Block) else made

    return called


def _content(caller: Callable[..., str]) -> parts.Content:
    """What a template puts between ``{% call(thing, number) … %}`` and ``{% endcall %}``, as a function."""
    wanted = len(caller.arguments)  # type: ignore[attr-defined]
    return lambda *given: _squeezed(caller(*given[:wanted]))


def _squeezed(typst: str) -> Typst:
    """*typst* on one line, so that a template may break its lines; an empty line stays one."""
    paragraphs = re.split(r"\n[ \t]*\n", typst.strip())
    return Typst("\n\n".join(" ".join(filter(None, map(str.strip, one.split("\n")))) for one in paragraphs))


def in_typst(value: object) -> str:
    """*value* for running text in Typst."""
    if isinstance(value, Block):
        raise TemplateError("a block stands inside of another one")
    if isinstance(value, Typst):
        return value
    number = isinstance(value, int | float) and not isinstance(value, bool) and value == value
    return str(value) if number else typst_words(value)


_SIGNS = re.compile(r"[\^@{}]|-(?=-)")
"""What pandoc reads as markup besides the signs of plain Markdown."""
_AT_THE_START = re.compile(r"^(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|$)|^()([-+=:%])")
"""What begins a list, a heading or a division."""


def in_markdown(value: object) -> str:
    """*value* for running text in pandoc's Markdown, on one line: nothing in it is markup, not even at its start."""
    if isinstance(value, Typst):
        raise TemplateError("a drawing stands outside of a Typst block")
    if isinstance(value, Block):
        return value
    line = re.sub(r"^\s+", " ", " ".join(str(value).splitlines()))
    words = _SIGNS.sub(r"\\\g<0>", plain_markdown(line))
    return _AT_THE_START.sub(r"\1\3\\\2\4", words)


class _Placed(Extension):
    """Puts every gap of a template through the filter of its place, which the text around it decides."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """As Jinja asks for it: the tokens of a template, in which ``{{ x }}`` has become ``{{ (x) | in_typst }}``."""
        fenced, around, before = False, 0, ""
        for token in stream:
            if token.type == "data":
                fenced = _is_fenced(token.value, fenced)
            if before == "block_begin" and token.value in ("call", "endcall"):
                around += 1 if token.value == "call" else -1
            if token.type == "variable_end":
                place = "in_typst" if fenced or around else "in_markdown"
                yield from (Token(token.lineno, *part) for part in (("rparen", ")"), ("pipe", "|"), ("name", place)))
            yield token
            if token.type == "variable_begin":
                yield Token(token.lineno, "lparen", "(")
            before = token.type


def _is_fenced(text: str, fenced: bool) -> bool:
    """Whether a Typst block is open after *text*, if it was *fenced* before."""
    for fence in re.findall(r"^```.*$", text, re.MULTILINE):
        fenced = fence == "```{=typst}"
    return fenced
