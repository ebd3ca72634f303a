"""GraphML and GEXF, for Gephi, R and yEd."""

import io

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.network.view import view


def graphml(graph: KnowledgeGraph) -> str:
    """The network as GraphML."""
    import networkx

    buffer = io.BytesIO()
    networkx.write_graphml(view(graph), buffer, named_key_ids=True)
    return buffer.getvalue().decode("utf-8") + "\n"


def gexf(graph: KnowledgeGraph) -> str:
    """The network as GEXF 1.2, without the day it was written on."""
    import re

    import networkx

    text = "\n".join(networkx.generate_gexf(view(graph), version="1.2draft"))
    return re.sub(r'\s*lastmodifieddate="[^"]*"', "", text) + "\n"
