"""What analysts decided, as activities of PROV: who, when, why."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from kg_builder.model.correction import Action, Correction
from kg_builder.rdf.terms import literal, term, typed

Triple = tuple[str, str, str]
_A = term("rdf:type")


def triples(corrections: Iterable[Correction], iri: Callable[[str], str]) -> Iterator[Triple]:
    """A kgb:Correction for each decision that bears on the graph, and its author."""
    for correction in corrections:
        own = iri(f"correction/{correction.id}")
        author = iri(f"analyst/{hashlib.sha256(correction.author.encode()).hexdigest()[:16]}")
        yield own, _A, term("kgb:Correction")
        yield own, _A, term("prov:Activity")
        yield own, term("kgb:action"), literal(correction.action)
        yield own, term("kgb:reason"), literal(correction.reason)
        yield own, term("prov:endedAtTime"), typed(_utc(correction.made_at), "xsd:dateTime")
        yield own, term("prov:wasAssociatedWith"), author
        if correction.action is Action.DIFFERENT and correction.object:
            yield iri(correction.subject), term("owl:differentFrom"), iri(correction.object)
        yield author, _A, term("prov:Person")
        yield author, term("rdfs:label"), literal(correction.author)


def _utc(text: str) -> str:
    """The time in the canonical form of xsd:dateTime.

    >>> _utc("2021-03-05T09:00:00+08:00"), _utc("2021-03-05T01:00:00.50Z")
    ('2021-03-05T01:00:00Z', '2021-03-05T01:00:00.5Z')
    """
    whole = datetime.fromisoformat(text.upper()).astimezone(UTC).replace(tzinfo=None).isoformat()
    return (whole.rstrip("0") if "." in whole else whole) + "Z"
