"""`publish` against a real store of others, Oxigraph's own server: what it sends, what it leaves alone, how it goes on after breaks."""

import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pyoxigraph as ox
import pytest
from oxigraph import oxigraph
from typer.testing import CliRunner

from kg_builder.cli.main import app
from kg_builder.model.errors import KgBuilderError, SettingsError
from kg_builder.rdf.publish import Address, Remote, publish
from kg_builder.rdf.publish.record import Record

BASE = "https://w3id.org/kg-builder/id/"
LEADS = "<https://w3id.org/kg-builder/ontology#leads>"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with oxigraph(tmp_path_factory.mktemp("store")) as store:
        yield store


@pytest.fixture
def store(server):
    """The server, emptied."""
    kind = {"Content-Type": "application/sparql-update"}
    httpx.post(f"{server.address}/update", content="CLEAR ALL; DROP ALL", headers=kind).raise_for_status()
    return server


@pytest.fixture
def lines(built):
    return (built / "graph" / "kg.nq").read_bytes().splitlines(keepends=True)


@pytest.fixture
def send(store, tmp_path):
    """Publishes lines of N-Quads as the graph of one OUT; what was told."""

    def sender(lines, *, out="out", most=500, sleeps=None, graph_store="", at=None, **options):
        folder = tmp_path / out
        folder.mkdir(exist_ok=True)
        (folder / "kg.nq").write_bytes(b"".join(lines))
        address = Address(*(at or (f"{store.address}/query", f"{store.address}/update")), graph_store)
        record = Record(folder / "record.sqlite")
        try:
            with Remote(address, (sleeps if sleeps is not None else []).append) as remote:
                return publish(folder / "kg.nq", record, remote, most, **options)
        finally:
            record.close()

    return sender


def parsed(lines) -> set[ox.Quad]:
    return set(ox.parse(b"".join(lines), ox.RdfFormat.N_QUADS))


def without_marks(quads) -> set[ox.Quad]:
    return {quad for quad in quads if "/publication/" not in str(quad.graph_name)}


def test_a_store_says_what_the_build_says_and_nothing_is_sent_twice(store, send, lines):
    told = send(lines)
    assert without_marks(store.quads()) == parsed(lines)
    assert told.batches > 5 and told.added == sum(quad.graph_name == ox.DefaultGraph() for quad in parsed(lines))
    again = send(lines)
    assert again.batches == 0
    assert without_marks(store.quads()) == parsed(lines)


def test_only_what_changed_is_sent(store, send, lines):
    send(lines)
    fact = next(line for line in lines if LEADS.encode() in line and line.count(b"<") == 3)
    new = [
        line for line in lines if not line.startswith(fact[:-3])
    ]  # gone from the default graph and from its article's
    new.append(fact.replace(b" .\n", b"").rpartition(b" ")[0] + b" <https://w3id.org/kg-builder/id/bureau/new> .\n")
    new.sort()
    told = send(new)
    assert (told.added, told.removed, told.graphs, told.batches) == (1, 1, 1, 1)
    assert without_marks(store.quads()) == parsed(new)
    told = send([line for line in new if b"/graph/" not in line])
    assert (told.added, told.removed, told.graphs, told.dropped) == (0, 0, 0, 1)


def test_what_others_put_there_stays(store, send, lines):
    """Also where they say of our subjects what we say, in our words; and when we no longer say it."""
    ours = next(line for line in lines if LEADS.encode() in line and line.count(b"<") == 3)
    subject = ours.split(b" ")[0].decode()
    foreign = f'{ours.decode()} {subject} <http://other/p> "鸟", 7 . <http://other/s> <http://other/p> "a\\nb"@en . GRAPH <http://other/g> {{ {subject} <http://other/p> 1.50 }}'
    store.put(foreign)
    before = store.quads()
    told = send(lines, most=100)
    assert told.others == 1
    assert without_marks(store.quads()) == before | parsed(lines)
    send([])
    assert without_marks(store.quads()) == before
    send(lines, most=100)
    assert without_marks(store.quads()) == before | parsed(lines)


def test_a_batch_is_bounded_and_a_graph_is_never_cut(store, send, lines, monkeypatch):
    sent = []
    update = Remote.update
    monkeypatch.setattr(Remote, "update", lambda self, text: (sent.append(text), update(self, text)))
    send(lines, most=50)
    for text in sent:
        data = re.findall(rb"(?:INSERT|DELETE) DATA \{\n(.*?)\n\}", text, re.S)
        assert sum(part.count(b" .\n") + 1 for part in data) <= 50
    graphs = [g for text in sent for g in re.findall(rb"CLEAR SILENT GRAPH (<[^>]*/graph/[^>]*>)", text)]
    assert len(graphs) == len(set(graphs)) == len({quad.graph_name for quad in parsed(lines)}) - 1


