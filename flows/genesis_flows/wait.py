"""`wait_for_user_input`: a Prefect task that pauses its run until the writer answers.

Follows docs/adr/0005 and the sources of Prefect 3.8.8:
- `suspend_flow_run` sets PAUSED before it saves the input's schema, so that a fast resume is
  rejected ("Run input schema not found"). Here the schema is saved first.
- The schema fixes the wait's id, so that Prefect itself rejects another wait's answer.
- Raising Pause in a task pauses the flow run but leaves the task run's record RUNNING; an event
  says that the task is paused as well.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

import httpx
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import FlowRunContext, TaskRunContext
from prefect.exceptions import Abort, Pause, PrefectHTTPStatusError
from prefect.input.run_input import Keyset, keyset_from_paused_state
from prefect.states import Cancelled, Suspended
from prefect.utilities.engine import emit_task_run_state_change_event, propose_state

from genesis_flows.back_off import back_off_s
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.runtime import current_runtime
from genesis_shared.sql_answers import NEW_WAIT, REGISTER_WAIT

logger = get_logger(__name__)

T = TypeVar("T")

LONGEST_BACK_OFF_S = 5.0
WAIT_TIMEOUT_S = 10 * 365 * 24 * 3600
"""Writers come back weeks later, and a pause that times out is a run that failed."""


@task(name="wait_for_user_input", persist_result=False, cache_policy=NO_CACHE, retries=0)
async def wait_for_user_input(
    session_id: UUID, run_epoch: int, correlation_id: UUID
) -> dict[str, Json] | None:
    """Wait for the answer to this wait: {correlation_id, command_id, event_type, session_id}.

    Returns at once where the answer is here already; None where there is nothing to wait for any
    more (another run owns the session, or the wait is over), and the caller looks again.

    Raises:
        Pause: the run is paused. The rerun comes here again and finds the answer.
        Abort: somebody has ended the run in Prefect; the next command starts another.
    """
    flow_context, task_context = FlowRunContext.get(), TaskRunContext.get()
    if flow_context is None or flow_context.flow_run is None or task_context is None:
        raise RuntimeError("wait_for_user_input only runs within the genesis flow")
    flow_run, task_run = flow_context.flow_run, task_context.task_run
    pause_key = str(correlation_id)
    paused: State[object] = Suspended(timeout_seconds=WAIT_TIMEOUT_S, pause_key=pause_key)
    keyset = keyset_from_paused_state(paused)
    paused.state_details.run_input_keyset = {str(key): value for key, value in keyset.items()}

    async with current_runtime() as runtime, get_client() as client:
        registered = await runtime.call(
            REGISTER_WAIT,
            session_id,
            run_epoch,
            correlation_id,
            flow_run.id,
            task_run.id,
            pause_key,
        )
        if registered["outcome"] == "REFUSED":
            return None
        if registered["outcome"] == "ANSWERED":
            injected = None
            if pause_key in (flow_run.empirical_policy.pause_keys or ()):
                injected = await _while_prefect_is_away(
                    lambda: _read_injected(client, flow_run.id, keyset, pause_key)
                )
            return injected or dict(registered["payload"])
        runtime.remember_handle(correlation_id, registered["handle_id"])
        accepted = await _while_prefect_is_away(
            lambda: _pause(client, flow_run.id, paused, keyset, pause_key)
        )
        if accepted.is_cancelling() or accepted.is_final():
            await _while_prefect_is_away(lambda: _end_cancelled(client, flow_run.id, accepted))
            raise Abort("this run was ended by hand in Prefect")
        if not accepted.is_paused():
            # Prefect refuses to pause twice with one key: this wait was resumed without an answer.
            logger.warning("a wait was spent, taking another", extra={"correlation_id": pause_key})
            await runtime.call(NEW_WAIT, session_id, run_epoch, correlation_id)
            return None
        _show_task_as_paused(task_run, accepted)
        raise Pause(state=accepted)


async def _while_prefect_is_away(attempt: Callable[[], Awaitable[T]]) -> T:
    """Try until Prefect answers: a Prefect that is away is waited for, and ends nothing."""
    failures = 0
    while True:
        try:
            return await attempt()
        except PrefectHTTPStatusError as error:
            if error.response.status_code < 500:
                raise
            reason = str(error.response.status_code)
        except httpx.TransportError as error:
            reason = type(error).__name__
        logger.warning("Prefect is away, the wait is tried again", extra={"reason": reason})
        failures += 1
        await asyncio.sleep(back_off_s(failures, first_s=0.5, longest_s=LONGEST_BACK_OFF_S))


async def _pause(
    client: PrefectClient,
    flow_run_id: UUID,
    paused: State[object],
    keyset: Keyset,
    correlation_id: str,
) -> State[object]:
    """Save the schema, then ask for the pause; may be done again where its end is not known.

    A pause that was had without its answer being heard is Prefect's own by the next time: it
    rejects the proposal with the state that the run is in, and that raises Pause in itself.
    """
    await _save_schema(client, flow_run_id, keyset, correlation_id)
    return await propose_state(client, paused, flow_run_id=flow_run_id)


async def _end_cancelled(client: PrefectClient, flow_run_id: UUID, present: State[object]) -> None:
    """Bring a run that was cancelled by hand to that end: no Prefect worker is there to do it."""
    if present.is_cancelling():
        cancelled: State[object] = Cancelled(message="Cancelled by hand; its session goes on.")
        await client.set_flow_run_state(flow_run_id, cancelled, force=True)


def answer_schema(correlation_id: str) -> dict[str, object]:
    """Give the JSON schema of a wait's answer: this wait's id, and what the callback says of it."""
    return {
        "title": "Answer",
        "type": "object",
        "properties": {
            "correlation_id": {"type": "string", "const": correlation_id},
            "payload": {"type": "string"},
        },
        "required": ["correlation_id", "payload"],
        "additionalProperties": False,
    }


async def _save_schema(
    client: PrefectClient, flow_run_id: UUID, keyset: Keyset, correlation_id: str
) -> None:
    """Save what Prefect checks a resume's input against. A rerun finds it saved: 409."""
    schema = json.dumps(answer_schema(correlation_id))
    try:
        await client.create_flow_run_input(
            flow_run_id=flow_run_id, key=keyset["schema"], value=schema
        )
    except PrefectHTTPStatusError as error:
        if error.response.status_code != 409:
            raise


async def _read_injected(
    client: PrefectClient, flow_run_id: UUID, keyset: Keyset, correlation_id: str
) -> dict[str, Json] | None:
    """Read the answer that the resume injected into this run; None where there is none."""
    try:
        raw = await client.read_flow_run_input(flow_run_id=flow_run_id, key=keyset["response"])
    except PrefectHTTPStatusError as error:
        if error.response.status_code != 404:
            raise
        return None
    return _injected_answer(raw, correlation_id)


def _injected_answer(raw: str, correlation_id: str) -> dict[str, Json] | None:
    """Take an answer for what it is, JSON with a command's id; None where it is anything else."""
    try:
        run_input = json.loads(raw)
        if run_input["correlation_id"] != correlation_id:
            return None
        payload = json.loads(run_input["payload"])
        UUID(payload["command_id"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None


def _show_task_as_paused(task_run: TaskRun, accepted: State[object]) -> None:
    paused: State[object] = Suspended(
        timeout_seconds=WAIT_TIMEOUT_S, pause_key=accepted.state_details.pause_key
    )
    before, task_run.state = task_run.state, paused
    emit_task_run_state_change_event(
        task_run=task_run, initial_state=before, validated_state=paused
    )
