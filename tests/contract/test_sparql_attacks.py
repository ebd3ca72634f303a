"""What may kill, hang or misuse an endpoint: stopped or refused here, with the server alive and small queries answered beside.

Three families after what is known of Oxigraph and its peers: runaway queries, deep nesting, and ways to make a server ask
another one. A trap listens where those would ask.
"""

import concurrent.futures
import os
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest
from serving import serving

from kg_builder.serve.settings import Settings

SMALL = "SELECT ?n { ?x kgb:leads ?y . ?x rdfs:label ?n } LIMIT 2"
SECONDS = 1.0

RUNAWAYS = {
    "count-cross-join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "order-by": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a",
    "order-by-expression": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY CONCAT(STR(?a), STR(?f))",
    "distinct": "SELECT DISTINCT ?a ?b ?d ?e { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "group-concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "string-doubling": "SELECT (STRLEN(?z) AS ?n) { BIND('xxxxxxxxxxxxxxxx' AS ?v0) "
    + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))
    + " BIND(?v40 AS ?z) }",
    "group-by-cross": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d",
    "endless-rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "construct-cross": "CONSTRUCT { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path-everything": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b . ?c (!<x:x>|^!<x:x>)* ?d }",
    "regex-cross": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(STR(?f), CONCAT('(.*)*', STR(?c)))) }",
    "minus-cross": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i MINUS { ?a ?x ?y . ?z ?w ?v } }",
    "exists-cross": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER EXISTS { ?g ?h ?i . ?j ?k ?l FILTER(?i = ?f && ?l = ?c && ?g != ?a) } }",
    "describe-everything": "DESCRIBE ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}  # fmt: skip


def nested(left: str, right: str, inner: str, times: int) -> str:
    return left * times + inner + right * times


NESTINGS = {
    name: query.replace("@N@", "")
    for times in (100, 5000)
    for name, query in {
        f"groups-{times}": f"SELECT * {{ {nested('{', '}', '?s ?p ?o', times)} }}",
        f"parentheses-{times}": f"SELECT * {{ FILTER({nested('(', ')', '1', times)}) }}",
        f"collections-{times}": f"SELECT * {{ ?s ?p {nested('(', ')', '1', times)} }}",
        f"blank-nodes-{times}": f"SELECT * {{ ?s ?p {nested('[ <p:p> ', ']', '1', times)} }}",
        f"not-{times}": f"ASK {{ FILTER({'!' * times}true) }}",
        f"minus-signs-{times}": f"ASK {{ FILTER({'- ' * times}1 = 1) }}",
        f"inverse-paths-{times}": f"ASK {{ ?s {nested('^(', ')', '<p:p>', times)} ?o }}",
        f"star-paths-{times}": f"ASK {{ ?s {nested('(', ')*', '<p:p>', times)} ?o }}",
        f"sequence-{times}": f"ASK {{ ?s {'/'.join(['<p:p>'] * times)} ?o }}",
        f"alternatives-{times}": f"ASK {{ ?s {'|'.join(['<p:p>'] * times)} ?o }}",
        f"unions-{times}": "SELECT * { " + " UNION ".join(["{?s ?p ?o}"] * times) + " } LIMIT 1",
        f"optionals-{times}": "SELECT * { ?s ?p ?o " + "OPTIONAL{?s ?p ?o}" * times + " } LIMIT 1",
        f"nested-optionals-{times}": f"SELECT * {{ {nested('OPTIONAL{', '}', '?s ?p ?o', times)} }}",
        f"subselects-{times}": f"SELECT * {{ {nested('{SELECT * {', '}}', '?s ?p ?o', times)} }}",
        f"exists-{times}": f"ASK {{ {nested('FILTER EXISTS {', '}', '?s ?p ?o', times)} }}",
        f"minus-{times}": f"SELECT * {{ ?s ?p ?o {nested('MINUS {?s ?p ?o ', '}', '', times)} }} LIMIT 1",
        f"additions-{times}": f"ASK {{ FILTER({'+'.join(['1'] * times)} > 0) }}",
        f"ands-{times}": f"ASK {{ FILTER({'&&'.join(['true'] * times)}) }}",
        f"ifs-{times}": f"ASK {{ FILTER({nested('IF(true,', ',1)', '1', times)}) }}",
        f"binds-{times}": "SELECT ?s { ?s ?p ?o " + "".join(f"BIND(1 AS ?b{i})" for i in range(times)) + " } LIMIT 1",
        f"graphs-{times}": f"SELECT * {{ {nested('GRAPH ?g {', '}', '?s ?p ?o', times)} }}",
        f"values-{times}": "SELECT * { " + "VALUES ?x { 1 }" * times + " }",
    }.items()
}  # fmt: skip


