"""How the time of W07b's model grows with the lists, at its first settings.

    python tests/benchmarks/merge_the_records.py

Lists are invented by chance with a fixed seed: half of the people are in both, one in ten of those with a mistyped
day. Prints seconds, the pairs that were joined and the growth from one size to the next; judge by
the growth, for machines differ. The last column is the time of comparing every pair, where that is bearable.
"""

import random
import time

import pandas as pd
from seminar.models import record_linkage as linkage

SIZES = (100, 1_000, 10_000, 100_000)
ALL_PAIRS_UP_TO = 1_000
SYLLABLES = {
    "云": "yún",
    "松": "sōng",
    "竹": "zhú",
    "星": "xīng",
    "霜": "shuāng",
    "桥": "qiáo",
    "岚": "lán",
    "舟": "zhōu",
}
CITIES = [f"city {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]


def person(draw: random.Random) -> list[str]:
    """Name, pinyin, birth date and city of one invented person."""
    signs = draw.choices(list(SYLLABLES), k=3)
    date = f"{draw.randint(1940, 2005)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    return ["".join(signs), " ".join(SYLLABLES[sign] for sign in signs), date, draw.choice(CITIES)]


def mistyped(row: list[str], draw: random.Random) -> list[str]:
    """*row*, in one of ten cases with another day of birth."""
    name, pinyin, date, city = row
    return [name, pinyin, f"{date[:8]}{draw.randint(1, 28):02d}" if draw.random() < 0.1 else date, city]


def lists(size: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two lists of *size* people."""
    draw = random.Random(size)
    left = [person(draw) for _ in range(size)]
    right = [mistyped(row, draw) for row in left[: size // 2]] + [person(draw) for _ in range(size - size // 2)]
    columns = ["name", "pinyin", "birth_date", "city"]
    return pd.DataFrame(left, columns=columns), pd.DataFrame(right, columns=columns)


def seconds(size: int, threshold: float, weights: linkage.Weights) -> tuple[float, int]:
    """The time of one merge, and how many pairs it joined."""
    left, right = lists(size)
    start = time.perf_counter()
    joined = len(linkage.matches(left, right, threshold, weights))
    return time.perf_counter() - start, joined


def main() -> None:
    """Measure and print."""
    before = None
    seconds(SIZES[0], 85, linkage.DEFAULT_WEIGHTS)  # the first call also loads what it needs
    print(
        f"{'records a side':>14} {'joined':>8} {'seconds':>9} {'growth':>7}   all pairs (no weight on the birth date)"
    )
    for size in SIZES:
        took, joined = seconds(size, 85, linkage.DEFAULT_WEIGHTS)
        growth = f"{took / before:7.1f}" if before else " " * 7
        all_pairs = f"{seconds(size, 100, linkage.Weights(1, 0, 1))[0]:.3f}" if size <= ALL_PAIRS_UP_TO else "–"
        print(f"{size:14,} {joined:8,} {took:9.3f} {growth}   {all_pairs}")
        before = took


if __name__ == "__main__":
    main()
