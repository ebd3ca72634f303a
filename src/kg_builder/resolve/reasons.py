"""Why things are one or two, in sentences a reader of the articles can check."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kg_builder.model.vocabulary import EntityType
from kg_builder.resolve.cluster import Cluster, Found
from kg_builder.resolve.profile import Tie

IN_ARTICLE = "同一篇文章中的同名者，职务互不矛盾（同一机构、同一地区，或文中述其任免、履历），视为一人"

KNOWN = "众所周知的领导人，姓名即指其人"


def same_name(names: Sequence[str]) -> str:
    """For things that are one by their name."""
    if len(names) == 1:
        return f"类别与名称相同：{names[0]}"
    return f"写法不同，所指相同：{'；'.join(names)}"


def same_code(code: str, names: Sequence[str]) -> str:
    """For regions."""
    return f"行政区划代码同为{code}：{'、'.join(names)}"


def tie(key: str, ties: Sequence[Tie]) -> str:
    """For two articles that name a body or a post of a person."""
    kind = key.split("|", 1)[0]
    if kind == EntityType.POST:
        return f"同名，且职务相同：{_most(t.name for t in ties)}"
    if kind == EntityType.BUREAU:
        return f"同名，且机构相同：{_most(t.body or t.name for t in ties)}"
    return f"同名，且同为党和国家领导职务：{'、'.join(sorted({t.name for t in ties}))}"


def career(first: int, last: int, told: Found, other: Found) -> str:
    """For a post that fits into a career told elsewhere."""
    return (
        f"同名，且一文所述履历或任免（{first}—{last}年，{_posts([told])}）与另一文的职务（{_posts([other])}）"
        "在同一地区、同一时期"
    )


def only_one(cluster: Cluster, near: bool) -> str:
    """For a bare name with one bearer."""
    where = "该文所涉地区的同名者只有一人" if near else "全部文章中同名者只有一人"
    return f"文中只有姓名；{where}（{_posts(cluster.found)}）"


def same_place(place: str) -> str:
    """For bare names."""
    return f"文中只有姓名，所涉地区相同（行政区划代码{place}）" if place.isdigit() else "文中只有姓名，均未涉及特定地区"


def apart(kind: EntityType, clusters: Sequence[Cluster]) -> Callable[[int, int], str]:
    """For two of the things of one name, by their numbers; what is told of each is looked for once."""
    if kind is EntityType.OFFICIAL:
        bearers = [(set(each.articles), _names(each.found), _posts(each.found)) for each in clusters]
        return lambda a, b: _people_apart(*bearers[a], *bearers[b])
    if kind is EntityType.MEETING:
        occasions = [occasion(each) for each in clusters]
        return lambda a, b: f"会议名称相同，但不是同一次：{occasions[a]}；{occasions[b]}"
    if kind is EntityType.PHASE:
        return lambda a, b: "名称相同，但属于不同的活动"
    return lambda a, b: "名称相同，但文中没有说明属于哪个地区，不按名称合并"


def _people_apart(
    articles: set[str], names: set[str], posts: str, others: set[str], other_names: set[str], other_posts: str
) -> str:
    if articles & others:
        return f"同一篇文章分别介绍了两位同名者：{posts}；{other_posts}"
    if not names or not other_names:
        return f"同名，但一方只有姓名，无从判定是否一人：{posts}；{other_posts}"
    common = names & other_names
    if common:
        return f"同名且都与{min(common)}相连，但年代相隔过久，又无履历相连"
    return f"同名，但没有共同的机构、职务或履历：{posts}；{other_posts}"


def occasion(meeting: Cluster) -> str:
    """When a meeting was, as far as the articles say."""
    days = sorted({day for _, named in meeting.found for day in named.dates[:1]})
    if days:
        return f"{'、'.join(days)}召开"
    return "、".join(sorted({profile.date for profile, _ in meeting.found if profile.date})) + "的报道，未写日期"


def _names(found: Sequence[Found]) -> set[str]:
    return {t.body or t.name for _, named in found for t in named.ties}


def _posts(found: Sequence[Found]) -> str:
    counts = Counter(t.name for _, named in found for t in named.ties if t.type is EntityType.POST)
    best = sorted(counts, key=lambda name: (-counts[name], name))[:3]
    return "、".join(best or sorted(_names(found))[:3]) or "无职务"


def _most(names: Iterable[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name))
