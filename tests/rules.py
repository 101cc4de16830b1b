"""The authors' rules that a machine can check, one named rule each, with what an author does when it fails.

A rule reads a ``Page`` and returns what is wrong, a sentence each. With it comes a way to break a good page, so that
the rule is seen to fail. The rules that need a person stand as a checklist in CONTRIBUTING.md.
"""

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache

import nbformat
import plain
from plain import Measured, measured
from seminar.data.evidence import frame, rows
from seminar.data.package import notebooks
from seminar.data.records import (
    Briefing,
    Exercise,
    Found,
    Instructor,
    KeyPoints,
    Objectives,
    OpenPrompt,
    Prompt,
    Record,
    SelfCheck,
    Steelman,
    Vote,
    may_leave,
    records,
    shuffled,
)
from seminar.data.stored import LOCK, OPEN, is_read
from support import PACK, read, role

Records = dict[str, Record]


@dataclass
class Page:
    """One notebook with its records; *cells* and *records* may be changed by a test that breaks a rule."""

    number: str
    cells: list[nbformat.NotebookNode]
    records: Records

    @classmethod
    def at(cls, path) -> "Page":
        return cls(path.name[:2], read(path).cells, dict(records(path.name[:2])))

    def prose(self) -> Iterator[tuple[str, str]]:
        """Cell id and words of each Markdown cell."""
        return ((cell.id, cell.source) for cell in self.cells if cell.cell_type == "markdown")

    def code(self) -> Iterator[nbformat.NotebookNode]:
        return (cell for cell in self.cells if cell.cell_type == "code")

    def markup(self) -> Iterator[tuple[str, str]]:
        """Cell id and HTML of each stored still view."""
        return ((cell.id, output.data["text/html"]) for cell in self.code() for output in cell.outputs)

    def of(self, kind: type[Found]) -> dict[str, Found]:
        return {key: record for key, record in self.records.items() if isinstance(record, kind)}

    def cell(self, key: str) -> nbformat.NotebookNode:
        return next(cell for cell in self.cells if cell.id == key)

    def first(self, wanted: str) -> nbformat.NotebookNode:
        return next(cell for cell in self.cells if role(cell) == wanted)


Find = Callable[[Page], list[str]]
Break = Callable[[Page], None]
RULES: dict[str, tuple[Find, Break]] = {}


def rule(broken: Break) -> Callable[[Find], Find]:
    """Enter a rule under the name of its function; *broken* spoils a good page so that the rule must fail."""

    def enter(find: Find) -> Find:
        RULES[find.__name__] = (find, broken)
        return find

    return enter


def _say(wanted: str, roles: str = "briefing") -> Break:
    """Break a page by adding *wanted* to its first cell of that role."""

    def spoil(page: Page) -> None:
        page.first(roles).source += f"\n\n{wanted}"

    return spoil


def _set(pick: type[Record], **changes: object) -> Break:
    """Break a page by changing the first record of the class *pick*."""

    def spoil(page: Page) -> None:
        key, record = next(iter(page.of(pick).items()))
        page.records[key] = replace(record, **changes)

    return spoil


def as_text(record: Record) -> str:
    """All that a record says, with the names of its fields."""
    return json.dumps(asdict(record), ensure_ascii=False)


def word_count(text: str) -> int:
    """How many words a reader reads: link addresses and marks do not count, each Chinese character does."""
    plain = re.sub(r"<[^>]+>|\]\([^)]*\)|[*_#>`|]", " ", text)
    return len(re.findall(r"[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]*\w[^\s\u4e00-\u9fff]*", plain))


HEADING = re.compile(r"^(#+) ", re.MULTILINE)


@rule(_say("# A second title"))
def one_title(page: Page) -> list[str]:
    """One H1, in the first cell."""
    levels = [len(mark) for _, words in page.prose() for mark in HEADING.findall(words)]
    return (
        []
        if levels.count(1) == 1 and levels[0] == 1
        else ["Give the notebook one heading of level 1, in its first cell."]
    )


@rule(_say("#### Too deep"))
def no_skipped_heading(page: Page) -> list[str]:
    """A heading is at most one level deeper than the one before."""
    found, last = [], 0
    for key, words in page.prose():
        for mark in HEADING.findall(words):
            if len(mark) > last + 1:
                found.append(f"{key}: use a heading of level {last + 1} instead of {len(mark)}.")
            last = len(mark)
    return found


