"""The browser edition: its size, what a first visit loads, and how long a student waits.

    python tests/benchmarks/browser_edition.py [--repeats 3]

Needs the test requirements, a Chromium, and the network for the first build. The budget, on two quiet cores: site
60 MB, first visit 45 MB, first live view after 20 s with an empty browser and after 8 s with a used one, 60 ms from
slider to picture, 1.5 s from a text to the line that says where it is.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lab import CALM
from seminar.lite.site import write_site
from sites import LONGEST, served
from support import PATHS

MILLION = 1e6
STEPS = 20
PICTURE = """async (slider) => {
  const seen = (node) => node.getClientRects().length;
  const said = () => [...document.querySelectorAll('.seminar-finding')].find(seen)?.innerText;
  const before = said(), begun = performance.now();
  slider.value = Number(slider.value) > 0 ? Number(slider.value) - 1 : Number(slider.max);
  slider.dispatchEvent(new Event('input'));
  while (said() === before && performance.now() - begun < 10000) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


@contextmanager
def used_chromium():
    """A Chromium that keeps on the disk what it has loaded and compiled, as that of a student does."""
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=CALM, viewport={"width": 1366, "height": 768}
        )
        yield context
        context.close()


def seconds_to_live(page, address):
    """Seconds from opening a notebook until its first live view stands there; all its cells are run at once."""
    begun = time.perf_counter()
    page.goto(address)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for()  # before, there is nothing to run on
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".live").first.wait_for()
    return time.perf_counter() - begun


def measured(site):
    """Megabytes of a first visit, and seconds: cold, warm, from slider to picture, from a text to its line."""
    (path,) = [path for path in PATHS if path.name.startswith("07-")]
    address = f"{site.address}/lab/index.html?path=notebooks/{path.name}"
    with used_chromium() as context:
        context.set_default_timeout(LONGEST)
        page = context.new_page()
        before = site.sent
        cold = seconds_to_live(page, address)
        first = (site.sent - before) / MILLION
        page.get_by_text("Ready: all cells ran.").wait_for()
        page.close()
        page = context.new_page()
        warm = seconds_to_live(page, address)
        page.get_by_text("Ready: all cells ran.").wait_for()
        page.get_by_role("button", name="Skip the guess").first.click()
        page.get_by_text("1 alarm in 102 is right").locator("visible=true").first.wait_for()
        slider = page.get_by_role("slider", name="Wanted people")
        picture = statistics.median(slider.evaluate(PICTURE) for _ in range(STEPS)) / 1000
        box = page.locator(".seminar-text").first
        begun = time.perf_counter()
        box.get_by_role("textbox").fill("Nine alarms in ten are false.")
        box.get_by_text("Kept in this browser since").wait_for()
        return first, cold, warm, picture, time.perf_counter() - begun


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--repeats", type=int, default=3)
    repeats = arguments.parse_args().repeats
    with tempfile.TemporaryDirectory() as folder:
        size = write_site(Path(folder) / "site", print)
        packed = Path(shutil.make_archive(f"{folder}/packed", "zip", f"{folder}/site")).stat().st_size
        print(f"site {size.site / MILLION:.1f} MB in {size.files} files, {packed / MILLION:.1f} MB packed (at most 60)")
        with served(Path(folder) / "site") as site:
            found = [measured(site) for _ in range(repeats)]
    first, cold, warm, picture, saved = (statistics.median(each) for each in zip(*found, strict=True))
    print(f"first visit {first:.1f} MB (at most 45)")
    print(f"to the first live view {cold:.1f} s with an empty browser (20), {warm:.1f} s with a used one (8)")
    print(f"slider to picture {picture * 1000:.0f} ms (60), text to its line {saved:.2f} s (1.5)")


if __name__ == "__main__":
    main()
