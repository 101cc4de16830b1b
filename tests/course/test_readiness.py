"""The last line of a notebook: which of its parts are there and have run."""

from seminar.course import readiness


def test_a_box_that_somebody_removed_is_still_named_by_its_title(monkeypatch):
    whole = readiness.boxes("07")
    left = [cell for cell in readiness.notebook_cells("07") if cell["id"] not in ("07-1-box", "07-w07a")]
    monkeypatch.setattr(readiness, "notebook_cells", lambda number: left)
    assert readiness.boxes("07") == whole
    monkeypatch.setattr(readiness, "_ran", dict.fromkeys([cell["id"] for cell in left], True))
    said = readiness.verdict("07")
    assert said.startswith("Not yet: 2 parts of this page are missing or did not run: ")
    assert whole["07-1-box"] in said
    assert whole["07-w07a"] in said


def test_when_every_box_ran_the_page_is_ready(monkeypatch):
    monkeypatch.setattr(readiness, "_ran", dict.fromkeys(readiness.boxes("07"), True))
    assert readiness.verdict("07") == "Ready: all cells ran."
