"""One self-contained HTML file: pyvis holds the network, our own template draws it, nothing is asked of any host."""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from kg_builder.model.knowledge import KnowledgeGraph
from kg_builder.model.shown import writable
from kg_builder.network.assets import asset, csp_hash, scripts, style, words
from kg_builder.network.content import content
from kg_builder.network.layout import arranged
from kg_builder.network.model import model
from kg_builder.network.siblings import Link
from kg_builder.network.telling import telling

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_PACKED = 1_000_000  # letters of data from which on a page holds them, and its scripts, packed


def page(
    graph: KnowledgeGraph,
    texts: Mapping[str, str],
    whole: int | None = None,
    links: Sequence[Link] = (),
    left: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """The page of a graph; `texts` are the articles as read, by id.

    `whole` counts the entities of the graph it was taken from, `links` are the pages of its other parts, and
    `left` tells how many quotes of a statement it lacks.
    """
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    whole = len(graph.entities) if whole is None else whole
    graph = telling(graph)
    picture = arranged(graph)
    network = model(graph, picture)
    place = {node["id"]: (node["x"], node["y"]) for node in network.nodes}
    data = _json(content(graph, texts, place, picture, whole, left) | {"pages": [asdict(link) for link in links]})
    run = scripts()
    packed = _packed([data, *run]) if len(data) > _PACKED else ""
    unpack = asset("templates/boot", "unpack.js")
    policy = (
        "default-src 'none'; img-src data: blob:; "
        f"script-src {' '.join(csp_hash(script) for script in (*run, unpack))}; style-src 'unsafe-inline'"
    )
    return environment.from_string(asset("templates", "graph.html.j2")).render(
        data="" if packed else data, packed=packed, unpack=unpack, words=_json(words()), scripts=() if packed else run, style=style(), policy=policy
    )  # fmt: skip


def _json(value: object) -> str:
    """JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return writable(text)


def _packed(texts: Sequence[str]) -> str:
    """The data and the scripts deflated, with a NUL between them: none of them holds one.

    The bytes are those of the zlib that Python was built with: another build of it may pack the same data in other bytes. So only
    a page that needs it is packed, and nothing but this one element of it.
    """
    return base64.b64encode(zlib.compress("\0".join(texts).encode(), 9)).decode()
