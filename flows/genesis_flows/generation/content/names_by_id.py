"""What the items of contents are called, by their ids: models know names alone."""

from __future__ import annotations

from collections.abc import Iterable

from genesis_flows.generation.content.fields import all_fields, entries_in
from genesis_flows.json_value import Json

_NAMING = ("name", "title", "question", "term", "rule", "truth", "text")


def names_by_id(contents: Iterable[Json]) -> dict[str, str]:
    """Give the name of every item that has one, in these contents."""
    names: dict[str, str] = {}
    stack: list[Json] = list(contents)
    for content in list(stack):
        for fields in all_fields() if isinstance(content, dict) else ():
            names |= {entry_id: text for _, entry_id, text in entries_in(fields, content)}
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            stack.extend(node.values())
            name = next((node[key] for key in _NAMING if key in node), None)
            if isinstance(node.get("id"), str) and isinstance(name, str):
                names[node["id"]] = name
    return names
