"""Keeps a GenesisWorker going: nudged by NOTIFY, polling besides, while Prefect is away too."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import httpx
from prefect.client.schemas.objects import State

from genesis_flows.back_off import back_off_s
from genesis_flows.config import DEFAULT_MOST_RUNS
from genesis_flows.log import get_logger
from genesis_flows.runtime import Runtime
from genesis_flows.worker.csrf import csrf_support, is_csrf_refusal, wants_csrf_tokens
from genesis_flows.worker.deployment import ensure_deployment
from genesis_flows.worker.genesis_worker import GenesisWorker
from genesis_flows.worker.shared_authorities import share_authorities
from genesis_shared.sql_answers import HANDLE_PAUSED

logger = get_logger(__name__)

POLL_INTERVAL_S = 3.0
"""Under the nudge: what a lost NOTIFY costs at most."""
SYNC_INTERVAL_S = 10.0
"""Heart-beat to Prefect, and a look whether it still has the work pool and the deployment."""
COALESCE_S = 0.05
LONGEST_WAIT_S = 5.0
SILENT_AFTER_S = 15.0
RUNS_MAY_TAKE_S = 3.0
"""So long a stopping worker waits for its runs before it hands them back."""
HAND_BACK_MAY_TAKE_S = 3.0


REFUSED = "Prefect refuses who asks: PREFECT_API_AUTH_STRING or PREFECT_API_KEY"


def is_refusal(error: BaseException) -> bool:
    """Say whether Prefect answered, and that whoever asked may not."""
    if not isinstance(error, httpx.HTTPStatusError) or is_csrf_refusal(error):
        return False
    return error.response.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}


class PrefectLoop:
    """Asks Prefect for runs and runs them; a Prefect that is away is waited for."""

    def __init__(
        self,
        runtime: Runtime,
        name: str,
        on_ended: Callable[[str], None],
        most_runs: int = DEFAULT_MOST_RUNS,
    ) -> None:
        self._most_runs = most_runs
        self._runtime = runtime
        self._name = name
        self._on_ended = on_ended
        self._nudge = asyncio.Event()
        self._worker: GenesisWorker | None = None
        self._task: asyncio.Task[None] | None = None
        self._problem: str | None = "Prefect was not reached yet"
        self._is_refused = False
        self._reached_at = time.monotonic()
        self._polling = True

    @property
    def problem(self) -> str | None:
        """Why no runs are taken, or None. A Prefect that hangs does not even answer an error."""
        if self._problem is None and time.monotonic() - self._reached_at > SILENT_AFTER_S:
            return "Prefect does not answer"
        return self._problem

    @property
    def is_refused(self) -> bool:
        """Whether Prefect answers, and takes this worker's credentials for none of its own."""
        return self._is_refused

    @property
    def running_count(self) -> int:
        """How many flow runs run now."""
        return self._worker.running_count if self._worker else 0

    def start(self) -> None:
        """Run until `stop`."""
        share_authorities()
        self._task = asyncio.create_task(self._run(), name="prefect-loop")

    def nudge(self) -> None:
        """Ask Prefect for runs now. Returns at once."""
        self._nudge.set()

    async def stop(self) -> None:
        """Take no more runs, let the present ones end, hand back those that do not."""
        if self._task is None:
            return
        self._polling = False
        self.nudge()
        if not await self._is_idle_within(RUNS_MAY_TAKE_S) and self._worker is not None:
            logger.warning("handing back runs", extra={"count": self.running_count})
            self._worker.cancel_runs()
            await self._is_idle_within(HAND_BACK_MAY_TAKE_S)
        self._task.cancel()
        # Its channel to Prefect is slow to close; nothing is lost where nobody waits for it.
        await asyncio.wait([self._task], timeout=0.5)
        if self._worker is not None:
            self._worker.close()

    async def _is_idle_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while self.running_count > 0:
            if time.monotonic() >= until:
                return False
            await asyncio.sleep(0.05)
        return True

    async def _run(self) -> None:
        failures = 0
        while True:
            worker = GenesisWorker(self.paused, self._on_ended, self._name, self._most_runs)
            try:
                worker.wants_csrf_tokens = await wants_csrf_tokens()
                with csrf_support(worker.wants_csrf_tokens):
                    async with worker:
                        self._worker = worker
                        await self._poll(worker)
            except asyncio.CancelledError:
                raise
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt | SystemExit):
                    raise
                self._failed("the worker is made anew", error)
            finally:
                worker.close()
            failures += 1
            await asyncio.sleep(back_off_s(failures, first_s=0.5, longest_s=LONGEST_WAIT_S))

    async def _poll(self, worker: GenesisWorker) -> None:
        synced_at = -SYNC_INTERVAL_S
        failures = 0
        while True:
            wait_s = POLL_INTERVAL_S
            try:
                if self._polling:
                    if self._problem is not None:
                        synced_at = await self._sync(worker)
                    await worker.get_and_submit_flow_runs()
                    # After the runs: an answered writer waits for those.
                    if time.monotonic() - synced_at >= SYNC_INTERVAL_S:
                        synced_at = await self._sync(worker)
                    if self._problem is not None:
                        logger.info("Prefect is reached")
                    self._problem, self._is_refused, failures = None, False, 0
                    self._reached_at = time.monotonic()
            except Exception as error:
                if is_csrf_refusal(error):
                    raise  # Prefect began to want tokens: a new worker's clients know that
                failures += 1
                self._failed("Prefect is away, waiting for it", error)
                wait_s = back_off_s(failures, first_s=1.0, longest_s=LONGEST_WAIT_S)
            if self._nudge.is_set():
                # Several answers at once: one question for all of them.
                await asyncio.sleep(COALESCE_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._nudge.wait()
            self._nudge.clear()

    def _failed(self, what_now: str, error: BaseException) -> None:
        """Say why no runs are taken; the error's own words are the log's alone."""
        self._is_refused = is_refusal(error)
        away = f"Prefect is away: {type(error).__name__}"
        self._problem = REFUSED if self._is_refused else away
        logger.warning(what_now, extra={"reason": f"{type(error).__name__}: {error}"})

    async def _sync(self, worker: GenesisWorker) -> float:
        """Tell Prefect that this worker lives, and see to the pool and the deployment."""
        await worker.sync_with_backend()
        await ensure_deployment(worker.client)
        return time.monotonic()

    async def paused(self, flow_run_id: UUID, state: State[object]) -> None:
        """Do what follows a pause (the state hook): Prefect has it, so the handle becomes PAUSED.

        Where the answer came in between, the callback is woken and resumes the run.
        """
        pause_key = state.state_details.pause_key
        try:
            correlation_id = UUID(pause_key or "")
        except ValueError:
            return  # somebody else's pause: by hand, in Prefect's own interface
        paused = await self._runtime.call(HANDLE_PAUSED, correlation_id, flow_run_id, "hook")
        if paused["outcome"] == "RESUME":
            self._runtime.waker.wake("events", paused["session_id"])
