"""Titles as they stand: with what belongs to them (代理县长, 第一书记) and with inner spaces (组　长)."""

import re
from dataclasses import replace
from functools import lru_cache

from msgspec import Struct, structs

from kg_builder.model.pack import TitleEntry
from kg_builder.recognize.lexicon import Lexicon, alternatives, matcher
from kg_builder.recognize.scan import Scan

_SPACES = " 　 "
_LABEL = re.compile(rf"^[{_SPACES}]*((?:[一-龥][{_SPACES}]*){{2,7}})[：:]?(?=[{_SPACES}]*[㐀-龥])", re.MULTILINE)
_SPACED = re.compile(
    rf"^[{_SPACES}]*((?:副|第一|常务)*[{_SPACES}]*[组成主委指总召顾][{_SPACES}]+[长员任挥人问])(?=[{_SPACES}：:])", re.M
)
_COLON = re.compile(rf"[{_SPACES}]*[：:]")
_JOINED = re.compile(r"(?:[、兼和][㐀-龥]{0,6})?")


class Title(Struct, frozen=True):
    """A title at a place; `label` where it opens a line of a list: 组长：张三."""

    start: int
    end: int
    word: str  # without inner spaces
    entry: TitleEntry
    label: bool = False


def titles(scan: Scan) -> list[Title]:
    """All titles of a scan, in order, without overlaps."""
    lexicon, text = scan.lexicon, scan.text
    refused = _refused(lexicon, text)
    labels = _labels(lexicon, text)
    starts = {title.start for title in labels}
    found = list(labels)
    abroad, abroad_ends = _abroad(lexicon)
    foreign = -1  # where the last title of another state ended
    for hit in lexicon.find_titles.hits(text):
        entry = lexicon.titles[hit.word]
        inside = any(title.start <= hit.start < title.end for title in labels) if labels else False
        if entry.kind == "none" or hit.start in starts or inside:
            continue
        if hit.start in refused and hit.end <= refused[hit.start][1]:
            continue
        title = _whole(lexicon, text, Title(hit.start, hit.end, hit.word, entry))
        joined = foreign >= 0 and _JOINED.fullmatch(text, foreign, title.start) is not None
        beside = text[title.start - 1 : title.start] in abroad_ends
        if joined or (beside and abroad.search(text, max(0, title.start - 16), title.start)):
            foreign = title.end  # 越南总理, 老挝人民革命党中央总书记、国家主席
            continue
        found.append(title)
    return sorted(found, key=lambda title: title.start)


def organs(lexicon: Lexicon, entry: TitleEntry) -> tuple[str, ...]:
    """The endings of the bodies a title goes with; a deputy's are those of the head."""
    if entry.organs or entry.kind != "deputy":
        return entry.organs
    head = lexicon.titles.get(entry.name.split("副", 1)[-1])
    return head.organs if head else ()


@lru_cache(maxsize=8)
def _abroad(lexicon: Lexicon) -> tuple["re.Pattern[str]", frozenset[str]]:
    """What stands before an office of another state or of a party there, and the characters that it can end in."""
    words = tuple(sorted(lexicon.words.get("foreign_states", ("越南",))))
    pattern = re.compile(
        rf"(?:{alternatives(words)}(?:政府|国会|议会|外交部?|国防部?|财政部?|商务部?)?|(?<!中国共产)(?<!致公)(?<!农工)(?<!的)党(?:中央)?|(?<!中)共中央|阵线|联盟)(?:副|前|原|时任|现任|新任)?$"
    )
    return pattern, frozenset("\n府会交防政务部党央线盟副前原任").union(word[-1] for word in words)


def _whole(lexicon: Lexicon, text: str, title: Title) -> Title:
    """代理, 第一, 常务 before a title belong to it."""
    modifiers = _modifiers(lexicon)
    for _ in range(2):
        if not text.endswith(modifiers, 0, title.start):
            break
        word = next(w for w in modifiers if text.endswith(w, 0, title.start))
        entry = title.entry
        if word.endswith("副") and entry.kind == "head":
            entry = replace(entry, kind="deputy", organs=entry.organs)
        title = structs.replace(title, start=title.start - len(word), word=word + title.word, entry=entry)
    return title


@lru_cache(maxsize=8)
def _modifiers(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon.words.get("title_modifiers", ()), key=lambda w: (-len(w), w)))


def _labels(lexicon: Lexicon, text: str) -> list[Title]:
    """Titles at the head of a line before a colon, and those set wide: 组　长：, 成 员."""
    found: dict[int, Title] = {}
    for pattern, needs_colon in ((_SPACED, False), (_LABEL, True)):
        for match in pattern.finditer(text):
            raw = match[1].rstrip(_SPACES)
            word = "".join(raw.split())
            entry = lexicon.titles.get(word)
            end = match.start(1) + len(raw)
            if entry is None or entry.kind in ("none", "private"):
                continue
            if not needs_colon or _COLON.match(text, end, end + 6):
                found.setdefault(match.start(1), Title(match.start(1), end, word, entry, label=True))
    return [found[start] for start in sorted(found)]


def _refused(lexicon: Lexicon, text: str) -> dict[int, tuple[int, int]]:
    """Where longer words lie that are no titles (委员会, 主席团), by each place inside them."""
    spans: dict[int, tuple[int, int]] = {}
    for hit in matcher(lexicon.pack.words.get("no_titles", ("主席团",))).hits(text):
        for place in range(hit.start, hit.end):
            spans[place] = (hit.start, hit.end)
    return spans
