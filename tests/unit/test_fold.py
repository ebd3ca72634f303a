"""Cases of folding."""

import pytest

from kg_builder.ingest.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("印发方案(2021)。", "印发方案（2021）。"),
        ("(2021年)全文", "（2021年）全文"),
        ("at 12:30 (see p. 3)", "at 12:30 (see p. 3)"),
    ],
)
def test_brackets_keep_their_fellows(text, folded):
    assert fold(text) == folded
