"""Whatever happened before, a build in the same place gives the bytes of a clean build."""

import hashlib
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg_builder.ingest import sources
from kg_builder.pipeline import annotate as annotated
from kg_builder.pipeline import assemble, build, lines, recipe, reload

CONSTRUCTED = Path(__file__).parent.parent.parent / "data" / "gold" / "constructed"
SHORT = (
    "青岛市司法局局长王建民表示，我们将坚决清除害群之马。",
    "2021年3月5日，青岛市司法局党组书记王建民强调，要增强“四个意识”、坚定“四个自信”。",
    "烟台市司法局局长王建民说，将切实增强政治意识、大局意识、核心意识、看齐意识。",
    "王建民出席会议并讲话。",
    "王建民，男，1965年生，2015年3月任青岛市司法局局长，2021年6月任烟台市公安局局长。",
    "烟台市公安局局长王建民在全市政法工作会议上强调，抓好查纠整改环节各项工作。",
    "2021年6月8日，全市政法工作会议在烟台召开。会议强调，坚持人民至上、生命至上。",
    "市委政法委书记李国强表示，全省政法队伍教育整顿查纠整改环节已经启动。",
    "中共青岛市委政法委书记李国强表示，切实做到“两个维护”，增强政治意识。",
    "2022年1月10日，全市政法工作会议召开，市司法局局长赵海涛作报告。",
    "鼓楼区司法局局长赵海涛表示，将顽瘴痼疾整治到底。",
)  # fmt: skip
LONG = tuple(file.read_text(encoding="utf-8")[:700] for file in sorted(CONSTRUCTED.glob("*.txt"))[:12])
REPRINTS = tuple(
    f"来源：某某网\n{text}\n责任编辑：甲乙\n发布时间：2023-0{number}-01\n" for number, text in enumerate(LONG[:3], 1)
)
TEXTS = (*SHORT, *LONG, *REPRINTS)
SLOTS = ("a.txt", "b.txt", "c/2021-03-05.txt", "c/2022.txt", "d.txt", "e.txt", "f.md")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(SLOTS), st.integers(0, len(TEXTS) - 1)),
        st.tuples(st.just("remove"), st.sampled_from(SLOTS), st.just(0)),
        st.tuples(st.just("rename"), st.sampled_from(SLOTS), st.integers(0, len(SLOTS) - 1)),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_shapes(monkeypatch):
    """A large graph's way: nothing is written or checked as a whole."""
    monkeypatch.setattr(sys.modules["kg_builder.pipeline.build"], "SHAPED", 0)


def digests(out: Path) -> dict[str, str]:
    files = sorted(
        path
        for folder in ("graph", "articles", "annotations", "reports")
        for path in (out / folder).rglob("*")
        if path.is_file()
    )
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def clean(folder: Path, pack, **options: int) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as place:
        build([folder], Path(place) / "out", pack, **options)
        return digests(Path(place) / "out")


def put(folder: Path, slot: str, text: int) -> None:
    file = folder / slot
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEXTS[text], encoding="utf-8")


def step(folder: Path, what: str, slot: str, number: int) -> None:
    file = folder / slot
    if what == "put":
        put(folder, slot, number)
    elif file.exists() and what == "remove":
        file.unlink()
    elif file.exists() and what == "rename":
        file.replace(folder / SLOTS[number]) if (folder / SLOTS[number]).parent.is_dir() else None
    if not any(path.is_file() for path in folder.rglob("*")):
        put(folder, "a.txt", 0)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(SLOTS), st.integers(0, len(TEXTS) - 1)), min_size=1, max_size=7), STEPS)
def test_a_build_after_any_changes_is_a_clean_build(pack, begin, steps):
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "in", Path(place) / "out"
        for slot, text in begin:
            put(folder, slot, text)
        build([folder], out, pack)
        for number, each in enumerate(steps):
            step(folder, *each)
            build([folder], out, pack, workers=2 if number == 3 else 1)
            assert digests(out) == clean(folder, pack), each


@pytest.fixture
def corpus(tmp_path) -> Path:
    for slot, text in zip(SLOTS, range(len(SLOTS)), strict=True):
        put(tmp_path / "in", slot, text)
    return tmp_path / "in"


def test_the_graph_of_the_files_is_that_of_the_articles(corpus, tmp_path, pack):
    for slot, text in (("d.txt", len(SHORT)), ("e.txt", len(SHORT) + len(LONG))):  # an article and its reprint
        put(corpus, slot, text)
    build([corpus], tmp_path / "out", pack)
    put(corpus, "a.txt", 9)
    build([corpus], tmp_path / "out", pack)
    read = sorted((annotated(s, pack) for s in sources([corpus], print)), key=lambda a: a.document.article.header.id)
    graph, _ = reload(tmp_path / "out")
    assert graph == assemble(read, pack)
    assert b"".join(lines.written(graph)) == (tmp_path / "out" / "graph" / "kg.jsonl").read_bytes()
    assert any(header.reprint and header.reprint.repeated for header in graph.articles.values())


