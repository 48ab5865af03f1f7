"""Finding the JSON object in what a model said, beside code fences, words and thoughts."""

from __future__ import annotations

import json
import re
from typing import Any

Json = Any
"""A value as json.loads gives it."""

THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
DEEPEST = 32


class NoJson(ValueError):
    """There is no whole JSON object in the answer."""


def parse_answer(text: str) -> dict[str, Json]:
    """Give the answer's JSON object: the widest one that is whole.

    Raises:
        NoJson: with a sentence that a model can act on.
    """
    cleaned = THOUGHT.sub("", text)
    found: dict[str, Json] = {}
    widest = 0
    problem = "there is no JSON object in it"
    for start in _starts(cleaned):
        try:
            value, width = _decode(cleaned[start:])
        except (ValueError, RecursionError) as error:
            problem = f"it is not valid JSON: {error}"
            continue
        if isinstance(value, dict) and width > widest:
            found, widest = value, width
    if not found:
        raise NoJson(f"The answer cannot be read: {problem}.")
    if _depth(found) > DEEPEST:
        raise NoJson("The answer is nested too deeply.")
    made = storable(found)
    if not isinstance(made, dict):
        raise NoJson("The answer is not an object.")
    return made


def _starts(text: str) -> list[int]:
    """Where the object may begin: at the first brace, in a fence, at the start of a line.

    Not at any brace: of a broken object the inner ones are whole, and are not the answer.
    """
    starts = {match.end() - 1 for match in re.finditer(r"```\w*\s*\{|^\{", text, re.MULTILINE)}
    first = text.find("{")
    return sorted(starts | {first} - {-1})


def _decode(text: str) -> tuple[Json, int]:
    """Decode the object at the text's start; trailing commas are what models get wrong most."""
    decoder = json.JSONDecoder(strict=False)
    try:
        return decoder.raw_decode(text)
    except ValueError:
        mended = re.sub(r",(\s*[}\]])", r"\1", text)
        if mended == text:
            raise
        return decoder.raw_decode(mended)


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


def storable(value: Json) -> Json:
    """Give the value without what PostgreSQL cannot store: NUL and lone surrogates."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {str(storable(key)): storable(item) for key, item in value.items()}
    return value
