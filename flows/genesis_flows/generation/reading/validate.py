"""Whether a content may be recorded: its Pydantic model, no blank text, not too large."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import ValidationError

from genesis_flows.generation.content.fields import reference_keys, stage_fields, unmet_needs
from genesis_flows.generation.content.stages import CONTENT_MODELS, MAX_CONTENT_BYTES
from genesis_flows.json_value import Json

MOST_PROBLEMS = 20


def find_problems(stage: str, content: Mapping[str, Json]) -> list[str]:
    """Give what is wrong with a content, each as "/pointer: words", or nothing."""
    problems: list[str] = []
    try:
        CONTENT_MODELS[stage].model_validate_json(
            json.dumps(content, ensure_ascii=False), strict=True
        )
    except ValidationError as error:
        problems += [
            f"/{'/'.join(str(step) for step in issue['loc'])}: {issue['msg']}"
            for issue in error.errors(include_url=False, include_input=False)
        ]
    problems += unmet_needs(stage_fields(stage), content)
    problems += [f"{pointer}: must not be blank" for pointer in _blanks(content, "")]
    size = len(json.dumps(content, ensure_ascii=False).encode("utf-8"))
    if size > MAX_CONTENT_BYTES:
        problems.append(f"/: {size} bytes, at most {MAX_CONTENT_BYTES}; write more briefly")
    return problems[:MOST_PROBLEMS]


def _blanks(value: Json, pointer: str) -> list[str]:
    if isinstance(value, str):
        return [] if value.strip() else [pointer]
    if isinstance(value, list):
        return [p for index, item in enumerate(value) for p in _blanks(item, f"{pointer}/{index}")]
    if isinstance(value, dict):
        # A reference to nothing is a check for the writer, not a fault of the answer.
        return [
            p
            for key, item in value.items()
            if key not in reference_keys()
            for p in _blanks(item, f"{pointer}/{key}")
        ]
    return []
