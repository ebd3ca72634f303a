"""An invented article with what it says, and corrections in one line each."""

import hashlib

from kg_builder.curate import Entry, Ledger, make
from kg_builder.model.correction import Action, Correction
from kg_builder.model.knowledge import Evidence, Literal, Statement, statement_id
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType, Predicate

TEXT = "云川市司法局局长周明远主持会议。周明元表示，坚决整治顽瘴痼疾。云川市司法局办公室主任李禾。"
ARTICLE = "00000000000000aa"
T, P = EntityType, Predicate


def own(kind: EntityType, slug: str) -> str:
    return f"{kind.lower()}/{slug}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"


ZHOU, ZHOU2, LI = own(T.OFFICIAL, "zhou-ming-yuan"), own(T.OFFICIAL, "zhou-ming-yuan-2"), own(T.OFFICIAL, "li-he")
BUREAU, OFFICE, POST = own(T.BUREAU, "si-fa-ju"), own(T.BUREAU, "ban-gong-shi"), own(T.POST, "ju-zhang")
TASK, MEETING = own(T.TASK, "wan-zhang"), own(T.MEETING, "hui-yi")


def evidence(quote: str, subject: str, target: str, speaker: str | None = None, score: float = 0.8) -> Evidence:
    start = TEXT.index(quote)
    digest = hashlib.sha256(f"{quote}|{subject}|{target}".encode()).hexdigest()[:16]
    return Evidence(digest, ARTICLE, Span(start, start + len(quote)), quote, subject, target, speaker, "posts", score)


def statement(subject: str, predicate: Predicate, target: str | Literal, *places: Evidence) -> Statement:
    ordered = tuple(sorted(places, key=lambda e: e.id))
    return Statement(statement_id(subject, predicate, target), subject, predicate, target, ordered)


LEADS = statement(ZHOU, P.LEADS, BUREAU, evidence("云川市司法局局长周明远", "周明远", "云川市司法局"))
HOLDS = statement(ZHOU, P.HOLDS_POST, POST, evidence("局长周明远", "周明远", "局长"))
PLEDGE = statement(ZHOU2, P.COMMITS_TO, TASK, evidence("坚决整治顽瘴痼疾", "周明元", "整治顽瘴痼疾", ZHOU2))
PART = statement(
    OFFICE, P.PART_OF, BUREAU, evidence("云川市司法局办公室", "办公室", "云川市司法局"),
    evidence("云川市司法局办公室主任李禾", "办公室", "云川市司法局", score=0.5),
)  # fmt: skip


def decide(action: str, subject: str, object_: str | None = None, minute: int = 0, **more) -> Correction:
    more.setdefault("author", "林原")
    more.setdefault("reason", "看过原文")
    return make(Action(action), subject, object_=object_, made_at=f"2026-11-25T01:{minute:02}:00Z", **more)


def ledger(*corrections: Correction) -> Ledger:
    return Ledger("corrections.jsonl", tuple(Entry(n, c) for n, c in enumerate(corrections, 1)))


def undoing(correction: Correction, minute: int = 59) -> Correction:
    return decide("undo", f"correction/{correction.id}", minute=minute)
