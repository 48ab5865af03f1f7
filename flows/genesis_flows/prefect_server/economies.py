"""What Prefect's server (3.8.8) does for nobody here, in the process that a writer waits for."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Protocol

from docket import Worker
from prefect.server.api import background_workers
from prefect.server.utilities.database import UUID
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.sql.operators import OperatorClass

JOBS_DUE_EVERY = timedelta(seconds=2)
"""How late a job may be that is to be done some day; those of now are done now."""


def economise() -> None:
    """Make it so, for this process."""
    # Prefect leaves unsaid which operators its columns of ids take, and SQLAlchemy 2.1 makes a
    # warning of each comparison with one, some twenty for an answer.
    UUID.operator_classes = OperatorClass.ANY
    worker = partial(Worker, scheduling_resolution=JOBS_DUE_EVERY)
    others: tuple[tuple[object, str, object], ...] = (
        (AsyncAdapt_asyncpg_connection, "_async_ping", ping),
        (background_workers, "Worker", worker),
    )
    for place, name, ours in others:
        setattr(place, name, ours)


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
