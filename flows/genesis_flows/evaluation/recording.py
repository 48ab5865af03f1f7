"""A provider that remembers what it was asked, what it said and how long that took."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from genesis_flows.generation.asking.tokens import estimate_tokens
from genesis_flows.providers.meter import Call, Meter
from genesis_flows.providers.provider import (
    Answer,
    CandidateRequest,
    OnMessage,
    OnText,
    Provider,
)
from genesis_flows.providers.standing_before import StandingBefore
from genesis_flows.providers.usage import Usage


@dataclass
class Asked:
    """One call: the request in words, the answer's size, and when its first text came."""

    stage: str
    request: str
    usage: Usage
    is_estimated: bool
    first_text_s: float | None


@dataclass
class Record:
    """Every call of a walk."""

    asked: list[Asked] = field(default_factory=list)
    cost_usd: float | None = 0.0

    async def before_call(self) -> None:
        """Refuse none."""

    async def after_call(self, call: Call) -> None:
        """Add what a call cost; unknown where one is."""
        known = self.cost_usd is not None and call.cost_usd is not None
        self.cost_usd = (self.cost_usd or 0) + (call.cost_usd or 0) if known else None


class RecordingProvider(StandingBefore):
    """Stands before the provider that is evaluated."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider)
        self.record = Record()

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Write, and remember."""
        began = time.monotonic()
        first: float | None = None

        async def heard(piece: str) -> None:
            nonlocal first
            if first is None and piece.strip():
                first = time.monotonic() - began
            await on_text(piece)

        said = "".join(message.content for message in request.messages)
        asked = Asked(request.stage, said, Usage(estimate_tokens(said), 0), True, None)
        self.record.asked.append(asked)
        answer = await self._provider.write(request, heard, on_message, meter or self.record)
        asked.first_text_s = first
        counted = bool(answer.usage.output_tokens)
        asked.is_estimated = not counted
        asked.usage = (
            answer.usage
            if counted
            else Usage(asked.usage.input_tokens, estimate_tokens(answer.text))
        )
        return answer
