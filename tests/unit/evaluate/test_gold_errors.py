"""A faulty gold file is one sentence with file, line and mend."""

import pytest

from kg_builder.evaluate import load_golds
from kg_builder.model.errors import GoldError

GOOD = '{"type": "Region", "name": "济南市"}'


def relation(text: str) -> str:
    return f'{{\n "entities": [\n  {GOOD}\n ],\n "relations": [\n  {text}\n ]\n}}'


CASES = {
    "a comma too much": (f'{{\n"entities": [{GOOD},],\n"relations": []}}', r"g\.json:2: no valid JSON"),
    "a comma too few": ('{\n"id": "a"\n"entities": []}', r"g\.json:3: no valid JSON"),
    "an open quote": ('{\n"id": "a,\n"entities": []}', r"g\.json:2: no valid JSON"),
    "no list": ('{"entities": []}', r"g\.json:1: there is no list 'relations'; add it"),
    "something behind": ('{"entities": [],\n"relations": []}\nx', r"g\.json:3: no valid JSON"),
    "no object": ('{"entities": [\n"济南市"],"relations": []}', r"g\.json:2: no valid JSON"),
    "an unknown class": (
        f'{{"entities": [\n{GOOD},\n{{"type": "Person", "name": "李建国"}}], "relations": []}}',
        r"g\.json:3: 'Person' is no class; the classes are Official, Bureau",
    ),
    "no name": (
        '{"entities": [\n{"type": "Region"}],"relations": []}',
        r"g\.json:2: the entity has no text for 'name'",
    ),
    "surfaces that are no list": (
        '{"entities": [{"type": "Region", "name": "济南市", "surfaces": "济南"}],"relations": []}',
        r"g\.json:1: 'surfaces' is no list of texts",
    ),
    "optional that is no truth value": (
        '{"entities": [{"type": "Region", "name": "济南市", "optional": "yes"}],"relations": []}',
        r"g\.json:1: 'optional' is neither true nor false",
    ),
    "an unknown predicate": (
        relation('{"s": "济南市", "p": "heads", "o": "济南市"}'),
        r"g\.json:6: 'heads' is no predicate",
    ),
    "an end that is no entity": (
        relation('{"s": "济南市", "p": "partOf", "o": "山东省"}'),
        r"g\.json:6: the relation partOf names '山东省', which is no entity; add it or mend the name",
    ),
    "no object of a relation": (
        relation('{"s": "济南市", "p": "partOf"}'),
        r"g\.json:6: the relation has no text for 'o'",
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_the_sentence_names_file_and_line(case, tmp_path):
    text, sentence = CASES[case]
    (tmp_path / "g.txt").write_text("济南市", encoding="utf-8")
    (tmp_path / "g.json").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=sentence) as raised:
        load_golds([tmp_path])
    assert "\n" not in str(raised.value)


def test_a_missing_text_and_a_missing_file(tmp_path):
    (tmp_path / "g.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"no g\.txt beside it"):
        load_golds([tmp_path / "g.json"])
    with pytest.raises(GoldError, match=r"no NAME\.json"):
        load_golds([tmp_path])
    with pytest.raises(GoldError, match="no such gold file"):
        load_golds([tmp_path / "none"])


def test_a_fact_said_twice_is_one(tmp_path):
    said = '{"s": "济南市", "p": "partOf", "o": "济南市", "evidence": "a", "optional": true}'
    again = said.replace('"a", "optional": true', '"b"')
    (tmp_path / "g.txt").write_text("济南市", encoding="utf-8")
    (tmp_path / "g.json").write_text(relation(f"{said}, {again}"), encoding="utf-8")
    (read,) = load_golds([tmp_path])
    assert [(r.evidence, r.optional) for r in read.relations] == [("b", False)]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "g.txt").write_text("济南市", encoding="utf-8")
    (tmp_path / "g.json").write_text(f'{{"entities": [{GOOD}], "relations": []}}', encoding="utf-8-sig")
    assert load_golds([tmp_path])[0].entities[0].name == "济南市"
