"""Questions to try: of each endpoint one that finds something in the graph at hand."""

from kg_builder.browse import Index
from kg_builder.browse.spelling import pinyin
from kg_builder.model.vocabulary import EntityType


def examples(index: Index) -> dict[str, dict[str, str]]:
    """For each endpoint parameters that find something in this graph; none where the graph has nothing of the kind."""
    found: dict[str, dict[str, str]] = {"search": {"q": "zhengdun"}, "articles": {}}
    campaigns = [entity for entity, _ in index.of_type(EntityType.CAMPAIGN, 1)]
    leading = [entity for entity, _ in index.of_type(EntityType.OFFICIAL, 1)]
    for entity in (*campaigns, *leading):
        found["entity"] = {"id": entity.id}
        found["search"] = {"q": pinyin(entity.name)}
    for quoted in index.about(leading[0].id, limit=1) if leading else ():
        found["statement"] = {"id": quoted.statement.id}
        for evidence in index.evidence(quoted.statement.id, 1):
            found["evidence"] = {"id": evidence.id}
            found["article"] = {"id": evidence.article}
    for campaign in campaigns:
        found["compare"] = {"id": campaign.id}
    return found
