from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from genesis_flows.generation.content.fields import Field, reference_keys, stage_fields
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.wording.model_schema import model_schema


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
    names = {key for _, key in _references(stage_fields(stage))}
    assert names <= reference_keys()
    described = {
        key
        for schema in objects(model_schema(stage))
        for key, value in schema["properties"].items()
        if "description" in value
    }
    assert names <= described


def _references(fields: Mapping[str, Field]) -> Iterator[tuple[Field, str]]:
    for key, field in fields.items():
        if field.kind in ("reference", "references") and key != "id":
            yield field, key
        yield from _references(field.fields)
