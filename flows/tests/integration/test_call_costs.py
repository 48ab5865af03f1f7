"""What a generation costs, from its calls to the state: PostgreSQL and a scripted endpoint, no Prefect."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import pytest

from tests.integration.flow_scripts import concepts, newest, script
from tests.integration.own_runtime import a_runtime, calls
from tests.integration.studio import Json, Studio
from tests.model_server import Exchange, ModelServer, refuses, says, silent

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

ONE_CALL = 18.0
"""says() counts 11 tokens in and 7 out, each at a dollar (own_runtime.PRICE)."""


async def asked(studio: Studio) -> tuple[UUID, UUID]:
    session = await studio.create_session()
    made = await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"})
    return session, UUID(made["command_id"])


async def test_a_round_costs_what_its_calls_do_and_failed_ones_are_the_books(
    studio: Studio, database_url: str, model: ModelServer
) -> None:
    session, command = await asked(studio)
    bad = says("no JSON at all, and long enough to be no refusal. " * 40)
    script(model, bad, *(says(text) for text in concepts()))
    async with a_runtime(database_url, model) as runtime:
        assert await runtime.generate(command, 0, uuid4()) == "RECORDED"
        state = await studio.state(session)
        origin = newest(state)["origin"]
        assert (origin["cost_usd"], origin["input_tokens"]) == (4 * ONE_CALL, 44)
        again = await studio.command(session, "REGENERATE_PROPOSAL", {})
        script(model, refuses(402, "insufficient balance"))
        assert await runtime.generate(UUID(again["command_id"]), 0, uuid4()) == "FAILED"
    state = await studio.state(session)
    assert state["last_error"]["code"] == "MODEL_BALANCE_EMPTY"
    assert state["usage"] == {"input_tokens": 44, "output_tokens": 28, "cost_usd": 4 * ONE_CALL}
    assert state["stages"]["CONCEPT_SELECTION"]["usage"] == state["usage"]
    assert state["budget"] == {"limit_usd": None, "spent_usd": 4 * ONE_CALL}
    assert [call["outcome"] for call in await calls(studio, session)] == ["ANSWERED"] * 4 + [
        "FAILED"
    ]


async def test_a_budget_that_is_spent_stops_before_the_next_candidate_and_keeps_the_finished(
    studio: Studio, database_url: str, model: ModelServer
) -> None:
    session, command = await asked(studio)
    await studio.command(session, "SET_BUDGET", {"limit_usd": ONE_CALL})
    script(model, *(says(text) for text in concepts()))
    async with a_runtime(database_url, model) as runtime:
        assert await runtime.generate(command, 0, uuid4()) == "FAILED"
    assert len(model.requests) == 1
    state = await studio.state(session)
    assert state["last_error"]["code"] == "BUDGET_SPENT"
    proposal = newest(state)
    assert len(proposal["candidates"]) == 1
    assert (proposal["origin"]["stopped"], proposal["origin"]["cost_usd"]) == (True, ONE_CALL)


async def test_a_call_that_the_writer_stops_is_on_record_and_counts(
    studio: Studio, database_url: str, model: ModelServer
) -> None:
    session, command = await asked(studio)
    has_begun = asyncio.Event()

    async def reply(exchange: Exchange) -> None:
        has_begun.set()
        await silent('{"title": "begun')(exchange)

    script(model, reply)
    async with a_runtime(database_url, model) as runtime:
        writing = asyncio.create_task(runtime.generate(command, 0, uuid4()))
        await has_begun.wait()
        await studio.command(session, "CANCEL_GENERATION", {})
        runtime.running.look()
        assert await writing == "ENDED"
    (call,) = await calls(studio, session)
    assert (call["outcome"], call["cost_usd"]) == ("STOPPED", None)
    assert call["counted_usd"] > 0
    state = await studio.state(session)
    assert state["usage"]["cost_usd"] is None
    assert state["budget"]["spent_usd"] == float(call["counted_usd"])


async def test_what_an_endpoint_takes_is_kept_over_a_restart_and_tried_upwards_after_a_time(
    studio: Studio, database_url: str, model: ModelServer
) -> None:
    session, command = await asked(studio)

    async def formats_of(command: UUID, *replies: Json) -> list[str]:
        script(model, *replies, *(says(text) for text in concepts()))
        async with a_runtime(database_url, model) as runtime:
            assert await runtime.generate(command, 0, uuid4()) == "RECORDED"
        return [r.get("response_format", {}).get("type") for r in model.requests]

    async def again() -> UUID:
        made = await studio.command(session, "REGENERATE_PROPOSAL", {})
        return UUID(made["command_id"])

    refused = refuses(400, "json_schema is not supported")
    first = await formats_of(command, refused)
    assert first == ["json_schema", *["json_object"] * 3]
    assert await formats_of(await again()) == ["json_object"] * 3
    rows = await studio.sql.fetch("select endpoint, mode, dropped from model_capabilities")
    assert [row["mode"] for row in rows] == ["JSON"]
    assert model.url not in str(rows)
    await studio.sql.execute("update model_capabilities set learnt_at = now() - interval '1 day'")
    assert await formats_of(await again()) == ["json_schema"] * 3
    assert await studio.sql.fetchval("select count(*) from model_capabilities") == 0
