"""Every page and paper of the pack is what its sources make today."""

from datetime import date

from seminar.build import steps


def test_everything_in_the_pack_is_up_to_date():
    """Another pandoc, Typst or font than those of the last build makes nothing wrong."""
    found = {path: why for path, why in steps.stale(date.today()).items() if why != "new: pandoc, Typst or a font"}
    assert found == {}, "run python -m seminar build"
