"""The ledger: strict reading, safe appending, and merges in git."""

import json
import multiprocessing
import os
import subprocess
from pathlib import Path

import pytest
from invented import LI, OFFICE, ZHOU, ZHOU2, P, decide, undoing

from kg_builder.curate import Ledger, append, make, read_ledger, undo
from kg_builder.curate.ledger import line_of, parse
from kg_builder.curate.locked import locked
from kg_builder.model.correction import Action, Place
from kg_builder.model.errors import LedgerError
from kg_builder.model.span import Span

FILE = Path("corrections.jsonl")
SAME = decide("same", ZHOU2, ZHOU)
RENAME = decide("rename", LI, "李和")
ADD = decide("add", LI, OFFICE, predicate=P.LEADS, evidence=Place("0" * 16, Span(3, 9)))


def changed(**more) -> bytes:
    return json.dumps(json.loads(line_of(SAME)) | more, ensure_ascii=False).encode()


def test_what_was_appended_is_read_back_in_order(tmp_path):
    file = tmp_path / "curation" / "corrections.jsonl"
    for correction in (SAME, RENAME, ADD):
        append(file, correction)
    ledger = read_ledger(file)
    assert [entry.correction for entry in ledger.entries] == [SAME, RENAME, ADD]
    assert [ledger.where(entry) for entry in ledger.entries] == [f"corrections.jsonl:{n}" for n in (1, 2, 3)]


def test_the_id_is_a_hash_of_the_rest():
    assert decide("same", ZHOU2, ZHOU).id == SAME.id
    assert len({SAME.id, decide("same", ZHOU2, ZHOU, 1).id, decide("same", ZHOU2, ZHOU, reason="别的理由").id}) == 3


def test_the_same_line_twice_is_one(tmp_path):
    append(tmp_path / FILE, SAME)
    append(tmp_path / FILE, SAME)
    assert (tmp_path / FILE).read_bytes() == line_of(SAME)
    assert len(parse(line_of(SAME) * 2 + b"\n\r\n", FILE).entries) == 1


def test_a_last_line_without_its_end_gets_one(tmp_path):
    (tmp_path / FILE).write_bytes(line_of(SAME).rstrip())
    append(tmp_path / FILE, RENAME)
    assert (tmp_path / FILE).read_bytes() == line_of(SAME) + line_of(RENAME)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "no correction"),
        (b"[]", "no correction"),
        (b"null", "no correction"),
        (b"[" * 100_000, "no correction"),
        (b"\xff", "no correction"),
        (line_of(SAME)[:-9], "no correction"),  # cut off while it was written
        (b"<<<<<<< HEAD", "merge conflict"),
        (changed(note="x"), "unknown field 'note'"),
        (line_of(SAME).replace(b'{"id"', b'{"author": "x", "id"'), "'author' stands twice"),
        (line_of(ADD).replace(b'"end": 9', b'"end": 9, "x": 1'), "nothing else"),
        (changed(action="delete"), "Invalid enum value"),
        (changed(predicate="likes"), "Invalid enum value"),
        (changed(reason="另一理由"), "was changed after it was written"),
        (changed(reason=" "), "'reason' is empty"),
        (changed(author="a\u202eb"), "control characters"),
        (changed(made_at="2026-11-25"), "no time"),
        (changed(made_at="2026-13-45T01:00:00Z"), "no time"),
        (changed(subject="周明远"), "no id of an entity"),
        (changed(object=ZHOU2), "a pair takes two"),
        (changed(predicate="leads"), "takes no predicate"),
    ],
)
def test_a_bad_line_is_one_sentence_with_its_place(line, told):
    with pytest.raises(LedgerError, match=r"^corrections\.jsonl:2: ") as error:
        parse(line_of(RENAME) + line, FILE)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("action", "subject", "more"),
    [
        (Action.RENAME, LI, {"object_": " 李和"}),
        (Action.RENAME, LI, {}),
        (Action.RETYPE, LI, {"object_": "Date"}),
        (Action.CONFIRM, LI, {}),
        (Action.REJECT, "statement/0123456789abcdef", {"object_": LI}),
        (Action.ADD, LI, {"object_": OFFICE}),
        (Action.ADD, LI, {"object_": LI, "predicate": P.LEADS}),
        (Action.ADD, LI, {"object_": "昨天", "predicate": P.OCCURS_ON}),
        (Action.ADD, LI, {"object_": OFFICE, "predicate": P.LEADS, "evidence": Place("0" * 16, Span(5, 5))}),
        (Action.ADD, LI, {"object_": OFFICE, "predicate": P.LEADS, "evidence": Place("x", Span(1, 5))}),
        (Action.UNDO, LI, {}),
    ],
)
def test_what_is_not_well_formed_is_not_made(action, subject, more):
    with pytest.raises(LedgerError):
        make(action, subject, author="林原", reason="看过原文", **more)


