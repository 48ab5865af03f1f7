"""A whole content from what of it is there: what nobody said stands as `—`, valid and unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from genesis_flows.generation.content.fields import reference_keys
from genesis_flows.json_value import Json

UNSAID = "—"
"""As in shared-types/content/unsaid.ts: pages, exports and checks pass over it."""
UNSAID_CHOICE = {"weight": "minor"}
"""Of a person of whom only the name is known, only what a minor one needs is asked."""


def fill(schema: Mapping[str, Json], held: Json, key: str = "") -> Json:
    """Give the value with everything that its schema (content_schema) requires."""
    kind = schema.get("type")
    if kind == "object":
        given = held if isinstance(held, dict) else {}
        properties = schema.get("properties", {})
        names = [n for n in properties if n in given or n in schema.get("required", ())]
        return {name: fill(properties[name], given.get(name), name) for name in names}
    if kind == "array":
        items = list(held) if isinstance(held, list) else []
        items += [None] * (schema.get("minItems", 0) - len(items))
        return [fill(schema.get("items", {}), item, key) for item in items]
    return held if held is not None else _unsaid(schema, key)


def _unsaid(schema: Mapping[str, Json], key: str) -> Json:
    if "enum" in schema:
        return UNSAID_CHOICE.get(key, schema["enum"][0])
    if schema.get("type") in ("integer", "number"):
        return max(1, schema.get("minimum", 1))
    if key == "id":
        return uuid4().hex[:12]
    return "" if key in reference_keys() else UNSAID
