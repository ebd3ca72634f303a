"""Names of one class that may mean one thing, and homonyms that were kept apart though little tells them apart."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from kg_builder.curate.survey import Doubt, Survey
from kg_builder.model.knowledge import Literal
from kg_builder.model.vocabulary import EntityType, Predicate

_T = EntityType
_KINDS = (_T.OFFICIAL, _T.BUREAU, _T.CAMPAIGN, _T.PHASE, _T.TASK, _T.SLOGAN, _T.GOAL, _T.MEETING)
_CROWD = 40  # members of a bucket past which likeness says nothing
_LONGEST = 30  # characters of a name that is compared
_TELLING = frozenset("0123456789〇零一二三四五六七八九十百千首末两上下前后东西南北中左右新旧第甲乙丙丁正副")
_BELOW = frozenset("省市区县旗州盟镇乡村街道")  # a longer name with one of these names another place
_QUESTION = "{0} 与 {1} 是不是同一个？"


def alike(survey: Survey) -> Iterator[Doubt]:
    """Pairs of near names: read alike, one character apart, one short for the other, or with one alias."""
    for kind in _KINDS:
        members = [own for own, entity in sorted(survey.graph.entities.items()) if entity.type is kind]
        found: dict[tuple[str, str], tuple[float, str]] = {}
        for one, other in sorted(_near(survey, kind, members)):
            chance, why = _chance(survey, kind, one, other)
            if chance:
                found[one, other] = chance, why
        for (one, other), (chance, why) in found.items():
            yield Doubt("near-names", chance, f"{_QUESTION}（{_plain(why)}）", (one, other), same=True)


def homonyms(survey: Survey) -> Iterator[Doubt]:
    """Pairs of one name that the resolution kept apart."""
    entities = survey.graph.entities
    for merge in survey.graph.merges:
        if merge.other is None or not {merge.entity, merge.other} <= set(entities):
            continue
        one, other = sorted((merge.entity, merge.other))
        if entities[one].type is _T.MEETING and _on_other_days(survey, one, other):
            continue
        chance = 0.15
        if entities[one].type is _T.OFFICIAL:
            first, second = survey.regions(one), survey.regions(other)
            bare = not survey.bodies(one) or not survey.bodies(other)
            chance = 0.45 if bare else 0.4 if first & second else 0.08
        yield Doubt(
            "homonyms",
            chance,
            f"{_QUESTION}（分开的理由：{_plain(merge.reason.rstrip('。'))}）",
            (one, other),
            same=True,
        )


def _plain(text: str) -> str:
    """A text that may stand in a question, where braces stand for names."""
    return text.replace("{", "｛").replace("}", "｝")


def _near(survey: Survey, kind: EntityType, members: list[str]) -> set[tuple[str, str]]:
    buckets: dict[str, set[str]] = defaultdict(set)
    for own in members:
        for label in survey.labels(own):
            if 2 <= len(label) <= _LONGEST:
                for key in _keys(kind, label):
                    buckets[key].add(own)
    pairs: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        if 1 < len(bucket) <= _CROWD:
            pairs.update(combinations(sorted(bucket), 2))
    return pairs


def _keys(kind: EntityType, label: str) -> Iterator[str]:
    yield "=" + label
    yield "~" + reading(label)
    if len(label) >= 3:
        yield "-" + label
        yield from ("-" + label[:place] + label[place + 1 :] for place in range(len(label)))
    if kind is not _T.OFFICIAL and len(label) >= 4:
        yield "^" + label[:2]


@lru_cache(maxsize=65536)
def reading(label: str) -> str:
    """The name in pinyin, without tones."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(label))


def _chance(survey: Survey, kind: EntityType, one: str, other: str) -> tuple[float, str]:
    """How likely two are one, and what speaks for it; 0 where something tells them apart."""
    a, b = survey.graph.entities[one].name, survey.graph.entities[other].name
    if a == b or _related(survey, one, other):
        return 0.0, ""
    if kind is _T.OFFICIAL:
        return _officials(survey, one, other, a, b)
    if _differing(a, b) & _TELLING or (kind is _T.BUREAU and _elsewhere(survey, one, other, a, b)):
        return 0.0, ""
    if kind is _T.MEETING and _on_other_days(survey, one, other):
        return 0.0, ""
    shared = set(survey.labels(one)) & set(survey.labels(other))
    if any(survey.bearers[label] == 2 and len(label) * 2 >= min(len(a), len(b)) for label in shared):
        return 0.5, "有共同的别名"
    if reading(a) == reading(b):
        return 0.6, "读音相同"
    short, long = sorted((a, b), key=len)
    if _is_short_form(short, long):
        return 0.35, "可能是简称"
    if kind is not _T.BUREAU and len(short) >= 4 and one_apart(short, long):
        return 0.4, "只差一字"
    return 0.0, ""


def _officials(survey: Survey, one: str, other: str, a: str, b: str) -> tuple[float, str]:
    shared = survey.bodies(one) & survey.bodies(other)
    body = f"，同属{min(survey.graph.entities[own].name for own in shared)}" if shared else ""
    if reading(a) == reading(b):
        return (0.85 if shared else 0.2), f"读音相同{body}"
    if len(a) >= 3 and len(b) >= 3 and one_apart(*sorted((a, b), key=len)):
        return (0.6 if shared else 0.05), f"只差一字{body}"
    return 0.0, ""


def _on_other_days(survey: Survey, one: str, other: str) -> bool:
    """True where both meetings have days, and no day in common."""
    days = [
        {
            s.object.value
            for s in survey.touching[own]
            if s.predicate is Predicate.OCCURS_ON and isinstance(s.object, Literal)
        }
        for own in (one, other)
    ]
    return bool(days[0] and days[1]) and not any(a.startswith(b) or b.startswith(a) for a in days[0] for b in days[1])


def _related(survey: Survey, one: str, other: str) -> bool:
    return any({s.subject, s.object} == {one, other} for s in survey.touching[one])


def _differing(a: str, b: str) -> set[str]:
    """The characters of the stretches in which two names differ."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return {
        char
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
        for char in a[i:j] + b[k:m]
    }  # fmt: skip


def _elsewhere(survey: Survey, one: str, other: str, a: str, b: str) -> bool:
    """True where two bodies are of different places."""
    first, second = survey.nearest(one), survey.nearest(other)
    if first and second and not first & second:
        return True
    return a[:2] != b[:2] or bool(survey.ends(one, Predicate.PART_OF) & {other})


def _is_short_form(short: str, long: str) -> bool:
    """The characters of the short stand in the long in their order, and both end alike; nothing names a place below."""
    if len(short) < 4 or len(short) == len(long) or long.startswith(short):
        return False
    if short[-1] != long[-1] and not (short.endswith("办") and long.endswith("办公室")):
        return False
    rest = iter(long)
    if not all(char in rest for char in short):
        return False
    return not _differing(short, long) & _BELOW and len(short) * 3 >= len(long)


def one_apart(short: str, long: str) -> bool:
    """True where one character is another, missing or too many."""
    if len(long) - len(short) > 1:
        return False
    if len(short) == len(long):
        return sum(x != y for x, y in zip(short, long, strict=True)) == 1
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
