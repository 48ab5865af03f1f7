from __future__ import annotations

from typing import Any

import pytest

from genesis_flows.generation.asking.brief_schema import (
    LONGEST_TEXT,
    WHOLE_LISTS,
    brief_schema,
)
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.wording.model_schema import model_schema
from genesis_flows.providers.schema_subset import (
    ANTHROPIC,
    COMMON,
    GEMINI,
    LLAMA_CPP,
    OPENAI_STRICT,
    Subset,
    bounds_in_words,
    subset_of,
)

TAKES: dict[str, set[str]] = {
    "openai": {"type", "enum", "properties", "required", "items", "additionalProperties", "description",
               "minItems", "maxItems", "minimum", "maximum"},
    "gemini": {"type", "enum", "properties", "required", "items", "description", "minItems"},
    "anthropic": {"type", "enum", "properties", "required", "items", "additionalProperties", "description", "anyOf"},
    "llama.cpp": {"type", "enum", "properties", "required", "items", "additionalProperties", "description",
                  "minItems", "maxItems", "minLength", "maxLength"},
    "common": {"type", "enum", "properties", "required", "items", "additionalProperties", "description"},
}  # fmt: skip
"""What each documents that it takes, written down."""


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("subset", [OPENAI_STRICT, GEMINI, ANTHROPIC, LLAMA_CPP, COMMON])
def test_every_stages_schema_is_in_every_subset(stage: str, subset: Subset) -> None:
    def check(node: dict[str, Any]) -> None:
        assert node.keys() <= TAKES[subset.name]
        if subset is ANTHROPIC:
            assert not isinstance(node.get("type"), list)
        for value in node.get("properties", {}).values():
            check(value)
        for value in [*node.get("anyOf", []), *([node["items"]] if "items" in node else [])]:
            check(value)

    made = subset.convert(model_schema(stage))
    check(made)
    assert made["required"] == list(made["properties"])


def test_what_a_subset_lacks_is_said_in_words() -> None:
    schema = model_schema("STORY_CONCEPTION")
    assert "/open_questions" in bounds_in_words(schema, COMMON, "en")
    assert bounds_in_words(schema, COMMON, "zh-CN").startswith("数量")
    assert bounds_in_words(schema, OPENAI_STRICT, "en") == ""


@pytest.mark.parametrize(
    ("host", "subset"),
    [
        ("api.openai.com", OPENAI_STRICT),
        ("generativelanguage.googleapis.com", GEMINI),
        ("127.0.0.1:8080", LLAMA_CPP),
        ("[::1]:8080", LLAMA_CPP),
        ("gateway.example:443", COMMON),
    ],
)
def test_an_endpoint_is_known_by_its_host(host: str, subset: Subset) -> None:
    assert subset_of(host) is subset


@pytest.mark.parametrize("stage", STAGES)
def test_a_brief_schema_bounds_every_text_and_list_and_has_no_field_that_may_be_null(
    stage: str,
) -> None:
    def check(node: dict[str, Any], name: str) -> None:
        if node.get("type") == "string" and "enum" not in node:
            assert node["maxLength"] == LONGEST_TEXT, name
        if node.get("type") == "array":
            assert name in WHOLE_LISTS or node["maxItems"] <= max(2, node.get("minItems", 0))
            check(node["items"], name)
        for key, value in node.get("properties", {}).items():
            assert "null" not in value["type"], key
            check(value, key)

    brief = brief_schema(model_schema(stage), is_revision=False)
    check(brief, "")
    assert "maxLength" in str(LLAMA_CPP.convert(brief))
    assert "maxLength" not in str(OPENAI_STRICT.convert(brief))
