"""An index of one finished graph on disk: names to entities, entities to statements, statements to sentences."""

from kg_builder.browse.campaign import CampaignView, campaign_view, in_order
from kg_builder.browse.comparison import Comparison, Spread, Stance, arranged, campaign_articles, compare
from kg_builder.browse.index import Counts, Hit, Index, Mentioned, Quoted
from kg_builder.browse.schema import VERSION
from kg_builder.browse.write import Linked, write_index

__all__ = [
    "VERSION", "CampaignView", "Comparison", "Counts", "Hit", "Index", "Linked", "Mentioned", "Quoted", "Spread", "Stance",
    "arranged", "campaign_articles", "campaign_view", "compare", "in_order", "write_index",
]  # fmt: skip
