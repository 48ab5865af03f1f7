"""A database that takes no writes any more under the worker's living connections."""

from __future__ import annotations

import asyncpg
import pytest

from genesis_flows.database.connection import Database
from genesis_shared.sql_answers import BEAT, LEAVE
from tests.integration.studio import Studio

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]


async def test_its_connections_are_replaced_once_one_of_them_finds_out(
    studio: Studio, database_url: str
) -> None:
    name = await studio.sql.fetchval("select current_database()")
    database = Database(database_url)

    async def become(state: str) -> None:
        await studio.sql.execute(
            f"alter database {name} set default_transaction_read_only = {state}"
        )

    async def beat() -> None:
        await database.try_call(BEAT, "flows", "read-only", "ok", None, {})

    try:
        await become("on")
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await beat()
        await studio.sql.execute("set default_transaction_read_only = off")
        await become("off")
        # The one that found out is not used again: the next one sees the server as it is.
        await beat()
        assert database.is_reachable
        await database.try_call(LEAVE, "flows", "read-only")
    finally:
        await studio.sql.execute(f"alter database {name} reset default_transaction_read_only")
        await database.stop()
