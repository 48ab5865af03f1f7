"""The client of one run's engine: what this process knows already, Prefect is not asked.

Prefect's engine (3.8.8) begins each run with three calls, one after another, while a writer waits:
it tells the run's policy of retries, proposes Running, and reads the run again. The policy is the
flow's own, which retries nothing; and the run is what Prefect gave this worker a moment ago, with
the state that it has just accepted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import OrchestrationResult, SetStateStatus
from prefect.context import AsyncClientContext, ContextModel
from prefect.settings import get_current_settings

from genesis_flows.json_value import Json


class RunClient(PrefectClient):
    """Prefect's client, for as long as one run takes."""

    def __init__(self, flow_run: FlowRun) -> None:
        api = get_current_settings().api
        super().__init__(
            api.url or "",
            auth_string=api.auth_string.get_secret_value() if api.auth_string else None,
            api_key=api.key.get_secret_value() if api.key else None,
        )
        self._flow_run = flow_run

    async def update_flow_run(self, flow_run_id: UUID, *given: Json, **more: Json) -> Json:
        """Nothing: no code changes a run here."""

    async def set_flow_run_state(
        self, flow_run_id: UUID | str, state: State[Json], force: bool = False
    ) -> OrchestrationResult[Json]:
        """Ask as ever, and keep what was accepted."""
        result = await super().set_flow_run_state(flow_run_id, state, force)
        if result.status == SetStateStatus.ACCEPT and flow_run_id == self._flow_run.id:
            self._flow_run.state = result.state
        return result

    async def read_flow_run(self, flow_run_id: UUID) -> FlowRun:
        """Give the run of this client as it is known; ask for any other."""
        if flow_run_id != self._flow_run.id:
            return await super().read_flow_run(flow_run_id)
        return self._flow_run.model_copy()


class _RunClientContext(AsyncClientContext):
    """Where Prefect's engine looks for a client before it makes one."""

    def __init__(self, client: PrefectClient) -> None:
        ContextModel.__init__(self, client=client)


@asynccontextmanager
async def run_client(flow_run: FlowRun) -> AsyncIterator[None]:
    """Have all that asks Prefect within, in this loop, ask by the run's one client."""
    async with _RunClientContext(RunClient(flow_run)):
        yield