def spellings(trap: str) -> list[str]:
    """Queries that would make the server ask `trap`, were they answered."""
    body, prefix = "{ ?s ?p ?o }", f"PREFIX e: <{trap}> PREFIX : <{trap}> "
    return [
        f"SELECT * {{ SERVICE <{trap}> {body} }}", f"SELECT * {{ service <{trap}> {body} }}",
        f"SELECT * {{ SeRvIcE SILENT <{trap}> {body} }}", f"SELECT * {{ SERVICE<{trap}>{body} }}",
        f"SELECT * {{SERVICE#\n<{trap}>{body} }}", f"SELECT * {{ # c\rSERVICE <{trap}>{body} }}",
        f"SELECT * {{ #\r\nSERVICE\t<{trap}>{body} }}", f"{prefix} SELECT * {{ SERVICE e: {body} }}",
        f"{prefix} SELECT * {{ SERVICEe:x {body} }}", f"{prefix} SELECT * {{ SERVICE:x {body} }}",
        f"SELECT * {{ BIND(<{trap}> AS ?u) SERVICE ?u {body} }}", f"SELECT * {{ VALUES ?u {{ <{trap}> }} SERVICE?u{body} }}",
        f'SELECT * {{ ?s ?p "x\\" SERVICE" . SERVICE <{trap}> {body} }}', f"SELECT * {{ \\u0053ERVICE <{trap}> {body} }}",
        f"SELECT * {{ \\U00000073ervice <{trap}> {body} }}", f"SELECT * {{ ?a ?b trueSERVICE <{trap}> {body} }}",
        f"SELECT * {{ ?a ?b 1SERVICE <{trap}> {body} }}", f"SELECT * {{ ?a ?b '''x'''SERVICE <{trap}> {body} }}",
        f"SELECT * {{ FILTER(1<2)SERVICE <{trap}> {body} FILTER(3>2) }}",
        f"SELECT * {{ FILTER(<x:#SERVICE> != 1)SERVICE<{trap}>{body} }}",
        f"SELECT * {{ {{}} UNION {{ SERVICE <{trap}> {body} }} }}", f"SELECT * {{ OPTIONAL {{ SERVICE <{trap}> {body} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE <{trap}> {body} }} }}", f"SELECT * {{ {{ SELECT * {{ SERVICE <{trap}> {body} }} }} }}",
        f"LOAD <{trap}>", f"SELECT * {{ ?s ?p ?o }} ; LOAD <{trap}>", f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{trap}> {body} }}",
        f"SELECT * FROM <{trap}> {body}", f"SELECT * FROM NAMED <{trap}> {{ GRAPH ?g {body} }}",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def client(built):
    limits = Settings(seconds=SECONDS, memory=768 * 1024**2, rows=100_000)
    with serving(built, limits) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query})


