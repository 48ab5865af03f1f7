"""A Prefect worker of type `genesis`: runs flows in this process and sees them pause."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import anyio.abc
from prefect._internal.result_records import ResultRecord
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import WorkerFlowRunResponse
from prefect.exceptions import Abort, ObjectNotFound, Pause
from prefect.flow_engine import run_flow
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)

from genesis_flows.flow import genesis
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.worker.csrf import csrf_support
from genesis_flows.worker.names import WORK_POOL
from genesis_flows.worker.run_client import run_client
from genesis_flows.worker.run_ids import RunIds, read_run_ids

logger = get_logger(__name__)

OnPaused = Callable[[UUID, State[object]], Awaitable[None]]
"""The state hook: takes the flow run's id and the state in which it paused."""


class GenesisWorkerResult(BaseWorkerResult):
    """How a run ended here; its state in Prefect says the rest."""


class GenesisWorker(BaseWorker[BaseJobConfiguration, BaseVariables, GenesisWorkerResult]):
    """Runs each flow in a thread of this process, with an event loop of its own (see runtime.py).

    Of what Prefect holds of a run it takes the two ids among its parameters and the states' types:
    which code runs is this process's own, and no result is asked for, since to load one may be to
    run code that whoever wrote to Prefect has chosen.

    Prefect 3 has no hook for a pause. The engine raises Pause out of the run, so this worker, which
    is around it, sees it and calls `on_paused` once Prefect has the pause.
    """

    type = "genesis"
    job_configuration = BaseJobConfiguration
    _description = "Runs the genesis flow in the worker's own process."

    @classmethod
    def get_default_base_job_template(cls) -> dict[str, Json]:
        """Give a pool's template: a run in this process takes no variables.

        Where there are any, Prefect looks through their schema for each run that is started, 16 ms
        in which it answers nobody. It takes no template whose parts are empty.
        """
        return {"job_configuration": {"name": None}, "variables": {"type": "object"}}

    def __init__(
        self, on_paused: OnPaused, on_ended: Callable[[str], None], name: str, most_runs: int
    ) -> None:
        super().__init__(
            work_pool_name=WORK_POOL, name=name, limit=most_runs, create_pool_if_not_found=True
        )
        self._on_paused = on_paused
        self._on_ended = on_ended
        self._threads = ThreadPoolExecutor(most_runs, thread_name_prefix="genesis-run")
        self._runs: dict[UUID, tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = {}
        self._runs_lock = threading.Lock()
        self.wants_csrf_tokens = False

    @property
    def running_count(self) -> int:
        """How many flow runs this process runs now."""
        return len(self._runs)

    def cancel_runs(self) -> None:
        """Cancel every run: Prefect then has it as crashed, and another run takes over at once."""
        with self._runs_lock:
            for loop, task in self._runs.values():
                loop.call_soon_threadsafe(task.cancel)

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration,
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> GenesisWorkerResult:
        """Run one flow to its end or to its next pause."""
        del configuration
        if task_status is not None:
            task_status.started(os.getpid())
        ids = read_run_ids(flow_run.parameters)
        if ids is None:
            logger.warning(
                "a run has other parameters than a session and an epoch, it is not run",
                extra={"flow_run_id": str(flow_run.id)},
            )
            self._on_ended("REFUSED")
            await self._propose_crashed_state(flow_run, "Its parameters are not the flow's.")
            return GenesisWorkerResult(status_code=1, identifier=str(flow_run.id))
        loop = asyncio.get_running_loop()
        ended, state = await loop.run_in_executor(self._threads, self._run_in_thread, flow_run, ids)
        self._on_ended(ended)
        if state is not None:
            await self._on_paused(flow_run.id, state)
        # Prefect has the run's state from the engine; a status here would only overwrite it.
        return GenesisWorkerResult(status_code=0, identifier=str(flow_run.id))

    async def _get_scheduled_flow_runs(self) -> list[WorkerFlowRunResponse]:
        """Ask for all that is scheduled, whatever the time is here.

        The base asks for what is due by its own clock: one that is behind starts runs late or
        never. A run of this deployment is due as soon as it is there, and Prefect's own clock
        says when it may start.
        """
        try:
            return await self.client.get_scheduled_flow_runs_for_work_pool(work_pool_name=WORK_POOL)
        except ObjectNotFound:
            return []  # the pool is made with the next heartbeat

    async def _submit_run(self, flow_run: FlowRun) -> None:
        """Claim the run in Prefect and run it; a fault of one run does not end the worker.

        The base makes six more calls to Prefect here, for a job configuration, labels, a state and
        a process id that a run in this process has no use for.
        """
        try:
            is_claimed = await self._propose_pending_state(flow_run)
        finally:
            self._submitting_flow_run_ids.discard(flow_run.id)
            if self._cancelling_observer is not None:
                self._cancelling_observer.remove_in_flight_flow_run_id(flow_run.id)
        try:
            if is_claimed:
                await self.run(flow_run, BaseJobConfiguration())
        except Exception as error:
            logger.warning(
                "a run was lost on its way, the reaper sees to it",
                extra={
                    "flow_run_id": str(flow_run.id),
                    "reason": f"{type(error).__name__}: {error}",
                },
            )
        finally:
            self._release_limit_slot(flow_run.id)

    def _run_in_thread(self, flow_run: FlowRun, ids: RunIds) -> tuple[str, State[object] | None]:
        try:
            with csrf_support(self.wants_csrf_tokens):
                ended = asyncio.run(self._run_engine(flow_run, ids))
        except Pause as pause:
            return "PAUSED", pause.state
        except Abort:
            return "ABORTED", None
        except asyncio.CancelledError:
            return "CANCELLED", None
        except Exception as error:
            _log_failure(flow_run.id, f"{type(error).__name__}: {error}")
            return "FAILED", None
        return _outcome(flow_run.id, ended), None

    async def _run_engine(self, flow_run: FlowRun, ids: RunIds) -> object:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("not within a task")
        with self._runs_lock:
            self._runs[flow_run.id] = (asyncio.get_running_loop(), task)
        try:
            # The state, never the result: where the run's state is Prefect's own, the result would
            # be whatever that state names, loaded here.
            async with run_client(flow_run):
                ended = run_flow(
                    genesis,
                    flow_run=_without_observer(flow_run),
                    parameters=ids.parameters(),
                    return_type="state",
                )
                return await ended if asyncio.iscoroutine(ended) else ended
        finally:
            with self._runs_lock:
                self._runs.pop(flow_run.id, None)


def _outcome(flow_run_id: UUID, ended: object) -> str:
    """Name the state that a run ended in, and say where it is not one of this process's making."""
    if not isinstance(ended, State):
        return "COMPLETED"
    data = ended.data
    if data is not None and not isinstance(data, ResultRecord | BaseException):
        logger.warning(
            "Prefect says that a run ended with a result, which is not loaded",
            extra={"flow_run_id": str(flow_run_id), "state": ended.type.value},
        )
        return "REFUSED"
    if ended.is_completed():
        return "COMPLETED"
    _log_failure(flow_run_id, f"{ended.name}: {ended.message}")
    return "FAILED"


def _log_failure(flow_run_id: UUID, reason: str) -> None:
    logger.warning("a run failed", extra={"flow_run_id": str(flow_run_id), "reason": reason})


def _without_observer(flow_run: FlowRun) -> FlowRun:
    """Give the run as the engine is to see it at its start: without its deployment.

    For a deployment's run the engine opens a thread, a client and a websocket that look out for a
    suspension from outside; this flow pauses by itself alone, and that thread's end takes up to
    0.2 s of every pause. The run's record that the engine reads after that has its deployment.
    """
    return flow_run.model_copy(update={"deployment_id": None})
