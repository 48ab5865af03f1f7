"""The flow of a session: a state machine, not a replay.

Each turn asks the database where the session stands, and does the one thing that follows. So a run
that wakes after weeks, or takes over from one that crashed, reads its place in one query, and the
two-hundredth turn costs what the first one did.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from uuid import UUID

from prefect import flow
from prefect.context import FlowRunContext

from genesis_flows.back_off import back_off_s
from genesis_flows.log import get_logger
from genesis_flows.runtime import Runtime, current_runtime
from genesis_flows.wait import wait_for_user_input
from genesis_shared.sql_answers import IS_WAIT_OVER, SESSION_STEP

logger = get_logger(__name__)

LINGER_S = 3.0
"""After a stop a run waits so long for the next command before it pauses: writers who stop mostly
ask for something else at once, and a pause in between costs a second or more."""
LINGER_LOOK_S = 0.1

MOST_IDLE_TURNS = 20
"""A run that finds its work taken so often in a row ends; the next command starts another."""


NO_RESULTS = Path("results")
"""Named so that Prefect is not asked for one at each start of a run; nothing is ever kept there."""


@flow(name="genesis", persist_result=False, result_storage=NO_RESULTS, retries=0)
async def genesis(session_id: UUID, run_epoch: int) -> str:
    """Bring a session forward until it needs its writer, again and again, to its end."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("genesis only runs as a Prefect flow")
    async with current_runtime() as runtime:
        return await _advance(runtime, session_id, run_epoch, context.flow_run.id)


async def _advance(runtime: Runtime, session_id: UUID, run_epoch: int, flow_run_id: UUID) -> str:
    idle_turns = 0
    was_stopped = False
    while idle_turns < MOST_IDLE_TURNS:
        step = await runtime.call(SESSION_STEP, session_id, run_epoch, flow_run_id)
        if step["step"] == "END":
            return "END"
        command_id: UUID | None = None
        if step["step"] == "GENERATE":
            command_id = UUID(step["command_id"])
        else:
            correlation_id = UUID(step["correlation_id"])
            if was_stopped:
                await _linger(runtime, session_id, run_epoch, correlation_id)
            answer = await wait_for_user_input(session_id, run_epoch, correlation_id)
            if answer is not None:
                command_id = UUID(answer["command_id"])
        outcome = "REFUSED"
        if command_id is not None:
            outcome = await runtime.generate(command_id, run_epoch, flow_run_id)
        was_stopped = outcome == "ENDED"
        if outcome != "REFUSED":
            idle_turns = 0
            continue
        # The command had ended, or the wait had: look again, and do not spin.
        idle_turns += 1
        await asyncio.sleep(back_off_s(idle_turns, first_s=0.02, longest_s=2.0))
    raise RuntimeError("this run makes no progress")


async def _linger(runtime: Runtime, session_id: UUID, run_epoch: int, correlation_id: UUID) -> None:
    """Give the next command a moment to come, so that no pause has to be undone for it."""
    until = time.monotonic() + LINGER_S
    while time.monotonic() < until:
        if await runtime.call(IS_WAIT_OVER, session_id, run_epoch, correlation_id):
            return
        await asyncio.sleep(LINGER_LOOK_S)
