"""A page in Notebook 7, which is installed for these tests alone: what works there as in JupyterLab, and what not."""

import os
import subprocess
import sys

import pytest
from lab import FOLDERS, reach, serving
from playwright.sync_api import expect
from support import PACK

pytestmark = pytest.mark.installation

NOTEBOOK_7 = "notebook==7.6.5"
PAGE = "notebooks/07-can-the-machine-see-you.ipynb"
RUN = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.revealed; await panel.context.ready; await panel.sessionContext.ready;
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The root of a running Notebook 7 over this pack."""
    folder = tmp_path_factory.mktemp("notebook")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run(["uv", "venv", "--quiet", f"--python={sys.executable}", folder / "venv"], check=True)
    install = ["uv", "pip", "install", "--quiet", f"--python={python}", "-r", "requirements.txt", NOTEBOOK_7]
    subprocess.run(install, cwd=PACK, check=True)
    own = {name: str(folder / name.lower()) for name in (*FOLDERS, "SEMINAR_ANSWERS")}
    words = [
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={PACK}",
    ]
    run = [python, "-m", "notebook", *words, "--port=9321", "--ServerApp.port_retries=50"]
    with serving(run, env={**os.environ, **own}) as printed:
        yield printed.removesuffix("tree")


@pytest.fixture
def page(address, browser):
    """Page 07, run. A script of Notebook 7 itself fails at its start, with or without the pack."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.goto(f"{address}notebooks/{PAGE}")
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context !== undefined")
    page.evaluate(RUN)
    expect(page.get_by_text("Ready: all cells ran.")).to_be_visible()
    yield page
    page.context.close()


def test_sliders_radio_buttons_and_boxes_answer_to_their_keys(page):
    cells = page.locator(".jp-Cell").count()
    slider = page.locator(".live").get_by_role("slider").first
    before = int(slider.input_value())
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value(str(before + 1))
    expect(slider).to_be_focused()
    radios = page.locator(".live fieldset:not(.tabs)").first.get_by_role("radio")
    radios.first.focus()
    page.keyboard.press("Space")
    expect(radios.first).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    box = page.locator(".live textarea").first
    box.click()
    page.keyboard.type("a dd b x")
    expect(box).to_have_value("a dd b x")
    reach(box)
    assert page.locator(".jp-Cell").count() == cells


def test_a_link_to_a_term_opens_the_page_as_plain_text_as_the_readme_says(page):
    link = page.locator(".jp-RenderedMarkdown a[href*='glossary.md']").first
    assert "#g-" in link.get_attribute("href")
    with page.context.expect_page() as opened:
        link.click()
    glossary = opened.value
    expect(glossary.locator("pre")).to_contain_text('# <a id="glossary-top"></a>Glossary')
    assert "#" not in glossary.url
    readme = " ".join((PACK / "README.md").read_text("utf-8").split())
    assert (
        "in the program Jupyter Notebook 7 sliders, boxes and answers work too, but a link to a fact or a term opens "
        "its page as plain text" in readme
    )
