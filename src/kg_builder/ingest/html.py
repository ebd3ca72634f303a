"""Web pages: government sites, news sites, printed dailies, WeChat. The text as read is what the page shows of its article.

That is the title and the lines below it (date, source), then the text, a line for a line of the page. Nothing of the page
around it is in it; a row of a table of data is written as Markdown does. What is no article is refused with the reason.
"""

from kg_builder.ingest.clean import clean
from kg_builder.ingest.html_body import article, body, containers
from kg_builder.ingest.html_lines import lines
from kg_builder.ingest.html_page import page
from kg_builder.ingest.html_refuse import refusal
from kg_builder.ingest.masthead import masthead
from kg_builder.model.article import Reading, Source
from kg_builder.model.errors import SourceError


def read_html(source: Source) -> Reading:
    """The article of a page. Raises SourceError where the page is none."""
    read = page(source)
    root = read.tree.root
    if root is None:
        raise SourceError(f"{source.iri}: the page holds no text; it was left out.")
    shown = lines(root, containers(read.tree))
    place = body(shown)
    text = list(article(shown, place))
    why = refusal(read.tree, shown, place, text)
    if why:
        mend = "" if ";" in why else " Save the article's own page."
        raise SourceError(f"{source.iri}: the page {why}; it was left out.{mend}")
    head = masthead(read, shown, place, text, source.iri)
    return Reading(
        text="\n".join((*head.shown, *(line.text for line in text))),
        title=_line(head.title),
        date=head.date,
        publisher=_line(head.publisher),
        author=_line(head.author),
        url=head.url,
        encoding=read.encoding,
        encoding_from=read.encoding_from,
        lost=read.lost,
    )


def _line(written: str | None) -> str | None:
    """A field as one line without characters that RDF cannot hold: references to characters name any of them."""
    return clean(" ".join(written.split())) or None if written else None
