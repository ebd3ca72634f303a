"""The targets of the fuzzer on Hypothesis' examples and on all that was ever found."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from targets import PIECES, TARGETS

CORPUS = Path(__file__).parent / "corpus"
pieces = st.lists(st.integers(0, len(PIECES) - 1), min_size=1, max_size=60).map(bytes)
chinese = st.text(st.sampled_from("的一是在不了有和人这中大为上个国县长书记，。、“”\n　䶮𬱟"), max_size=60)
in_encoding = st.builds(
    lambda first, text, encoding: bytes([first]) + text.encode(encoding, errors="replace"),
    st.integers(0, 255), chinese, st.sampled_from(["gb18030", "big5hkscs", "utf-8", "utf-16", "utf-32-be", "utf-16-le"]),
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """Bytes of a text with some lost, doubled or changed."""
    payload = bytearray(draw(in_encoding))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(payload)))
        payload[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(payload)


def toml() -> st.SearchStrategy[bytes]:
    line = st.sampled_from(
        ['name = "mine"', "title = 1", "extends = []", 'extends = ["mine"]', 'extends = "base"', "[a]", "x = [", 'goal_verbs = ["创建"]',
         "goal_verbs = [1]", "name,type", "name,kind", "甲,head", "甲,Task,,x,,", '"', "surname,pinyin", "王,wang,x", "code,name,level", "1,甲,province",
         "name,kind,organs,body,region,aliases", "甲,head,,,2,", "\x00", "name,name", "", "name,level,lon", "甲,city,nan"]
    )  # fmt: skip
    return st.builds(
        lambda first, lines: bytes([first]) + "\n".join(lines).encode(), st.integers(0, 7), st.lists(line, max_size=6)
    )


queries = st.lists(
    st.sampled_from(["SELECT", "ASK", "*", "?s", "{", "}", "WHERE", "<http://a>", "kg:x", "(", ")", "FILTER", '"济', '"', "UNION", ".", "LIMIT 1", "INSERT DATA", "\x00", "#"]),
    max_size=16,
).map(lambda words: " ".join(words).encode())  # fmt: skip

EXAMPLES = {
    "decoding": spoilt() | st.binary(max_size=120), "encoded": pieces, "reading": st.binary(max_size=200) | spoilt(), "prose": pieces,
    "segmenting": pieces, "dating": st.binary(min_size=1, max_size=40), "packing": toml() | st.binary(max_size=60), "querying": queries,
    "containing": st.binary(min_size=1, max_size=200) | spoilt(),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(TARGETS))
@settings(deadline=None, max_examples=settings.default.max_examples // 4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_must_hold_of_any_bytes(name, data):
    TARGETS[name](data.draw(EXAMPLES[name]))


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*/*")), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_nothing_found_once_breaks_again(file):
    TARGETS[file.parent.name](file.read_bytes())