_KILLED = """
import os, signal, sys
from kg_builder.cli.main import main
from kg_builder.rdf.publish import remote
count, update, (when, number) = 0, remote.Remote.update, (sys.argv.pop(1), int(sys.argv.pop(1)))
def killed(self, text):
    global count
    count += 1
    if when == "before" and count == number: os.kill(os.getpid(), signal.SIGKILL)
    update(self, text)
    if when == "after" and count == number: os.kill(os.getpid(), signal.SIGKILL)
remote.Remote.update = killed
sys.argv[0] = "kg-builder"
main()
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_killed_publish_goes_on_where_it_stopped(store, built, tmp_path, lines, when):
    """kill -9 before a batch is sent, and after it has arrived but before that is noted; with others' data beside it."""
    ours = next(line for line in lines if LEADS.encode() in line and line.count(b"<") == 3)
    store.put(ours.decode() + ' <http://other/s> <http://other/p> "x" .')
    before = store.quads()
    out = tmp_path / "out"
    (out / "graph").mkdir(parents=True)
    (out / "graph" / "kg.nq").write_bytes(b"".join(lines))
    command = ["publish", str(out), "--to", store.address, "--batch", "600"]
    for number in (1, 3):
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, when, str(number), *command], check=False, capture_output=True, text=True
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
    half = without_marks(store.quads())
    assert before < half < before | parsed(lines)
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert without_marks(store.quads()) == before | parsed(lines)
    assert int(re.search(r"in (\d+) batch", done.output)[1]) < len(lines) // 600 + 1, "it did not begin anew"
    (out / "graph" / "kg.nq").write_bytes(b"")
    assert CliRunner().invoke(app, command).exit_code == 0
    assert without_marks(store.quads()) == before


