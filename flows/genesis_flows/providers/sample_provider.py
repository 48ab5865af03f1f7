"""The offline sample generator behind the provider's interface."""

from __future__ import annotations

import asyncio
import json
from typing import Literal

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import Answer, CandidateRequest, OnMessage, OnText
from genesis_flows.providers.usage import Usage
from genesis_flows.sample import generate


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
        """Write one sample; the same request gives the same sample. It is whole at once: there is
        no text on its way that anybody could read, and each piece of it would be waited for.
        """
        del on_text, on_message, meter
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
        return Answer(json.dumps(content, ensure_ascii=False), Usage(0, 0))

    async def stop(self) -> None:
        """Nothing to let go of."""
