"""Generated misbehaviours of an endpoint, from the command to the tables: the worker's own code on a
real PostgreSQL, each kind in turn. `npm run misbehaviours` runs the long form.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from genesis_flows.generation.asking import candidate, generation
from genesis_flows.generation.asking.partials import PartialText
from genesis_flows.providers import answer_stream
from genesis_flows.runtime import Runtime
from genesis_flows.storable import storable_text
from tests.integration.flow_scripts import concepts, confirm, script
from tests.integration.own_runtime import a_runtime, calls
from tests.integration.studio import Json, Studio
from tests.keys import has_part_of, parts_of
from tests.misbehaviour import FIRST, PATHS, misbehave, say_how_many
from tests.model_server import ModelServer, says

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

KEY = "sk-generated-0123456789abcdefghij"
ROUND_EVERY, BOOK_EVERY = 4, 40
"""Each fourth case asks for a whole round, each fortieth begins another book."""


@pytest_asyncio.fixture(loop_scope="session", scope="module", name="model")
async def own_model() -> AsyncIterator[ModelServer]:
    """An endpoint of its own: what it teaches the studio about itself is kept for its address."""
    server = ModelServer()
    await server.start()
    yield server
    await server.stop()


class Watched(PartialText):
    """Remembers whether anything came of the candidate begun last that a writer could read."""

    came = False

    def __init__(self, *of: Any, **which: Any) -> None:
        super().__init__(*of, **which)
        Watched.came = False

    async def feed(self, piece: str) -> None:
        Watched.came = Watched.came or bool(storable_text(piece).strip())
        await super().feed(piece)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "AFTER_A_CUT_S", 0.01)
    monkeypatch.setattr(answer_stream, "AFTER_END_S", 0.3)
    monkeypatch.setattr(generation, "PartialText", Watched)


async def a_book(studio: Studio, runtime: Runtime, model: ModelServer) -> UUID:
    session = await studio.create_session()
    made = await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"})
    script(model, *(says(text) for text in concepts()))
    assert await runtime.generate(UUID(made["command_id"]), 0, uuid4()) == "RECORDED"
    return session


def no_key_in(said: Any) -> bool:
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    return not has_part_of(KEY, text)


async def tables_with_a_key(studio: Studio) -> list[str]:
    """Every table of the studio, each row as text."""
    names = await studio.sql.fetch(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    )
    like = [f"%{part}%" for part in parts_of(KEY)]
    found = []
    for row in names:
        query = f"select exists (select from {row['name']} t where t::text like any($1::text[]))"
        if await studio.sql.fetchval(query, like):
            found.append(row["name"])
    return found


async def test_whatever_an_endpoint_does_a_command_ends_with_what_was_paid_for_and_without_a_key(
    studio: Studio,
    database_url: str,
    model: ModelServer,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No INTERNAL, no stuck command, no key, no paid text lost, no more calls than the kind allows."""
    answer = concepts()[0]
    async with a_runtime(database_url, model, KEY) as runtime:
        session = await a_book(studio, runtime, model)
        for number in range(FIRST, FIRST + PATHS):
            if number % BOOK_EVERY == BOOK_EVERY - 1:
                session = await a_book(studio, runtime, model)
            before = await studio.state(session)
            is_round = number % ROUND_EVERY == 0
            kind, replies, most_calls = misbehave(100_000 + number, answer, KEY)
            case = f"{number}: {kind}"
            ids = {} if is_round else confirm(before)
            made = await studio.command(session, "REGENERATE_PROPOSAL", ids)
            command = UUID(made["command_id"])
            script(model, *replies)
            outcome = await runtime.generate(command, 0, uuid4())
            state = await studio.state(session)
            assert not state["is_pending"], case
            # A round's candidates come one after the other here, and twins are written again.
            assert len(model.requests) <= most_calls * (5 if is_round else 1), case
            assert is_accounted_for(outcome, before, state), (case, outcome, state["last_error"])
            assert len(await calls(studio, session, command)) == len(model.requests), case
            log = await studio.call("list_events", studio.account, session, before["version"], 500)
            assert no_key_in([state["last_error"], log]), case
    stuck = """select count(*) from command_inbox
        where status in ('RECEIVED', 'PROCESSING') and account_id = $1"""
    assert await studio.sql.fetchval(stuck, studio.account) == 0
    assert await tables_with_a_key(studio) == []
    assert no_key_in(caplog.text)
    say_how_many(capsys, PATHS, "from a command to the tables")


def is_accounted_for(outcome: str, before: Json, state: Json) -> bool:
    """Whether a round more is there, or a failure with its cause and what its candidate had said.

    No other end is one: nobody stopped the command.
    """
    error = state["last_error"]
    if outcome == "RECORDED":
        rounds, were = (
            one["stages"]["CONCEPT_SELECTION"]["proposal_count"] for one in (state, before)
        )
        return error is None and bool(rounds > were)
    if outcome != "FAILED" or error is None or error["code"] == "INTERNAL":
        return False
    return bool(error["kept_text"] or not Watched.came)
