from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from genesis_flows.providers.endpoint_policy import EndpointForbidden, EndpointPolicy
from genesis_flows.providers.guarded_client import guarded_client
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.provider import GenerationFailed
from tests.unit.test_openai_provider import request as candidate

VECTORS: Any = json.loads(
    (Path(__file__).parents[3] / "tests/vectors/endpoints.json").read_text(encoding="utf-8")
)
PUBLIC = EndpointPolicy("public")


def named(case: Any) -> str:
    return f"{case['url']} {case.get('why', '')}"


async def request(url: str, resolved: list[list[str]] | None) -> None:
    """One request under `public`; `resolved`: what a name resolves to, look-up by look-up."""

    async def resolve(host: str, port: int) -> list[str]:
        assert resolved is not None
        return resolved.pop(0)

    PUBLIC.check_url(url)
    client = guarded_client(PUBLIC, None if resolved is None else resolve)
    assert client is not None
    async with client:
        await client.get(url, timeout=0.2)


@pytest.mark.parametrize("case", VECTORS["refused"], ids=named)
async def test_an_endpoint_that_is_not_public_is_never_connected_to(case: Any) -> None:
    # The client itself takes no octal address.
    with pytest.raises((EndpointForbidden, httpx2.InvalidURL)):
        await request(case["url"], [case["addresses"]] if "addresses" in case else None)


@pytest.mark.parametrize("case", VECTORS["allowed"], ids=named)
def test_a_public_endpoint_is_allowed(case: Any) -> None:
    PUBLIC.check_url(case["url"])
    host = case["url"].split("/")[2].strip("[]")
    PUBLIC.check_addresses(host, case.get("addresses", [host]))


async def test_each_connection_is_checked_as_it_is_made() -> None:
    """A name that was public when it was saved and is private now."""
    resolved = [["127.0.0.1"], ["93.184.216.34"]]
    with pytest.raises(EndpointForbidden):
        await request("https://rebinding.example.com/v1", resolved)
    assert resolved == [["93.184.216.34"]], "it was looked up once, and what was found was checked"


def test_named_hosts_are_allowed_and_no_other() -> None:
    policy = EndpointPolicy("named", ("gateway.company", "lab:8000"))
    for url in ("https://gateway.company/v1", "http://GATEWAY.company:81/x", "http://lab:8000/v1"):
        policy.check_url(url)
    for url in ("https://gateway.company.evil/v1", "http://lab:8001/v1", "https://10.0.0.1"):
        with pytest.raises(EndpointForbidden):
            policy.check_url(url)


async def test_a_provider_under_public_refuses_and_does_not_try_again() -> None:
    provider = OpenAIProvider(
        ModelConfig("sk-secret", "https://127.0.0.1:1/v1", "m", endpoints=PUBLIC)
    )

    async def nothing(_: str) -> None:
        return None

    with pytest.raises(GenerationFailed) as failed:
        await provider.write(candidate(), nothing, nothing)
    assert failed.value.code == "MODEL_ADDRESS_WRONG"
    await provider.stop()