def test_a_change_is_read_and_nothing_else(corpus, tmp_path, pack, monkeypatch):
    build([corpus], tmp_path / "out", pack)
    seen = []
    module = sys.modules["kg_builder.pipeline.reading"]
    real = module.annotate
    monkeypatch.setattr(module, "annotate", lambda source, pack: seen.append(source.iri) or real(source, pack))
    build([corpus], tmp_path / "out", pack)
    assert seen == []
    put(corpus, "b.txt", 8)
    build([corpus], tmp_path / "out", pack)
    assert seen == ["b.txt"]


def _torn(out: Path) -> None:
    file = out / ".kg-builder" / "workbook.sqlite"
    data = bytearray(file.read_bytes())
    for place in range(3000, len(data), 5000):
        data[place : place + 40] = b"\xff" * 40
    file.write_bytes(data)


def _foreign(out: Path) -> None:
    (out / ".kg-builder" / "workbook.sqlite").write_bytes(b"not a database" * 1000)


def _value(out: Path) -> None:
    with sqlite3.connect(out / ".kg-builder" / "workbook.sqlite") as book:
        book.execute("UPDATE claim SET value = substr(value, 1, 20) || X'00' || substr(value, 22)")
    book.close()


def _reading(out: Path) -> None:
    with sqlite3.connect(out / ".kg-builder" / "workbook.sqlite") as book:
        book.execute("UPDATE reading SET profile = NULL, whole = X'00', head = X'00'")
    book.close()


def _archive(out: Path) -> None:
    file = out / "graph" / "kg.nq"
    file.write_bytes(file.read_bytes().replace("青岛".encode(), "济南".encode()))


def _gone(out: Path) -> None:
    shutil.rmtree((out / "graph").resolve())


def _text(out: Path) -> None:
    file = next((out / "articles").iterdir())
    file.write_text("另一篇文章", encoding="utf-8")


@pytest.mark.parametrize("harm", [_torn, _foreign, _value, _reading, _archive, _gone, _text])
def test_a_damaged_workbook_or_file_costs_time_only(corpus, tmp_path, pack, harm):
    out = tmp_path / "out"
    build([corpus], out, pack)
    harm(out)
    put(corpus, "d.txt", 10)
    build([corpus], out, pack)
    assert digests(out) == clean(corpus, pack)


@pytest.mark.parametrize("part", ["of_reading", "of_graph"])
def test_another_recipe_is_another_build(corpus, tmp_path, pack, monkeypatch, part):
    out = tmp_path / "out"
    build([corpus], out, pack)
    before = digests(out)
    monkeypatch.setattr(recipe, part, lambda pack: "other code")
    build([corpus], out, pack)
    assert digests(out) == before


def test_another_pack_is_another_build(corpus, tmp_path, pack):
    import dataclasses

    out = tmp_path / "out"
    build([corpus], out, pack)
    other = dataclasses.replace(pack, entries=pack.entries[:10], fingerprint="other")
    build([corpus], out, other)
    assert digests(out) == clean(corpus, other)
    assert digests(out) != clean(corpus, pack)


def test_a_build_cut_short_keeps_what_it_read(corpus, tmp_path, pack, monkeypatch):
    out = tmp_path / "out"

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["kg_builder.pipeline.build"].Corpus, "update", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build([corpus], out, pack)
    monkeypatch.setattr(sys.modules["kg_builder.pipeline.reading"], "annotate", interrupted)
    build([corpus], out, pack)  # nothing is left to read
    monkeypatch.undo()
    monkeypatch.setattr(sys.modules["kg_builder.pipeline.build"], "SHAPED", 0)
    assert digests(out) == clean(corpus, pack)


def test_small_bounds_change_no_byte(corpus, tmp_path, pack, monkeypatch):
    """Subjects made row by row, records handed on one by one, pieces in many runs, batches of one: the same files."""
    wanted = clean(corpus, pack)
    for module, name, value in (
        ("pipeline.writing", "_ROWS", 2),
        ("pipeline.writing", "_READ", 1),
        ("pipeline.writing", "_SAID", 1),
        ("pipeline.making", "_MUCH", 1),
        ("pipeline.corpus", "_NAMES", 1),
        ("rdf.pieces", "_SOME", 2),
        ("rdf.serialize", "_SEEN", 3),
    ):
        monkeypatch.setattr(sys.modules[f"kg_builder.{module}"], name, value)
    pieces = sys.modules["kg_builder.workbook.pieces"]
    monkeypatch.setattr(pieces.Pieces.__init__, "__defaults__", (2000,))
    assert clean(corpus, pack) == wanted
    (corpus / "a.txt").write_text(TEXTS[5], encoding="utf-8")
    monkeypatch.undo()
    assert clean(corpus, pack) != wanted
