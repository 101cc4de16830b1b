"""What is left of a claim when one asks who speaks, measured how, at what scale and against whom.

Stands for: four questions to a sentence about what a system can do. It is a rule table: who speaks gives the first part
of the finding, how it was measured the second, and whom it was tried on the third, which is left out where that is
people in China, the country of the sentence. The scale changes no finding; it says what the number is a count of.
Source: the questions are ours, after the habit of asking for speaker, method and denominator; the keys stand in
data/evidence/claim_xrays.csv. Leaves out: whether the claim is true.
"""

from collections.abc import Collection, Mapping

QUESTIONS: dict[str, tuple[str, ...]] = {
    "speaker": ("seller", "regulator", "tester", "critic", "nobody"),
    "measured": ("test", "count", "reading", "none"),
    "scale": ("people", "pictures", "payments", "none"),
    "against": ("china", "usa", "laboratory", "nobody"),
}
"""Question → its answers."""
ELSEWHERE = ("usa", "laboratory")


def finding(ticks: Mapping[str, str]) -> dict[str, str]:
    """What *ticks* (question → its answer) make of a claim: the answers that count, by their questions, in order.

    Nothing while who speaks, how it was measured or against whom is open. Raises ValueError for an answer that the
    question does not have.
    """
    for question, answer in ticks.items():
        if answer not in QUESTIONS[question]:
            raise ValueError(f"expected one of {', '.join(QUESTIONS[question])} for {question}, not {answer!r}.")
    if not {"speaker", "measured", "against"} <= set(ticks):
        return {}
    counts = ("speaker", "measured", *(["against"] if ticks["against"] in ELSEWHERE else []))
    return {question: ticks[question] for question in counts}


def same(ticks: Mapping[str, str], key: Mapping[str, Collection[str]]) -> list[str]:
    """The questions whose answer in *ticks* is one of those that the *key* holds, in order."""
    return [question for question in QUESTIONS if ticks.get(question) in key[question]]
