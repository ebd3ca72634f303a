"""Programs that people really use, asked to ask a live server: each in its own way of writing requests and reading answers."""

import json
import shutil
import subprocess
import warnings
from urllib.error import HTTPError
from urllib.parse import urlencode

import pandas
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import serving
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

KGB = rdflib.Namespace("https://w3id.org/kg-builder/ontology#")
SELECT = "SELECT ?s ?name ?o { ?s kgb:leads ?o ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?s kgb:leads ?o } WHERE { ?s kgb:leads ?o }"
ASK = "ASK { ?s kgb:leads ?o }"
DESCRIBE = "DESCRIBE ?s { ?s kgb:leads ?o }"
NAMES = {"朱勇志"}
CURL = shutil.which("curl")


@pytest.fixture(scope="module")
def address(built):
    with serving(built) as server:
        yield f"{server}/sparql"


@pytest.fixture(scope="module")
def local(built):
    """The same graph in rdflib's own memory: the second opinion."""
    graph = rdflib.Dataset()
    graph.parse(built / "graph" / "kg.nq", format="nquads")
    return graph


# SPARQLWrapper

WAYS = pytest.mark.parametrize(
    ("method", "posting"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)], ids=["get", "form", "direct"]
)


def wrapped(address, query, form, method=GET, posting=URLENCODED, **parameters):
    client = SPARQLWrapper(address, returnFormat=form)
    client.setMethod(method)
    client.setRequestMethod(posting)
    client.setQuery(query)
    for name, value in parameters.items():
        client.addParameter(name.replace("_", "-"), value)
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)  # what it says of an answer in another form than asked for
        return client.query().convert()


@WAYS
def test_sparqlwrapper_reads_tables(address, method, posting):
    answer = wrapped(address, SELECT, JSON, method, posting)
    rows = answer["results"]["bindings"]
    assert len(rows) == 4
    assert {row["name"]["value"] for row in rows} >= NAMES
    assert wrapped(address, ASK, JSON, method, posting)["boolean"] is True
    document = wrapped(address, SELECT, XML, method, posting)
    assert len(document.getElementsByTagName("result")) == 4
    lines = wrapped(address, SELECT, CSV, method, posting).decode().splitlines()
    assert (lines[0], len(lines)) == ("s,name,o", 5)
    lines = wrapped(address, SELECT, TSV, method, posting).decode().splitlines()
    assert (lines[0], len(lines)) == ("?s\t?name\t?o", 5)


@WAYS
@pytest.mark.parametrize("form", [TURTLE, N3, JSONLD, RDFXML, XML])
def test_sparqlwrapper_reads_graphs(address, local, method, posting, form):
    answer = wrapped(address, CONSTRUCT, form, method, posting)
    graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format="turtle")
    assert set(graph) == set(local.triples((None, KGB.leads, None)))


@WAYS
def test_sparqlwrapper_describes(address, method, posting):
    graph = wrapped(address, DESCRIBE, TURTLE, method, posting)
    assert "朱勇志" in graph.decode()


@WAYS
def test_sparqlwrapper_names_a_graph(address, method, posting):
    graphs = wrapped(address, "SELECT DISTINCT ?g { GRAPH ?g { ?s kgb:leads ?o } }", JSON)["results"]["bindings"]
    (name,) = [row["g"]["value"] for row in graphs]
    rows = wrapped(address, "SELECT ?s { ?s kgb:leads ?o }", JSON, method, posting, default_graph_uri=name)
    assert len(rows["results"]["bindings"]) == 4
    none = wrapped(address, "SELECT ?s { ?s a ?o }", JSON, method, posting, default_graph_uri=name)
    assert none["results"]["bindings"] == []


