"""Finding the JSON object in what a model said, beside code fences, words and thoughts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from genesis_flows.generation.reading.lenient_json import ends_whole, is_balanced, repair
from genesis_flows.generation.reading.shape import find_shaped
from genesis_flows.json_value import Json
from genesis_flows.providers.thoughts import without_thoughts
from genesis_flows.storable import storable

LONGEST_ANSWER = 256 * 1024
"""Characters. No content is larger than 192 KiB."""
DEEPEST = 32
MOST_STARTS = 200
MOST_VISITS = 8
"""The text is decoded from so many places, and read over so many times in all."""

_START = re.compile(r"```\w*\s*[\{\[]|^[\{\[]", re.MULTILINE)
_DECODER = json.JSONDecoder(strict=False)


class NoJson(ValueError):
    """There is no whole JSON object in the answer."""


def parse_answer(text: str, keys: Collection[str] = (), *, is_cut: bool = False) -> dict[str, Json]:
    """Give the answer's JSON object: the one with the most of `keys`, the last of equals.

    The last, because a model shows its example or its draft first. `is_cut`: the endpoint did not
    say that the answer had ended, so that what lacks a bracket is not whole.

    Raises:
        NoJson: with a sentence that a model can act on.
    """
    if len(text) > LONGEST_ANSWER:
        raise NoJson(f"The answer is longer than {LONGEST_ANSWER} characters.")
    cleaned = without_thoughts(text.lstrip("\ufeff"))
    found, found_fit, problem = _whole(cleaned, keys)
    if found is None or found_fit * 2 < len(keys):
        mended, mended_fit = _mended(cleaned, keys, is_cut=is_cut)
        if mended and (not found or mended_fit > found_fit):
            found = mended
    if not found:
        raise NoJson(f"The answer cannot be read: {problem}.")
    if _depth(found) > DEEPEST:
        raise NoJson("The answer is nested too deeply.")
    made = storable(found)
    if not isinstance(made, dict):
        raise NoJson("The answer is not an object.")
    return made


def _whole(text: str, keys: Collection[str]) -> tuple[dict[str, Json] | None, int, str]:
    """Give the best object that is valid as it stands, how well it fits, and what was wrong."""
    best: dict[str, Json] | None = None
    best_fit, end, visits = -1, 0, 0
    problem = "there is no JSON object in it"
    for start in _starts(text):
        if start < end:
            continue
        if visits > MOST_VISITS * len(text):
            break
        try:
            value, end = _DECODER.raw_decode(text, start)
        except json.JSONDecodeError as error:
            visits += error.pos - start
            problem = f"it is not valid JSON: {error.msg} at character {error.pos - start}"
            continue
        except (ValueError, RecursionError) as error:
            visits += len(text) - start
            problem = f"it is not valid JSON: {type(error).__name__}"
            continue
        visits += end - start
        made, made_fit = find_shaped(value, keys)
        if made and made_fit >= best_fit:
            best, best_fit = made, made_fit
    return best, best_fit, problem


def _mended(
    text: str, keys: Collection[str], *, is_cut: bool
) -> tuple[dict[str, Json] | None, int]:
    segment = _segment(text)
    if not segment or not (is_balanced(segment) if is_cut else ends_whole(segment)):
        return None, -1
    best: dict[str, Json] | None = None
    best_fit = -1
    for value in repair(segment):
        made, made_fit = find_shaped(value, keys)
        if made and made_fit > best_fit:
            best, best_fit = made, made_fit
    return best, best_fit


def _segment(text: str) -> str:
    """Give the part that is meant to be JSON: the last fence's, else from the first brace on."""
    fences = [match.end() - 1 for match in _START.finditer(text) if match.group()[0] == "`"]
    start = fences[-1] if fences else min(_first(text, "{｛"), _first(text, "[［{｛"))
    segment = text[start:]
    if fences and (end := segment.rfind("```")) > 0:
        return segment[:end]
    last = max(segment.rfind("}"), segment.rfind("｝"))
    # Words behind the object hold no quotes; an object that lacks its last brace ends in one.
    is_over = last >= 0 and not set(segment[last + 1 :]) & set("\"'”]］")
    return segment[: last + 1] if is_over else segment


def _first(text: str, characters: str) -> int:
    return min((at for c in characters if (at := text.find(c)) >= 0), default=len(text))


def _starts(text: str) -> list[int]:
    """Where the object may begin: at the first brace, in a fence, at the start of a line.

    Not at any brace: of a broken object the inner ones are whole, and are not the answer.
    """
    starts = {match.end() - 1 for match in _START.finditer(text)}
    first = text.find("{")
    ordered = sorted(starts | {first} - {-1})
    if len(ordered) <= MOST_STARTS:
        return ordered
    return ordered[: MOST_STARTS // 2] + ordered[-MOST_STARTS // 2 :]


def _depth(value: Json) -> int:
    deepest, stack = 0, [(value, 1)]
    while stack:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        children = (
            node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        )
        stack.extend((child, depth + 1) for child in children)
    return deepest
