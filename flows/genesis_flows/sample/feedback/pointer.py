"""JSON Pointers (RFC 6901) into a content: read, write, and whether a lock covers a place."""

from __future__ import annotations

from collections.abc import Iterable

from genesis_flows.sample.library.bank import Value


class Missing(Exception):
    """There is no such place in this content."""


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def read(content: Value, pointer: str) -> Value:
    """The value at `pointer`; raises Missing."""
    here = content
    for step in _steps(pointer):
        here = _child(here, step)
    return here


def write(content: Value, pointer: str, value: Value) -> None:
    """Put `value` where a value is already, or as a new key of an object; raises Missing."""
    steps = _steps(pointer)
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
    if isinstance(here, dict) and step in here:
        return here[step]
    if isinstance(here, list) and step.isascii() and step.isdigit() and int(step) < len(here):
        return here[int(step)]
    raise Missing(step)


def is_locked(pointer: str, locked: Iterable[str]) -> bool:
    """Whether writing at `pointer` would change something that is locked, or is within it."""
    return any(
        lock in ("", pointer) or pointer.startswith(lock + "/") or lock.startswith(pointer + "/")
        for lock in locked
    )
