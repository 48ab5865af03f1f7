"""With which login the worker signs in: the service's (docs/adr/0016).

A URL in the environment names it, or, where somebody gave the owner's, is used once to ask for it:
no part works as the owner. The TypeScript parts do the same: runtime/postgres/logins.ts.
"""

from __future__ import annotations

import asyncio
import json
from typing import TypedDict

import asyncpg

from genesis_flows.database.address import (
    AddressError,
    connect_arguments,
    parse_database_url,
    with_credentials,
)
from genesis_flows.database.fault import database_fault
from genesis_flows.log import get_logger

logger = get_logger(__name__)

CONNECT_TIMEOUT_S = 5
DEADLINE_S = 5


class _Login(TypedDict):
    login: str
    password: str


class _Logins(TypedDict):
    asked_by: str
    service: _Login | None
    problem: str | None


class LoginRefusedError(Exception):
    """What the worker must not start with; says which variable to change, and how."""


async def service_url(url: str, direct_url: str) -> str:
    """Give `url`, which may be a pooler's, with the service's login.

    Raises:
        LoginRefusedError: the login is none of this database's, or its logins are no wall.
    """
    logins = await asyncio.wait_for(_ask(direct_url), DEADLINE_S + CONNECT_TIMEOUT_S)
    if logins["problem"] is not None:
        raise LoginRefusedError(
            f"The database's logins are no wall between accounts: {logins['problem']}. "
            "Mend that and run npm run migrate."
        )
    own = logins["service"]
    if own is None:
        raise LoginRefusedError(
            f"DATABASE_DIRECT_URL or DATABASE_URL: got the login {logins['asked_by']!r}; takes the "
            "service login of this database, which npm run migrate makes (docs/database.md)"
        )
    return _with_login(url, own["login"], own["password"], logins["asked_by"])


async def refuse_wrong_login(url: str, direct_url: str) -> None:
    """Ask at the start. A database that is away is no answer: the first call asks again.

    Raises:
        LoginRefusedError: see `service_url`.
    """
    try:
        await service_url(url, direct_url)
    except LoginRefusedError:
        raise
    except AddressError as error:
        raise LoginRefusedError(f"DATABASE_DIRECT_URL or DATABASE_URL: {error}") from error
    except Exception as error:
        words = database_fault(error) or "that database cannot be used yet"
        logger.warning("DATABASE_DIRECT_URL or DATABASE_URL: %s (%s); waiting for it", words, error)


async def _ask(url: str) -> _Logins:
    connection = await asyncpg.connect(
        # Through a transaction pooler too.
        statement_cache_size=0,
        **connect_arguments(
            url, settings={"application_name": "genesis login"}, timeout_s=CONNECT_TIMEOUT_S
        ),
    )
    try:
        answer = await connection.fetchval("select genesis.database_logins()::text")
    except asyncpg.InsufficientPrivilegeError as error:
        raise LoginRefusedError(
            "DATABASE_DIRECT_URL or DATABASE_URL: got a login that is none of this database's; "
            "takes the service login, which npm run migrate makes (docs/database.md)"
        ) from error
    finally:
        connection.terminate()
    logins: _Logins = json.loads(answer)
    return logins


def _with_login(url: str, login: str, password: str, asked_by: str) -> str:
    """A pooler's user may carry more than the login's name, such as the project."""
    user = parse_database_url(url).user or ""
    if user == login or user.startswith(f"{login}."):
        return url
    rest = user[len(asked_by) :] if user.startswith(f"{asked_by}.") else ""
    return with_credentials(url, login + rest, password)
