"""A stage's schema for a model that finds no end: short texts, few items, nothing optional."""

from __future__ import annotations

from collections.abc import Mapping

from genesis_flows.json_value import Json

LONGEST_TEXT = 160
"""Characters. A model that is small closes a text only where it has to."""
FEW = 2
WHOLE_LISTS = frozenset({"chapters", "parts", "receipts"})
"""Lists whose length is the book's and not the model's to choose."""


def brief_schema(schema: Mapping[str, Json], *, is_revision: bool) -> dict[str, Json]:
    """Give the schema with bounds that end an answer.

    What may be null is left out, but in a revision, where null is what stays.
    """
    return _brief(schema, "", keeps_optional=is_revision)


def _brief(node: Mapping[str, Json], name: str, *, keeps_optional: bool) -> dict[str, Json]:
    made = dict(node)
    if "properties" in made:
        kept = {
            key: value
            for key, value in made["properties"].items()
            if keeps_optional or not _may_be_null(value)
        }
        made["properties"] = {
            key: _brief(value, key, keeps_optional=keeps_optional) for key, value in kept.items()
        }
        made["required"] = list(kept)
    if "items" in made:
        made["items"] = _brief(made["items"], name, keeps_optional=keeps_optional)
        if name not in WHOLE_LISTS:
            made["maxItems"] = max(FEW, made.get("minItems", 0))
    if "string" in _kinds(made) and "enum" not in made:
        made |= {"minLength": 1, "maxLength": LONGEST_TEXT}
    return made


def _kinds(node: Mapping[str, Json]) -> list[str]:
    kinds = node.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _may_be_null(node: Mapping[str, Json]) -> bool:
    return "null" in _kinds(node)
