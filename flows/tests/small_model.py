"""A session with a real small model: `python -m tests.small_model BASE_URL [SECONDS_A_STAGE]`.

One line a stage, in JSON: what came of it, in how many calls and tokens, and how long it took. The
stages that fail are gone on from with the sample's, so that each is tried. `schemas` for the
seconds: whether the server takes each schema that the studio sends. Run by `npm run small-model`,
which starts the model's server.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from genesis_flows.generation.asking.brief_schema import brief_schema
from genesis_flows.generation.asking.candidate import write_candidate
from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.revising.revision_schema import revision_schema
from genesis_flows.generation.wording.model_schema import model_schema, schema_name
from genesis_flows.providers.meter import Call
from genesis_flows.providers.metered_provider import MeteredProvider
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.provider import CandidateRequest, GenerationFailed
from genesis_flows.providers.schema_subset import subset_of
from genesis_flows.reading.reader import AnswerReader
from tests.contents import begun, sample_chain

MOST_TOKENS = 1_500
LANGUAGE = "en"


class Counted:
    """The calls of one stage."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    async def before_call(self) -> None:
        """Let it be made."""

    async def after_call(self, call: Call) -> None:
        """Count it."""
        self.calls.append(call)


class Shown:
    """What came, as the studio shows it."""

    def __init__(self) -> None:
        self.raw = ""

    @property
    def text(self) -> str:
        return self.raw

    async def feed(self, piece: str) -> None:
        self.raw += piece

    async def flush(self) -> None:
        """Nothing waits."""

    def begin_again(self) -> None:
        self.raw = ""


async def _report(_: str) -> None:
    return None


async def try_stage(
    provider: OpenAIProvider,
    reader: AnswerReader,
    stage: str,
    accepted: dict[str, Any],
    shown: Shown,
) -> dict[str, Any]:
    """Write one stage; gives its line."""
    context, command = begun(stage, LANGUAGE, accepted)
    request = CandidateRequest(
        stage=stage,
        language=LANGUAGE,
        index=0,
        messages=build_messages(stage, LANGUAGE, context, command, index=0, siblings=[]),
        schema=model_schema(stage),
        brief=brief_schema(model_schema(stage), is_revision=False),
        schema_name=schema_name(stage),
        context=context,
        command=command,
    )
    meter = Counted()
    partial: Any = shown
    began = time.monotonic()
    line: dict[str, Any] = {"stage": stage}
    try:
        written = await write_candidate(
            MeteredProvider(provider, meter), reader, request, partial, _report
        )
        line |= {"outcome": "WRITTEN", "title": written.content["title"]}
    except GenerationFailed as failure:
        line |= {
            "outcome": failure.code,
            "message": failure.message[:200],
            "kept_characters": len(failure.kept_text or ""),
        }
    return line | {
        "calls": len(meter.calls),
        "output_tokens": sum(call.usage.output_tokens or 0 for call in meter.calls),
        "seconds": round(time.monotonic() - began, 1),
    }


async def try_schemas(base_url: str) -> bool:
    """Ask for the first tokens by each schema: a server that cannot compile one refuses it."""
    subset = subset_of(urlsplit(base_url).netloc)
    takes_all = True
    async with httpx.AsyncClient(base_url=base_url, timeout=120) as client:
        for stage in STAGES:
            forms = {
                "whole": model_schema(stage),
                "brief": brief_schema(model_schema(stage), is_revision=False),
                "revision": revision_schema(stage, ()),
                "brief revision": brief_schema(revision_schema(stage, ()), is_revision=True),
            }
            for form, schema in forms.items():
                named = {"name": schema_name(stage), "strict": True}
                asked = {
                    "messages": [{"role": "user", "content": "A novel."}],
                    "max_tokens": 8,
                    "response_format": {
                        "type": "json_schema",
                        "json_schema": {**named, "schema": subset.convert(schema)},
                    },
                }
                answer = await client.post("chat/completions", json=asked)
                said = answer.json()
                begins = str(
                    said["choices"][0]["message"]["content"] if answer.is_success else said
                )
                # Its grammar lets blanks and a fence stand before the object.
                rest = re.sub(r"^\s*(?:```(?:json)?)?\s*", "", begins)
                is_taken = answer.is_success and rest[:1] in ("", "{")
                takes_all = takes_all and is_taken
                line = {"stage": stage, "schema": form, "subset": subset.name, "taken": is_taken}
                print(json.dumps(line | {"begins": begins[:60]}, ensure_ascii=False), flush=True)
    return takes_all


async def main(base_url: str, seconds: float) -> None:
    """Try each stage on the sample's stages before it."""
    limits = {stage: StageSettings(max_output_tokens=MOST_TOKENS) for stage in STAGES}
    config = ModelConfig(None, base_url, None, stages=limits)
    provider, reader = OpenAIProvider(config), AnswerReader()
    contents = sample_chain(LANGUAGE).contents
    try:
        for number, stage in enumerate(STAGES):
            shown = Shown()
            accepted = {name: contents[name] for name in STAGES[:number]}
            try:
                async with asyncio.timeout(seconds):
                    line = await try_stage(provider, reader, stage, accepted, shown)
            except TimeoutError:
                line = {"stage": stage, "outcome": "STOPPED", "seconds": seconds}
                line["characters"] = len(shown.raw)
            print(json.dumps(line, ensure_ascii=False), flush=True)
    finally:
        await provider.stop()
        await reader.stop()


if __name__ == "__main__":
    if sys.argv[2:] == ["schemas"]:
        sys.exit(0 if asyncio.run(try_schemas(sys.argv[1])) else 1)
    asyncio.run(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 60.0))
