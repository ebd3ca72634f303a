"""The verb `ingest`, and the same input in other clothes: a table of what is read, and equal graphs."""

import dataclasses
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg_builder.ingest.limits import LIMITS

ROOT = Path(__file__).parent.parent.parent
SAMPLE = next((ROOT / "data" / "articles").glob("*.txt"))


def kg(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg_builder.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=given, check=False, env={**os.environ, "COLUMNS": "200"})


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.txt").write_bytes("市司法局召开会议\n2021年3月5日\n会议指出，要抓好工作。".encode("gbk"))
    (place / "b.jsonl").write_text('{"text": "省司法厅召开会议。", "date": "2021-03-06"}\n{bad\n', encoding="utf-8")
    (place / "c.doc").write_bytes(b"x")
    return place


def test_what_would_be_read_is_shown_and_nothing_written(folder, tmp_path):
    done = kg("ingest", folder, "--dry-run", "-o", tmp_path / "out")
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    for part in (
        "a.txt",
        "gb18030 (detected)",
        "2021-03-05",
        "b.jsonl#1",
        "2 articles to read, 2 issues",
        "b.jsonl:2",
        "--convert-to docx",
    ):
        assert part in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_texts_as_read_are_written_and_can_be_read_again(folder, tmp_path):
    told = json.loads(kg("ingest", folder, "--json", "-o", tmp_path / "out").stdout)
    assert [row["source"] for row in told["articles"]] == ["a.txt", "b.jsonl#1"]
    assert [issue["where"] for issue in told["issues"]] == ["b.jsonl:2", "in"]
    for row in told["articles"]:
        assert len((tmp_path / "out" / f"{row['article']}.txt").read_text(encoding="utf-8")) == row["characters"]
    again = kg("ingest", folder, "-o", tmp_path / "out")
    assert again.returncode == 0
    assert [json.loads(line)["source"] for line in (tmp_path / "out" / "index.jsonl").read_text().splitlines()] == [
        "a.txt",
        "b.jsonl#1",
    ]
    foreign = kg("ingest", folder, "-o", folder)
    assert foreign.returncode == 2
    assert b"no folder of texts" in foreign.stderr


def test_standard_input_lists_and_mistakes(folder, tmp_path):
    found = json.loads(
        kg(
            "ingest",
            "-",
            "--format",
            "csv",
            "--text-field",
            "x",
            "--json",
            given="x,y\n市司法局召开会议。,2\n".encode(),
        ).stdout
    )
    assert [row["source"] for row in found["articles"]] == ["stdin#1"]
    listed = kg("ingest", "--from-file", "-", "--json", given=f"{folder}/a.txt\n".encode())
    assert [row["source"] for row in json.loads(listed.stdout)["articles"]] == ["a.txt"]
    for arguments, said in (
        ([], "Nothing to read"), (["-", "--format", "exe"], "no such format"), ([folder, "--limit", "x=1"], "--limit"),
        ([folder / "c.doc"], "No article could be read"), ([tmp_path / "none*"], "no file matches"),
    ):  # fmt: skip
        done = kg("ingest", *arguments)
        assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1), done.stderr
        assert said in done.stderr.decode()


def test_a_build_reads_archives_and_records(tmp_path):
    text = SAMPLE.read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("司法/一.txt", text)
    (tmp_path / "r.jsonl").write_text(json.dumps({"文": text}) + "\n", encoding="utf-8")
    graphs = []
    for name, arguments in (
        ("txt", [SAMPLE]),
        ("zip", [tmp_path / "a.zip"]),
        ("jsonl", [tmp_path / "r.jsonl", "--text-field", "文"]),
    ):
        done = kg("build", *arguments, "-o", tmp_path / name, "--quiet")
        assert done.returncode == 0, done.stderr
        graphs.append((tmp_path / name / "graph" / "kg.ttl").read_text(encoding="utf-8"))
    assert graphs[0] == graphs[2]
    assert graphs[0] == graphs[1]
    (read,) = json.loads((tmp_path / "zip" / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert (read["source"], read["in"], read["media_type"]) == ("a.zip!司法/一.txt", "a.zip", "text/plain")


def test_the_page_on_input_tells_every_limit_as_it_is():
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (ROOT / "docs" / "input.md").read_text(encoding="utf-8"), re.M)
    assert {name: int(value) for name, value in rows} == dataclasses.asdict(LIMITS)
