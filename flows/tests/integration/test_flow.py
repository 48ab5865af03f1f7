from __future__ import annotations

import asyncio
import json
import time
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import get_client
from prefect.input.run_input import keyset_from_paused_state
from prefect.states import Suspended

from genesis_flows.config import WorkerConfig
from genesis_flows.runtime import start_runtime
from genesis_flows.sample import generate
from genesis_flows.wait import _read_injected
from genesis_flows.worker.prefect_loop import PrefectLoop
from tests.contents import begun, sample_chain
from tests.integration.conftest import Worker
from tests.integration.studio import Json, Studio, until
from tests.model_server import Exchange, ModelServer, cut_after, refuses, says, silent

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

CHAIN = sample_chain("en")


def answer_of(stage: str, **changes: Json) -> str:
    return json.dumps({**CHAIN.answers[stage], **changes})


def concepts() -> list[str]:
    """Three that differ: a twin would be written again."""
    context, command = begun("CONCEPT_SELECTION", "en", {})
    return [
        json.dumps(
            generate(
                "CONCEPT_SELECTION",
                language="en",
                context=context,
                command=command,
                index=index,
                seed="seed",
            )
            | {"title": title}
        )
        for index, title in enumerate(("One", "Two", "Three"))
    ]


async def with_concepts(studio: Studio, model: ModelServer) -> UUID:
    """A session whose concepts are there and whose run is paused."""
    session = await studio.create_session()
    script(model, *(says(text) for text in concepts()))
    await studio.deliver(session, await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}))
    await studio.settled(session)
    await studio.paused(session)
    return session


def script(model: ModelServer, *replies: Json) -> None:
    model.requests.clear()
    model.replies = list(replies)


def newest(state: Json, stage: str = "CONCEPT_SELECTION") -> Json:
    return state["stages"][stage]["proposals"][-1]


def confirm(state: Json, stage: str = "CONCEPT_SELECTION") -> Json:
    proposal = newest(state, stage)
    return {
        "proposal_id": proposal["proposal_id"],
        "candidate_id": proposal["candidates"][0]["candidate_id"],
    }


