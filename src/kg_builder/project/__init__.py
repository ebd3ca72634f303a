"""Where things lie: domain packs, the ontology, and the files below OUT."""

from kg_builder.project.check import check_pack
from kg_builder.project.curation import ledger_beside, ledger_of
from kg_builder.project.durable import put, sync, writing
from kg_builder.project.former import refuse_foreign
from kg_builder.project.generations import Draft, generation, latest
from kg_builder.project.lock import lock
from kg_builder.project.manifest import MANIFEST, damaged, listed
from kg_builder.project.manifest import read as manifest_read
from kg_builder.project.manifest import written as manifest_written
from kg_builder.project.output import HOME, LINKED, OWN, Output
from kg_builder.project.packs import load_pack, pack_names
from kg_builder.project.report import frequent, report
from kg_builder.project.resources import resource

__all__ = [
    "HOME", "LINKED", "MANIFEST", "OWN", "Draft", "Output", "check_pack", "damaged", "frequent", "generation", "latest", "ledger_beside", "ledger_of",
    "listed", "load_pack", "lock", "manifest_read", "manifest_written",
    "pack_names", "put", "refuse_foreign", "report", "resource", "sync", "writing",
]  # fmt: skip
