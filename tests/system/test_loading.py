"""`load` and `serve` as programs: whole or absent whatever ends them, one sentence for what the user can mend, gentle to those who read."""

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from kg_builder.browse import VERSION
from kg_builder.serve.load import load, newest
from kg_builder.serve.shelf import Served, Shelf

CLI = [sys.executable, "-m", "kg_builder.cli"]


@pytest.fixture
def out(built, tmp_path):
    """A build of its own, never served."""
    folder = tmp_path / "out"
    shutil.copytree(built, folder, symlinks=True, ignore=shutil.ignore_patterns("served"))
    return folder


def run(*words, **options):
    return subprocess.run([*CLI, *map(str, words)], capture_output=True, text=True, check=False, timeout=60, **options)


@contextmanager
def server(out, *options, **environment):
    """`kg-builder serve` as a process: (process, address)."""
    process = subprocess.Popen(
        [*CLI, "serve", str(out), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **environment},
    )
    try:
        address = re.match(r"(http://127\.0\.0\.1:[1-9]\d*)/  pages", process.stderr.readline())[1]
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                httpx.get(f"{address}/sparql")
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        yield process, address
    finally:
        process.kill()
        process.wait()


def ask(address, query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **options):
    return httpx.get(f"{address}/sparql", params={"query": query}, timeout=30, **options)


def changed(out):
    """Another generation, as a build leaves it: one official more."""
    from kg_builder.project import generation, latest, lock

    now = latest(out)
    with lock(out), generation(out) as draft:
        shutil.copytree(now.root, draft.output.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("MANIFEST"))
        count = now.nquads.read_bytes().count(b"/official/new")
        with draft.output.nquads.open("ab") as lines:
            lines.write(
                b"<https://w3id.org/kg-builder/id/official/new%d> <http://example.org/p> <http://example.org/o> .\n"
                % count
            )
        draft.commit()
    return latest(out).root.name


