"""The shape of a revision's answer: what changes, and nothing that stays.

Every field may be missing (null where an endpoint's strict mode asks for all of them). Items of
lists say by `at` which item of the present proposal they change; without it they are new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from genesis_flows.generation.content.pointers import parse_pointer
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.wording.model_schema import to_model_schema
from genesis_flows.json_value import Json

AT = "at"
REMOVE = "remove"
RECEIPTS = "receipts"
AT_HINT = "Pointer of the item in <current> that this changes, such as /places/2; null: a new item."
REMOVE_HINT = "Pointers into <current> of the items and optional fields that go."

_RECEIPT: Json = {
    "type": "object",
    "properties": {
        "request": {"type": "string", "description": "One request of the feedback, in few words."},
        "status": {"type": "string", "enum": ["DONE", "PARTLY", "NOT_DONE"]},
        "note": {
            "type": "string",
            "description": "What was done, or why not; a mistake that it rests on is named.",
        },
        "pointers": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["request", "status", "note", "pointers"],
    "additionalProperties": False,
}
_EXTRAS: Json = {
    REMOVE: {"type": "array", "items": {"type": "string"}, "description": REMOVE_HINT},
    RECEIPTS: {"type": "array", "items": _RECEIPT},
}


@cache
def partial_schema(stage: str) -> Mapping[str, Json]:
    """Give a stage's schema with nothing required, `at` for ids, and what a revision adds."""
    loose = _loosened(content_schema(stage))
    return {**loose, "properties": {**loose["properties"], **_EXTRAS}}


@cache
def whole_revision_schema(stage: str) -> Mapping[str, Json]:
    """Give the JSON schema of a revision's answer that may change anything. Do not change it."""
    made: dict[str, Json] = dict(to_model_schema(stage, _loosened(content_schema(stage))))
    properties = {**made["properties"], **_EXTRAS}
    return {**made, "properties": properties, "required": list(properties)}


def revision_schema(stage: str, only: Sequence[str]) -> Mapping[str, Json]:
    """Give the JSON schema of a revision's answer. `only`: pointers to what may change, or none."""
    whole = whole_revision_schema(stage)
    keys = {next(iter(parse_pointer(pointer)), "") for pointer in only}
    if not only or "" in keys:
        return whole
    properties = {
        key: value for key, value in whole["properties"].items() if key in keys or key in _EXTRAS
    }
    return {**whole, "properties": properties, "required": list(properties)}


def _loosened(node: Mapping[str, Json]) -> dict[str, Json]:
    """Give a schema in which every field may be missing; lists without ids stay whole."""
    if node.get("type") == "array":
        items = node["items"]
        if "id" not in items.get("properties", {}):
            return dict(node)
        return {k: v for k, v in node.items() if k != "minItems"} | {"items": _loosened(items)}
    if node.get("type") != "object":
        return dict(node)
    properties = {key: _loosened(value) for key, value in node["properties"].items()}
    if "id" in properties:
        del properties["id"]
        properties = {AT: {"type": "string", "hint": AT_HINT}, **properties}
    return {**node, "properties": properties, "required": []}
