"""A provider that gets so many requests at once and no more, however many generations run."""

from __future__ import annotations

import asyncio

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import Answer, CandidateRequest, OnMessage, OnText, Provider
from genesis_flows.providers.standing_before import StandingBefore


class LimitedProvider(StandingBefore):
    """Stands before another provider; who comes late waits."""

    def __init__(
        self, provider: Provider, concurrency: int, free: asyncio.Semaphore | None = None
    ) -> None:
        """Take the provider and how many requests it gets at once.

        `free`: the places, where several providers of one endpoint share them.
        """
        super().__init__(provider)
        self._concurrency = concurrency
        self._free = free or asyncio.Semaphore(concurrency)

    @property
    def concurrency(self) -> int:
        """How many requests it gets at once."""
        return self._concurrency

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
