"""The words of a PDF as somebody reads them, page by page."""

import ctypes
from functools import partial
from itertools import groupby

from pypdfium2 import PdfDocument, raw

DIVIDED = "\ufffe"
"""What stands for a hyphen at the end of a line, whether the word has one or not."""


def pages(source):
    """The words of each page; *source* is the path or the content of a PDF."""
    with PdfDocument(source) as document:
        return [_words(page.get_textpage()) for page in document]


def pieces(source):
    """Every piece of text: its words, its size in points as printed, its height, and its page's height."""
    found = []
    with PdfDocument(source) as document:
        for page in document:
            text, height = page.get_textpage(), page.get_height()
            letters = range(text.count_chars())
            for _, run in groupby(letters, partial(_object, text)):
                first, *others = run
                words = _words(text, first, 1 + len(others)).strip()
                if words:
                    found.append((words, _size(text, first), _height(text, first), height))
    return found


def _words(text, *where):
    return text.get_text_range(*where).replace(DIVIDED, "-")


def _object(text, at):
    """The address of what letter *at* was written with; None for a blank that only the eye sees."""
    return ctypes.cast(raw.FPDFText_GetTextObject(text, at), ctypes.c_void_p).value


def _size(text, at):
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return round(scale * raw.FPDFText_GetFontSize(text, at), 1)


def _height(text, at):
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    return y.value
