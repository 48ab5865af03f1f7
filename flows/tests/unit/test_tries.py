"""How an endpoint is asked: in one turn, by the first model that writes, and not again at once."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from genesis_flows.generation.asking import candidate
from genesis_flows.json_value import Json
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.reading.finish import Finished, Unusable, finish_answer
from tests.contents import sample_chain
from tests.model_server import Exchange, ModelServer, cut_after, part, says, sends
from tests.unit.test_entries import HALF, TEXT, ReaderHere, provider_of, write
from tests.unit.test_openai_provider import Heard, request


async def test_a_bad_answer_is_asked_again_in_the_users_one_turn(model_server: ModelServer) -> None:
    """Some endpoints take no turn of the assistant's, and not two of the user's in a row."""
    model_server.replies = [says("Once upon a time"), says(TEXT)]
    await write(provider_of(model_server))
    first, second = (body["messages"] for body in model_server.requests)
    assert [message["role"] for message in second] == ["system", "user"]
    assert second[1]["content"].startswith(first[1]["content"])
    assert "Once upon a time" in second[1]["content"]


async def test_a_broken_connection_is_tried_again_after_a_while_and_then_after_a_longer_one(
    model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate, "AFTER_A_CUT_S", 0.1)
    asked_at: list[float] = []

    async def cut(exchange: Exchange) -> None:
        asked_at.append(time.monotonic())
        await cut_after(TEXT[:HALF])(exchange)

    model_server.replies = [cut, cut, says(TEXT)]
    await write(provider_of(model_server))
    assert len(model_server.requests) == 3
    assert asked_at[1] - asked_at[0] >= 0.1
    assert time.monotonic() - asked_at[1] >= 0.2


async def test_the_first_model_that_writes_text_is_used_where_none_is_named(
    model_server: ModelServer,
) -> None:
    model_server.models = ["text-embedding-3-small", "bge-m3", "whisper-1", "chat-7b", "chat-8b"]
    model_server.replies = [says("{}")]
    heard = Heard()
    provider = OpenAIProvider(ModelConfig(None, model_server.url, None))
    await provider.write(request(), heard.on_text, heard.on_message)
    assert model_server.requests[0]["model"] == "chat-7b"


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking"])
async def test_thinking_is_said_as_thinking_and_then_as_writing(
    model_server: ModelServer, field: str
) -> None:
    model_server.replies = [sends(part(**{field: "Hm. "}), part(content=TEXT), part("stop"))]
    heard = Heard()
    await provider_of(model_server).write(request(), heard.on_text, heard.on_message)
    assert heard.words[:2] == ["MODEL_THINKING", "WRITING_CANDIDATE"]
    assert heard.text == TEXT


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_three_people_of_one_name_are_a_bad_answer_with_its_reason(language: str) -> None:
    chain = sample_chain(language)
    cast: Json = chain.answers["CHARACTERS"]
    name = cast["characters"][0]["name"]
    people = [{**one, "name": name} for one in cast["characters"][:3]]
    made = finish_answer(
        "CHARACTERS",
        json.dumps({**cast, "characters": people}),
        accepted=chain.contents,
        parent=None,
        locked=[],
        language=language,
        siblings=[],
    )
    assert isinstance(made, Unusable)
    assert any("3 items have the name" in problem for problem in made.problems)


async def test_the_reader_is_started_while_the_model_writes(model_server: ModelServer) -> None:
    class Watched(ReaderHere):
        async def read(self, stage: str, answer: str, **given: Any) -> Finished | Unusable:
            assert self.is_warm
            return await super().read(stage, answer, **given)

    model_server.replies = [says(TEXT)]
    await write(provider_of(model_server), reader=Watched())
