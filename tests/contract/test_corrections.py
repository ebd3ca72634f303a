"""serve --edit: what a page asks for, shows and writes, as a reader without scripts meets it; and what is refused."""

import fcntl
import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from serving import serving

from kg_builder.curate import locked as lock
from kg_builder.curate import read_ledger
from kg_builder.model.correction import Action
from kg_builder.model.pack import Pack
from kg_builder.pipeline import build, reload
from kg_builder.serve.editing.desk import Desk
from kg_builder.serve.editing.gate import Gate

ONE = "云川见闻\n2021-03-05\n\n青岛市司法局局长王建民表示，我们将坚决清除害群之马。青岛市司法局副局长李禾出席。\n"
TWO = "会议消息\n2021-04-06\n\n青岛市司法局局长王健民主持会议。\n"
ACTIONS = ("confirm", "reject", "rename", "retype", "same", "different", "add", "undo")


class Reader:
    """A browser without scripts: sends the forms that a page holds."""

    def __init__(self, address: str, desk: Desk, graph, place: Path) -> None:
        self.http = httpx.Client(base_url=address, headers={"Accept": "text/html", "Accept-Language": "zh"}, timeout=30)
        self.address, self.desk, self.graph, self.place = address, desk, graph, place

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path, follow_redirects=True)

    def enter(self) -> "Reader":
        assert self.http.get(f"/edit/{self.desk.gate.token}").status_code == 303
        return self

    def send(self, page: httpx.Response, step: str, number: int = -1, **fields: str) -> httpx.Response:
        """Sends one of the forms of corrections of a page, its hidden fields and `fields`."""
        form = re.findall(r'<form[^>]*method="post".*?</form>', page.text, re.S)[number]
        at = html.unescape(re.search(r'action="([^"]*)"', form)[1])
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
        data = {name: html.unescape(value) for name, value in hidden} | {"step": step} | fields
        return self.http.post(at, data=data, headers={"Origin": self.address})

    def correct(self, action: str, of: str, **fields: str) -> httpx.Response:
        """The whole way: the form, what it would change, the line."""
        shown = self.send(self.get(f"/correct/{action}?of={quote(of)}"), "look", **fields)
        assert shown.status_code == 200, shown.text
        return self.send(shown, "write", 0)

    @property
    def ledger(self):
        file = self.desk.state().file
        return read_ledger(file).entries if file.exists() else ()

    def entity(self, name: str) -> str:
        return next(e.id for e in self.graph.entities.values() if e.name == name)

    def statement(self, name: str, predicate: str) -> str:
        own = self.entity(name)
        return next(s.id for s in self.graph.statements.values() if s.subject == own and s.predicate == predicate)


@contextmanager
def correcting(place: Path, pack: Pack) -> Iterator[Reader]:
    """A reader who may correct, at the server of a build of two articles."""
    (place / "data" / "articles").mkdir(parents=True)
    for name, text in (("a.txt", ONE), ("b.txt", TWO)):
        (place / "data" / "articles" / name).write_text(text, encoding="utf-8")
    build([place / "data" / "articles"], place / "out", pack)
    desk = Desk(place / "out", None, "林原", Gate(8000))
    graph, _ = reload(place / "out")
    with serving(place / "out", desk=desk) as address:
        yield Reader(address, desk, graph, place).enter()


@pytest.fixture(scope="module")
def entered(tmp_path_factory, pack) -> Iterator[Reader]:
    with correcting(tmp_path_factory.mktemp("corrections"), pack) as reader:
        yield reader


@pytest.fixture
def reader(entered) -> Reader:
    (entered.place / "data" / "curation" / "corrections.jsonl").unlink(missing_ok=True)
    return entered


def test_without_edit_there_is_nothing_of_it(built):
    with serving(built) as address:
        for path in ("/corrections", "/edit/x", *(f"/correct/{action}" for action in ACTIONS)):
            assert httpx.get(address + path).status_code == 404
            assert httpx.post(address + path, data={"a": "1"}).status_code == 404
        found = httpx.get(f"{address}/search?kind=Official").text
        page = httpx.get(address + re.search(r'href="(/page/official/[^"]*)"', found)[1]).text
        assert "/correct" not in page
        assert "edit.css" not in page


