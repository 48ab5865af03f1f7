"""What Prefect's server is spared, on the parts of Prefect and SQLAlchemy that it is made of."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID as UUID_
from uuid import uuid4

import pytest
import sqlalchemy as sa
from docket import Docket
from fastapi.dependencies import utils as dependencies
from prefect.server.api import background_workers
from prefect.server.database import dependencies as database_dependencies
from prefect.server.database import orm_models
from prefect.server.models import flow_runs
from prefect.server.utilities.database import UUID, Timestamp
from prefect.types._datetime import now
from prefect.utilities.schema_tools import validation
from prefect.utilities.schema_tools.hydration import HydrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection

from genesis_flows.prefect_server.economies import (
    checked_once,
    economise,
    ping,
    without_variables,
)
from genesis_flows.prefect_server.run_reads import read_flow_run
from genesis_flows.wait import answer_schema
from tests.economies_undone import economies_undone


@pytest.fixture(autouse=True)
def _undone() -> Iterator[None]:
    with economies_undone():
        yield


class Connection:
    """Takes statements, or is closed."""

    def __init__(self, is_closed: bool = False) -> None:
        self.asked: list[str] = []
        self._is_closed = is_closed

    async def fetchrow(self, query: str) -> object:
        if self._is_closed:
            raise ConnectionError("closed")
        self.asked.append(query)
        return ""


class Adapted:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection


def test_a_comparison_of_ids_makes_no_warning() -> None:
    economise()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        column = sa.column("id", UUID())
        assert str(column == uuid4()) == "id = :id_1"
        assert "IN" in str(column.in_([uuid4()]))


async def test_a_connection_is_asked_once_and_a_closed_one_says_so() -> None:
    economise()
    assert vars(AsyncAdapt_asyncpg_connection)["_async_ping"] is ping
    connection = Connection()
    await ping(Adapted(connection))
    assert len(connection.asked) == 1
    with pytest.raises(ConnectionError):
        await ping(Adapted(Connection(is_closed=True)))


async def test_jobs_of_some_day_are_looked_for_every_two_seconds() -> None:
    economise()
    async with Docket(name="economies", url="memory://economies") as docket:
        worker = vars(background_workers)["Worker"](docket)
        assert worker.scheduling_resolution == timedelta(seconds=2)


class Told:
    """Takes statements, and has one row at most."""

    def __init__(self, run: orm_models.FlowRun | None = None) -> None:
        self.asked: list[str] = []
        self.states_asked: list[UUID_] = []
        self._run = run

    async def execute(
        self, statement: sa.Select[orm_models.FlowRun], params: Mapping[str, UUID_], /
    ) -> Rows:
        assert list(params) == ["flow_run_id"]
        self.asked.append(str(statement.compile(dialect=postgresql.dialect())))
        return Rows(self._run)

    async def get(
        self, entity: type[orm_models.FlowRunState], ident: UUID_, /
    ) -> orm_models.FlowRunState:
        self.states_asked.append(ident)
        return entity(id=ident)


class Rows:
    def __init__(self, run: orm_models.FlowRun | None) -> None:
        self._run = run

    def scalar(self) -> orm_models.FlowRun | None:
        return self._run


async def test_a_run_is_read_with_its_state_and_its_queue_at_once_locked_or_not() -> None:
    economise()
    assert vars(flow_runs)["read_flow_run"] is read_flow_run
    session = Told()
    await read_flow_run(session, uuid4())
    await read_flow_run(session, uuid4(), for_update=True)
    read, locked = session.asked
    for table in ("flow_run_state", "work_queue", "work_pool"):
        assert f"LEFT OUTER JOIN {table} " in read
    assert "FOR UPDATE" not in read
    assert locked == f"{read} FOR UPDATE OF flow_run"


async def test_a_locked_runs_state_is_asked_for_where_the_session_has_not_got_it() -> None:
    state_id = uuid4()
    run = orm_models.FlowRun(state_id=state_id)
    session = Told(run)
    for _ in range(2):
        locked = await read_flow_run(session, uuid4(), for_update=True)
        assert locked is run
        assert locked.state.id == state_id
    assert session.states_asked == [state_id]
    # One that was never in a state has none, and none is asked for.
    session = Told(orm_models.FlowRun(state_id=None))
    stateless = await read_flow_run(session, uuid4(), for_update=True)
    assert stateless is not None
    assert stateless.state is None
    assert session.states_asked == []


def test_a_moment_is_written_as_what_the_driver_reckons_with() -> None:
    economise()
    bind = vars(Timestamp)["process_bind_param"]
    moment = now("UTC")
    assert type(moment) is not datetime
    for given in (moment, moment.in_timezone("Asia/Shanghai"), datetime.now(UTC)):
        plain = bind(Timestamp(), given, postgresql.dialect())
        assert type(plain) is datetime
        assert (plain, plain.utcoffset()) == (given, given.utcoffset())
    assert bind(Timestamp(), None, postgresql.dialect()) is None
    with pytest.raises(ValueError, match="timezone"):
        bind(Timestamp(), datetime(2026, 1, 1), postgresql.dialect())


async def test_what_a_handler_is_given_is_found_in_its_own_thread() -> None:
    economise()
    found = await vars(dependencies)["run_in_threadpool"](lambda *, of: (of, _thread()), of="it")
    assert found == ("it", _thread())


def _thread() -> int:
    return threading.get_ident()


def test_the_kind_of_a_database_is_read_once() -> None:
    economise()
    read = vars(database_dependencies)["get_dialect"]
    for _ in range(3):
        assert read("postgresql+asyncpg://a/b").name == "postgresql"
    assert read.cache_info().misses == 1


def test_a_schema_is_checked_once_and_a_wrong_one_each_time() -> None:
    checked: list[object] = []

    def check(schema: object) -> None:
        checked.append(schema)
        if schema == {"type": 5}:
            raise ValueError(schema)

    once = checked_once(check)
    for _ in range(3):
        once({"type": "object"})
    for _ in range(2):
        with pytest.raises(ValueError, match="type"):
            once({"type": 5})
    assert checked == [{"type": "object"}, {"type": 5}, {"type": 5}]


def test_the_schemas_of_all_waits_are_checked_as_one() -> None:
    checked: list[object] = []
    once = checked_once(checked.append)
    for _ in range(3):
        once(answer_schema(str(uuid4())))
    assert len(checked) == 1
    # What else they say is looked at, each time that it is another.
    once({**answer_schema("a"), "required": ["correlation_id"]})
    once({**answer_schema("a"), "properties": {"const": {"type": "string"}}})
    once({**answer_schema("a"), "properties": {"const": 5}})
    assert len(checked) == 4


def test_another_waits_answer_is_refused_by_a_schema_that_was_checked_as_one() -> None:
    economise()
    first, second = str(uuid4()), str(uuid4())
    for wait, other in ((first, second), (second, first)):
        answer = {"correlation_id": wait, "payload": "{}"}
        validation.validate(answer, answer_schema(wait), raise_on_error=True)
        with pytest.raises(validation.ValidationError, match="correlation_id"):
            validation.validate(answer, answer_schema(other), raise_on_error=True)


def test_an_answer_that_its_schema_refuses_is_refused_each_time() -> None:
    economise()
    schema = {"type": "object", "properties": {"payload": {"type": "string"}}}
    for _ in range(2):
        validation.validate({"payload": "{}"}, schema, raise_on_error=True)
        with pytest.raises(validation.ValidationError):
            validation.validate({"payload": 5}, schema, raise_on_error=True)
    # As a deployment's is, when it is made.
    validation.is_valid_schema(schema)
    with pytest.raises(ValueError, match="Invalid schema"):
        validation.is_valid_schema({"type": 5})
    with pytest.raises(Exception, match="not valid"):
        validation.validate({}, {"type": 5}, raise_on_error=True)


async def test_an_answer_is_filled_in_with_no_variables_and_none_are_read() -> None:
    economise()
    assert vars(HydrationContext)["build"].__func__ is without_variables
    session = Told()
    context = await without_variables(session, render_workspace_variables=True)
    assert context.workspace_variables == {}
    assert session.asked == []
