"""Who holds which post, leads which body, was appointed or removed.

A name beside a group of posts holds them; 任命…为 appoints, 免去…职务 removes, 历任 reports a career. A verb goes on over the
lines of a list, and a person over the clauses of a career.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kg_builder.extract.careers import NO_SPELL, Spell, Topics
from kg_builder.extract.first_person import FirstPerson
from kg_builder.extract.groups import Group, former, grouped
from kg_builder.extract.members import Item, MemberLists
from kg_builder.extract.stage import Stage
from kg_builder.extract.title_words import title_words
from kg_builder.extract.verbs import Kind, office_verbs
from kg_builder.model.claim import Claim
from kg_builder.model.document import Sentence
from kg_builder.model.mention import Mention
from kg_builder.model.pack import TitleEntry
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

_MARKS = re.compile(r"(?:（[^（）]{1,14}）|同志|先生|女士)*")
_COUNTED = re.compile(r"等[\d一二三四五六七八九十]*(?:人|[名位]?(?:同志)?)")
_LIST_GAP = re.compile(r"(?:（[^（）]{1,14}）|同志)*(?:、|和|与|及|以及)")
_IN_BRACKET = re.compile(r"（(?:[^（）]{0,12}[，、])?$")
_GOES_ON = re.compile(r"[\s，、；和及]*(?:以及|并|同时|还|其间|期间)?")
# a post that was not read stands between two that were
_UNREAD = re.compile(r"[、，兼和及][^。；，、任免]{2,24}[长记任员席理官事][、，兼和及]")
_COMMA = re.compile(r"[，、](?:原|现任|时任|曾任)?(?:第[一二三四五六七八九十]+届、?)*")
_LISTED = re.compile(r"[、，兼和及]$")
_INCLUDES = re.compile(r"(?:包括|有|为|由|：)")
_CHANGE = re.compile(r"不再担任|不再兼任|免去|另有任用|接替|试用期")
_BEFORE = re.compile(r"此前|之前|早年|曾经|过去")
_ANNOUNCES = re.compile(r"决定：|决定如下|职务任免|任免职|人事任免|职务(?:作出)?调整")
_SESSION = re.compile(r"(?:第[一二三四五六七八九十\d]+[届任]|新一届|首任|新任)$")
_CANDIDATE = ("候选人", "人选", "提名人选")
_DECIDED = re.compile(r"决定|宣布|经[^，。]{0,12}研究|批准|通知")
_THEN = re.compile(r"(?:职务)?的?(?:期间|任上|任内|职务(?:上的|之)?便利|职权|时(?![任间期代候]))")  # 担任县长期间
_BY = re.compile(r"，?由([^。；\n]{2,40}?)(?:同志)?(?:兼任|担任|出任)")
_GROUP_BODIES = ("领导小组", "小组", "专班", "指挥部", "联席会议")
_ANNOUNCED = re.compile(r"(?:他们是|她们是|名单(?:如下)?|分别是|组成人员(?:如下)?)：?$")


class Reading(Struct, frozen=True, gc=False):
    """What was read last in a sentence: of whom, of what kind, when."""

    people: tuple[Mention, ...] = ()
    kind: Kind | None = None
    spell: Spell = NO_SPELL


class PostExtractor:
    """Reads the posts of one document."""

    name = "posts"

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._text = stage.text
        self._titles = title_words(stage.pack)
        self._verbs = office_verbs(stage.pack)
        self._topics = Topics(stage)
        self._lists = MemberLists(stage)
        self._self = FirstPerson(stage)
        self._mode: Kind | None = None  # the verb of a list that goes on over its lines
        self._running: Kind | None = None  # that of a sentence cut by a semicolon

    def claims(self) -> Iterator[Claim]:
        """All claims on posts, in the order of the text."""
        for sentence, kinds in zip(self._stage.document.sentences, self._stage.kinds, strict=True):
            posts = self._stage.within(sentence.span, EntityType.POST) if EntityType.POST in kinds else []
            posts = [post for post in posts if not self._text.startswith(_CANDIDATE, post.span.end)]
            officials = self._stage.within(sentence.span, EntityType.OFFICIAL) if EntityType.OFFICIAL in kinds else []
            groups = grouped(self._text, posts)
            items, end = self._lists.read(sentence, groups, officials)
            for item in items:
                yield from self._member(item)
            rest = [group for group in groups if group.start >= end] if items else groups
            self._mode = self._mode_of(sentence, groups, officials)
            yield from self._sentence(sentence, rest, officials)
            self._topics.pass_over(sentence, officials)

    def _mode_of(self, sentence: Sentence, groups: list[Group], officials: list[Mention]) -> Kind | None:
        """任命： and 免去： hold for the lines below, as long as these name persons and posts."""
        text = sentence.span.of(self._text)
        if not officials and len(text) <= 40 and (text.endswith("：") or not groups):
            return self._verbs.of_person(text + "：")
        if _ANNOUNCED.search(text[:20].split("：")[0] + "："):
            before = self._text[max(0, sentence.span.start - 60) : sentence.span.start]
            return self._verbs.of_person(before)
        return self._mode if groups else None

    def _sentence(self, sentence: Sentence, groups: list[Group], officials: list[Mention]) -> Iterator[Claim]:
        position = sentence.span.start
        reading = Reading(kind=self._mode or self._running)
        waiting: list[Group] = []  # groups before a comma, whose name may follow the next group
        for group in groups:
            lead = self._text[position : group.start]
            if waiting and not _COMMA.fullmatch(lead):
                waiting = []
            bound = self._by_verb(sentence, group, position, officials, reading)
            included = self._included(sentence, group, officials)
            after = included or self._names_after(group, officials)
            spaced = bool(after) and after[0].span.start > group.end
            beside = included or (after and not spaced and lead.endswith(("时任", "原任")))
            if after and (beside or not (bound and bound.people and (spaced or bound.kind is not reading.kind))):
                for one in (*waiting, group):
                    for person in after:
                        yield from self._hold(one, person, Span(one.start, max(person.span.end, one.end)))
                        if self._mode is Kind.APPOINTED and one is group:
                            yield from self._each(one, person, Predicate.APPOINTED_TO, Span(one.start, person.span.end))
                reading = replace(reading, people=tuple(after), kind=self._mode)
            elif agents := (
                self._agents(group, officials)
                or (() if bound and bound.kind is Kind.REMOVED else self._name_joined_before(group, officials))
            ):
                for person in agents:
                    start, end = min(person.span.start, group.start), max(person.span.end, group.end)
                    yield from self._hold(group, person, Span(start, end))
            elif bound is not None and bound.kind is not None:
                reading = bound
                yield from self._claims_of(group, bound, sentence)
            elif self._text[group.end : group.end + 1] in ("，", "、"):
                waiting.append(group)
                position = group.end
                continue
            waiting = []
            position = group.end
        self._topics.speak_of(reading.people)
        goes_on = self._text[sentence.span.end - 1] in "；，" and reading.kind in (Kind.APPOINTED, Kind.REMOVED)
        self._running = reading.kind if goes_on else None

    # --- names beside posts ---

    def _names_after(self, group: Group, officials: list[Mention]) -> list[Mention]:
        """The name behind the last title, and for posts that several may hold the names joined to it."""
        people = [o for o in officials if o.span.start >= group.end]
        found: list[Mention] = []
        position = group.end
        for person in people:
            gap = self._text[position : person.span.start]
            fits = self._touches(group, gap) if not found else _LIST_GAP.fullmatch(gap)
            if not fits or (found and not self._shared(group)):
                break
            found.append(person)
            position = self._past_marks(person.span.end)
        return found

    def _included(self, sentence: Sentence, group: Group, officials: list[Mention]) -> list[Mention]:
        """成员包括政务司司长张三、财政司司长李四: all the names to the end of the sentence."""
        title = self._titles.of(group.posts[-1])
        if title is None or title.name not in ("成员", "组员") or not _INCLUDES.match(self._text, group.end):
            return []
        stop = re.compile(r"[。；！]").search(self._text, group.end)
        end = min(stop.start() if stop else sentence.span.end, sentence.span.end)
        return [person for person in officials if group.end <= person.span.start < end]

    def _touches(self, group: Group, gap: str) -> bool:
        if gap == "的":  # 时任县长的张三, 作为局长的李四
            lead = self._text[max(0, group.start - 4) : group.start]
            return lead.endswith(("时任", "作为", "身为", "担任", "曾任", "兼任"))
        unread = re.split(r"[、兼]", gap)  # 市委书记、市长张三 where the city is not known
        titles = len(unread) > 1 and not unread[0] and all(map(self._titles.ends, unread[1:]))
        return titles or gap == "的是" or re.fullmatch(r"[\s：:]*", gap) is not None

    def _shared(self, group: Group) -> bool:
        title = self._titles.of(group.posts[-1])
        return title is not None and title.kind in ("deputy", "member", "staff")

    def _name_joined_before(self, group: Group, officials: list[Mention]) -> list[Mention]:
        """李四委员长; 省委王五书记; 张三（市长）; a line 张三 市长."""
        first = group.posts[0]
        for person in officials:
            if person.span.end == group.start or (
                first.span.start < person.span.start and person.span.end < first.span.end
            ):
                return [person]
            gap = self._text[person.span.end : group.start] if person.span.end < group.start else "x"
            if _IN_BRACKET.fullmatch(_MARKS.sub("", gap) or gap):
                return [person]
            opens = not self._text[: person.span.start].rpartition("\n")[2].strip(" 　*-·|0123456789.、")
            if opens and re.fullmatch(r"[ 　]+", gap) and not re.match(r"[：:]", self._text[group.end : group.end + 1]):
                return [person]
        return []

    def _agents(self, group: Group, officials: list[Mention]) -> list[Mention]:
        """办公室主任由张三兼任, 组长由县长李四担任."""
        match = _BY.match(self._text, group.end)
        if match is None:
            return []
        span = Span(*match.span(1))
        return [person for person in officials if span.contains(person.span)]

    def _past_marks(self, position: int) -> int:
        match = _MARKS.match(self._text, position)
        return match.end() if match else position

    # --- verbs ---

    def _by_verb(
        self, sentence: Sentence, group: Group, position: int, officials: list[Mention], said: Reading
    ) -> Reading | None:
        """The persons and the kind that the words before a group give it."""
        start = group.start
        before = [o for o in officials if position <= o.span.start and o.span.end <= start]
        lead = self._text[position:start]
        spell = self._topics.spell(Span(position, start))
        names = self._list_before(before)
        if names:
            names = self._with_titled(names, sentence, officials)
        if not names or self._self.speaks(self._text[names[-1].span.end : start]):
            return self._elided(sentence, group, lead, said, spell)
        head = self._text[position : names[0].span.start]
        gap = _COUNTED.sub("", _MARKS.sub("", self._text[names[-1].span.end : start]))
        if head.endswith(("接替", "继任", "取代")):
            return None
        kind = self._kind(_SESSION.sub("", gap.removesuffix("中共")), head, said)
        if kind is Kind.HELD and gap in ("任", "担任") and self._tells_changes(sentence):
            kind, spell = Kind.APPOINTED, NO_SPELL
        told = spell if self._verbs.of_person(head) is None else NO_SPELL  # 26日会议任命: the day of the meeting
        return Reading(tuple(names), kind, told) if kind else None

    def _tells_changes(self, sentence: Sentence) -> bool:
        """True where 任 tells of a change: somebody else goes, or a decision is announced before."""
        line = self._text.find("\n", sentence.span.start)
        end = max(sentence.span.end, min(line if line >= 0 else len(self._text), sentence.span.start + 120))
        if _CHANGE.search(self._text, sentence.span.start, end):
            return True
        return _ANNOUNCES.search(self._text, max(0, sentence.span.start - 300), sentence.span.start) is not None

    def _kind(self, gap: str, head: str, said: Reading) -> Kind | None:
        """What joins a name and the posts behind it; `head` stands before the name."""
        taking = self._verbs.of_person(head)  # 任命|张三|为
        going = taking or said.kind
        if going is Kind.REMOVED and taking is None and gap.strip() in ("为", "任", "担任"):
            going = Kind.APPOINTED  # 免去张三的…职务；李四任…
        if gap.strip() in ("", "的", "为", "任", "担任", "：", "原", "的原") and going in (
            Kind.APPOINTED,
            Kind.REMOVED,
        ):
            if gap.strip() == "" and not (taking or re.search(r"^[\s；;、]*$", head)):
                return None
            return (
                going if gap.strip("的原 ：") or taking is Kind.REMOVED or self._mode or going is Kind.REMOVED else None
            )
        kind = self._verbs.of_post(gap)
        if kind is None and _LISTED.search(gap):
            kind = self._past_unread(gap)
        if kind is None or (len(gap) > 24 and len(gap.rsplit("，", 1)[-1]) > 16) or len(gap) > 200:
            return None
        if kind is not Kind.REMOVED and re.search(r"[。；]", gap):
            return None
        if _BEFORE.search(gap.rsplit("，", 1)[-1]):
            return Kind.CAREER if kind in (Kind.HELD, Kind.APPOINTED) else kind
        announced = going is Kind.APPOINTED or _DECIDED.search(head) is not None
        return Kind.APPOINTED if kind is Kind.HELD and announced and not gap.endswith("兼任") else kind

    def _past_unread(self, gap: str) -> Kind | None:
        """历任 or 现任 a post that is none of an organ's or was not read, and then this one."""
        if self._verbs.career_in(gap):
            return Kind.CAREER
        first, *more = re.split(r"[、，]", gap.strip("，")[:-1] if gap[-1] not in "、，" else gap.strip("、，"))
        verb = re.match(r"(?:现任|担任|兼任|任)", first)
        if verb is None or not all(map(self._titles.ends, (first[verb.end() :], *more))):
            return None
        return self._verbs.of_post(verb[0])

    def _elided(self, sentence: Sentence, group: Group, lead: str, said: Reading, spell: Spell) -> Reading | None:
        """A post without a name before it: of the person of the clause before, or of the career told."""
        goes_on = _GOES_ON.fullmatch(lead) or _UNREAD.fullmatch(lead)
        if said.people and said.kind and (goes_on or (said.kind is Kind.CAREER and _LISTED.search(lead))):
            return said
        kind = self._verbs.of_post(lead)
        if kind is None and _LISTED.search(lead) and self._verbs.career_in(lead):
            kind = Kind.CAREER  # 历任 a post that is none of an organ's, and then this one
        if kind is None and self._topics.is_spell(sentence, lead):
            kind = Kind.HELD
        if kind is None:
            return None
        if kind in (Kind.HELD, Kind.APPOINTED) and _BEFORE.search(lead.rsplit("，", 1)[-1]):
            kind = Kind.CAREER
        if self._self.speaks(lead):  # 大会选举我担任县长
            kind = Kind.APPOINTED if kind is Kind.HELD and self._verbs.of_person(lead) is Kind.APPOINTED else kind
            speaker = self._self.at(group.start)
            told = NO_SPELL if kind is Kind.APPOINTED else spell
            return Reading(speaker, kind, told) if speaker else None
        people = said.people or self._topics.subject(sentence, lead)
        if said.people and self._topics.names_another(lead):
            return None
        if said.people and self._topics.changes_subject(Span(group.start - len(lead), group.start)):
            return None
        spell = spell if spell != NO_SPELL else said.spell
        return Reading(people, kind, spell) if people else None

    def _list_before(self, before: list[Mention]) -> list[Mention]:
        """The last name before the posts and those joined to it: 张三、李四为…."""
        if not before:
            return []
        names = [before[-1]]
        for person in reversed(before[:-1]):
            if not _LIST_GAP.fullmatch(self._text, person.span.end, names[0].span.start):
                break
            names.insert(0, person)
        return names

    def _with_titled(self, names: list[Mention], sentence: Sentence, officials: list[Mention]) -> list[Mention]:
        """县长张三、副县长李四任副组长: who stands before with a title of his own."""
        earlier = [o for o in officials if o.span.end < names[0].span.start]
        while earlier:
            gap = Span(earlier[-1].span.end, names[0].span.start)
            posts = self._stage.within(gap, EntityType.POST)
            joined = posts and posts[-1].span.end == gap.end and len(grouped(self._text, posts)) == 1
            if not joined or self._text[gap.start : posts[0].span.start] not in ("、", "和", "及"):
                break
            names = [earlier.pop(), *names]
        return names

    def _to_duty(self, end: int) -> int:
        for word in ("职务", "一职"):
            if self._text.startswith(word, end):
                return end + len(word)
        return end

    # --- claims ---

    def _claims_of(self, group: Group, reading: Reading, sentence: Sentence) -> Iterator[Claim]:
        for person in reading.people:
            inside = sentence.span.contains(person.span)
            start = min(person.span.start, group.start) if inside else sentence.span.start
            evidence = Span(start, self._to_duty(group.end))
            if reading.kind is Kind.REMOVED:
                yield from self._each(group, person, Predicate.REMOVED_FROM, evidence)
            elif reading.kind is Kind.APPOINTED:
                yield from self._each(group, person, Predicate.APPOINTED_TO, evidence)
                yield from self._career(group, person, evidence, reading.spell)
            elif reading.kind is Kind.CAREER:
                one = len(group.posts) == 1
                yield from self._career(group, person, evidence, reading.spell.closed() if one else Spell(None, ""))
            elif reading.kind is Kind.HELD:
                yield from self._career(group, person, evidence, reading.spell)

    def _each(self, group: Group, person: Mention, predicate: Predicate, evidence: Span) -> Iterator[Claim]:
        for post in group.posts:
            yield Claim(person, predicate, post, evidence, None, self.name, min(person.score, post.score))

    def _hold(self, group: Group, person: Mention, evidence: Span) -> Iterator[Claim]:
        yield from self._career(group, person, evidence, NO_SPELL)

    def _career(self, group: Group, person: Mention, evidence: Span, spell: Spell) -> Iterator[Claim]:
        """The posts of a group as held; heads lead where the post is held now."""
        over = _THEN.match(self._text, group.end) is not None or self._topics.is_dead(person)
        for post, was in zip(group.posts, former(self._text, group), strict=True):
            was = was or over
            score = min(person.score, post.score)
            until = "" if was and spell.until is None else spell.until
            yield Claim(
                person, Predicate.HOLDS_POST, post, evidence, None, self.name, score,
                valid_from=spell.start, valid_until=until,
            )  # fmt: skip
            if until is None and spell.current:
                yield from self._leads(post, person, evidence)

    def _leads(self, post: Mention, person: Mention, evidence: Span) -> Iterator[Claim]:
        title = self._titles.of(post)
        body = self._stage.bureau_at(post.parent) or self._implied(title)
        if title is None or body is None:
            return
        fits = not title.organs or body.name.endswith(title.organs)
        if title.kind == "head" and fits:
            yield Claim(person, Predicate.LEADS, body, evidence, None, self.name, min(person.score, post.score))
        if title.name == "成员" and body.name.endswith(_GROUP_BODIES):
            yield Claim(person, Predicate.MEMBER_OF, body, evidence, None, self.name, 0.8)

    def _implied(self, title: TitleEntry | None) -> Mention | None:
        """委员长 leads 全国人大常委会 where the article names it."""
        if title is None or not title.body:
            return None
        return next((b for b in self._stage.of(EntityType.BUREAU) if b.name == title.body), None)

    def _member(self, item: Item) -> Iterator[Claim]:
        """A person under a label of a list: holds its post, is a member of the group and of the unit in brackets."""
        label, person, span = item.label, item.person, item.span
        if label is not None:
            yield from self._hold(Group((label,)), person, span)
            if (group := self._stage.bureau_at(label.parent)) is not None:
                yield Claim(person, Predicate.MEMBER_OF, group, span, None, self.name, 0.8)
        for own in item.groups:
            yield from self._hold(own, person, span)
        for unit in item.units:
            yield Claim(person, Predicate.MEMBER_OF, unit, span, None, self.name, 0.7)
