"""What an endpoint was found to take, by endpoint and model: learnt from its own rejections."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Protocol

from genesis_flows.providers.faults import Fault

TRIED_AGAIN_AFTER_S = 6 * 3600.0
"""What an endpoint did not take is tried again after so long: endpoints learn, too."""


LONG = "long"
"""Among what is dropped: answers without bounds on their texts, which find no end there."""


class Mode(IntEnum):
    """How the endpoint is asked for JSON, the best first."""

    SCHEMA = 0
    JSON = 1
    TEXT = 2


@dataclass(frozen=True)
class Capabilities:
    """The best mode that is taken, and the parameters that are not."""

    mode: Mode = Mode.SCHEMA
    dropped: frozenset[str] = frozenset()

    def without(self, fault: Fault, sent: frozenset[str]) -> Capabilities | None:
        """Give what to try after a rejection, or None: never the same request again.

        A parameter is dropped where it was named; the mode is lowered where the format was, or
        where nothing was named.
        """
        named = (fault.rejected & sent) - {"response_format"}
        if named:
            return replace(self, dropped=self.dropped | named)
        if fault.rejected and "response_format" not in fault.rejected:
            return None
        return None if self.mode is Mode.TEXT else replace(self, mode=Mode(self.mode + 1))

    def brief(self) -> Capabilities:
        """Give the same for a model that came to an end only where its answer was bounded."""
        return replace(self, dropped=self.dropped | {LONG})


class Store(Protocol):
    """Keeps what was learnt, for every session and stage."""

    async def get(self, endpoint: str, model: str) -> Capabilities:
        """Give what is known, or the best there is."""
        ...

    async def put(self, endpoint: str, model: str, found: Capabilities) -> None:
        """Remember what an answered request was like; its time starts where it is news."""
        ...


class KeptHere:
    """A store for as long as the process lives."""

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[tuple[str, str], tuple[float, Capabilities]] = {}

    async def get(self, endpoint: str, model: str) -> Capabilities:
        """See Store."""
        at, found = self._known.get((endpoint, model), (0.0, Capabilities()))
        return found if time.monotonic() - at < TRIED_AGAIN_AFTER_S else Capabilities()

    async def put(self, endpoint: str, model: str, found: Capabilities) -> None:
        """See Store."""
        if await self.get(endpoint, model) != found:
            self._known[endpoint, model] = (time.monotonic(), found)
