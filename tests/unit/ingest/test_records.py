"""Records of JSON and CSV files: fields by usual names or by those given; a bad record costs itself."""

import json

import pytest

from kg_builder.ingest import Fields, ingest, limited


def test_json_lines_are_articles_with_what_they_state(file, read):
    lines = [
        {
            "标题": "会议召开",
            "正文": "市司法局召开会议。",
            "发布时间": "2021年3月5日",
            "来源": "某报",
            "作者": ["甲", "乙"],
            "链接": "http://a.cn/1",
        },
        {
            "title": "会议召开",
            "content": "会议召开\n省司法厅召开会议。",
            "date": "2021-03-06T08:00:00Z",
            "source": "http://a.cn/2",
        },
    ]
    found = read([file("a.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))])
    one, two = (ingest(source) for source in found.sources.values())
    assert one.text == "会议召开\n市司法局召开会议。"
    assert (one.header.source, one.header.title, one.header.date, one.header.publisher) == (
        "a.jsonl#1",
        "会议召开",
        "2021-03-05",
        "某报",
    )
    assert (one.header.author, one.header.url) == ("甲、乙", "http://a.cn/1")
    assert two.text == "会议召开\n省司法厅召开会议。"
    assert (two.header.date, two.header.publisher, two.header.url) == ("2021-03-06", None, "http://a.cn/2")
    assert not found.issues


def test_a_bad_line_names_file_and_line_and_the_others_go_on(file, read):
    lines = [
        '{"text": "1"}',
        "{bad",
        "",
        "[1]",
        '{"title": "x"}',
        '{"text": 7}',
        '{"text": "  "}',
        "[" * 100_000,
        '{"text": "\\ud83d9"}',
    ]
    found = read([file("a.jsonl", "\n".join(lines))])
    assert found.texts == {"a.jsonl#1": "1", "a.jsonl#9": "\ufffd9"}
    assert found.told == [(f"a.jsonl:{n}", "ingest.record") for n in (2, 4, 5, 6, 7, 8)]


def test_fields_can_be_given_also_inside_others(file, read):
    path = file("a.jsonl", '{"data": {"body": "x", "when": "20210305"}, "text": "no"}\n{"text": "no"}')
    found = read([path], fields=Fields(text="data.body", date="data.when"))
    assert found.texts == {"a.jsonl#1": "x"}
    assert dict(found.sources["a.jsonl#1"].given)["date"] == "2021-03-05"
    assert "no field data.body" in found.issues[0].message


def test_a_date_that_is_none_is_an_issue_and_the_text_is_read(file, read):
    found = read([file("a.jsonl", '{"text": "x", "date": "昨天"}')])
    assert found.texts == {"a.jsonl#1": "x"}
    assert found.told == [("a.jsonl:1", "ingest.record")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_records_are_read_in_any_encoding(file, read, encoding):
    said = (
        "市司法局黨委書記在會議上說，這是我們的工作。"
        if encoding == "big5"
        else "市司法局党委书记在会议上说，这是我们的工作。"
    )
    csv = f'title,正文\r\n一,"{said}\n“二”"\r\n二,"{said}"\r\n'
    found = read(
        [
            file("a.csv", csv.encode(encoding)),
            file("b.jsonl", (json.dumps({"text": said}, ensure_ascii=False) + "\n").encode(encoding)),
        ]
    )
    assert found.texts == {"a.csv#1": f"一\n{said}\n“二”", "a.csv#2": f"二\n{said}", "b.jsonl#1": said}
    assert not found.issues
    assert dict(found.sources["a.csv#1"].given)["encoding"].startswith(encoding[:4])


def test_rows_of_csv_in_all_their_forms(file, read):
    found = read(
        [
            file("a.csv", 'text;title\n"x; y";t\nz\n\n;u\n'),
            file("b.tsv", "text\ttitle\nx, y\tt\n"),
            file("c.csv", "一,二\nx,y\n"),
            file("d.csv", "text,title\n"),
            file("e.csv", "text\n" + '"' + "长" * 200_000 + '"\n'),
        ]
    )
    assert {iri: len(text) for iri, text in found.texts.items()} == {
        "a.csv#1": 6,
        "a.csv#2": 1,
        "b.tsv#1": 6,
        "e.csv#1": 200_000,
    }
    assert found.told == [("a.csv:5", "ingest.record"), ("c.csv:2", "ingest.record")]
    assert "--text-field" in found.issues[1].message


def test_a_quote_that_never_closes_and_a_long_line_cost_themselves(file, read):
    found = read([file("a.csv", 'text\nx\n"' + "y" * 900 + "\n" + "z\n" * 300 + "ok\n")], limits=limited(["file=1000"]))
    assert found.texts["a.csv#1"] == "x"
    assert found.texts["a.csv#" + str(len(found.sources) + 1)] == "ok"
    assert found.told == [("a.csv:3", "ingest.record")]
    long = read([file("b.jsonl", '{"text": "' + "y" * 2000 + '"}\n{"text": "ok"}')], limits=limited(["file=1000"]))
    assert long.texts == {"b.jsonl#2": "ok"}
    assert long.told == [("b.jsonl:1", "ingest.record")]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ('[{"text": "x"}, 1, {"text": "y"}]', ["#1", "#3"]),
        ('{"count": 2, "articles": [{"text": "x"}, {"text": "y"}]}', ["#1", "#2"]),
        ('{"text": "x"}', ["#1"]),
        ('{"text": "x"}\n{"text": "y"}', ["#1", "#2"]),
        ("[" * 100_000, []),
        ('[{"text": "x"}, {', []),
        ("7", []),
    ],
)
def test_a_json_file_is_a_list_a_record_or_lines(file, read, content, names):
    found = read([file("a.json", content)])
    assert list(found.texts) == [f"a.json{name}" for name in names]
    assert len(found.issues) == (1 if not names or "1," in content else 0)


def test_markup_in_a_record_is_a_page(file, read):
    found = read([file("a.jsonl", '{"title": "t", "content": "<div><p>x</p></div>"}')])
    assert found.sources["a.jsonl#1"].media_type == "text/html"
