"""A provider that gets so many requests at once and no more, however many generations run."""

from __future__ import annotations

import asyncio
from typing import Literal

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import Answer, CandidateRequest, OnMessage, OnText, Provider


class LimitedProvider:
    """Stands before another provider; who comes late waits."""

    def __init__(self, provider: Provider, concurrency: int) -> None:
        """Take the provider and how many requests it gets at once."""
        self._provider = provider
        self.concurrency = concurrency
        self._free = asyncio.Semaphore(concurrency)

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
        """Write one candidate once there is a place."""
        async with self._free:
            return await self._provider.write(request, on_text, on_message, meter)

    async def stop(self) -> None:
        """Let go of connections."""
        await self._provider.stop()
