"""What an activity needs: words are read at 130 a minute, and each thing that one does takes its time.

The rates are the pack's own and assumed, not measured; a class that is timed may say better ones.
"""

from collections.abc import Mapping

RATES = {"word": 1 / 130, "guess": 0.5, "choice": 0.2, "move": 0.3, "sentence": 1.5, "talk": 1.0}
"""Minutes for a word that is read, a guess, a choice with its check, a control moved and its result looked at, a
sentence written, a minute of talk."""


def needed(does: Mapping[str, int]) -> float:
    """Minutes for what one *does*: kind (of ``RATES``) → how many."""
    return sum(RATES[kind] * count for kind, count in does.items())
