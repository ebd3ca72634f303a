"""Who holds which post, leads which body, was appointed or removed.

A name beside a chain of posts holds them; 任命…为 appoints, 免去…职务 removes, 历任 reports a career.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from kg_builder.extract.stage import Stage, last_before
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.pack import TitleEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_JOIN = re.compile(r"(?:（[^（）]{1,14}）)*(?:、|，?兼任?|，?并?兼任|和|及|暨|以及|[ 　]|/)?")
_MARKS = re.compile(r"(?:（[^（）]{1,14}）|同志|先生|女士)*")
_LIST_GAP = re.compile(r"(?:（[^（）]{1,14}）)*(?:、|和|与|及|以及)")
_FORMER = re.compile(r"(?:原|时任|原任|前任)$")
_GROUP_BODIES = ("领导小组", "小组", "专班", "指挥部", "联席会议")


@dataclass(frozen=True, slots=True)
class Group:
    """Posts joined by 、 or 兼: one person's, or one list of persons'."""

    posts: tuple[Mention, ...]

    @property
    def start(self) -> int:
        return self.posts[0].span.start

    @property
    def end(self) -> int:
        return self.posts[-1].span.end


class PostExtractor:
    """Reads the posts of one document."""

    name = "posts"

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        words = stage.pack.words
        self._titles = {name: t for t in stage.pack.titles for name in (t.name, *t.aliases)}
        self._longest = max(map(len, self._titles), default=1)
        strong = [w for w in words.get("appoint", ()) if w not in ("任", "担任")]
        self._appoint = _any(strong)
        self._remove = _any(words.get("remove", ()))
        self._held = _any(words.get("held", ()))
        self._officials = stage.of(EntityType.OFFICIAL)

    def claims(self) -> Iterator[Claim]:
        """All claims on posts, in the order of the text."""
        for sentence in self._stage.document.sentences:
            posts = self._stage.within(sentence.span, EntityType.POST)
            officials = self._stage.within(sentence.span, EntityType.OFFICIAL)
            carried: str | None = None
            for group in self._groups(posts):
                carried = yield from self._group(sentence, group, officials, carried)

    def title(self, post: Mention) -> TitleEntry | None:
        """The pack's title that a post's name ends in."""
        for length in range(min(self._longest, len(post.name)), 0, -1):
            found = self._titles.get(post.name[-length:])
            if found is not None:
                return found
        return None

    def _groups(self, posts: list[Mention]) -> list[Group]:
        groups: list[list[Mention]] = []
        for post in posts:
            if groups and self._joined(groups[-1][-1].span.end, post.span.start):
                groups[-1].append(post)
            else:
                groups.append([post])
        return [Group(tuple(group)) for group in groups]

    def _joined(self, end: int, start: int) -> bool:
        return start >= end and _JOIN.fullmatch(self._text, end, start) is not None

    def _group(
        self, sentence: Sentence, group: Group, officials: list[Mention], carried: str | None
    ) -> Generator[Claim, None, str | None]:
        former = bool(_FORMER.search(self._text, max(0, group.start - 3), group.start))
        after = self._names_after(group, officials)
        if after:
            for person in after:
                yield from self._hold(group, person, Span(group.start, max(person.span.end, group.end)), former)
            return carried
        before = self._name_joined_before(group, officials)
        if before is not None:
            yield from self._hold(group, before, Span(before.span.start, group.end), former)
            return carried
        return (yield from self._by_verb(sentence, group, officials, carried))

    def _names_after(self, group: Group, officials: list[Mention]) -> list[Mention]:
        """The name behind the last title, and for posts that several may hold the names joined to it."""
        people = [o for o in officials if o.span.start >= group.end]
        found: list[Mention] = []
        position = group.end
        for person in people:
            gap = self._text[position : person.span.start]
            fits = re.fullmatch(r"[\s：:]*", gap) if not found else _LIST_GAP.fullmatch(gap)
            if not fits or (found and not self._shared(group)):
                break
            found.append(person)
            position = self._past_marks(person.span.end)
        return found

    def _shared(self, group: Group) -> bool:
        title = self.title(group.posts[-1])
        return title is not None and title.kind in ("deputy", "member", "staff")

    def _name_joined_before(self, group: Group, officials: list[Mention]) -> Mention | None:
        """赵乐际委员长; 省委骆惠宁书记."""
        first = group.posts[0]
        for person in officials:
            if person.span.end == group.start or (
                first.span.start < person.span.start and person.span.end < first.span.end
            ):
                return person
        return None

    def _past_marks(self, position: int) -> int:
        match = _MARKS.match(self._text, position)
        return match.end() if match else position

    # --- verbs ---

    def _by_verb(
        self, sentence: Sentence, group: Group, officials: list[Mention], carried: str | None
    ) -> Generator[Claim, None, str | None]:
        lead = self._text[sentence.span.start : group.start]
        before = [o for o in officials if o.span.end <= group.start]
        names = self._list_before(before, group)
        clause_start = max(names[0].span.start if names else 0, sentence.span.start)
        gap = self._text[names[-1].span.end : group.start] if names else lead
        gap = _MARKS.sub("", gap) if names else gap
        head = self._text[max(sentence.span.start, clause_start - 12) : clause_start] if names else ""
        kind = self._kind(gap, head, lead, carried, bool(names))
        if kind is None:
            return carried
        if not names:
            topic = self._topic(sentence, group)
            names = [topic] if topic else []
        dates = self._stage.within(Span(sentence.span.start, group.start), EntityType.DATE)
        for person in names:
            start = min(person.span.start, group.start) if sentence.span.contains(person.span) else sentence.span.start
            evidence = Span(start, self._to_duty(group.end))
            if kind == "removed":
                yield from self._each(group, person, Predicate.REMOVED_FROM, evidence)
            elif kind == "appointed":
                yield from self._each(group, person, Predicate.APPOINTED_TO, evidence)
                yield from self._each(group, person, Predicate.HOLDS_POST, evidence)
                yield from self._leads(group, person, evidence)
            else:
                yield from self._career(group, person, evidence, dates, kind)
        return kind

    def _kind(self, gap: str, head: str, lead: str, carried: str | None, named: bool) -> str | None:
        """removed, appointed, held, career, or None where no verb joins name and post."""
        close = re.split(r"[，；。]", gap)[-1] if not named else gap
        if self._remove.search(close) or (
            named and self._remove.search(head) and re.match(r"的?$|的?(?:兼任)?的?", gap) and len(gap) <= 3
        ):
            return "removed"
        if named and len(gap) > 30 and not re.search(r"[任为]$", gap):
            return None
        if not named and carried == "career" and not re.search(r"[。；]", close):
            return "career"
        if not named and not re.search(rf"(?:{self._held.pattern}|{self._appoint.pattern})(?:了|为|过|：|由)?$", close):
            return None
        if re.search(r"(?:历任|先后任|曾任|先后担任|曾担任|曾兼任)$", gap.strip("：")):
            return "career"
        if self._appoint.search(close) or (
            named and gap.startswith("为") and (self._appoint.search(head) or carried == "appointed")
        ):
            return "appointed"
        if named and self._remove.search(head) and carried == "removed":
            return "removed"
        if re.search(r"(?:任|担任|兼任|兼|出任|现任|为)(?:了)?$", gap):
            appointed_before = re.search(r"任命|指派|决定|宣布|选举", lead)
            return "appointed" if appointed_before and not gap.endswith("兼任") else "held"
        if named and gap in ("", "的") and carried in ("removed", "appointed"):
            return carried
        return None

    def _list_before(self, before: list[Mention], group: Group) -> list[Mention]:
        """The last name before the posts and those joined to it: 陈福利、冯怡为…."""
        if not before:
            return []
        names = [before[-1]]
        for person in reversed(before[:-1]):
            if not _LIST_GAP.fullmatch(self._text, person.span.end, names[0].span.start):
                break
            names.insert(0, person)
        return names

    def _topic(self, sentence: Sentence, group: Group) -> Mention | None:
        """Whose career a sentence without a name tells: the last person named in the block, else the article's first."""
        block = self._stage.document.blocks[sentence.block].span
        near = [o for o in self._stage.within(block, EntityType.OFFICIAL) if o.span.end <= group.start]
        return near[-1] if near else last_before(self._officials, group.start)

    def _to_duty(self, end: int) -> int:
        for word in ("职务", "一职"):
            if self._text.startswith(word, end):
                return end + len(word)
        return end

    # --- claims ---

    def _each(self, group: Group, person: Mention, predicate: Predicate, evidence: Span) -> Iterator[Claim]:
        for post in group.posts:
            yield Claim(person, predicate, post, evidence, None, self.name, min(person.score, post.score))

    def _hold(self, group: Group, person: Mention, evidence: Span, former: bool) -> Iterator[Claim]:
        until = "" if former else None
        for post in group.posts:
            score = min(person.score, post.score)
            yield Claim(person, Predicate.HOLDS_POST, post, evidence, None, self.name, score, valid_until=until)
        if not former:
            yield from self._leads(group, person, evidence)

    def _career(
        self, group: Group, person: Mention, evidence: Span, dates: list[Mention], kind: str
    ) -> Iterator[Claim]:
        first, last = _interval(dates)
        for post in group.posts:
            score = min(person.score, post.score)
            until = last if last is not None else ("" if kind == "career" else None)
            yield Claim(person, Predicate.HOLDS_POST, post, evidence, None, self.name, score, first, until)
        if kind == "held" and not dates:
            yield from self._leads(group, person, evidence)

    def _leads(self, group: Group, person: Mention, evidence: Span) -> Iterator[Claim]:
        for post in group.posts:
            title = self.title(post)
            body = self._stage.bureau_at(post.parent) or self._implied(title)
            if title is None or body is None:
                continue
            fits = not title.organs or body.name.endswith(title.organs)
            if title.kind == "head" and fits:
                yield Claim(person, Predicate.LEADS, body, evidence, None, self.name, min(person.score, post.score))
            if body.name.endswith(_GROUP_BODIES):
                yield Claim(person, Predicate.MEMBER_OF, body, evidence, None, self.name, 0.8)

    def _implied(self, title: TitleEntry | None) -> Mention | None:
        """委员长 leads 全国人大常委会 where the article names it."""
        if title is None or not title.body:
            return None
        return next((b for b in self._stage.of(EntityType.BUREAU) if b.name == title.body), None)


def _any(words: "tuple[str, ...] | list[str]") -> "re.Pattern[str]":
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or r"(?!)")


def _interval(dates: list[Mention]) -> tuple[str | None, str | None]:
    if not dates:
        return None, None
    value = dates[-1].name
    if "/" in value:
        first, last = value.split("/", 1)
        return first, last
    if len(dates) >= 2:
        return dates[-2].name, dates[-1].name
    return value, None
