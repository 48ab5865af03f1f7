"""One concept, and a round of three, from an endpoint that answers requests side by side.

Prints {"one_ms": [...], "three_ms": [...], "in_flight": n}: the whole way from the request to the
checked content, over real HTTP; only the endpoint's pace is made up.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from genesis_flows.evaluation.walk import Unshown
from genesis_flows.generation.asking.candidate import Written, write_candidate
from genesis_flows.generation.wording.model_schema import model_schema, schema_name
from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.asking.round import write_round
from genesis_flows.providers.limited_provider import LimitedProvider
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.provider import CandidateRequest
from genesis_flows.reading.reader import AnswerReader
from genesis_flows.sample import generate
from tests.contents import begun
from tests.model_server import Exchange, ModelServer, says

STAGE = "CONCEPT_SELECTION"
PIECES, PAUSE_S = 40, 0.05
"""An answer takes two seconds: a quick endpoint's pace, so that what the studio adds shows."""


class Endpoint(ModelServer):
    """Says the sample's concepts in turn, slowly, and counts who waits at once."""

    def __init__(self) -> None:
        super().__init__()
        self.in_flight = self.most = self.count = 0
        context, command = begun(STAGE, "en", {})
        self.concepts = [
            generate(
                STAGE,
                language="en",
                context=context,
                command=command,
                index=n,
                seed="bench",
            )
            for n in range(3)
        ]
        self.replies = [self.answer]

    async def answer(self, exchange: Exchange) -> None:
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        self.count += 1
        concept = self.concepts[self.count % 3]
        await says(json.dumps(concept), pieces=PIECES, pause_s=PAUSE_S)(exchange)
        self.in_flight -= 1


async def main(rounds: int) -> None:
    endpoint, reader = Endpoint(), AnswerReader()
    await endpoint.start()
    provider = LimitedProvider(
        OpenAIProvider(ModelConfig(None, endpoint.url, "bench")), 3
    )
    context, command = begun(STAGE, "en", {})

    async def write(index: int, siblings: Sequence[Mapping[str, Any]]) -> Written:
        messages = build_messages(
            STAGE, "en", context, command, index=index, siblings=siblings
        )
        request = CandidateRequest(
            STAGE,
            "en",
            index,
            messages,
            model_schema(STAGE),
            schema_name(STAGE),
            context,
            command,
        )

        async def unheard(_: str) -> None: ...

        return await write_candidate(provider, reader, request, Unshown(), unheard)

    async def timed(count: int) -> float:
        done: dict[int, Any] = {}

        async def keep(index: int, written: Written) -> None:
            done[index] = {"content": written.content}

        began = time.perf_counter()
        await write_round(range(count), done, write, keep, at_once=provider.concurrency)
        return 1_000 * (time.perf_counter() - began)

    await timed(1)
    one = [await timed(1) for _ in range(rounds)]
    three = [await timed(3) for _ in range(rounds)]
    await reader.stop()
    await provider.stop()
    await endpoint.stop()
    print(json.dumps({"one_ms": one, "three_ms": three, "in_flight": endpoint.most}))


asyncio.run(main(int(sys.argv[1])))
