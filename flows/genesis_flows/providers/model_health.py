"""Whether the operator's model answers: what its last calls came to."""

from __future__ import annotations

import time

from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import (
    Answer,
    CandidateRequest,
    GenerationFailed,
    OnMessage,
    OnText,
    Provider,
)
from genesis_flows.providers.standing_before import StandingBefore

FAILURES_IN_A_ROW = 2
TOLD_FOR_S = 600.0
"""A failure that is older says nothing of now."""

NOT_THE_ENDPOINT_S = frozenset(
    {
        "BUDGET_SPENT",
        "MODEL_CONTEXT_TOO_LONG",
        "MODEL_FILTERED",
        "MODEL_REFUSED",
        "MODEL_BAD_ANSWER",
        "MODEL_OUTPUT_CUT",
    }
)
"""Failures of a request or of an answer: the endpoint is there."""


class ModelHealth:
    """What the last calls came to."""

    def __init__(self) -> None:
        """Begin without a call."""
        self._failures = 0
        self._code: str | None = None
        self._failed_at = 0.0

    def answered(self) -> None:
        """Note a call that was answered."""
        self._failures = 0

    def failed(self, code: str) -> None:
        """Note a call that came to nothing, by its failure code."""
        if code in NOT_THE_ENDPOINT_S:
            return
        self._failures += 1
        self._code = code
        self._failed_at = time.monotonic()

    def problem(self) -> str | None:
        """Say that the model fails, or nothing."""
        is_old = time.monotonic() - self._failed_at > TOLD_FOR_S
        if self._failures < FAILURES_IN_A_ROW or is_old:
            return None
        return f"the model has answered none of its last {self._failures} calls: {self._code}"


class WatchedProvider(StandingBefore):
    """Stands before the operator's provider and notes what its calls come to."""

    def __init__(self, provider: Provider, health: ModelHealth) -> None:
        super().__init__(provider)
        self._health = health

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Write one candidate."""
        try:
            answer = await self._provider.write(request, on_text, on_message, meter)
        except GenerationFailed as failure:
            self._health.failed(failure.code)
            raise
        self._health.answered()
        return answer
