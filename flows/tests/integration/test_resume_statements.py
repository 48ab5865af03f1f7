"""How many statements a resume takes of Prefect's database, and what two at once are answered."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa
from prefect.server.database import dependencies
from prefect.server.database.configurations import AsyncPostgresConfiguration
from prefect.server.database.orm_models import Base, Flow, FlowRun, FlowRunInput
from prefect.server.models import flow_runs
from prefect.server.schemas.states import Running, State, StateDetails, StateType
from prefect.server.utilities.messaging.memory import Topic
from prefect.types._datetime import now
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from starlette.responses import Response

from genesis_flows.prefect_server.economies import economise
from genesis_flows.prefect_server.resume_door import Asked, resume_by_prefect
from genesis_flows.wait import answer_schema
from tests.economies_undone import economies_undone
from tests.integration.studio import until
from tests.promised import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

KEYS = {key: f"wait-{key}" for key in ("schema", "response", "description")}


def tables() -> sa.MetaData:
    """Prefect's, with what makes a row the only one and without what makes it found sooner."""
    bare = sa.MetaData()
    for table in Base.metadata.sorted_tables:
        copy = table.to_metadata(bare)
        copy.indexes = {index for index in copy.indexes if index.unique}
    return bare


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def engine() -> AsyncIterator[AsyncEngine]:
    """Prefect's tables in a database of their own, asked by this process with what it is spared."""
    async with httpx.AsyncClient() as client:
        provision = os.environ["GENESIS_TEST_PROVISION_URL"]
        made = await client.post(f"{provision}/databases?empty")
    url = sa.make_url(made.json()["url"]).set(drivername="postgresql+asyncpg")
    config = AsyncPostgresConfiguration(url.render_as_string(hide_password=False))
    with economies_undone(), dependencies.temporary_database_config(config):
        economise()
        engine = await config.engine()
        async with engine.begin() as connection:
            await connection.run_sync(tables().create_all)
        yield engine
        await engine.dispose()


def suspended() -> State:
    details = StateDetails(
        pause_timeout=now("UTC") + timedelta(days=1),
        pause_reschedule=True,
        pause_key="wait",
        run_input_keyset=KEYS,
    )
    return State(type=StateType.PAUSED, name="Suspended", state_details=details)


async def a_paused_run(engine: AsyncEngine, correlation_id: str) -> UUID:
    async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
        flow = Flow(name=f"flow-{uuid4()}")
        session.add(flow)
        await session.flush()
        run = FlowRun(flow_id=flow.id, deployment_id=uuid4())
        session.add(run)
        await session.flush()
        schema = json.dumps(answer_schema(correlation_id))
        session.add(FlowRunInput(flow_run_id=run.id, key=KEYS["schema"], value=schema))
        for state in (Running(), suspended()):
            await flow_runs.set_flow_run_state(session, run.id, state, force=True)
    return run.id


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[list[str]]:
    """The first word of each that is asked."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement.split(maxsplit=1)[0])

    sa.event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(engine.sync_engine, "before_cursor_execute", note)


async def resume(run_id: UUID, correlation_id: str) -> str:
    asked = Asked(run_input={"correlation_id": correlation_id, "payload": "{}"})
    return str(json.loads(await resume_by_prefect(run_id, asked, Response()))["status"])


async def test_a_resume_reads_the_run_once_and_writes_it_once(engine: AsyncEngine) -> None:
    correlation_id = str(uuid4())
    run_id = await a_paused_run(engine, correlation_id)
    with statements(engine) as asked:
        assert await resume(run_id, correlation_id) == "ACCEPT"
    assert asked == ["SELECT", "SELECT", "INSERT", "UPDATE", "INSERT"]
    assert vars(dependencies)["provide_database_interface"].cache_info().misses == 1
    async with AsyncSession(engine) as session:
        run = await session.get_one(FlowRun, run_id)
        assert run.empirical_policy.resuming
        assert (run.state_type, run.state_name) == ("SCHEDULED", "Resuming")


async def test_the_change_is_told_to_who_listens(engine: AsyncEngine) -> None:
    correlation_id = str(uuid4())
    run_id = await a_paused_run(engine, correlation_id)
    topic = Topic.by_name("events")
    told = topic.subscribe()
    try:
        assert await resume(run_id, correlation_id) == "ACCEPT"
        async with AsyncSession(engine) as session:
            state_id = (await session.get_one(FlowRun, run_id)).state_id
        async with asyncio.timeout(PATIENCE_S):
            ids: list[object] = []
            while str(state_id) not in ids:
                ids.append(json.loads((await told.get()).data)["id"])
    finally:
        topic.unsubscribe(told)


@pytest.mark.parametrize(("by_then", "answer"), [("running", "ABORT"), ("paused", "ACCEPT")])
async def test_who_waited_for_the_run_sees_it_as_it_is_by_then(
    engine: AsyncEngine, by_then: str, answer: str
) -> None:
    correlation_id = str(uuid4())
    run_id = await a_paused_run(engine, correlation_id)
    state = Running() if by_then == "running" else suspended()
    async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
        await flow_runs.set_flow_run_state(session, run_id, state, force=True)
        late = asyncio.create_task(resume(run_id, correlation_id))
        await until_one_waits(engine)
    assert await late == answer


async def test_of_resumes_at_once_one_is_accepted(engine: AsyncEngine) -> None:
    correlation_id = str(uuid4())
    run_id = await a_paused_run(engine, correlation_id)
    answers = await asyncio.gather(*(resume(run_id, correlation_id) for _ in range(5)))
    assert sorted(answers) == ["ABORT"] * 4 + ["ACCEPT"]


async def until_one_waits(engine: AsyncEngine) -> None:
    """Until a transaction of this database waits for another's lock."""
    waiting = sa.text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")

    async def look() -> bool:
        async with engine.connect() as connection:
            return bool(await connection.scalar(waiting))

    await until("one waits for the run", look)
