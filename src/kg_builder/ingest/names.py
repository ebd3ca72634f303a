r"""Names of files and members as parts of a source's name: one line, and reversible.

A source's name is `FILE`, `FILE#RECORD`, `ARCHIVE!MEMBER`, `ARCHIVE!MEMBER#RECORD`. What would make that ambiguous or
unreadable is percent-encoded, so that percent-decoding a part gives the bytes of the name.

>>> written("100%#1!.txt"), written("a\n\u202eb")
('100%25%231%21.txt', 'a%0A%E2%80%AEb')
>>> member("╒■.txt"), below("../../etc/x.txt")
('政.txt', 'etc/x.txt')
"""

import os
import re

# The marks of the scheme itself, and characters nobody sees or that turn the line around.
_ODD = re.compile("[%#!\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]")


def written(name: str) -> str:
    """A file's name as part of a source's name."""
    return _ODD.sub(lambda match: "".join(f"%{byte:02X}" for byte in _bytes(match[0])), name)


def _bytes(char: str) -> bytes:
    return os.fsencode(char) if "\udc80" <= char <= "\udcff" else char.encode("utf-8", "surrogatepass")


def member(name: str) -> str:
    """The name of a ZIP member whose bytes were taken for the DOS code page, as they are where no flag says UTF-8."""
    try:
        return unescaped(name.encode("cp437"))
    except UnicodeEncodeError:
        return name


def unescaped(raw: bytes) -> str:
    """A name's bytes as text: UTF-8, else GB18030, else bytes kept apart, as Python keeps them in names of files."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "surrogateescape")


def container(iri: str) -> str | None:
    """The file that a source was in: an archive or a file of records; None for a file of its own.

    >>> container("a.zip!b.jsonl#3"), container("b.txt")
    ('a.zip', None)
    """
    found = re.match(r"[^!#]+(?=[!#])", iri)
    return found[0] if found else None


def below(name: str) -> str:
    """A member's name without what would lead out of the archive. Nothing is ever written under it."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