def _drop_prose(page: Page) -> None:
    page.cells = [cell for cell in page.cells if cell.cell_type == "code" or role(cell) == "objectives"]


@rule(_drop_prose)
def prose_before_code(page: Page) -> list[str]:
    """Words stand before each code cell; self-checks may follow one another."""
    found = []
    for before, cell in zip(page.cells, page.cells[1:], strict=False):
        together = role(cell) == role(before) == "selfcheck" or role(cell) in ("ready", "answers")
        if cell.cell_type == before.cell_type == "code" and not together:
            found.append(f"{cell.id}: write a cell of prose before it that says what is coming.")
    return found


def _long_cell(page: Page) -> None:
    next(page.code()).source = "\n".join(f"a{i} = {i}" for i in range(9))


@rule(_long_cell)
def short_code(page: Page) -> list[str]:
    """At most eight lines of code in a cell, and better five."""
    long = [cell for cell in page.code() if sum(bool(line.strip()) for line in cell.source.splitlines()) > 8]
    return [f"{cell.id}: move the logic into the package; a cell has at most eight lines." for cell in long]


@rule(lambda page: page.first("prompt").metadata.update(tags=["question"]))
def roles_and_ids(page: Page) -> list[str]:
    """Each cell has one known role and an id of its own that begins with the notebook's number."""
    known = {
        "setup",
        "objectives",
        "briefing",
        "data",
        "activity",
        "prompt",
        "selfcheck",
        "exercise",
        "keypoints",
        "further",
    }
    known |= {"ready", "answers", OPEN}
    found = [
        f"{cell.id}: give it one role of {sorted(known)} as its tag." for cell in page.cells if role(cell) not in known
    ]
    found += [
        f"{cell.id}: begin its id with {page.number}-." for cell in page.cells if not cell.id.startswith(page.number)
    ]
    return found if len({cell.id for cell in page.cells}) == len(page.cells) else [*found, "Two cells have one id."]


@rule(lambda page: page.first("briefing").metadata.update(deletable=True))
def no_key_changes_a_page(page: Page) -> list[str]:
    """Prose and hidden code are locked, so that a stray key neither edits nor removes them."""
    return [
        f"{cell.id}: run “python -m seminar build {page.number}”, which locks it."
        for cell in page.cells
        if is_read(cell) and any(cell.metadata.get(name) is not value for name, value in LOCK.items())
    ]


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    """Id and words of all prose and of every field of the records that a reader or an instructor reads."""
    yield from page.prose()
    for key, record in page.records.items():
        yield from ((key, words) for words in _leaves(asdict(record)) if " " in words)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (words for one in value.values() for words in _leaves(one))
    elif isinstance(value, list | tuple):
        yield from (words for one in value for words in _leaves(one))


LONGEST = 36
"""Words of a sentence at most."""
PLAIN = {
    "00": Measured(10.9, 22, 0.6),
    "01": Measured(10.5, 21, 0.3),
    "02": Measured(10.2, 20, 1.0),
    "03": Measured(10.4, 21, 0.6),
    "04": Measured(10.7, 22, 0.5),
    "05": Measured(10.4, 22, 0.6),
    "06": Measured(10.6, 22, 0.9),
    "07": Measured(10.1, 21, 0.5),
    "08": Measured(10.4, 19, 0.6),
    "09": Measured(11.2, 23, 0.6),
    "10": Measured(9.8, 20, 0.7),
}
"""Number of a notebook → the most that ``plain.measured`` may find in it: just above what it found when
this was written, so that a page that becomes harder to read is noticed."""


def _plain(page: Page) -> Measured:
    return measured(words for _, words in _texts(page))


@rule(_say("This is one sentence, " + "and it goes on, " * 10))
def sentences_are_short(page: Page) -> list[str]:
    """A sentence can be read at once, and most are far shorter than the longest."""
    sentences = [(key, sentence) for key, words in _texts(page) for sentence in plain.sentences(words)]
    found = [f"{key}: split “{said}”." for key, said in sentences if plain.length(said) > LONGEST]
    now, most = _plain(page), PLAIN[page.number]
    if now.mean > most.mean:
        found.append(f"Write shorter sentences: now {now.mean} words on average, at most {most.mean}.")
    if now.long > most.long:
        found.append(f"Split the longest sentences: now 5 in 100 have more than {now.long} words, at most {most.long}.")
    return found


