"""What a failed request to a model endpoint means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import httpx2
import openai

from genesis_flows.providers.endpoint_policy import EndpointForbidden

LONGEST_MESSAGE = 300
LONGEST_RETRY_AFTER_S = 60.0

_BUSY = frozenset({408, 409, 425, 429})
_NOT_CONFIGURED = frozenset({401, 403, 404})


@dataclass(frozen=True)
class Fault:
    """AWAY: try again later. REJECTED: this endpoint does not take this request. FINAL: give up."""

    kind: Literal["AWAY", "REJECTED", "FINAL"]
    message: str
    failure_code: str = "MODEL_UNAVAILABLE"
    retry_after_s: float | None = None


def classify(error: Exception) -> Fault:
    """Tell what is to be done about a failed request. The message holds no key."""
    if isinstance(error, openai.APIStatusError):
        return _classify_status(error)
    cause = error.__cause__ or error
    if isinstance(cause, EndpointForbidden):
        return Fault("FINAL", str(cause), "MODEL_NOT_CONFIGURED")
    if isinstance(error, TimeoutError) or isinstance(cause, httpx2.ReadTimeout):
        # A silent model had its whole time already: more of it would only be more silence.
        return Fault("FINAL", "the endpoint took the request and then said nothing")
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError | OSError):
        return Fault("AWAY", f"the endpoint is away: {type(cause).__name__}")
    return Fault("AWAY", f"the endpoint failed: {_short(str(error) or type(error).__name__)}")


def _classify_status(error: openai.APIStatusError) -> Fault:
    status = error.status_code
    said = f"the endpoint answered {status}: {_short(_said(error))}"
    if status == 429 and error.code == "insufficient_quota":
        return Fault("FINAL", said, "MODEL_REFUSED")
    if status >= 500 or status in _BUSY:
        return Fault("AWAY", said, retry_after_s=_retry_after_s(error))
    if status in (401, 403):
        # Endpoints quote the key in these answers.
        return Fault(
            "FINAL",
            f"the endpoint answered {status}: the key was not accepted",
            "MODEL_NOT_CONFIGURED",
        )
    if status in _NOT_CONFIGURED:
        return Fault("FINAL", said, "MODEL_NOT_CONFIGURED")
    if status in (402, 413):
        return Fault("FINAL", said, "MODEL_REFUSED")
    return Fault("REJECTED", said, "MODEL_REFUSED")


def _said(error: openai.APIStatusError) -> str:
    body = error.body
    if isinstance(body, dict):
        message = body.get("message")
        if isinstance(message, str):
            return message
    return error.message


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_MESSAGE else f"{line[:LONGEST_MESSAGE]}…"


def _retry_after_s(error: openai.APIStatusError) -> float | None:
    raw = error.response.headers.get("retry-after", "")
    try:
        return min(float(raw), LONGEST_RETRY_AFTER_S) if raw else None
    except ValueError:
        return None
