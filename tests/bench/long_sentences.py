"""What a sentence without an end costs: `PYTHONPATH=src python tests/bench/long_sentences.py [KIND…] [--to 1000000]`.

Each kind of monotonous text is read at 10,000, 100,000 and 1,000,000 characters; the last column says how much the cost of a
character grew from the first size to the last. It stays near 1 where there is no trap.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial

from kg_builder.ingest import ingest
from kg_builder.model.annotation import AnnotatedArticle
from kg_builder.model.article import Source
from kg_builder.model.pack import Pack
from kg_builder.pipeline import annotate_article
from kg_builder.resolve import link, merge, profile, state

SENTENCE = "济宁市司法局党委书记局长朱勇志表示我们将坚决清除害群之马认真落实全国政法队伍教育整顿动员部署会议精神"
UNITS = {
    "prose without marks": SENTENCE,
    "prose with commas": "济宁市司法局局长朱勇志强调，我们将坚决清除害群之马，",
    "sentences on one line": "济宁市司法局局长朱勇志强调，我们将坚决清除害群之马。",
    "enumeration commas": "、",
    "words and 、": "查纠整改、",
    "opening quotes": "“",
    "closing quotes": "”",
    "quoted words": "“四个意识”",
    "straight quotes": '"',
    "single quotes": "'",
    "corner quotes": "「『",
    "opening brackets": "（",
    "ASCII brackets": "(",
    "brackets and words": "（局长",
    "book marks": "《",
    "square brackets": "[",
    "black brackets": "【",
    "digits": "1",
    "digits and dots": "1.",
    "Chinese digits": "二〇",
    "tens": "十",
    "dates": "2021年3月5日",
    "dates to dates": "3月5日至",
    "years": "2021—",
    "spaces": "a ",
    "only spaces": " ",
    "ideographic spaces": "　",
    "spaces between": "市 ",
    "tabs": "\t",
    "lines": "\n",
    "lines with spaces": " \n",
    "one name": "朱勇志",
    "names and 、": "朱勇志、",
    "names and spaces": "朱 志 ",
    "one surname": "欧阳",
    "dotted name": "买买提·",
    "dots": "·",
    "organ words": "委局",
    "organ 委": "委",
    "one organ": "济宁市司法局",
    "provinces": "山东省",
    "counties": "县",
    "towns": "镇",
    "titles": "局长",
    "titles and 、": "局长、",
    "titles with 兼": "书记兼",
    "byline": "济宁市司法局局长 朱勇志 ",
    "posts and names": "济宁市司法局局长朱勇志",
    "careers": "历任济宁市司法局局长，",
    "tags": "<p>",
    "half tags": "<",
    "half named tags": "<p ",
    "comments": "<!--",
    "scripts": "<script>",
    "cells": "<td>",
    "cells closed": "<td>局长</td>",
    "entities": "&nbsp;",
    "ampersands": "&",
    "stars": "**",
    "one star each": "*a",
    "underscores": "_",
    "backticks": "`",
    "links": "[a](",
    "pipes": "|",
    "rows": "|a\n",
    "hashes": "#",
    "dashes": "-",
    "dashes 一": "—",
    "arrows": ">",
    "way there": "首页>",
    "buttons": "打印",
    "kana": "アイ",
    "kana and 漢": "の会",
    "Latin": "word ",
    "one Latin word": "a",
    "emoji": "😀",
    "rare": "𬱟",
    "zero width": "市\u200b",
    "addresses": "http://",
    "sources": "来源：",
    "colons": "：",
    "answers": "记者：",
    "said": "他说",
    "said that": "他指出，",
    "我": "我",
    "我们": "我们将",
    "meetings": "会议",
    "meeting named": "动员部署会议",
    "campaigns": "教育整顿",
    "campaign quoted": "“教育整顿”专项行动",
    "phases": "第一阶段",
    "slogans": "四个意识",
    "goals": "到2025年实现",
    "全国": "全国",
    "的": "的",
    "和": "和",
    "groups": "领导小组",
    "members": "组长：朱勇志",
    "appointed": "任命朱勇志为",
    "removed": "免去朱勇志的",
    "traditional": "縣委書記",
    "wrapped": "济宁市司法局局长朱勇志强调我们将坚决清除害群\n",
    "sessions": "第十九届",
    "numbers in 、": "一、",
}


def text_of(kind: str, size: int) -> str:
    """A text of one kind, some characters of prose before it, so that it is an article."""
    unit = UNITS[kind]
    return "动员部署会\n" + (unit * (size // len(unit) + 1))[:size] + "济宁市司法局局长朱勇志表示。"


def read(text: str, pack: Pack, name: str = "a.txt") -> AnnotatedArticle:
    """One article's whole way, as far as its statements."""
    article = ingest(Source(name, "text/plain", text.encode("utf-8")))
    annotated = annotate_article(article, pack)
    linker = link([profile(annotated)], pack)
    merge(state(annotated, linker), linker, [article.header])
    return annotated


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for one piece of work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    from kg_builder.project import load_pack

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--to", type=int, default=1_000_000)
    parser.add_argument(
        "--limit", type=float, default=60.0, help="a size ten times larger is left out past these seconds"
    )
    chosen = parser.parse_args()
    pack = load_pack()
    seconds(lambda: read(text_of("prose with commas", 20000), pack))
    sizes = [size for size in (10_000, 100_000, 1_000_000) if size <= chosen.to]
    print(f"{'kind':24}" + "".join(f"{size:>12,}" for size in sizes) + f"{'growth':>10}")
    for kind in chosen.kinds or UNITS:
        spent: list[float] = []
        for size in sizes:
            spent.append(seconds(partial(read, text_of(kind, size), pack)))
            if spent[-1] > chosen.limit / 10:
                break
        growth = spent[-1] / max(spent[0], 0.001) / (sizes[len(spent) - 1] / sizes[0])
        print(f"{kind:24}" + "".join(f"{value:12.3f}" for value in spent) + f"{growth:10.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
