"""What Prefect's server (3.8.8) does for nobody here, in the process that a writer waits for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import ParamSpec, Protocol, TypeVar

from docket import Worker
from fastapi.dependencies import utils as dependencies
from prefect.server.api import background_workers
from prefect.server.database import dependencies as database_dependencies
from prefect.server.models import flow_runs
from prefect.server.orchestration import instrumentation_policies
from prefect.server.orchestration.global_policy import (
    EnsureFlowRunStateTimestampIsUnique,
    RemoveResumingIndicator,
)
from prefect.server.utilities.database import UUID, Timestamp, get_dialect
from prefect.utilities.schema_tools import validation
from prefect.utilities.schema_tools.hydration import HydrationContext
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.sql.operators import OperatorClass

from genesis_flows.prefect_server.late_events import LateEventsClient
from genesis_flows.prefect_server.run_changes import (
    marked_before_it_is_written,
    sought_where_time_stood,
)
from genesis_flows.prefect_server.run_reads import read_flow_run

JOBS_DUE_EVERY = timedelta(seconds=2)
"""How late a job may be that is to be done some day; those of now are done now."""

SCHEMAS_REMEMBERED = 64

UniqueTimes = EnsureFlowRunStateTimestampIsUnique


Replacement = tuple[object, str, object]
"""Where a part is, what it is called there, and ours."""


def economise() -> None:
    """Make it so, for this process."""
    # Prefect leaves unsaid which operators its columns of ids take, and SQLAlchemy 2.1 makes a
    # warning of each comparison with one, some twenty for an answer.
    UUID.operator_classes = OperatorClass.ANY
    for place, name, ours in replacements():
        setattr(place, name, ours)


def replacements() -> tuple[Replacement, ...]:
    """Give the parts that are others here."""
    worker = partial(Worker, scheduling_resolution=JOBS_DUE_EVERY)
    # Of which kind the database is, is read from its address with every use, five for an answer,
    # and the address from the settings.
    dialect = lru_cache(maxsize=1)(get_dialect)
    interface = lru_cache(maxsize=1)(database_dependencies.provide_database_interface)
    marked = marked_before_it_is_written(RemoveResumingIndicator.before_transition)
    return (
        (AsyncAdapt_asyncpg_connection, "_async_ping", ping),
        (background_workers, "Worker", worker),
        (flow_runs, "read_flow_run", read_flow_run),
        (UniqueTimes, "before_transition", sought_where_time_stood(UniqueTimes.before_transition)),
        (RemoveResumingIndicator, "before_transition", marked),
        (instrumentation_policies, "PrefectServerEventsClient", LateEventsClient),
        (Timestamp, "process_bind_param", plain_moment),
        (dependencies, "run_in_threadpool", at_once),
        (database_dependencies, "get_dialect", dialect),
        (database_dependencies, "provide_database_interface", interface),
        (HydrationContext, "build", staticmethod(without_variables)),
        (validation._VALIDATOR, "check_schema", checked_once(validation._VALIDATOR.check_schema)),
    )


class _Adapted(Protocol):
    @property
    def _connection(self) -> _Asked: ...


class _Asked(Protocol):
    async def fetchrow(self, query: str) -> object: ...


async def ping(adapted: _Adapted) -> None:
    """Ask whether a connection lives, before it is used, in one round trip and not in three.

    SQLAlchemy's own is in a transaction, for poolers; here is PostgreSQL itself.
    """
    await adapted._connection.fetchrow(";")


def plain_moment(_type: object, value: datetime | None, _dialect: object) -> datetime | None:
    """Give a moment as the database's driver reckons with it at once.

    Prefect's are pendulum's, whose difference to another moment is an object of many parts: the
    driver asks for one with each that it writes, eight for a resume.
    """
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("Timestamps must have a timezone.")
    return datetime.combine(value, value.timetz())


Given = ParamSpec("Given")
Found = TypeVar("Found")


async def at_once(
    find: Callable[Given, Found], /, *given: Given.args, **named: Given.kwargs
) -> Found:
    """Find what a request's handler is given, here and not in another thread.

    Prefect's own finders that are no coroutines read a header or what is in memory, and wait for
    nothing: each of three went to another thread and back with every request.
    """
    return find(*given, **named)


def checked_once(check: Callable[..., None]) -> Callable[..., None]:
    """Give what checks that a schema is one, but only once for all waits.

    Their schemas are the same but for the id that each wait's answer must have, and to be a
    schema that does not matter: a `const` may be anything. It took a tenth of a resume.
    """

    @lru_cache(maxsize=SCHEMAS_REMEMBERED)
    def check_text(text: str) -> None:
        check(json.loads(text))

    def checked(schema: Mapping[str, object], **options: object) -> None:
        # A deployment's, which is made seldom, comes with what its formats are checked by.
        if options:
            check(schema, **options)
        else:
            check_text(json.dumps(_without_constants(schema)))

    return checked


def _without_constants(schema: Mapping[str, object]) -> Mapping[str, object]:
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return schema
    return {**schema, "properties": {name: _freed(of) for name, of in properties.items()}}


def _freed(schema: object) -> object:
    if not isinstance(schema, Mapping):
        return schema
    return {keyword: value for keyword, value in schema.items() if keyword != "const"}


async def without_variables(
    session: object,
    raise_on_error: bool = False,
    render_jinja: bool = False,
    render_workspace_variables: bool = False,
) -> HydrationContext:
    """Give what an answer is filled in with: nobody keeps variables here, and none are read."""
    return HydrationContext(
        workspace_variables={},
        raise_on_error=raise_on_error,
        render_jinja=render_jinja,
        render_workspace_variables=render_workspace_variables,
    )
