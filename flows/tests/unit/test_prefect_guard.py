"""Who the local Prefect server answers: nobody without the secret, and no browser at all."""

from __future__ import annotations

import base64
from collections.abc import MutableMapping
from typing import Any

import pytest

from genesis_flows.prefect_server.guard import Guard, Receive, Scope, Send

AUTHORITY = "127.0.0.1:4567"
SECRET = "genesis:the secret"


def basic(secret: str) -> str:
    return "Basic " + base64.b64encode(secret.encode()).decode()


async def ask(kind: str = "http", **headers: str) -> str | int:
    """Gives "passed" where Prefect would see the request, else the status it ends with."""

    async def prefect(scope: Scope, receive: Receive, send: Send) -> None:
        sent.append({"type": "passed"})

    async def receive() -> MutableMapping[str, Any]:
        return {}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    sent: list[MutableMapping[str, Any]] = []
    named = {"host": AUTHORITY} | headers
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in named.items()]
    scope = {"type": kind, "path": "/api/health", "headers": raw}
    await Guard(prefect, [AUTHORITY], SECRET)(scope, receive, send)
    first = sent[0]
    if first["type"] == "http.response.start":
        assert sent[1]["body"] == b"", "a refusal says nothing"
        assert not any(name == b"www-authenticate" for name, _ in first["headers"])
        return int(first["status"])
    return str(first["type"])


async def test_who_has_the_secret_is_answered() -> None:
    assert await ask(authorization=basic(SECRET)) == "passed"


@pytest.mark.parametrize(
    "authorization", ["", basic("genesis:another"), "Bearer the secret", basic(SECRET) + "="]
)
async def test_without_the_secret_not_even_the_health_is_answered(authorization: str) -> None:
    assert await ask(authorization=authorization) == 401
    assert await ask() == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4567", "127.0.0.1", "127.0.0.1:1"])
async def test_a_foreign_host_is_refused_even_with_the_secret(host: str) -> None:
    assert await ask(host=host, authorization=basic(SECRET)) == 421
    assert await ask("websocket", host=host, authorization=basic(SECRET)) == "websocket.close"


@pytest.mark.parametrize(
    "header", [{"origin": "null"}, {"origin": f"http://{AUTHORITY}"}, {"sec_fetch_site": "none"}]
)
async def test_no_page_of_a_browser_is_answered(header: dict[str, str]) -> None:
    assert await ask(authorization=basic(SECRET), **header) == 403
    assert await ask("websocket", **header) == "websocket.close"


async def test_a_websocket_of_a_program_goes_on_to_prefects_own_check() -> None:
    assert await ask("websocket") == "passed"
