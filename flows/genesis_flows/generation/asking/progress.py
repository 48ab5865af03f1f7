"""How far a command is, on its way to the database beside the writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from genesis_flows.coalesced import Coalesced
from genesis_flows.database.connection import Database
from genesis_flows.database.waker import Waker
from genesis_flows.log import get_logger
from genesis_shared.sql_answers import REPORT_PROGRESS

logger = get_logger(__name__)


@dataclass(frozen=True)
class Progress:
    """Of `wanted` candidates so many are done; what is happening now, by its code."""

    message_code: str
    done: int
    wanted: int


class ProgressReports:
    """Reports the newest; the writing never waits for it, what comes meanwhile replaces the last.

    A report that is lost is made up for by the next.
    """

    def __init__(
        self,
        database: Database,
        waker: Waker,
        *,
        session_id: str,
        command_id: UUID,
        run_epoch: int,
        logged: Mapping[str, object],
    ) -> None:
        self._database = database
        self._waker = waker
        self._session_id = session_id
        self._command_id = command_id
        self._run_epoch = run_epoch
        self._logged = logged
        self._newest: Progress | None = None
        self._reports = Coalesced("report-progress", self._send, self._lost)

    def report(self, progress: Progress) -> None:
        """Returns at once."""
        self._newest = progress
        self._reports.ask()

    async def stop(self) -> None:
        """Report no more: the command has come to its end, which says more than any report."""
        self._newest = None
        await self._reports.stop()

    async def _send(self) -> None:
        if (progress := self._newest) is None:
            return
        await self._database.try_call(
            REPORT_PROGRESS,
            self._command_id,
            self._run_epoch,
            100 * progress.done // progress.wanted,
            progress.message_code,
            progress.done,
            progress.wanted,
        )
        self._waker.wake("progress", self._session_id)

    def _lost(self, error: Exception) -> None:
        logger.warning("progress was not reported", extra={**self._logged, "reason": str(error)})
