"""Tables: those that hold data become a line a row, those that only set the page are walked like any element."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LONGEST = 80  # characters of a cell; a longer one is a paragraph
Row = tuple[tuple[str, ...], int]  # cells, and how many of their characters are links


def rows(table: "LexborNode") -> list[Row] | None:
    """The rows of a table of data; None where it sets the page: tables in it, long cells, links, one column."""
    if table.css_first("table table, table ol, table ul, table img, table form") is not None:
        return None
    found: list[Row] = []
    for each in table.css("tr, caption"):
        cells = [_cell(cell) for cell in ([each] if each.tag == "caption" else each.css("td, th"))]
        if any(len(text) > _LONGEST for text, _ in cells):
            return None
        found.append((tuple(text for text, _ in cells), sum(linked for _, linked in cells)))
    several = sum(sum(map(bool, cells)) > 1 for cells, _ in found)
    written = sum(len(text) for cells, _ in found for text in cells)
    linked = sum(linked for _, linked in found)
    return found if several >= 2 and 2 * several >= len(found) and 4 * linked <= written else None


def row(cells: tuple[str, ...]) -> str:
    """A row as Markdown writes it, which `prose.py` knows how to read aloud; a cell alone is a line."""
    filled = [cell for cell in cells if cell]
    return f"| {' | '.join(filled)} |" if len(filled) > 1 else "".join(filled)


def _cell(cell: "LexborNode") -> tuple[str, int]:
    pieces = list(_pieces(cell))
    text = "".join("".join(piece for piece, _ in pieces).split("\n")).strip(" \t\xa0\u3000")
    return text, sum(len(piece.strip()) for piece, linked in pieces if linked)


def _pieces(cell: "LexborNode") -> Iterator[tuple[str, bool]]:
    for node in cell.traverse(include_text=True):
        above = node.parent
        if node.is_text_node and above is not None and above.tag not in ("script", "style", "rt", "rp", "noscript"):
            yield (node.text_content or "").strip("\t\n"), above.tag == "a"
        elif node.tag in ("p", "br") and node.mem_id != cell.mem_id:
            yield "", False
