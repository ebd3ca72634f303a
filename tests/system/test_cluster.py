"""A build on a cluster of processes: the files of a local build, whatever fails there; and what fails is told in a sentence."""

import shutil
import sys
import threading
import time
from pathlib import Path

import pytest
from clustered import ROOT, cluster

from kg_builder.engines import opened
from kg_builder.engines.cluster import DaskEngine
from kg_builder.model.errors import SettingsError
from kg_builder.pipeline import build, recipe

pytest.importorskip("distributed")
sys.path[:0] = [str(ROOT / "tests" / "bench"), str(ROOT / "tests" / "unit")]
import corpus  # noqa: E402
from test_engines import act, items, nap, run  # noqa: E402


def files(out: Path) -> dict[str, bytes]:
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for name in ("graph", "annotations", "articles", "reports")
        for file in sorted((out / name).rglob("*"))
        if file.is_file()
    }


def html(text: Path, page: Path) -> None:
    """An article as a page: what is no plain text is read in a process of its own."""
    title, *rest = text.read_text(encoding="utf-8").splitlines()
    body = "".join(f"<p>{line}</p>" for line in rest)
    page.write_text(
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>', encoding="utf-8"
    )


def test_a_worker_killed_in_the_middle_changes_no_byte(tmp_path, pack):
    given, local, far = (tmp_path / name for name in ("in", "local", "far"))
    corpus.write(60, given, lengths=(600, 900, 700))
    texts = sorted(given.rglob("*.txt"))
    html(texts[3], given / "page.html")
    texts[3].unlink()
    build([given], local, pack)
    told: list[str] = []
    killed = threading.Event()
    with cluster(tmp_path, 2) as there:

        def step(step: str) -> None:
            told.append(step)
            if step.startswith("12 read") and not killed.is_set():
                killed.set()
                there.workers[0].kill()

        with opened("dask", 1, there.master, recipe.of_program) as engine:
            build([given], far, pack, on_step=step, engine=engine)
        assert killed.is_set()
        assert files(far) == files(local)
        assert sum(" read: " in each for each in told) == 60

        shutil.copy(texts[7], texts[8])
        texts[9].write_text(texts[9].read_text(encoding="utf-8").replace("局长", "副局长"), encoding="utf-8")
        told.clear()
        build([given], local, pack)
        with opened("dask", 1, there.master, recipe.of_program) as engine:
            build([given], far, pack, on_step=told.append, engine=engine)
        assert sum(" read: " in each for each in told) == 2
        assert files(far) == files(local)


def test_an_article_that_kills_its_workers_costs_nobody_else_and_a_part_of_the_graph_ends_the_build(tmp_path):
    given = items((5, "die"), count=30)
    with cluster(tmp_path, 2, nanny=True) as there, DaskEngine(there.master, recipe.of_program) as engine:
        read, issues = run(engine, given)
        assert read == [item.iri for item in given if not item.deed]
        assert [(issue.code, issue.where) for issue in issues] == [("engine.died", "005")]
        with pytest.raises(SettingsError, match="each worker that took it up died"):
            list(engine.spread(act, given[:8]))


def test_a_large_item_goes_its_way_without_a_warning(tmp_path, recwarn):
    large = bytes(11 << 20)
    with cluster(tmp_path, 1) as there, DaskEngine(there.master, recipe.of_program) as engine:
        assert list(engine.spread(len, [large] * 5)) == [len(large)] * 5
    assert not [each for each in recwarn if "large graph" in str(each.message)]


def test_a_worker_of_another_program_is_refused(tmp_path):
    other = tmp_path / "src"
    shutil.copytree(ROOT / "src", other)
    with (other / "kg_builder" / "model" / "codec.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    stranger = (other, ROOT / "tests", ROOT / "tests" / "unit")
    with cluster(tmp_path, 1) as there, DaskEngine(there.master, recipe.of_program) as engine:
        results = engine.map(nap, range(100_000), print)
        next(results)
        there.hire(stranger)
        there.wait()
        with pytest.raises(
            SettingsError, match=r"a worker is not made as this program is \(its code .* there, .* here\)"
        ):
            list(results)
        with (
            pytest.raises(SettingsError, match=r"the worker tcp://.* is not made as this program is \(its code "),
            DaskEngine(there.master, recipe.of_program),
        ):
            pass


def test_workers_that_are_all_gone_are_told_in_a_sentence(tmp_path):
    with cluster(tmp_path, 1) as there, DaskEngine(there.master, recipe.of_program, absence=1.0) as engine:
        results = engine.map(nap, range(100_000), print)
        next(results)
        there.workers[0].kill()
        with pytest.raises(SettingsError, match="the scheduler has no workers; start some: dask worker"):
            list(results)
        with (
            pytest.raises(SettingsError, match="the scheduler has no workers"),
            DaskEngine(there.master, recipe.of_program, patience=2.0),
        ):
            pass


def test_a_scheduler_that_is_gone_is_told_in_a_sentence(tmp_path):
    with cluster(tmp_path, 1) as there, DaskEngine(there.master, recipe.of_program) as engine:
        results = engine.map(nap, range(100_000), print)
        next(results)
        there.scheduler.kill()
        with pytest.raises(SettingsError, match="the connection to the scheduler was lost"):
            list(results)


@pytest.mark.parametrize("master", ["tcp://127.0.0.1:9", "nonsense", "http://127.0.0.1:9", "tls://127.0.0.1:9"])
def test_a_master_that_is_not_there_is_told_in_a_sentence(master):
    begun = time.monotonic()
    with (
        pytest.raises(SettingsError, match="no Dask scheduler answers there"),
        DaskEngine(master, recipe.of_program, patience=1.0),
    ):
        pass
    assert time.monotonic() - begun < 10  # a client that is half begun waits 20 s to be closed


def test_a_master_has_to_be_named():
    with pytest.raises(SettingsError, match="needs --master"), opened("dask", 1, None, recipe.of_program):
        pass
