"""By which way a writer's stop reaches what is being written: PostgreSQL and a scripted endpoint, no Prefect."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import pytest

from genesis_flows.database.listener import Listener
from genesis_flows.generation.asking import running_commands
from genesis_flows.json_value import Json
from genesis_flows.worker.flow_worker import CHANNELS, FlowWorker
from tests.integration.flow_scripts import script
from tests.integration.own_runtime import a_runtime
from tests.integration.studio import Studio, until
from tests.model_server import ModelServer, silent
from tests.promised import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("way", ["notice", "beat"])
async def test_a_stop_is_heard_by_its_notice_and_by_the_next_beat_each_without_the_other(
    way: str,
    studio: Studio,
    database_url: str,
    model: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_by_beat = way == "beat"
    monkeypatch.setattr(running_commands, "BEAT_INTERVAL_S", 0.1 if is_by_beat else 3600)
    session = await studio.create_session()
    made = await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"})
    script(model, silent('{"title": "begun'))
    async with a_runtime(database_url, model) as runtime:
        config: Json = None
        worker = FlowWorker(config)
        worker._runtime = runtime
        listener = Listener(database_url, CHANNELS, worker._woken)
        if not is_by_beat:
            listener.start()

        async def begun() -> bool:
            return bool(model.requests) and (is_by_beat or listener.is_listening)

        writing = asyncio.create_task(runtime.generate(UUID(made["command_id"]), 0, uuid4()))
        try:
            await until("the model is asked, and the notice is listened for", begun)
            await studio.command(session, "CANCEL_GENERATION", {})
            await studio.call("wake", "events")
            assert await asyncio.wait_for(writing, PATIENCE_S) == "ENDED"
        finally:
            await listener.stop()
