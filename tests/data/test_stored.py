"""Which cells of a notebook a stray key may not touch, and what of a stored page stands on paper."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from seminar.data import stored

HIDDEN = {"jupyter": {"source_hidden": True}}


def is_locked(cell):
    return all(cell.metadata.get(name) is value for name, value in stored.LOCK.items())


def test_prose_and_hidden_code_are_locked_and_a_readers_own_code_is_not():
    own = [new_code_cell("1"), new_code_cell("2", metadata={**HIDDEN, "tags": [stored.OPEN]})]
    read = [new_markdown_cell("words"), new_code_cell("3", metadata=HIDDEN)]
    notebook = new_notebook(cells=[*own, *read])
    stored.lock(notebook)
    assert [is_locked(cell) for cell in notebook.cells] == [False, False, True, True]
    stored.unlock(notebook)
    assert not any(name in cell.metadata for cell in notebook.cells for name in stored.LOCK)


def test_what_folds_up_on_a_screen_is_open_on_paper_under_its_line():
    folded = "## Talk\n\nAll.\n\n<details><summary>In class, in fours</summary>\n\nDraw lots.\n\n</details>"
    assert stored.on_paper(folded) == "## Talk\n\nAll.\n\n**In class, in fours.**\n\nDraw lots."


def test_a_table_that_folds_up_on_a_screen_stands_open_on_paper():
    html = '<div><details class="seminar-folded"><summary>Table: A</summary><table></table></details></div>'
    cell = new_code_cell("table()", outputs=[new_output("display_data", {"text/html": html})])
    assert stored.still_on_paper(cell) == "<div><table></table></div>"


def test_what_each_row_of_a_table_covers_on_a_screen_stands_open_on_paper():
    markup = '<td><details class="seminar-covered"><summary>Show</summary>the answer</details></td>'
    cell = new_code_cell("table()", outputs=[new_output("display_data", {"text/html": markup})])
    assert stored.still_on_paper(cell) == "<td>the answer</td>"
