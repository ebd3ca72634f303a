"""Folders and files at URLs, gone through by the rules of those on the disk."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from kg_builder.ingest import kinds
from kg_builder.ingest.files import tell_unread
from kg_builder.ingest.names import written
from kg_builder.ingest.streams import Item
from kg_builder.model.elsewhere import Entry, Tree
from kg_builder.model.errors import Issue, SourceError
from kg_builder.model.extension import OnIssue

_LEFT_OUT = {
    "link": ("ingest.link", "a link to a folder, which is not followed; give that folder itself."),
    "lost": ("ingest.missing", "the link leads nowhere, or in a circle; it was left out."),
    "other": ("ingest.special", "not a plain file; it was left out."),
}


def items(trees: Sequence[Tree], on_issue: OnIssue) -> Iterator[Item]:
    """All files below some URLs, by URL and name, each once; what each is called is its URL.

    A URL at which nothing stands raises SourceError, before anything is read.
    """
    roots = {tree.url: (tree, _root(tree)) for tree in trees}
    seen: list[str] = []
    for url, (tree, root) in sorted(roots.items()):
        if any(url.startswith(f"{other.rstrip('/')}/") for other in seen):
            continue  # read with the folder around it
        seen.append(url)
        if root.kind == "folder":
            yield from _below(tree, root, on_issue)
        else:
            yield Item(written(url), root.name, partial(tree.open, root.path), asked=True)


def _root(tree: Tree) -> Entry:
    try:
        root = tree.root()
    except FileNotFoundError:
        raise SourceError(
            f"{tree.url}: there is no such file or folder; check the URL (patterns are for paths)."
        ) from None
    except OSError as error:
        raise SourceError(
            f"{tree.url}: it cannot be read ({error.strerror}); check the URL and its permissions."
        ) from None
    if root.kind not in ("file", "folder"):
        raise SourceError(f"{tree.url}: this is neither a file nor a folder; check the URL.")
    return root


def _below(tree: Tree, root: Entry, on_issue: OnIssue) -> Iterator[Item]:
    """In the order of names, folder by folder; the listings of the folders around a file are all that is held."""
    unread: Counter[str] = Counter()
    open_folders = [_entries(tree, root, tree.url, on_issue)]
    while open_folders:
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
            continue
        entry, url = found
        if entry.kind == "folder":
            open_folders.append(_entries(tree, entry, url, on_issue))
        elif entry.kind != "file":
            code, what = _LEFT_OUT[entry.kind]
            on_issue(Issue(code, written(url), what))
        elif kinds.kind(entry.name):
            yield Item(written(url), entry.name, partial(tree.open, entry.path))
        else:
            unread[kinds.suffix(entry.name)] += 1
    tell_unread(tree.url, unread, on_issue)


def _entries(tree: Tree, folder: Entry, url: str, on_issue: OnIssue) -> Iterator[tuple[Entry, str]]:
    """What is to be read in a folder, and its URL. Names with a dot in front are hidden, as are the locks of Word."""
    try:
        found = sorted(tree.entries(folder.path), key=_as_part)
    except OSError as error:
        what = f"the folder cannot be read ({error.strerror or 'it is gone'}); it was left out. Check its permissions."
        on_issue(Issue("ingest.unreadable", written(url), what))
        return
    around = url if url.endswith("/") else f"{url}/"
    for entry in found:
        if not entry.name.startswith((".", "~$")):
            yield entry, around + entry.name


def _as_part(entry: Entry) -> str:
    return written(entry.name) + ("/" if entry.kind == "folder" else "")
