from __future__ import annotations

import asyncio
import socket
import time

import pytest

from genesis_flows.generation.wording.model_schema import model_schema, schema_name
from genesis_flows.providers import answer_stream
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.provider import (
    AnswerCut,
    CandidateRequest,
    GenerationFailed,
    Message,
)
from tests.contents import begun
from tests.model_server import Exchange, ModelServer, cut_after, declines, refuses, says, silent
from tests.promised import promised


def request() -> CandidateRequest:
    context, command = begun("CONCEPT_SELECTION", "en", {})
    return CandidateRequest(
        stage="CONCEPT_SELECTION",
        language="en",
        index=0,
        messages=(Message("system", "how"), Message("user", "what")),
        schema=model_schema("CONCEPT_SELECTION"),
        schema_name=schema_name("CONCEPT_SELECTION"),
        context=context,
        command=command,
    )


class Heard:
    """What a provider said on the way."""

    def __init__(self) -> None:
        self.text = ""
        self.words: list[str] = []

    async def on_text(self, piece: str) -> None:
        self.text += piece

    async def on_message(self, word: str) -> None:
        self.words.append(word)


def provider(server: ModelServer, **settings: float) -> OpenAIProvider:
    limits = {"unavailable_after_s": 2.0, "silent_after_s": 1.0} | settings
    return OpenAIProvider(ModelConfig("sk-secret", server.url, "scripted-1", **limits))


async def test_an_answer_streams_piece_by_piece_and_says_what_it_used(
    model_server: ModelServer,
) -> None:
    model_server.replies = [says('{"title": "x"}', pieces=5)]
    heard = Heard()
    answer = await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert heard.text == answer.text == '{"title": "x"}'
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (11, 7)
    asked = model_server.requests[0]
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert asked["stream"] is True


async def test_an_endpoint_that_rejects_schemas_is_asked_in_lower_modes_and_the_one_that_worked_is_kept(
    model_server: ModelServer,
) -> None:
    model_server.replies = [
        refuses(400, "json_schema is not supported"),
        refuses(422, "response_format is not supported"),
        says("{}"),
    ]
    heard = Heard()
    model = provider(model_server)
    await model.write(request(), heard.on_text, heard.on_message)
    kinds = [(r.get("response_format") or {}).get("type") for r in model_server.requests]
    assert kinds == ["json_schema", "json_object", None]
    assert '"properties"' in model_server.requests[2]["messages"][-1]["content"]
    await model.write(request(), heard.on_text, heard.on_message)
    assert len(model_server.requests) == 4
    assert "response_format" not in model_server.requests[3]


async def test_an_endpoint_that_does_not_know_usage_is_asked_without_it(
    model_server: ModelServer,
) -> None:
    model_server.replies = [refuses(400, "unknown field stream_options"), says("{}")]
    heard = Heard()
    answer = await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert "stream_options" not in model_server.requests[1]
    assert model_server.requests[1]["response_format"]["type"] == "json_schema"
    assert answer.usage.input_tokens is None


async def test_a_stream_without_an_end_is_a_cut_with_what_came(model_server: ModelServer) -> None:
    model_server.replies = [cut_after('{"title": ')]
    heard = Heard()
    with pytest.raises(AnswerCut) as cut:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert cut.value.answer.text == '{"title": '
    assert not cut.value.is_too_long


async def test_an_answer_that_ran_out_of_tokens_says_so(model_server: ModelServer) -> None:
    model_server.replies = [says('{"title": ', finish_reason="length")]
    heard = Heard()
    with pytest.raises(AnswerCut) as cut:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert cut.value.is_too_long


async def test_an_endpoint_that_comes_back_within_its_time_answers(
    model_server: ModelServer,
) -> None:
    model_server.replies = [refuses(503, "loading"), refuses(500, "oops"), says("{}")]
    heard = Heard()
    answer = await provider(model_server, unavailable_after_s=10).write(
        request(), heard.on_text, heard.on_message
    )
    assert answer.text == "{}"
    assert heard.words == ["WAITING_FOR_MODEL"] * 2


async def test_an_endpoint_that_stays_away_ends_with_model_unavailable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        heard = Heard()
        model = OpenAIProvider(ModelConfig(None, url, "m", unavailable_after_s=0.5))
        started = time.monotonic()
        with pytest.raises(GenerationFailed) as failed:
            await model.write(request(), heard.on_text, heard.on_message)
        assert failed.value.code == "MODEL_UNAVAILABLE"
        assert time.monotonic() - started < promised(5)
        assert heard.words


