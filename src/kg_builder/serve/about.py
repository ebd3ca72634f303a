"""What is said of a thing, as the store has it: the triples that linked data hands out."""

from starlette.exceptions import HTTPException

from kg_builder.rdf.terms import BASE, PREFIXES, iri
from kg_builder.serve.sparql.workers import Busy, Job, Result, Workers

VOCABULARY = PREFIXES["kgb"].rstrip("#")
_OWN = "{ VALUES ?s { %s } ?s ?p ?o }"
_STATEMENT = " UNION { %s kgb:evidence|kgb:rejectedEvidence ?s . ?s ?p ?o }"
_ARTICLE = """ UNION { ?s oa:hasSource %s ; ?p ?o }
  UNION { ?e oa:hasSource %s . ?s kgb:evidence|kgb:rejectedEvidence ?e ; ?p ?o }"""
# An entity: what is said of it, the facts that lead to it, the statements it stands in, their evidence, its tenures.
_ENTITY = """ UNION { ?s rdf:subject|rdf:object %s ; ?p ?o FILTER EXISTS { ?s a kgb:Statement } }
  UNION { ?t rdf:subject|rdf:object %s ; kgb:evidence|kgb:rejectedEvidence ?s . ?s ?p ?o }
  UNION { ?t rdf:object %s ; rdf:subject ?s ; rdf:predicate ?p . VALUES ?o { %s } ?s ?p ?o }
  UNION { ?s org:member|kgb:post %s ; a kgb:Tenure ; ?p ?o }"""


def described(own: str) -> str:
    """The pattern of the triples ?s ?p ?o that tell of what is called `own` below the base."""
    if own == "ontology":
        return f"GRAPH <{VOCABULARY}> {{ ?s ?p ?o }}"
    it, kind = iri(BASE + own), own.partition("/")[0]
    if kind == "graph":
        return f"GRAPH {it} {{ ?s ?p ?o }}"
    more = {"article": _ARTICLE, "statement": _STATEMENT, "evidence": "", "run": "", "correction": ""}.get(
        kind, _ENTITY
    )
    return f"SELECT DISTINCT ?s ?p ?o WHERE {{ {(_OWN + more).replace('%s', it)} }}"


async def answered(workers: Workers, job: Job) -> Result:
    """The result of a query of ours. Raises HTTPException where a limit was met."""
    later = {"Retry-After": "5"}
    try:
        result = await workers.ask(job)
    except Busy:
        raise HTTPException(503, "Too many queries wait or take long; ask again in a moment.", later) from None
    if result.status != "ok":
        raise HTTPException(503, "There is too much to tell of it at once; ask /sparql for a part of it.", later)
    return result
