"""The text that is being written, on its way to the database: at most ten times a second."""

from __future__ import annotations

import asyncio
from uuid import UUID

from genesis_flows.coalesced import Coalesced
from genesis_flows.database.connection import Database
from genesis_flows.database.waker import Waker
from genesis_flows.generation.reading.readable import ReadableText
from genesis_flows.log import get_logger
from genesis_shared.sql_answers import WRITE_PARTIAL

logger = get_logger(__name__)

INTERVAL_S = 0.1
BETWEEN_TRIES = "\n\n———\n\n"
"""Readers' offsets only grow, so a new try's text comes after the old one's."""
LONGEST_TEXT = 128 * 1024
"""Characters of all tries' readable text: each write sends all of it, and so does each state."""
LONGEST_RAW = 256 * 1024
SLICE = 500
"""Characters that are made readable before others in the loop have their turn."""


class PartialText:
    """The readable text of one candidate, kept up to date in the database.

    `feed` never waits for the database: what comes while a write is under way goes with the next
    one. A write that fails is dropped: the next one has all of its text.
    """

    def __init__(
        self,
        database: Database,
        waker: Waker,
        *,
        session_id: str,
        command_id: UUID,
        run_epoch: int,
        attempt: int,
        candidate_index: int,
        language: str,
    ) -> None:
        self._database = database
        self._waker = waker
        self._session_id = session_id
        self._key = (command_id, run_epoch, attempt, candidate_index)
        self._language = language
        self._before = ""
        self._readable = ReadableText(language)
        self._raw: list[str] = []
        self._raw_length = 0
        self._written = ""
        self._writes = Coalesced("write-partial", self._write, self._lost, every_s=INTERVAL_S)

    @property
    def text(self) -> str:
        """All readable text so far, of every try."""
        now = self._readable.text
        text = (
            f"{self._before}{BETWEEN_TRIES}{now}" if self._before and now else self._before or now
        )
        return text[:LONGEST_TEXT]

    @property
    def raw(self) -> str:
        """The raw text of the present try."""
        return "".join(self._raw)

    async def feed(self, piece: str) -> None:
        for start in range(0, len(piece), SLICE):
            self._take(piece[start : start + SLICE])
            if start:
                await asyncio.sleep(0)
        self._writes.ask()

    def _take(self, piece: str) -> None:
        if self._raw_length < LONGEST_RAW:
            self._raw.append(piece)
            self._raw_length += len(piece)
            self._readable.feed(piece)

    def begin_again(self) -> None:
        """Start the text of another try behind the one so far."""
        self._before = self.text
        self._readable = ReadableText(self._language)
        self._raw.clear()
        self._raw_length = 0

    async def flush(self) -> None:
        """Write what is not written yet, now."""
        await self._writes.flush()

    async def stop(self) -> None:
        """Write no more."""
        self._written = self.text
        await self._writes.stop()

    async def _write(self) -> None:
        text = self.text
        if text == self._written:
            return
        # Also where it fails: the next piece writes all of the text again.
        self._written = text
        await self._database.try_call(WRITE_PARTIAL, *self._key, text)
        self._waker.wake("progress", self._session_id)

    def _lost(self, error: Exception) -> None:
        logger.warning("a partial text was not written", extra={"reason": str(error)})
