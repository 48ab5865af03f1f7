"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Sequence

from genesis_flows.json_value import Json


class _Missing:
    """What is found where a pointer points to nothing; no JSON value is like it."""


MISSING = _Missing()


def parse_pointer(pointer: str) -> list[str]:
    """Give a pointer's steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def format_pointer(steps: Sequence[str | int]) -> str:
    """Give the pointer of some steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def get_at(value: Json, steps: Sequence[str | int]) -> Json:
    """Give what is there, or MISSING."""
    for step in steps:
        value = child(value, str(step))
        if value is MISSING:
            return MISSING
    return value


def copied(value: Json) -> Json:
    """Give a JSON value of its own: as copy.deepcopy, in less than half the time."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [copied(inner) for inner in value]
    return value


def child(value: Json, step: str) -> Json:
    """Give one step's value, or MISSING."""
    if isinstance(value, dict):
        return value.get(step, MISSING)
    if isinstance(value, list) and step.isascii() and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return MISSING
