"""Each IRI opens: a page for people, exactly the triples about it for programs; merged IRIs lead to what they became."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from indexed import indexed
from msgspec import structs
from rdflib.namespace import RDF
from starlette.testclient import TestClient

from kg_builder.pipeline import reload
from kg_builder.project import latest
from kg_builder.serve.app import create_app
from kg_builder.serve.load import load
from kg_builder.serve.settings import Settings
from kg_builder.serve.shelf import Shelf

BASE = "https://w3id.org/kg-builder/id/"
KGB = rdflib.Namespace("https://w3id.org/kg-builder/ontology#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
OFFICIAL, ARTICLE = "official/zhu-yong-zhi-a1267a0f", "article/a5c4fa71d2319f21"
STATEMENT, EVIDENCE = "statement/f5f13d11107af821", "evidence/5776d5ec9060c492"
SUFFIXES = {"ttl": "turtle", "jsonld": "json-ld", "json": "json-ld", "nt": "nt", "rdf": "xml"}
OLD = "official/an-older-name-00000000"


@pytest.fixture(scope="module")
def client(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server of the sample, to which one id is known that another took the place of."""
    loaded = load(built)
    graph, texts = reload(built)
    folder = tmp_path_factory.mktemp("index")
    index = indexed(folder, structs.replace(graph, redirects={OLD: OFFICIAL}), texts)
    served = replace(loaded, index=index)
    app = create_app(Shelf(served, lambda: served.name, lambda: served), Settings())
    with TestClient(app, "http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def whole(built: Path) -> rdflib.Graph:
    """The default graph of kg.nq."""
    dataset = rdflib.Dataset()
    dataset.parse(latest(built).nquads, format="nquads")
    return dataset.default_graph


def told(whole: rdflib.Graph, own: str) -> set[tuple[rdflib.term.Node, ...]]:
    """What kg.nq says of a thing: reckoned here in another way than the server does."""
    it, kind = rdflib.URIRef(BASE + own), own.split("/")[0]
    about = {it}
    if kind == "article":
        about |= set(whole.subjects(OA.hasSource, it))
        about |= {s for evidence in set(about) for s in whole.subjects(KGB.evidence, evidence)}
    elif kind == "statement":
        about |= set(whole.objects(it, KGB.evidence))
    elif kind not in ("evidence", "run", "correction"):
        said = {s for end in (RDF.subject, RDF.object) for s in whole.subjects(end, it)}
        about |= said | {evidence for s in said for evidence in whole.objects(s, KGB.evidence)}
        about |= {t for end in (ORG.member, KGB.post) for t in whole.subjects(end, it)}
    found = {triple for subject in about for triple in whole.triples((subject, None, None))}
    for statement in whole.subjects(RDF.object, it):
        fact = (whole.value(statement, RDF.subject), whole.value(statement, RDF.predicate), it)
        found |= {fact} & set(whole.triples(fact)) if kind not in ("article", "statement", "evidence") else set()
    return found


def names(whole: rdflib.Graph) -> list[str]:
    """One thing of each kind."""
    first: dict[str, str] = defaultdict(str)
    for subject in sorted(each for each in set(whole.subjects()) if str(each).startswith(BASE)):
        path = str(subject).removeprefix(BASE)
        first[path.split("/")[0]] = first[path.split("/")[0]] or path
    return [OFFICIAL, ARTICLE, STATEMENT, EVIDENCE, *first.values()]


def test_data_is_exactly_what_the_graph_says_of_each_kind_of_thing(client, whole):
    kinds = names(whole)
    assert len(kinds) > 15
    for own in kinds:
        answer = client.get(f"/data/{own}.nt")
        assert answer.status_code == 200, own
        assert set(rdflib.Graph().parse(data=answer.content, format="nt")) == told(whole, own), own


@pytest.mark.parametrize(("suffix", "form"), SUFFIXES.items())
@pytest.mark.parametrize("own", [OFFICIAL, ARTICLE, STATEMENT, EVIDENCE])
def test_each_suffix_says_the_same(client, whole, own, suffix, form):
    answer = client.get(f"/data/{own}.{suffix}")
    graph = rdflib.Graph().parse(data=answer.content, format=form)
    assert set(graph) == told(whole, own)


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", f"/page/{OFFICIAL}"),
        ("*/*", f"/page/{OFFICIAL}"),
        ("text/turtle", f"/data/{OFFICIAL}.ttl"),
        ("application/ld+json", f"/data/{OFFICIAL}.jsonld"),
        ("application/json", f"/data/{OFFICIAL}.json"),
        ("application/n-triples, text/turtle;q=0.5", f"/data/{OFFICIAL}.nt"),
        ("application/rdf+xml", f"/data/{OFFICIAL}.rdf"),
    ],
)
def test_an_iri_leads_to_what_the_client_wants(client, accept, place):
    answer = client.get(f"/id/{OFFICIAL}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert answer.headers["vary"] == "Accept"
    assert client.get(place).status_code == 200


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_behind_an_iri_leads_to_its_data(client, suffix):
    for path, place in ((f"/id/{OFFICIAL}", f"/data/{OFFICIAL}"), ("/ontology", "/data/ontology")):
        answer = client.get(f"{path}.{suffix}", headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{place}.{suffix}")
        assert client.get(f"{place}.{suffix}").status_code == 200
    assert client.get("/ontology.exe").status_code == 404


def test_what_is_not_offered_is_told(client):
    assert client.get(f"/id/{OFFICIAL}", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (f"/id/{OLD}", f"/id/{OFFICIAL}"),
        (f"/page/{OLD}", f"/page/{OFFICIAL}"),
        (f"/data/{OLD}.ttl", f"/data/{OFFICIAL}.ttl"),
    ],
)
def test_a_merged_iri_leads_to_what_it_became(client, path, place):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, place)


