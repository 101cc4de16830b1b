"""What nbconvert does with a page of the pack: links between notebooks become links between exported pages.

The settings beside this file (jupyter_config.json) are installed with the pack, so that both ``jupyter nbconvert`` and
JupyterLab's menu use them. They also keep an exported page from asking anything of the network.
"""

import re

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

_IN_MARKDOWN = re.compile(r"\]\(([\w./-]+)\.ipynb(#[\w=-]+)?\)")
_IN_MARKUP = re.compile(r'href="([\w./-]+)\.ipynb(#[\w=-]+)?"')


class LinkedPages(Preprocessor):
    """Turns links to notebooks beside this one into links to their HTML pages."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Rewrite the links of one cell: in its words if it is Markdown, in its HTML outputs if it is code."""
        if resources.get("output_extension") != ".html":
            return cell, resources
        if cell.cell_type == "markdown":
            cell.source = _IN_MARKDOWN.sub(r"](\1.html\2)", cell.source)
        for output in cell.get("outputs", []):
            markup = output.get("data", {}).get("text/html")
            if markup:
                output.data["text/html"] = _IN_MARKUP.sub(r'href="\1.html\2"', markup)
        return cell, resources
