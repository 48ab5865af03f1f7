"""The provider of a writer whose own model cannot be used: it says why and writes nothing."""

from __future__ import annotations

from typing import Literal

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import (
    Answer,
    CandidateRequest,
    GenerationFailed,
    OnMessage,
    OnText,
)


class UnusableProvider:
    """Fails every request with the same reason, without any call."""

    kind: Literal["ai", "sample"] = "ai"
    model: str | None = None
    host: str | None = None
    concurrency = 1
    context_tokens: int | None = None

    def __init__(self, failure: GenerationFailed) -> None:
        self._failure = failure

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Fail."""
        raise self._failure

    async def stop(self) -> None:
        """Nothing to let go of."""
