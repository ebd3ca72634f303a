"""The pages on which corrections are made.

/edit/TOKEN       the link of the terminal: gives the cookie
/correct/ACTION   ?of=… a form; sent, it shows what would change; sent once more, it writes a line of the ledger
/corrections      the ledger, each line with its state
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg_builder.curate import Trial
from kg_builder.model.correction import Action
from kg_builder.model.errors import KgBuilderError
from kg_builder.model.vocabulary import EntityType
from kg_builder.serve.editing.desk import Desk, State
from kg_builder.serve.editing.drafts import Draft, Offer, offer
from kg_builder.serve.editing.gate import HEADERS
from kg_builder.serve.editing.things import Thing, row, thing
from kg_builder.serve.pages.core import page_of
from kg_builder.serve.pages.frame import reading, render

_SIZE = 50  # lines of a page of the ledger
KINDS = tuple(str(kind) for kind in EntityType if kind is not EntityType.DATE)


def routes(desk: Desk) -> list[BaseRoute]:
    """All of it; without `--edit` none of these routes exists."""

    async def opened(request: Request) -> Response:
        answer = RedirectResponse("/", 303, HEADERS)
        if not desk.gate.open(request.path_params["token"], answer):
            raise HTTPException(403, "This link is of another run of the server; open the one that it printed last.")
        return answer

    async def correct(request: Request) -> Response:
        name = request.path_params["action"]
        if name not in tuple(map(str, Action)):
            raise HTTPException(404)
        if request.method == "POST":
            given: Mapping[str, str] = await desk.gate.form(request)
        else:
            desk.gate.check(request)
            given = dict(request.query_params)
        return await run_in_threadpool(_correct, request, desk, Action(name), given)

    async def ledger(request: Request) -> Response:
        desk.gate.check(request)
        return await run_in_threadpool(_ledger, request, desk)

    return [
        Route("/edit/{token}", opened),
        Route("/correct/{action}", correct, methods=["GET", "POST"]),
        Route("/corrections", ledger),
    ]


def _correct(request: Request, desk: Desk, action: Action, given: Mapping[str, str]) -> Response:
    of = request.query_params.get("of", "")
    if request.method == "POST" and not desk.gate.sealed(given.get("form", ""), "form", action, of):
        raise HTTPException(403, "The form is of another run of the server, or of another page; open it anew.")
    try:
        state, fault = desk.state(), ""
    except KgBuilderError as error:
        state, fault = None, str(error)
    about = thing(reading(request).index, of, action, state.ledger if state else None)
    if about is None:
        if fault:
            return _shown(request, desk, Offer(Draft(action, of)), Thing(of), fault=fault, status=409)
        raise HTTPException(404)
    draft = Draft.read(action, about.own, given)
    made = offer(draft, reading(request).index, about.entity)
    if state is None:
        return _shown(request, desk, made, about, fault=fault, status=409)
    if request.method != "POST":
        return _shown(request, desk, made, about, asked=bool(draft.words and made.places))
    if given.get("step") == "search":
        return _shown(request, desk, made, about, lacks=made.lacks if made.lacks == "lacks.found" else "", asked=True)
    if made.lacks:
        return _shown(request, desk, made, about, lacks=made.lacks, asked=True, status=422)
    return _tried(request, desk, state, made, about, given)


def _tried(
    request: Request, desk: Desk, state: State, made: Offer, about: Thing, given: Mapping[str, str]
) -> Response:  # fmt: skip
    """What would change; or, where that was shown and nothing moved since, the line is written."""
    try:
        correction = made.draft.correction(desk.author)
        trial = desk.tried(state, correction)
        if given.get("step") != "write":
            return _shown(request, desk, made, about, trial=trial, seen=state.seen)
        if not desk.gate.sealed(given.get("seal", ""), "write", *made.draft.parts(), given.get("seen", "")):
            raise HTTPException(403, "What is to be written is not what was shown; open the form anew.")
        if given.get("seen") != state.seen:
            return _shown(request, desk, made, about, trial=trial, seen=state.seen, lacks="changed", status=409)
        desk.write(state, correction)
    except KgBuilderError as error:
        return _shown(request, desk, made, about, fault=str(error), status=409)
    return RedirectResponse(f"/corrections?{urlencode({'made': correction.id})}#c-{correction.id}", 303, HEADERS)


def _shown(
    request: Request, desk: Desk, made: Offer, about: Thing, *, lacks: str = "", fault: str = "", asked: bool = False,
    trial: Trial | None = None, seen: str = "", status: int = 200,
) -> Response:  # fmt: skip
    """The form, with what is wrong with it or what it would do."""
    draft = made.draft
    index = reading(request).index
    ends = index.entities(filter(None, (draft.first, draft.other)))
    of = request.query_params.get("of", "")
    return _private(
        render(
            request, "correct.html.j2", status, draft=draft, offer=made, about=about, lacks=lacks, fault=fault, looked=asked,
            trial=trial, seen=seen, seal=desk.gate.seal("write", *draft.parts(), seen) if trial else "",
            form=desk.gate.seal("form", draft.action, of), at=f"/correct/{draft.action}?{urlencode({'of': of}, errors='replace')}",
            author=desk.author, kinds=KINDS, ends=ends, hints=index.hints([e.id for e in (*made.first, *made.other)]),
        )
    )  # fmt: skip


def _ledger(request: Request, desk: Desk) -> Response:
    index, page = reading(request).index, page_of(request)
    try:
        state = desk.state()
        states = desk.states(state)
    except KgBuilderError as error:
        return _private(
            render(
                request, "corrections.html.j2", 409, fault=str(error), rows=[], total=0, page=0, size=_SIZE, counts={}, file="",
                made="", author=desk.author,
            )
        )  # fmt: skip
    entries = state.ledger.entries[::-1]
    shown = entries[page * _SIZE : (page + 1) * _SIZE]
    rows = [row(index, entry.line, entry.correction, states[entry.correction.id]) for entry in shown]
    told = list(states.values())
    return _private(
        render(
            request, "corrections.html.j2", fault="", rows=rows, total=len(entries), page=page, size=_SIZE, file=str(state.file),
            counts={name: told.count(name) for name in ("in_force", "coming", "unmet", "undone") if name in told},
            made=request.query_params.get("made", ""), author=desk.author,
        )
    )  # fmt: skip


def _private(answer: Response) -> Response:
    answer.headers.update(HEADERS)
    return answer
