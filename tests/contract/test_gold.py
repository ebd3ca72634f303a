"""The shipped annotations keep their own format: every name, end and quotation can be looked up in its text."""

import json
import re
from pathlib import Path

import pytest

from kg_builder.evaluate.gold import load_golds
from kg_builder.model.vocabulary import EntityType, Level, Predicate

GOLD = Path(__file__).parent.parent.parent / "data" / "gold"
GOLDS = load_golds([GOLD])
CONSTRUCTED = sorted((GOLD / "constructed").glob("*.txt"))
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
EVIDENCE = 40  # characters: a quotation a reader takes in at a glance
PASSAGE = range(350, 901)

each_gold = pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.id)
each_passage = pytest.mark.parametrize("passage", CONSTRUCTED, ids=lambda path: path.stem)


def types(gold) -> dict[str, list[EntityType]]:
    """Name -> the types that bear it: a region and a post may share one."""
    named: dict[str, list[EntityType]] = {}
    for entity in gold.entities:
        named.setdefault(entity.name, []).append(entity.type)
    return named


def test_no_two_texts_share_an_id():
    assert len({gold.id for gold in GOLDS}) == len(GOLDS)


@each_gold
def test_every_surface_stands_in_the_text(gold):
    assert [(e.name, s) for e in gold.entities for s in e.surfaces if s not in gold.text] == []
    assert [e.name for e in gold.entities if not e.surfaces] == []


@each_gold
def test_no_entity_or_relation_is_annotated_twice(gold):
    entities = [(e.type, e.name) for e in gold.entities]
    relations = [(r.subject, r.predicate, r.object) for r in gold.relations]
    assert len(set(entities)) == len(entities)
    assert [r for r in relations if relations.count(r) > 1] == []


@each_gold
def test_the_ends_of_every_relation_fit_its_predicate(gold):
    named = types(gold)
    for relation in gold.relations:
        if gold.id == "seed" and relation.optional:
            continue  # a second reading there takes a task for a slogan
        if relation.predicate is Predicate.OCCURS_ON:
            assert DATE.fullmatch(relation.object), relation
            objects = [EntityType.DATE]
        else:
            objects = named[relation.object]
        assert any(relation.predicate.fits(s, o) for s in named[relation.subject] for o in objects), relation


@each_gold
def test_evidence_is_short_and_stands_in_the_text(gold):
    for relation in gold.relations:
        assert 0 < len(relation.evidence) <= EVIDENCE, relation
        assert relation.evidence in gold.text, relation


@each_gold
def test_no_required_relation_rests_on_an_optional_entity(gold):
    optional = {e.name for e in gold.entities if e.optional} - {e.name for e in gold.entities if not e.optional}
    resting = [r for r in gold.relations if not r.optional and {r.subject, r.object} & optional]
    assert resting == []


@each_passage
def test_every_constructed_passage_says_what_it_is(passage):
    data = json.loads(passage.with_suffix(".json").read_text(encoding="utf-8"))
    meta = json.loads(passage.with_suffix(".meta.json").read_text(encoding="utf-8"))
    assert meta["constructed"] is True
    assert "invented" in meta["note"]
    assert DATE.fullmatch(meta["date"])
    assert (meta["date"], meta["genre"], f"constructed-{meta['id']}") == (data["date"], data["genre"], data["id"])
    assert meta["title"]
    assert len(passage.read_text(encoding="utf-8").strip()) in PASSAGE


@each_passage
def test_every_constructed_region_has_a_level(passage):
    data = json.loads(passage.with_suffix(".json").read_text(encoding="utf-8"))
    levels = {e["name"]: e.get("level") for e in data["entities"] if e["type"] == EntityType.REGION}
    assert set(levels.values()) <= set(Level), levels


@each_passage
def test_no_official_of_a_constructed_passage_is_left_without_a_statement(passage):
    (gold,) = load_golds([passage.with_suffix(".json")])
    ends = {end for r in gold.relations for end in (r.subject, r.object)}
    assert [
        e.name
        for e in gold.entities
        if e.type in (EntityType.OFFICIAL, EntityType.POST) and e.name not in ends and not e.optional
    ] == []


@each_passage
def test_every_constructed_body_with_a_region_in_its_name_is_located(passage):
    (gold,) = load_golds([passage.with_suffix(".json")])
    regions = {e.name for e in gold.entities if e.type is EntityType.REGION}
    located = {r.subject for r in gold.relations if r.predicate is Predicate.LOCATED_IN}
    bodies = {e.name for e in gold.entities if e.type is EntityType.BUREAU}
    assert [b for b in sorted(bodies - located) if any(b.removeprefix("中共").startswith(r) for r in regions)] == []
