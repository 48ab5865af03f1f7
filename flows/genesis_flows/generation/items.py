"""The arrays of a content whose items have an id, and what their items are called by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Json = Any
"""A value as json.loads gives it."""


@dataclass(frozen=True)
class ItemArray:
    """One array: where it is in its object, what names an item, and arrays inside its items."""

    key: str
    names: tuple[str, ...]
    """The properties that name an item; two rounds' items of one name are one item."""
    identity: Callable[[Mapping[str, Json]], str] | None = None
    """The name where it is made of several properties."""
    inner: tuple[ItemArray, ...] = ()


def _relation(item: Mapping[str, Json]) -> str:
    return f"{item.get('from')} → {item.get('to')}"


def _history(item: Mapping[str, Json]) -> str:
    return f"{item.get('when')}: {item.get('event')}"


ITEM_ARRAYS: Mapping[str, tuple[ItemArray, ...]] = {
    "CONCEPT_SELECTION": (),
    "STORY_CONCEPTION": (ItemArray("threads", ("question",)),),
    "WORLDVIEW": (
        ItemArray("rules", ("rule",)),
        ItemArray("power_levels", ("name",)),
        ItemArray("factions", ("name",)),
        ItemArray("places", ("name",)),
        ItemArray("history", ("event",), _history),
        ItemArray("secrets", ("truth",)),
        ItemArray("glossary", ("term",)),
    ),
    "CHARACTERS": (
        ItemArray("characters", ("name", "aliases")),
        ItemArray("relations", (), _relation),
    ),
    "PLOT_OUTLINE": (
        ItemArray("parts", ("title",), inner=(ItemArray("chapters", ("title",)),)),
        ItemArray("threads", ("name",)),
    ),
}


def items_of(holder: Mapping[str, Json], key: str) -> list[dict[str, Json]]:
    """Give the objects of an array, or nothing where there is none."""
    value = holder.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
