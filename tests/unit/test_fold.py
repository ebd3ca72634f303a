"""Cases of folding."""

import pytest

from kg_builder.ingest.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("印发方案(2021)。", "印发方案（2021）。"),
        ("(2021年)全文", "（2021年）全文"),
        ("他说『落實「四個意識」』", "他说“落实‘四个意识’”"),
        ("增强“四个意识“，坚定“四个自信“", "增强“四个意识”，坚定“四个自信”"),
        ("强调'绿水青山'的理念", "强调‘绿水青山’的理念"),
        ("今天､｢会议｣召开｡", "今天、“会议”召开。"),
        ("局长\u00a0丁辉", "局长 丁辉"),
        ("at 12:30 (see p. 3)", "at 12:30 (see p. 3)"),
    ],
)
def test_brackets_keep_their_fellows(text, folded):
    assert fold(text) == folded
