from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from genesis_flows.generation.asking import running_commands
from genesis_flows.generation.asking.running_commands import CommandEnded, RunningCommands
from genesis_flows.json_value import Json


class Beaten:
    """A database that gives every beat this status."""

    def __init__(self, status: str) -> None:
        self._status = status

    async def try_call(self, _function: Json, *_arguments: Json) -> Json:
        return {"status": self._status}


async def beaten(status: str, *, ends: bool) -> str:
    """Work that is beaten once while it is under way; it ends after that, or never by itself."""
    database: Json = Beaten(status)
    tracer: Json = None
    running = RunningCommands(database, tracer)
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        begun.set()
        await may_end.wait()
        return "done"

    task = asyncio.create_task(running.track(uuid4(), 0, work()))
    await begun.wait()
    (entry,) = running._running
    await running._beat(entry)
    if ends:
        may_end.set()
    return await task


@pytest.mark.parametrize("status", ["COMPLETED", "FAILED"])
async def test_a_command_that_its_own_work_has_just_ended_is_not_aborted(
    status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_commands, "OWN_END_MAY_TAKE_S", 60)
    assert await beaten(status, ends=True) == "done"


async def test_a_command_that_ended_from_outside_is_aborted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running_commands, "OWN_END_MAY_TAKE_S", 0.01)
    for status in ("CANCELLED", "SUPERSEDED", "FAILED"):
        with pytest.raises(CommandEnded, match=status):
            await beaten(status, ends=False)
