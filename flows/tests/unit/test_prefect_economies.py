"""What Prefect's server is spared, on the parts of Prefect and SQLAlchemy that it is made of."""

from __future__ import annotations

import warnings
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from docket import Docket
from prefect.server.api import background_workers
from prefect.server.utilities.database import UUID
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection

from genesis_flows.prefect_server.economies import economise, ping


@pytest.fixture(autouse=True)
def _undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back what the test's process had."""
    monkeypatch.setattr(background_workers, "Worker", vars(background_workers)["Worker"])
    before = vars(AsyncAdapt_asyncpg_connection)["_async_ping"]
    monkeypatch.setattr(AsyncAdapt_asyncpg_connection, "_async_ping", before)
    monkeypatch.setattr(UUID, "operator_classes", UUID.operator_classes)


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
