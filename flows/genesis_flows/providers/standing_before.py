"""What stands before another provider: the same to whoever asks, but for what a call takes."""

from __future__ import annotations

from typing import Literal

from genesis_flows.providers.provider import Provider


class StandingBefore:
    """Says of itself what the provider behind it says."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

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

    async def stop(self) -> None:
        """Let go of connections."""
        await self._provider.stop()
