"""Whole builds: the same bytes on every way, good articles beside broken ones, and no quote that does not stand."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from msgspec import structs

from kg_builder import rdf
from kg_builder.model.errors import SettingsError, SourceError
from kg_builder.model.span import Span
from kg_builder.pipeline import build, export, formats, reload
from kg_builder.project import latest

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "data" / "articles"


def kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg_builder.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, **environment}
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    text = next(SAMPLE.glob("*.txt")).read_text(encoding="utf-8")
    (folder / "b.txt").write_text(text, encoding="utf-8")
    (folder / "a.txt").write_text("青岛市司法局局长王建民表示，我们将坚决清除害群之马。", encoding="utf-8")
    (folder / "again.txt").write_text(text, encoding="utf-8")
    return folder


def digests(out: Path) -> dict[str, str]:
    """Of all files but the two that tell how long the run took."""
    root = latest(out).root
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name not in ("run.json", "MANIFEST"))
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_bytes_on_one_process_and_two_and_in_any_order(corpus, tmp_path, pack):
    one = build([corpus], tmp_path / "one", pack)
    build([corpus / "b.txt", corpus / "again.txt", corpus / "a.txt"], tmp_path / "other", pack, workers=2)
    assert one.articles == 2  # the same text twice is one article
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_the_hash_seed_is_irrelevant(corpus, tmp_path):
    for seed in ("1", "2"):
        run = kg("build", corpus, "-o", tmp_path / seed, "--quiet", PYTHONHASHSEED=seed)
        assert run.returncode == 0, run.stderr
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_a_broken_file_harms_no_other(corpus, tmp_path, pack):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_bytes((corpus / "a.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "mark.txt").write_bytes(b"\xef\xbb\xbf")
    summary = build([folder], tmp_path / "out", pack)
    alone = build([corpus / "a.txt"], tmp_path / "alone", pack)
    assert [issue.where for issue in summary.issues] == ["binary.txt", "empty.txt", "mark.txt"]
    assert summary.articles == 1
    assert summary.statements["leads"] == alone.statements["leads"] == 1
    assert not summary.faults


def test_a_wrong_quote_fails_the_build(graph, sample, tmp_path, pack, monkeypatch):
    texts = {sample.document.article.header.id: sample.document.article.text}
    assert rdf.misquoted(graph, texts) == ()
    key, statement = next(iter(graph.statements.items()))
    moved = structs.replace(statement.evidence[0], span=Span(0, 3))
    broken = structs.replace(graph, statements={**graph.statements, key: structs.replace(statement, evidence=(moved,))})
    assert [issue.code for issue in rdf.misquoted(broken, texts)] == ["evidence.quote"]
    bare = structs.replace(graph, statements={**graph.statements, key: structs.replace(statement, evidence=())})
    assert [issue.code for issue in rdf.misquoted(bare, texts)] == ["evidence.none"]
    module = sys.modules["kg_builder.pipeline.linking"]
    real = module.state
    monkeypatch.setattr(
        module,
        "state",
        lambda *given: [
            structs.replace(each, evidence=(structs.replace(each.evidence[0], span=Span(0, 3)),))
            for each in real(*given)
        ],
    )
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").write_text("the last good build")
    summary = build([SAMPLE], tmp_path / "out", pack)
    assert summary.faults
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".kg-builder", "kept"]
    assert summary.folder == tmp_path / "out" / ".kg-builder" / "rejected"
    assert not json.loads((summary.folder / "reports" / "validation.json").read_text(encoding="utf-8"))["conforms"]


def test_every_statement_can_be_read_back(tmp_path, pack):
    build([SAMPLE], tmp_path, pack)
    graph, texts = reload(tmp_path)
    assert len(graph.statements) > 100
    for statement in graph.statements.values():
        assert statement.evidence
        for evidence in statement.evidence:
            assert texts[evidence.article][evidence.span.start : evidence.span.end] == evidence.quote


def test_nothing_crosses_from_one_speaker_to_another(sample, graph):
    sections = [s for s in sample.document.sections if s.byline]
    assert len(sections) == 4
    text = sample.document.article.text
    for statement in graph.statements.values():
        for evidence in statement.evidence:
            if evidence.speaker:
                section = next(s for s in sections if s.span.contains(evidence.span))
                assert graph.entities[evidence.speaker].name == section.byline.name.of(text)


def terms(quad: pyoxigraph.Quad) -> tuple[str, ...]:
    graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
    return (str(quad.subject), str(quad.predicate), str(quad.object), graph)


def term(value: rdflib.term.Node) -> str:
    """An rdflib term as N-Quads write it."""
    if isinstance(value, rdflib.URIRef):
        return f"<{value}>"
    datatype = pyoxigraph.NamedNode(value.datatype) if value.datatype else None
    return str(pyoxigraph.Literal(str(value), language=value.language, datatype=datatype))


def test_the_archive_holds_the_same_terms_in_both_engines(tmp_path, pack):
    build([SAMPLE], tmp_path, pack)
    file = tmp_path / "graph" / "kg.nq"
    lines = set(file.read_text(encoding="utf-8").splitlines())
    store = rdf.open_store(file)
    ours = {" ".join(part for part in (*terms(quad), ".") if part) for quad in store}
    dataset = rdflib.Dataset().parse(file, format="nquads")
    default = dataset.default_graph.identifier  # rdflib names the default graph by an IRI of its own
    theirs = {
        " ".join([*map(term, (s, p, o)), *([] if g in (None, default) else [f"<{g}>"]), "."])
        for s, p, o, g in dataset.quads()
    }
    assert len(store) == len(list(dataset.quads())) == len(lines) > 1000
    assert ours == lines  # no term was rewritten: every literal is canonical
    assert theirs == lines


def test_turtle_and_trig_and_jsonld_say_the_same(tmp_path, pack):
    build([SAMPLE], tmp_path, pack)
    folder = tmp_path / "graph"

    def read(name: str, form: pyoxigraph.RdfFormat) -> set[tuple[str, ...]]:
        return {terms(quad) for quad in pyoxigraph.parse((folder / name).read_bytes(), format=form)}

    archive = read("kg.nq", pyoxigraph.RdfFormat.N_QUADS)
    assert len(archive) > 1000
    assert {graph.rsplit("/", 2)[-2] for *_, graph in archive if graph} == {"graph"}
    assert read("kg.trig", pyoxigraph.RdfFormat.TRIG) == archive
    assert read("kg.jsonld", pyoxigraph.RdfFormat.JSON_LD) == archive
    turtle = read("kg.ttl", pyoxigraph.RdfFormat.TURTLE)
    assert len(turtle) > 300
    assert turtle < archive
    plain = rdflib.Graph().parse(folder / "kg.ttl", format="turtle")
    assert len(plain) == len(turtle)
    linked = rdflib.Dataset().parse(folder / "kg.jsonld", format="json-ld")
    assert len(list(linked.quads())) == len(archive)


def test_every_format_is_written(tmp_path, graph, sample):
    texts = {sample.document.article.header.id: sample.document.article.text}
    for form in formats():
        files = export(graph, texts, form, tmp_path)
        assert all(file.stat().st_size > 100 for file in files), form


@pytest.mark.parametrize("verb", ["build", "validate", "export", "query", "evaluate", "inspect", "why", "pack"])
def test_every_verb_has_help(verb):
    run = kg(verb, "--help")
    assert run.returncode == 0
    assert "Usage" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("build", "no-such-folder"), "no-such-folder"),
        (("validate", "no-such-build"), "kg-builder build"),
        (("build", str(SAMPLE), "--pack", "no-such-pack"), "no-such-pack"),
        (("evaluate", "no-such-gold"), "no-such-gold"),
        (("query", "no-such-build", "who-leads-what"), "kg-builder build"),
        (("query", "who-leads-what"), "kg-builder query output who-leads-what"),
        (("query", "no-such-build", "regions", "--format", "xml"), "table, json or csv"),
        (("export", "no-such-build"), "kg-builder build"),
        (("export", "no-such-build", "--format", "xml"), "jsonld"),
        (("inspect", str(SAMPLE)), "one article"),
        (("build", str(SAMPLE), "-o", str(ROOT / "README.md")), "takes a folder"),
    ],
)
def test_a_mistake_gets_one_sentence(arguments, word, tmp_path):
    run = kg(*arguments)
    assert run.returncode == 2
    assert word in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_build_and_ask(tmp_path):
    out = tmp_path / "out"
    assert kg("build", SAMPLE, "-o", out).returncode == 0
    assert kg("validate", out).returncode == 0
    asked = kg("query", out, "who-leads-what", "--format", "json")
    rows = json.loads(asked.stdout)
    assert {(row["official"], row["body"]) for row in rows} == {
        ("朱勇志", "济宁市司法局"), ("丁辉", "日照市司法局"), ("陈霖", "临沂市司法局"), ("商光胜", "聊城市司法局"),
    }  # fmt: skip
    assert kg("why", out, "丁辉").returncode == 0
    assert "朱勇志" in kg("inspect", next(SAMPLE.glob("*.txt"))).stdout
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert manifest["articles"] == 1
    assert len(manifest["inputs"][0]["sha256"]) == 64


def test_nothing_to_read_is_a_mistake(tmp_path, pack):
    with pytest.raises(SourceError, match="no article"):
        build([tmp_path], tmp_path / "out", pack)
    with pytest.raises(SourceError, match="no such file"):
        build([tmp_path / "nowhere"], tmp_path / "out", pack)
    assert not list(tmp_path.iterdir())  # nothing is left behind


def test_a_mistyped_path_takes_nothing_of_what_was_read(tmp_path, pack):
    (tmp_path / "empty").mkdir()
    build([SAMPLE], tmp_path / "out", pack)
    once = digests(tmp_path / "out")
    workbook = tmp_path / "out" / ".kg-builder" / "workbook.sqlite"
    with pytest.raises(SourceError, match="no article"):
        build([tmp_path / "empty"], tmp_path / "out", pack)
    read: list[str] = []
    build([SAMPLE], tmp_path / "out", pack, on_step=read.append)
    assert workbook.exists()
    assert not [step for step in read if " read: " in step]
    assert digests(tmp_path / "out") == once


def test_a_build_replaces_only_what_a_build_wrote(tmp_path, pack):
    mine = tmp_path / "articles"
    mine.mkdir()
    (mine / "a.txt").write_text("我的文章。", encoding="utf-8")
    for paths in ([SAMPLE], [tmp_path], [mine]):
        with pytest.raises(SettingsError, match="give another folder"):
            build(paths, tmp_path, pack)
    assert [path.name for path in mine.iterdir()] == ["a.txt"]
    with pytest.raises(SettingsError, match="this is a file"):
        build([SAMPLE], mine / "a.txt", pack)
    with pytest.raises(SettingsError, match="cannot be written"):
        build([SAMPLE], mine / "a.txt" / "out", pack)


def test_building_again_in_the_same_place_gives_the_same_bytes(corpus, tmp_path, pack):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes((corpus / "a.txt").read_bytes())
    out = folder / "output"
    (out / "reports").mkdir(parents=True)
    (out / "reports" / "evaluation.json").write_text("{}")  # `evaluate -o` may come before the first build
    (out / "mine.csv").write_text("stays")
    build([folder], out, pack)
    once = digests(out)
    again = build([folder], out, pack)
    assert digests(out) == once
    assert (again.articles, again.issues) == (1, ())  # nothing below OUT was taken for an article
    assert sorted(path.name for path in out.iterdir()) == [
        ".kg-builder", "annotations", "articles", "evaluation.json", "graph", "mine.csv", "reports", "run.json",
    ]  # fmt: skip


def test_a_build_cut_short_leaves_what_it_read(tmp_path, pack, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["kg_builder.pipeline.build"].Corpus, "update", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build([SAMPLE], tmp_path / "out", pack)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".kg-builder"]


def test_names_that_look_like_markup_are_names(corpus, tmp_path):
    folder = tmp_path / "[red]in"
    folder.mkdir()
    (folder / "[b]a[-b].txt").write_bytes((corpus / "a.txt").read_bytes())
    run = kg("build", folder, "-o", tmp_path / "[/b]")
    assert run.returncode == 0
    assert str(tmp_path / "[/b]") in run.stdout
    assert not run.stderr  # quiet when piped


def test_a_pipe_gets_utf8_whatever_the_locale(tmp_path):
    article = next(SAMPLE.glob("*.txt"))
    shown = kg("inspect", article, PYTHONIOENCODING="ascii")
    assert shown.returncode == 0, shown.stderr
    lines = article.read_text(encoding="utf-8").splitlines()
    assert all(any(line.strip() in seen for seen in shown.stdout.splitlines()) for line in lines)  # and no line is cut
