"""A provider whose every call is counted for one command, and refused where its budget is spent."""

from __future__ import annotations

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import Answer, CandidateRequest, OnMessage, OnText, Provider
from genesis_flows.providers.standing_before import StandingBefore


class MeteredProvider(StandingBefore):
    """Stands before another provider for as long as one generation takes."""

    def __init__(self, provider: Provider, meter: Meter) -> None:
        super().__init__(provider)
        self._meter = meter

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
