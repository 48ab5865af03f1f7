"""A provider whose every call is counted for one command, and refused where its budget is spent."""

from __future__ import annotations

from typing import Literal

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import Answer, CandidateRequest, OnMessage, OnText, Provider


class MeteredProvider:
    """Stands before another provider for as long as one generation takes."""

    def __init__(self, provider: Provider, meter: Meter) -> None:
        """Take the provider, and who counts."""
        self._provider = provider
        self._meter = meter

    @property
    def kind(self) -> Literal["ai", "sample"]:
        """See Provider."""
        return self._provider.kind

    @property
    def model(self) -> str | None:
        """See Provider."""
        return self._provider.model

    @property
    def host(self) -> str | None:
        """See Provider."""
        return self._provider.host

    @property
    def concurrency(self) -> int:
        """See Provider."""
        return self._provider.concurrency

    @property
    def context_tokens(self) -> int | None:
        """See Provider."""
        return self._provider.context_tokens

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Write one candidate."""
        return await self._provider.write(request, on_text, on_message, meter or self._meter)

    async def stop(self) -> None:
        """Leave the connections to their owner."""