@rule(_say("magnanimous perspicacity " * 100))
def words_are_common(page: Page) -> list[str]:
    """Words are those of everyday English, or the glossary explains them."""
    now, most = _plain(page), PLAIN[page.number]
    rare = Counter(word for _, text in _texts(page) for word in plain.words(text) if plain.is_rare(word))
    often = ", ".join(word for word, _ in rare.most_common(8))
    return (
        [f"Write more simply, or explain: {often}. Now {now.rare} words in 100 are rare, at most {most.rare}."]
        if now.rare > most.rare
        else []
    )


@rule(lambda page: page.cells.pop())
def the_end_leads_on(page: Page) -> list[str]:
    """The last cell leads to the next notebook, and that of the last one back to the contents."""
    files = [path.name for path in notebooks()]
    here = next(place for place, name in enumerate(files) if name.startswith(page.number))
    wanted = f"]({(files[here + 1 :] or [f'{files[0]}#cell-id=00-contents'])[0]})"
    return [] if wanted in page.cells[-1].source else [f"End the notebook with a link that holds “{wanted}”."]


def _no_alt(page: Page) -> None:
    for cell in page.code():
        for output in cell.outputs:
            output.data["text/html"] = re.sub(r' alt="[^"]*"', ' alt=""', output.data["text/html"])


@rule(_no_alt)
def pictures_have_words(page: Page) -> list[str]:
    """Every picture says in eight words or more what it shows."""
    images = [(key, image) for key, markup in page.markup() for image in re.findall(r"<img [^>]*>", markup)]
    images += [(key, f'alt="{alt}"') for key, words in page.prose() for alt in re.findall(r"!\[([^\]]*)\]", words)]
    return [
        f"{key}: say in its alt text what the picture shows."
        for key, image in images
        if word_count(re.search('alt="([^"]*)', image)[1]) < 8
    ]


@rule(_say("Read more [here](sources.md)."))
def links_say_where_they_lead(page: Page) -> list[str]:
    """A link's words make sense alone."""
    empty = {"here", "this", "link", "click here", "read more", "more", "this page"}
    links = [(key, words) for key, text in page.prose() for words in re.findall(r"(?<!!)\[([^\]]+)\]\(", text)]
    return [
        f"{key}: “{words}” does not say where the link leads." for key, words in links if words.strip().lower() in empty
    ]


@rule(lambda page: page.records.pop("07-exercise"))
def the_set_is_complete(page: Page) -> list[str]:
    """One objectives, exercise, key points and instructor record each; 4-6 prompts; 3-4 self-checks."""
    found = []
    bounds = {Objectives: (1, 1), Exercise: (1, 1), KeyPoints: (1, 1), Instructor: (1, 1), SelfCheck: (3, 4)}
    for wanted, (low, high) in bounds.items():
        if not low <= len(page.of(wanted)) <= high:
            found.append(f"Write {low} to {high} records of the role {wanted.role}, not {len(page.of(wanted))}.")
    kinds = [record.kind for record in page.of(Prompt).values() if not isinstance(record, Vote)]
    if not (4 <= len(kinds) <= 6 and kinds.count("steel1") == kinds.count("steel2") == 1):
        found.append("Write four to six prompts, among them one steel1 and one steel2.")
    return found


def _uneven_replies(page: Page) -> None:
    key, record = next(iter(page.of(Steelman).items()))
    page.records[key] = replace(record, reply_for="Too short.")


@rule(_uneven_replies)
def steelmen_are_equal(page: Page) -> list[str]:
    """The two steelmen name each other, and the shorter side has at least 85 % of the longer one's words."""
    found = []
    steelmen = page.of(Steelman)
    for key, record in steelmen.items():
        if record.pair not in steelmen or steelmen[record.pair].pair != key:
            found.append(f"{key}: name the opposite prompt in “pair”, both ways.")
        sizes = sorted(map(word_count, (record.reply_for, record.reply_against)))
        if sizes[0] < 0.85 * sizes[1]:
            found.append(f"{key}: the replies have {sizes[0]} and {sizes[1]} words; bring them nearer to each other.")
    sizes = sorted(word_count(page.cell(key).source) for key in steelmen)
    if sizes and sizes[0] < 0.85 * sizes[-1]:
        found.append(
            f"The two steelman prompts have {sizes[0]} and {sizes[-1]} words; bring them nearer to each other."
        )
    return found


