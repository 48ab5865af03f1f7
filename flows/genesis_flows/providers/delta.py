"""What one event of an answer says, in whichever form its endpoint says it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from genesis_flows.json_value import Json
from genesis_flows.providers.usage import Usage

_THOUGHTS = ("reasoning_content", "reasoning", "thinking", "thought", "reasoning_text")
_FINISH = {
    "max_tokens": "length",
    "model_length": "length",
    "max_output_tokens": "length",
    "end_turn": "stop",
    "eos": "stop",
    "stop_sequence": "stop",
    "tool_calls": "stop",
    "tool_use": "stop",
    "function_call": "stop",
    "safety": "content_filter",
    "recitation": "content_filter",
    "prohibited_content": "content_filter",
    "blocklist": "content_filter",
    "spii": "content_filter",
    "sensitive": "content_filter",
    "refusal": "content_filter",
    "error": "error",
}
"""Other words for why an answer ended; what is not here and not Chat Completions' own is a stop."""
_OWN = ("stop", "length", "content_filter")


@dataclass(frozen=True)
class Delta:
    """One event's part of the answer."""

    text: str = ""
    thought: str = ""
    refusal: str = ""
    arguments: str = ""
    """Of a tool call: some endpoints answer a schema so."""
    finish: str | None = None
    usage: Usage | None = None
    model: str | None = None
    error: Json = None
    """What an error event holds."""


def read_delta(event: Json) -> Delta:
    """Read one event; what it does not have is empty. Only the first choice is read."""
    if not isinstance(event, dict):
        return Delta()
    error = event.get("error")
    choices = event.get("choices")
    choice = _first_choice(choices) if isinstance(choices, list) else {}
    if "choices" not in event and isinstance(event.get("message"), dict):
        choice = {"message": event["message"], "finish_reason": event.get("done_reason")}
    said: dict[str, Json] = next(
        (choice[k] for k in ("delta", "message") if isinstance(choice.get(k), dict)), {}
    )
    text, thought = _content(said.get("content", choice.get("text")))
    thought += "".join(_text(said.get(key)) for key in _THOUGHTS[:1] if said.get(key)) or next(
        (_text(said.get(key)) for key in _THOUGHTS[1:] if said.get(key)), ""
    )
    model = event.get("model")
    return Delta(
        text=text,
        thought=thought,
        refusal=_text(said.get("refusal")),
        arguments=_arguments(said),
        finish=_finish(choice.get("finish_reason")),
        usage=_usage(event.get("usage")),
        model=model if isinstance(model, str) else None,
        error=error if error else None,
    )


def _first_choice(choices: list[Json]) -> dict[str, Json]:
    """Several may come in turns though one was asked for: the others are none of ours."""
    return next((c for c in choices if isinstance(c, dict) and c.get("index", 0) in (0, None)), {})


def _content(value: Json) -> tuple[str, str]:
    """Text and thinking of a content: a text, parts, or the object itself that was asked for."""
    if isinstance(value, list):
        made = [_part(part) for part in value]
        return "".join(text for text, _ in made), "".join(thought for _, thought in made)
    if isinstance(value, dict):
        return _part(value)
    return _text(value), ""


def _part(part: Json) -> tuple[str, str]:
    if not isinstance(part, dict):
        return _text(part), ""
    kind = part.get("type")
    if kind in ("thinking", "reasoning", "redacted_thinking"):
        return "", _text(part.get("thinking") or part.get("text") or part.get("reasoning"))
    if isinstance(part.get("text"), str):
        return part["text"], ""
    if isinstance(kind, str) and kind.endswith(("text", "_url", "file")):
        return "", ""
    return json.dumps(part, ensure_ascii=False), ""


def _arguments(said: dict[str, Json]) -> str:
    calls = said.get("tool_calls")
    call = (
        calls[0] if isinstance(calls, list) and calls else {"function": said.get("function_call")}
    )
    function = call.get("function") if isinstance(call, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return _text(arguments)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _finish(value: Json) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    word = value.lower()
    return word if word in _OWN else _FINISH.get(word, "stop")


def _usage(value: Json) -> Usage | None:
    if not isinstance(value, dict):
        return None
    usage = Usage(
        _count(value.get("prompt_tokens", value.get("input_tokens"))),
        _count(value.get("completion_tokens", value.get("output_tokens"))),
        _detail(value, ("prompt_tokens_details", "input_tokens_details"), "cached_tokens")
        or _count(value.get("prompt_cache_hit_tokens", value.get("cache_read_input_tokens"))),
        _detail(value, ("completion_tokens_details", "output_tokens_details"), "reasoning_tokens"),
    )
    # Some send counts of nothing with every piece.
    return None if usage == Usage() else usage


def _detail(value: dict[str, Json], groups: tuple[str, str], name: str) -> int | None:
    found: dict[str, Json] = next(
        (value[group] for group in groups if isinstance(value.get(group), dict)), {}
    )
    return _count(found.get(name))


def _count(value: Json) -> int | None:
    """A count as a number, with a fraction, or as a text."""
    try:
        number = float(value) if isinstance(value, int | float | str) else math.nan
    except (ValueError, OverflowError):
        return None
    return int(number) if math.isfinite(number) and 0 <= number < 2**31 else None
