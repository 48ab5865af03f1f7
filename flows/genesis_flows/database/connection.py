"""A pool of connections to PostgreSQL that waits for the database instead of failing."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import asyncpg

from genesis_flows.back_off import back_off_s
from genesis_flows.database.address import connect_arguments
from genesis_flows.database.fault import database_fault
from genesis_flows.database.login import service_url
from genesis_flows.log import get_logger
from genesis_shared.sql_function import SqlFunction

logger = get_logger(__name__)

T = TypeVar("T")

LONGEST_WAIT_S = 5.0
MOST_CONNECTIONS = 8

# Faults of the surroundings, by SQLSTATE class or code: connection, resources, shutdown, a lock not
# had, a disk that fails, a serialization failure, a login that is not there yet, and a schema that
# is being migrated.
_WAIT_CLASSES = ("08", "53", "57", "58", "28", "40")
_WAIT_CODES = frozenset({"55P03", "3D000", "3F000", "42883", "42P01", "22023", "25006"})

_PLANNED_BEFORE = ("42703", "42804", "XX000")
_MIGRATED_UNDER = re.compile(
    r"attribute \d+ (of type .+ )?has (wrong type|been dropped)|cache lookup failed"
)


def is_fault_of_surroundings(error: BaseException) -> bool:
    """Whether the database, not the request, is to blame: such a call is made again."""
    if isinstance(error, asyncpg.PostgresError):
        code = str(error.sqlstate or "")
        if code in _PLANNED_BEFORE:  # a migration came under the call
            return _MIGRATED_UNDER.match(str(error)) is not None
        return code.startswith(_WAIT_CLASSES) or code in _WAIT_CODES or is_of_a_standby(error)
    # InternalClientError: asyncpg used a connection that the server was ending at that moment.
    return isinstance(
        error, OSError | TimeoutError | asyncpg.InterfaceError | asyncpg.InternalClientError
    )


def is_of_a_standby(error: BaseException) -> bool:
    """Whether the server became a standby: it takes no writes, and has no unlogged tables."""
    is_missing = isinstance(error, asyncpg.FeatureNotSupportedError)
    return isinstance(error, asyncpg.ReadOnlySQLTransactionError) or (
        is_missing and "during recovery" in str(error)
    )


def connection_options(url: str) -> dict[str, Any]:
    """What every connection asks for at its start, signed in as `url` says."""
    settings = {
        "application_name": "genesis-flows",
        "lock_timeout": "5s",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "5s",
    }
    options = connect_arguments(url, settings=settings, timeout_s=10)
    return options


async def set_json_codec(connection: Any) -> None:  # noqa: ANN401 - asyncpg has no types
    """Make json and jsonb values plain Python values."""
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(
            kind,
            schema="pg_catalog",
            encoder=lambda value: json.dumps(value, ensure_ascii=False),
            decoder=json.loads,
        )


class Database:
    """Calls of SQL functions. Each call is one statement and one round trip.

    A database that is away is waited for, with back-off up to 5 s, for ever: every function that is
    called here may be called twice with the same effect as once.
    """

    def __init__(self, url: str) -> None:
        """A direct URL: a transaction pooler takes no settings and keeps no statements."""
        self._url = url
        self._pool: Any = None
        self._making = asyncio.Lock()
        self.is_reachable = False
        self.fault = "the database is away"
        """While it is not reachable: what is wrong, in words."""

    async def stop(self) -> None:
        """Close every connection; one that does not close within a second is cut."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        try:
            await asyncio.wait_for(pool.close(), 1)
        except Exception:
            pool.terminate()

    async def call(self, function: SqlFunction[T], *arguments: object) -> T:
        """Call the function and give its answer; waits while the database is away."""
        return await self._waiting(function.name, lambda: self.try_call(function, *arguments))

    async def try_call(self, function: SqlFunction[T], *arguments: object) -> T:
        """As `call`, and fails at once where the database is away."""
        parameters = ", ".join(f"${number}" for number in range(1, len(arguments) + 1))
        try:
            pool = await self._get_pool()
        except Exception as error:
            self._note(error)
            raise
        try:
            result: object = await pool.fetchval(
                f"select genesis.{function.name}({parameters})", *arguments
            )
        except Exception as error:
            self._note(error)
            if is_of_a_standby(error):
                # New connections lead, perhaps, to its successor.
                await pool.expire_connections()
            raise
        self.is_reachable = True
        return function.parse(result)

    def _note(self, error: Exception) -> None:
        if is_fault_of_surroundings(error):
            self.is_reachable = False
            self.fault = database_fault(error) or "the database is away"

    async def _get_pool(self) -> Any:  # noqa: ANN401 - asyncpg has no types
        async with self._making:
            if self._pool is None:
                url = await service_url(self._url, self._url)
                self._pool = await asyncpg.create_pool(
                    min_size=1,
                    max_size=MOST_CONNECTIONS,
                    init=set_json_codec,
                    command_timeout=30,
                    **connection_options(url),
                )
            return self._pool

    async def _waiting(self, what: str, attempt: Callable[[], Awaitable[T]]) -> T:
        failures = 0
        while True:
            try:
                return await attempt()
            except Exception as error:
                if not is_fault_of_surroundings(error):
                    raise
                words = database_fault(error) or "the database is away"
                logger.warning(
                    "%s, waiting for it",
                    words,
                    extra={"function": what, "reason": f"{type(error).__name__}: {error}"},
                )
            failures += 1
            await asyncio.sleep(back_off_s(failures, first_s=0.1, longest_s=LONGEST_WAIT_S))
