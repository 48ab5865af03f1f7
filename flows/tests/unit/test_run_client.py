from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import httpx
import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, FlowRunPolicy
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Pending, Running

from genesis_flows.json_value import Json
from genesis_flows.worker.run_client import RunClient

DETAILS = {"ACCEPT": {}, "REJECT": {}, "ABORT": {}, "WAIT": {"delay_seconds": 1}}


class Prefect:
    """Takes the client's requests, and has every run as RUNNING under the name `asked`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, UUID]] = []
        self.status = "ACCEPT"
        self.is_away = False

    async def __call__(
        self, method: str, path: str, path_params: Json, **_: Json
    ) -> httpx.Response:
        run_id = path_params["id"]
        self.asked.append((method, run_id))
        if self.is_away:
            raise httpx.ReadTimeout("nobody knows whether it was heard")
        if method == "GET":
            found = FlowRun(id=run_id, flow_id=uuid4(), name="asked", state=Running())
            return httpx.Response(200, json=found.model_dump(mode="json"))
        if method == "PATCH":
            return httpx.Response(204)
        details = {"type": f"{self.status.lower()}_details", **DETAILS[self.status]}
        state = None if self.status == "WAIT" else Running().model_dump(mode="json")
        return httpx.Response(201, json={"status": self.status, "details": details, "state": state})


@pytest.fixture
def prefect(monkeypatch: pytest.MonkeyPatch) -> Prefect:
    made = Prefect()
    monkeypatch.setattr(PrefectClient, "request", lambda _, *given, **more: made(*given, **more))
    return made


@pytest.fixture
async def run() -> FlowRun:
    return FlowRun(id=uuid4(), flow_id=uuid4(), name="known", state=Pending())


@pytest.fixture
async def client(run: FlowRun) -> AsyncIterator[RunClient]:
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        yield RunClient(run)


async def test_an_accepted_state_is_known_without_asking(
    prefect: Prefect, run: FlowRun, client: RunClient
) -> None:
    assert (await client.read_flow_run(run.id)).state == run.state
    await client.set_flow_run_state(run.id, Running())
    after = await client.read_flow_run(run.id)
    assert after.state is not None
    assert (after.name, after.state.type, after.state_name) == ("known", "RUNNING", "Running")
    assert prefect.asked == [("POST", run.id)]


@pytest.mark.parametrize("status", ["REJECT", "WAIT", "ABORT"])
async def test_after_any_other_answer_prefect_is_asked_what_the_run_is(
    status: str, prefect: Prefect, run: FlowRun, client: RunClient
) -> None:
    prefect.status = status
    await client.set_flow_run_state(run.id, Running())
    assert (await client.read_flow_run(run.id)).name == "asked"
    assert prefect.asked == [("POST", run.id), ("GET", run.id)]


async def test_after_no_answer_prefect_is_asked_what_the_run_is(
    prefect: Prefect, run: FlowRun, client: RunClient
) -> None:
    prefect.is_away = True
    with pytest.raises(httpx.ReadTimeout):
        await client.set_flow_run_state(run.id, Running())
    prefect.is_away = False
    assert (await client.read_flow_run(run.id)).name == "asked"


async def test_another_run_is_asked_for_and_told_of(
    prefect: Prefect, run: FlowRun, client: RunClient
) -> None:
    other = uuid4()
    assert (await client.read_flow_run(other)).name == "asked"
    await client.set_flow_run_state(other, Running())
    await client.update_flow_run(other, flow_version="1", empirical_policy=FlowRunPolicy())
    assert prefect.asked == [("GET", other), ("POST", other), ("PATCH", other)]
    known = await client.read_flow_run(run.id)
    assert (known.name, known.state) == ("known", run.state)


async def test_of_its_own_run_only_what_the_engine_tells_at_the_start_is_left_out(
    prefect: Prefect, run: FlowRun, client: RunClient
) -> None:
    await client.update_flow_run(run.id, flow_version="1", empirical_policy=FlowRunPolicy())
    assert prefect.asked == []
    await client.update_flow_run(run.id, flow_version="1", name="another")
    await client.update_flow_run(run.id, "1")
    assert prefect.asked == [("PATCH", run.id)] * 2
    assert (await client.read_flow_run(run.id)).name == "asked"
