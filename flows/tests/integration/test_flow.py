from __future__ import annotations

import asyncio
import time
from uuid import UUID, uuid4

import pytest
from prefect.states import Suspended

from genesis_flows.config import WorkerConfig
from genesis_flows.runtime import start_runtime
from genesis_flows.worker.prefect_loop import PrefectLoop
from tests.integration.conftest import Worker
from tests.integration.flow_scripts import (
    CHAIN,
    answer_of,
    concepts,
    confirm,
    newest,
    script,
    with_concepts,
)
from tests.integration.studio import Studio, until
from tests.model_server import ModelServer, says, silent
from tests.promised import PATIENCE_S, promised

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]


async def has_task(studio: Studio, run_id: str, at: int, state_type: str) -> bool:
    """Whether that task of the run is in the state; Prefect writes tasks down a little later."""
    tasks = await studio.task_runs(run_id)
    return bool(tasks) and tasks[at]["state_type"] == state_type


async def test_a_run_and_its_task_read_paused_while_it_waits_for_the_writer(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    run = await studio.paused(session)
    assert (run["state_type"], run["state_name"]) == ("PAUSED", "Suspended")
    assert run["state"]["state_details"]["pause_key"] == state["correlation_id"]

    await until("the task reads PAUSED", lambda: has_task(studio, run["id"], -1, "PAUSED"))
    last = (await studio.task_runs(run["id"]))[-1]
    assert last["name"].startswith("wait_for_user_input")
    handle = await studio.sql.fetchrow(
        "select * from flow_resume_handles where correlation_id = $1", UUID(state["correlation_id"])
    )
    assert (handle["status"], handle["paused_by"]) == ("PAUSED", "hook")
    assert str(handle["task_run_id"]) == last["id"]


async def test_the_answer_that_a_resume_injects_is_what_the_flow_goes_on_with(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    run = await studio.paused(session)
    script(model, says(answer_of("STORY_CONCEPTION")))
    answer = await studio.command(session, "CONFIRM_STAGE", confirm(state))
    other = {**answer, "correlation_id": str(uuid4())}
    refused = await studio.resume(run["id"], other["correlation_id"], {"command_id": str(uuid4())})
    assert refused["status"] == "REJECT", "another wait's answer"
    correlation, command = UUID(answer["correlation_id"]), UUID(answer["command_id"])
    # The stored answer names another command: what Prefect injects is what counts.
    stored = await studio.call(
        "deliver_answer", session, correlation, command, {"command_id": str(uuid4())}
    )
    assert stored["outcome"] == "RESUME"
    injected = {"command_id": answer["command_id"], "note": "{{ x }} __prefect_kind"}
    assert (await studio.resume(run["id"], str(correlation), injected))["status"] == "ACCEPT"
    await studio.call("wake", "runs")
    state = await studio.settled(session)
    assert newest(state, "STORY_CONCEPTION")["origin"]["model"] == "scripted-1"
    again = await studio.paused(session)
    assert again["id"] == run["id"], "one run accompanies the session"


async def test_an_answer_that_is_there_before_the_wait_needs_no_pause(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    script(model, *(says(text) for text in concepts()))
    answer = await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"})
    assert (await studio.deliver(session, answer))["outcome"] == "START"
    state = await studio.settled(session)
    proposal = newest(state)
    assert [c["content"]["title"] for c in proposal["candidates"]] == ["One", "Two", "Three"]
    assert (proposal["origin"]["kind"], proposal["origin"]["input_tokens"]) == ("ai", 33)
    assert proposal["origin"]["cost_usd"] is None
    run = await studio.paused(session)
    await until("the first wait is over", lambda: has_task(studio, run["id"], 0, "COMPLETED"))


async def test_what_the_worker_logs_of_a_command_is_found_by_its_requests_trace(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    script(model, *(says(text) for text in concepts()))
    trace = uuid4().hex
    traceparent = f"00-{trace}-{trace[:16]}-01"
    answer = await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}, traceparent)
    await studio.deliver(session, answer)
    await studio.settled(session)

    async def logged() -> bool:
        lines = [line for line in worker.log().splitlines() if f'"trace_id": "{trace}"' in line]
        return any("a generation ended" in line for line in lines)

    await until("the worker names the trace", logged)


async def test_a_stop_aborts_the_models_answer_within_a_second_and_keeps_what_was_finished(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    script(model, says(concepts()[0]), silent(after='{"title": "Half a ti'))
    await studio.deliver(session, await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}))

    async def half_written() -> bool:
        pending = (await studio.state(session))["pending_commands"]
        texts = {p["candidate_index"]: p["text"] for p in pending[0]["partial"]} if pending else {}
        return texts.get(1) == "Title: Half a ti" and pending[0]["candidates_done"] == 1

    await until("the second card is half written", half_written)
    await studio.command(session, "CANCEL_GENERATION", {})
    await studio.call("wake", "events")
    stopped_at = time.monotonic()

    await until("the model's answer is aborted", lambda: _logged(worker, session))
    assert time.monotonic() - stopped_at < promised(1)
    state = await studio.settled(session)
    assert newest(state)["origin"]["stopped"] is True
    assert len(newest(state)["candidates"]) == 1
    assert state["stages"]["CONCEPT_SELECTION"]["kept_text"] == "Title: Half a ti"
    await studio.paused(session)


async def test_a_command_right_after_a_stop_is_taken_by_the_same_run_without_a_pause(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    script(model, silent(after='{"title": "Half a ti'))
    await studio.deliver(session, await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}))

    async def writing() -> bool:
        return bool(model.requests)

    await until("the model is asked", writing)
    await studio.command(session, "CANCEL_GENERATION", {})
    await studio.call("wake", "events")
    await until("the model's answer is aborted", lambda: _logged(worker, session))
    script(model, *(says(text) for text in concepts()))
    answer = await studio.command(session, "SUBMIT_IDEA", {"idea": "a gate"})
    run = await studio.flow_run(session)
    assert (await studio.store(session, answer))["outcome"] == "START", "nobody is paused"
    state = await studio.settled(session)
    assert len(newest(state)["candidates"]) == 3
    again = await studio.paused(session)
    assert again["id"] == run["id"]
    assert answer["correlation_id"] not in again["empirical_policy"]["pause_keys"]


