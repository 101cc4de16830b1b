"""What Run All costs in each notebook: bytes from the kernel, widgets alive, and time to the last live view.

    python tests/benchmarks/run_all.py [--against COMMIT] [--repeats 3] [NUMBER ...]

Needs the test requirements and a Chromium. With ``--against`` the same is measured of an older commit in the same run,
by turns, and the ratio is printed: judge by that, for machines differ. The budget: 1 MB from the kernel, two widget
models a box and as many after a second run, half the time of commit 16996a9.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lab import Lab, Server, chromium
from support import PACK, PATHS

SIZE = {"width": 1366, "height": 768}
"""Pixels: so high a window draws every cell."""
LONGEST = 120_000

RUN = """async (view) => {
  const { content } = window.panel;
  const shown = () => content.node.querySelectorAll('.live').length;
  let seen = shown(), last = performance.now();
  const begun = last;
  const watch = new MutationObserver(() => { if (shown() !== seen) { seen = shown(); last = performance.now(); } });
  watch.observe(content.node, { childList: true, subtree: true, attributeFilter: ['class'] });
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
  const outputs = [...content.model.cells].filter((cell) => cell.type === 'code')
    .flatMap((cell) => cell.sharedModel.outputs).filter((output) => output.data?.[view]);
  while (shown() < outputs.length) await new Promise(requestAnimationFrame);
  watch.disconnect();
  return { boxes: outputs.length, time: last - begun };
}"""

READY = "() => window.panel.sessionContext.session.kernel.info"
"""A kernel that still starts would be counted as Run All; a reader reads before they press it."""

COUNT = """async () => {
  const future = window.panel.sessionContext.session.kernel.requestExecute(
    { code: 'from ipywidgets.widgets.widget import _instances; print(len(_instances))' });
  let text = '';
  future.onIOPub = (message) => { if (message.content.name === 'stdout') text += message.content.text; };
  await future.done;
  return Number(text);
}"""


@dataclass(frozen=True)
class Cost:
    """What one Run All has cost: *received* bytes, *boxes*, widget *models* alive, *again* after a second run, *time*
    in milliseconds."""

    received: int
    boxes: int
    models: int
    again: int
    time: float


def cost(server: Server, browser, name: str) -> Cost:
    """Open the notebook *name* of *server* in a new window, and run it twice."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.set_default_timeout(LONGEST)
    frames = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(len(frame))))
    opened = Lab(page, server).open(name)
    page.evaluate(READY)
    before = sum(frames)
    ran = page.evaluate(RUN, "application/vnd.jupyter.widget-view+json")
    received, models = sum(frames) - before, page.evaluate(COUNT)
    page.evaluate(RUN, "application/vnd.jupyter.widget-view+json")
    again = page.evaluate(COUNT)
    opened.shut_down_kernel().clear()
    page.context.close()
    server.clear()
    return Cost(received, ran["boxes"], models, again, ran["time"])


@contextmanager
def checked_out(commit: str, folder: Path):
    """The pack as it was at *commit*."""
    subprocess.run(["git", "worktree", "add", "-q", "--detach", folder, commit], cwd=PACK, check=True)
    yield folder
    subprocess.run(["git", "worktree", "remove", "--force", folder], cwd=PACK, check=True)


def median(costs: list[Cost], name: str) -> float:
    return statistics.median(getattr(cost, name) for cost in costs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--against", metavar="COMMIT")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="of a notebook; without any, all of them")
    asked = parser.parse_args()
    print(
        "notebook  boxes  models  again     bytes    time" + ("     bytes    time before  ratio" * bool(asked.against))
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        packs = [PACK]
        if asked.against:
            packs.append(stack.enter_context(checked_out(asked.against, folder / "before")))
        servers = []
        for place, pack in enumerate(packs):
            (folder / str(place)).mkdir()
            servers.append(Server(folder / str(place), pack))
            stack.callback(servers[-1].stop)
        browser = stack.enter_context(chromium())
        for path in PATHS:
            if asked.numbers and path.name[:2] not in asked.numbers:
                continue
            found = [[] for _ in servers]
            for _ in range(asked.repeats):
                for costs, server in zip(found, servers, strict=True):
                    costs.append(cost(server, browser, path.name))
            now = found[0]
            times = [median(costs, "time") for costs in found]
            line = f"{path.name[:2]:8}  {now[0].boxes:5}  {now[0].models:6}  {now[0].again:5}  "
            line += "     ".join(
                f"{median(costs, 'received'):9,.0f}  {time:5.0f}" for costs, time in zip(found, times, strict=True)
            )
            print(line + (f"        {times[0] / times[1]:5.2f}" if asked.against else ""), flush=True)


if __name__ == "__main__":
    main()
