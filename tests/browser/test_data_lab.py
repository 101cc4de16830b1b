"""The data lab in JupyterLab: under the rules of axe-core, light and dark, with forced colours, and printed."""

from io import BytesIO
from unicodedata import normalize

import pytest
from lab import contrast, exported, violations
from playwright.sync_api import expect
from pypdf import PdfReader
from seminar.data.records import lab as lab_file
from seminar.lab import COLOURS
from seminar.surroundings import LAB

HIGH = 9000
"""Pixels: so high a window draws every cell."""
PICTURES = 2


@pytest.fixture
def ran(server, notebook, lab):
    """The lab, run."""
    return lab(height=HIGH).open(server.copy(LAB, f"{notebook}-{LAB}")).run(bare=True)


def test_axe_finds_nothing_in_its_outputs_light_or_dark(ran):
    assert violations(ran.page) == []
    ran.theme("JupyterLab Dark")
    assert contrast(ran.page) == []
    ran.theme("JupyterLab Light")


def test_its_pictures_are_read_aloud_and_seen_where_a_reader_forces_colours(ran):
    ran.page.emulate_media(forced_colors="active")
    pictures = ran.panel.locator("figure")
    expect(pictures).to_have_count(PICTURES)
    for picture in pictures.all():
        image = picture.get_by_role("img")
        expect(image).to_be_visible()
        assert len(image.get_attribute("alt").split()) >= 8
        expect(picture.locator("figcaption")).not_to_be_empty()
    expect(ran.panel.get_by_role("status").filter(has_text="Not yet").first).to_be_visible()
    ran.page.emulate_media(forced_colors="none")


def test_printed_it_has_its_tasks_and_its_pictures(ran, server, window, tmp_path):
    ran.save()
    name = ran.page.evaluate("() => window.panel.context.path")
    page = window(offline=True)
    page.goto(exported(server.root / name, tmp_path).as_uri())
    page.emulate_media(media="print")
    for image in page.locator("figure img").all():
        expect(image).to_be_visible()
        assert image.evaluate("node => node.complete && node.naturalWidth > 200")
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    words = normalize("NFKC", " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split()))
    assert [task.title for task in lab_file().tasks().values() if task.title not in words] == []


def test_its_colours_stand_apart_in_grey_and_from_the_ground():
    def lightness(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    found = sorted(lightness(colour) for colour in COLOURS)
    ratios = [(after + 0.05) / (before + 0.05) for before, after in zip(found, [*found[1:], 1], strict=True)]
    assert min(ratios[:-1]) >= 1.9
    assert ratios[-1] >= 3
