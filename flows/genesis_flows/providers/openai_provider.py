"""Any OpenAI-compatible endpoint: Chat Completions, streamed, in the best mode it accepts."""

from __future__ import annotations

import asyncio
import re
from typing import Literal
from urllib.parse import urlsplit

import httpx2
import openai

from genesis_flows.back_off import BackOff
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.providers.answer_stream import AnswerStream, ErrorEvent
from genesis_flows.providers.capabilities import Capabilities, KeptHere, Store
from genesis_flows.providers.event_stream import NotTheProtocol, TooMuch
from genesis_flows.providers.faults import ProxyUnusable, classify, was_not_served
from genesis_flows.providers.guarded_client import guarded_client
from genesis_flows.providers.meter import Call, CallOutcome, Meter, about_tokens, priced
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.prices import Prices
from genesis_flows.providers.provider import (
    Answer,
    AnswerCut,
    CandidateRequest,
    GenerationFailed,
    OnMessage,
    OnText,
)
from genesis_flows.providers.request_body import request_body
from genesis_flows.providers.schema_subset import COMMON, subset_of
from genesis_flows.providers.words import DECLINED
from genesis_flows.secrets import known
from genesis_flows.storable import quotable, quotable_name

logger = get_logger(__name__)

LONGEST_REFUSAL = 1_500
"""Characters. A model that declines in words says it briefly."""

_NOT_FOR_TEXT = re.compile(
    r"embed|rerank|whisper|tts|speech|audio|image|dall-?e|moderation|\bbge\b|\be5\b|ocr|vision-only",
    re.IGNORECASE,
)
_FAILURES = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    TimeoutError,
    OSError,
    ErrorEvent,
    NotTheProtocol,
    TooMuch,
    ProxyUnusable,
)


class OpenAIProvider:
    """Writes candidates with a model.

    What an endpoint rejects is left out or asked for in a lower mode, and what worked is kept for
    all sessions (capabilities.py). One that is away or busy is tried again for a while; what is a
    bad answer is not decided here.
    """

    kind: Literal["ai", "sample"] = "ai"

    def __init__(self, config: ModelConfig, learnt: Store | None = None) -> None:
        """Opens no connection."""
        self._learnt = learnt or KeptHere()
        self._config = config
        self.concurrency = config.concurrency
        self.context_tokens = config.context_tokens
        self._model = config.model
        self._base_url = config.base_url or "https://api.openai.com/v1"
        for secret in (config.api_key, urlsplit(self._base_url).password, *config.query.values()):
            known.add(secret)
        self._prices = Prices(self._base_url, config.prices)
        self._client = _client(config, self._base_url)

    @property
    def model(self) -> str | None:
        """The configured model, or the endpoint's first one once it was asked, to be shown."""
        return quotable_name(self._model)

    @property
    def host(self) -> str | None:
        """The endpoint's host and port."""
        return urlsplit(self._base_url).netloc.rpartition("@")[2]

    async def stop(self) -> None:
        """Close the connections."""
        if isinstance(self._client, openai.AsyncOpenAI):
            await self._client.close()

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        """Write one candidate; see Provider.write."""
        back_off = BackOff(self._config.unavailable_after_s)
        settings = self._config.stages.get(request.stage, StageSettings())
        tried: Capabilities | None = None
        while True:
            sent: frozenset[str] = frozenset()
            try:
                model = settings.model or await self._known_model()
                capabilities = tried or await self._learnt.get(self._base_url, model)
                body = request_body(request, model, self.host or "", settings, capabilities)
                sent = frozenset(body) | self._bounds(capabilities)
                stream = AnswerStream(on_text, on_message)
                answer = await self._metered(body, stream, meter)
                # A limit that settings set explains the cut: others' answers have room.
                is_weak = request.is_brief and settings.max_output_tokens is None
                took = capabilities.brief() if is_weak else capabilities
                await self._learnt.put(self._base_url, model, took)
                return answer
            except _FAILURES as error:
                fault = classify(error)
            tried = capabilities.without(fault, sent) if fault.kind == "REJECTED" else tried
            if fault.kind == "REJECTED" and tried is not None:
                continue
            if fault.kind != "AWAY" or not back_off.has_time(fault.retry_after_s):
                raise GenerationFailed(fault.failure_code, fault.message)
            logger.warning("the model is away, trying again", extra={"reason": fault.message})
            await on_message("WAITING_FOR_MODEL")
            await back_off.wait(fault.retry_after_s)

    def _bounds(self, capabilities: Capabilities) -> frozenset[str]:
        has = "bounds" not in capabilities.dropped and subset_of(self.host or "") is not COMMON
        return frozenset({"bounds"} if has else ())

    async def _metered(
        self, body: dict[str, Json], stream: AnswerStream, meter: Meter | None
    ) -> Answer:
        """Make one call and say what it was, however it ended."""
        if meter is None:
            return await self._write_once(body, stream)
        await meter.before_call()
        outcome: CallOutcome = "STOPPED"
        was_refused = False
        try:
            answer = await self._write_once(body, stream)
            outcome = "ANSWERED"
        except AnswerCut:
            outcome = "CUT"
            raise
        except (GenerationFailed, *_FAILURES) as error:
            outcome = "FAILED"
            was_refused = not stream.has_come and was_not_served(error)
            raise
        finally:
            await meter.after_call(self._call(body, stream, outcome, was_refused=was_refused))
        return answer

    def _call(
        self,
        body: dict[str, Json],
        stream: AnswerStream,
        outcome: CallOutcome,
        *,
        was_refused: bool,
    ) -> Call:
        price = self._prices.of(body["model"], stream.usage)
        sent = sum(about_tokens(message["content"]) for message in body["messages"])
        cost, counted = priced(
            price,
            outcome,
            stream.usage,
            was_refused=was_refused,
            said=(sent, stream.about_tokens),
        )
        return Call(body["model"], self.host, outcome, stream.usage, cost, counted)

    async def _write_once(self, body: dict[str, Json], stream: AnswerStream) -> Answer:
        silent_after_s = self._config.silent_after_s
        try:
            async with asyncio.timeout(silent_after_s):
                pending = self._opened().chat.completions.with_streaming_response.create(**body)
                response = await pending.__aenter__()
            try:
                await stream.read(response.iter_bytes(), silent_after_s)
            finally:
                await response.close()
        except _FAILURES as error:
            self._give_what_came(error, stream)
        return _checked(stream, body)

    def _give_what_came(self, error: Exception, stream: AnswerStream) -> None:
        """Raise what an error in mid-answer means; before it, the error itself."""
        fault = classify(error)
        if not stream.text or (fault.kind == "AWAY" and stream.finish_reason):
            if not stream.text:
                raise error
            return
        if fault.kind == "FINAL":
            raise GenerationFailed(fault.failure_code, fault.message, stream.text) from error
        raise AnswerCut(stream.answer(), fault.message) from error

    def _opened(self) -> openai.AsyncOpenAI:
        if isinstance(self._client, Exception):
            raise ProxyUnusable(str(self._client)) from self._client
        return self._client

    async def _known_model(self) -> str:
        if self._model is None:
            self._model = await self._first_model()
        return self._model

    async def _first_model(self) -> str:
        """Ask the endpoint for its first model that writes text, where none is named."""
        try:
            models = await self._opened().models.list()
        except openai.APIStatusError as error:
            fault = classify(error)
            if fault.kind == "AWAY":
                raise
            raise GenerationFailed(
                fault.failure_code, f"the endpoint lists no models; name one ({fault.message})"
            ) from error
        ids = [m.id for m in models.data or [] if isinstance(m.id, str) and m.id]
        found = next((i for i in ids if not _NOT_FOR_TEXT.search(i)), None)
        if found is None:
            raise GenerationFailed(
                "MODEL_NOT_FOUND", "the endpoint has no model that writes text; name one"
            )
        return found


