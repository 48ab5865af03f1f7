"""JSON Pointers (RFC 6901) into a content: read, write, and whether a lock covers a place."""

from __future__ import annotations

from collections.abc import Iterable

from genesis_flows.generation.content.pointers import MISSING, child, parse_pointer
from genesis_flows.sample.library.bank import Value


class Missing(Exception):
    """There is no such place in this content."""


def read(content: Value, pointer: str) -> Value:
    """The value at `pointer`; raises Missing."""
    here = content
    for step in parse_pointer(pointer):
        here = _child(here, step)
    return here


def write(content: Value, pointer: str, value: Value) -> None:
    """Put `value` where a value is already, or as a new key of an object; raises Missing."""
    steps = parse_pointer(pointer)
    if not steps:
        raise Missing(pointer)
    here = content
    for step in steps[:-1]:
        here = _child(here, step)
    if isinstance(here, dict):
        here[steps[-1]] = value
    else:
        _child(here, steps[-1])
        here[int(steps[-1])] = value


def _child(here: Value, step: str) -> Value:
    there: Value = child(here, step)
    if there is MISSING:
        raise Missing(step)
    return there


def is_locked(pointer: str, locked: Iterable[str]) -> bool:
    """Whether writing at `pointer` would change something that is locked, or is within it."""
    return any(
        lock in ("", pointer) or pointer.startswith(lock + "/") or lock.startswith(pointer + "/")
        for lock in locked
    )