def test_without_the_cookie_a_reader_reads_and_no_more(reader):
    statement = f"statement/{reader.statement('王建民', 'leads')}"
    stranger = httpx.Client(base_url=reader.address, headers={"Accept": "text/html"})
    assert "/correct/" not in stranger.get(f"/page/{statement}").text
    assert "/correct/" in reader.get(f"/page/{statement}").text
    for path in ("/corrections", f"/correct/reject?of={statement}", "/edit/wrong"):
        assert stranger.get(path).status_code == 403
    form = {"form": reader.desk.gate.seal("form", "reject", statement), "reason": "误读", "step": "look"}
    at, own = f"/correct/reject?of={statement}", {"Origin": reader.address}
    assert stranger.post(at, data=form, headers=own).status_code == 403
    assert reader.http.post(at, data=form, headers={"Origin": "http://evil.example"}).status_code == 403
    assert reader.http.post(at, data=form, headers={**own, "Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert reader.http.post(at, data=form).status_code == 403
    assert reader.http.post(at, data={**form, "form": "0" * 64}, headers=own).status_code == 403
    assert reader.http.post(at, json=form, headers=own).status_code == 415
    assert (
        reader.http.post(
            at, content=b"a" * 70_000, headers={**own, "Content-Type": "application/x-www-form-urlencoded"}
        ).status_code
        == 413
    )
    assert reader.http.post(at, data=form, headers={**own, "Host": "evil.example"}).status_code == 421
    assert reader.ledger == ()
    assert reader.http.post(at, data=form, headers=own).status_code == 200


def test_a_rejection_is_shown_then_written_then_undone(tmp_path, pack):
    with correcting(tmp_path, pack) as reader:
        _rejected_and_undone(reader, tmp_path, pack)


def _rejected_and_undone(reader: Reader, place: Path, pack: Pack) -> None:
    own = reader.statement("王建民", "leads")
    page = reader.get(f"/correct/reject?of=statement/{own}")
    assert "坚决清除害群之马" in page.text or "青岛市司法局局长" in page.text
    assert page.headers["referrer-policy"] == "same-origin"  # else the browser sends "Origin: null"
    assert page.headers["cache-control"] == "no-store"
    bare = reader.send(page, "look")
    assert bare.status_code == 422
    assert "请写明理由" in bare.text
    shown = reader.send(page, "look", reason="误读")
    assert "自动抽取 → <b>已驳回</b>" in shown.text
    assert reader.ledger == ()
    done = reader.send(shown, "write", 0)
    assert done.status_code == 303
    (entry,) = reader.ledger
    line = entry.correction
    assert (line.action, line.subject, line.reason, line.author) == (Action.REJECT, f"statement/{own}", "误读", "林原")
    listed = reader.get(done.headers["location"])
    assert line.id in listed.text
    assert 'class="tag state coming"' in listed.text
    build([place / "data" / "articles"], place / "out", pack)
    assert 'class="tag state in_force"' in reader.get("/corrections").text
    assert reader.correct("undo", f"correction/{line.id}", reason="原来不误").status_code == 303
    assert [each.correction.action for each in reader.ledger] == [Action.REJECT, Action.UNDO]
    assert 'class="tag state undone"' in reader.get("/corrections").text
    again = reader.send(reader.get(f"/correct/undo?of=correction/{line.id}"), "look", reason="再撤销")
    assert again.status_code == 409
    assert "does not hold any more" in again.text
    assert reader.correct("undo", f"correction/{reader.ledger[1].correction.id}", reason="恢复").status_code == 303


def test_one_place_can_be_rejected_and_a_statement_confirmed(reader):
    statement = reader.graph.statements[reader.statement("王建民", "leads")]
    assert reader.correct("reject", f"evidence/{statement.evidence[0].id}", reason="此处未说").status_code == 303
    assert reader.correct("confirm", f"statement/{statement.id}", reason="别处可证").status_code == 303
    assert [each.correction.subject.partition("/")[0] for each in reader.ledger] == ["evidence", "statement"]


def test_an_entity_is_renamed_and_given_another_class(reader):
    own = reader.entity("李禾")
    assert 'value="李禾"' in reader.get(f"/correct/rename?of={own}").text
    assert reader.correct("rename", own, name="李和", reason="原文有误").status_code == 303
    assert reader.correct("retype", own, kind="Post", reason="是职务").status_code == 303
    assert [each.correction.object for each in reader.ledger] == ["李和", "Post"]
    wrong = reader.send(reader.get(f"/correct/retype?of={own}"), "look", kind="Ghost", reason="x")
    assert wrong.status_code == 409
    assert "is no class" in html.unescape(wrong.text)


@pytest.mark.parametrize("action", ["same", "different"])
def test_the_other_one_is_searched_for_and_chosen(reader, action):
    own, other = reader.entity("王健民"), reader.entity("王建民")
    page = reader.get(f"/correct/{action}?of={own}")
    searched = reader.send(page, "search", other_q="wangjianmin", reason="同一局长")
    assert searched.status_code == 200
    assert 'role="alert"' not in searched.text
    assert reader.send(page, "look", other_q="wangjianmin", reason="同一局长").status_code == 422  # none was chosen
    assert f'value="{other}"' in searched.text
    assert f'value="{own}"' not in searched.text
    shown = reader.send(searched, "look", other_q="wangjianmin", other=other, reason="同一局长")
    assert shown.status_code == 200
    if action == "same":
        assert "并入" in shown.text
    assert reader.send(shown, "write", 0).status_code == 303
    line = reader.ledger[0].correction
    assert (line.action, line.subject, line.object) == (action, own, other)


def test_a_choice_for_an_earlier_search_does_not_count(reader):
    page = reader.get(f"/correct/same?of={reader.entity('王健民')}")
    sent = reader.send(page, "look", other_q="lihe", other=reader.entity("王建民"), reason="x")
    assert sent.status_code == 422


def test_a_statement_is_added_from_an_entity_in_both_directions(reader):
    official, bureau = reader.entity("李禾"), reader.entity("青岛市司法局")
    fields = {"other_q": official, "other": official, "reason": "见任免公告"}
    assert reader.correct("add", bureau, relation="to leads", **fields).status_code == 303
    line = reader.ledger[0].correction
    assert (line.subject, line.predicate, line.object) == (official, "leads", bureau)
    assert line.evidence is None
    misfit = reader.send(reader.get(f"/correct/add?of={bureau}"), "look", relation="from leads", **fields)
    assert misfit.status_code == 422


def test_a_statement_is_added_from_an_article_with_its_words(reader):
    article = next(a for a in reader.graph.articles.values() if a.title == "云川见闻" or "a.txt" in a.source)
    page = reader.get(f"/correct/add?of=article/{article.id}&words={quote('副局长李禾')}")
    assert page.text.count('name="place"') == 1
    official, bureau = reader.entity("李禾"), reader.entity("青岛市司法局")
    ends = {"first_q": "lihe", "first": official, "other_q": "青岛市司法局", "other": bureau, "relation": "from leads"}
    many = reader.send(page, "look", words="青岛市 司法局", reason="x", **ends)
    assert many.status_code == 422
    assert many.text.count('name="place"') == 2
    assert reader.send(page, "look", words="没有这些字", reason="x", **ends).status_code == 422
    shown = reader.send(page, "look", words="副局长李禾", reason="文中有", **ends)
    assert reader.send(shown, "write", 0).status_code == 303
    line = reader.ledger[0].correction
    assert line.evidence.article == article.id
    assert line.evidence.span.of(reader.desk.state().texts[article.id]) == "副局长李禾"


def test_what_is_written_is_what_was_shown(reader):
    shown = reader.send(reader.get(f"/correct/rename?of={reader.entity('李禾')}"), "look", name="李和", reason="误")
    assert reader.send(shown, "write", 0, name="李贺").status_code == 403
    assert reader.ledger == ()


def test_what_changed_meanwhile_is_shown_again(reader):
    own = reader.entity("李禾")
    shown = reader.send(reader.get(f"/correct/rename?of={own}"), "look", name="李和", reason="误")
    assert reader.correct("rename", own, name="李鹤", reason="先写").status_code == 303
    late = reader.send(shown, "write", 0)
    assert late.status_code == 409
    assert "请再看一次" in late.text
    assert len(reader.ledger) == 1
    assert reader.send(late, "write", 0).status_code == 303  # seen, and meant
    assert reader.send(late, "write", 0).status_code == 409  # pressed twice


def test_a_faulty_a_locked_and_a_missing_ledger_are_told_in_words(reader, monkeypatch):
    own = reader.entity("李禾")
    shown = reader.send(reader.get(f"/correct/rename?of={own}"), "look", name="李和", reason="误")
    file = reader.desk.state().file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    shown = reader.send(reader.get(f"/correct/rename?of={own}"), "look", name="李和", reason="误")
    monkeypatch.setattr(lock.locked.__wrapped__, "__defaults__", (0.1,))
    handle = os.open(file, os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    busy = reader.send(shown, "write", 0)
    os.close(handle)
    assert busy.status_code == 409
    assert "another process is writing it" in busy.text
    file.write_text("<<<<<<< ours\n", encoding="utf-8")
    for path in ("/corrections", f"/correct/rename?of={own}"):
        page = reader.get(path)
        assert page.status_code == 409
        assert "merge conflict" in page.text


@pytest.mark.parametrize(
    "path",
    ["reject?of=statement/0123456789abcdef", "reject?of=evidence/x", "rename?of=official/nobody-00000000", "rename", "undo?of=correction/0",
     "rename?of=statement/0123456789abcdef", "paint?of=x", "add?of=article/0123456789abcdef", "reject?of=%00%FF"],
)  # fmt: skip
def test_what_is_not_there_is_no_page(reader, path):
    assert reader.get(f"/correct/{path}").status_code == 404


def test_names_and_reasons_are_escaped_and_kept_in_one_line(reader):
    reason = "<script>alert(1)</script>\n\"'"
    assert reader.correct("rename", reader.entity("李禾"), name="<b>李</b>", reason=reason).status_code == 303
    page = reader.get("/corrections?lang=en")
    assert "<script>alert" not in page.text
    assert "<b>李" not in page.text
    assert "with the next build" in page.text
    assert reader.ledger[0].correction.reason == "<script>alert(1)</script> \"'"


def test_corrections_are_for_this_machine_and_have_an_author(built, tmp_path):
    def refused(*arguments: str, **variables: str) -> str:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", **variables}
        environment.pop("KG_BUILDER_AUTHOR", None)
        command = [sys.executable, "-m", "kg_builder.cli", "serve", str(built), "--port", "0", *arguments]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment, cwd=tmp_path)
        assert run.returncode == 2, run.stderr
        assert len(run.stderr.strip().splitlines()) == 1
        return run.stderr

    assert "--host 127.0.0.1" in refused("--edit", "--author", "林原", "--host", "0.0.0.0")
    assert "--author NAME" in refused("--edit")
    assert "add --edit" in refused("--author", "林原")


def test_the_link_that_is_printed_opens_and_no_log_tells_it(built, tmp_path):
    command = [
        sys.executable,
        "-m",
        "kg_builder.cli",
        "serve",
        str(built),
        "--port",
        "0",
        "--edit",
        "--author",
        "林原",
        "--log",
    ]
    ledger = tmp_path / "own.jsonl"
    with subprocess.Popen(
        [*command, "--curation", str(ledger)], stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path
    ) as server:
        lines = [server.stderr.readline() for _ in range(4)]
        link, told = lines[2].split("  ")
        assert "林原" in told
        assert "own.jsonl" in told
        with httpx.Client(headers={"Accept": "text/html"}, follow_redirects=True, timeout=30) as client:
            base, _, token = link.partition("/edit/")
            assert client.get(f"{base}/corrections").status_code == 403
            assert client.get(f"{base}/%65dit/{token}").status_code == 200
            page = client.get(f"{base}/corrections")
            assert page.status_code == 200
            assert "own.jsonl" in page.text
        server.terminate()
        logged = server.stderr.read()
    assert "GET /edit/" in logged
    assert token not in logged
    assert not ledger.exists()  # reading it makes none
