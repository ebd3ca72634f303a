"""Makes corpora of any size for measuring: python tests/bench/corpus.py COUNT FOLDER [--seed N] [--texts GOLD …]

The constructed texts of data/gold, or those of other folders of texts with their gold, are taken apart into paragraphs and put together anew, 600 to 3,000 characters an
article, with other people, places, bodies, days and numbers in each article. So the articles share campaigns, formulas
and organs of the state, as those of a province do, while most of what they state is their own.
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_FIELDS = (
    "司法局", "水务局", "教育局", "民政局", "财政局", "审计局", "交通运输局", "农业农村局", "商务局", "统计局", "体育局",
    "医疗保障局", "应急管理局", "生态环境局", "市场监督管理局", "住房和城乡建设局", "自然资源局", "退役军人事务局",
)  # fmt: skip
_FIELD = re.compile("|".join(sorted(_FIELDS, key=len, reverse=True)))
_GIVEN = "建国明志强伟华军文平海波东晓红丽敏静刚勇涛斌辉鹏宇浩林洁莉云飞龙春秋山川松柏青成永新民安康宁峰岩"
_FILES = 1000  # articles in a folder
TEXTS = (ROOT / "data" / "gold" / "constructed",)
Lengths = tuple[int, int, int]  # characters of an article: least, most, most often
USUAL: Lengths = (600, 3000, 1000)


@dataclass(frozen=True, slots=True)
class _Text:
    """A constructed text, and what is replaced in it."""

    paragraphs: tuple[str, ...]
    people: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]  # (name, short name)


def write(count: int, folder: Path, seed: int = 1, lengths: Lengths = USUAL, gold: Sequence[Path] = TEXTS) -> None:
    """Writes `count` articles below a folder: the same seed and texts, the same bytes."""
    places, surnames = (
        _table("regions.csv"),
        [row["surname"] for row in _table("surnames.csv") if len(row["surname"]) == 1],
    )
    cities = [(row["name"], row["short"]) for row in places if row["level"] == "city" and row["name"].endswith("市")]
    texts = _texts(dict(cities), gold)
    for number in range(count):
        file = folder / f"{number // _FILES:03d}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(random.Random(f"{seed}|{number}"), texts, cities, surnames, lengths), encoding="utf-8")


def article(
    chance: random.Random,
    texts: Sequence[_Text],
    cities: Sequence[tuple[str, str]],
    surnames: Sequence[str],
    lengths: Lengths = USUAL,
) -> str:
    """One article of its own."""
    wanted = chance.triangular(*lengths)
    year, month = chance.randint(2012, 2024), chance.randint(1, 12)
    parts: list[str] = []
    while sum(map(len, parts)) < wanted:
        text = chance.choice(texts)
        begin = chance.randrange(len(text.paragraphs)) if parts else 0
        chosen = "\n".join(text.paragraphs[begin : begin + chance.randint(3, 12)])
        parts.append(_varied(chosen, text, chance, cities, surnames, year))
    return "\n".join(parts)[: lengths[1]] + f"\n发布时间：{year}-{month:02d}-{chance.randint(1, 28):02d}\n"


def _varied(
    words: str,
    text: _Text,
    chance: random.Random,
    cities: Sequence[tuple[str, str]],
    surnames: Sequence[str],
    year: int,
) -> str:
    others: dict[str, str] = {}
    for name, short in text.cities:
        new, new_short = chance.choice(cities)
        others |= {name: new, short: new_short}
    for person in text.people:
        others[person] = chance.choice(surnames) + "".join(chance.sample(_GIVEN, 1 if len(person) == 2 else 2))
    known = sorted(others, key=lambda word: (-len(word), word))
    words = re.sub("|".join(map(re.escape, known)) or r"(?!)", lambda match: others[match[0]], words)
    fields = {field: chance.choice(_FIELDS) for field in _FIELDS}
    words = _FIELD.sub(lambda match: fields[match[0]], words)
    words = re.sub(r"20[12]\d(?=年)", lambda match: str(year - (2024 - int(match[0])) % 5), words)
    words = re.sub(r"(?<!\d)\d{1,2}(?=月)", lambda match: str(chance.randint(1, 12)), words)
    words = re.sub(r"(?<!\d)\d{1,2}(?=日)", lambda match: str(chance.randint(1, 28)), words)
    return re.sub(r"(?<![\d-])\d{2,4}(?=[项个家名户处件人亩万公%])", lambda match: str(chance.randint(10, 9999)), words)


def _texts(cities: Mapping[str, str], gold: Sequence[Path]) -> list[_Text]:
    found = []
    for file in (file for folder in gold for file in sorted(folder.glob("*.txt"))):
        named = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["entities"]
        people = tuple(sorted({e["name"] for e in named if e["type"] == "Official" and len(e["name"]) in (2, 3)}))
        places = tuple(sorted({(e["name"], cities[e["name"]]) for e in named if cities.get(e["name"])}))
        paragraphs = tuple(line for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
        found.append(_Text(paragraphs, people, places))
    return found


def _table(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "packs" / "base" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, nargs="+", default=TEXTS, metavar="GOLD")
    given = parser.parse_args()
    write(given.count, given.folder, given.seed, gold=given.texts)
