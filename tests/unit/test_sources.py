"""Every file is read once and none is lost, whatever the paths and the names."""

import os

import pytest

from kg_builder.ingest import sources
from kg_builder.model.errors import Issue


def read(paths, without=()) -> tuple[dict[str, bytes], list[Issue]]:
    issues: list[Issue] = []
    return {source.iri: source.payload for source in sources(paths, issues.append, without)}, issues


@pytest.fixture
def years(tmp_path):
    for year in ("2019", "2020", "2021"):
        (tmp_path / year / "news").mkdir(parents=True)
        (tmp_path / year / "news" / "1.txt").write_text(year)
    return tmp_path


def test_folders_of_one_name_lose_no_article(years):
    found, issues = read([years / year / "news" for year in ("2021", "2019", "2020")])
    assert found == {"1.txt": b"2019", "news/1.txt": b"2020", "2021/news/1.txt": b"2021"}
    assert not issues


def test_a_file_that_two_paths_lead_to_is_read_once(years):
    found, _ = read([years, years / "2019", years / "2019" / "news" / "1.txt", years / "2020" / ".." / "2019"])
    assert sorted(found.values()) == [b"2019", b"2020", b"2021"]


def test_what_a_build_wrote_is_not_read(years):
    found, _ = read([years], [years / "2020", years / "missing"])
    assert sorted(found.values()) == [b"2019", b"2021"]


def test_files_of_other_kinds_are_counted(tmp_path):
    for name in ("a.rtf", "b.RTF", "c.doc", ".hidden", "readme"):
        (tmp_path / name).write_text("x")
    found, issues = read([tmp_path])
    assert not found
    assert [issue.message.split(",")[0] for issue in issues] == [
        "1 without suffix", "1 of its files ends in .doc", "2 of its files end in .rtf",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_utf8_becomes_text(tmp_path):
    (tmp_path / os.fsdecode(b"\xd5\xfe.txt")).write_text("x")
    assert [name.encode() for name in read([tmp_path])[0]] == [b"%D5%FE.txt"]
