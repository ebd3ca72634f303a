"""The parts of the graph page fit: every word in both languages, every name given by one script."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

PARTS = Path(__file__).parents[2] / "src" / "kg_builder" / "network" / "templates"
WORDS = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted((PARTS / "words").glob("*.json"))}
SCRIPTS = {file.name: file.read_text(encoding="utf-8") for file in sorted((PARTS / "js").glob("*.js"))}


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_have_the_same_words(name):
    assert set(WORDS[name]["zh"]) == set(WORDS[name]["en"])


def test_every_word_that_a_script_says_is_there():
    known = {key for said in WORDS.values() for key in said["zh"]}
    asked = {key for text in SCRIPTS.values() for key in re.findall(r'kg\.t\("([^"]+)"', text)}
    assert asked
    assert asked <= known


def test_no_word_and_no_name_is_given_twice():
    given = defaultdict(set)
    for part, said in WORDS.items():
        for key in said["zh"]:
            given[f"word {key}"].add(part)
    for file, text in SCRIPTS.items():
        for name in re.findall(r"^kg\.(\w+) = (?!null)", text, re.MULTILINE):
            given[f"kg.{name}"].add(file)
    assert {name: files for name, files in given.items() if len(files) > 1} == {
        "kg.language": {"core.js", "settings.js"}
    }
