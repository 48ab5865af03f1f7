"""Each finished content goes to the database once: kept with its candidate, or recorded with the round."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from genesis_flows.generation.asking.candidate import Written
from genesis_flows.generation.asking.generation import Generation
from genesis_flows.providers.sample_provider import SampleProvider
from genesis_flows.providers.usage import Usage
from genesis_flows.tracer import Tracer

Json = Any

TEXT = "a bell that rings under water"


class Model(SampleProvider):
    """Its candidates cost something, and are kept as they come."""

    kind = "ai"


class Recorder:
    """A database that counts what it is told."""

    def __init__(self, kept: str) -> None:
        self.kept = kept
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    async def call(self, function: Any, *arguments: Any) -> Json:
        self.calls.append((function.name, arguments))
        if function.name == "save_finished":
            return {"outcome": self.kept}
        return {"outcome": "RECORDED", "proposal_id": str(uuid4()), "correlation_id": str(uuid4())}

    try_call = call

    def wake(self, *_: object) -> None:
        """Nobody listens."""

    def of(self, name: str) -> list[tuple[Any, ...]]:
        return [arguments for called, arguments in self.calls if called == name]


async def generated(
    monkeypatch: pytest.MonkeyPatch,
    wanted: int,
    kept: str = "SAVED",
    provider: type[SampleProvider] = Model,
) -> Recorder:
    recorder = Recorder(kept)
    begun: Json = {
        "attempt": 1,
        "traceparent": None,
        "command": {
            "command_id": str(uuid4()),
            "command_type": "REVISE_PROPOSAL" if wanted == 1 else "SUBMIT_IDEA",
            "stage": "CONCEPT_SELECTION",
            "payload": {},
            "locked": [],
        },
        "context": {
            "session_id": str(uuid4()),
            "language": "en",
            "wanted": wanted,
            "round_titles": [],
            "finished": [],
        },
    }
    unused: Any = None
    database: Any = recorder
    generation = Generation(
        database, database, provider(), unused, Tracer(None), begun=begun, run_epoch=1
    )

    async def write_one(index: int, siblings: Json) -> Written:
        content = {"title": f"{TEXT} {index}", "logline": ("one", "another", "a third")[index] * 9}
        return Written(content=content, locked=[], usage=Usage(), model="sample", receipts=[])

    monkeypatch.setattr(generation, "_write_one", write_one)
    assert await generation.run() == "RECORDED"
    return recorder


def times_sent(recorder: Recorder, index: int) -> int:
    return json.dumps(recorder.calls, default=str).count(f"{TEXT} {index}")


async def test_a_revision_is_recorded_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = await generated(monkeypatch, 1)
    assert times_sent(recorder, 0) == 1
    # Progress is told beside the writing: of one this short, perhaps never.
    told = [name for name, _ in recorder.calls if name != "report_progress"]
    assert told == ["record_proposal"]


async def test_what_was_kept_is_named_and_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = await generated(monkeypatch, 3)
    assert [times_sent(recorder, index) for index in range(3)] == [1, 1, 1]
    assert recorder.of("record_proposal")[0][2] == [None, None, None]


async def test_a_samples_round_is_recorded_and_nothing_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorder = await generated(monkeypatch, 3, provider=SampleProvider)
    assert [times_sent(recorder, index) for index in range(3)] == [1, 1, 1]
    assert [name for name, _ in recorder.calls] == ["record_proposal"]


async def test_what_could_not_be_kept_is_sent_with_the_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorder = await generated(monkeypatch, 3, kept="TOO_LARGE")
    assert all(content is not None for content in recorder.of("record_proposal")[0][2])
