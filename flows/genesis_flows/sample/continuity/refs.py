"""From ids back to names: a parent's content as a generator writes it, without a server's ids."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from genesis_flows.generation.content.fields import (
    all_fields,
    entries_in,
    reference_keys,
    target_names,
)
from genesis_flows.sample.library.bank import Json, Value


def without_ids(content: Json, accepted: Mapping[str, Value]) -> Json:
    """A copy of `content` with references by name and no `id`; nothing else is changed."""
    names: dict[str, str] = {}
    for known in (*accepted.values(), content):
        _collect(known, names)
        if isinstance(known, Mapping):
            for fields in all_fields():
                for _, entry_id, text in entries_in(fields, known):
                    names.setdefault(entry_id, text)
    plain: Json = _walk(copy.deepcopy(content), names)
    for thread in plain.get("threads", []) if "parts" in plain else []:
        if isinstance(thread, dict) and not thread.get("name"):
            thread["name"] = names.get(thread.pop("_id", ""), "")
    _drop(plain)
    return plain


def _collect(value: Value, names: dict[str, str]) -> None:
    if isinstance(value, dict):
        own = value.get("id")
        name = next((value[key] for key in target_names() if isinstance(value.get(key), str)), None)
        if isinstance(own, str) and name:
            names[own] = name
        for item in value.values():
            _collect(item, names)
    elif isinstance(value, list):
        for item in value:
            _collect(item, names)


def _walk(value: Value, names: Mapping[str, str]) -> Value:
    if isinstance(value, list):
        return [_walk(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    plain: Json = {}
    for key, item in value.items():
        if key == "id":
            plain["_id"] = item
        elif key in reference_keys() and isinstance(item, str):
            plain[key] = names.get(item, item)
        elif key in reference_keys() and isinstance(item, list):
            plain[key] = [names.get(one, one) if isinstance(one, str) else one for one in item]
        else:
            plain[key] = _walk(item, names)
    return plain


def _drop(value: Value) -> None:
    if isinstance(value, dict):
        value.pop("_id", None)
        for item in value.values():
            _drop(item)
    elif isinstance(value, list):
        for item in value:
            _drop(item)
