"""How fast W07a answers, beside the bare round trip to the kernel and beside the usual way to write it.

    python tests/benchmarks/scan_the_city.py

Needs the test requirements and a Chromium. Prints medians and 95th percentiles in milliseconds; judge by the ratios,
for machines differ. The budget: model and markup 5 ms at the 95th percentile; on screen 1.15 times the bare round trip.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lab import Lab, Server, chromium
from seminar.activities.scan_the_city import DAY, day
from seminar.workbench.panel import markup

EVENTS = 60

BARE = """
import anywidget, traitlets
class Bare(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const input = Object.assign(document.createElement("input"), { type: "range", max: 1000, className: "bare" });
        const out = document.createElement("output");
        input.addEventListener("input", () => { model.set("asked", Number(input.value)); model.save_changes(); });
        model.on("change:told", () => { out.textContent = model.get("told"); });
        el.append(input, out); } }'''
    asked = traitlets.Int().tag(sync=True)
    told = traitlets.Int().tag(sync=True)
    @traitlets.observe("asked")
    def answer(self, change):
        self.told = change["new"]
Bare()
"""

USUAL = """
import matplotlib.pyplot as plt
from ipywidgets import IntSlider, interact
from seminar.models.base_rate import positive_predictive_value, screening
def draw(step=IntSlider(20, 1, 100)):
    table = screening(step * 10_000, 1e-5, 0.95, 1e-3)
    share = positive_predictive_value(table)
    figure, axes = plt.subplots(figsize=(6, 3))
    axes.scatter([i % 50 for i in range(1000)], [i // 50 for i in range(1000)],
                 c=["C1" if i < share * 1000 else "C0" for i in range(1000)])
    plt.show()
    print(table)
interact(draw)
"""

# Wait for the next key, then until the watched part of the page has changed, and keep how long that took.
ARM = """([selector, watched]) => {
    const slider = document.querySelector(selector);
    const part = slider.closest('.jp-OutputArea').querySelector(watched);
    slider.parentElement.setAttribute('data-lm-suppress-shortcuts', 'true');  // else JupyterLab takes the arrow keys
    slider.parentElement.addEventListener('keydown', event => event.stopPropagation());
    slider.focus();
    window.took = new Promise(done => {
        let start;
        document.addEventListener('keydown', () => { start = performance.now(); }, { capture: true, once: true });
        const observer = new MutationObserver(() => { observer.disconnect(); done(performance.now() - start); });
        observer.observe(part, { childList: true, subtree: true, characterData: true });
    });
}"""

SETTLE = "() => window.panel.sessionContext.session.kernel.requestExecute({ code: '' }).done"
"""Two moves that the kernel gets at once may cancel each other, and then nothing changes on the page."""


def percentiles(times: list[float]) -> str:
    """Median and 95th percentile of *times* (ms)."""
    return f"median {statistics.median(times):7.2f}   p95 {statistics.quantiles(times, n=20)[-1]:7.2f}"


def in_the_kernel(people: int) -> list[float]:
    """Times (ms) of the model and all its markup for a city of *people*."""
    values = {setting.name: setting.default for setting in DAY}
    times = []
    for i in range(300):
        start = time.perf_counter()
        markup(day(**{**values, "passing": people, "hit_percent": 50 + i % 51}))
        times.append(1_000 * (time.perf_counter() - start))
    return times[20:]


def on_screen(page, selector: str, watched: str) -> list[float]:
    """Times (ms) from a move of the slider at *selector* to a change of *watched* on the page."""
    times = []
    for i in range(EVENTS):
        page.evaluate(ARM, [selector, watched])
        page.keyboard.press("ArrowRight" if i % 2 else "ArrowLeft")
        times.append(page.evaluate("() => window.took"))
        page.evaluate(SETTLE)
    return times[10:]


def main() -> None:
    """Measure and print."""
    print("Model and markup")
    for people in (1_000, 1_000_000, 1_400_000_000):
        print(f"  {people:13,} people   {percentiles(in_the_kernel(people))}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = Server(Path(folder))
        try:
            cells = {
                "bare": BARE,
                "usual": USUAL,
                "ours": "from seminar import *\nstyle_block()\nactivities.scan_the_city()",
            }
            page = browser.new_page(viewport={"width": 1366, "height": 3000})
            lab = Lab(page, server).open(server.make("benchmark.ipynb", cells))
            page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
            lab.panel.get_by_role("button", name="Skip the guess").click()
            lab.panel.get_by_role("slider", name="Hit rate").wait_for()
            lab.panel.locator(".widget-slider [role=slider]").wait_for()
            print("On the screen")
            sliders = {
                "bare round trip": (".bare", "output"),
                "this pack": (
                    ".live .seminar-range input[type=range]",
                    ".live .seminar-result .seminar-pane:last-child",
                ),
                "interact and matplotlib": (".widget-slider [role=slider]", ".widget-output"),
            }
            medians = {}
            for name, (selector, watched) in sliders.items():
                times = on_screen(page, selector, watched)
                medians[name] = statistics.median(times)
                ratio = medians[name] / medians["bare round trip"]
                print(f"  {name:24} {percentiles(times)}   {ratio:.2f} times the bare round trip")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