def _long_keys(page: Page) -> None:
    for key, record in page.of(SelfCheck).items():
        more = " and much more than that" * 4
        options = (replace(one, text=one.text + more) if one.correct else one for one in record.options)
        page.records[key] = replace(record, options=tuple(options))


@rule(_long_keys)
def keys_do_not_stand_out(page: Page) -> list[str]:
    """The key is the longest option in at most half of the self-checks."""
    longest = 0
    for record in page.of(SelfCheck).values():
        right, wrong = (max(len(one.text) for one in record.options if one.correct is key) for key in (True, False))
        longest += right > wrong
    checks = len(page.of(SelfCheck))
    return (
        []
        if longest <= checks / 2
        else [f"The key is the longest option in {longest} of {checks} self-checks: even them out."]
    )


@rule(_set(SelfCheck, minutes80=60))
def a_plan_leaves_some_minutes_free(page: Page) -> list[str]:
    """The minutes of the two plans leave 5 % of 80 and of 40 free."""
    found = []
    for plan, field in ((80, "minutes80"), (40, "minutes40")):
        total, most = sum(record.minutes(field) for record in page.records.values()), plan - plan // 20
        if total > most:
            found.append(
                f"The {plan}-minute plan takes {total} minutes, at most {most}: lower “{field}” in some records."
            )
    return found


@rule(_set(Instructor, run=()))
def every_minute_stands_on_the_run_sheet(page: Page) -> list[str]:
    """What has minutes in class has a row that says what to do."""
    told = {key for found in page.of(Instructor).values() for step in found.run for key in step.cells}
    timed = [key for key, found in page.records.items() if found.minutes("minutes80") or found.minutes("minutes40")]
    return [f"{key} has minutes: name it in a row of the run sheet." for key in timed if key not in told]


@rule(_say("word " * 260))
def briefings_are_short(page: Page) -> list[str]:
    """A briefing has at most 250 words."""
    sizes = {key: word_count(page.cell(key).source) for key in page.of(Briefing)}
    return [f"{key}: {size} words; cut it to 250 or split it." for key, size in sizes.items() if size > 250]


def _no_verb(page: Page) -> None:
    page.first("objectives").source = page.first("objectives").source.replace("1. *", "1. ")


@rule(_no_verb)
def objectives_begin_with_a_verb(page: Page) -> list[str]:
    """Three objectives, each beginning with a marked verb that can be observed."""
    items = re.findall(r"^\d\. (.+)$", page.first("objectives").source, re.MULTILINE)
    vague = {"*understand*", "*know*", "*learn*", "*appreciate*", "*be"}
    right = [item for item in items if item.startswith("*") and item.split()[0] not in vague]
    return (
        []
        if len(items) == len(right) == 3
        else ["Write three objectives, each beginning with *a verb* that can be seen."]
    )


def _one_keypoint(page: Page) -> None:
    page.first("keypoints").source = "## What to take with you\n\n- One point."


@rule(_one_keypoint)
def key_points_name_a_limit(page: Page) -> list[str]:
    """Three to five key points, and one sentence on what was not shown."""
    words = page.first("keypoints").source
    points = len(re.findall(r"^- ", words, re.MULTILINE))
    whole = 3 <= points <= 5 and "Not shown here" in words
    return [] if whole else ["Write three to five key points, then “Not shown here: …”."]


PROMISE = re.compile(
    r"\banonymous|\bnobody (?:else )?(?:sees|collects|reads|asks for)|\bnot (?:be )?(?:collected|handed in)"
    r"|\b(?:slip|sheet|note|vote)s?\b[^.]*\b(?:without (?:a )?|no )names?\b|\bfor yourself\b",
    re.IGNORECASE,
)
"""Words that tell a student that an answer stays here."""