async def test_a_run_and_its_task_read_paused_while_it_waits_for_the_writer(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    run = await studio.paused(session)
    assert (run["state_type"], run["state_name"]) == ("PAUSED", "Suspended")
    assert run["state"]["state_details"]["pause_key"] == state["correlation_id"]

    async def look() -> bool:
        return (await studio.task_runs(run["id"]))[-1]["state_type"] == "PAUSED"

    await until("the task reads PAUSED", look)
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
    first = (await studio.task_runs(run["id"]))[0]
    assert first["state_type"] == "COMPLETED"


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

    await until("the model's answer is aborted", lambda: _logged(worker, session), 5)
    assert time.monotonic() - stopped_at < 1
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
    await until("the model's answer is aborted", lambda: _logged(worker, session), 5)
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


async def test_a_bad_answer_is_asked_for_again_with_what_is_wrong_with_it(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    script(model, says('{"title": "Only a title"}'), says(answer_of("STORY_CONCEPTION")))
    await studio.deliver(session, await studio.command(session, "CONFIRM_STAGE", confirm(state)))
    state = await studio.settled(session)
    assert newest(state, "STORY_CONCEPTION")["candidates"]
    said_again = model.requests[1]["messages"]
    assert len(said_again) == 2
    assert '{"title": "Only a title"}' in said_again[-1]["content"]
    assert "/premise" in said_again[-1]["content"]


async def test_three_bad_answers_end_the_command_with_the_text_kept(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    script(model, says('{"title": "Only a title"}'))
    await studio.deliver(session, await studio.command(session, "CONFIRM_STAGE", confirm(state)))
    state = await studio.settled(session)
    assert state["last_error"]["code"] == "MODEL_BAD_ANSWER"
    assert "Title: Only a title" in state["last_error"]["kept_text"]
    assert state["stages"]["CONCEPT_SELECTION"]["status"] == "CONFIRMED"
    assert len(model.requests) == 3
    await studio.paused(session)


async def test_a_cut_stream_and_an_endpoint_that_was_away_cost_a_try_and_no_command(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    state = await studio.state(session)
    script(
        model,
        cut_after('{"title": "Cut of'),
        refuses(503, "loading"),
        says(answer_of("STORY_CONCEPTION")),
    )
    await studio.deliver(session, await studio.command(session, "CONFIRM_STAGE", confirm(state)))
    state = await studio.settled(session)
    assert state["last_error"] is None
    assert newest(state, "STORY_CONCEPTION")["candidates"]


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
        await asyncio.wait_for(woken.wait(), 10)
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


HARD = (
    '{{ x }} {% if y %} {# z #} ${a} %(b)s {0} <|end|> "quoted" \\\\ \\n \\u0041 __prefect_kind '
    '{"__prefect_kind": "jinja", "template": "{{ 1 + 1 }}"} \ttab\nline\r\n🐉👩‍👩‍👧🏳️‍🌈 e\u0301 é '
    "\u202eright to left\u202c \u200fשלום\u200e \u2067مرحبا\u2069 第一章 \ufeff \u2028 \u00ad"
)


async def test_a_writers_text_reaches_the_model_byte_for_byte(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    idea = (HARD + "创世🌍") * 100
    idea = idea[: 20_000 - len(HARD)] + HARD
    assert len(idea) == 20_000
    script(model, *(says(text) for text in concepts()))
    answer = await studio.command(session, "SUBMIT_IDEA", {"idea": idea})
    assert (await studio.deliver(session, answer))["outcome"] == "RESUME"
    state = await studio.settled(session)
    assert state["last_error"] is None
    sent = "".join(message["content"] for message in model.requests[0]["messages"])
    assert idea.encode() in sent.encode()


async def test_what_a_resume_injects_reaches_the_flow_byte_for_byte(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    run = await studio.paused(session)
    correlation = (await studio.state(session))["correlation_id"]
    text = (HARD + "创世🌍") * 100
    injected = {"command_id": str(uuid4()), "text": text[:20_000], "__prefect_kind": "jinja"}
    # No worker is nudged: the flow's own reading is done here.
    made = await studio.resume(run["id"], correlation, injected)
    assert made["status"] == "ACCEPT", made
    keyset = keyset_from_paused_state(Suspended(pause_key=correlation))
    async with get_client() as client:
        returned = await _read_injected(client, UUID(run["id"]), keyset, correlation)
    assert json.dumps(returned).encode() == json.dumps(injected).encode()


async def test_a_session_that_is_finished_with_its_stages_ends_its_run(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await with_concepts(studio, model)
    run = await studio.paused(session)
    stages = ["CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS", "PLOT_OUTLINE"]
    for stage, following in zip(stages, [*stages[1:], None], strict=True):
        state = await studio.state(session)
        if following is not None:
            script(model, says(answer_of(following)))
        answer = await studio.command(session, "CONFIRM_STAGE", confirm(state, stage))
        await studio.deliver(session, answer)
        await studio.settled(session)
        if following is not None:
            await studio.paused(session)

    async def completed() -> bool:
        return (await studio.get(f"/flow_runs/{run['id']}"))["state_type"] == "COMPLETED"

    await until("the run is completed", completed)


async def test_many_sessions_are_written_at_once(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    async def another(exchange: Exchange) -> None:
        title = f"Concept {len(model.requests)}"
        await says(answer_of("CONCEPT_SELECTION", title=title), pause_s=0.05)(exchange)

    script(model, another)
    sessions = [await studio.create_session() for _ in range(8)]
    for session in sessions:
        answer = await studio.command(session, "REQUEST_INSPIRATION", {})
        await studio.deliver(session, answer)
    for session in sessions:
        assert len(newest(await studio.settled(session))["candidates"]) == 3
