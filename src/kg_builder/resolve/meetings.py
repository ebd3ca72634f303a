"""Meetings of one name: which are one. The same day is one meeting; another year, region or day is another.

A meeting whose name has a year or a number (党的二十大, 第三次会议) needs no date. Of the others, an article that gives no day
means the last one held in the months before it, and where none is dated, the one of its year. What is held every week
(常务会议) is one within a month only.
"""

from collections import defaultdict
from collections.abc import Sequence

from kg_builder.resolve.cluster import Cluster, Found
from kg_builder.resolve.profile import Named


def meetings(found: Sequence[Found], routine: tuple[str, ...]) -> list[Cluster]:
    """The meetings of one name. `routine` are endings of meetings held again and again."""
    places: dict[str, list[Found]] = defaultdict(list)
    for pair in found:
        places["" if _stands_alone(pair[1]) else pair[1].code].append(pair)
    made: list[Cluster] = []
    for place, here in sorted(places.items()):
        if all(named.unique for _, named in here):
            made.append(Cluster(here, place))
        else:
            made.extend(_by_period(place, here, routine))
    return made


def _stands_alone(named: Named) -> bool:
    """党的二十大 needs no region; 第三次会议 is every council's."""
    return named.unique and not named.name.startswith("第")


def _by_period(place: str, here: list[Found], routine: tuple[str, ...]) -> list[Cluster]:
    weekly = here[0][1].name.endswith(routine)
    given = {named.dates[0] for _, named in here if named.dates}
    days = sorted(day for day in given if not any(other != day and other.startswith(day) for other in given))
    found: dict[str, list[Found]] = defaultdict(list)
    for profile, named in here:
        if named.dates:
            found[next(reversed([day for day in days if day.startswith(named.dates[0])]))].append((profile, named))
        else:
            day = _meant(profile.date, days, 0 if weekly else 11)
            found[day or profile.date[: 7 if weekly else 4]].append((profile, named))
    return [Cluster(pairs, "|".join(filter(None, (place, day)))) for day, pairs in sorted(found.items())]


def _meant(date: str, days: list[str], months: int) -> str:
    """The day an article of a date means: the last one before it, not too long ago, or one of the coming month."""
    if not date:
        return days[0] if len(days) == 1 else ""
    past = [day for day in days if day <= f"{date}~" and _month(date) - _month(day) <= months]
    coming = [day for day in days if day > date and _month(day) - _month(date) <= min(months, 1)]
    return past[-1] if past else coming[0] if coming else ""


def _month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7] or 12)