def _with_words(page: Page) -> Iterator[tuple[str, str]]:
    """Id of each question → what the page says of it: its own words, with whom, and the words under their heading."""
    opening: list[str] = []
    for cell in page.cells:
        record = page.records.get(cell.id)
        own = cell.source if cell.cell_type == "markdown" else ""
        if own.startswith("#"):
            opening = []
        if record is not None:
            yield cell.id, " ".join([*opening, own, record.title, getattr(record, "grouping", "")])
        if not isinstance(record, Prompt):
            opening.append(own)


@rule(_set(OpenPrompt, grouping="Write alone; nobody collects it"))
def promises_are_kept(page: Page) -> list[str]:
    """What a page calls anonymous, or says that nobody sees or collects, can stand in no sheet that is handed in."""
    leaving = {key for key, found in page.records.items() if may_leave(found) or getattr(found, "kept", None)}
    return [
        f"{key}: “{promise[0]}” is said of it, but it can be handed in; write “anonymous: true” into its record."
        for key, words in _with_words(page)
        if key in leaving and (promise := PROMISE.search(words))
    ]


def _two_questions(page: Page) -> None:
    page.first("prompt").source += " And why?"


@rule(_two_questions)
def one_question_each(page: Page) -> list[str]:
    """A prompt asks one question."""
    prompts = {key: page.cell(key).source for key in page.of(Prompt)}
    return [f"{key}: ask one question." for key, words in prompts.items() if words.count("?") > 1]


AVOID = (
    r"brainwash\w*|sheep|sleepwalk\w*|Orwellian|model nation|deadbeats?|laolai|victims?|the Chinese system|you Chinese"
    r"|we in the West|dystopia\w*|as we all know|obviously"
)


@rule(_say("People are sheep in an Orwellian state."))
def words_to_avoid(page: Page) -> list[str]:
    """Words that judge before the evidence stand only in titles and quotations."""
    found = []
    for key, words in [*page.prose(), *((key, as_text(record)) for key, record in page.records.items())]:
        own = re.sub(r"“[^”]*”|\[[^\]]*\]\([^)]*\)", " ", words)
        found += [
            f"{key}: say “{word}” in other words." for word in re.findall(rf"\b(?:{AVOID})\b", own, re.IGNORECASE)
        ]
    return found


@rule(_say("The word 信用 is old."))
def chinese_is_marked(page: Page) -> list[str]:
    """Chinese characters stand inside an element with lang="zh"."""
    bare = {key: re.sub(r'<span lang="zh">[^<]*</span>', "", words) for key, words in [*page.prose(), *page.markup()]}
    return [
        f'{key}: mark the Chinese: <span lang="zh">…</span>.'
        for key, words in bare.items()
        if re.search("[\u4e00-\u9fff]", words)
    ]


def _unlinked_term(page: Page) -> None:
    cell = page.first("objectives")
    cell.source = cell.source.replace("\n", "\n\nThe base rate and the dang'an come first.\n", 1)


@rule(_unlinked_term)
def terms_lead_to_the_glossary(page: Page) -> list[str]:
    """The first mention of a marked term in a notebook leads to its entry in the glossary."""
    found, waiting = [], {row.id: row for row in rows("glossary") if row.cells.get("marked")}
    for key, words in page.prose():
        text = "\n".join(line for line in words.splitlines() if not line.startswith("#"))
        for term_id, row in list(waiting.items()):
            name = re.escape(row.cells["term"])
            mention = re.search(rf"(?<![\w-]){name}(?:s|es)?(?![\w-])", text, re.IGNORECASE)
            linked = f"(glossary.md#{term_id})" in text
            if mention or linked:
                del waiting[term_id]
            if mention and not linked:
                found.append(f"{key}: link the first mention: [{mention[0]}](glossary.md#{term_id}).")
    return found


@rule(_say("“" + "word " * 26 + "”"))
def quotations_are_short(page: Page) -> list[str]:
    """A quotation has at most 25 words."""
    quotes = [(key, quote) for key, words in page.prose() for quote in re.findall(r"“([^”]+)”", words)]
    return [
        f"{key}: shorten the quotation “{quote[:30]}…” to 25 words." for key, quote in quotes if word_count(quote) > 25
    ]


