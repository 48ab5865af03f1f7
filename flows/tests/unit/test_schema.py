from __future__ import annotations

from typing import Any

import pytest

from genesis_flows.generation.model_schema import model_schema
from genesis_flows.generation.stages import REFERENCE_KEYS, STAGES, content_schema


def objects(schema: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if isinstance(schema, dict):
        if "properties" in schema:
            found.append(schema)
            for value in schema["properties"].values():
                found += objects(value)
        found += objects(schema.get("items"))
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_a_model_is_given_a_strict_schema_without_ids(stage: str) -> None:
    made = objects(model_schema(stage))
    assert made
    for schema in made:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert "id" not in schema["properties"]


@pytest.mark.parametrize("stage", STAGES)
def test_only_keywords_that_strict_modes_take_are_left(stage: str) -> None:
    allowed = {
        "type", "enum", "items", "properties", "required", "additionalProperties",
        "description", "minItems", "maxItems", "minimum", "maximum",
    }  # fmt: skip

    def check(schema: dict[str, Any]) -> None:
        assert schema.keys() <= allowed
        for value in schema.get("properties", {}).values():
            check(value)
        if "items" in schema:
            check(schema["items"])

    check(dict(model_schema(stage)))


def test_what_is_optional_may_be_null_and_nothing_else_may() -> None:
    concept = model_schema("CONCEPT_SELECTION")["properties"]
    assert concept["advantage"]["type"] == ["string", "null"]
    assert concept["title"]["type"] == "string"
    threads = model_schema("PLOT_OUTLINE")["properties"]["threads"]["items"]["properties"]
    assert threads["name"]["type"] == "string"


@pytest.mark.parametrize("stage", STAGES)
def test_every_reference_of_the_contents_is_described_and_known_as_one(stage: str) -> None:
    def references(schema: Any, key: str = "") -> set[str]:
        found = {key} if schema.get("title") == "ItemRef" else set()
        for name, value in schema.get("properties", {}).items():
            found |= references(value, name)
        return found | (references(schema["items"], key) if "items" in schema else set())

    names = references(content_schema(stage))
    assert names <= REFERENCE_KEYS
    described = {
        key
        for schema in objects(model_schema(stage))
        for key, value in schema["properties"].items()
        if "description" in value
    }
    assert names <= described
