"""Which articles are another's words again, and what of their evidence only repeats."""

from kg_builder.reprints.groups import Sort, find, groups
from kg_builder.reprints.repeats import once
from kg_builder.reprints.signature import signature
from kg_builder.reprints.units import key

__all__ = ["Sort", "find", "groups", "key", "once", "signature"]
