"""What a call cost: never free by mistake, and every call is told, however it ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from genesis_flows.providers.meter import Call
from genesis_flows.providers.metered_provider import MeteredProvider
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.own_model import own_model_config
from genesis_flows.providers.prices import ANY_MODEL, Price, Prices
from genesis_flows.providers.provider import AnswerCut, GenerationFailed
from genesis_flows.providers.usage import Usage
from tests.model_server import (
    Exchange,
    ModelServer,
    Reply,
    cut_after,
    part,
    refuses,
    says,
    sends,
    silent,
)
from tests.unit.test_openai_provider import request
from tests.unit.test_own_model import KEYS, row

VECTORS_FOLDER = Path(__file__).parents[3] / "tests" / "vectors"
ASKED = Usage(1_000, 500, 200)
SET = Price(1, 10, 0.5)


class Told:
    """A meter that remembers, and refuses from the given call on."""

    def __init__(self, refuse_from: int = 99) -> None:
        self.calls: list[Call] = []
        self.asked = 0
        self._refuse_from = refuse_from

    async def before_call(self) -> None:
        self.asked += 1
        if self.asked >= self._refuse_from:
            raise GenerationFailed("BUDGET_SPENT", "$1 of $1")

    async def after_call(self, call: Call) -> None:
        self.calls.append(call)


async def nothing(_: str) -> None:
    return None


async def ask(server: ModelServer, meter: Told, price: Price | None = SET, **more: Any) -> None:
    config = ModelConfig(
        None, server.url, "m", prices={"m": price} if price else {}, unavailable_after_s=0, **more
    )
    provider = OpenAIProvider(config)
    try:
        await MeteredProvider(provider, meter).write(request(), nothing, nothing)
    finally:
        await provider.stop()


@pytest.mark.parametrize(
    ("model", "base_url", "cost"),
    [
        ("gpt-4.1", "https://api.openai.com/v1", 0.0057),
        ("gemini-2.5-flash", "https://generativelanguage.googleapis.com/v1beta/openai", 0.001496),
        ("openai/gpt-4.1", "https://openrouter.ai/api/v1", 0.0057),
        ("deepseek/deepseek-r1:free", "https://openrouter.ai/api/v1", 0),
        ("no-such-model", "https://api.openai.com/v1", None),
        ("gpt-4.1", "https://gateway.example/v1", None),
        ("gpt-4.1", "http://127.0.0.1:11434/v1", None),
        ("llama3.2", "http://localhost:11434/v1", None),
        (None, "https://api.openai.com/v1", None),
    ],
)
def test_a_price_is_from_the_list_or_not_known(
    model: str | None, base_url: str, cost: float | None
) -> None:
    price = Prices(base_url).of(model)
    assert (price.cost_usd(ASKED) if price else None) == cost


VECTORS = json.loads((VECTORS_FOLDER / "prices.json").read_text("utf-8"))["prices"]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_list_says_what_it_says_to_the_edge(vector: dict[str, Any]) -> None:
    at = datetime.fromisoformat(vector["at"])
    price = Prices(vector["base_url"]).of(vector["model"], at=at)
    said = (price.input_per_mtok, price.output_per_mtok) if price else (None, None)
    assert said == (vector["input"], vector["output"])


def test_settings_come_before_the_list_and_say_what_is_free() -> None:
    openai = "https://api.openai.com/v1"
    assert Prices(openai, {"gpt-4.1": SET}).of("gpt-4.1") is SET
    assert Prices("http://127.0.0.1:1/v1", {ANY_MODEL: Price(0, 0)}).of("x") == Price(0, 0)
    own = {"input_per_mtok": 2, "output_per_mtok": 4, "currency": "USD", "source": "own"}
    assert own_model_config(row("http://h.example/v1", price=own), KEYS, None).prices == {
        "scripted-1": Price(2, 4, source="own")
    }
    free = own | {"input_per_mtok": 0, "output_per_mtok": 0}
    assert own_model_config(row("http://h.example/v1", price=free), KEYS, None).prices == {
        ANY_MODEL: Price(0, 0, source="own")
    }


def test_kept_tokens_cost_less_and_uncounted_ones_are_not_known() -> None:
    assert SET.cost_usd(ASKED) == pytest.approx((800 * 1 + 200 * 0.5 + 500 * 10) / 1e6)
    assert SET.cost_usd(Usage(10, None)) is None
    assert Price(0, 0).cost_usd(Usage()) == 0


COUNTED = {
    "prompt_tokens": 1_000,
    "completion_tokens": 500,
    "prompt_tokens_details": {"cached_tokens": 200},
    "completion_tokens_details": {"reasoning_tokens": 30},
}


@pytest.mark.parametrize(
    ("reply", "outcome", "took"),
    [
        (sends(part("stop", content="{}"), {"usage": COUNTED}), "ANSWERED",
         (Usage(1_000, 500, 200, 30), 0.0059, True)),
        (sends(part("stop", content="{}")), "ANSWERED", (Usage(), None, True)),
        (sends(part("stop", content="{}"), {"usage": {
            "prompt_tokens": 1_000, "completion_tokens": 500, "prompt_cache_hit_tokens": 200}}),
         "ANSWERED", (ASKED, 0.0059, True)),
        (cut_after('{"a": "long enough to count"'), "CUT", (Usage(), None, True)),
        (refuses(401, "no"), "FAILED", (Usage(), 0, False)),
        (refuses(402, "no"), "FAILED", (Usage(), 0, False)),
        (refuses(504, "late"), "FAILED", (Usage(), None, True)),
        (sends(part("content_filter", content="x"), {"usage": COUNTED}), "FAILED",
         (Usage(1_000, 500, 200, 30), 0.0059, True)),
        (sends(part(content="{"), {"error": {"code": 402, "message": "x"}}),
         "FAILED", (Usage(), None, True)),
    ],
)  # fmt: skip
async def test_every_call_is_told_with_what_it_took(
    model_server: ModelServer,
    reply: Reply,
    outcome: str,
    took: tuple[Usage, float | None, bool],
) -> None:
    model_server.replies = [reply]
    meter = Told()
    try:
        await ask(model_server, meter)
    except (GenerationFailed, AnswerCut):
        assert outcome != "ANSWERED"
    call = meter.calls[0]
    assert call.outcome == outcome
    assert (call.usage, call.cost_usd, call.counted_usd > 0) == took
    assert len(meter.calls) == len(model_server.requests)


async def test_a_price_nobody_knows_is_not_free_and_counts_for_nothing(
    model_server: ModelServer,
) -> None:
    for reply in (says("{}"), refuses(401, "no")):
        model_server.replies = [reply]
        meter = Told()
        with contextlib.suppress(GenerationFailed):
            await ask(model_server, meter, None)
        assert [(call.cost_usd, call.counted_usd) for call in meter.calls] == [(None, 0)]


async def test_a_call_that_is_stopped_is_told(model_server: ModelServer) -> None:
    has_begun = asyncio.Event()

    async def reply(exchange: Exchange) -> None:
        has_begun.set()
        await silent('{"a": "begun')(exchange)

    model_server.replies = [reply]
    meter = Told()
    task = asyncio.create_task(ask(model_server, meter))
    await has_begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [call.outcome for call in meter.calls] == ["STOPPED"]
    assert meter.calls[0].counted_usd > 0


async def test_a_spent_budget_makes_no_call_and_no_second_one(model_server: ModelServer) -> None:
    with pytest.raises(GenerationFailed, match="BUDGET_SPENT"):
        await ask(model_server, Told(refuse_from=1))
    assert model_server.requests == []
    # A parameter that is not taken is asked for again without it: that is a call, too.
    model_server.replies = [refuses(400, "temperature is not supported", code="x"), says("{}")]
    meter = Told(refuse_from=2)
    with pytest.raises(GenerationFailed, match="BUDGET_SPENT"):
        await ask(model_server, meter, stages={"CONCEPT_SELECTION": StageSettings(temperature=0.5)})
    assert len(model_server.requests) == len(meter.calls) == 1


async def test_an_endpoint_that_nobody_reached_costs_nothing_and_one_that_hung_up_is_not_known(
    model_server: ModelServer,
) -> None:
    async def hang_up(_: Exchange) -> None:
        return None

    model_server.replies = [hang_up]
    hung_up, unreached = Told(), Told()
    with pytest.raises(GenerationFailed, match="MODEL_UNAVAILABLE"):
        await ask(model_server, hung_up)
    await model_server.stop()
    with pytest.raises(GenerationFailed, match="MODEL_UNAVAILABLE"):
        await ask(model_server, unreached)
    await model_server.start()
    assert {(call.outcome, call.cost_usd) for call in hung_up.calls} == {("FAILED", None)}
    assert {(call.outcome, call.cost_usd) for call in unreached.calls} == {("FAILED", 0)}
