"""An import without a model: what the writer wrote, and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from genesis_flows.generation.asking.generation import Generation
from genesis_flows.providers.sample_provider import SampleProvider
from genesis_flows.tracer import Tracer

Json = Any


class Recorder:
    """A database that takes everything, and keeps what was recorded."""

    def __init__(self) -> None:
        self.calls: dict[str, tuple[Any, ...]] = {}

    async def call(self, function: Any, *arguments: Any) -> Json:
        self.calls[function.name] = arguments
        return {"outcome": "RECORDED", "proposal_id": str(uuid4()), "correlation_id": str(uuid4())}

    try_call = call

    def wake(self, *_: object) -> None:
        """Nobody listens."""


async def imported(sections: list[Json]) -> Recorder:
    recorder = Recorder()
    begun: Json = {
        "attempt": 1,
        "traceparent": None,
        "command": {
            "command_id": str(uuid4()),
            "command_type": "PLACE_MATERIAL",
            "stage": "STORY_CONCEPTION",
            "payload": {},
            "locked": [],
        },
        "context": {
            "session_id": str(uuid4()),
            "language": "en",
            "wanted": 1,
            "round_titles": [],
            "finished": [],
            "placing": sections,
        },
    }
    reader: Any = None
    database: Any = recorder
    generation = Generation(
        database, database, SampleProvider(), reader, Tracer(None), begun=begun, run_epoch=1
    )
    await generation.run()
    return recorder


async def test_its_round_is_the_writers_words_and_what_nobody_said_is_unsaid() -> None:
    section = {"heading": "Premise", "level": 1, "is_group": True, "text": "# Premise\nA bell."}
    recorder = await imported([section])
    _, _, [content], origin, locked, _ = recorder.calls["record_proposal"]
    assert content["premise"] == "A bell."
    assert content["logline"] == "—"
    assert origin["kind"] == "import"
    assert origin["placed"] == locked == ["/premise"]
    assert "filled_by" not in origin


async def test_sections_that_no_field_takes_are_said_and_nothing_is_recorded() -> None:
    recorder = await imported([{"heading": "", "level": 0, "is_group": False, "text": "x" * 9_000}])
    assert recorder.calls["fail_command"][2] == "NOTHING_TO_PLACE"
    assert "record_proposal" not in recorder.calls
