"""What may be kept of a text that is not the studio's own."""

from __future__ import annotations

from genesis_flows.json_value import Json
from genesis_flows.secrets import known

LONGEST_NAME = 200


def quotable(text: str) -> str:
    """Give an endpoint's own words as they may be kept and shown: no secret, and storable."""
    return known.redact(storable_text(text))


def quotable_name(name: str | None) -> str | None:
    """Give the name by which an endpoint calls a model, as it may be kept and shown."""
    return None if name is None else quotable(" ".join(name.split()))[:LONGEST_NAME] or None


def storable_text(text: str) -> str:
    """Give the text without what PostgreSQL cannot store: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def storable(value: Json) -> Json:
    """Give the value without what PostgreSQL cannot store: NUL and lone surrogates."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {str(storable(key)): storable(item) for key, item in value.items()}
    return value