async def test_a_silent_endpoint_is_given_up_after_its_time(model_server: ModelServer) -> None:
    model_server.replies = [silent()]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server, silent_after_s=0.3).write(
            request(), heard.on_text, heard.on_message
        )
    assert failed.value.code == "MODEL_UNAVAILABLE"
    assert len(model_server.requests) == 1


async def test_an_endpoint_that_falls_silent_in_the_middle_keeps_what_it_said(
    model_server: ModelServer,
) -> None:
    model_server.replies = [silent(after='{"title": "Sal')]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server, silent_after_s=0.3).write(
            request(), heard.on_text, heard.on_message
        )
    assert failed.value.code == "MODEL_UNAVAILABLE"
    assert failed.value.kept_text == '{"title": "Sal'


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_key_is_never_repeated_in_the_message(
    model_server: ModelServer, status: int
) -> None:
    model_server.replies = [refuses(status, "Incorrect API key provided: sk-secret")]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert failed.value.code == "MODEL_NOT_CONFIGURED"
    assert "sk-secret" not in failed.value.message
    assert len(model_server.requests) == 1


async def test_a_book_that_is_too_long_for_the_model_is_said_to_be_and_asked_once(
    model_server: ModelServer,
) -> None:
    model_server.replies = [refuses(400, "context length exceeded")]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert failed.value.code == "MODEL_CONTEXT_TOO_LONG"
    assert len(model_server.requests) == 1
    assert "context length exceeded" in failed.value.message


async def test_a_model_that_declines_is_refused_with_its_words(model_server: ModelServer) -> None:
    model_server.replies = [declines("I will not.")]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert (failed.value.code, failed.value.message) == ("MODEL_REFUSED", "I will not.")


async def test_an_exhausted_quota_is_not_waited_for(model_server: ModelServer) -> None:
    model_server.replies = [refuses(429, "no credit", code="insufficient_quota")]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert failed.value.code == "MODEL_BALANCE_EMPTY"
    assert len(model_server.requests) == 1


async def test_without_a_models_name_the_endpoints_first_one_is_used(
    model_server: ModelServer,
) -> None:
    model_server.replies = [says("{}")]
    heard = Heard()
    model = OpenAIProvider(ModelConfig(None, model_server.url, None))
    assert model.model is None
    await model.write(request(), heard.on_text, heard.on_message)
    assert model_server.requests[0]["model"] == model.model == "scripted-1"
    assert model.host == model_server.url.split("/")[2]


async def test_an_answer_without_an_end_is_left_and_not_asked_for_again(
    model_server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_stream, "LONGEST_ANSWER", 2_000)
    model_server.replies = [says("x" * 100_000, pieces=500)]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server).write(request(), heard.on_text, heard.on_message)
    assert failed.value.code == "MODEL_ENDLESS"
    assert "did not end" in failed.value.message
    assert len(heard.text) < 3_000
    assert len(model_server.requests) == 1


async def test_chunks_that_say_nothing_are_no_progress(model_server: ModelServer) -> None:
    async def reply(exchange: Exchange) -> None:
        await exchange.head(200, "text/event-stream")
        for _ in range(200):
            await exchange.chunk({"content": ""})
            await asyncio.sleep(0.05)

    model_server.replies = [reply]
    heard = Heard()
    with pytest.raises(GenerationFailed) as failed:
        await provider(model_server, silent_after_s=0.3).write(
            request(), heard.on_text, heard.on_message
        )
    assert failed.value.code == "MODEL_UNAVAILABLE"


async def test_the_name_that_an_endpoint_gives_its_model_is_asked_for_as_it_is_and_shown_without_a_key(
    model_server: ModelServer,
) -> None:
    name = f"m\0-sk-secret-of-mine-{'x' * 300}"
    model_server.models = [name]
    model_server.replies = [says("{}")]
    heard = Heard()
    made = OpenAIProvider(ModelConfig("sk-secret-of-mine", model_server.url, None))
    await made.write(request(), heard.on_text, heard.on_message)
    assert model_server.requests[0]["model"] == name
    assert made.model == f"m-***-{'x' * 194}"
