"""The words of the pages: both languages, the same blanks to fill in, none missing and none too many."""

import re
from pathlib import Path

import pytest

import kg_builder.serve
from kg_builder.model.vocabulary import EntityType, Level, Predicate
from kg_builder.serve.pages.words import Words, table

SERVE = Path(kg_builder.serve.__file__).parent
KEYS = re.compile(r"""\bt\(["']([a-z_]+\.[A-Za-z_]+)["'][,)]""")


@pytest.mark.parametrize("key", sorted(table()))
def test_a_text_is_there_in_both_languages_with_the_same_blanks(key):
    texts = table()[key]
    assert {"zh", "en"} <= set(texts) <= {"zh", "en", "zh_one", "en_one"}
    blanks = {language: set(re.findall(r"{(\w+)}", texts[language])) for language in ("zh", "en")}
    assert blanks["zh"] == blanks["en"]


def test_each_text_that_a_template_names_is_there():
    named = {
        key for file in sorted((SERVE / "templates").glob("*.j2")) for key in KEYS.findall(file.read_text("utf-8"))
    }
    assert named
    assert not named - set(table())


def test_each_class_level_and_relation_has_a_name():
    words = Words("zh")
    wanted = [f"kind.{each}" for each in EntityType if each is not EntityType.DATE]
    wanted += [f"from.{each}" for each in Predicate] + [f"level.{each}" for each in Level]
    wanted += [f"to.{each}" for each in Predicate if each is not Predicate.OCCURS_ON]
    assert [key for key in wanted if not words.has(key)] == []