def _client(config: ModelConfig, base_url: str) -> openai.AsyncOpenAI | Exception:
    """Give the client, or why there can be none: each request then fails with it."""
    try:
        http = guarded_client(config.endpoints)
    except (ImportError, ValueError) as error:
        return error
    return openai.AsyncOpenAI(
        # The package insists on a key; an endpoint of one's own often has none.
        api_key=config.api_key or "none",
        base_url=base_url,
        default_query=dict(config.query),
        http_client=http,
        max_retries=0,
        timeout=httpx2.Timeout(connect=10, read=config.silent_after_s, write=60, pool=60),
    )


def _checked(stream: AnswerStream, body: dict[str, Json]) -> Answer:
    """Give the answer where it came to its own end."""
    answer = stream.answer()
    if stream.refusal:
        raise GenerationFailed("MODEL_REFUSED", quotable(stream.refusal), answer.text or None)
    if stream.finish_reason == "content_filter":
        raise GenerationFailed(
            "MODEL_FILTERED",
            "the answer was withheld by the endpoint's filter",
            answer.text or None,
        )
    if not answer.text and stream.has_thought and stream.finish_reason in ("length", "stop", None):
        raise GenerationFailed("MODEL_ONLY_THOUGHT", _limit(stream, body))
    if stream.finish_reason == "length":
        raise AnswerCut(answer, _limit(stream, body), is_too_long=True)
    if stream.finish_reason in (None, "error"):
        raise AnswerCut(answer, "the stream ended without a finish_reason")
    if (
        len(answer.text) < LONGEST_REFUSAL
        and "{" not in answer.text
        and DECLINED.match(answer.text)
    ):
        raise GenerationFailed("MODEL_REFUSED", answer.text.strip())
    return answer


def _limit(stream: AnswerStream, body: dict[str, Json]) -> str:
    """Which limit ended an answer, by its name."""
    for name in ("max_tokens", "max_completion_tokens"):
        if name in body:
            return f"{name}: {body[name]}"
    used = stream.usage.output_tokens
    return "the endpoint's own output limit" + (f", after {used} tokens" if used else "")
