"""Counts a command's calls in the database, and refuses the next one where the budget is spent."""

from __future__ import annotations

from uuid import UUID, uuid4

from genesis_flows.database.connection import Database
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.providers.meter import Call
from genesis_flows.providers.provider import GenerationFailed
from genesis_flows.storable import quotable_name
from genesis_shared.sql_answers import COMMAND_BUDGET, RECORD_CALL

logger = get_logger(__name__)


class CallMeter:
    """The meter of one command."""

    def __init__(self, database: Database, command_id: UUID) -> None:
        self._database = database
        self._command_id = command_id

    async def before_call(self) -> None:
        """See Meter: the budget is asked for anew, since a writer may raise it at any time."""
        budget = await self._database.call(COMMAND_BUDGET, self._command_id)
        if budget is not None and budget["is_spent"]:
            raise GenerationFailed(
                "BUDGET_SPENT", f"${budget['spent_usd']} of ${budget['limit_usd']}"
            )

    async def after_call(self, call: Call) -> None:
        """See Meter. A call that was stopped is told once: its task must end."""
        row = _row(call)
        try:
            if call.outcome == "STOPPED":
                await self._database.try_call(RECORD_CALL, self._command_id, row)
            else:
                await self._database.call(RECORD_CALL, self._command_id, row)
        except Exception as error:
            logger.error("a model's call is not on record", extra={**row, "reason": str(error)})


def _row(call: Call) -> dict[str, Json]:
    return {
        "call_id": str(uuid4()),
        "model": quotable_name(call.model),
        "host": call.host,
        "outcome": call.outcome,
        "input_tokens": call.usage.input_tokens,
        "output_tokens": call.usage.output_tokens,
        "cached_tokens": call.usage.cached_tokens,
        "reasoning_tokens": call.usage.reasoning_tokens,
        "cost_usd": call.cost_usd,
        "counted_usd": call.counted_usd,
    }