async def test_a_stop_that_nothing_follows_leaves_a_paused_run(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    script(model, silent(after='{"title": "Half a ti'))
    await studio.deliver(session, await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}))

    async def writing() -> bool:
        return bool(model.requests)

    await until("the model is asked", writing)
    await studio.command(session, "CANCEL_GENERATION", {})
    await studio.call("wake", "events")
    state = await studio.state(session)
    assert (await studio.paused(session))["state"]["state_details"]["pause_key"] == state[
        "correlation_id"
    ]


async def _logged(worker: Worker, session: UUID) -> bool:
    lines = [line for line in worker.log().splitlines() if str(session) in line]
    return any('"status": "CANCELLED"' in line for line in lines)


async def test_a_revision_keeps_what_is_locked_and_the_ids_of_what_is_the_same(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    script(model, says(answer_of("STORY_CONCEPTION")))
    await studio.deliver(session, await studio.command(session, "CONFIRM_STAGE", confirm(state)))
    state = await studio.settled(session)
    await studio.paused(session)
    before = newest(state, "STORY_CONCEPTION")["candidates"][0]["content"]
    threads = [dict(t) for t in reversed(CHAIN.answers["STORY_CONCEPTION"]["threads"])]
    for thread in threads:
        thread["answer"] = "changed"
    script(
        model,
        says(answer_of("STORY_CONCEPTION", premise="changed", engine="changed", threads=threads)),
    )
    payload = {
        **confirm(state, "STORY_CONCEPTION"),
        "feedback": "turn it around",
        "locked": ["/premise", "/threads/0/answer"],
    }
    await studio.deliver(session, await studio.command(session, "REVISE_PROPOSAL", payload))
    state = await studio.settled(session)
    proposal = newest(state, "STORY_CONCEPTION")
    after = proposal["candidates"][0]["content"]
    last = len(threads) - 1
    assert after["premise"] == before["premise"]
    assert after["engine"] == "changed"
    assert after["threads"][last] == before["threads"][0]
    assert {t["id"] for t in after["threads"]} == {t["id"] for t in before["threads"]}
    assert proposal["origin"]["locked"] == ["/premise", f"/threads/{last}/answer"]
    assert state["stages"]["STORY_CONCEPTION"]["working"]["locked"] == proposal["origin"]["locked"]
    assert "turn it around" in model.requests[0]["messages"][1]["content"]


async def test_a_run_that_was_resumed_by_hand_without_an_answer_takes_another_wait(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    run = await studio.paused(session)
    before = (await studio.state(session))["correlation_id"]
    made = await studio.resume(run["id"], before, {"command_id": str(uuid4())})
    assert made["status"] == "ACCEPT"
    await studio.call("wake", "runs")

    async def another() -> bool:
        return (await studio.state(session))["correlation_id"] != before

    await until("another wait", another)
    again = await studio.paused(session)
    assert again["id"] == run["id"]
    state = await studio.state(session)
    script(model, says(answer_of("STORY_CONCEPTION")))
    await studio.deliver(session, await studio.command(session, "CONFIRM_STAGE", confirm(state)))
    assert newest(await studio.settled(session), "STORY_CONCEPTION")["candidates"]


async def test_a_pause_that_finds_its_answer_already_there_wakes_the_callback(
    studio: Studio, database_url: str
) -> None:
    session, run_id = await studio.create_session(), uuid4()
    correlation = UUID((await studio.state(session))["correlation_id"])
    registered = await studio.call(
        "register_wait", session, 0, correlation, run_id, uuid4(), str(correlation)
    )
    assert registered["outcome"] == "PAUSE"
    answer = await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"})
    assert (await studio.deliver(session, answer))["outcome"] == "STORED"
    woken = asyncio.Event()
    await studio.sql.add_listener("genesis_events", lambda *_: woken.set())
    config = WorkerConfig(database_url, database_url, "", None, None, "", None, "test")
    async with start_runtime(config) as runtime:
        loop = PrefectLoop(runtime, "test", lambda _: None)
        await loop.paused(run_id, Suspended(pause_key=str(correlation)))
        await asyncio.wait_for(woken.wait(), PATIENCE_S)
    status = await studio.sql.fetchval(
        "select status from flow_resume_handles where correlation_id = $1", correlation
    )
    assert status == "PAUSED"


async def test_a_newer_epoch_takes_over_and_the_older_run_ends(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    script(model, silent(after='{"title": "Ha'))
    await studio.deliver(session, await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}))

    async def writing() -> bool:
        return bool(model.requests)

    await until("the first run is writing", writing)
    older = await studio.flow_run(session)
    script(model, *(says(text) for text in concepts()))
    epoch = await studio.sql.fetchval(
        "select run_epoch from genesis_sessions where session_id = $1", session
    )
    await studio.start_run(session, epoch)
    await studio.call("wake", "runs")
    await studio.call("wake", "events")
    state = await studio.settled(session)
    assert len(newest(state)["candidates"]) == 3

    async def ended() -> bool:
        return (await studio.get(f"/flow_runs/{older['id']}"))["state_type"] == "COMPLETED"

    await until("the older run has ended", ended)
    assert (await studio.paused(session))["id"] != older["id"]
