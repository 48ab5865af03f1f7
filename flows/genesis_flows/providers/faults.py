"""What a failed request to a model endpoint means: its cause, and whether another can help."""

from __future__ import annotations

import email.utils
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import httpx2
import openai

from genesis_flows.json_value import Json
from genesis_flows.providers import words
from genesis_flows.providers.answer_stream import ErrorEvent
from genesis_flows.providers.endpoint_policy import EndpointForbidden
from genesis_flows.providers.event_stream import NotTheProtocol, TooMuch
from genesis_flows.storable import quotable

LONGEST_MESSAGE = 300
LONGEST_RETRY_AFTER_S = 60.0
"""A longer wait is not waited for: the writer is told the time."""

_BUSY = frozenset({408, 409, 425})


@dataclass(frozen=True)
class Fault:
    """AWAY: try again later. REJECTED: this endpoint does not take this request. FINAL: give up.

    `rejected`: what the endpoint named of a request that it does not take.
    """

    kind: Literal["AWAY", "REJECTED", "FINAL"]
    message: str
    failure_code: str = "MODEL_UNAVAILABLE"
    retry_after_s: float | None = None
    rejected: frozenset[str] = frozenset()


def classify(error: BaseException) -> Fault:
    """Tell what is to be done about a failed request. The message holds no secret."""
    fault = _classify(error)
    return Fault(
        fault.kind,
        quotable(fault.message),
        fault.failure_code,
        fault.retry_after_s,
        fault.rejected,
    )


def _classify(error: BaseException) -> Fault:
    if isinstance(error, openai.APIStatusError):
        status, said = error.status_code, said_by(error.body) or _page(error.response)
        return of_status(status, said, _code(error.body), _retry_after_s(error.response.headers))
    if isinstance(error, ErrorEvent):
        code = _code(error.error)
        status = int(code) if code.isdigit() and 400 <= int(code) < 600 else 500
        return of_status(status, said_by(error.error), code, None)
    if isinstance(error, NotTheProtocol):
        if error.is_page:
            return Fault("FINAL", f"the address answered with {error}", "MODEL_ADDRESS_WRONG")
        return Fault("AWAY", f"the endpoint did not speak its protocol: {error}")
    if isinstance(error, TooMuch):
        return Fault("FINAL", f"the answer did not end: {error}", "MODEL_ENDLESS")
    return _of_connection(error)


def _of_connection(error: BaseException) -> Fault:  # noqa: PLR0911 - a table
    causes = _causes(error)
    if found := next((c for c in causes if isinstance(c, EndpointForbidden)), None):
        return Fault("FINAL", str(found), "MODEL_ADDRESS_WRONG")
    if any(isinstance(c, httpx2.ProxyError | ProxyUnusable) for c in causes):
        return Fault("FINAL", "the proxy did not let it through", "MODEL_PROXY_FAILED")
    text = " ".join(str(c) for c in causes).lower()
    if any(isinstance(c, ssl.SSLCertVerificationError) for c in causes) or "certificate" in text:
        return Fault("FINAL", "the certificate is not trusted", "MODEL_CERTIFICATE_REFUSED")
    if any(isinstance(c, ssl.SSLError) for c in causes) or "ssl" in text:
        return Fault("FINAL", "the address does not speak TLS", "MODEL_ADDRESS_WRONG")
    if any(isinstance(c, httpx2.UnsupportedProtocol | httpx2.InvalidURL) for c in causes):
        return Fault("FINAL", "this is no http:// or https:// address", "MODEL_ADDRESS_WRONG")
    if _has_no_address(causes, text):
        return Fault("AWAY", "the name has no address", "MODEL_ADDRESS_WRONG")
    if any(isinstance(c, TimeoutError | httpx2.ReadTimeout) for c in causes):
        # A silent model had its whole time already: more of it would only be more silence.
        return Fault("FINAL", "the endpoint took the request and then said nothing")
    last = causes[-1]
    return Fault("AWAY", f"the endpoint is away: {type(last).__name__}")


def was_not_served(error: BaseException) -> bool:
    """Whether a request was turned away, or reached nobody: no endpoint charges for that.

    A silent endpoint may have worked; what a gateway gave up (5xx) may have been written behind it.
    """
    if isinstance(error, openai.APIStatusError):
        return error.status_code < 500
    causes = _causes(error)
    unreached = httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError
    return any(isinstance(c, unreached | ProxyUnusable | EndpointForbidden) for c in causes)


class ProxyUnusable(Exception):
    """The proxy that the environment names is of no kind that can be used."""


