"""A short way to what resumes a run, which is the one request that a writer waits for.

On the way from the guard Prefect's application (3.8.8) goes through its layers and its routes, and
has FastAPI gather what the handler is given and look through what it answers. Here the same handler
is called as it is. Whatever it does not answer goes the long way, and Prefect says what it says.
"""

from __future__ import annotations

import re
from asyncio import Semaphore
from collections.abc import Awaitable, Callable
from uuid import UUID

from prefect.server.api.flow_runs import resume_flow_run
from prefect.server.database import dependencies as database
from prefect.server.orchestration import dependencies as orchestration
from prefect.server.schemas.responses import OrchestrationResult
from pydantic import BaseModel
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from genesis_flows.json_value import Json
from genesis_flows.prefect_server.guard import App, Receive, Scope, Send
from genesis_flows.prefect_server.run_reads import locked_when_first_read

_PATH = re.compile(r"/api/flow_runs/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/resume")
_JSON = "application/json"

AT_ONCE = 4
"""So many resumes are worked on at once and the others wait their turn. The process works at one
moment on one alone: of twenty at once none was through before most were (docs/adr/0025)."""


class Asked(BaseModel):
    """The body of a resume."""

    run_input: dict[str, Json] | None = None


# FastAPI gives it None as well where no version is said, which its own annotation leaves out.
_handler: Callable[..., Awaitable[OrchestrationResult]] = resume_flow_run

Resume = Callable[[UUID, Asked, Response], Awaitable[str]]
"""Resumes a run, sets the answer's status and gives its body."""


async def resume_by_prefect(run_id: UUID, asked: Asked, answer: Response) -> str:
    """Resume it with what FastAPI would give the handler."""
    with locked_when_first_read():
        result = await _handler(
            response=answer,
            flow_run_id=run_id,
            db=database.provide_database_interface(),
            run_input=asked.run_input,
            flow_policy=await orchestration.provide_flow_policy(),
            task_policy=await orchestration.provide_task_policy(),
            orchestration_parameters=await orchestration.provide_flow_orchestration_parameters(),
            api_version=None,
            client_version=None,
        )
    return result.model_dump_json()


class ResumeDoor:
    """An ASGI application before Prefect's."""

    def __init__(self, prefect: App, resume: Resume = resume_by_prefect) -> None:
        """`prefect` answers whatever else is asked."""
        self._prefect = prefect
        self._resume = resume
        self._turns = Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a resume, or hand the request on."""
        run_id = _run_to_resume(scope)
        if run_id is None:
            await self._prefect(scope, receive, send)
            return
        try:
            body = await Request(scope, receive).body()
        except ClientDisconnect:
            return
        answer = await self._answer(run_id, body)
        if answer is None:
            await self._prefect(scope, _told_again(body, receive), send)
        else:
            await answer(scope, receive, send)

    async def _answer(self, run_id: UUID, body: bytes) -> Response | None:
        answer = Response(status_code=200)
        try:
            asked = Asked.model_validate_json(body)
            async with self._turns:
                text = await self._resume(run_id, asked, answer)
        except Exception:
            # Its transaction was rolled back. Prefect's application fails at it as well, and has
            # the words and the status for that.
            return None
        return Response(text, answer.status_code, media_type=_JSON)


def _run_to_resume(scope: Scope) -> UUID | None:
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    headers = dict(scope["headers"])
    # Prefect's own clients say their version, which Prefect looks at.
    if headers.get(b"content-type") != _JSON.encode() or b"x-prefect-api-version" in headers:
        return None
    found = _PATH.fullmatch(scope["path"])
    return None if found is None else UUID(found[1])


def _told_again(body: bytes, receive: Receive) -> Receive:
    told: list[Scope] = [{"type": "http.request", "body": body}]

    async def tell() -> Scope:
        return told.pop() if told else await receive()

    return tell
