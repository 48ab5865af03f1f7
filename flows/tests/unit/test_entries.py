"""How endpoints answer: a name, what is sent, what becomes of it, the calls that it may take, what
they cost, and that a failure has words in both languages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from genesis_flows.generation.asking import candidate
from genesis_flows.generation.asking.brief_schema import brief_schema
from genesis_flows.generation.asking.candidate import Written, write_candidate
from genesis_flows.generation.reading.readable import ReadableText
from genesis_flows.generation.wording.model_schema import model_schema, schema_name
from genesis_flows.providers import answer_stream
from genesis_flows.providers.capabilities import KeptHere
from genesis_flows.providers.meter import Call
from genesis_flows.providers.metered_provider import MeteredProvider
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.prices import Price
from genesis_flows.providers.provider import CandidateRequest, GenerationFailed, Message, Provider
from genesis_flows.reading.finish import Finished, Unusable, finish_answer
from tests.contents import begun, sample_chain
from tests.keys import has_part_of
from tests.model_server import ModelServer, Reply, cut_after, declines, part, refuses, says, sends

Json = Any
KEY = "sk-proj-4fT9xQ2mZ8vK1bN6"
CONCEPT = sample_chain("en").answers["CONCEPT_SELECTION"]
OTHER = {**CONCEPT, "title": "Quite another one"}
CHINESE = sample_chain("zh-CN").answers["CONCEPT_SELECTION"]
TEXT = json.dumps(CONCEPT)
HALF = len(TEXT) // 2
ROOT = Path(__file__).parents[3]
EMOJI = json.dumps({**CONCEPT, "title": "Salt 😀"})
SPLIT = EMOJI.index("\\ude00")
THOUGHT = f"Let me try {json.dumps(OTHER)} or so"


class Shown:
    """Takes the partial text instead of the database."""

    def __init__(self) -> None:
        self._readable = ReadableText("en")
        self.raw = ""

    @property
    def text(self) -> str:
        return self._readable.text

    async def feed(self, piece: str) -> None:
        self.raw += piece
        self._readable.feed(piece)

    def begin_again(self) -> None:
        self.raw = ""
        self._readable = ReadableText("en")

    async def flush(self) -> None:
        pass


@dataclass(frozen=True)
class Entry:
    name: str
    replies: Sequence[Reply]
    outcome: str = "WRITTEN"
    calls: int = 1
    title: str = CONCEPT["title"]
    says: str = ""
    """What the message holds."""


def whole(message: Json, **more: Json) -> Reply:
    body = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], **more}
    return sends(json.dumps(body), head="application/json")


def stream(*deltas: Json, end: str | None = "stop") -> Reply:
    return sends(*deltas, *([part(end)] if end else []), "data: [DONE]\n\n")


def as_escaped(text: str) -> str:
    """An event with the text's own escapes, so that half a character is one."""
    content = text.replace('"', '\\"')
    return f'data: {{"choices":[{{"index":0,"delta":{{"content":"{content}"}}}}]}}\n\n'