def test_undo_and_undo_of_undo_whatever_the_order(tmp_path):
    file = tmp_path / FILE
    append(file, SAME)
    first = undo(file, SAME.id[:6], author="林原", reason="误判")
    assert read_ledger(file).in_force == ()
    with pytest.raises(LedgerError, match="does not hold any more"):
        undo(file, SAME.id, author="林原", reason="误判")
    undo(file, first.id, author="何田", reason="原判无误")
    assert [e.correction for e in read_ledger(file).in_force] == [SAME]
    lines = file.read_bytes().splitlines(keepends=True)
    assert [e.correction for e in parse(b"".join(reversed(lines)), file).in_force] == [SAME]
    with pytest.raises(LedgerError, match="curate log"):
        undo(file, "ffff", author="林原", reason="误判")


def test_a_faulty_ledger_is_not_added_to(tmp_path):
    (tmp_path / FILE).write_bytes(b"{\n")
    with pytest.raises(LedgerError, match=":1: "):
        append(tmp_path / FILE, SAME)
    assert (tmp_path / FILE).read_bytes() == b"{\n"


def test_a_line_that_does_not_fit_the_disk_leaves_nothing(tmp_path, monkeypatch):
    append(tmp_path / FILE, SAME)
    write = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) < 20:
            raise OSError(28, "No space left on device")
        return write(handle, data[:-10])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(LedgerError, match="No space left"):
        append(tmp_path / FILE, RENAME)
    assert (tmp_path / FILE).read_bytes() == line_of(SAME)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / FILE, tmp_path):
        with pytest.raises(LedgerError, match="cannot be written"):
            append(place, SAME)
    with pytest.raises(LedgerError, match="cannot be read"):
        read_ledger(tmp_path / "none")


def _many(file: Path, author: str) -> None:
    for minute in range(20):
        append(file, decide("rename", LI, f"李{minute}", minute, author=author))


def test_many_writers_lose_nothing(tmp_path):
    file = tmp_path / FILE
    writers = [multiprocessing.get_context("fork").Process(target=_many, args=(file, name)) for name in "甲乙丙"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(read_ledger(file).entries) == 60


def test_who_waits_too_long_is_told(tmp_path):
    with (
        locked(tmp_path / FILE),
        pytest.raises(LedgerError, match="another process"),
        locked(tmp_path / FILE, patience=0.05),
    ):
        pass


def test_two_analysts_merge_in_git(tmp_path):
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    attributes = Path(__file__).parent.parent.parent.parent / ".gitattributes"
    git("init")
    (tmp_path / ".gitattributes").write_bytes(attributes.read_bytes())
    append(tmp_path / FILE, SAME)
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "other")
    for correction in (RENAME, undoing(SAME)):
        append(tmp_path / FILE, correction)
    git("commit", "-am", "two")
    git("checkout", "main")
    for correction in (ADD, RENAME):
        append(tmp_path / FILE, correction)
    git("commit", "-am", "three")
    git("merge", "other")
    ledger = read_ledger(tmp_path / FILE)
    assert {entry.correction.id for entry in ledger.in_force} == {RENAME.id, ADD.id}
    assert isinstance(ledger, Ledger)
