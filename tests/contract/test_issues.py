"""Every issue has a code that is explained: in the table of the program and on docs/issues.md. `--update-golden` rewrites the page."""

import ast
import json
import re
from pathlib import Path

import pytest

from kg_builder.model.errors import Issue
from kg_builder.model.issues import KINDS, kind
from kg_builder.model.span import Span
from kg_builder.project import Output, frequent, report

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "issues.md"
TABLE = ROOT / "src" / "kg_builder" / "model" / "issues.py"
ROOMS = {code.partition(".")[0] for code in KINDS if "." in code} - {"evidence"}  # evidence.csv is a table


def codes() -> set[str]:
    """What the source hands to `Issue(`, and every other text in it that looks like a code."""
    found: set[str] = set()
    for file in sorted((ROOT / "src" / "kg_builder").rglob("*.py")):
        if file == TABLE:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Issue":
                found |= named(node.args[0] if node.args else next(k.value for k in node.keywords if k.arg == "code"))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                room, dot, rest = node.value.partition(".")
                if dot and room in ROOMS and re.fullmatch("[a-z_]+", rest):
                    found.add(node.value)
    return found


def named(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return named(node.body) | named(node.orelse)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return {str(node.values[0].value) + "*"}
    return set()  # a name: the text it stands for is found by its looks


def page() -> str:
    rows = "".join(f"| `{code}` | {k.wrong} | {k.done} | {k.mend} |\n" for code, k in sorted(KINDS.items()))
    return (PAGE.read_text(encoding="utf-8") if PAGE.exists() else "").partition("| code |")[0] + (
        f"| code | what is wrong | what was done | how to mend it |\n|---|---|---|---|\n{rows}"
    )


def test_every_code_of_the_source_is_explained_and_no_other():
    assert codes() == set(KINDS)


def test_the_page_says_what_the_table_says(request):
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_kind_is_told_in_full(code):
    assert all((kind(code).wrong, kind(code).done, kind(code).mend))


def test_the_reports_tell_all_and_stay_short(tmp_path):
    issues = [Issue("ingest.empty", f"f{n:06}.txt", "the file is empty") for n in range(100_000)]
    issues += [Issue("ingest.damaged", "a\u202e\x1b[31m`<b>.txt", "2 characters \x07", Span(1, 2))] * 7
    output = Output(tmp_path)
    report(output, issues)
    lines = output.issues.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(issues)
    last = json.loads(lines[-1])
    assert (last["where"], last["span"]) == ("a\u202e\x1b[31m`<b>.txt", {"start": 1, "end": 2})
    assert (last["done"], last["mend"]) == (KINDS["ingest.damaged"].done, KINDS["ingest.damaged"].mend)
    text = output.issues_page.read_text(encoding="utf-8")
    assert len(text) < 50_000
    assert " 100000  ingest.empty" in text
    assert "a\\u202e\\x1b[31m`<b>.txt" in text
    assert "    and 2 more" in text
    assert "99801 more files" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text + "".join(lines))
    assert [count for count, *_ in frequent(issues, 5)] == [100_000, 7]


def test_a_name_that_is_no_text_is_told_too(tmp_path):
    report(Output(tmp_path), [Issue("ingest.empty", "\udcff\ud800.txt", "the file is empty")])
    assert "\\xff\\ud800.txt" in Output(tmp_path).issues_page.read_text(encoding="utf-8")
    assert json.loads(Output(tmp_path).issues.read_text(encoding="utf-8"))["code"] == "ingest.empty"
