"""What can be kept of an answer that is wrong in part: the rest, over the proposal it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genesis_flows.generation.content.pointers import (
    MISSING,
    child,
    copied,
    parse_pointer,
)
from genesis_flows.json_value import Json


def without_faults(
    content: Mapping[str, Json], parent: Mapping[str, Json], problems: Sequence[str]
) -> dict[str, Json] | None:
    """Give the content with the parent's text where the problems point to; None where nowhere.

    `problems`: "/pointer: words" each. A faulty item that the parent does not have is left out.
    """
    made = copied(dict(content))
    is_mended = False
    for steps in sorted((_steps(problem) for problem in problems), reverse=True):
        if not steps:
            continue
        is_mended = True
        key = steps[0]
        held, before = made.get(key, MISSING), parent.get(key, MISSING)
        item = child(held, steps[1]) if len(steps) > 1 and isinstance(held, list) else MISSING
        if isinstance(item, dict) and isinstance(item.get("id"), str) and isinstance(before, list):
            _restore(held, item, before)
        elif before is MISSING:
            made.pop(key, None)
        else:
            made[key] = copied(before)
    return made if is_mended else None


def _restore(items: list[Json], item: dict[str, Json], before: list[Json]) -> None:
    old = next((b for b in before if isinstance(b, dict) and b.get("id") == item["id"]), None)
    index = next(i for i, entry in enumerate(items) if entry is item)
    if old is None:
        del items[index]
    else:
        items[index] = copied(old)


def _steps(problem: str) -> list[str]:
    pointer = problem.partition(":")[0]
    return [step for step in parse_pointer(pointer) if step] if pointer.startswith("/") else []
