"""The graph as a network: the page to browse, and files for Gephi, R and spreadsheets."""

from kg_builder.network.files import gexf, graphml
from kg_builder.network.notebook import Graph
from kg_builder.network.page import page
from kg_builder.network.tables import guarded, tables
from kg_builder.network.telling import CORE, KINDS, LARGE, MOST, part, telling
from kg_builder.network.view import view

__all__ = [
    "CORE", "KINDS", "LARGE", "MOST", "Graph", "gexf", "graphml", "guarded", "page", "part", "tables", "telling", "view",
]  # fmt: skip
