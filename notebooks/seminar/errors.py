"""The one kind of error that a reader may see: a sentence that says what was expected and how to mend it."""


class SeminarError(Exception):
    """Something a reader or an author can mend; its text is shown as it is, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints of it, where a cell calls something that is not ``forgiving``."""
        return [str(self)]
