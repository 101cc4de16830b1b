"""The style of the pack: its colours on a light and on a dark ground, and the rules for all that it shows."""

from functools import cache
from pathlib import Path

COLOURS = {  # role: (on a light ground, on a dark ground)
    "card": ("#ffffff", "#161b20"),
    "field": ("#ffffff", "#111519"),
    "text": ("#1d2329", "#e6e9ec"),
    "quiet": ("#57606a", "#a3adb6"),
    "line": ("#d0d7de", "#3a434b"),
    "soft": ("#f6f8fa", "#1c2329"),
    "accent": ("#0b5c8a", "#7cc0e8"),
    "tint": ("#eef5fa", "#16242e"),
    "marked": ("#b3470b", "#ff9a57"),
    "rest": ("#b8c4ce", "#53616c"),
}


def _variables(ground: int) -> str:
    """The colours as CSS variables: *ground* 0 is light, 1 dark."""
    return "".join(f"--seminar-{role}:{pair[ground]};" for role, pair in COLOURS.items())


def _rules(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


@cache
def stylesheet() -> str:
    """The pack's whole style: the colours as CSS variables for light and dark, then the rules of page.css."""
    dark = f'body[data-jp-theme-light="false"] .seminar{{{_variables(1)}}}'
    return f".seminar{{{_variables(0)}}}\n{dark}\n{_rules('page.css')}"


def in_a_browser(*rules: str) -> str:
    """The colours, light or dark as the reader's system is, then the files of *rules*."""
    dark = f"@media (prefers-color-scheme:dark){{.seminar{{color-scheme:dark;{_variables(1)}}}}}"
    return "\n".join([f".seminar{{{_variables(0)}}}", dark, *map(_rules, rules)])


def edition_style() -> str:
    """The style of the plain edition."""
    return in_a_browser("page.css", "edition.css")
