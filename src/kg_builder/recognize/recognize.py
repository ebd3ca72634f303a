"""A `Document` becomes `Mention`s: every recognizer runs on one scan, then `overlap` chooses."""

from kg_builder.model.document import Document
from kg_builder.model.errors import Found
from kg_builder.model.mention import Mention
from kg_builder.model.pack import Pack
from kg_builder.model.span import Span
from kg_builder.model.vocabulary import EntityType
from kg_builder.recognize import bodies as bodies_
from kg_builder.recognize.bodies import Body, BodyGrammar
from kg_builder.recognize.campaign_names import CampaignNames
from kg_builder.recognize.campaigns import Campaigns
from kg_builder.recognize.dates import dates
from kg_builder.recognize.entries import entries
from kg_builder.recognize.goals import Goals
from kg_builder.recognize.lexicon import lexicon
from kg_builder.recognize.meetings import Meetings
from kg_builder.recognize.names import Name, NameGrammar
from kg_builder.recognize.overlap import Longer, choose
from kg_builder.recognize.people import People
from kg_builder.recognize.phases import Phases
from kg_builder.recognize.posts import Chain, PostGrammar
from kg_builder.recognize.regions import Gazetteer, scopes
from kg_builder.recognize.scan import Scan
from kg_builder.recognize.slogans import Slogans


def recognize(document: Document, pack: Pack) -> Found[Mention]:
    """All mentions of a document, sorted by place; names are full in the light of the article."""
    scan = Scan(document, lexicon(pack))
    gazetteer = Gazetteer(scan)
    bodies = BodyGrammar(scan, gazetteer).read()
    chains = PostGrammar(scan, gazetteer, bodies).read()
    people = People(scan, NameGrammar(scan), chains).read()
    named = list(entries(scan))
    campaigns = _campaigns(scan, named, bodies, gazetteer)
    named = _of_campaigns(scan, named, campaigns)
    parts = Phases(scan, campaigns).read()
    whole = {m.span.end: m.span.start for m in [*gazetteer.mentions, *named, *campaigns]}
    whole |= {body.end: body.start for body in bodies if not body.bare or _acts(scan, body)}
    found = [
        *gazetteer.mentions,
        *scopes(scan, gazetteer),
        *_body_mentions(scan, gazetteer, bodies, chains),
        *_post_mentions(chains, people),
        *(Mention(Span(n.start, n.end), EntityType.OFFICIAL, n.text, "people", n.score) for n in people),
        *named,
        *campaigns,
        *parts,
        *Meetings(scan, whole, {n.end for n in people}, _places(scan, bodies)).read(),
        *(slogan for slogan in Slogans(scan).read() if not _lists(slogan, parts)),
        *Goals(scan).read(),
        *dates(scan.text, document.article.header.date),
    ]
    return Found(tuple(_without_echoes(choose(found))))


def _campaigns(scan: Scan, named: list[Mention], bodies: list[Body], gazetteer: Gazetteer) -> list[Mention]:
    ends = {body.end for body in bodies if not body.bare and body.kind != "private"}
    ends |= {region.span.end for region in gazetteer.mentions}
    known = [m for m in named if m.type is EntityType.CAMPAIGN]
    parts = [m for m in named if m.type in (EntityType.PHASE, EntityType.TASK)]
    return CampaignNames(scan, known, Campaigns(scan, known, ends).read()).read(parts)


def _lists(slogan: Mention, parts: list[Mention]) -> bool:
    """“A、B、C”三大行动: a quotation that only lists the tasks of a campaign is no slogan."""
    return sum(slogan.span.contains(part.span) for part in parts if part.type is EntityType.TASK) > 1


def _of_campaigns(scan: Scan, named: list[Mention], campaigns: list[Mention]) -> list[Mention]:
    """What the packs name, without the phases and tasks of campaigns that the article does not name."""
    names = {m.name for m in campaigns}
    parts = (EntityType.PHASE, EntityType.TASK)
    lost = {m for m in named if m.type in parts and scan.lexicon.entries[m.span.of(scan.text)].parent not in names}
    return [m for m in named if m not in lost and m.type is not EntityType.CAMPAIGN]


def _without_echoes(mentions: list[Mention]) -> list[Mention]:
    """Leaves out what is named only inside another name: a campaign in a meeting's, a body in that of its own unit."""
    outer = {
        EntityType.CAMPAIGN: (EntityType.MEETING,),
        EntityType.BUREAU: (EntityType.BUREAU,),
        EntityType.SLOGAN: (EntityType.CAMPAIGN, EntityType.MEETING),
    }
    longer = {kind: Longer(m.span for m in mentions if m.type in names) for kind, names in outer.items()}
    inside = {m for m in mentions if m.type in longer and longer[m.type].holds(m.span)}
    alone = {(m.type, m.name) for m in mentions if m not in inside}
    # the local body above a unit is meant too: 省政府办公厅 in 省政府办公厅综合一处
    parents = {m.parent for m in mentions}
    alone |= {(m.type, m.name) for m in inside if m.code and not _is_committee(m.name) and m.span in parents}
    return [m for m in mentions if m not in inside or (m.type, m.name) in alone]


def _is_committee(name: str) -> bool:
    return name.startswith("中共") and name.endswith("委")


def _acts(scan: Scan, body: Body) -> bool:
    """An unknown name at the head of a sentence that does what bodies do: 某某大会新闻中心今天举行…."""
    if scan.lexicon.organs.get(body.name) or len(body.name) < 5:
        return False
    opens = body.start == 0 or scan.text[body.start - 1] in "。！？；\n）>：# "
    behind = scan.text[body.end : body.end + 16]
    return opens and any(word in behind for word in scan.lexicon.pack.words.get("acting", ()))


def _places(scan: Scan, bodies: list[Body]) -> dict[str, str]:
    """What 市 and 省 stand for in this article, by the bodies that were completed with it."""
    found: dict[str, str] = {}
    for body in bodies:
        if body.region is not None and len(body.region) == 1 and body.region_name:
            found.setdefault(body.region.of(scan.text), body.region_name)
    return found


def _body_mentions(scan: Scan, gazetteer: Gazetteer, bodies: list[Body], chains: list[Chain]) -> list[Mention]:
    """Bodies that stand by themselves or beside a title; a bare organ word only where it was completed.

    A region that only the gazetteer knows (the province above a city) completes a name but is no mention.
    """
    said = {mention.code for mention in gazetteer.mentions}
    used = {post.body.span: post.body for chain in chains for post in chain.posts if post.body}
    by_span = {body.span: body for body in bodies} | used
    full = bodies_.Named(body for body in bodies if body.is_public)
    found: list[Mention] = []
    for body in by_span.values():
        if body.kind == "private":
            continue
        if body.bare:
            generic = body.organ in scan.lexicon.words.get("generic_organs", ())
            named = None if generic else full.before(body)
            if named is None and not _acts(scan, body):
                continue
            body = named or body
        found.append(bodies_.mention(body))
        if body.region is not None and body.region_name and (not body.region_code or body.region_code in said):
            found.append(
                Mention(body.region, EntityType.REGION, body.region_name, "bodies", 0.8, code=body.region_code)
            )
    return found


def _post_mentions(chains: list[Chain], people: list[Name]) -> list[Mention]:
    """Posts of organs; those of firms and schools are left out."""
    found = []
    for chain in chains:
        for post in chain.posts:
            private = post.title.kind == "private" or (post.body is not None and post.body.kind == "private")
            if not private and (
                post.body is not None
                or post.name != post.word
                or post.title.name in ("国家主席", "国务委员", "国家副主席")
            ):
                found.append(post.mention())
    return found
