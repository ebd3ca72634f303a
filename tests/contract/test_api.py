"""/api: every address and parameter of the description answers as described."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import jsonschema
import pytest
from serving import serving

from kg_builder.serve.api.endpoints import ENDPOINTS

NAMES = [endpoint.name for endpoint in ENDPOINTS]
TABLE = {endpoint.name: endpoint for endpoint in ENDPOINTS}
CASES = [(endpoint.name, parameter) for endpoint in ENDPOINTS for parameter in endpoint.parameters]
IDS = [f"{name}-{parameter.name}" for name, parameter in CASES]


@pytest.fixture(scope="module")
def client(built):
    with serving(built) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture(scope="module")
def described(client):
    return client.get("/api/openapi.json").json()


@pytest.fixture(scope="module")
def asked(client):
    """Parameters of each endpoint that find something."""
    search = client.get("/api/search", params={"q": "朱勇志"}).json()["results"][0]
    entity = client.get("/api/entity", params={"id": search["id"]}).json()
    statement = entity["statements"][0]
    article = client.get("/api/articles").json()["results"][0]
    return {
        "search": {"q": "zhuyongzhi"}, "entity": {"id": search["id"]}, "statement": {"id": statement["id"]},
        "evidence": {"id": statement["evidence"][0]["id"]}, "articles": {}, "article": {"id": article["id"]},
        "compare": {"id": article["id"]},
    }  # fmt: skip


def check(described, name, response):
    """The answer is what the description says it is."""
    responses = described["paths"][f"/api/{name}"]["get"]["responses"]
    ((media_type, content),) = responses[str(response.status_code)]["content"].items()
    assert response.headers["content-type"] == media_type
    schema = {**content["schema"], "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(response.json())
    return response.json()


def test_the_description_is_openapi_with_valid_schemas(described):
    assert described["openapi"] == "3.1.0"
    assert sorted(described["paths"]) == sorted(f"/api/{name}" for name in NAMES)
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for path in described["paths"].values():
        for parameter in path["get"]["parameters"]:
            jsonschema.Draft202012Validator.check_schema(parameter["schema"])
            assert parameter["description"]


def test_every_schema_of_the_description_is_used(described):
    text = str(described)
    assert all(f"#/components/schemas/{name}'" in text for name in described["components"]["schemas"])


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_is_as_described(client, described, asked, name):
    response = client.get(f"/api/{name}", params=asked[name])
    assert response.status_code == 200
    found = check(described, name, response)
    assert any(found.values())
    assert client.head(f"/api/{name}", params=asked[name]).status_code == 200


def right(parameter):
    """Values at the edges of what a parameter takes."""
    if parameter.kind == "boolean":
        return ["true", "false"]
    if parameter.kind == "integer":
        return [str(parameter.least), str(parameter.most)]
    return list(parameter.choices)


def wrong(parameter):
    if parameter.kind == "boolean":
        return ["", "1", "yes", "True"]
    if parameter.kind == "integer":
        return ["", "-1", "1.0", "x", "٣", str(parameter.most + 1), "9" * 400, *([str(parameter.least - 1)])]
    return ["no-such-thing", ""] if parameter.choices else ["", "  ", "x" * (parameter.most + 1)]


@pytest.mark.parametrize(("name", "parameter"), CASES, ids=IDS)
def test_what_a_parameter_takes(client, described, asked, name, parameter):
    for value in right(parameter):
        response = client.get(f"/api/{name}", params={**asked[name], parameter.name: value})
        assert response.status_code == 200, value
        check(described, name, response)


@pytest.mark.parametrize(("name", "parameter"), CASES, ids=IDS)
def test_what_a_parameter_does_not_take(client, described, asked, name, parameter):
    for value in wrong(parameter):
        response = client.get(f"/api/{name}", params={**asked[name], parameter.name: value})
        assert response.status_code == 400, value
        assert check(described, name, response)["parameter"] == parameter.name


@pytest.mark.parametrize("name", NAMES)
def test_unknown_missing_and_repeated_parameters(client, described, asked, name):
    twice = [*asked[name].items(), ("limit", "1"), ("limit", "2")]
    for params in ({**asked[name], "nonsense": "1"}, twice):
        response = client.get(f"/api/{name}", params=params)
        assert response.status_code == 400
        check(described, name, response)
    if asked[name]:
        assert client.get(f"/api/{name}").status_code == 400


@pytest.mark.parametrize(
    ("name", "params"),
    [
        *((name, {"id": "official/nobody-00000000"}) for name in ("entity", "statement", "evidence", "article")),
        ("compare", {"id": "0000"}), ("compare", {"id": "campaign/none-00000000"}),
    ],
)  # fmt: skip
def test_what_is_not_there(client, described, name, params):
    response = client.get(f"/api/{name}", params=params)
    assert response.status_code == 404
    assert "/api/" in check(described, name, response)["detail"]


@pytest.mark.parametrize("path", ["/api/nothing", "/api/entity/official/x", "/api/openapi.yaml"])
def test_no_such_address(client, path):
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert "/api/search" in response.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/search?q=a", "/api/openapi.json"])
def test_it_only_reads(client, method, path):
    response = client.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert response.json()["status"] == 405


@pytest.mark.parametrize("name", NAMES)
def test_etags(client, asked, name):
    first = client.get(f"/api/{name}", params=asked[name])
    again = client.get(f"/api/{name}", params=asked[name], headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    size = "context" if name == "evidence" else "limit"
    other = client.get(
        f"/api/{name}", params={**asked[name], size: "3"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("search", "results"),
        ("entity", "statements"),
        ("article", "said"),
        ("compare", "rows"),
        ("statement", "evidence"),
    ],
)
def test_pages_together_are_the_whole(client, asked, name, field):
    def shown(answer):
        return answer["statement"][field] if name == "statement" else answer[field]

    params = {**asked[name], **({"q": "司法"} if name == "search" else {})}
    most = next(parameter.most for parameter in TABLE[name].parameters if parameter.name == "limit")
    whole = client.get(f"/api/{name}", params={**params, "limit": most}).json()
    assert whole["next"] is None
    found, address = [], str(client.base_url.join(f"/api/{name}?{httpx.QueryParams({**params, 'limit': 3})}"))
    while address:
        page = client.get(address).json()
        assert len(shown(page)) <= 3
        found += shown(page)
        if page["next"]:
            assert int(parse_qs(urlsplit(page["next"]).query)["offset"][0]) == page["next_offset"]
        address = page["next"]
    assert found == shown(whole)


def test_a_quote_stands_where_it_is_said_to_stand(client, asked):
    answer = client.get("/api/article", params={**asked["article"], "limit": 100}).json()
    text = answer["text"]
    assert len(text) == answer["length"]
    assert len(answer["said"]) > 20
    for each in answer["said"]:
        assert text[each["evidence"]["start"] : each["evidence"]["end"]] == each["evidence"]["quote"]
        assert each["evidence"]["statement"] == each["statement"]["id"]
    assert len(answer["mentions"]) > 50
    assert all(text[each["start"] : each["end"]] == each["words"] for each in answer["mentions"])
    found = client.get("/api/evidence", params={"id": answer["said"][5]["evidence"]["id"], "context": 50}).json()
    assert found["before"] + found["evidence"]["quote"] + found["after"] in text
    assert found["evidence"]["article"]["date"] == "2021-03"


def test_an_iri_is_an_id_and_pages_open(client, asked):
    entity = client.get("/api/entity", params=asked["entity"]).json()["entity"]
    assert entity["name"] == "朱勇志"
    by_iri = client.get("/api/entity", params={"id": entity["iri"]}).json()["entity"]
    assert by_iri == entity
    assert entity["page"] == f"{client.base_url.join('/page/')}{entity['id']}"
    article = client.get("/api/article", params=asked["article"]).json()["article"]
    assert client.get("/api/article", params={"id": article["iri"], "text": "false"}).json()["text"] is None


def test_pinyin_and_initials_find_a_person(client):
    for q, kind in (("朱勇志", "name"), ("ZhuYongzhi", "pinyin"), ("zyz", "initials")):
        first = client.get("/api/search", params={"q": q, "type": "Official"}).json()["results"][0]
        assert (first["name"], first["matched_by"]) == ("朱勇志", kind)


def test_what_one_speaker_leaves_out_stands_out(client, asked):
    found = client.get("/api/compare", params={**asked["compare"], "limit": 100}).json()
    assert len(found["columns"]) == 4
    for row in found["rows"]:
        silent = [place for place, cell in enumerate(row["cells"]) if cell["stance"] == "silent"]
        assert len(row["cells"]) == 4
        if row["spread"] == "one_omits":
            assert silent == [row["alone"]]
            omitted = found["columns"][row["alone"]]["omitted"]
            assert row["thing"] in omitted
        for cell, column in zip(row["cells"], found["columns"], strict=True):
            assert all(each["speaker"] in (None, column["speaker"]) for each in cell["evidence"])
            assert bool(cell["evidence"]) == (cell["stance"] != "silent")
    assert {row["spread"] for row in found["rows"]} >= {"one_omits", "only_one"}
    two = ",".join(column["speaker"]["id"] for column in found["columns"][:2])
    fewer = client.get("/api/compare", params={**asked["compare"], "speakers": two}).json()
    assert [c["speaker"]["id"] for c in fewer["columns"]] == two.split(",")


def test_the_page_for_people_shows_every_address_and_each_example_answers(client):
    from selectolax.lexbor import LexborHTMLParser

    for language in ("zh", "en"):
        tree = LexborHTMLParser(client.get("/api", params={"lang": language}).text)
        addresses = [
            a.attributes["href"] for a in tree.css("main a") if (a.attributes["href"] or "").startswith("/api/")
        ]
        assert {urlsplit(a).path for a in addresses} == {*(f"/api/{name}" for name in NAMES), "/api/openapi.json"}
        assert all(client.get(address).status_code == 200 for address in addresses)


def test_the_examples_of_the_documentation_run(client, capsys):
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    code = re.findall(r"```python\n(.+?)```", text, re.S)[0]
    exec(code.replace("http://127.0.0.1:8000", str(client.base_url).rstrip("/")), {})
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("leads 济宁市司法局 济宁市司法局党委书记、局长 朱勇志 2021-03 http") for line in lines)
    assert set(re.findall(r"`/api/(\w+)\?", text)) == set(NAMES)
