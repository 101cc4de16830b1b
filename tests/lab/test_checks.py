"""The checks of the lab: every solution passes, and every common wrong one is told what is wrong, and why."""

import contextlib
import copy
import io
import re

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from IPython.display import display
from seminar.data.frames import facts, frame
from seminar.data.records import LabTask, lab, parts
from seminar.data.words import Words
from seminar.errors import SeminarError
from seminar.lab import checks, desk, show
from seminar.lab.checks import CHECKS, same
from seminar.lab.desk import verdict

TASKS = lab().tasks()
ANYTHING = ["twelve", 7.5, [], {}, pd.Series(dtype="float64"), pd.DataFrame(), len, True]
prose = Words("lab")


@pytest.fixture(autouse=True)
def no_window():
    mpl.use("agg")


def run(code, names):
    """*names* after *code*, which may show something."""
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    return names


@pytest.fixture(scope="module")
def solved():
    """Key of each task → the names that there are before its answer, in a lab in which all before it is solved."""
    mpl.use("agg")
    names, before = {"display": display}, {}
    for key, cell in lab().cells.items():
        if not isinstance(cell, LabTask):
            run(cell.code or "", names)
            continue
        run(cell.given or "", names)
        before[key] = dict(names)
        run(cell.solution, names)
    return before


@pytest.mark.parametrize("key", TASKS)
def test_the_solution_of_a_task_passes_its_check_and_the_hidden_ones(key, solved):
    names = run(TASKS[key].solution, dict(solved[key]))
    assert verdict(key, names) == (True, prose("right"))
    run(TASKS[key].hidden, names)


@pytest.mark.parametrize("key", TASKS)
def test_a_common_wrong_solution_is_told_what_is_wrong_and_why(key, solved):
    for name, reply in TASKS[key].replies.items():
        names = run(reply.wrong, dict(solved[key]))
        assert CHECKS[key](names[TASKS[key].name]) == name
        assert verdict(key, names) == (False, prose("wrong", says=reply.says))


@pytest.mark.parametrize("key", TASKS)
def test_a_task_that_nobody_has_touched_is_not_yet_done(key, solved):
    names = run(TASKS[key].stub, dict(solved[key]))
    assert verdict(key, names) == (False, prose("not-yet", name=TASKS[key].name))
    del names[TASKS[key].name]
    assert verdict(key, names) == (False, prose("no-name", name=TASKS[key].name))


@pytest.mark.parametrize("key", TASKS)
def test_whatever_an_answer_is_the_check_says_a_sentence(key, solved):
    for answer in ANYTHING:
        right, says = verdict(key, {**solved[key], TASKS[key].name: copy.copy(answer)})
        assert not right
        assert says.endswith(".")
        assert len(says.split()) >= 6


MILLIONS = """lab.show(
    drawn.assign(value=drawn["value"] / 1e6).plot(
        x="date_to", y="value", marker="o", ylim=(0, None), xlabel="day", ylabel="refusals (millions)"
    ),
    caption="Refused air tickets since 2013",
    alt="A line that rises to 27.3 million refusals in July of 2019.",
)"""

