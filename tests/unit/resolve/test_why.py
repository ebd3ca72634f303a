"""`kg-builder why` tells every merge and refusal in sentences that name the articles."""

import pytest

from kg_builder.cli.why import why
from kg_builder.model.errors import SourceError
from kg_builder.pipeline import build

ARTICLES = {
    "a.txt": "济南市召开司法行政工作会议\n2021-03-02\n\n济南市公安局局长李建国、成都市司法局局长李建国出席会议。\n",
    "b.txt": "成都市司法行政会议召开\n2021-04-02\n\n成都市司法局局长李建国出席会议。成都市委召开会议，中国共产党成都市委员会印发通知。\n",
    "c.txt": "成都观察\n2021-05-02\n\n成都市召开座谈会，李建国同志参加。\n",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory, pack):
    folder = tmp_path_factory.mktemp("why")
    (folder / "in").mkdir()
    for name, text in ARTICLES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    build([folder / "in"], folder / "out", pack)
    return folder / "out"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("李建国", "“李建国”：2个实体"),
        (
            "李建国",
            "视为一个：同名，且机构相同：成都市司法局。见《济南市召开司法行政工作会议》（2021-03-02）《成都市司法行政会议召开》",
        ),
        ("李建国", "文中只有姓名；该文所涉地区的同名者只有一人（成都市司法局局长）。见《成都观察》（2021-05-02）"),
        ("李建国", "不是李建国（济南市公安局局长）"),
        ("李建国", "同一篇文章分别介绍了两位同名者：成都市司法局局长；济南市公安局局长"),
        ("中共成都市委", "写法不同，所指相同：中共成都市委；中共成都市委员会"),
        ("成都市委", "又写作：中共成都市委员会、成都市委"),
    ],
)
def test_reasons_are_sentences(out, capsys, name, told):
    why(out, name)
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("李健国", "did you mean 李建国"), ("司法局", "成都市司法局"), ("zzz", "lists names")],
)
def test_a_miss_names_what_is_near(out, asked, hint):
    with pytest.raises(SourceError, match=hint):
        why(out, asked)