@pytest.mark.parametrize("moment", ["store", "index", "rename"])
def test_a_killed_load_leaves_nothing_half(out, moment):
    place = {"store": "load.load_store", "index": "load.write_index", "rename": "load.sync"}[moment]
    script = f"""
import os, sys
from kg_builder.serve import load
real = {place}
def killed(*words, **named):
    {"real(*words, **named)" if moment != "rename" else ""}
    os.kill(os.getpid(), 9)
{place} = killed
load.load(__import__("pathlib").Path(sys.argv[1]))
"""
    done = subprocess.run([sys.executable, "-c", script, out], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    served = out / ".kg-builder" / "served"
    assert [path.suffix for path in served.iterdir() if path.is_dir()] == [".new"]
    assert load(out).index.counts().articles == 1
    assert sorted(path.name for path in served.iterdir()) == sorted([newest(out), "lock"])


@pytest.mark.parametrize("size", [20_000, 250_000])
def test_a_full_disk_is_one_sentence(out, size):
    """A limit on the size of files stands for the disk: of the store, and of the index behind it."""

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = run("load", out, preexec_fn=limited)
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr and done.stderr.count("\n") == 1
    assert run("load", out).returncode == 0


def test_what_is_served_is_not_removed(out):
    """However many builds come after it; what nobody reads goes."""
    first = load(out)
    for _ in range(4):
        changed(out)
        load(out)
    places = {path.name for path in (out / ".kg-builder" / "served").iterdir() if path.is_dir()}
    assert first.name in places and newest(out) in places and len(places) == 3
    assert first.index.counts().articles == 1
    name = first.name
    del first
    changed(out)
    load(out)
    assert name not in {path.name for path in (out / ".kg-builder" / "served").iterdir()}


def test_a_build_that_swaps_in_during_a_load_does_not_mix(out, monkeypatch):
    """The store and the index are of one generation."""
    from kg_builder.serve import load as module

    made, seen = module.write_index, []

    def later(file, values, text, mentions=()):
        if not seen:
            seen.append(changed(out))
        made(file, values, text, mentions)

    monkeypatch.setattr(module, "write_index", later)
    before = newest(out)
    assert load(out).name == before != newest(out)


def test_generations_removed_during_a_load_are_done_without(out, monkeypatch):
    from kg_builder.serve import load as module

    made, seen = module.load_store, []

    def later(*words):
        made(*words)
        if not seen:
            seen.extend(changed(out) for _ in range(3))

    monkeypatch.setattr(module, "load_store", later)
    assert load(out).name == f"{seen[-1]}.{VERSION}"


def test_a_shelf_goes_on_when_a_graph_cannot_be_loaded(out, monkeypatch):
    monkeypatch.setattr("kg_builder.serve.shelf._EVERY", 0.0)
    first, names, loads = load(out), iter(["b"] * 100), []

    def failing() -> Served:
        loads.append(1)
        raise RuntimeError("out of everything")

    shelf = Shelf(first, lambda: next(names), failing)
    for _ in range(5):
        assert shelf.now is first
        time.sleep(0.05)
    assert loads == [1], "it is not tried over and over"

    def gone() -> str:
        raise OSError("OUT is gone")

    shelf = Shelf(first, gone, failing)
    assert shelf.now is first and shelf.now is first


def test_a_rebuild_is_served_without_a_break(out):
    with server(out) as (_, address):
        before = ask(address)
        rows, tag = before.json()["results"]["bindings"][0]["n"]["value"], before.headers["etag"]
        assert ask(address, headers={"If-None-Match": tag}).status_code == 304
        changed(out)
        until = time.monotonic() + 40
        while (now := ask(address)).headers["etag"] == tag:
            assert now.json()["results"]["bindings"][0]["n"]["value"] == rows
            assert time.monotonic() < until
            time.sleep(0.2)
        assert int(now.json()["results"]["bindings"][0]["n"]["value"]) == int(rows) + 1
        assert ask(address, headers={"If-None-Match": tag}).status_code == 200


def test_sigterm_lets_requests_end_and_leaves_nobody_and_nothing(out, tmp_path):
    spools = tmp_path / "spools"
    spools.mkdir()
    with server(out, "--workers", "1", "--log", TMPDIR=str(spools)) as (process, address):
        worker = int(subprocess.check_output(["pgrep", "-P", str(process.pid)]).split()[0])
        large = "SELECT * { ?s ?p ?o . ?a ?b ?o } LIMIT 9000"
        assert len(ask(address, large).content) > 1_000_000
        assert [path.is_dir() for path in spools.rglob("*")] == [True], "a large answer leaves no file"
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        told = process.stderr.read()
    assert re.search(r"^\d{4}-\d\d-\d\dT\S+ GET /sparql\?query=SELECT\S+ 200 \d+ B \d+\.\d ms$", told, re.M), told
    assert list(spools.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


@pytest.mark.parametrize("when", ["time", "gone"])
def test_an_answer_that_is_given_up_leaves_no_file(out, tmp_path, when):
    """Neither where its time is over nor where its client goes away while it is being written."""
    spools = tmp_path / "spools"
    spools.mkdir()
    endless = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    with server(out, "--workers", "2", "--seconds", "1.5", TMPDIR=str(spools)) as (_, address):
        for _ in range(4):
            if when == "time":
                assert ask(address, endless).status_code == 503
            else:
                with pytest.raises(httpx.ReadTimeout):
                    httpx.get(f"{address}/sparql", params={"query": endless}, timeout=0.7)
        until = time.monotonic() + 10
        while ask(address).status_code != 200 or [path for path in spools.rglob("*") if path.is_file()]:
            assert time.monotonic() < until, list(spools.rglob("*"))
            time.sleep(0.1)


def test_a_process_that_the_system_ended_is_nobodys_fault(out):
    with server(out, "--workers", "2") as (process, address):
        for worker in subprocess.check_output(["pgrep", "-P", str(process.pid)]).split():
            os.kill(int(worker), signal.SIGKILL)
        time.sleep(0.3)
        assert [ask(address).status_code for _ in range(4)] == [200] * 4


def test_as_many_runaways_as_processes_hold_up_nobody(out):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with server(out, "--workers", "2", "--seconds", "8") as (process, address), ThreadPoolExecutor(2) as pool:
        runaways = [pool.submit(ask, address, endless) for _ in range(2)]
        time.sleep(0.3)
        assert ask(address).status_code == 200
        assert not any(each.done() for each in runaways), "it was answered beside them, not after them"
        assert [each.result().status_code for each in runaways] == [503, 503]
        until = time.monotonic() + 10
        while len(subprocess.check_output(["pgrep", "-P", str(process.pid)]).split()) != 2:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_answers_are_sent_at_once():
    from kg_builder.serve.run import listen

    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        accepted.close()


def test_a_port_in_use_is_one_sentence(out):
    with server(out) as (_, address):
        done = run("serve", out, "--port", address.rpartition(":")[2])
    assert done.returncode == 2
    assert "another program listens there" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_of_others_is_one_sentence(out, host):
    done = run("serve", out, "--host", host, "--port", "0")
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
