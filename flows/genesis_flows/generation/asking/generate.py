"""A command's generation, from its start to the recorded proposal, or to its failure."""

from __future__ import annotations

from uuid import UUID

from genesis_flows.database.connection import Database
from genesis_flows.database.waker import Waker
from genesis_flows.generation.asking.call_meter import CallMeter
from genesis_flows.generation.asking.generation import Generation, GenerationOutcome
from genesis_flows.generation.asking.running_commands import CommandEnded, RunningCommands
from genesis_flows.log import get_logger
from genesis_flows.providers.metered_provider import MeteredProvider
from genesis_flows.providers.provider_choice import ProviderChoice
from genesis_flows.reading.reader import AnswerReader
from genesis_shared.sql_answers import BEGIN_COMMAND

logger = get_logger(__name__)


async def generate(
    database: Database,
    waker: Waker,
    providers: ProviderChoice,
    reader: AnswerReader,
    running: RunningCommands,
    *,
    command_id: UUID,
    run_epoch: int,
    flow_run_id: UUID,
) -> GenerationOutcome:
    """Write a command's proposal and record it; ends what it began, unless it is cancelled."""
    begun = await database.call(BEGIN_COMMAND, command_id, run_epoch, flow_run_id)
    if begun["outcome"] != "STARTED":
        return "REFUSED"
    provider = MeteredProvider(
        providers.choose(begun["own_model"], begun["replay_model"]), CallMeter(database, command_id)
    )
    if provider.kind != "sample":
        # A sample's end, in a moment, is heard with its beginning.
        waker.wake("events", begun["context"]["session_id"])
    generation = Generation(
        database, waker, provider, reader, running.tracer, begun=begun, run_epoch=run_epoch
    )
    try:
        with running.tracer.span(
            f"generate {begun['command']['stage']}", begun["traceparent"], generation.ids
        ):
            return await running.track(command_id, run_epoch, generation.run())
    except CommandEnded as ended:
        logger.info(
            "a command ended while it was written", extra={**generation.ids, "status": ended.status}
        )
        return "ENDED"
