"""Where things lie: domain packs, the ontology, and the files below OUT."""

from kg_builder.project.check import check_pack
from kg_builder.project.output import Output
from kg_builder.project.packs import load_pack, pack_names
from kg_builder.project.report import frequent, report
from kg_builder.project.resources import resource
from kg_builder.project.workshop import OWN, refuse_foreign, swap, workshop

__all__ = [
    "OWN", "Output", "check_pack", "frequent", "load_pack", "pack_names", "refuse_foreign", "report", "resource", "swap",
    "workshop",
]  # fmt: skip
