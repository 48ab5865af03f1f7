"""The request for one candidate, as an endpoint of some capability takes it."""

from __future__ import annotations

import json

from genesis_flows.json_value import Json
from genesis_flows.providers.capabilities import LONG, Capabilities, Mode
from genesis_flows.providers.model_config import StageSettings
from genesis_flows.providers.provider import CandidateRequest
from genesis_flows.providers.schema_subset import COMMON, bounds_in_words, subset_of

SCHEMA_IN_WORDS = "The JSON object follows this JSON schema:"
"""For the modes in which the endpoint does not hold the model to the schema."""


def request_body(
    request: CandidateRequest,
    model: str,
    host: str,
    settings: StageSettings,
    capabilities: Capabilities,
) -> dict[str, Json]:
    """Give the parameters of a chat completion, without what the endpoint does not take."""
    is_brief = request.is_brief or LONG in capabilities.dropped
    asked = request.brief if is_brief and request.brief is not None else request.schema
    messages = [{"role": m.role, "content": m.content} for m in request.messages]
    body: dict[str, Json] = {
        "model": model,
        "messages": messages,
        "stream": True,
        "stream_options": {"include_usage": True},
        **settings.parameters(),
    }
    # Behind the last message: what stands before it is the same from stage to stage.
    if capabilities.mode is Mode.SCHEMA:
        subset = COMMON if "bounds" in capabilities.dropped else subset_of(host)
        if words := bounds_in_words(asked, subset, request.language):
            messages[-1]["content"] += f"\n\n{words}"
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": request.schema_name,
                "strict": True,
                "schema": subset.convert(asked),
            },
        }
    else:
        schema = json.dumps(asked, ensure_ascii=False)
        messages[-1]["content"] += f"\n\n{SCHEMA_IN_WORDS}\n{schema}"
        if capabilities.mode is Mode.JSON:
            body["response_format"] = {"type": "json_object"}
    if "max_tokens" in capabilities.dropped and "max_tokens" in body:
        # Newer models of OpenAI take the same limit under this name alone.
        body["max_completion_tokens"] = body["max_tokens"]
    return {key: value for key, value in body.items() if key not in capabilities.dropped}
