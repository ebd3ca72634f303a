"""The pages: one frame, one design, two languages. Each page is a function of a request and a template of its own.

A page asks `reading(request)` for the graph, once, and hands values to `render`. Words stand in `serve/strings.toml`.
"""

from kg_builder.serve.pages.frame import address, reading, render
from kg_builder.serve.pages.quoting import Quotation, Quotations, Said, quote

__all__ = ["Quotation", "Quotations", "Said", "address", "quote", "reading", "render"]
