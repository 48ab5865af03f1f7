"""Bringing an answer to the shape of its schema where nothing is lost by it.

Models wrap answers, add fields, write numbers as text or one string where a list is asked for. That
costs no new try. What is missing or wrong in itself is left for validation to say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping

from genesis_flows.generation.content.content_checks import is_placeholder
from genesis_flows.generation.reading.shape import find_shaped, fold_key
from genesis_flows.json_value import Json

_LIST_MARK = re.compile(r"\s*\n+\s*")
_LEADING_MARK = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)、])\s*")
_TRANSLATED = {
    "novel": "小说 长篇 长篇小说 单本 单行本 book",
    "serial": "连载 网文 连载小说 网络小说 series",
    "chars": "字 字数 汉字 characters character",
    "words": "词 单词 词数 英文单词 word",
}
_MEANT = {said: word for word, others in _TRANSLATED.items() for said in others.split()}
"""Words of an enumeration as models translate them."""

_NUMBER = re.compile(r"[-+]?\d[\d,，_ ]*(?:\.\d+)?\s*(万|千|k|m)?", re.IGNORECASE)
_FACTOR = {"万": 10_000, "千": 1_000, "k": 1_000, "m": 1_000_000}


def normalise(answer: Mapping[str, Json], schema: Mapping[str, Json]) -> dict[str, Json]:
    """Give the answer in the shape of the content's schema, as far as that is plain."""
    normal = _object(_unwrapped(answer, schema), schema)
    return normal if isinstance(normal, dict) else {}


def _unwrapped(answer: Mapping[str, Json], schema: Mapping[str, Json]) -> Mapping[str, Json]:
    """`{"content": {…}}`, `{"candidates": [{…}]}`: the object inside, where it fits better."""
    found, _ = find_shaped(answer, tuple(schema["properties"]))
    return answer if found is None else found


def _value(value: Json, schema: Mapping[str, Json]) -> Json:
    kind = schema.get("type")
    if kind == "object":
        return _object(value, schema)
    if kind == "array":
        return _array(value, schema)
    if kind == "integer":
        return _integer(value)
    if kind == "string":
        return _string(value, schema)
    return value


def _object(value: Json, schema: Mapping[str, Json]) -> Json:
    if not isinstance(value, dict):
        return value
    required = set(schema.get("required", ()))
    normal: dict[str, Json] = {}
    value = _in_case(value, schema["properties"].keys())
    for key, part in schema["properties"].items():
        found = value.get(key)
        if found is None and part.get("type") == "array" and part.get("minItems", 0) == 0:
            if key in required:
                normal[key] = []
            continue
        if found is None:
            continue
        made = _value(found, part)
        if key not in required and isinstance(made, str) and is_placeholder(made):
            continue
        normal[key] = made
    return normal


def _in_case(value: dict[str, Json], keys: Collection[str]) -> dict[str, Json]:
    """Give the object with its keys as the schema writes them: ReaderPromise, reader-promise."""
    if all(key in value for key in keys):
        return value
    by_folded = {fold_key(key): key for key in keys}
    renamed = {by_folded.get(fold_key(str(key)), key): item for key, item in value.items()}
    return {**renamed, **{key: value[key] for key in keys if key in value}}


def _array(value: Json, schema: Mapping[str, Json]) -> Json:
    if isinstance(value, str) and schema["items"].get("type") == "string":
        value = _LIST_MARK.split(value.strip()) if "\n" in value.strip() else [value]
        value = [_LEADING_MARK.sub("", entry) for entry in value]
    if isinstance(value, dict | str | int):
        value = [value]
    if not isinstance(value, list):
        return value
    items = [_value(item, schema["items"]) for item in value if item is not None]
    if schema["items"].get("type") == "string":
        items = [item for item in items if not isinstance(item, str) or item.strip()]
    return items[: schema.get("maxItems", len(items))]


def _integer(value: Json) -> Json:
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        match = _NUMBER.search(value)
        if match:
            digits = re.sub(r"[^\d.\-]", "", match.group(0).rstrip("万千kKmM "))
            factor = _FACTOR.get((match.group(1) or "").lower(), 1)
            number = float(digits) * factor
            return int(number) if math.isfinite(number) else value
    return value


def _string(value: Json, schema: Mapping[str, Json]) -> Json:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    if not isinstance(value, str):
        return value
    text = value.strip()
    if "enum" in schema:
        folded = {str(word).lower(): word for word in schema["enum"]}
        meant = _MEANT.get(text.lower(), text.lower())
        return folded.get(meant, text)
    return text
