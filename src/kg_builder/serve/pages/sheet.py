"""A table as a CSV file that a spreadsheet opens and does not run."""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from kg_builder.network.tables import guarded


def sheet(rows: Iterable[Sequence[object]], name: str) -> Response:
    """The answer that a browser keeps as a file. A byte order mark tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guarded(str(cell)) for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(("\ufeff" + text.getvalue()).encode("utf-8", "replace"), headers=headers, media_type="text/csv")
