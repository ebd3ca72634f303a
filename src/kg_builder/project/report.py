"""The issues of a build as reports: one line of JSON each for programs, a page of plain words for people."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import asdict

from kg_builder.model.errors import Issue
from kg_builder.model.issues import kind
from kg_builder.model.shown import json_shown, shown
from kg_builder.project.output import Output

_FILES = 200  # files the page names
_EACH = 5  # issues it tells of one file
_LONGEST = 400  # characters of one issue


def report(output: Output, issues: Sequence[Issue]) -> None:
    """Writes reports/issues.jsonl, all of them, and reports/issues.txt, which stays short however many there are."""
    output.reports.mkdir(parents=True, exist_ok=True)
    with output.issues.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_line(issue) for issue in issues)
    output.issues_page.write_text("".join(_page(issues)), encoding="utf-8", newline="")


def frequent(issues: Sequence[Issue], most: int) -> list[tuple[int, str, str]]:
    """(count, code, what it means and what was done) of the most frequent codes."""
    return [(count, code, f"{kind(code).wrong}; {kind(code).done}") for code, count in _counts(issues)[:most]]


def _counts(issues: Sequence[Issue]) -> list[tuple[str, int]]:
    return sorted(Counter(issue.code for issue in issues).items(), key=lambda pair: (-pair[1], pair[0]))


def _line(issue: Issue) -> str:
    known = kind(issue.code)
    value = {
        "code": issue.code,
        "where": issue.where,
        "message": issue.message,
        "done": known.done,
        "mend": known.mend,
        "span": asdict(issue.span) if issue.span else None,
    }
    text = json_shown(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _page(issues: Sequence[Issue]) -> Iterator[str]:
    if not issues:
        yield "Nothing went wrong.\n"
        return
    yield f"What went wrong: {len(issues)} in all. Every one stands in issues.jsonl.\n\n"
    for code, count in _counts(issues):
        known = kind(code)
        yield f"{count:7}  {code}\n         What: {known.wrong}.\n         Done: {known.done}.\n         Mend: {known.mend}.\n"
    by_file: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_file[issue.where].append(issue)
    yield "\nBy file\n"
    for where in islice(sorted(by_file), _FILES):
        yield f"\n{_short(where)}\n"
        for issue in by_file[where][:_EACH]:
            yield f"    {issue.code}: {_short(issue.message)}\n"
        if len(by_file[where]) > _EACH:
            yield f"    and {len(by_file[where]) - _EACH} more\n"
    if len(by_file) > _FILES:
        yield f"\nand {len(by_file) - _FILES} more files: see issues.jsonl.\n"


def _short(text: str) -> str:
    text = shown(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