def test_a_new_build_between_a_kill_and_its_resumption(store, send, lines, monkeypatch):
    update, count = Remote.update, []

    def broken(self, text):
        count.append(1)
        update(self, text)
        if len(count) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Remote, "update", broken)
    with pytest.raises(KeyboardInterrupt):
        send(lines)
    monkeypatch.setattr(Remote, "update", update)
    new = lines[: len(lines) // 3]
    send(new)
    assert without_marks(store.quads()) == parsed(new)


def test_a_store_that_was_emptied_is_noticed_and_filled_again(store, send, lines):
    send(lines)
    httpx.post(f"{store.address}/update", content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"})
    store.put('<http://other/s> <http://other/p> "x" .')
    before = store.quads()
    with pytest.raises(SettingsError, match="--again"):
        send(lines)
    new = lines[:1000]
    send(new, again=True)
    assert without_marks(store.quads()) == before | parsed(new)
    assert send(new).batches == 0


def test_two_outs_do_not_share_a_store_unasked(store, send, lines):
    send(lines)
    with pytest.raises(SettingsError, match="another OUT publishes to this store"):
        send(lines, out="other")
    told = send(lines, out="other", take_over=True)
    assert told.others == 0, "what another life of ours put there is ours"
    assert without_marks(store.quads()) == parsed(lines)
    with pytest.raises(SettingsError, match="another OUT publishes to this store"):
        send(lines)
    send([], out="other")
    assert without_marks(store.quads()) == set()


def test_graphs_go_by_the_graph_store_protocol_where_asked(store, send, lines):
    send(lines, graph_store=f"{store.address}/store")
    assert without_marks(store.quads()) == parsed(lines)
    send([line for line in lines if b"/graph/" not in line], graph_store=f"{store.address}/store")
    assert not [quad for quad in store.quads() if "/graph/" in str(quad.graph_name)]


def test_a_dry_run_tells_and_sends_nothing(store, built, tmp_path):
    out = tmp_path / "out"
    (out / "graph").mkdir(parents=True)
    (out / "graph" / "kg.nq").write_bytes((built / "graph" / "kg.nq").read_bytes())
    done = CliRunner().invoke(app, ["publish", str(out), "--to", store.address, "--dry-run"])
    assert done.exit_code == 0 and done.output.startswith("Would be sent: ") and "1 graph replaced" in done.output
    assert store.quads() == set()


# --- a store that refuses, is busy, or breaks off


@contextmanager
def proxy(store, answers):
    """A server before the store: `answers` says for each request what comes instead of an answer, None for the store's own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = answers(self.path, self.headers)
            if said == "break":
                return self.connection.close()
            if said == "lost":  # it arrives, and the answer is lost
                self.ask(body)
                return self.connection.close()
            status, headers, text = said or self.ask(body)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(text))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def ask(self, body):
            kinds = {name: self.headers[name] for name in ("Content-Type", "Accept")}
            answer = httpx.post(store.address + self.path, content=body, headers=kinds)
            return (
                answer.status_code,
                {"Content-Type": answer.headers.get("content-type", "text/plain")},
                answer.content,
            )

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_busy_and_broken_answers_are_waited_for(store, send, lines):
    faults = iter([(429, {"Retry-After": "3"}, b""), (503, {}, b""), "break", "lost"])
    sleeps = []
    with proxy(store, lambda path, _: next(faults, None) if path == "/update" else None) as address:
        send(lines, at=(f"{address}/query", f"{address}/update"), sleeps=sleeps)
    assert sleeps == [3.0, 2.0, 4.0, 8.0]
    assert without_marks(store.quads()) == parsed(lines)


def test_a_store_that_stays_busy_is_given_up_and_gone_on_with(store, send, lines):
    count = []

    def busy(path, _):
        count.append(path)
        return (503, {}, b"") if count.count("/update") > 2 and path == "/update" else None

    with proxy(store, busy) as address, pytest.raises(SettingsError, match="goes on where it stopped"):
        send(lines, at=(f"{address}/query", f"{address}/update"))
    send(lines)
    assert without_marks(store.quads()) == parsed(lines)


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "KG_BUILDER_STORE_TOKEN"), (403, "right to write"), (404, "--update"), (405, "--update"), (413, "--batch"), (302, "now at"), (400, "a b")],
)  # fmt: skip
def test_a_refusal_is_one_sentence(store, send, lines, status, says):
    refusal = (status, {"Location": "http://elsewhere/"}, b"a\nb")
    refusing = proxy(store, lambda path, _: refusal if path == "/update" else None)
    with refusing as address, pytest.raises(SettingsError, match=re.escape(says)) as told:
        send(lines, at=(f"{address}/query", f"{address}/update"))
    assert "\n" not in str(told.value)
    send(lines, most=400)  # what was refused is not sent again as it was
    assert without_marks(store.quads()) == parsed(lines)


def test_who_we_are_comes_from_the_environment(store, built, tmp_path):
    seen = set()
    out = tmp_path / "out"
    (out / "graph").mkdir(parents=True)
    (out / "graph" / "kg.nq").write_bytes((built / "graph" / "kg.nq").read_bytes())
    with proxy(store, lambda _, headers: seen.add(headers["Authorization"])) as address:
        done = CliRunner(env={"KG_BUILDER_STORE_TOKEN": "s3cret"}).invoke(app, ["publish", str(out), "--to", address])
        assert done.exit_code == 0, done.output
        env = {"KG_BUILDER_STORE_USER": "u", "KG_BUILDER_STORE_PASSWORD": "p"}
        assert CliRunner(env=env).invoke(app, ["publish", str(out), "--to", address, "--again"]).exit_code == 0
    assert seen == {"Bearer s3cret", "Basic dTpw"}
    assert not [path for path in out.rglob("*") if path.is_file() and b"s3cret" in path.read_bytes()]


@pytest.mark.parametrize(
    ("to", "says"),
    [("http://127.0.0.1:9", "no server answers"), ("ftp://x", "no address of a store"), ("http://u:p@x", "no address of a store"), ("x", "no address of a store")],
)  # fmt: skip
def test_a_wrong_address_is_one_sentence(built, tmp_path, to, says):
    done = CliRunner().invoke(app, ["publish", str(built), "--to", to])
    assert isinstance(done.exception, KgBuilderError)
    assert says in str(done.exception) and "\n" not in str(done.exception) and "u:p" not in says


def test_tls_that_does_not_stand_is_one_sentence(store, built):
    with proxy(store, lambda *_: None) as address:  # speaks no TLS
        done = CliRunner().invoke(app, ["publish", str(built), "--to", address.replace("http:", "https:")])
    assert isinstance(done.exception, KgBuilderError) and "no safe connection" in str(done.exception)


def test_two_at_once_do_not_write_one_record(tmp_path):
    first = Record(tmp_path / "r.sqlite")
    with pytest.raises(SettingsError, match="another program publishes"):
        Record(tmp_path / "r.sqlite")
    first.close()