PARTS = [{"type": "thinking", "thinking": THOUGHT}, {"type": "text", "text": TEXT}]
CALL = {"type": "function", "function": {"name": "concept", "arguments": TEXT}}
TABLE = [
    Entry("content as parts", [stream(part(content=PARTS))]),
    Entry("content as an object", [stream(part(content=CONCEPT))]),
    Entry("arguments of a tool call", [stream(part(tool_calls=[{"index": 0, **CALL}]))]),
    Entry("a body where a stream was asked", [whole({"role": "assistant", "content": TEXT})]),
    Entry("a body of parts", [whole({"content": PARTS})]),
    Entry("a body with a tool call", [whole({"content": None, "tool_calls": [CALL]})]),
    Entry("an object a line", [sends(
        json.dumps({"message": {"content": TEXT[:HALF]}}) + "\n",
        json.dumps({"message": {"content": TEXT[HALF:]}, "done_reason": "stop"}) + "\n",
        head="application/x-ndjson",
    )]),
    Entry("no finish_reason, whole JSON", [sends(part(content=TEXT))]),
    Entry("length after whole JSON", [stream(part(content=TEXT), end="length")]),
    Entry("a socket open after stop", [sends(part(content=TEXT), part("stop"), after_s=60)]),
    Entry("choices in turns", [stream(
        part(content=TEXT[:HALF]), part(index=1, content=json.dumps(OTHER)),
        part("stop", index=1), part(content=TEXT[HALF:]),
    )]),
    Entry("thinking in a field", [stream(part(reasoning_content=THOUGHT), part(content=TEXT))]),
    Entry("thinking in another field", [stream(part(reasoning=THOUGHT), part(content=TEXT))]),
    Entry("thinking in tags", [says(f"<think>{THOUGHT}</think>{TEXT}", pieces=40)]),
    Entry("a closing tag alone", [says(f"{THOUGHT}</think>{TEXT}", pieces=40)]),
    Entry("an example before the answer", [says(f"Like {json.dumps({**OTHER, 'logline': 'long ' * 300})}\n\nMine:\n{TEXT}")]),
    Entry("usage as text and fractions", [sends(
        {**part(content=TEXT), "usage": {"prompt_tokens": "11", "completion_tokens": 7.0}}, part("stop"),
    )]),
    Entry("bytes that are no UTF-8", [sends(
        f"data: {json.dumps(part(content=TEXT))}\n\n", b": \xff\xfe\n\n", part("stop"),
    )]),
    Entry("an emoji in two chunks", [sends(
        as_escaped(EMOJI[:SPLIT]), as_escaped(EMOJI[SPLIT:]),
        part("stop"),
    )], title="Salt 😀"),
    Entry("a BOM", [sends(b"\xef\xbb\xbf", part(content="\ufeff" + TEXT), part("stop"))]),
    Entry("an error event in mid-answer", [
        sends(part(content=TEXT[:HALF]), {"error": {"message": f"overloaded {KEY}", "code": 503}}), says(TEXT),
    ], calls=2),
    Entry("an event that is not JSON", [sends(part(content=TEXT[:HALF]), "data: {oops\n\n"), says(TEXT)], calls=2),
    Entry("a cut connection", [cut_after(TEXT[:HALF]), says(TEXT)], calls=2),
    Entry("comments and trailing commas", [says(TEXT[:-1] + ", // done\n}")]),
    Entry("single quotes", [says(str(CONCEPT))]),
    Entry("a missing brace", [says(TEXT[:-1])]),
    Entry("wrapped", [says(json.dumps({"candidates": [CONCEPT]}))]),
    Entry("keys in another case", [says(json.dumps({k.title().replace("_", ""): v for k, v in CONCEPT.items()}))]),
    Entry("a text for a list", [says(json.dumps({**CONCEPT, "genres": "\n".join(f"- {g}" for g in CONCEPT["genres"])}))]),
    Entry("a schema that is not taken", [refuses(400, "response_format json_schema unsupported"), says(TEXT)], calls=2),
    Entry("a schema that cannot be compiled", [refuses(500, "failed to compile the grammar of the schema"), says(TEXT)], calls=2),
    Entry("bounds that are not taken", [refuses(400, "schema: maxItems is not permitted"), says(TEXT)], calls=2),
    Entry("a parameter that is not taken", [refuses(400, "unknown field stream_options"), says(TEXT)], calls=2),
    Entry("a busy endpoint", [refuses(429, "slow down", retry_after="0.1"), says(TEXT)], calls=2),
    Entry("a date to wait for", [refuses(429, "slow down", retry_after=formatdate(0, usegmt=True)), says(TEXT)], calls=2),
    Entry("a placeholder", [says(json.dumps({**CONCEPT, "logline": "TBD"})), says(TEXT)], calls=2),
    Entry("dots", [says(json.dumps({**CONCEPT, "angle": "……"})), says(TEXT)], calls=2),
    Entry("the wrong language", [says(json.dumps(CHINESE)), says(TEXT)], calls=2),
    Entry("a concept twice", [says(json.dumps({**CONCEPT, "title": "First one"})), says(TEXT)], calls=2),
    Entry("a key", [refuses(401, f"Incorrect API key: {KEY}")], "MODEL_NOT_CONFIGURED"),
    Entry("a key by 400", [refuses(400, f"API key not valid: {KEY[:-3]}")], "MODEL_NOT_CONFIGURED"),
    Entry("no balance", [refuses(402, f"Insufficient Balance of {KEY}")], "MODEL_BALANCE_EMPTY"),
    Entry("no quota", [refuses(429, "You exceeded your quota", code="insufficient_quota")], "MODEL_BALANCE_EMPTY"),
    Entry("arrears", [refuses(400, "Access denied", code="Arrearage")], "MODEL_BALANCE_EMPTY"),
    Entry("a model that is not there", [refuses(404, "model 'x' not found, try pulling it first")], "MODEL_NOT_FOUND"),
    Entry("a model that is not there, by 400", [refuses(400, "Model Not Exist")], "MODEL_NOT_FOUND"),
    Entry("a region", [refuses(403, "Country, region, or territory not supported")], "MODEL_REGION_REFUSED"),
    Entry("a region by 400", [refuses(400, "User location is not supported for the API use.")], "MODEL_REGION_REFUSED"),
    Entry("a page", [sends("<!doctype html><html>hello</html>", head="text/html")], "MODEL_ADDRESS_WRONG"),
    Entry("a path that is not there", [refuses(404, "404 page not found")], "MODEL_ADDRESS_WRONG"),
    Entry("a redirect", [refuses(308, "moved")], "MODEL_ADDRESS_WRONG"),
    Entry("a long wait", [refuses(429, "daily limit", retry_after="7200")], "MODEL_RATE_LIMITED", says="Retry-After: 20"),
    Entry("a context that is too short", [refuses(400, "This model's maximum context length is 8192 tokens")], "MODEL_CONTEXT_TOO_LONG"),
    Entry("a cut at the limit", [says(TEXT[:HALF], finish_reason="length")], "MODEL_OUTPUT_CUT", calls=2, says="max_tokens: 900"),
    Entry("a refusal", [declines(f"I will not, {KEY}")], "MODEL_REFUSED"),
    Entry("a refusal in words", [says("I'm sorry, but I can't help with that.")], "MODEL_REFUSED"),
    Entry("a refusal in Chinese", [says("抱歉，我无法协助完成这个请求。")], "MODEL_REFUSED"),
    Entry("a filter", [says(TEXT[:HALF], finish_reason="content_filter")], "MODEL_FILTERED"),
    Entry("a filter by its own word", [says("", finish_reason="SAFETY")], "MODEL_FILTERED"),
    Entry("a filter by 400", [refuses(400, "Output data may contain inappropriate content.")], "MODEL_FILTERED"),
    Entry("only thinking", [stream(part(reasoning_content=THOUGHT), end="length")], "MODEL_ONLY_THOUGHT"),
    Entry("only thinking in tags", [says(f"<think>{THOUGHT}", finish_reason="length")], "MODEL_ONLY_THOUGHT"),
    Entry("an end that never comes", [says("x" * 600_000, pieces=100)], "MODEL_ENDLESS"),
    Entry("no JSON, three times", [says("Once upon a time")], "MODEL_BAD_ANSWER", calls=3),
    Entry("a request that is not taken", [refuses(400, "bad request")], "MODEL_REFUSED", calls=3),
    Entry("an error event before the answer", [sends({"error": {"message": f"no credit for {KEY}", "code": 402}})], "MODEL_BALANCE_EMPTY"),
    Entry("a page in a status", [refuses(502, "<html>"), says(TEXT)], calls=2),
]  # fmt: skip


