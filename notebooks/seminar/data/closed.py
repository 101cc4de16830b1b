"""Texts that nobody reads by opening a file: what a page says after an answer, in the copy that a class gets.

It is no secret: whoever wants to can open it with one line of Python. It only does not lie there to be read.
"""

import base64
import zlib

HEAD = "# Packed by seminar.data.closed\n"
_WIDTH = 120


def closed(text: str) -> str:
    """*text* as it stands in the copy for a class."""
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    return HEAD + "".join(f"{packed[at : at + _WIDTH]}\n" for at in range(0, len(packed), _WIDTH))


def opened(text: str) -> str:
    """What was ``closed``; any other *text* as it is. Raises ValueError where it was damaged."""
    if not text.startswith(HEAD):
        return text
    try:
        return zlib.decompress(base64.b64decode(text.removeprefix(HEAD))).decode()
    except zlib.error as error:
        raise ValueError(str(error)) from error
