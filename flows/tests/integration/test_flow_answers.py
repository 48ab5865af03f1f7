from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from prefect.client.orchestration import get_client
from prefect.input.run_input import keyset_from_paused_state
from prefect.states import Suspended

from genesis_flows.wait import _read_injected
from tests.integration.conftest import Worker
from tests.integration.flow_scripts import (
    answer_of,
    concepts,
    confirm,
    newest,
    script,
    with_concepts,
)
from tests.integration.studio import Studio, until
from tests.model_server import Exchange, ModelServer, cut_after, refuses, says

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]


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
