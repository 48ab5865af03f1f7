"""Whether anything of a key can be read."""

from __future__ import annotations

SHORTEST_PART = 8


def parts_of(key: str) -> list[str]:
    """Every eight characters in a row of it."""
    return [key[at : at + SHORTEST_PART] for at in range(len(key) - SHORTEST_PART + 1)]


def has_part_of(key: str, text: str) -> bool:
    return any(part in text for part in parts_of(key))
