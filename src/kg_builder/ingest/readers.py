"""Media type → reader: what becomes text, and how. A new format is a function here and a suffix in `kinds.py`."""

from collections.abc import Mapping
from types import MappingProxyType

from kg_builder.ingest import kinds
from kg_builder.ingest.docx import read_docx
from kg_builder.ingest.html import read_html
from kg_builder.ingest.pdf import read_pdf
from kg_builder.ingest.text import read_text
from kg_builder.model.extension import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        kinds.TEXT: read_text,
        kinds.MARKDOWN: read_text,
        kinds.HTML: read_html,
        kinds.DOCX: read_docx,
        kinds.PDF: read_pdf,
    }
)
