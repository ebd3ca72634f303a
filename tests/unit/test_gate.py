"""Who may correct: the link, the cookie, the origin of a form, its seal, its size."""

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg_builder.serve.editing.gate import BODY, Gate

GATE = Gate(8000)
HOST = "127.0.0.1:8000"


def request(body: bytes = b"a=1", host: str = HOST, cookie: str = GATE.cookie, **headers: str) -> Request:
    headers = {"origin": f"http://{host}", "content-type": "application/x-www-form-urlencoded", **headers}
    sent = {
        "host": host,
        "cookie": f"{GATE.name}={cookie}",
        **{k.replace("_", "-"): v for k, v in headers.items() if v},
    }
    parts = [body[at : at + 10_000] for at in range(0, len(body), 10_000)]

    async def receive():
        part = parts.pop(0) if parts else b""
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    raw = [(name.encode(), value.encode()) for name, value in sent.items()]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": raw, "scheme": "http"}
    return Request(scope, receive)


def refused(sent: Request) -> int:
    with pytest.raises(HTTPException) as error:
        asyncio.run(GATE.form(sent))
    return error.value.status_code


def test_a_form_of_this_server_is_read():
    body = b"reason=%E7%9C%8B%E8%BF%87+%E5%8E%9F%E6%96%87&name="
    assert asyncio.run(GATE.form(request(body))) == {"reason": "看过 原文", "name": ""}
    assert asyncio.run(GATE.form(request(sec_fetch_site="same-origin"))) == {"a": "1"}
    assert asyncio.run(GATE.form(request(origin="", sec_fetch_site="same-origin"))) == {"a": "1"}


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9000"}, {"origin": "https://127.0.0.1:8000"},
        {"origin": ""}, {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}, {"sec_fetch_site": "none"},
        {"origin": "", "sec_fetch_site": "same-site"}, {"host": "evil.example"}, {"host": "192.168.0.7:8000"},
        {"cookie": ""}, {"cookie": GATE.token}, {"cookie": "é"}, {"cookie": Gate(8000).cookie},
    ],
)  # fmt: skip
def test_any_other_is_refused(told):
    assert refused(request(**told)) == 403


def test_what_is_no_form_is_refused():
    assert refused(request(content_type="text/plain")) == 415
    assert refused(request(content_type="multipart/form-data; boundary=x")) == 415
    assert refused(request(b"a=" + b"x" * BODY)) == 413
    assert refused(request(b"a=%FF")) == 400
    assert refused(request("a=看".encode())) == 400
    assert refused(request(b"&".join(b"a%d=1" % n for n in range(100)))) == 400


def test_the_link_gives_a_cookie_that_scripts_and_other_sites_do_not_get():
    answer = Response()
    assert not GATE.open(GATE.cookie, answer)
    assert not GATE.open("", answer)
    assert not GATE.open("\udc80", answer)
    assert "set-cookie" not in answer.headers
    assert GATE.open(GATE.token, answer)
    told = answer.headers["set-cookie"].casefold()
    assert GATE.cookie.casefold() in told
    assert "httponly" in told
    assert "samesite=strict" in told
    assert GATE.token not in answer.headers["set-cookie"]


def test_a_seal_holds_for_one_purpose_of_one_run():
    seal = GATE.seal("form", "reject", "statement/1")
    assert GATE.sealed(seal, "form", "reject", "statement/1")
    for other in (
        ("form", "reject", "statement/2"),
        ("form", "rejectstatement/1"),
        ("form", "reject", "", "statement/1"),
        (),
    ):
        assert not GATE.sealed(seal, *other)
    assert not Gate(8000).sealed(seal, "form", "reject", "statement/1")
    assert not GATE.sealed("é\udc80", "form", "reject", "statement/1")


def test_two_runs_share_no_secret():
    one, other = Gate(1), Gate(1)
    assert len({one.token, one.cookie, other.token, other.cookie}) == 4
    assert one.key != other.key
    assert min(len(one.token), len(one.cookie)) >= 43
