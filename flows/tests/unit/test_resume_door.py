"""Which requests go the short way to Prefect's handler, and that all others go the long one."""

from __future__ import annotations

import asyncio
import inspect
import json
from http import HTTPStatus
from uuid import UUID, uuid4

import httpx
import pytest
from prefect.server.api.flow_runs import resume_flow_run
from prefect.server.schemas.responses import (
    OrchestrationResult,
    SetStateStatus,
    StateAcceptDetails,
)
from starlette.requests import Request
from starlette.responses import Response

from genesis_flows.prefect_server import resume_door
from genesis_flows.prefect_server.guard import Receive, Scope, Send
from genesis_flows.prefect_server.resume_door import (
    AT_ONCE,
    Asked,
    ResumeDoor,
    resume_by_prefect,
)

RUN = uuid4()
RESUME = f"/api/flow_runs/{RUN}/resume"
ANSWER = {"run_input": {"correlation_id": "c", "payload": "{}"}}
LONG_WAY = HTTPStatus.IM_A_TEAPOT


class Prefect:
    """Answers with the body that it was sent, and its own status."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.bodies.append(await Request(scope, receive).body())
        await Response(status_code=LONG_WAY)(scope, receive, send)


class Handler:
    """Takes resumes, or fails at them."""

    def __init__(self, fails: bool = False) -> None:
        self.asked: list[tuple[UUID, object]] = []
        self._fails = fails

    async def __call__(self, run_id: UUID, asked: Asked, answer: Response) -> str:
        self.asked.append((run_id, asked.run_input))
        if self._fails:
            raise LookupError
        answer.status_code = HTTPStatus.CREATED
        return '{"status":"ACCEPT"}'


def client(prefect: Prefect, handler: Handler) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=ResumeDoor(prefect, handler))
    return httpx.AsyncClient(transport=transport, base_url="http://here")


async def test_a_resume_goes_to_the_handler_and_has_its_status_and_its_body() -> None:
    prefect, handler = Prefect(), Handler()
    async with client(prefect, handler) as door:
        answer = await door.post(RESUME, json=ANSWER)
    assert (answer.status_code, answer.json()) == (HTTPStatus.CREATED, {"status": "ACCEPT"})
    assert answer.headers["content-type"] == "application/json"
    assert handler.asked == [(RUN, ANSWER["run_input"])]
    assert prefect.bodies == []


async def test_what_the_handler_fails_at_is_told_again_whole() -> None:
    prefect, handler = Prefect(), Handler(fails=True)
    async with client(prefect, handler) as door:
        answer = await door.post(RESUME, json=ANSWER)
    assert answer.status_code == LONG_WAY
    assert [json.loads(body) for body in prefect.bodies] == [ANSWER]


@pytest.mark.parametrize(
    ("method", "path", "headers", "body"),
    [
        ("GET", RESUME, {}, b""),
        ("POST", f"/api/flow_runs/{RUN}", {}, b"{}"),
        ("POST", f"/api/flow_runs/{RUN}/resume/", {}, b"{}"),
        ("POST", "/api/flow_runs/no-run/resume", {}, b"{}"),
        ("POST", RESUME, {"x-prefect-api-version": "0.8.4"}, b"{}"),
        ("POST", RESUME, {"content-type": "text/plain"}, b"{}"),
        ("POST", RESUME, {}, b'{"run_input": []}'),
        ("POST", RESUME, {}, b'{"run_input"'),
        ("POST", RESUME, {}, b""),
    ],
)
async def test_all_others_go_the_long_way(
    method: str, path: str, headers: dict[str, str], body: bytes
) -> None:
    prefect, handler = Prefect(), Handler()
    async with client(prefect, handler) as door:
        sent = {"content-type": "application/json"} | headers
        answer = await door.request(method, path, headers=sent, content=body)
    assert answer.status_code == LONG_WAY
    assert handler.asked == []
    assert prefect.bodies == [body]


async def test_a_body_in_parts_is_read_whole_and_one_that_is_cut_off_is_nobodys() -> None:
    prefect, handler = Prefect(), Handler()
    door = ResumeDoor(prefect, handler)
    headers = [(b"content-type", b"application/json")]
    scope: Scope = {"type": "http", "method": "POST", "path": RESUME, "headers": headers}
    sent: list[str] = []

    async def send(message: Scope) -> None:
        sent.append(message["type"])

    def telling(*messages: Scope) -> Receive:
        left = list(messages)

        async def receive() -> Scope:
            return left.pop(0)

        return receive

    first: Scope = {"type": "http.request", "body": b'{"run_input":', "more_body": True}
    await door(scope, telling(first, {"type": "http.request", "body": b'{"a":1}}'}), send)
    assert handler.asked == [(RUN, {"a": 1})]
    assert sent == ["http.response.start", "http.response.body"]
    await door(scope, telling(first, {"type": "http.disconnect"}), send)
    assert len(handler.asked) == 1
    assert len(sent) == 2
    assert prefect.bodies == []


class SlowHandler(Handler):
    """Is at each resume for a few turns of the loop, and counts how many it is at."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 0
        self._now = 0

    async def __call__(self, run_id: UUID, asked: Asked, answer: Response) -> str:
        self._now += 1
        self.most = max(self.most, self._now)
        for _ in range(3):
            await asyncio.sleep(0)
        self._now -= 1
        return await super().__call__(run_id, asked, answer)


async def test_of_many_at_once_so_many_are_worked_on_in_turn() -> None:
    handler = SlowHandler()
    bodies = [{"run_input": {"nth": nth}} for nth in range(3 * AT_ONCE)]
    async with client(Prefect(), handler) as door:
        answers = await asyncio.gather(*(door.post(RESUME, json=body) for body in bodies))
    assert {answer.status_code for answer in answers} == {HTTPStatus.CREATED}
    assert handler.most == AT_ONCE
    assert [asked for _, asked in handler.asked] == [body["run_input"] for body in bodies]


async def test_prefects_handler_is_given_all_that_it_takes_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[str] = []

    async def handler(**named: object) -> OrchestrationResult:
        given.extend(named)
        details = StateAcceptDetails()
        return OrchestrationResult(state=None, status=SetStateStatus.ACCEPT, details=details)

    assert resume_door._handler is resume_flow_run
    monkeypatch.setattr(resume_door, "_handler", handler)
    text = await resume_by_prefect(RUN, Asked(), Response())
    assert json.loads(text)["status"] == "ACCEPT"
    # Else every resume would fail at it and go the long way, and nobody would see it.
    assert sorted(given) == sorted(inspect.signature(resume_flow_run).parameters)
