"""Officials: names beside titles, in appointments, before 同志, in lists and again later in the article."""

import re
from collections.abc import Iterator

from kg_builder.recognize.lexicon import alternatives
from kg_builder.recognize.names import Name, NameGrammar
from kg_builder.recognize.posts import Chain
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.words import cut

_LIST = re.compile(r"[、和与及]|以及")
_MARKED = re.compile(r"（(?:女|男|[一-龥]{1,4}族|兼|正厅级|副厅级|正处级|副处级|[，、]){1,8}）")


class People:
    """Finds the names of officials in one scan, and the names that are no official's."""

    def __init__(self, scan: Scan, names: NameGrammar, chains: list[Chain]) -> None:
        self._scan = scan
        self._text = scan.text
        self._names = names
        self._chains = chains
        words = scan.lexicon.pack.words
        self._verbs = re.compile(
            alternatives((*words.get("appoint", ()), *words.get("remove", ()), *words.get("name_follows", ())))
        )
        self._marks = re.compile(alternatives(tuple(words.get("person_marks", ("同志",)))))
        self._attend = tuple(words.get("attend", ()))
        self._found: dict[int, Name] = {}
        self._private: set[str] = set()

    def read(self) -> list[Name]:
        """All names of officials, in order, without overlaps."""
        for chain in self._chains:
            self._beside(chain)
        self._appointed()
        self._marked()
        self._listed()
        for section in self._scan.document.sections:
            if section.byline:
                span = section.byline.name
                word = re.sub(r"[ 　]", "", span.of(self._text))
                self._keep(Name(span.start, span.end, word, 0.97))
        self._again()
        return [name for _, name in sorted(self._found.items())]

    def _keep(self, name: Name | None) -> None:
        if name is not None and name.text not in self._private:
            other = self._found.get(name.start)
            if other is None or other.score < name.score:
                self._found[name.start] = name

    def _beside(self, chain: Chain) -> None:
        private = all(
            post.title.kind == "private" or (post.body and post.body.kind == "private") for post in chain.posts
        )
        after = list(self._run(chain.end))
        if private:
            self._private.update(name.text for name in after)
            return
        for name in after:
            self._keep(name)
        first = chain.posts[0]
        if (not after and first.body is None and not first.title.region) or first.title.name in ("总书记",):
            limit = self._scan.left_limit(chain.start)
            for floor in range(limit, chain.start - 1):
                found = self._names.before(self._text, chain.start, floor)
                if found is not None and found.start == floor and self._may_open(found.start):
                    self._keep(found)
                    break

    def _may_open(self, start: int) -> bool:
        """A name before its title opens a clause, or follows a body (省委骆惠宁书记) or a word."""
        return self._scan.left_limit(start) == start or self._scan.is_edge(start)

    def _run(self, position: int) -> Iterator[Name]:
        """A name after a title, and the names joined to it by 、: 副主任张三、李四."""
        while position < len(self._text) and self._text[position] in " 　：:":
            position += 1
        name = self._names.after(self._text, position)
        while name is not None:
            yield name
            position = self._past_marks(name.end)
            match = _LIST.match(self._text, position)
            name = self._names.after(self._text, match.end()) if match else None
            if name is not None and (name.score < 0.75 or self._opens_chain(name.start)):
                return

    def _past_marks(self, position: int) -> int:
        match = _MARKED.match(self._text, position)
        return match.end() if match else position

    def _opens_chain(self, position: int) -> bool:
        return any(chain.start == position for chain in self._chains)

    def _appointed(self) -> None:
        for match in self._verbs.finditer(self._text):
            position = match.end()
            if self._text[position : position + 1] in ("了", "：", "由"):
                position += 1
            name = self._names.after(self._text, position, strict=False)
            while name is not None and not self._opens_chain(name.start):
                if name.score < 0.7 and not self._appointment_goes_on(name.end):
                    break
                self._keep(name)
                follow = _LIST.match(self._text, self._past_marks(name.end))
                name = self._names.after(self._text, follow.end()) if follow else None

    def _appointment_goes_on(self, position: int) -> bool:
        position = self._past_marks(position)
        return self._text.startswith(
            ("为", "的", "职务", "担任", "任", "、", "兼", "同志", "辞去", "（"), position
        ) or any(position <= chain.start <= position + 3 for chain in self._chains)

    def _marked(self) -> None:
        for match in self._marks.finditer(self._text):
            limit = self._scan.left_limit(match.start())
            for floor in range(max(limit, match.start() - 4), match.start() - 1):
                name = self._names.before(self._text, match.start(), floor)
                if name is not None and name.start == floor:
                    self._keep(name)
                    break

    def _listed(self) -> None:
        """丁薛祥、杨晓渡参加会见: a list of names, all plausible, with a verb of attending behind it."""
        for verb in self._attend:
            at = self._text.find(verb)
            while at >= 0:
                self._list_before(at)
                at = self._text.find(verb, at + 1)

    def _list_before(self, end: int) -> None:
        start = end
        while start > 0 and self._text[start - 1] not in "。！？；，：\n（）“”":
            start -= 1
        while self._text[start : start + 1] in " 　":
            start += 1
        parts, position = [], start
        for piece in re.split(r"([、和])", self._text[start:end]):
            if piece and piece not in "、和":
                parts.append((position, piece))
            position += len(piece)
        names = [(at, piece) for at, piece in parts if self._names.plausible(piece.replace(" ", "")) >= 0.35]
        known = {name.text for name in self._found.values()}
        if len(parts) == len(names) and (
            len(names) >= 2 or (names and (names[0][1] in known or self._alone(names[0][1])))
        ):
            for at, piece in names:
                self._keep(Name(at, at + len(piece), piece, 0.8))

    def _alone(self, word: str) -> bool:
        """One name before a verb of attending: three characters, all usual in names, and no word of the dictionary."""
        return len(word) == 3 and self._names.plausible(word) >= 0.6 and len(cut(word)) > 1

    def _again(self) -> None:
        """A name found once is found everywhere in the article."""
        taken = [(name.start, name.end) for name in self._found.values()]
        for word in sorted({name.text for name in self._found.values()}, key=lambda w: (-len(w), w)):
            at = self._text.find(word)
            while at >= 0:
                end = at + len(word)
                if not any(start < end and at < stop for start, stop in taken):
                    self._found[at] = Name(at, end, word, 0.85)
                    taken.append((at, end))
                at = self._text.find(word, at + 1)
