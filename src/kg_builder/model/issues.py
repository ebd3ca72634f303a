"""What can be wrong with the data: for each code what it means, what was done, and how to mend it.

`docs/issues.md` says the same to readers; a test holds this table, the codes in the source and that page equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One code, in plain words."""

    wrong: str
    done: str
    mend: str


_REPORT = "report it as a bug, with the file"
_AGAIN = "build again; where it comes back, report it as a bug"
KINDS: Mapping[str, IssueKind] = {
    "curate.conflict": IssueKind(
        "SAME joins what DIFFERENT keeps apart",
        "the two stay two",
        "undo one of the two lines with 'kg-builder curate undo'",
    ),
    "curate.misfit": IssueKind(
        "a correction leaves a relation between classes it does not join",
        "the statement is kept as rejected, or nothing was added or joined",
        "add the statement that holds, or undo the line",
    ),
    "curate.overruled": IssueKind(
        "two corrections decide otherwise on one thing", "the later line holds", "undo one of the two lines"
    ),
    "curate.place": IssueKind(
        "an added statement points at words that no article read has",
        "it stands without its words",
        "undo the line and add it anew where the words stand now",
    ),
    "curate.unmet": IssueKind(
        "a correction speaks of what the graph does not have",
        "the line was passed over",
        "undo it and make it anew; 'kg-builder curate log' shows which lines meet nothing",
    ),
    "engine.died": IssueKind(
        "the process that read the article died, twice",
        "the article was left out",
        "cut it into smaller ones, and " + _REPORT,
    ),
    "engine.failed": IssueKind("reading the article failed", "the article was left out", _REPORT),
    "engine.memory": IssueKind(
        "reading the article takes more memory than one may", "the article was left out", "cut it into smaller ones"
    ),
    "engine.timeout": IssueKind(
        "reading the article takes longer than one may", "the article was left out", "cut it into smaller ones"
    ),
    "evidence.none": IssueKind("a statement has no evidence", "the graph may not be cited", "report it as a bug"),
    "evidence.quote": IssueKind(
        "a quote does not stand at the place it names", "the last good build stays where it was", _AGAIN
    ),
    "evidence.text": IssueKind("the text a quote is from is missing", "the graph may not be cited", _AGAIN),
    "file.changed": IssueKind(
        "a file of the build is not what the build wrote", "the graph may not be cited", "build again"
    ),
    "fact.copy": IssueKind(
        "an article's graph is not what its evidence supports", "the graph may not be cited", _AGAIN
    ),
    "fact.unstated": IssueKind("a fact stands without its statement", "the graph may not be cited", _AGAIN),
    "ingest.bomb": IssueKind(
        "an archive unpacks to more than is read: in bytes, in times its size or in members",
        "what goes beyond the limit was left out",
        "unpack it yourself, or set the limit with --limit",
    ),
    "ingest.broken": IssueKind(
        "an archive or a file of records is damaged or cut off",
        "what stands before the damage was read",
        "fetch it again",
    ),
    "ingest.damaged": IssueKind(
        "bytes that no encoding explains", "they stand as \ufffd, the rest was read", "save the file as UTF-8"
    ),
    "ingest.empty": IssueKind("the file holds nothing", "it was left out", "fetch it again, or take it away"),
    "ingest.encrypted": IssueKind("it asks for a password", "it was left out", "save it without a password"),
    "ingest.garbled": IssueKind(
        "the text was read in the wrong encoding before it was saved, and cannot be put back",
        "it was read as it stands",
        "fetch the page again, in its own encoding",
    ),
    "ingest.large": IssueKind("a file or record is larger than any article", "it was left out", "cut it into articles"),
    "ingest.link": IssueKind(
        "a link to a folder", "it was not followed", "give that folder itself, if it is not read already"
    ),
    "ingest.missing": IssueKind(
        "a file is not there any more, or a link leads nowhere", "it was left out", "look where it went"
    ),
    "ingest.nested": IssueKind(
        "an archive inside an archive inside an archive", "it was left out", "unpack the outermost yourself"
    ),
    "ingest.lost": IssueKind(
        "part of a web page stands in markup that is never closed",
        "the rest was read",
        "fetch the page again; it was cut off",
    ),
    "ingest.private_use": IssueKind(
        "characters that mean something only in one font", "they stand as they are", "write the characters meant"
    ),
    "ingest.record": IssueKind(
        "a line, row or record that cannot be read, or one of its fields",
        "the record, or that field, was left out",
        "mend the line; name the fields with --text-field and its like",
    ),
    "ingest.repaired": IssueKind(
        "the text was read in the wrong encoding before it was saved",
        "every character was put back",
        "nothing need be done",
    ),
    "ingest.special": IssueKind("a pipe, socket or device", "it was left out", "put a plain file in its place"),
    "ingest.unknown": IssueKind(
        "a format that is not read", "it was left out", "convert it to a format that is read, or take it away"
    ),
    "ingest.unreadable": IssueKind(
        "the file cannot be opened, or holds no article: a list, an error page, an empty shell, a scan",
        "it was left out",
        "as its message says: check its permissions, or fetch the page that holds the article",
    ),
    "pack": IssueKind("a line of a domain pack is wrong", "the pack is not used until it is mended", "mend the line"),
    "segment.long_sentence": IssueKind(
        "text that goes on and on without the end of a sentence",
        "it was read in pieces",
        "look whether it is prose at all",
    ),
    "shacl.*": IssueKind("the graph breaks a shape of ontology/shapes.ttl", "the graph may not be cited", _AGAIN),
    "statement.fact": IssueKind("a statement's fact is missing, or should be", "the graph may not be cited", _AGAIN),
    "statement.parts": IssueKind("a statement lacks a part", "the graph may not be cited", _AGAIN),
}
_OTHER = IssueKind("something else", "see its message", "see its message")  # of a program that is newer than this one


def kind(code: str) -> IssueKind:
    """The kind of a code; of shacl.MinCount that of shacl.*.

    >>> kind("shacl.MinCount") is KINDS["shacl.*"]
    True
    """
    return KINDS.get(code) or KINDS.get(code.partition(".")[0] + ".*") or _OTHER
