"""The stages and the shape of their contents, as the generated package has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel

from genesis_flows.json_value import Json
from genesis_shared.models import (
    CharactersContent,
    ConceptContent,
    PlotContent,
    StoryContent,
    WorldContent,
)

CONTENT_MODELS: Mapping[str, type[BaseModel]] = {
    "CONCEPT_SELECTION": ConceptContent,
    "STORY_CONCEPTION": StoryContent,
    "WORLDVIEW": WorldContent,
    "CHARACTERS": CharactersContent,
    "PLOT_OUTLINE": PlotContent,
}
STAGES = tuple(CONTENT_MODELS)

MAX_CONTENT_BYTES = 192 * 1024
"""As in shared-types/content/stage-content.ts: a content fits a command."""

LONGEST_REFERENCE = 300
"""As in shared-types/text.ts: an unresolved name stays where the id would be."""


@cache
def content_schema(stage: str) -> Mapping[str, Json]:
    """Give the JSON schema of a stage's content, its references written out. Do not change it."""
    text = files("genesis_shared").joinpath("content_schemas.json").read_text("utf-8")
    schema = json.loads(text)[stage]
    inlined = _inline(schema, schema.get("$defs", {}))
    if not isinstance(inlined, dict):
        raise TypeError(f"the schema of {stage} is not an object")
    return inlined


def _inline(node: Json, definitions: Mapping[str, Json]) -> Json:
    if isinstance(node, list):
        return [_inline(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str):
        name = reference.rpartition("/")[2]
        rest = {
            key: value for key, value in node.items() if key not in ("$ref", "$defs", "$schema")
        }
        return {
            **_inline(definitions[name], definitions),
            **_inline(rest, definitions),
        }
    return {
        key: _inline(value, definitions)
        for key, value in node.items()
        if key not in ("$defs", "$schema")
    }
