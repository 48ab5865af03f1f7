"""Any OpenAI-compatible endpoint: Chat Completions, streamed, in the best mode it accepts."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletionChunk

from genesis_flows.log import get_logger
from genesis_flows.providers.back_off import BackOff
from genesis_flows.providers.faults import Fault, classify
from genesis_flows.providers.guarded_client import guarded_client
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.provider import (
    Answer,
    AnswerCut,
    CandidateRequest,
    GenerationFailed,
    OnMessage,
    OnText,
    Usage,
)

logger = get_logger(__name__)


LONGEST_ANSWER = 256 * 1024
"""Characters of text. No content is larger than 192 KiB, so more is an answer without an end."""
LONGEST_THOUGHT = 4 * 1024 * 1024
MOST_CHUNKS = 400_000
LONGEST_WHOLE_S = 1_800.0
"""One answer takes no longer, however lively its stream is."""

SCHEMA_IN_WORDS = "The JSON object follows this JSON schema:"
"""For the modes in which the endpoint does not hold the model to the schema."""


class Mode(IntEnum):
    """How the endpoint is asked for JSON, the best first."""

    SCHEMA = 0
    JSON = 1
    TEXT = 2


@dataclass
class _Stream:
    """What has come of one answer."""

    text: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    finish_reason: str | None = None
    usage: Usage = field(default_factory=Usage)
    model: str | None = None

    def answer(self) -> Answer:
        return Answer("".join(self.text), self.usage, self.model)


class OpenAIProvider:
    """Writes candidates with a model.

    A request that the endpoint rejects (4xx) is made again in a lower mode, and the mode that
    worked is kept. An endpoint that refuses connections or answers 5xx is tried again for a while;
    what is a bad answer is not decided here.
    """

    kind: Literal["ai", "sample"] = "ai"
    cost_usd: float | None = None

    def __init__(self, config: ModelConfig) -> None:
        """Take the endpoint; opens no connection."""
        self._config = config
        self._model = config.model
        self._mode = Mode.SCHEMA
        self._asks_usage = True
        self._client = openai.AsyncOpenAI(
            # The package insists on a key; an endpoint of one's own often has none.
            api_key=config.api_key or "none",
            base_url=config.base_url,
            default_query=dict(config.query),
            http_client=guarded_client(config.endpoints),
            max_retries=0,
            timeout=httpx2.Timeout(connect=10, read=config.silent_after_s, write=60, pool=60),
        )

    @property
    def model(self) -> str | None:
        """The configured model, or the endpoint's first one once it was asked."""
        return self._model

    @property
    def host(self) -> str | None:
        """The endpoint's host and port."""
        return urlsplit(str(self._client.base_url)).netloc.rpartition("@")[2]

    async def stop(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def write(
        self, request: CandidateRequest, on_text: OnText, on_message: OnMessage
    ) -> Answer:
        """Write one candidate; see Provider.write."""
        back_off = BackOff(self._config.unavailable_after_s)
        mode = self._mode
        while True:
            try:
                answer = await self._write_once(request, mode, on_text)
                self._mode = mode
                return answer
            except (openai.OpenAIError, httpx2.HTTPError, TimeoutError, OSError) as error:
                fault = classify(error)
            except json.JSONDecodeError as error:
                fault = Fault("AWAY", f"the endpoint did not speak its protocol: {error}")
            lower = self._lower(mode, fault)
            if lower is not None:
                mode = lower
                continue
            if fault.kind != "AWAY" or not back_off.has_time(fault.retry_after_s):
                raise GenerationFailed(fault.failure_code, fault.message)
            logger.warning("the model is away, trying again", extra={"reason": fault.message})
            await on_message("WAITING_FOR_MODEL")
            await back_off.wait(fault.retry_after_s)

    def _lower(self, mode: Mode, fault: Fault) -> Mode | None:
        """Give the next mode to try after a rejected request, or None where there is none."""
        if fault.kind != "REJECTED":
            return None
        if self._asks_usage and ("stream_options" in fault.message or mode is Mode.TEXT):
            self._asks_usage = False
            return mode
        return None if mode is Mode.TEXT else Mode(mode + 1)

    async def _write_once(self, request: CandidateRequest, mode: Mode, on_text: OnText) -> Answer:
        silent_after_s = self._config.silent_after_s
        seen = _Stream()
        try:
            async with asyncio.timeout(silent_after_s):
                chunks = await self._client.chat.completions.create(
                    **await self._parameters(request, mode)
                )
            try:
                async with asyncio.timeout(LONGEST_WHOLE_S):
                    await _read(chunks, seen, on_text, silent_after_s)
            finally:
                await chunks.close()
        except (openai.OpenAIError, httpx2.HTTPError, TimeoutError, OSError) as error:
            if not seen.text:
                raise
            fault = classify(error)
            if fault.kind == "FINAL":
                raise GenerationFailed(
                    fault.failure_code, fault.message, seen.answer().text
                ) from error
            raise AnswerCut(seen.answer(), fault.message) from error
        if seen.refusal or seen.finish_reason == "content_filter":
            said = "".join(seen.refusal) or "the answer was withheld by the endpoint's filter"
            raise GenerationFailed("MODEL_REFUSED", said, seen.answer().text or None)
        if seen.finish_reason is None:
            raise AnswerCut(seen.answer(), "the stream ended without a finish_reason")
        if seen.finish_reason == "length":
            raise AnswerCut(seen.answer(), "the model ran out of tokens", is_too_long=True)
        return seen.answer()

    async def _parameters(self, request: CandidateRequest, mode: Mode) -> dict[str, Any]:
        stage = self._config.stages.get(request.stage, StageSettings())
        if self._model is None and stage.model is None:
            self._model = await self._first_model()
        messages = [{"role": m.role, "content": m.content} for m in request.messages]
        if mode is not Mode.SCHEMA:
            # Into the first message: many chat templates take a system message only there.
            schema = json.dumps(request.schema, ensure_ascii=False)
            messages[0]["content"] += f"\n\n{SCHEMA_IN_WORDS}\n{schema}"
        parameters: dict[str, Any] = {
            "model": stage.model or self._model,
            "messages": messages,
            "stream": True,
            **stage.parameters(),
        }
        if self._asks_usage:
            parameters["stream_options"] = {"include_usage": True}
        if mode is Mode.SCHEMA:
            parameters["response_format"] = {
                "type": "json_schema",
                "json_schema": {
                    "name": request.schema_name,
                    "strict": True,
                    "schema": request.schema,
                },
            }
        elif mode is Mode.JSON:
            parameters["response_format"] = {"type": "json_object"}
        return parameters

    async def _first_model(self) -> str:
        """Ask the endpoint for its first model, where GENESIS_MODEL names none."""
        try:
            models = await self._client.models.list()
        except openai.APIStatusError as error:
            if error.status_code < 500 and error.status_code != 429:
                raise GenerationFailed(
                    "MODEL_NOT_CONFIGURED", "the endpoint lists no models; set GENESIS_MODEL"
                ) from error
            raise
        if not models.data:
            raise GenerationFailed(
                "MODEL_NOT_CONFIGURED", "the endpoint has no model; set GENESIS_MODEL"
            )
        return models.data[0].id


async def _read(
    chunks: AsyncIterator[ChatCompletionChunk],
    seen: _Stream,
    on_text: OnText,
    silent_after_s: float,
) -> None:
    """Read a stream to its end; TimeoutError where it says nothing new for too long."""
    iterator = aiter(chunks)
    length, count = 0, 0
    said_at = time.monotonic()
    while True:
        # Empty chunks are no progress.
        async with asyncio.timeout(said_at + silent_after_s - time.monotonic()):
            chunk = await anext(iterator, None)
        if chunk is None:
            return
        count += 1
        if length > LONGEST_ANSWER or count > MOST_CHUNKS:
            raise GenerationFailed(
                "MODEL_BAD_ANSWER", f"the answer did not end within {LONGEST_ANSWER} characters"
            )
        seen.model = chunk.model or seen.model
        if chunk.usage is not None:
            seen.usage = Usage(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
        for choice in chunk.choices or []:
            if choice.delta is not None and any((choice.delta.model_extra or {}).values()):
                said_at = time.monotonic()  # thinking, in a field of its own
            if choice.delta is not None and choice.delta.content:
                said_at = time.monotonic()
                length += len(choice.delta.content)
                seen.text.append(choice.delta.content)
                await on_text(choice.delta.content)
            if choice.delta is not None and choice.delta.refusal:
                seen.refusal.append(choice.delta.refusal)
            seen.finish_reason = choice.finish_reason or seen.finish_reason
