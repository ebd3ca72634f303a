"""The endpoint against the W3C SPARQL 1.1 Protocol: the query operation, as a table of requests and what must come back."""

import json
import xml.etree.ElementTree as ET

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from serving import serving

SELECT = "SELECT ?s ?o { ?s kgb:leads ?o } ORDER BY ?s"
ASK = "ASK { ?s kgb:leads ?o }"
CONSTRUCT = "CONSTRUCT { ?s kgb:leads ?o } WHERE { ?s kgb:leads ?o }"
GRAPHED = "SELECT ?g ?s { GRAPH ?g { ?s kgb:leads ?o } }"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, XML, CSV, TSV = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(built):
    with serving(built) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture(scope="module")
def article_graph(client):
    rows = client.get("/sparql", params={"query": GRAPHED}).json()["results"]["bindings"]
    return rows[0]["g"]["value"]


def answered(client, method, *, query=None, params=None, form=None, body=None, kind=None, accept=None):
    headers = {name: value for name, value in (("Content-Type", kind), ("Accept", accept)) if value}
    if query is not None:
        params = [*(params or []), ("query", query)]
    return client.request(method, "/sparql", params=params, data=form, content=body, headers=headers)


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "GET", "query": SELECT},
        {"method": "POST", "form": {"query": SELECT}},
        {"method": "POST", "body": SELECT, "kind": DIRECT},
        {"method": "POST", "body": SELECT.encode(), "kind": f"{DIRECT}; charset=utf-8"},
    ],
    ids=["get", "post-form", "post-direct", "post-direct-charset"],
)
def test_the_three_ways_to_ask_give_the_same_rows(client, request_):
    response = answered(client, **request_)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(JSON)
    assert len(response.json()["results"]["bindings"]) == 4


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize("place", ["default", "named", "none"])
def test_the_dataset_of_the_request(client, article_graph, way, place):
    """A default-graph-uri makes that graph the default; a named-graph-uri makes it the only named one."""
    given = {"default": [("default-graph-uri", article_graph)], "named": [("named-graph-uri", article_graph)]}.get(
        place, [("default-graph-uri", "http://example.org/no-such-graph")]
    )
    query = GRAPHED if place == "named" else SELECT
    if way == "get":
        response = answered(client, "GET", query=query, params=given)
    elif way == "form":
        response = answered(client, "POST", form=dict([*given, ("query", query)]))
    else:
        response = answered(client, "POST", params=given, body=query, kind=DIRECT)
    rows = response.json()["results"]["bindings"]
    assert len(rows) == (0 if place == "none" else 4)


def test_several_default_graphs_are_merged(client, article_graph):
    given = [("default-graph-uri", article_graph), ("default-graph-uri", "http://example.org/none")]
    assert len(answered(client, "GET", query=SELECT, params=given).json()["results"]["bindings"]) == 4


def test_the_dataset_of_the_request_comes_before_that_of_the_query(client, article_graph):
    query = SELECT.replace("{", "FROM <http://example.org/none> {", 1)
    assert not answered(client, "GET", query=query).json()["results"]["bindings"]
    both = answered(client, "GET", query=query, params=[("default-graph-uri", article_graph)])
    assert len(both.json()["results"]["bindings"]) == 4


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (SELECT, None, JSON), (SELECT, "*/*", JSON), (SELECT, JSON, JSON), (SELECT, XML, XML), (SELECT, CSV, CSV), (SELECT, TSV, TSV),
        (SELECT, "application/json", JSON), (SELECT, "application/xml", XML), (SELECT, "text/html,*/*;q=0.1", JSON),
        (SELECT, f"{CSV};q=0.5, {XML};q=0.9", XML), (SELECT, "text/turtle", JSON), (SELECT, "text/*", CSV),
        (ASK, None, JSON), (ASK, XML, XML), (ASK, CSV, CSV),
        (CONSTRUCT, None, "text/turtle"), (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"), (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/trig", "application/trig"), (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (CONSTRUCT, JSON, "text/turtle"), ("DESCRIBE ?s { ?s kgb:leads ?o }", None, "text/turtle"),
    ],
)  # fmt: skip
def test_the_form_is_negotiated(client, query, accept, kind):
    response = answered(client, "GET", query=query, accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == kind
    assert response.headers["vary"] == "Accept"
    assert read(response.content, kind)


def read(content, kind):
    """The answer as a parser of somebody else reads it."""
    if kind == JSON:
        return json.loads(content)
    if kind == XML:
        return ET.fromstring(content)
    if kind in (CSV, TSV):
        return content.decode().splitlines()
    if kind == "application/n-quads":
        return list(rdflib.Dataset().parse(data=content, format="nquads"))
    short = {"application/ld+json": "json-ld", "application/rdf+xml": "xml", "application/trig": "trig"}.get(
        kind, "turtle"
    )
    return (
        len(rdflib.Dataset().parse(data=content, format=short))
        if short == "trig"
        else len(rdflib.Graph().parse(data=content, format=short))
    )


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "PUT", "query": SELECT}, 405),
        ({"method": "DELETE", "query": SELECT}, 405),
        ({"method": "POST", "body": SELECT, "kind": "text/plain"}, 415),
        ({"method": "POST", "body": SELECT}, 415),
        ({"method": "POST", "form": {"q": SELECT}}, 400),
        ({"method": "POST", "body": b"", "kind": DIRECT}, 400),
        ({"method": "GET", "params": [("query", ASK), ("query", ASK)]}, 400),
        ({"method": "POST", "params": [("query", ASK)], "body": ASK, "kind": DIRECT}, 400),
        ({"method": "POST", "body": "ASK { ?s ?p '中' }".encode("utf-16"), "kind": DIRECT}, 400),
        ({"method": "POST", "body": b"query=ASK%20%7B%7D%FF", "kind": FORM}, 400),
        ({"method": "GET", "query": "SELEKT * {}"}, 400),
        ({"method": "GET", "query": "SELECT * { ?s nope:x ?o }"}, 400),
        ({"method": "GET", "query": ASK, "params": [("default-graph-uri", "not an IRI")]}, 400),
        ({"method": "POST", "form": {"update": "CLEAR ALL"}}, 403),
        ({"method": "POST", "body": "CLEAR ALL", "kind": "application/sparql-update"}, 403),
        ({"method": "GET", "params": [("update", "CLEAR ALL")]}, 403),
        ({"method": "GET", "query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, 400),
        ({"method": "GET", "query": SELECT, "accept": "image/png"}, 406),
        ({"method": "GET", "query": "SELECT * {" + "{" * 61 + "}" * 62}, 400),
        ({"method": "POST", "form": {"query": "ASK {} #" + "x" * 70_000}}, 400),
        ({"method": "POST", "form": {"query": "x" * 2_000_000}}, 413),
    ],
)
def test_what_is_wrong_is_refused_in_words(client, request_, status):
    response = answered(client, **request_)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text.strip()


