"""ZIP and tar: members are read where they lie, and a hostile archive costs itself."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from kg_builder.ingest import limited


def zipped(members, compress=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compress) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return held.getvalue()


def tarred(members, mode="w"):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


MEMBERS = [
    ("b/2.txt", b"two"),
    ("a.html", b"<html>"),
    ("1.txt", b"one"),
    ("r.jsonl", b'{"text": "x"}\n{"text": "y"}\n'),
]


def test_members_of_a_zip_are_read_by_name(file, read):
    found = read(
        [file("a.zip", zipped([*MEMBERS, ("x.png", b"x"), (".hidden.txt", b"x"), ("__MACOSX/._1.txt", b"x")]))]
    )
    assert found.texts == {
        "a.zip!1.txt": "one", "a.zip!a.html": "<html>", "a.zip!b/2.txt": "two", "a.zip!r.jsonl#1": "x", "a.zip!r.jsonl#2": "y",
    }  # fmt: skip
    assert list(found.sources) == sorted(found.sources)
    assert found.told == [("a.zip", "ingest.unknown")]


@pytest.mark.parametrize(
    "name, mode", [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.txz", "w:xz")]
)
def test_members_of_a_tar_are_read_whatever_packs_it(file, read, name, mode):
    found = read([file(name, tarred(MEMBERS, mode))])
    assert set(found.sources) == {
        f"{name}!{member}" for member in ("1.txt", "a.html", "b/2.txt", "r.jsonl#1", "r.jsonl#2")
    }
    assert not found.issues


@pytest.mark.parametrize(("end", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_packed_file_is_read(file, read, end, pack):
    assert read([file(f"a.txt.{end}", pack(b"one")).parent]).texts == {f"a.txt.{end}": "one"}


def test_names_in_gbk_are_read(file, read):
    made = zipped([("AAAA.txt", b"x")]).replace(b"AAAA", "政法".encode("gbk"))
    assert list(read([file("a.zip", made)]).texts) == ["a.zip!政法.txt"]
    assert list(read([file("b.zip", zipped([("教育/政法.txt", b"x")]))]).texts) == ["b.zip!教育/政法.txt"]
    name = "政法.txt".encode("gbk").decode("utf-8", "surrogateescape")
    assert list(read([file("c.tar", tarred([(name, b"x")]))]).texts) == ["c.tar!政法.txt"]


def test_a_name_that_leads_out_is_a_name(file, read):
    found = read(
        [file("a.zip", zipped([("../../etc/x.txt", b"1"), ("/abs.txt", b"2"), ("..\\w.txt", b"3"), ("w.txt", b"4")]))]
    )
    assert found.texts == {"a.zip!abs.txt": "2", "a.zip!etc/x.txt": "1", "a.zip!w.txt": "3", "a.zip!w.txt%2": "4"}


def test_an_archive_in_an_archive_is_read_and_one_deeper_is_not(file, read):
    inner = zipped([("x.txt", b"deep")])
    found = read([file("a.zip", zipped([("b.zip", inner), ("c.tar", tarred([("b.zip", inner)])), ("d.txt", b"x")]))])
    assert found.texts == {"a.zip!b.zip!x.txt": "deep", "a.zip!d.txt": "x"}
    assert found.told == [("a.zip!c.tar!b.zip", "ingest.nested")]


def test_a_bomb_costs_itself(file, read):
    zeros = bytes(20_000_000)
    found = read(
        [
            file("a.zip", zipped([("b.txt", zeros), ("c.txt", b"x")])),
            file("d.txt.gz", gzip.compress(zeros)),
            file("e.txt", b"y"),
        ]
    )
    assert found.texts == {"a.zip!c.txt": "x", "e.txt": "y"}
    assert found.told == [("a.zip!b.txt", "ingest.bomb"), ("d.txt.gz", "ingest.bomb")]
    assert "ratio=300" in found.issues[0].message


@pytest.mark.parametrize("make", [zipped, tarred, lambda members: tarred(members, "w:gz")])
def test_limits_of_an_archive_are_told(file, read, make):
    archive = file("a.bin", make([(f"{n}.txt", b"x" * 1000) for n in range(9)]))
    few = read([archive], limits=limited(["members=3"]))
    assert len(few.sources) == 3
    assert few.told[0] == ("a.bin", "ingest.bomb")
    assert "members=3" in few.issues[0].message
    large = read([archive], limits=limited(["file=999"]))
    assert not large.sources
    assert {code for _, code in large.told} == {"ingest.large"}


def test_all_that_an_archive_unpacks_to_is_limited(file, read):
    found = read(
        [file("a.zip", zipped([(f"{n}.txt", b"x" * 1000) for n in range(9)]))], limits=limited(["unpacked=3500"])
    )
    assert len(found.sources) == 3
    assert found.told == [("a.zip", "ingest.bomb")]


def test_what_is_damaged_costs_what_follows(file, read):
    whole = tarred([(f"{n}.txt", b"x" * 2000) for n in range(5)])
    broken = bytearray(zipped([("1.txt", b"one" * 50), ("2.txt", b"two" * 50)], zipfile.ZIP_STORED))
    broken[60] ^= 255
    found = read(
        [
            file("a.tar", whole[:6000]),
            file("b.zip", bytes(broken)),
            file("c.zip", b"PK\3\4 no"),
            file("d.tar.gz", gzip.compress(whole)[:-20]),
        ]
    )
    assert set(found.texts) >= {"a.tar!0.txt", "a.tar!1.txt", "b.zip!2.txt"}
    assert {("a.tar!2.txt", "ingest.broken"), ("b.zip!1.txt", "ingest.broken"), ("c.zip", "ingest.broken")} <= set(
        found.told
    )
    assert any(where.startswith("d.tar.gz") for where, _ in found.told)


def test_a_damaged_header_of_a_tar_is_not_its_end(file, read):
    broken = bytearray(tarred([(f"{n}.txt", b"x") for n in range(3)]))
    broken[1024 + 150] ^= 1
    found = read([file("a.tar", bytes(broken))])
    assert list(found.texts) == ["a.tar!0.txt"]
    assert found.told == [("a.tar", "ingest.broken")]


def test_links_and_devices_in_an_archive_are_left_out(file, read):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, kind in (
            ("l.txt", tarfile.SYMTYPE),
            ("h.txt", tarfile.LNKTYPE),
            ("f.txt", tarfile.FIFOTYPE),
            ("d", tarfile.DIRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found = read([file("a.tar", held.getvalue())])
    assert not found.sources
    assert found.told == [("a.tar", "ingest.special")]
    assert found.issues[0].message.startswith("3 ")


def test_an_encrypted_member_is_an_issue(file, read):
    made = bytearray(zipped([("1.txt", b"x")]))
    made[6] |= 1
    made[made.index(b"PK\1\2") + 8] |= 1
    found = read([file("a.zip", bytes(made))])
    assert found.told == [("a.zip!1.txt", "ingest.encrypted")]
