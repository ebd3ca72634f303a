"""`kg-builder mcp` asked by the real client, over standard input and output and over HTTP."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from serving import free_port

SRC = Path(__file__).parents[2] / "src"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SRC)}


def conversation(out, ask, *options):
    """What comes of `ask(client)` with a server of its own."""
    arguments = ["-m", "kg_builder.cli", "mcp", str(out), *options]

    async def talk():
        server = stdio_client(StdioServerParameters(command=sys.executable, args=arguments, env=ENVIRONMENT))
        async with Client(server, read_timeout_seconds=60) as client:
            return await ask(client)

    return anyio.run(talk)


def read(result):
    text = "".join(block.text for block in result.content)
    if result.is_error:
        return text
    assert json.loads(text) == result.structured_content
    return result.structured_content


@pytest.fixture(scope="module")
def talk(built):
    """One conversation, of which each test reads a part."""

    async def ask(client):
        async def call(tool, **arguments):
            return read(await client.call_tool(tool, arguments))

        async def sparql(query):
            return await call("sparql", query=query)

        person = await call("describe", id="朱勇志")
        several = await call("search", query="教育整顿")
        article = several["articles"][0]["id"]
        return {
            "tools": await client.list_tools(),
            "resources": await client.list_resources(),
            "ontology": await client.read_resource("kg-builder://ontology"),
            "query": await client.read_resource("kg-builder://queries/who-leads-what"),
            "search": await call("search", query="zhuyongzhi", type="Official"),
            "person": person,
            "campaign": await call("describe", id="政法队伍教育整顿", predicate="commitsTo"),
            "statement": await call("evidence", id=person["statements"][0]["statement"], context=20),
            "evidence": await call("evidence", id=person["statements"][0]["quotes"][0]["evidence"]),
            "article": await call("describe", id=article),
            "in_article": await call("compare", id=article, limit=50),
            "in_campaign": await call("compare", id="政法队伍教育整顿"),
            "table": await sparql(
                "SELECT ?who ?st { ?st rdf:predicate kgb:leads ; rdf:subject ?o . ?o rdfs:label ?who } ORDER BY ?who"
            ),
            "ask": await sparql("ASK { ?s kgb:leads ?o }"),
            "graph": await sparql("CONSTRUCT { ?s kgb:leads ?o } WHERE { ?s kgb:leads ?o }"),
            "refused": [await client.call_tool(*call) for call, _ in REFUSED],
            "afterwards": await sparql("ASK {}"),
        }

    return conversation(built, ask, "--pages", "http://127.0.0.1:8000", "--seconds", "3")


def test_it_tells_a_stranger_what_there_is(talk):
    tools = {tool.name: tool for tool in talk["tools"].tools}
    assert sorted(tools) == ["compare", "describe", "evidence", "search", "sparql"]
    for tool in tools.values():
        assert len(tool.description) > 200
        assert tool.annotations.read_only_hint
        assert all(field.get("description") for field in tool.input_schema["properties"].values() if field)
    assert "kgb:leads" in tools["sparql"].description


def test_resources_are_the_vocabulary_and_the_example_queries(talk):
    found = {str(resource.uri) for resource in talk["resources"].resources}
    queries = Path(__file__).parents[2] / "ontology" / "queries"
    assert found == {"kg-builder://ontology", *(f"kg-builder://queries/{file.stem}" for file in queries.glob("*.rq"))}
    assert "kgb:leads" in talk["ontology"].contents[0].text
    assert "SELECT" in talk["query"].contents[0].text


def test_a_person_is_found_and_described_with_quotes(talk, built):
    assert talk["search"]["entities"][0]["name"] == "朱勇志"
    person = talk["person"]
    assert person["link"] == f"http://127.0.0.1:8000/page/{person['id']}"
    assert {"leads", "holdsPost", "commitsTo"} <= {each["predicate"] for each in person["statements"]}
    texts = {file.stem: file.read_text() for file in (built / "articles").glob("*.txt")}
    for statement in person["statements"]:
        (quote,) = statement["quotes"]
        assert texts[quote["article_id"]][quote["start"] : quote["end"]] == quote["quote"]
        for part in (quote["date"], "《教育整顿·司法局长访谈", "http://sft.shandong.gov.cn/"):
            assert part in quote["citation"]


def test_evidence_is_given_by_statement_and_by_itself(talk, built):
    first = talk["person"]["statements"][0]
    assert talk["statement"]["statement"] == first["statement"]
    assert len(talk["statement"]["quotes"]) == first["sentences"]
    quote = talk["evidence"]["quotes"][0]
    assert quote["quote"] == first["quotes"][0]["quote"]
    text = (built / "articles" / f"{quote['article_id']}.txt").read_text()
    assert quote["before"] + quote["quote"] + quote["after"] in text


def test_an_article_and_a_campaign_are_described(talk):
    assert talk["article"]["date"] == "2021-03"
    starts = [each["quotes"][0]["start"] for each in talk["article"]["statements"]]
    assert starts == sorted(starts)
    assert {each["predicate"] for each in talk["campaign"]["statements"]} == {"commitsTo"}


def test_speakers_are_compared(talk):
    found = talk["in_article"]
    assert len(found["speakers"]) == 4
    assert any(speaker["only_this_one_leaves_out"] for speaker in found["speakers"])
    for row in found["rows"]:
        assert len(row["said_by"]) + len(row["silent"]) == 4
        assert all(each["quotes"][0]["quote"] for each in row["said_by"])
    assert talk["in_campaign"]["of"]["type"] == "Campaign"


def test_sparql_answers_with_the_sentences_of_what_it_found(talk):
    assert talk["table"]["columns"] == ["who", "st"]
    assert len(talk["table"]["rows"]) == len(talk["table"]["citations"]) == 4
    assert talk["table"]["citations"][0]["quote"]
    assert talk["ask"] == {"answer": True}
    assert "kgb:leads" in talk["graph"]["turtle"]


REFUSED = [
    (("describe", {"id": "nobody"}), "call search"),
    (("search", {"query": "a", "type": "Person"}), "it takes one of Official"),
    (("describe", {"id": "朱勇志", "predicate": "knows"}), "it takes one of leads"),
    (("search", {"query": ""}), "query takes 1 to 300 characters"),
    (("search", {"query": "  "}), "query takes 1 to 300 characters"),
    (("search", {"query": "a", "limit": 51}), "a whole number from 1 to 50"),
    (("describe", {"id": "朱勇志", "offset": -1}), "a whole number from 0"),
    (("evidence", {"id": "0000", "context": 5000}), "context is 5000"),
    (("evidence", {"id": "0000"}), "describe returns their ids"),
    (("compare", {"id": "朱勇志"}), "neither an article nor a campaign"),
    (("compare", {"id": "nobody"}), "call search"),
    (("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}), "SERVICE asks another server"),
    (("sparql", {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}), "only reads"),
    (("sparql", {"query": "SELECT * { ?s ?p ?o"}), "expected"),
    (("sparql", {"query": "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 501"}), "more than 500 rows; add LIMIT"),
    (("sparql", {"query": "SELECT * { ?s oa:exact ?q . ?x oa:exact ?y . ?y2 oa:exact ?z } LIMIT 499"}), "more than 100000 bytes"),
    (("sparql", {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}), "more than 3 s"),
]  # fmt: skip


def test_refusals_say_how_to_mend_the_call_and_the_server_goes_on(talk):
    for result, (call, sentence) in zip(talk["refused"], REFUSED, strict=True):
        assert result.is_error, call
        text = "".join(block.text for block in result.content)
        assert sentence in text, (call, text)
        assert "Traceback" not in text
        assert "/api/" not in text
    assert talk["afterwards"] == {"answer": True}


def test_it_is_served_over_http_to_this_machine_only(built):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg_builder.cli", "mcp", str(built), "--http", "--port", str(port)],
        env=ENVIRONMENT, stderr=subprocess.PIPE,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/mcp"

    async def ask():
        async with Client(streamable_http_client(address), read_timeout_seconds=30) as client:
            return read(await client.call_tool("search", {"query": "zyz"}))

    try:
        for _ in range(300):
            assert process.poll() is None
            try:
                httpx.get(address)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        found = anyio.run(ask)["entities"][0]
        assert (found["name"], found["link"]) == (
            "朱勇志",
            f"https://w3id.org/kg-builder/id/{found['id']}",
        )  # no pages were named
        assert httpx.post(address, headers={"Host": "evil.example"}).status_code == 421
    finally:
        process.terminate()
        stopped = process.wait(20)
    assert stopped in (0, 130, 143)


def test_without_the_extra_it_says_how_to_install_it(built):
    script = "import sys; sys.modules['mcp'] = None; sys.argv = ['kg-builder', 'mcp', sys.argv[1]]; from kg_builder.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, str(built)], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'kg-builder[mcp]'" in done.stderr
    assert not done.stdout