@cache
def ledger() -> dict[str, str]:
    """Each listed quotation and whose words it is: essay, title, original or own."""
    table = frame("quotes")
    return dict(zip(table["quote"], table["kind"], strict=True))


@rule(_say("The text says “that everybody should count the words”."))
def quotations_are_listed(page: Page) -> list[str]:
    """A quotation of four words or more, if no name of a part, stands in data/evidence/quotes.csv, with whose it is."""
    texts = [*page.prose(), *((key, as_text(record)) for key, record in page.records.items())]
    quotes = [
        (key, quote) for key, words in texts for quote in re.findall(r"“([^”]+)”", words) if word_count(quote) >= 4
    ]
    known = {*ledger(), *(record.title for record in page.records.values())}
    return [f"{key}: enter “{quote}” in data/evidence/quotes.csv." for key, quote in quotes if quote not in known]


def essay_words(quotes: dict[str, str]) -> int:
    """How many words of the essay the pack quotes: each quotation once, however often it is shown."""
    return sum(word_count(quote) for quote, kind in quotes.items() if kind == "essay")


def runs(text: str) -> Iterator[str]:
    """A short hash of every run of eight equal words (or eight Chinese characters) of *text*."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", html.unescape(text).lower()))
    signs = re.findall("[\u4e00-\u9fff]", text)
    for units in (words, signs):
        for i in range(len(units) - 7):
            yield hashlib.sha256(" ".join(units[i : i + 8]).encode()).hexdigest()[:12]


@cache
def essay_runs() -> frozenset[str]:
    """The hashes of all runs of eight words of the essay, which itself is not part of the pack."""
    return frozenset((PACK / "tests" / "essay-runs.txt").read_text("utf-8").split())


def _copy_the_essay(page: Page) -> None:
    """Stands for a copied sentence: a page is spoiled by a run whose hash is entered for the occasion."""
    page.first("briefing").source += "\n\nalpha beta gamma delta epsilon zeta eta theta"


@rule(_copy_the_essay)
def own_words(page: Page) -> list[str]:
    """No eight words in a row are the essay's."""
    known = essay_runs() | set(runs("alpha beta gamma delta epsilon zeta eta theta"))
    texts = [*page.prose(), *((key, as_text(record)) for key, record in page.records.items())]
    return [
        f"{key}: eight words in a row are the essay's; say it in your own."
        for key, words in texts
        if known & set(runs(words))
    ]


def _wide_table(page: Page) -> None:
    head = "".join(f"<th>{i}</th>" for i in range(7))
    next(page.code()).outputs[0].data["text/html"] += (
        f"<table><caption>c</caption><thead><tr>{head}</tr></thead></table>"
    )


@rule(_wide_table)
def tables_fit(page: Page) -> list[str]:
    """A table has a caption and at most six columns."""
    found = []
    for key, markup in page.markup():
        for table in re.findall(r"<table.*?</table>", markup, re.DOTALL):
            head = re.search(r"<thead>.*?</thead>", table, re.DOTALL)
            if "<caption" not in table or (head and head[0].count("<th") - 1 > 6):
                found.append(f"{key}: give the table a caption and at most six columns.")
    return found


def _same_options(page: Page) -> None:
    key, record = next(iter(page.of(SelfCheck).items()))
    page.records[key] = replace(record, options=tuple(replace(option, text="a") for option in record.options))


@rule(_same_options)
def options_differ(page: Page) -> list[str]:
    """Every option of a self-check has its own words."""
    return [
        f"{key}: give each option its own words."
        for key, record in page.of(SelfCheck).items()
        if len({option.text for option in record.options}) < len(record.options)
    ]


def key_positions(numbers: list[str]) -> list[int]:
    """Where the keys of all self-checks of those notebooks stand, as shown."""
    checks = [key for number in numbers for key, r in records(number).items() if isinstance(r, SelfCheck)]
    return [next(i for i, (_, option) in enumerate(shuffled(key)) if option.correct) for key in checks]


def balanced(positions: list[int]) -> bool:
    """Whether, over six or more self-checks, each of the first three positions holds 20 to 45 % of the keys."""
    shares = [positions.count(place) / len(positions) for place in range(3)]
    return len(positions) < 6 or all(0.2 <= share <= 0.45 for share in shares)
