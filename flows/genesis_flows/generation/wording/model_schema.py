"""The schema that a model is given: without ids, with names for references, and strict.

Strict mode takes every property as required and none beside them, so what is optional becomes
nullable here and its nulls are dropped again from the answer (normalise.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from genesis_flows.generation.content.fields import earlier_keys, reference_hint
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.json_value import Json

_KEPT = ("type", "enum", "minItems", "maxItems", "minimum", "maximum")
"""Keywords that strict modes accept; lengths are checked on the answer instead."""

_ALWAYS = {("PLOT_OUTLINE", "threads", "name")}
"""Optional in a content, but the only way for a model to say which thread it means."""

THREAD_NAME = (
    "The question of a thread of the accepted story, word for word; else a new thread's own."
)


@cache
def model_schema(stage: str) -> Mapping[str, Json]:
    """Give the JSON schema of what a model answers for a stage. Do not change it."""
    return to_model_schema(stage, content_schema(stage))


def to_model_schema(stage: str, schema: Mapping[str, Json]) -> Mapping[str, Json]:
    """Give a schema of that stage as strict modes take it."""
    made = _transform(stage, schema, "")
    if not isinstance(made, dict):
        raise TypeError(f"the schema of {stage} is not an object")
    return made


def schema_name(stage: str) -> str:
    """Give the name that strict modes want for a schema."""
    return f"{stage.lower()}_content"


def _transform(stage: str, node: Mapping[str, Json], name: str) -> Json:
    kept = {key: node[key] for key in _KEPT if key in node}
    if node.get("type") == "object":
        required = set(node.get("required", ()))
        properties = {
            key: _property(stage, name, key, value, is_required=key in required)
            for key, value in node["properties"].items()
            if key != "id" and (name, key) not in earlier_keys(stage)
        }
        return {
            **kept,
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    if node.get("type") == "array":
        return {**kept, "items": _transform(stage, node["items"], name)}
    return kept


def _property(
    stage: str, parent: str, key: str, node: Mapping[str, Json], *, is_required: bool
) -> Json:
    schema = _transform(stage, node, key)
    if hint := node.get("hint") or reference_hint(stage, key):
        schema["description"] = hint
    if (stage, parent, key) in _ALWAYS:
        schema["description"] = THREAD_NAME
        return schema
    if not is_required:
        schema["type"] = [schema["type"], "null"]
    return schema