def test_sparqlwrapper_is_told_what_is_wrong(address):
    with pytest.raises(QueryBadFormed, match="expected"):
        wrapped(address, "SELECT * {", JSON)
    with pytest.raises(QueryBadFormed, match="SERVICE asks another server"):
        wrapped(address, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", JSON)


def test_sparqlwrapper_is_told_that_a_query_takes_too_long(built):
    from kg_builder.serve.settings import Settings

    with serving(built, Settings(seconds=0.5)) as server, pytest.raises(HTTPError) as caught:
        wrapped(f"{server}/sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", JSON)
    assert (caught.value.code, caught.value.headers["Retry-After"]) == (503, "30")


# rdflib


def test_rdflib_graph_over_the_store(address, local):
    graph = rdflib.Graph(SPARQLStore(address))
    assert set(graph.triples((None, KGB.leads, None))) == set(local.triples((None, KGB.leads, None)))
    ((official, _, body),) = [
        t
        for t in graph.triples((None, KGB.leads, None))
        if (t[0], rdflib.RDFS.label, rdflib.Literal("朱勇志", "zh")) in graph
    ]
    assert graph.value(official, KGB.leads) == body
    assert set(graph.predicates(official)) == set(local.predicates(official))
    assert set(graph.subject_objects(KGB.leads)) == set(local.subject_objects(KGB.leads))
    assert len(graph) == len(local)
    assert {str(row.name) for row in graph.query(SELECT)} >= NAMES
    assert graph.query(ASK).askAnswer
    assert set(graph.query(CONSTRUCT).graph) == set(local.triples((None, KGB.leads, None)))


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_in_each_way(address, method, form):
    graph = rdflib.Graph(SPARQLStore(address, method=method, returnFormat=form))
    assert len(list(graph.query(SELECT))) == 4


@pytest.mark.parametrize("union", [False, True])
def test_rdflib_dataset_over_the_store(address, local, union):
    """It names its default graph `urn:x-rdflib:default` in the request; that is no graph of ours."""
    dataset = rdflib.Dataset(SPARQLStore(address), default_union=union)
    assert len(list(dataset.query(SELECT))) == 4
    found = set(dataset.default_graph.triples((None, KGB.leads, None)))
    assert found == set(local.triples((None, KGB.leads, None)))
    (name,) = {graph.identifier for graph in local.graphs() if str(graph.identifier).startswith("https:")}
    in_graph = dataset.query("SELECT ?s ?o { GRAPH ?g { ?s kgb:leads ?o } }", initBindings={"g": name})
    assert {(row.s, row.o) for row in in_graph} == {(s, o) for s, _, o in found}


def test_rdflib_federates_to_us(address):
    """A user's own query, run by rdflib on his own machine, with SERVICE to this server."""
    mine = rdflib.Graph()
    mine.add((rdflib.URIRef("urn:note"), rdflib.RDFS.label, rdflib.Literal("朱勇志", "zh")))
    rows = mine.query(
        f"""PREFIX kgb: <{KGB}> SELECT ?note ?body {{
            ?note rdfs:label ?name .
            SERVICE <{address}> {{ ?who rdfs:label ?name ; kgb:leads ?b . ?b rdfs:label ?body }} }}"""
    )
    assert [(str(row.note), str(row.body)) for row in rows] == [("urn:note", "济宁市司法局")]


# pandas


def test_pandas_reads_csv_from_an_address(address):
    frame = pandas.read_csv(f"{address}?{urlencode({'query': SELECT, 'format': 'csv'})}")
    assert list(frame.columns) == ["s", "name", "o"]
    assert set(frame["name"]) >= NAMES
    frame = pandas.read_csv(f"{address}?{urlencode({'query': SELECT})}", storage_options={"Accept": "text/csv"})
    assert len(frame) == 4
    numbers = pandas.read_csv(
        f"{address}?{urlencode({'query': 'SELECT ?e ?start { ?e oa:start ?start }', 'format': 'csv'})}"
    )
    assert numbers["start"].dtype.kind == "i"


# curl


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
@pytest.mark.parametrize(
    "arguments",
    [
        ["-G", "--data-urlencode", f"query={SELECT}"],
        ["--data-urlencode", f"query={SELECT}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", SELECT],
        ["-G", "--compressed", "--data-urlencode", f"query={SELECT}", "-H", "Accept: application/json"],
    ],
    ids=["get", "form", "direct", "compressed"],
)
def test_curl(address, arguments):
    done = subprocess.run(
        [CURL, "-sS", "--fail", "--noproxy", "*", address, *arguments], capture_output=True, check=True
    )
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 4


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
def test_curl_asks_for_the_head_and_fails_on_a_wrong_query(address):
    head = subprocess.run(
        [CURL, "-sS", "-I", "--noproxy", "*", f"{address}?{urlencode({'query': SELECT})}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert head.startswith("HTTP/1.1 200")
    assert "etag:" in head.casefold()
    done = subprocess.run(
        [CURL, "-sS", "--fail", "--noproxy", "*", "-G", address, "--data-urlencode", "query=SELECT"],
        check=False,
        capture_output=True,
    )
    assert done.returncode == 22


# pyoxigraph


@pytest.mark.parametrize(
    ("media_type", "form"),
    [
        ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ],
)
def test_pyoxigraph_reads_our_tables(address, media_type, form):
    body = _get(address, SELECT, media_type)
    rows = ox.parse_query_results(body, form)
    assert {row["name"].value for row in rows} >= NAMES


@pytest.mark.parametrize(
    "form", [ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML]
)  # fmt: skip
def test_pyoxigraph_reads_our_graphs(address, local, form):
    found = {quad.triple for quad in ox.parse(_get(address, CONSTRUCT, form.media_type), form)}
    assert len(found) == len(set(local.triples((None, KGB.leads, None)))) == 4


def _get(address, query, accept):
    import httpx

    response = httpx.get(address, params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"].startswith(accept)
    return response.content
