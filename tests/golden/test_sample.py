"""The sample's structure, mentions, claims and Turtle: a change shows as a diff to review."""

from kg_builder import rdf


def test_structure(sample, golden):
    text = sample.document.article.text
    lines = [
        f"{block.kind:11}{block.span.start:5}-{block.span.end:<5}{block.span.of(text)[:60]}"
        for block in sample.document.blocks
    ]
    golden("structure.txt", "\n".join(lines) + "\n")


def test_mentions(sample, golden):
    text = sample.document.article.text
    lines = [
        f"{m.span.start:5}-{m.span.end:<5}{m.type:11}{m.span.of(text)}  =>  {m.name}  [{m.recognizer}]"
        for m in sample.mentions
    ]
    golden("mentions.txt", "\n".join(lines) + "\n")


def test_claims(sample, golden):
    text = sample.document.article.text
    lines = [
        f"{c.evidence.start:5}-{c.evidence.end:<5}{c.subject.name}  {c.predicate}  {c.object.name}  «{c.evidence.of(text)}»"
        + (f"  {c.speaker.name}" if c.speaker else "")
        for c in sample.claims
    ]
    golden("claims.txt", "\n".join(lines) + "\n")


def test_turtle(graph, golden):
    golden("kg.ttl", rdf.turtle(graph))
