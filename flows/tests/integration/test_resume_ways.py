"""A run is resumed by the short way as by Prefect's own: what is answered and what is written."""

from __future__ import annotations

import json
from uuid import uuid4

import httpx
import pytest

from genesis_flows.wait import answer_schema
from tests.integration.studio import Json, Studio

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

SHORT: dict[str, str] = {}
LONG = {"x-prefect-api-version": "0.8.4"}
KEYS = ("schema", "response", "description")


async def ask(studio: Studio, path: str, body: Json) -> Json:
    answer = await studio.prefect.post(path, json=body)
    answer.raise_for_status()
    return answer.json() if answer.content else None


async def a_run(studio: Studio) -> str:
    """Of a deployment that is in no pool: no worker takes it."""
    flow = await ask(studio, "/flows/", {"name": "resumed"})
    deployment = await ask(studio, "/deployments/", {"name": "by-hand", "flow_id": flow["id"]})
    made = await ask(studio, f"/deployments/{deployment['id']}/create_flow_run", {})
    return str(made["id"])


async def paused(studio: Studio, correlation_id: str) -> str:
    """A run that waits as the worker's do."""
    run = await a_run(studio)
    value = json.dumps(answer_schema(correlation_id))
    await ask(studio, f"/flow_runs/{run}/input", {"key": "wait-schema", "value": value})
    details = {
        "pause_timeout": "2100-01-01T00:00:00Z",
        "pause_reschedule": True,
        "pause_key": "wait",
        "run_input_keyset": {key: f"wait-{key}" for key in KEYS},
    }
    state = {"type": "PAUSED", "name": "Suspended", "state_details": details}
    await ask(studio, f"/flow_runs/{run}/set_state", {"state": state, "force": True})
    return run


async def resume(studio: Studio, run: str, way: dict[str, str], body: bytes) -> httpx.Response:
    # A connection that has answered 500 is closed by the server.
    headers = {"content-type": "application/json", "connection": "close", **way}
    return await studio.prefect.post(f"/flow_runs/{run}/resume", headers=headers, content=body)


def without_moments(answered: Json) -> Json:
    """What is answered, but for what each answer has of its own."""
    if isinstance(answered, dict):
        own = ("id", "timestamp", "scheduled_time", "flow_run_id")
        return {
            key: key if key in own and value else without_moments(value)
            for key, value in answered.items()
        }
    return [without_moments(each) for each in answered] if isinstance(answered, list) else answered


async def written(studio: Studio, run: str) -> Json:
    now = await studio.get(f"/flow_runs/{run}")
    inputs = await ask(studio, f"/flow_runs/{run}/input/filter", {"prefix": "wait"})
    return {
        "state": without_moments(now["state"]),
        "policy": now["empirical_policy"],
        "inputs": sorted((each["key"], each["value"]) for each in inputs),
    }


@pytest.mark.parametrize("case", ["accepted", "twice", "rejected", "no schema", "never paused"])
async def test_both_ways_answer_and_write_the_same(studio: Studio, case: str) -> None:
    correlation_id = str(uuid4())
    told = str(uuid4()) if case == "rejected" else correlation_id
    body = json.dumps({"run_input": {"correlation_id": told, "payload": "{}"}}).encode()
    seen = []
    for way in (SHORT, LONG):
        run = (
            await a_run(studio) if case == "never paused" else await paused(studio, correlation_id)
        )
        if case == "no schema":
            await studio.prefect.delete(f"/flow_runs/{run}/input/wait-schema")
        answers = [await resume(studio, run, way, body)]
        if case == "twice":
            answers.append(await resume(studio, run, way, body))
        seen.append(
            {
                "answers": [(each.status_code, without_moments(each.json())) for each in answers],
                "types": [each.headers["content-type"] for each in answers],
                "written": await written(studio, run),
            }
        )
    short, long = seen
    assert short == long
    expected = {"accepted": "ACCEPT", "twice": "ABORT", "never paused": "ABORT"}
    assert short["answers"][-1][1]["status"] == expected.get(case, "REJECT")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"run_input"', b'{"run_input": []}'])
async def test_what_is_no_resume_is_refused_in_prefects_own_words(
    studio: Studio, body: bytes
) -> None:
    run = await paused(studio, str(uuid4()))
    short, long = [await resume(studio, run, way, body) for way in (SHORT, LONG)]
    assert (short.status_code, short.content) == (long.status_code, long.content)
    assert (await studio.get(f"/flow_runs/{run}"))["state_type"] == "PAUSED"


async def test_a_run_that_is_not_there_is_answered_as_prefect_answers_it(studio: Studio) -> None:
    body = b'{"run_input": {}}'
    short, long = [await resume(studio, str(uuid4()), way, body) for way in (SHORT, LONG)]
    assert short.status_code == long.status_code
    assert short.content == long.content


async def test_neither_way_is_a_strangers(studio: Studio) -> None:
    run = await paused(studio, str(uuid4()))
    for way in (SHORT, LONG):
        headers = {"content-type": "application/json", **way}
        path = f"/flow_runs/{run}/resume"
        stranger = await studio.prefect.post(path, headers=headers, content=b"{}", auth=None)
        assert stranger.status_code == httpx.codes.UNAUTHORIZED
    assert (await studio.get(f"/flow_runs/{run}"))["state_type"] == "PAUSED"
