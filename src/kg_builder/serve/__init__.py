"""The hall where a finished graph is asked: SPARQL, linked data, pages and a JSON interface. Nothing here writes a graph."""

from kg_builder.serve.app import create_app
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Served, Shelf

__all__ = ["Served", "Settings", "Shelf", "create_app"]