def alive(client: httpx.Client) -> bool:
    response = ask(client, SMALL)
    return response.status_code == 200 and len(response.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_is_stopped(client, name):
    begun = time.monotonic()
    response = ask(client, RUNAWAYS[name])
    assert time.monotonic() - begun < SECONDS + 4
    assert response.status_code in (400, 413, 503)  # never a 200 with a part of the answer
    assert response.text.strip()
    if response.status_code == 503:
        assert int(response.headers["retry-after"]) > 0
    assert alive(client)


@pytest.mark.parametrize("name", NESTINGS)
def test_deep_nesting_is_answered_or_refused(client, name):
    response = ask(client, NESTINGS[name])
    assert response.status_code in (200, 400, 413, 503)
    if response.status_code == 200 and "json" in response.headers["content-type"]:
        response.json()  # whole
    assert alive(client)


def test_no_spelling_makes_the_server_ask_another(client):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    asked.append(trap.accept()[0].recv(200))
                except TimeoutError:
                    continue

        listener = threading.Thread(target=listen)
        listener.start()
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        answers = {query: ask(client, query) for query in spellings(address)}
        stop.set()
        listener.join()
    assert not asked
    # FROM is answered, but names only graphs that are there
    wrong = {q: r.text for q, r in answers.items() if (r.status_code == 200) != ("FROM" in q)}
    assert not wrong
    assert not any(r.json()["results"]["bindings"] for q, r in answers.items() if "FROM" in q)


def test_the_cage_holds_what_the_guard_would_let_through(built):
    """A query process has no sockets at all: should a spelling be missed, nothing leaves the machine."""
    import subprocess
    import sys

    code = (
        "import socket\nfrom kg_builder.serve.sparql import cage\ncage.enter(1 << 31)\n"
        "try:\n socket.socket()\nexcept PermissionError:\n print('shut')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "shut"


def test_words_that_look_like_service_are_no_offence(client):
    for query in (
        "SELECT * { ?s ?p 'SERVICE <http://x/>' } LIMIT 1", "SELECT ?service { ?service ?p ?o } LIMIT 1",
        "SELECT * { ?s schema:serviceType ?o } # SERVICE", "ASK { <http://example.org/SERVICE> ?p ?o }",
        "SELECT * { ?s ?p ?load . FILTER(?load != 'DROP ALL; INSERT') } LIMIT 1",
    ):  # fmt: skip
        assert ask(client, query).status_code == 200, query


def test_small_queries_are_answered_beside_runaways(client):
    """One process is held by a runaway all the time; the other answers fifty small queries a second and more."""
    stop = threading.Event()

    def runaway():
        while not stop.is_set():
            ask(client, RUNAWAYS["count-cross-join"])

    thread = threading.Thread(target=runaway)
    thread.start()
    try:
        time.sleep(0.2)
        statuses = [ask(client, SMALL).status_code for _ in range(150)]
    finally:
        stop.set()
        thread.join()
    assert set(statuses) == {200}


def test_more_than_may_wait_are_sent_away(built):
    limits = Settings(seconds=SECONDS, workers=1, waiting=2)
    with serving(built, limits) as address, httpx.Client(base_url=address, timeout=30) as client:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: ask(client, RUNAWAYS["count-cross-join"]).status_code, range(8)))
        assert set(found) == {503}
        assert ask(client, SMALL).status_code == 200


def test_small_queries_do_not_wait_for_as_many_runaways_as_come(built):
    limits = Settings(seconds=30, workers=1)
    with serving(built, limits) as address, httpx.Client(base_url=address, timeout=60) as client:
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            runaways = [pool.submit(ask, client, RUNAWAYS["count-cross-join"]) for _ in range(3)]
            time.sleep(0.5)
            begun = time.monotonic()
            assert ask(client, SMALL).status_code == 200
            assert time.monotonic() - begun < 25
        assert {each.result().status_code for each in runaways} == {503}


def test_who_goes_away_takes_his_query_with_him(built):
    limits = Settings(seconds=20, workers=1)
    with serving(built, limits) as address:
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}/sparql", data={"query": RUNAWAYS["count-cross-join"]}, timeout=0.5)
        begun = time.monotonic()
        assert httpx.post(f"{address}/sparql", data={"query": SMALL}, timeout=15).status_code == 200
        assert time.monotonic() - begun < 10


def test_memory_and_files_come_back(client):
    def held() -> int:
        pids = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
        return sum(resident(pid) for pid in pids if parent(pid) == os.getpid())

    for name in ("order-by", "distinct", "endless-rows"):
        ask(client, RUNAWAYS[name])
    assert alive(client)
    assert alive(client)
    assert held() < 600 * 1024**2


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return -1


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
