from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contents import Chain, sample_chain
from tests.model_server import ModelServer


@pytest.fixture
async def model_server() -> AsyncIterator[ModelServer]:
    """A scripted model endpoint over real HTTP."""
    server = ModelServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture(params=["zh-CN", "en"])
def chain(request: pytest.FixtureRequest) -> Iterator[Chain]:
    """Five contents that build on one another, as the sample generator writes them."""
    yield sample_chain(request.param)


@pytest.fixture
def prompts_directory() -> Path:
    return Path(__file__).parent.parent / "genesis_flows" / "prompts"


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
