"""How good the graph is, against gold: precision, recall and F1 by class and predicate."""

from kg_builder.evaluate.floors import unmet
from kg_builder.evaluate.gold import Gold, load_golds
from kg_builder.evaluate.match import Comparison, Error, compare
from kg_builder.evaluate.score import Report, Score, report

__all__ = ["Comparison", "Error", "Gold", "Report", "Score", "compare", "load_golds", "report", "unmet"]