SLIPS = [
    ("units", "counts['unit'].value_counts().astype(str)", "texts"),
    ("units", "counts['unit']", "texts"),
    ("units", "counts['unit'].value_counts().reset_index(drop=True)", "no-names"),
    ("units", "counts.set_index('unit')['value']", "twice"),
    ("units", "counts.groupby('unit')['value'].apply(list)", "differs"),
    ("units", "counts['unit'].value_counts().to_frame()", "not-a"),
    ("units", "list(counts['unit'].value_counts())", "not-a"),
    ("refusals", "flights.groupby(flights['date'].str[:4])['value'].max()", "other-type"),
    ("refusals", "flights.groupby(flights['date_to'].dt.year)['value'].max() / 1_000_000", "differs"),
    ("reports", "(day['unit'] == 'people').sum()", "one-number"),
    ("headlines", "coded.groupby('group')['says_score'].agg(headlines='count', say_score='sum')", "columns"),
    ("headlines", "coded.groupby('group').size()", "not-a"),
    ("headlines", "solution.reset_index()", "no-names"),
    ("headlines", "solution.round(2)", "in-column"),
    ("headlines", "solution.assign(share=100 * solution['share'])", "percent"),
    ("grades", "solution.round(2)", "rounded"),
    ("refusals", "pd.Series({2017: 9, 2018: 17, 2019: 27})", "differs"),
    ("refusals", "pd.Series({2017: 9, 2018: 17})", "row-missing"),
    ("in-force", "lambda day: solution(day).reset_index()", "no-names"),
    ("in-force", "lambda day: solution(day).set_axis([*range(len(solution(day)) - 1), 'x'])", "row-missing"),
    ("in-force", "lambda day: solution(day).drop(index='f-P097', errors='ignore')", "row-missing"),
    ("in-force", "lambda: documents", "raises"),
    ("in-force", "lambda day: documents['kind']", "gives"),
    ("in-force", "lambda day: documents.info(buf=__import__('io').StringIO())", "no-return"),
    ("by-hand", "47.4", "percent"),
    ("by-hand", "float('nan')", "one-number"),
    ("simulate", "lambda rng: 100 * solution(rng)", "percent"),
    ("simulate", "lambda rng: 0.47", "no-chance"),
    ("simulate", "lambda rng: 0.3", "own-seed"),
    ("simulate", "lambda rng: rng.uniform(0.43, 0.52)", "not-people"),
    ("simulate", "lambda rng: rng.beta(170, 190)", "not-people"),
    ("simulate", "lambda rng: (right := rng.binomial(100, 0.9)) / (right + 99.9)", "one-fixed"),
    (
        "simulate",  # by chance the first day is twice the same
        "(lambda own: lambda rng: (right := rng.binomial(100, 0.9)) / (right + own.choice([99, 101])))"
        "(__import__('numpy').random.default_rng(2))",
        "not-by-rng",
    ),
    ("flow", "refusals.sort_index(ascending=False).diff()", "out-of-order"),
    ("flow", "refusals.diff() * 2", "differs"),
    ("simulate", "lambda rng: rng.binomial(100, 0.9, size=5)", "gives"),
    ("rebuild", "lambda *gate: screening(*gate).round()", "rounded"),
    ("rebuild", "lambda *gate: screening(*gate) + 2", "gate"),
    ("rebuild", "screening", "borrowed"),
    ("cited", "solution[::-1]", "out-of-order"),
    ("rebuild", "lambda *gate: screening(*gate).astype(str)", "texts"),
    ("rebuild", "lambda *gate: screening(*gate).rename(columns=str.upper)", "columns"),
    ("rebuild", "lambda *gate: screening(*gate).rename(index=str.upper)", "row-missing"),
    ("rebuild", "lambda *gate: pd.DataFrame()", "columns"),
    ("picture", MILLIONS.replace("refusals (millions)", "refusals"), "scale"),
    ("picture", MILLIONS.replace("27.3 million", "17.5 million"), "other-number"),
    ("picture", "drawn.plot.scatter('date_to', 'value')", "not-a"),
    ("without-c", "[['C05']]", "ids"),
    ("without-c", "set()", "ids-differ"),
    (
        "units",
        "counts['unit'].value_counts().set_axis(pd.Index([[1]] * 40, dtype=object)[:counts['unit'].nunique()])",
        "unreadable",
    ),
]
"""Task, what somebody may write, and the name of what the lab says of it."""


def named(remark):
    """The name of the text of the lab that, with its gaps filled, is that remark."""
    patterns = {name: re.split(r"{\w+}", text) for name, text in parts()["lab"].items() if isinstance(text, str)}
    (name,) = (name for name, pieces in patterns.items() if re.fullmatch(".+".join(map(re.escape, pieces)), remark))
    return name


@pytest.mark.parametrize(("key", "code", "said"), SLIPS)
def test_a_slip_in_the_form_of_an_answer_is_told_as_what_it_is(key, code, said, solved):
    name = TASKS[key].name
    names = dict(solved[key])
    names["solution"] = run(TASKS[key].solution, dict(names))[name]
    run(f"{name} = {code}", names)
    found = checks.looked_at(key, names[name])
    assert (named(found) if isinstance(found, checks.Remark) else found) == said
    right, says = verdict(key, names)
    assert not right
    assert says.endswith(".")
    assert "{" not in says


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("units", "solution.sort_index()"),
        ("units", "solution * 1.0"),
        ("by-hand", "0.47"),
        ("by-hand", "__import__('fractions').Fraction(900, 1899)"),
        ("simulate", "lambda rng: 1 - 1 / (1 + rng.binomial(100, 0.9) / rng.poisson(99.9))"),
        ("headlines", "solution[solution.columns[::-1]].sample(frac=1, random_state=1)"),
        ("cited", "solution.sort_index().sort_values(ascending=False, kind='stable')"),
        ("without-c", "sorted(solution) * 2"),
        ("picture", MILLIONS),
    ],
)
def test_a_right_answer_in_another_form_is_right(key, code, solved):
    names = dict(solved[key])
    names["solution"] = run(TASKS[key].solution, dict(names))[TASKS[key].name]
    run(f"{TASKS[key].name} = {code}", names)
    assert verdict(key, names).right
    run(TASKS[key].hidden, names)