def test_a_body_without_a_length_is_counted(client):
    response = client.post(
        "/sparql", content=(b"query=" + b"x" * 65536 for _ in range(40)), headers={"Content-Type": FORM}
    )
    assert response.status_code == 413


def test_head_is_a_get_without_its_body(client):
    get, head = (answered(client, method, query=SELECT) for method in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    assert {k: v for k, v in head.headers.items() if k != "date"} == {
        k: v for k, v in get.headers.items() if k != "date"
    }


def test_an_answer_that_is_known_is_not_sent_again(client):
    first = answered(client, "GET", query=SELECT)
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["etag"]})
    other = client.get(
        "/sparql", params={"query": SELECT}, headers={"If-None-Match": first.headers["etag"], "Accept": CSV}
    )
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


@pytest.mark.parametrize("kind", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"])
def test_the_service_describes_itself(client, kind):
    response = answered(client, "GET", accept=kind)
    short = {"application/rdf+xml": "xml", "application/ld+json": "json-ld"}.get(kind, "turtle")
    graph = rdflib.Graph().parse(data=response.content, format=short)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = graph.value(predicate=rdflib.RDF.type, object=sd.Service)
    assert str(graph.value(service, sd.endpoint)) == str(response.url)
    assert sd.SPARQL11Query in set(graph.objects(service, sd.supportedLanguage))
    assert graph.value(service, sd.defaultDataset)


def test_rdflib_may_name_its_default_graph(client):
    assert (
        len(
            answered(client, "GET", query=SELECT, params=[("default-graph-uri", "urn:x-rdflib:default")]).json()[
                "results"
            ]["bindings"]
        )
        == 4
    )


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("format", "csv", CSV),
        ("output", "xml", XML),
        ("format", "application/json", JSON),
        ("output", "nonsense", JSON),
        ("format", "turtle", JSON),
    ],
)
def test_formats_asked_by_parameter(client, name, value, kind):
    response = answered(client, "GET", query=SELECT, params=[(name, value)])
    assert response.headers["content-type"].split(";")[0] == kind


@pytest.mark.parametrize("kind", [JSON, XML, CSV, TSV])
def test_answers_are_those_of_the_store_itself(client, built, kind):
    """Our writers against pyoxigraph's, term for term."""
    query = "SELECT ?s ?p ?o ?none { ?s ?p ?o OPTIONAL { ?s kgb:no ?none } } ORDER BY ?s ?p ?o"
    store = ox.Store()
    store.bulk_load(path=built / "graph" / "kg.nq", format=ox.RdfFormat.N_QUADS)
    form = {
        JSON: ox.QueryResultsFormat.JSON,
        XML: ox.QueryResultsFormat.XML,
        CSV: ox.QueryResultsFormat.CSV,
        TSV: ox.QueryResultsFormat.TSV,
    }[kind]
    expected = store.query("PREFIX kgb: <https://w3id.org/kg-builder/ontology#>" + query).serialize(format=form)
    ours = answered(client, "GET", query=query, accept=kind).content
    if kind == CSV:  # pyoxigraph reads no CSV, it only writes it
        assert ours == expected
        return
    mine, theirs = (ox.parse_query_results(each, format=form) for each in (ours, expected))
    assert [list(row) for row in mine] == [list(row) for row in theirs]


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 421), ("localhost:9", 200), ("LOCALHOST", 200), ("127.0.0.1.evil.example", 421), ("", 421)],
)
def test_only_this_machine_s_names_are_answered(client, host, status):
    assert client.get("/sparql", params={"query": ASK}, headers={"Host": host}).status_code == status


def test_every_answer_is_marked_safe(client):
    for response in (
        answered(client, "GET", query=ASK),
        answered(client, "GET", query="x"),
        client.get("/no-such-page"),
    ):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "access-control-allow-origin" not in response.headers
