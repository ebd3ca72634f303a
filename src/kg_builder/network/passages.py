"""The paragraphs of articles that quotes stand in, each given once."""

from collections.abc import Mapping

from kg_builder.model.span import Span

_LONGEST = 600  # of a paragraph given whole; around a quote in a longer one, half of it on each side


class Passages:
    """Collects the paragraphs that are asked for; an article without a text has empty ones."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._found: dict[str, dict[tuple[int, int], int]] = {}

    def around(self, article: str, span: Span) -> int:
        """The number, within its article, of the passage that holds the span."""
        text = self._texts.get(article, "")
        left = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        right = len(text) if end < 0 else end
        if right - left > _LONGEST:
            left, right = max(left, span.start - _LONGEST // 2), min(right, span.end + _LONGEST // 2)
        found = self._found.setdefault(article, {})
        return found.setdefault((left, right), len(found))

    def of(self, article: str) -> list[list[object]]:
        """Start (code points) and text of the article's passages, by their number."""
        text = self._texts.get(article, "")
        return [[left, text[left:right]] for left, right in self._found.get(article, {})]