def test_there_is_a_check_for_each_task_and_no_other():
    assert list(CHECKS) == list(TASKS)
    assert len(TASKS) >= 8
    with pytest.raises(SeminarError, match=r"no task “unit” in the lab\. The tasks are: units, "):
        verdict("unit", {})


def test_a_table_that_a_cell_has_changed_is_named(solved):
    names = {**solved["units"], "counts": solved["units"]["counts"].dropna()}
    names["units"] = names["counts"]["unit"].value_counts()
    right, says = verdict("units", names)
    assert not right
    assert says == prose("changed", name="counts", table="list_counts")


@pytest.mark.parametrize(
    ("key", "line", "name"),
    [
        ("refusals", "flights = flights.tail(9)", "flights"),
        ("reports", "day = day.drop_duplicates('unit')", "day"),
        ("cited", "resting = resting.dropna()", "resting"),
        ("without-c", "resting = resting.head(40)", "resting"),
        ("picture", "drawn = drawn.head(4)", "drawn"),
        ("picture", "drawn = 7", "drawn"),
    ],
)
def test_a_table_that_is_not_as_its_cell_makes_it_is_named(key, line, name, solved):
    names = run(line, dict(solved[key]))
    with contextlib.suppress(AttributeError, TypeError):
        run(TASKS[key].solution, names)
    answer = names.get(TASKS[key].name, "none")
    assert verdict(key, {**names, TASKS[key].name: answer}) == (False, prose("changed-made", name=name))
    assert verdict(key, {**solved[key], TASKS[key].name: answer})[1] != prose("changed-made", name=name)


def test_a_wrong_column_in_a_function_is_told_as_everywhere_else(solved):
    code = "def in_force(day): return documents[documents['in_force_form'] <= day]"
    _, says = verdict("in-force", run(code, dict(solved["in-force"])))
    assert "There is no column or row “in_force_form” here. Did you mean “in_force_from”" in says


def test_a_right_answer_in_another_order_and_of_another_type_is_right(solved):
    names = run(TASKS["grades"].solution, dict(solved["grades"]))
    share = names["share_a"].sample(frac=1, random_state=1).astype("Float64")
    assert CHECKS["grades"](share) is None


@pytest.mark.parametrize(
    ("other", "equal"),
    [([1, None], True), ([1, 0], False), ([None, 1], False), ([1, None, 2], False)],
)
def test_a_series_is_the_same_only_where_what_is_missing_is_missing_too(other, equal):
    wanted = pd.Series([1, None], dtype="Float64")
    assert same(pd.Series(other, dtype="float64"), wanted) == equal


def test_where_no_reply_fits_the_row_or_the_place_is_named_and_not_the_answer(solved):
    right = run(TASKS["units"].solution, dict(solved["units"]))["units"]
    assert checks.units(right.drop("people")) == prose("row-missing", row="people")
    assert checks.units(right + (right.index == "people")) == prose("differs", where="people")


def test_a_function_that_stops_is_told_with_its_own_error():
    def stops(day):
        return 1 / 0

    for key in ("in-force", "simulate"):
        _, says = verdict(key, {TASKS[key].name: stops})
        assert "ZeroDivisionError: division by zero" in says


def test_what_a_function_prints_does_not_bury_what_is_said_of_it(capsys):
    _, says = verdict("simulate", {"one_day": lambda rng: print(rng.binomial(100, 0.9))})
    assert says == prose("wrong", says=prose("no-return"))
    assert capsys.readouterr().out == ""


def test_marking_stops_with_the_sentence_of_the_check(monkeypatch, solved):
    monkeypatch.setattr(desk, "_names", lambda: {"units": ...})
    with pytest.raises(AssertionError, match="Not yet: `units` has no answer"):
        desk.demand("units")
    monkeypatch.setattr(desk, "_names", lambda: run(TASKS["units"].solution, dict(solved["units"])))
    desk.demand("units")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("counts['unti']", "no column or row “unti” here. Did you mean “unit”?"),
        ("counts.groupby('qqqq')", "no column or row “qqqq” here. columns("),
        ("refusal", "`refusal` is not there. Run the cells above it first"),
        ("fram('documents')", "`fram` is not there. Did you mean “frame”? Run the cells above it first"),
        ("desk.chek('units')", "`seminar.lab.desk` has nothing called “chek”. Did you mean “check”"),
        ("counts['value'].dif()", "`Series` has nothing called “dif”. Did you mean “diff”"),
        ("counts.qqqq", "`DataFrame` has nothing called “qqqq”. Compare"),
        ("facts('list_counts')", "`facts()` has every fact and takes no name. For one table, write `frame("),
        ("(...).diff()", "`...` still stands where an answer belongs."),
        ("(...) + 1", "`...` still stands where an answer belongs."),
        ("raise ImportError('matplotlib is required for plotting')", "the charting library is missing"),
        ("1 / 0", ""),
    ],
)
def test_an_error_that_a_student_meets_is_one_sentence(line, said):
    names = {"counts": frame("list_counts"), "frame": frame, "facts": facts, "desk": desk}
    with pytest.raises(Exception) as error:  # noqa: PT011  of many kinds
        exec(line, names)
    found = desk.explained(error.value, names)
    assert said in found
    assert bool(found) == bool(said)


