"""The graph as a network: the page to browse, and files for Gephi, R and spreadsheets."""

from kg_builder.network.chapters import INDEX, PAGES, Chapter, chapters, links, pages
from kg_builder.network.files import gexf, graphml
from kg_builder.network.notebook import Graph
from kg_builder.network.page import page
from kg_builder.network.siblings import Link
from kg_builder.network.tables import guarded, tables
from kg_builder.network.telling import CORE, KINDS, MOST, fits, part, quoted, telling
from kg_builder.network.view import view

__all__ = [
    "CORE", "INDEX", "KINDS", "MOST", "PAGES", "Chapter", "Graph", "Link", "chapters", "fits", "gexf", "graphml", "guarded", "links",
    "page", "pages", "part", "quoted", "tables", "telling", "view",
]  # fmt: skip
