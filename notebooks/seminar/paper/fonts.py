"""The fonts of the handouts: which, and where a computer may keep them."""

from pathlib import Path

FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
)
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
    Path.home() / ".local/share/fonts",
    Path("C:/Windows/Fonts"),
)
HOW_TO_INSTALL = "On Debian: apt-get install fonts-noto-core fonts-noto-cjk."


def font_paths(name: str) -> list[Path]:
    """Where the font file *name* is installed; nowhere gives an empty list."""
    return [path for folder in FONT_FOLDERS if folder.is_dir() for path in sorted(folder.rglob(name))]
