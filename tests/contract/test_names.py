"""Ontology, code and documents name the same things, and the house keeps its own rules."""

import ast
import json
import re
from pathlib import Path

import pytest
import rdflib

from kg_builder.model.vocabulary import EntityType, Level, Predicate

ROOT = Path(__file__).parent.parent.parent
KGB = rdflib.Namespace("https://w3id.org/kg-builder/ontology#")
SKOS = rdflib.SKOS
SOURCES = sorted((ROOT / "src" / "kg_builder").rglob("*.py"))


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "kg.ttl")


def classes(ontology: rdflib.Graph, node: rdflib.term.Node) -> set[str]:
    """A class, or the members of a union."""
    union = ontology.value(node, rdflib.OWL.unionOf)
    members = rdflib.collection.Collection(ontology, union) if union is not None else [node]
    return {str(member).removeprefix(str(KGB)) for member in members}


@pytest.mark.parametrize("kind", [kind for kind in EntityType if kind is not EntityType.DATE])
def test_every_class_is_in_the_ontology(ontology, kind):
    assert (KGB[kind], rdflib.RDF.type, rdflib.OWL.Class) in ontology


@pytest.mark.parametrize("level", Level)
def test_every_level_is_a_class_of_regions(ontology, level):
    assert (KGB[level.capitalize()], rdflib.RDFS.subClassOf, KGB.Region) in ontology


@pytest.mark.parametrize("predicate", Predicate)
def test_domain_and_range_are_those_of_the_code(ontology, predicate):
    domain = ontology.value(KGB[predicate], rdflib.RDFS.domain)
    assert domain is not None
    assert classes(ontology, domain) == {str(kind) for kind in predicate.domain}
    if predicate is not Predicate.OCCURS_ON:
        assert classes(ontology, ontology.value(KGB[predicate], rdflib.RDFS.range)) == {
            str(kind) for kind in predicate.range
        }


def test_every_term_has_labels_and_definitions_in_both_languages(ontology):
    terms = {s for s in ontology.subjects() if str(s).startswith(str(KGB))}
    assert len(terms) > 40
    for term in terms:
        for predicate in (rdflib.RDFS.label, SKOS.definition):
            assert {value.language for value in ontology.objects(term, predicate)} == {"zh", "en"}, term


def test_every_term_the_writer_uses_is_in_the_ontology(ontology, graph):
    from kg_builder import rdf

    used = set(re.findall(r"<https://w3id\.org/kg-builder/ontology#(\w+)>", rdf.nquads(graph)))
    assert used
    assert used <= {str(s).removeprefix(str(KGB)) for s in ontology.subjects()}


def test_the_context_knows_the_prefixes():
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["kgb"] == str(KGB)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_files_and_functions_stay_small(file):
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "a file has one job: cut it"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, f"{node.name} is too long"


def test_every_room_says_what_it_is():
    rooms = [path for path in (ROOT / "src" / "kg_builder").iterdir() if (path / "__init__.py").exists()]
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for room in rooms:
        assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))), room.name
        assert f"{room.name}/" in architecture, f"ARCHITECTURE.md does not name {room.name}/"


def test_the_readme_names_every_verb():
    from kg_builder.cli.main import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    verbs = {command.callback.__name__ for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    assert len(verbs) >= 8
    for verb in verbs:
        assert f"kg-builder {verb}" in readme, verb


def test_both_commands_of_the_readme_are_the_ones_that_run():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 make.py sample" in readme
    assert "python3 make.py test" in readme
    assert "python3 make.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
