"""Pieces in the order of their keys, however many; a sorted file written from the last one."""

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg_builder.workbook import Changed, Form, Pieces, splice

KEYS = st.text("ab-", min_size=1, max_size=4)
NEWS = st.lists(st.tuples(KEYS, st.none() | st.text("xy\n", max_size=3)), max_size=30)
LINES = Form(b"\n", lambda record: record.split(b" ", 1)[0], b"head\n")
BLOCKS = Form(b"\n\n", lambda record: record.split(b" ", 1)[0])


def told(pieces: Pieces, news: list[tuple[str, str | None]], end: str) -> None:
    for key, value in news:
        if value is None:
            pieces.drop(key.encode())
        else:
            pieces.put(key.encode(), record(key, value, end))


def record(key: str, value: str, end: str) -> bytes:
    """Some lines of one key, or one block of several lines."""
    words = value.split("\n")
    if end == "\n":
        return "".join(f"{key} {word}\n" for word in words).encode()
    return (f"{key} " + "\n    ".join(words) + " .\n\n").encode()


def whole(news: list[tuple[str, str | None]], form: Form) -> bytes:
    last = dict(news)
    kept = sorted((key.encode(), value) for key, value in last.items() if value is not None)
    return form.head + b"".join(record(key.decode(), value, form.end.decode()) for key, value in kept)


@pytest.mark.parametrize("form", [LINES, BLOCKS])
@settings(deadline=None)  # it waits for the disk
@given(first=NEWS, then=NEWS, most=st.sampled_from([1, 300, 10**6]))
def test_a_spliced_file_is_the_file_of_all_that_was_said(form, first, then, most):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        end = form.end.decode()
        with Pieces(folder, most) as pieces:
            told(pieces, first, end)
            splice(None, "", pieces.sorted(), form, folder / "old")
        assert (folder / "old").read_bytes() == whole(first, form)
        if not (folder / "old").read_bytes():
            return
        with Pieces(folder, most) as pieces:
            told(pieces, then, end)
            digest = hashlib.sha256((folder / "old").read_bytes()).hexdigest()
            splice(folder / "old", digest, pieces.sorted(), form, folder / "new")
        assert (folder / "new").read_bytes() == whole([*first, *then], form)
        assert sorted(path.name for path in folder.iterdir()) == ["new", "old"]


def test_long_records_are_read_back_from_their_runs(tmp_path):
    with Pieces(tmp_path, 1000) as pieces:
        for number in range(50):
            pieces.put(f"{number % 40:03d}".encode(), bytes([65 + number % 26]) * 300_000)
        found = list(pieces.sorted())
    assert [key for key, _ in found] == [f"{number:03d}".encode() for number in range(40)]
    assert [piece[:1] for _, piece in found[:10]] == [bytes([65 + (40 + n) % 26]) for n in range(10)]
    assert all(len(piece) == 300_000 for _, piece in found)


def test_another_file_is_not_spliced(tmp_path):
    (tmp_path / "old").write_bytes(b"head\na 1\n")
    with pytest.raises(Changed):
        splice(tmp_path / "old", "0" * 64, [], LINES, tmp_path / "new")
    with pytest.raises(Changed):
        splice(tmp_path / "gone", "0" * 64, [], LINES, tmp_path / "new")
