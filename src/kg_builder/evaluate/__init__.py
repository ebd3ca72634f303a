"""How good the graph is, against gold: precision, recall and F1 by class, predicate and genre, and what goes wrong."""

from kg_builder.evaluate.errors import Confusion, Error, confusions
from kg_builder.evaluate.floors import unmet
from kg_builder.evaluate.gold import Gold, load_golds
from kg_builder.evaluate.match import Comparison, compare
from kg_builder.evaluate.plain import plain
from kg_builder.evaluate.score import Figure, Pair, Report, Score, report

__all__ = [
    "Comparison", "Confusion", "Error", "Figure", "Gold", "Pair", "Report", "Score",
    "compare", "confusions", "load_golds", "plain", "report", "unmet",
]  # fmt: skip
