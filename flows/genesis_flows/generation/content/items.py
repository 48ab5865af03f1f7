"""The arrays of a content whose items have an id, and what their items are called by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from genesis_flows.generation.content.fields import Field, stage_fields
from genesis_flows.json_value import Json


@dataclass(frozen=True)
class ItemArray:
    """One array: where it is in its object, what names an item, and arrays inside its items."""

    key: str
    names: tuple[str, ...]
    """The properties that name an item; two rounds' items of one name are one item."""
    identity: tuple[str, ...] = ()
    """The properties that make up the name together, where no single one does."""
    inner: tuple[ItemArray, ...] = ()

    def identity_of(self, item: Mapping[str, Json]) -> str:
        """Give the name that is made of several properties."""
        return " ".join(str(item.get(key)) for key in self.identity)


@cache
def item_arrays(stage: str) -> tuple[ItemArray, ...]:
    """Give the arrays of a stage's content, in order."""
    return _arrays(stage_fields(stage))


def _arrays(fields: Mapping[str, Field]) -> tuple[ItemArray, ...]:
    return tuple(
        ItemArray(key, field.names, field.identity, _arrays(field.fields))
        for key, field in fields.items()
        if field.has_ids
    )


def items_of(holder: Mapping[str, Json], key: str) -> list[dict[str, Json]]:
    """Give the objects of an array, or nothing where there is none."""
    value = holder.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
