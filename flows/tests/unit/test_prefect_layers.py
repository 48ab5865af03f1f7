"""What is taken off Prefect's own application, as this release of Prefect makes it."""

from __future__ import annotations

from http import HTTPStatus

import httpx
from fastapi import FastAPI
from prefect.server.api.server import create_api_app
from prefect.settings import PREFECT_SERVER_API_AUTH_STRING, temporary_settings

from genesis_flows.prefect_server.guard import Guard
from genesis_flows.prefect_server.layers import take_off_layers

SECRET = "genesis:secret"


def made() -> tuple[FastAPI, FastAPI]:
    with temporary_settings({PREFECT_SERVER_API_AUTH_STRING: SECRET}):
        api = create_api_app(ignore_cache=True)
    outer = FastAPI()
    outer.mount("/api", app=api)
    return outer, api


def test_prefect_has_three_layers_and_none_of_them_is_left() -> None:
    outer, api = made()
    assert len(api.user_middleware) == 3
    take_off_layers(outer)
    assert api.user_middleware == []


def test_another_layer_is_left() -> None:
    outer, api = made()

    class Another:
        """Of a later release of Prefect's, or somebody's."""

    api.add_middleware(Another)
    take_off_layers(outer)
    assert [layer.cls for layer in api.user_middleware] == [Another]


async def test_without_the_secret_nobody_is_answered_for_all_that() -> None:
    outer, _ = made()
    take_off_layers(outer)
    transport = httpx.ASGITransport(app=Guard(outer, ["here"], SECRET))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        for path in ("/api/version", "/api/health", "/api/admin/settings"):
            assert (await client.get(path)).status_code == HTTPStatus.UNAUTHORIZED
            wrong = await client.get(path, auth=("genesis", "wrong"))
            assert wrong.status_code == HTTPStatus.UNAUTHORIZED
        known = await client.get("/api/version", auth=("genesis", "secret"))
        assert known.status_code == HTTPStatus.OK
        assert "content-encoding" not in known.headers
