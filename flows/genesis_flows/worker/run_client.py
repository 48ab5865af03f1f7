"""The client of one run's engine: what this process knows already, Prefect is not asked.

Prefect's engine (3.8.8) begins each run with three calls, one after another, while a writer waits:
it tells the flow's version and the run's policy of retries, proposes Running, and reads the run
again. The version is read by nobody here, and the policy is the flow's own, which retries nothing;
the run is what Prefect gave this worker a moment ago, with the state that it has just accepted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.responses import OrchestrationResult, SetStateStatus
from prefect.context import AsyncClientContext, ContextModel
from prefect.settings import get_current_settings

from genesis_flows.json_value import Json

TOLD_AT_START = frozenset({"flow_version", "empirical_policy"})


class RunClient(PrefectClient):
    """Prefect's client, for as long as one run takes."""

    def __init__(self, flow_run: FlowRun) -> None:
        api = get_current_settings().api
        super().__init__(
            api.url or "",
            auth_string=api.auth_string.get_secret_value() if api.auth_string else None,
            api_key=api.key.get_secret_value() if api.key else None,
        )
        self._flow_run_id = flow_run.id
        self._known: FlowRun | None = flow_run
        """None from when something else than an accepted state was said of it."""

    async def update_flow_run(
        self, flow_run_id: UUID, *given: Json, **more: Json
    ) -> httpx.Response:
        """Leave out what the engine tells of this client's run at its start; tell all else."""
        if flow_run_id == self._flow_run_id:
            if not given and more.keys() <= TOLD_AT_START:
                return httpx.Response(httpx.codes.NO_CONTENT)
            self._known = None
        return await super().update_flow_run(flow_run_id, *given, **more)

    async def set_flow_run_state(
        self, flow_run_id: UUID | str, state: State[Json], force: bool = False
    ) -> OrchestrationResult[Json]:
        """Ask as ever, and keep what was accepted; after another answer, or none, know nothing."""
        if str(flow_run_id) != str(self._flow_run_id):
            return await super().set_flow_run_state(flow_run_id, state, force)
        known, self._known = self._known, None
        result = await super().set_flow_run_state(flow_run_id, state, force)
        now = result.state
        if known is not None and now is not None and result.status == SetStateStatus.ACCEPT:
            told = {"state": now, "state_id": now.id, "state_type": now.type}
            self._known = known.model_copy(update={**told, "state_name": now.name})
        return result

    async def read_flow_run(self, flow_run_id: UUID) -> FlowRun:
        """Give the run of this client where it is known; ask for any other."""
        if flow_run_id != self._flow_run_id or self._known is None:
            return await super().read_flow_run(flow_run_id)
        return self._known.model_copy()


class _RunClientContext(AsyncClientContext):
    """Where Prefect's engine looks for a client before it makes one."""

    def __init__(self, client: PrefectClient) -> None:
        ContextModel.__init__(self, client=client)


@asynccontextmanager
async def run_client(flow_run: FlowRun) -> AsyncIterator[None]:
    """Have all that asks Prefect within, in this loop, ask by the run's one client."""
    async with _RunClientContext(RunClient(flow_run)):
        yield