def provider_of(
    server: ModelServer,
    *,
    away_s: float = 2.0,
    learnt: KeptHere | None = None,
    max_output_tokens: int | None = 900,
) -> OpenAIProvider:
    settings = {"CONCEPT_SELECTION": StageSettings(max_output_tokens=max_output_tokens)}
    prices = {"m": Price(1_000_000, 1_000_000)}
    config = ModelConfig(KEY, server.url, "m", away_s, 5.0, stages=settings, prices=prices)
    return OpenAIProvider(config, learnt)


async def write(
    provider: Provider, *, siblings: Sequence[Json] = (), shown: Any = None, reader: Any = None
) -> Written:
    context, command = begun("CONCEPT_SELECTION", "en", {})
    request = CandidateRequest(
        stage="CONCEPT_SELECTION",
        language="en",
        index=0,
        messages=(Message("system", "how"), Message("user", "what")),
        schema=model_schema("CONCEPT_SELECTION"),
        schema_name=schema_name("CONCEPT_SELECTION"),
        brief=brief_schema(model_schema("CONCEPT_SELECTION"), is_revision=False),
        context=context,
        command=command,
    )

    async def report(_word: str) -> None:
        pass

    return await write_candidate(
        provider, reader or ReaderHere(), request, shown or Shown(), report, siblings=siblings
    )


class ReaderHere:
    """Reads answers as the reading process does, without its start (test_reading.py has that)."""

    is_warm = False

    async def warm(self) -> None:
        self.is_warm = True

    async def read(self, stage: str, answer: str, **given: Any) -> Finished | Unusable:
        return finish_answer(stage, answer, **given)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "AFTER_A_CUT_S", 0.01)
    monkeypatch.setattr(answer_stream, "AFTER_END_S", 0.3)


def has_key(text: str) -> bool:
    return has_part_of(KEY, text)


class Counted:
    """Takes what every call was."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    async def before_call(self) -> None:
        pass

    async def after_call(self, call: Call) -> None:
        self.calls.append(call)


def has_words(code: str) -> bool:
    """Whether the page says in both languages what it means and what to do."""
    said = (ROOT / f"ui/i18n/failures.{language}.ts" for language in ("en", "zh-CN"))
    return all(f"{code}:" in path.read_text("utf-8") for path in said)


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry.name)
async def test_an_endpoint_that_answers_so(entry: Entry, model_server: ModelServer) -> None:
    model_server.replies = list(entry.replies)
    failure: GenerationFailed | None = None
    meter = Counted()
    try:
        siblings = [{"title": "First one"}]
        metered = MeteredProvider(provider_of(model_server), meter)
        written = await write(metered, siblings=siblings)
        assert (entry.outcome, written.content["title"]) == ("WRITTEN", entry.title)
        assert written.content["logline"] != OTHER.get("x")
    except GenerationFailed as error:
        failure = error
    assert (failure.code if failure else "WRITTEN") == entry.outcome, failure
    assert len(model_server.requests) == entry.calls
    assert len(meter.calls) == entry.calls, "every call is told"
    for call in meter.calls:
        # Never free by mistake: what was written costs, or its cost is not known.
        assert (call.cost_usd != 0 and call.counted_usd > 0) or call.outcome == "FAILED"
    bodies = [json.dumps(body, sort_keys=True) for body in model_server.requests]
    if failure is not None:
        assert has_words(failure.code)
        assert entry.says in failure.message
        assert not has_key(failure.message + (failure.kept_text or ""))
        if entry.outcome == "MODEL_REFUSED":
            assert len(set(bodies)) == len(bodies), "the same request is not made twice"
