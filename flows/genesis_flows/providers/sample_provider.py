"""The offline sample generator behind the provider's interface."""

from __future__ import annotations

import asyncio
import json
from typing import Literal

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import Answer, CandidateRequest, OnMessage, OnText
from genesis_flows.providers.usage import Usage
from genesis_flows.sample import generate

PIECES = 2
"""So that it goes the way of a model's text; each is a write that the writer waits for."""


class SampleProvider:
    """Writes samples: labelled as such wherever they show, free, and without any network."""

    kind: Literal["ai", "sample"] = "sample"
    model: str | None = None
    host: str | None = None
    concurrency = 1
    context_tokens: int | None = None

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Write one sample; the same request gives the same sample."""
        del on_message, meter
        command = dict(request.command)
        content = await asyncio.to_thread(
            generate,
            request.stage,
            language=request.language,
            context=dict(request.context),
            command=command,
            index=request.index,
            seed=str(command["command_id"]),
        )
        text = json.dumps(content, ensure_ascii=False)
        size = max(1, -(-len(text) // PIECES))
        for start in range(0, len(text), size):
            await on_text(text[start : start + size])
        return Answer(text, Usage(0, 0))

    async def stop(self) -> None:
        """Nothing to let go of."""
