"""The calculations of the data computed again: the value of a formula, and whether its facts say its numbers."""

import ast
import operator
import re

from seminar.data.evidence import fact

SIGNS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "percent": 1e-2}
TERM = re.compile(r"([\d,]+(?:\.\d+)?)( thousand| million| billion| percent)?(?: \[(f-[A-Z]\d{3}[a-z]?)\])?")


def reckon(formula):
    """The value of a formula such as "1,853 [f-W058] ÷ 8,185 [f-W059]", and the numbers that it takes from facts."""
    taken = [(number, (scale or "").strip(), key) for number, scale, key in TERM.findall(formula) if key]

    def plain(match):
        return str(float(match[1].replace(",", "")) * SCALE.get((match[2] or "").strip(), 1))

    words = TERM.sub(plain, formula).replace("×", "*").replace("÷", "/").replace("−", "-")

    def value(node):
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.UnaryOp):
            return SIGNS[type(node.op)](value(node.operand))
        return SIGNS[type(node.op)](value(node.left), value(node.right))

    return value(ast.parse(words, mode="eval").body), taken


def said_by(row):
    return " ".join([*row.said().values(), *map(str, row.cells.values())])


def calculation_problems(row):
    """What is wrong with one calculation: its result, or a number that the fact it names does not say."""
    result, taken = reckon(row.cells["formula"])
    shown = row.cells["result"]
    places = len(str(shown).partition(".")[2].rstrip("0"))
    near = abs(result - shown) <= 0.5 * 10**-places + 1e-9
    wrong = [] if near else [f"{row.id}: {row.cells['formula']} is {result}, not {shown}"]
    for number, scale, key in taken:
        value = float(number.replace(",", "")) * SCALE.get(scale, 1)
        forms = {number, number.replace(",", ""), f"{number} {scale}".strip(), f"{value:,.0f}", f"{value:.0f}"}
        if not any(re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d])", said_by(fact(key))) for form in forms):
            wrong.append(f"{row.id}: {key} does not say {number} {scale}".strip())
    return wrong
