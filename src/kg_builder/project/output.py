"""The files below OUT. The only place that knows their names."""

from dataclasses import dataclass
from pathlib import Path

HOME = ".kg-builder"  # what builds keep for themselves below OUT: the lock, the generations
LINKED = ("run.json", "annotations", "articles", "graph", "reports")  # a generation's; OUT has links to them
OWN = (*LINKED, HOME, "exports", "evaluation.json")  # what a build never reads as articles


@dataclass(frozen=True, slots=True)
class Output:
    """What a build writes below its folder, and what other verbs put beside."""

    root: Path

    @property
    def graph(self) -> Path:
        """The folder of the serialized graph."""
        return self.root / "graph"

    @property
    def nquads(self) -> Path:
        """Sorted N-Quads: the archive."""
        return self.graph / "kg.nq"

    @property
    def turtle(self) -> Path:
        """Plain triples to read."""
        return self.graph / "kg.ttl"

    @property
    def trig(self) -> Path:
        """Default graph and a graph an article."""
        return self.graph / "kg.trig"

    @property
    def jsonld(self) -> Path:
        """The same as JSON-LD."""
        return self.graph / "kg.jsonld"

    @property
    def page(self) -> Path:
        """The interactive page."""
        return self.graph / "graph.html"

    @property
    def pages(self) -> Path:
        """Of a graph too large for one page: a page a campaign or region."""
        return self.graph / "pages"

    @property
    def knowledge(self) -> Path:
        """The graph as the program holds it, one JSON value in one line."""
        return self.graph / "kg.jsonl"

    @property
    def annotations(self) -> Path:
        """What was read, one article a line."""
        return self.root / "annotations" / "articles.jsonl"

    @property
    def mentions(self) -> Path:
        """Where articles name the entities of the graph, one article a line."""
        return self.root / "annotations" / "mentions.jsonl"

    @property
    def articles(self) -> Path:
        """The texts as read: ID.txt."""
        return self.root / "articles"

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return self.root / "reports"

    @property
    def issues(self) -> Path:
        """One issue a line."""
        return self.reports / "issues.jsonl"

    @property
    def issues_page(self) -> Path:
        """The issues in plain words: counts, then files."""
        return self.reports / "issues.txt"

    @property
    def validation(self) -> Path:
        """What SHACL and the reading back of the quotes found."""
        return self.reports / "validation.json"

    @property
    def evaluation(self) -> Path:
        """The figures against gold; no build touches them."""
        return self.root / "evaluation.json"

    @property
    def exports(self) -> Path:
        """What `export` wrote; no build touches it."""
        return self.root / "exports"

    @property
    def run(self) -> Path:
        """The manifest."""
        return self.root / "run.json"
