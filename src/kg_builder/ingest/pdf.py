"""The text layer of PDF files, without what is repeated on every page.

Lines stay as they are printed: `wraps.py` joins those that end inside a sentence when the article is read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product

from kg_builder.ingest.clean import clean
from kg_builder.ingest.limits import LIMITS
from kg_builder.ingest.text import with_masthead
from kg_builder.model.article import Reading, Source
from kg_builder.model.errors import SourceError

_NUMBER = r"(?:\d{1,4}|[IVXivx]{1,6})"
_PAGE_NUMBER = re.compile(
    rf"[-—–－•·─~\s]*(?:第\s*{_NUMBER}\s*页|{_NUMBER})(?:\s*[/／,，、]?\s*(?:共\s*\d+\s*页|[/／]\s*\d+))?[-—–－•·─~\s]*"
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
_DIGITS = re.compile(r"[0-9]{1,9}")
_PROSE = tuple("。，；：、！？")  # how no header or footer ends
_EDGE = 3  # lines at the head or foot of a page that may be repeated
_OFTEN = 0.5  # of the pages on which a line stands that is a header or footer
_SCANNED = 8  # characters a page; with fewer there is no text layer, only a stamp
_HYPHEN = re.compile("[\x02\ufffe]\r?\n?")  # what the library gives for the hyphen of a broken word


def read_pdf(source: Source) -> Reading:
    """The text of a PDF file, and what its masthead says. Raises SourceError for a scan, or where a password is asked."""
    pages = _pages(source)
    text = "\n".join("\n".join(page) for page in _bare(pages) if page)
    if len("".join(text.split())) < _SCANNED * len(pages):
        raise SourceError(
            f"{source.iri}: {len(pages)} pages without a text layer, so they are pictures; the file was left out. "
            "Recognize its text first (ocrmypdf -l chi_sim IN OUT)."
        )
    return with_masthead(text, source.iri, "utf-8", "given")


def _pages(source: Source) -> list[list[str]]:
    """The lines of each page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.payload)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                f"{source.iri}: the PDF file asks for a password; it was left out. Save it without."
            ) from None
        raise SourceError(
            f"{source.iri}: a damaged PDF file ({error}); it was left out. Print it to PDF anew."
        ) from None
    try:
        if len(document) > LIMITS.pages:
            what = f"{len(document)} pages are more than are read (limit pages={LIMITS.pages})"
            raise SourceError(f"{source.iri}: {what}; it was left out. Cut it into articles.")
        pages, count = [], 0
        for number in range(len(document)):
            pages.append(_lines(document[number]))
            count += sum(map(len, pages[-1]))
            if count > LIMITS.text:
                what = f"more characters than are read (limit text={LIMITS.text})"
                raise SourceError(f"{source.iri}: {what}; it was left out. Cut it into articles.")
        return pages
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            f"{source.iri}: a damaged PDF file ({error}); it was left out. Print it to PDF anew."
        ) from None
    finally:
        document.close()


def _lines(page: "object") -> list[str]:
    layer = page.get_textpage()  # type: ignore[attr-defined]
    try:
        text = _HYPHEN.sub("", layer.get_text_range())
    finally:
        layer.close()
        page.close()  # type: ignore[attr-defined]
    return [line.rstrip() for line in clean(text).split("\n") if line.strip()]


def _bare(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without the lines that stand at the edges of most pages."""
    edges = Counter(
        shape
        for number, page in enumerate(pages)
        for shape in {shape for place in _edges(page) for shape in _shapes(page[place], number)}
    )
    least = max(3, _OFTEN * len(pages))
    repeated = {shape for shape, count in edges.items() if count >= least}
    return [_bare_page(page, number, repeated) for number, page in enumerate(pages)]


def _edges(page: list[str]) -> set[int]:
    return {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}


def _shapes(line: str, page: int) -> set[str]:
    """A header or footer as it is on all pages: as it stands, or with the numbers that grow with the page set back."""
    text = "".join(line.split())
    numbers = _DIGITS.findall(text)
    if text.endswith(_PROSE) or len(numbers) > 3:
        return set()
    back = [{number, f"{int(number) - page}+"} for number in numbers]
    return {_filled(text, chosen) for chosen in product(*back)}


def _filled(text: str, numbers: Sequence[str]) -> str:
    left = iter(numbers)
    return _DIGITS.sub(lambda match: next(left), text)


def _bare_page(page: list[str], number: int, repeated: set[str]) -> list[str]:
    left = {place for place in _edges(page) if _shapes(page[place], number) & repeated}
    outermost = [place for place in range(len(page)) if place not in left]
    left |= {place for place in (*outermost[:1], *outermost[-1:]) if _PAGE_NUMBER.fullmatch(page[place])}
    return [line for place, line in enumerate(page) if place not in left]
