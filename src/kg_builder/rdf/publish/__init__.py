"""The graph sent to a SPARQL 1.1 store elsewhere: only what changed, nothing of others touched, to be continued after any break.

What is ours in a default graph that others write to as well is known by a record below OUT, which holds every triple that this
OUT put there. Triples that were there before are noted as others' and are never removed. A graph of our own in the store carries
the number of the last batch that arrived: it shows that record and store agree, and whether a batch that got no answer arrived.
Each batch is written down first, then sent as one update, then noted as done: so a kill at any moment loses and repeats nothing.
"""

from kg_builder.rdf.publish.publishing import Told, publish
from kg_builder.rdf.publish.remote import Address, Remote

__all__ = ["Address", "Remote", "Told", "publish"]
