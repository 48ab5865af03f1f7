"""The commands this process writes for: beaten by a timer, and aborted when they have ended.

The beat does not depend on the model: it is a timer of its own, and its answer is the command's
status. A stop does not wait for it: the worker asks for the statuses when it is woken.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from genesis_flows.coalesced import Coalesced
from genesis_flows.database.connection import Database
from genesis_flows.log import get_logger
from genesis_flows.tracer import Tracer
from genesis_shared.sql_answers import BEAT_COMMAND, COMMAND_STATUSES

logger = get_logger(__name__)

T = TypeVar("T")

BEAT_INTERVAL_S = 5.0
OWN_ENDS = ("COMPLETED", "FAILED")
"""Mostly the work's own: it has just recorded that, and is about to say so."""
OWN_END_MAY_TAKE_S = 1.0


class CommandEnded(Exception):
    """The command is not this run's to write for any more."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass(eq=False)
class _Running:
    command_id: UUID
    run_epoch: int
    task: asyncio.Task[object]
    ended_as: str | None = None


class RunningCommands:
    """Keeps the commands that are being written."""

    def __init__(self, database: Database, tracer: Tracer) -> None:
        self._database = database
        self.tracer = tracer
        self._running: set[_Running] = set()
        self._timer: asyncio.Task[None] | None = None
        self._looks = Coalesced("look-at-commands", self._look, _not_had)

    def __len__(self) -> int:
        """How many are being written."""
        return len(self._running)

    def start(self) -> None:
        """Beat until `stop`."""
        self._timer = asyncio.create_task(self._beat_for_ever(), name="beat-commands")

    async def stop(self) -> None:
        """Stop beating. What still runs is its flow's to end."""
        await self._looks.stop()
        if self._timer is not None:
            self._timer.cancel()
            await asyncio.gather(self._timer, return_exceptions=True)

    async def track(
        self, command_id: UUID, run_epoch: int, work: Coroutine[object, object, T]
    ) -> T:
        """Do the work while the command is PROCESSING under this epoch.

        Raises:
            CommandEnded: the command ended meanwhile; the work was cancelled and is over.
        """
        task = asyncio.create_task(work, name=f"generate-{command_id}")
        entry = _Running(command_id, run_epoch, task)
        for other in self._running:
            if other.command_id == command_id and other.run_epoch < run_epoch:
                self._end(other, "SUPERSEDED")
        self._running.add(entry)
        try:
            return await task
        except asyncio.CancelledError:
            if entry.ended_as is not None:
                raise CommandEnded(entry.ended_as) from None
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise
        finally:
            self._running.discard(entry)

    def look(self) -> None:
        """Ask for the statuses now: something has changed. Returns at once."""
        if self._running:
            self._looks.ask()

    async def _beat_for_ever(self) -> None:
        while True:
            await asyncio.sleep(BEAT_INTERVAL_S)
            await asyncio.gather(*(self._beat(entry) for entry in list(self._running)))

    async def _beat(self, entry: _Running) -> None:
        try:
            answer = await self._database.try_call(BEAT_COMMAND, entry.command_id, entry.run_epoch)
        except Exception as error:
            # A database that is away ends no command.
            logger.warning(
                "a beat was lost", extra={"command_id": str(entry.command_id), "reason": str(error)}
            )
            return
        if answer["status"] != "PROCESSING":
            self._end(entry, str(answer["status"]))

    async def _look(self) -> None:
        ids = [entry.command_id for entry in self._running]
        statuses = await self._database.try_call(COMMAND_STATUSES, ids)
        for entry in list(self._running):
            status = statuses.get(str(entry.command_id))
            if status is not None and status != "PROCESSING":
                self._end(entry, str(status))

    def _end(self, entry: _Running, status: str) -> None:
        if status in OWN_ENDS:
            asyncio.get_running_loop().call_later(OWN_END_MAY_TAKE_S, self._abort, entry, status)
        else:
            self._abort(entry, status)

    def _abort(self, entry: _Running, status: str) -> None:
        if entry.ended_as is None and not entry.task.done():
            entry.ended_as = status
            entry.task.cancel()


def _not_had(error: Exception) -> None:
    logger.warning("statuses were not had", extra={"reason": str(error)})
