"""Elements of XML, made one under the other; whatever stands in them is escaped when they are written."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring


def under(parent: Element, tag: str, words: str | None = None, **attributes: str) -> Element:
    """A new last child of *parent*, which holds *words*."""
    child = SubElement(parent, tag, attributes)
    child.text = words and str.__str__(words)  # what htpy made is a text that escapes once more when it is escaped
    return child


def written(root: Element) -> bytes:
    """The document of *root*, in UTF-8, indented; spaces and line feeds within words stay as they are."""
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
