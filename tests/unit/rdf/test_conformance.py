"""A graph that was tampered with is found out: one mutation of the sample's archive after the other."""

import re
from collections import Counter

import pytest
from msgspec.structs import replace

from kg_builder import rdf
from kg_builder.model.errors import SourceError
from kg_builder.project import resource

KGB = "https://w3id.org/kg-builder/ontology#"
OA = "http://www.w3.org/ns/oa#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def archive(graph) -> list[str]:
    """The sample's archive with three statements a predicate: all shapes have something to check, in a third of the time."""
    kept, counts = {}, Counter()
    for key, statement in graph.statements.items():
        counts[statement.predicate] += 1
        if counts[statement.predicate] <= 3:
            kept[key] = statement
    ends = {end for s in kept.values() for end in (s.subject, s.object, *(e.speaker for e in s.evidence))}
    entities = {
        key: replace(entity, parts=tuple(part for part in entity.parts if part in ends))
        for key, entity in graph.entities.items()
        if key in ends or key.startswith(("goal/", "bureau/"))
    }
    return rdf.nquads(replace(graph, statements=kept, entities=entities)).splitlines()


@pytest.fixture(scope="module")
def texts(sample) -> dict[str, str]:
    return {sample.document.article.header.id: sample.document.article.text}


def found(lines: list[str], texts: dict[str, str]) -> set[str]:
    return {issue.code for issue in rdf.validate("\n".join(lines) + "\n", resource("ontology"), texts)}


def first(lines: list[str], pattern: str) -> str:
    return next(line for line in lines if re.search(pattern, line))


def test_the_sample_conforms(archive, texts):
    assert found(archive, texts) == set()


LOST = {
    "type of an official": (f"official/.* <{RDF}type>", "shacl.ClassConstraintComponent"),
    "label": ("official/.*prefLabel", "shacl.MinCountConstraintComponent"),
    "rdfs:label": ("slogan/.*rdf-schema#label", "shacl.EqualsConstraintComponent"),
    "subject": (f"<{RDF}subject>", "shacl.MinCountConstraintComponent"),
    "predicate": (f"<{RDF}predicate>", "shacl.MinCountConstraintComponent"),
    "object": (f"<{RDF}object>", "shacl.MinCountConstraintComponent"),
    "status": (f"<{KGB}status>", "shacl.MinCountConstraintComponent"),
    "confidence": (f"<{KGB}confidence>", "shacl.MinCountConstraintComponent"),
    "quote": (f"<{OA}exact>", "shacl.MinCountConstraintComponent"),
    "start": (f"<{OA}start>", "shacl.MinCountConstraintComponent"),
    "end": (f"<{OA}end>", "shacl.MinCountConstraintComponent"),
    "source": (f"<{OA}hasSource>", "shacl.MinCountConstraintComponent"),
    "extractor": (f"<{KGB}extractor>", "shacl.MinCountConstraintComponent"),
    "rdf:Statement": (f"statement/.*<{RDF}Statement>", "shacl.ClassConstraintComponent"),
    "oa:SpecificResource": (f"evidence/.*<{OA}SpecificResource>", "shacl.ClassConstraintComponent"),
    "title": ("article/.*dc/terms/title", "shacl.MinCountConstraintComponent"),
    "plain fact": (f"official/\\S+ <{KGB}leads> <\\S+> \\.$", "statement.fact"),
    "scheme": ("core#inScheme", "shacl.HasValueConstraintComponent"),
    "article of the run": ("prov#used", "shacl.MinCountConstraintComponent"),
}


@pytest.mark.parametrize("name", LOST)
def test_a_lost_line_is_found(archive, texts, name):
    pattern, code = LOST[name]
    line = first(archive, pattern)
    assert code in found([each for each in archive if each != line], texts)


