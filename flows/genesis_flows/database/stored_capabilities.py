"""What endpoints take, in the database: every worker's, kept over a restart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from genesis_flows.database.connection import Database
from genesis_flows.log import get_logger
from genesis_flows.providers.capabilities import TRIED_AGAIN_AFTER_S, Capabilities, Mode
from genesis_shared.sql_answers import LEARN_CAPABILITIES, LEARNT_CAPABILITIES

logger = get_logger(__name__)

GOOD_FOR = timedelta(seconds=TRIED_AGAIN_AFTER_S)


class StoredCapabilities:
    """See capabilities.Store. What cannot be read or kept is found out again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, endpoint: str, model: str) -> Capabilities:
        """Give what is known, or the best there is."""
        try:
            row = await self._database.try_call(
                LEARNT_CAPABILITIES, _key(endpoint), model, GOOD_FOR
            )
        except Exception as error:
            logger.warning("what an endpoint takes was not read", extra={"reason": str(error)})
            row = None
        return Capabilities() if row is None else _read(row["mode"], row["dropped"])

    async def put(self, endpoint: str, model: str, found: Capabilities) -> None:
        """Keep what an answered request was like."""
        try:
            await self._database.try_call(
                LEARN_CAPABILITIES,
                _key(endpoint),
                model,
                found.mode.name,
                sorted(found.dropped),
                GOOD_FOR,
            )
        except Exception as error:
            logger.warning("what an endpoint takes was not kept", extra={"reason": str(error)})


def _read(mode: str, dropped: Iterable[str]) -> Capabilities:
    return Capabilities(Mode[mode], frozenset(dropped))


def _key(endpoint: str) -> str:
    """An address may hold a password."""
    return hashlib.sha256(endpoint.encode()).hexdigest()