def of_status(status: int, said: str, code: str, retry_after_s: float | None) -> Fault:
    """Tell what a status and the endpoint's own words mean."""
    short = _short(said)
    message = f"HTTP {status}" + (f": “{short}”" if short else "")
    about = f"{code} {said[:4_000]}"
    if final := _final_code(status, about, said):
        return Fault("FINAL", message, final)
    if status == 429:
        return _rate_limited(message, retry_after_s)
    if status >= 500 or status in _BUSY:
        if status == 501 or words.SCHEMA.search(about):
            return Fault("REJECTED", message, "MODEL_REFUSED", rejected=_rejected(about))
        return Fault("AWAY", message, retry_after_s=retry_after_s)
    return Fault("REJECTED", message, "MODEL_REFUSED", rejected=_rejected(about))


def _final_code(status: int, about: str, said: str) -> str | None:  # noqa: PLR0911 - a table
    """The causes that no other request helps against."""
    if status == 407:
        return "MODEL_PROXY_FAILED"
    if 300 <= status < 400 or status == 405 or said.lstrip()[:1] == "<":
        return "MODEL_ADDRESS_WRONG" if status < 500 else None
    if status == 402 or (status < 500 and words.BALANCE.search(about)):
        return "MODEL_BALANCE_EMPTY"
    if status == 413 or (status in (400, 422, 500) and words.CONTEXT.search(about)):
        return "MODEL_CONTEXT_TOO_LONG"
    if status == 451 or (status in (400, 401, 403) and words.REGION.search(about)):
        return "MODEL_REGION_REFUSED"
    if status in (400, 403, 422) and words.FILTERED.search(about):
        return "MODEL_FILTERED"
    if status == 404 and not words.MODEL.search(about) and "model" not in about.lower():
        return "MODEL_ADDRESS_WRONG"
    names_parameter = bool(_rejected(about))
    if status == 404 or (
        status in (400, 403, 422) and not names_parameter and words.MODEL.search(about)
    ):
        return "MODEL_NOT_FOUND"
    if status in (401, 403) or (status == 400 and words.KEY.search(about)):
        return "MODEL_NOT_CONFIGURED"
    return None


def _rate_limited(message: str, retry_after_s: float | None) -> Fault:
    if retry_after_s is None or retry_after_s <= LONGEST_RETRY_AFTER_S:
        return Fault("AWAY", message, "MODEL_RATE_LIMITED", retry_after_s)
    at = datetime.fromtimestamp(time.time() + min(retry_after_s, 31_536_000), UTC)
    until = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Fault("FINAL", f"{message} (Retry-After: {until})", "MODEL_RATE_LIMITED")


def _rejected(about: str) -> frozenset[str]:
    named = {name for name, pattern in words.PARAMETERS.items() if pattern.search(about)}
    return frozenset(named | ({"response_format"} if words.SCHEMA.search(about) else set()))


def said_by(body: Json) -> str:
    """Give the words of an error's body, in whichever form."""
    for _ in range(4):
        if isinstance(body, list) and body:
            body = body[0]
        elif isinstance(body, dict):
            body = next(
                (
                    body[k]
                    for k in ("message", "error", "detail", "msg", "error_msg")
                    if body.get(k)
                ),
                "",
            )
    return body if isinstance(body, str) else str(body or "")[:LONGEST_MESSAGE]


def _code(body: Json) -> str:
    if not isinstance(body, dict):
        return ""
    inner = body.get("error")
    if isinstance(inner, dict):
        body = inner
    return " ".join(str(body[k])[:100] for k in ("code", "type", "status") if body.get(k)).strip()


def _page(response: httpx2.Response) -> str:
    try:
        return response.text[:LONGEST_MESSAGE]
    except (httpx2.StreamError, UnicodeError):
        return ""


def _short(text: str) -> str:
    if text.lstrip()[:1] == "<":
        return ""
    line = " ".join(text[: 4 * LONGEST_MESSAGE].split())
    return line if len(line) <= LONGEST_MESSAGE else f"{line[:LONGEST_MESSAGE]}…"


def _retry_after_s(headers: httpx2.Headers) -> float | None:
    """Seconds or a date, and what some send beside it."""
    raw = headers.get("retry-after", "").strip()
    if raw == "" and (ms := headers.get("retry-after-ms", "")).replace(".", "", 1).isdigit():
        return float(ms) / 1000
    if raw.replace(".", "", 1).isdigit():
        return min(float(raw), 1e9)
    try:
        at = email.utils.parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, at.timestamp() - time.time())


def _has_no_address(causes: list[BaseException], text: str) -> bool:
    return any(isinstance(c, socket.gaierror) for c in causes) or any(
        phrase in text
        for phrase in ("name or service not known", "nodename nor servname", "getaddrinfo")
    )


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found
