"""What is left of a claim when one asks who speaks, measured how, at what scale and against whom.

Stands for: four questions to a sentence about what a system can do. It is a rule table: who speaks gives the first part
of the finding, how it was measured the second, and whom it was tried on the third, which is left out where that is
people in China, the country of the sentence. The scale changes no finding; it says what the number is a count of.
Source: the questions are ours, after the habit of asking for speaker, method and denominator; the keys stand in
data/evidence/claim_xrays.csv. Leaves out: whether the claim is true.
"""

from collections.abc import Collection, Mapping

QUESTIONS: dict[str, dict[str, str]] = {
    "speaker": {
        "seller": "a seller",
        "regulator": "a regulator",
        "tester": "a tester",
        "critic": "a critic",
        "nobody": "nobody is named",
    },
    "measured": {
        "test": "errors counted in a test",
        "count": "a count by the speaker",
        "reading": "rules or records read",
        "none": "not said",
    },
    "scale": {
        "people": "people",
        "pictures": "pictures",
        "payments": "payments",
        "none": "no number is given",
    },
    "against": {
        "china": "people in China",
        "usa": "people in the USA",
        "laboratory": "pictures in a laboratory",
        "nobody": "nobody: no test is named",
    },
}
"""Question → its answers (key → words)."""

SPEAKS = {
    "seller": "a seller’s claim",
    "regulator": "a regulator’s rule",
    "tester": "a tester’s result",
    "critic": "a critic’s finding",
    "nobody": "a claim that nobody signs",
}
MEASURED = {
    "test": "tested",
    "count": "counted by the speaker and not tested",
    "reading": "read in rules or records, not tested",
    "none": "not tested here",
}
ELSEWHERE = {"usa": "on people in the USA, not in China", "laboratory": "on laboratory pictures, not on a street"}


def finding(ticks: Mapping[str, str]) -> str:
    """What *ticks* (question → key of its answer) make of a claim: "a seller’s claim, not tested here".

    "" while who speaks, how it was measured or against whom is open. Raises ValueError for an answer that the question
    does not have.
    """
    for question, answer in ticks.items():
        if answer not in QUESTIONS[question]:
            raise ValueError(f"expected one of {', '.join(QUESTIONS[question])} for {question}, not {answer!r}.")
    if not {"speaker", "measured", "against"} <= set(ticks):
        return ""
    parts = [SPEAKS[ticks["speaker"]], MEASURED[ticks["measured"]], ELSEWHERE.get(ticks["against"], "")]
    return ", ".join(filter(None, parts))


def same(ticks: Mapping[str, str], key: Mapping[str, Collection[str]]) -> list[str]:
    """The questions whose answer in *ticks* is one of those that the *key* holds, in order."""
    return [question for question in QUESTIONS if ticks.get(question) in key[question]]