def test_a_warning_of_pandas_is_one_sentence(capsys):
    desk._warn(FutureWarning("Something changes.\nLong advice."), FutureWarning, "file.py", 3)
    assert capsys.readouterr().out == prose("warning", words="Something changes.") + "\n"


def axes(**labels):
    return pd.Series([1, 2]).plot(**{"xlabel": "day", "ylabel": "refusals", **labels})


def test_a_picture_without_words_caption_or_names_of_axes_is_refused():
    words = "A line that rises from one refusal to two."
    for given, said in [
        ((axes(), "Refusals", "A line."), "no-words"),
        ((axes(), " ", words), "no-caption"),
        ((axes().get_figure(), "Refusals", words), "no-axes"),
        ((frame("list_counts"), "Refusals", words), "no-axes"),
    ]:
        with pytest.raises(SeminarError) as error:
            show(*given)
        assert named(str(error.value)) == said
    for name in "xy":
        with pytest.raises(SeminarError, match=rf'The {name} axis does not say.*`{name}label="…"`'):
            show(axes(**{f"{name}label": ""}), "Refusals", words)


def test_a_picture_that_was_refused_does_not_leave_the_one_before_it_right(solved):
    names = run(TASKS["picture"].solution, dict(solved["picture"]))
    assert verdict("picture", names).right
    with pytest.raises(SeminarError) as error:
        show(axes(), "", "A line that rises from one refusal to two.")
    assert verdict("picture", names) == (False, prose("wrong", says=prose("older-picture", says=str(error.value))))
    assert verdict("picture", run(TASKS["picture"].solution, names)).right


def test_a_right_answer_looks_other_than_one_that_is_not(monkeypatch, solved):
    names = dict(solved["units"])
    monkeypatch.setattr(desk, "_names", lambda: names)
    names["units"] = 3
    wrong = desk.check("units")
    run(TASKS["units"].solution, names)
    right = desk.check("units")
    assert right.plain.startswith("✓")
    assert "✓" not in wrong.plain
    assert (desk.RIGHT in right.html, desk.RIGHT in wrong.html) == (True, False)


def test_a_picture_is_shown_once_with_its_words_and_has_the_same_bytes_each_time(capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    words = "A line that rises from one refusal to two."
    for _ in range(2):
        show(axes(), "Refusals", words)._ipython_display_()
    first, second = shown
    assert first == second
    assert first["text/plain"] == words
    assert f'alt="{words}"' in first["text/html"]
    assert mpl.pyplot.get_fignums() == []


def test_large_numbers_are_written_out_at_an_axis(monkeypatch):
    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    shown = pd.Series([0, 25_000_000]).plot(xlabel="day", ylabel="refusals")
    show(shown, "Refusals since 2013", "A line that rises from none to 25,000,000 refusals.")
    assert shown.yaxis.get_major_formatter()(25_000_000, 0) == "25,000,000"
    assert shown.yaxis.get_major_formatter()(0.5, 0) == "0.5"
    assert shown.yaxis.get_offset_text().get_text() == ""


def test_a_name_in_a_sentence_of_a_check_looks_like_a_name():
    told = desk._told("Not yet: `units` has no answer.")
    assert "<code>units</code> has no answer." in told.html
    assert told.plain == "Not yet: `units` has no answer."


def test_rows_of_mixed_units_are_refused_with_what_is_mixed():
    from seminar.lab import one_unit

    counts = frame("list_counts")
    alike = counts[(counts["unit"] == "refusals") & (counts["kind"] == "cumulative")]
    assert one_unit(alike) is alike
    with pytest.raises(SeminarError, match=r"count different things: .*people, stock; .*refusals, cumulative"):
        one_unit(counts)
    with pytest.raises(SeminarError, match="no columns `unit` and `kind`"):
        one_unit(frame("documents"))


def test_the_gate_of_two_tasks_is_the_one_of_the_model():
    table = checks.screening(checks.PEOPLE, checks.WANTED / checks.PEOPLE, checks.HITS, checks.FALSE_ALARMS)
    assert np.isclose(table.at["wanted", "alarm"] / table["alarm"].sum(), 90 / (90 + 99.9))