CHANGED = {
    "confidence above one": (f'(<{KGB}confidence>) "[^"]+"', r'\1 "1.5"', "shacl.MaxInclusiveConstraintComponent"),
    "confidence no number": (f'(<{KGB}confidence>) "[^"]+"\\S+', r'\1 "high"', "shacl.DatatypeConstraintComponent"),
    "status unknown": (f'(<{KGB}status>) "extracted"', r'\1 "guessed"', "shacl.InConstraintComponent"),
    "predicate unknown": (f"(<{RDF}predicate>) <\\S+>", rf"\1 <{KGB}likes>", "shacl.InConstraintComponent"),
    "start behind end": (f'(<{OA}start>) "[^"]+"', r'\1 "99999"', "shacl.LessThanConstraintComponent"),
    "start below zero": (f'(<{OA}start>) "[^"]+"', r'\1 "-1"', "shacl.MinInclusiveConstraintComponent"),
    "start moved by one": (f'(<{OA}end>) "[^"]+"', r'\1 "5000"', "evidence.quote"),
    "other words": (f'(<{OA}exact>) "', r'\1 "某', "evidence.quote"),
    "empty quote": (f'(<{OA}exact>) "[^"]+"', r'\1 ""', "shacl.MinLengthConstraintComponent"),
    "speaker a body": (f"(<{KGB}speaker>) <\\S+>", r"\1 <https://w3id.org/kg-builder/id/bureau/x>", "shacl.ClassConstraintComponent"),
    "English label": ('(official/.*prefLabel> "[^"]+")@zh', r"\1@en", "shacl.LanguageInConstraintComponent"),
    "area code": (f'(<{KGB}adminCode>) "[^"]+"', r'\1 "37"', "shacl.PatternConstraintComponent"),
    "article id": ('(dc/terms/identifier>) "[^"]+"', r'\1 "A1"', "shacl.PatternConstraintComponent"),
    "rejected and asserted": (f'(<{KGB}status>) "extracted"', r'\1 "rejected"', "statement.fact"),
    "date a word": (f'(meeting/\\S+ <{KGB}occursOn>) "[^"]+"\\S+', r'\1 "去年"', "shacl.OrConstraintComponent"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_line_is_found(archive, texts, name):
    pattern, put, code = CHANGED[name]
    line = first(archive, pattern)
    changed = re.sub(pattern, put, line, count=1)
    assert changed != line
    assert code in found([changed if each == line else each for each in archive], texts)


@pytest.mark.parametrize(
    "predicate",
    [
        "leads", "holdsPost", "locatedIn", "partOf", "phaseOf", "taskOf", "launches", "participatesIn", "commitsTo",
        "invokes", "occursOn", "appointedTo", "removedFrom", "memberOf", "nextPhase",
    ],
)  # fmt: skip
def test_domain_and_range_of_every_predicate(archive, texts, predicate):
    """A goal is no subject of any predicate, and an official no object of one."""
    goal = first(archive, r"^<\S+/goal/").split(" ")[0]
    official = first(archive, r"^<\S+/official/").split(" ")[0]
    issues = rdf.validate("\n".join([*archive, f"{goal} <{KGB}{predicate}> {official} ."]), resource("ontology"), texts)
    assert "fact.unstated" in {issue.code for issue in issues}
    assert {goal, official} <= {f"<{issue.where}>" for issue in issues if issue.code.startswith("shacl.")}


def test_a_thing_of_two_classes_is_found(archive, texts):
    official = first(archive, r"^<\S+/official/").split(" ")[0]
    assert "shacl.QualifiedMaxCountConstraintComponent" in found(
        [*archive, f"{official} <{RDF}type> <{KGB}Bureau> ."], texts
    )


def test_a_body_of_a_region_is_found(archive, texts):
    bureau, region = (first(archive, f"^<\\S+/{kind}/").split(" ")[0] for kind in ("bureau", "region"))
    assert "shacl.XoneConstraintComponent" in found([*archive, f"{bureau} <{KGB}partOf> {region} ."], texts)


def test_evidence_of_nothing_is_found(archive, texts):
    line = first(archive, f"<{KGB}evidence>")
    rest = [each for each in archive if each != line]
    assert "shacl.MinCountConstraintComponent" in found(rest, texts)


def test_a_fact_in_an_articles_graph_alone_is_found(archive, texts):
    copy = first(archive, r"/graph/[0-9a-f]+> \.$")
    stray = re.sub(r"<\S+> (<\S+>) \.$", r"<https://w3id.org/kg-builder/id/bureau/x> \1 .", copy)
    assert "fact.copy" in found([*archive, stray], texts)


def test_a_tenure_without_its_interval_is_found(archive, texts):
    person, post = (first(archive, f"^<\\S+/{kind}/").split(" ")[0] for kind in ("official", "post"))
    own = "<https://w3id.org/kg-builder/id/tenure/1>"
    org = "http://www.w3.org/ns/org#"
    lines = [
        f"{own} <{RDF}type> <{KGB}Tenure> .",
        f"{own} <{RDF}type> <{org}Membership> .",
        f"{own} <{org}member> {person} .",
        f"{own} <{KGB}post> {post} .",
        f'{own} <{KGB}validFrom> "2018"^^<{XSD}gYear> .',
    ]
    assert found([*archive, *lines], texts) == {"shacl.MinCountConstraintComponent"}


def test_a_damaged_archive_is_a_sentence(archive):
    with pytest.raises(SourceError, match="line 3"):
        rdf.validate("\n".join([*archive[:2], "no quad", *archive[2:]]), resource("ontology"))
