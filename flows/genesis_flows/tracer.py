"""Spans of a trace, sent as OTLP over HTTP in JSON, as runtime/trace/tracer.ts does.

Sending is beside the work: what cannot be sent is dropped, and said once.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from genesis_flows.json_value import Json
from genesis_flows.log import get_logger

logger = get_logger(__name__)

SEND_EVERY_S = 2.0
SEND_WITHIN_S = 5.0
MOST_HELD = 2_000
INTERNAL, CLIENT = 1, 3


@dataclass(frozen=True)
class TraceConfig:
    """Where traces go; `service_name` None: genesis-flows."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    service_name: str | None = None


class Tracer:
    """Takes spans and sends them; without a configuration it records nothing."""

    def __init__(self, config: TraceConfig | None) -> None:
        self._config = config
        self._held: list[dict[str, Json]] = []
        self._sending: asyncio.Task[None] | None = None
        self._dropped = 0

    def start(self) -> None:
        """Send from now on."""
        if self._config is not None:
            self._sending = asyncio.create_task(self._send_for_ever(), name="traces")

    async def stop(self) -> None:
        """Send what is held, once."""
        if self._sending is None:
            return
        self._sending.cancel()
        await asyncio.gather(self._sending, return_exceptions=True)
        await self._send()

    @contextmanager
    def span(
        self,
        name: str,
        traceparent: str | None,
        attributes: Mapping[str, object],
        *,
        kind: int = INTERNAL,
    ) -> Iterator[None]:
        """Record what is done within, and where it raises, what it raised."""
        started_at = time.time()
        error: str | None = None
        try:
            yield
        except BaseException as raised:
            error = type(raised).__name__
            raise
        finally:
            self.record(
                name, traceparent, started_at, kind=kind, attributes=attributes, error=error
            )

    def record(
        self,
        name: str,
        traceparent: str | None,
        started_at: float,
        *,
        kind: int = INTERNAL,
        attributes: Mapping[str, object] | None = None,
        error: str | None = None,
    ) -> None:
        """Record a span that began at `started_at` (time.time()) and ends now. Returns at once."""
        if self._config is None or traceparent is None or len(self._held) >= MOST_HELD:
            return
        _, trace_id, parent_id, flags = traceparent.split("-")[:4]
        if int(flags, 16) & 1 == 0:
            return
        self._held.append(
            {
                "traceId": trace_id,
                "spanId": secrets.token_hex(8),
                "parentSpanId": parent_id,
                "name": name,
                "kind": kind,
                "startTimeUnixNano": str(int(started_at * 1e6) * 1_000),
                "endTimeUnixNano": str(int(time.time() * 1e6) * 1_000),
                "attributes": [
                    {"key": key, "value": _value(value)}
                    for key, value in (attributes or {}).items()
                    if value is not None
                ],
                "status": {} if error is None else {"code": 2, "message": error},
            }
        )

    async def _send_for_ever(self) -> None:
        while True:
            await asyncio.sleep(SEND_EVERY_S)
            await self._send()

    async def _send(self) -> None:
        config, spans = self._config, self._held
        if config is None or not spans:
            return
        self._held = []
        resource = {
            "attributes": [
                {
                    "key": "service.name",
                    "value": {"stringValue": config.service_name or "genesis-flows"},
                }
            ]
        }
        scope = {"scope": {"name": "genesis-studio"}, "spans": spans}
        body = {"resourceSpans": [{"resource": resource, "scopeSpans": [scope]}]}
        try:
            # Never by a proxy that is meant for the model.
            async with httpx.AsyncClient(trust_env=False, timeout=SEND_WITHIN_S) as client:
                headers = {**config.headers, "content-type": "application/json"}
                answer = await client.post(config.url, content=json.dumps(body), headers=headers)
            reason = None if answer.is_success else f"{answer.status_code} {answer.reason_phrase}"
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
        self._note(reason, len(spans))

    def _note(self, reason: str | None, count: int) -> None:
        if reason is None:
            if self._dropped:
                logger.info("the collector takes traces again", extra={"dropped": self._dropped})
            self._dropped = 0
            return
        if not self._dropped:
            logger.warning(
                "the collector takes no traces; they are dropped", extra={"reason": reason}
            )
        self._dropped += count


def _value(value: object) -> dict[str, str]:
    return {"intValue": str(value)} if isinstance(value, int) else {"stringValue": str(value)}


def logged_trace(traceparent: str | None) -> dict[str, str]:
    """Give the W3C trace context of the request behind a command as a log names it."""
    return {} if traceparent is None else {"trace_id": traceparent.split("-")[1]}