def test_the_vocabulary_opens(client):
    answer = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/data/ontology.ttl")
    graph = rdflib.Graph().parse(data=client.get("/data/ontology.ttl").content, format="turtle")
    assert (KGB.leads, RDF.type, rdflib.OWL.ObjectProperty) in graph
    assert 'id="leads"' in client.get("/page/ontology").text


def test_the_graph_of_an_article_has_the_facts_it_supports(client, built):
    dataset = rdflib.Dataset()
    dataset.parse(latest(built).nquads, format="nquads")
    own = f"graph/{ARTICLE.split('/')[1]}"
    answer = client.get(f"/data/{own}.ttl")
    assert set(rdflib.Graph().parse(data=answer.content, format="turtle")) == set(dataset.graph(BASE + own))


@pytest.mark.parametrize(
    "own", ["official/nobody", "statement/0", "evidence/0", "article/0", "x", 'official/a<b>"{}|\\^`']
)
@pytest.mark.parametrize("form", ["/page/{}", "/data/{}.ttl", "/data/{}", "/data/{}.exe"])
def test_what_is_not_there_is_404_for_people_and_programs(client, own, form):
    path = form.format(own.replace("<", "%3C").replace("|", "%7C"))
    assert client.get(path).status_code == 404
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<main" in page.text


def test_an_answer_that_a_client_has_is_not_sent_again(client):
    for path in (f"/page/{OFFICIAL}", f"/data/{OFFICIAL}.ttl", "/", "/static/site.css"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b""), path


def test_a_page_names_its_data(client):
    for own in (OFFICIAL, ARTICLE, STATEMENT, EVIDENCE):
        page = client.get(f"/page/{own}").text
        assert f'<link rel="alternate" type="text/turtle" href="/data/{own}.ttl">' in page
        assert BASE + own in page


def test_the_language_is_what_was_chosen_last(client):
    assert '<html lang="zh-Hans">' in client.get("/").text
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "en-GB, zh;q=0.8"}).text
    chosen = client.get("/?lang=en")
    assert chosen.headers["set-cookie"].startswith("lang=en;")
    client.cookies.clear()
    assert '<html lang="zh-Hans">' in client.get("/", headers={"Cookie": "lang=zh", "Accept-Language": "en"}).text
    client.cookies.clear()
