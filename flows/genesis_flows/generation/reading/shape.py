"""Which object in a value is the answer, and the other ways of writing its keys."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Mapping

from genesis_flows.json_value import Json

MOST_LOOKED_AT = 64
"""Objects and lists that are looked into: wrappers are few and near the top."""

_NOT_WORDS = re.compile(r"[\W_]+")


def fold_key(key: str) -> str:
    """Give a key as it is compared: readerPromise, Reader-Promise and reader_promise are one."""
    return _NOT_WORDS.sub("", key[:100]).casefold()


def fit(value: Mapping[str, Json], keys: Collection[str]) -> int:
    """Give how many of the keys the object has, in any case."""
    has = {fold_key(str(key)) for key in list(value)[:MOST_LOOKED_AT]}
    return sum(1 for key in keys if key in value or fold_key(key) in has)


def find_shaped(value: Json, keys: Collection[str]) -> tuple[dict[str, Json] | None, int]:
    """Give the object that has the most of these keys, and how many: outermost and first wins.

    It may be wrapped: `{"content": {…}}`, `{"candidates": [{…}]}`, `[{…}]`.
    """
    best: dict[str, Json] | None = None
    best_fit = -1
    queue: deque[Json] = deque([value])
    looked_at = 0
    while queue and looked_at < MOST_LOOKED_AT:
        node = queue.popleft()
        looked_at += 1
        if isinstance(node, dict):
            node_fit = fit(node, keys)
            if node_fit > best_fit:
                best, best_fit = node, node_fit
        inner = node.values() if isinstance(node, dict) else node
        queue.extend([n for n in inner if isinstance(n, dict | list)][:MOST_LOOKED_AT])
    return best, best_fit
