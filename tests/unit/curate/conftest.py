"""A small invented graph."""

import pytest
from invented import (
    ARTICLE,
    BUREAU,
    HOLDS,
    LEADS,
    LI,
    MEETING,
    OFFICE,
    PART,
    PLEDGE,
    POST,
    TASK,
    TEXT,
    ZHOU,
    ZHOU2,
    T,
)  # fmt: skip

from kg_builder.curate.wording import ENTITY
from kg_builder.model.article import Header
from kg_builder.model.knowledge import Entity, KnowledgeGraph, Merge


@pytest.fixture
def graph() -> KnowledgeGraph:
    entities = [
        Entity(ZHOU, T.OFFICIAL, "周明远"), Entity(ZHOU2, T.OFFICIAL, "周明元"), Entity(LI, T.OFFICIAL, "李禾"),
        Entity(BUREAU, T.BUREAU, "云川市司法局", ("市司法局",)), Entity(OFFICE, T.BUREAU, "云川市司法局办公室"),
        Entity(POST, T.POST, "云川市司法局局长", title="局长", body=BUREAU), Entity(TASK, T.TASK, "整治顽瘴痼疾"),
        Entity(MEETING, T.MEETING, "云川市司法行政会议"),
    ]  # fmt: skip
    assert all(ENTITY.fullmatch(entity.id) for entity in entities)
    return KnowledgeGraph(
        {e.id: e for e in sorted(entities, key=lambda e: e.id)},
        {s.id: s for s in sorted((LEADS, HOLDS, PLEDGE, PART), key=lambda s: s.id)},
        {ARTICLE: Header(ARTICLE, "a.txt", "text/plain", "0" * 64, "云川会议", "2021-03-05")},
        {},
        (Merge(min(ZHOU, ZHOU2), "同名不同人", (ARTICLE,), max(ZHOU, ZHOU2)),),
    )


@pytest.fixture
def texts() -> dict[str, str]:
    return {ARTICLE: TEXT}
