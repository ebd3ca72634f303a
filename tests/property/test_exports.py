"""Whatever a name, a title or a quote holds: each export can be read by a parser that is not ours, and says the same."""

import csv
import dataclasses
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec import structs

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.shown import json_shown, shown, writable
from kg_builder.model.vocabulary import Predicate
from kg_builder.network.assets import scripts
from kg_builder.pipeline import export

FORMS = ("nq", "ttl", "trig", "jsonld", "graphml", "gexf", "csv", "csv-raw", "html")
BAD = [
    "</script><script>alert(1)</script>", "<!--", "]]>", "<![CDATA[", "&lt;&#0;&", "\u2028\u2029", "\x00\x08\x1b[31m", "\ud800", "\ufffe\uffff\ufdd0", "\U0001ffff",
    "=cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "+1", "\t=1", "\r\n=1", "'", "''=", "＝1", '"""', "\\", "\\u0022", "\\n", "'", "a;b,c|d\n", "\u202e\u2066", "%3C", "{{7*7}}", "${x}",
    "\u200b\ufeff", "e\u0301\u0489", "𬱟", "\x85\x9b", "\x7f", '" .\n<http://a> <http://b> <http://c', "'''", "@zh", "^^<x>", "  ", "王建民",
]  # fmt: skip
names = st.one_of(st.sampled_from(BAD), st.text(max_size=20), st.lists(st.sampled_from(BAD), max_size=4).map("".join))


@pytest.fixture(scope="module")
def small(graph: KnowledgeGraph) -> KnowledgeGraph:
    """One official, one post or body of his, and what says so."""
    statement = next(s for s in graph.statements.values() if s.predicate is Predicate.LEADS)
    ends = {own: graph.entities[own] for own in (statement.subject, str(statement.object))}
    return structs.replace(graph, entities=ends, statements={statement.id: statement}, merges=())


def named(graph: KnowledgeGraph, name: str) -> KnowledgeGraph:
    """Every text of the graph that comes from an article or a file is this one."""
    entities = {own: structs.replace(e, name=name, aliases=(name + "二",)) for own, e in graph.entities.items()}
    statements = {
        own: structs.replace(s, evidence=tuple(structs.replace(e, quote=name, subject_as=name, object_as=name) for e in s.evidence))
        for own, s in graph.statements.items()
    }  # fmt: skip
    articles = {
        own: dataclasses.replace(h, title=name, publisher=name, author=name, url="http://a.cn/" + name, source=name)
        for own, h in graph.articles.items()
    }
    return structs.replace(graph, entities=entities, statements=statements, articles=articles)


def labels(quads, name: str) -> set[str]:
    return {
        str(getattr(quad[2], "value", quad[2])) for quad in quads if str(getattr(quad[1], "value", quad[1])) == name
    }


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("form", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(name=names)
@example(name="".join(BAD))
def test_each_export_is_read_back_by_others(small, tmp_path, form, name):
    name = name or "空"
    graph = named(small, name)
    wanted = writable(name)
    texts = dict.fromkeys(graph.articles, wanted)
    files = export(graph, texts, form, tmp_path)
    content = files[0].read_bytes()
    LOOKS[form](content, wanted, {f.name.partition(".")[0]: f for f in files}, graph)


def quads(form: str):
    oxigraph, other = {
        "nq": (pyoxigraph.RdfFormat.N_QUADS, "nquads"), "ttl": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
        "trig": (pyoxigraph.RdfFormat.TRIG, "trig"), "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
    }[form]  # fmt: skip

    def look(content, wanted, files, graph):
        found = [(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(content, format=oxigraph)]
        theirs = list(rdflib.Dataset().parse(data=content, format=other).quads())
        for read in (found, theirs):
            assert labels(read, "http://www.w3.org/2004/02/skos/core#prefLabel") - {"提法"} == {wanted}
            assert labels(read, "http://purl.org/dc/terms/title") == {wanted}
            if form != "ttl":
                assert labels(read, "http://www.w3.org/ns/oa#exact") == {wanted}
        assert len(theirs) == len(found)

    return look


def graphml(content, wanted, files, graph):
    tree, other = ElementTree.fromstring(content), etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    assert len(tree) == len(other)
    read = networkx.parse_graphml(content.decode("utf-8"), force_multigraph=True)
    assert {data["label"] for _, data in read.nodes(data=True)} == {lines(wanted)}
    assert {data["quote"] for *_, data in read.edges(data=True)} == {lines(wanted)}


def gexf(content, wanted, files, graph):
    etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    read = networkx.read_gexf(io.BytesIO(content))
    # an XML attribute holds blanks for line ends and tabs where they were not written as references
    assert {" ".join(data["label"].split()) for _, data in read.nodes(data=True)} == {" ".join(wanted.split())}


def tables(guarded: bool):
    def look(content, wanted, files, graph):
        for file in files.values():
            text = file.read_bytes().decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text, newline="")):
                for cell in row:
                    assert (
                        not guarded
                        or re.fullmatch(r"[+-]?[0-9.]+", cell)
                        or not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
                    )
        rows = list(csv.DictReader(io.StringIO(files["entities"].read_bytes().decode("utf-8-sig"), newline="")))
        assert {re.sub("^'", "", row["name"]) if guarded else row["name"] for row in rows} == {wanted}
        assert len(rows) == len(graph.entities)

    return look


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], False

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag):
        self.inside = False


def html(content, wanted, files, graph):
    page = Page()
    page.feed(content.decode("utf-8"))
    assert page.tags.count("script") == len(scripts()) + 2  # and the data and the words
    assert "iframe" not in page.tags
    _, data = (json.loads(script) for script in page.scripts if script.lstrip().startswith("{"))
    assert {writable(name) for name in data["nodes"]["name"]} == {wanted}
    assert {writable(article["title"]) for article in data["articles"]} == {wanted}
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]", content.decode("utf-8"))


LOOKS = {
    **{form: quads(form) for form in ("nq", "ttl", "trig", "jsonld")},
    "graphml": graphml, "gexf": gexf, "csv": tables(True), "csv-raw": tables(False), "html": html,
}  # fmt: skip


@given(names)
@example("".join(BAD))
def test_what_is_shown_obeys_nobody(text):
    said = shown(text) + shown(text, lines=True).replace("\n", "").replace("\t", "")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", said)
    assert json.loads(json_shown(json.dumps(text, ensure_ascii=False))) == text
