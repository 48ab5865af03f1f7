"""What the writer locked comes back with the same JSON value, whatever the model wrote.

Locks are pointers into the parent's content. Items of arrays are followed by their id, so that a
lock holds when the array is reordered; an item that the answer left out is put back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from genesis_flows.generation.content.pointers import (
    MISSING,
    child,
    copied,
    format_pointer,
    get_at,
    parse_pointer,
)
from genesis_flows.json_value import Json


class Rank(IntEnum):
    """Of two items with one id, the one of the higher rank stays."""

    FREE = 0
    CARRIED = 1
    FIXED = 2


def apply_locks(
    content: dict[str, Json],
    parent: Mapping[str, Json] | None,
    locked: Sequence[str],
    schema: Mapping[str, Json],
    *,
    room: Room | None = None,
) -> tuple[dict[str, Json], list[str]]:
    """Give the content with every locked value of the parent in its place, and the locks' pointers.

    `schema` tells how many items an array may have: where a locked item is put back into a full
    array, an item that holds no lock makes `room` (None: nothing is carried in).
    """
    made = copied(dict(content))
    if parent is None:
        return made, []
    # An outer lock first: what is locked inside of it is then there already.
    pointers = sorted(
        {p for p in locked if get_at(parent, parse_pointer(p)) is not MISSING}, key=len
    )
    if "" in pointers:
        return copied(dict(parent)), pointers
    if room is None:
        room = Room(locked_ids(parent, pointers), ids_in(parent))
    for pointer in pointers:
        _put(made, parent, parse_pointer(pointer), schema, room)
    moved = {pointer: moved_pointer(made, parent, pointer) for pointer in pointers}
    locks = [parse_pointer(pointer) for pointer in moved.values()]

    def rank(steps: Sequence[str]) -> Rank:
        is_locked = any(_is_one_in_the_other(steps, lock) for lock in locks)
        return Rank.FIXED if is_locked else Rank.FREE

    drop_doubles(made, rank)
    return made, [moved_pointer(made, parent, pointer) for pointer in locked if pointer in moved]


def _put(
    made: Json,
    parent: Json,
    steps: Sequence[str],
    schema: Mapping[str, Json],
    room: Room,
) -> None:
    """Set the value at the end of the steps; what is missing on the way comes from the parent."""
    for step in steps[:-1]:
        here, there = _counterpart(made, parent, step, schema, room)
        value = child(made, here)
        if type(value) is not type(there):
            assign(made, here, copied(there))
            return
        made, parent, schema = value, there, inner_schema(schema, step)
    here, there = _counterpart(made, parent, steps[-1], schema, room)
    assign(made, here, copied(there))


def _counterpart(
    made: Json,
    parent: Json,
    step: str,
    schema: Mapping[str, Json],
    room: Room,
) -> tuple[str, Json]:
    """Give where the parent's value of that step belongs in `made`, and that value."""
    there = child(parent, step)
    if not isinstance(made, list):
        return step, there
    index = find_index(made, there, int(step))
    if index is None and not has_id(there):
        # Without ids the place is the identity: what is missing before it comes along.
        made.extend(copied(parent[len(made) : int(step) + 1]))
        index = int(step)
    if index is None:
        double = next((i for i, one in enumerate(made) if _id(one) == room.taker(there)), None)
        room.make(made, schema, double, for_lock=True)
        index = min(int(step), len(made))
        made.insert(index, copied(there))
    return str(index), there


def find_index(made: list[Json], there: Json, index: int) -> int | None:
    """Give the place of the same item: by its id where it has one, else the same place."""
    if has_id(there):
        return next(
            (
                i
                for i, item in enumerate(made)
                if isinstance(item, dict) and item.get("id") == there["id"]
            ),
            None,
        )
    return index if index < len(made) else None


def has_id(value: Json) -> bool:
    """Whether a value is an item with an id."""
    return isinstance(value, dict) and isinstance(value.get("id"), str)


@dataclass
class Room:
    """Who makes room in a full list: what is new before what was there, and no lock ever."""

    locked: frozenset[str]
    """Ids of items that hold a lock."""
    before: frozenset[str]
    """Ids of the parent's items: text that a writer has accepted so far."""
    carried: set[str] = field(default_factory=set)
    """Ids of items that are carried in, in whole or in part: they make room for a lock alone, and
    last."""
    replaced: dict[str, str] = field(default_factory=dict)
    """By the ids of items that gave way to a carried one of the same name, that one's id."""
    gone: list[Json] = field(default_factory=list)
    """What made room."""

    def taker(self, item: Json) -> str:
        """Give the id of the carried item that stands in its place; empty where none does."""
        return self.replaced.get(_id(item) or "", "")

    def make(
        self,
        items: list[Json],
        schema: Mapping[str, Json],
        index: int | None = None,
        *,
        for_lock: bool = False,
    ) -> bool:
        """Let one go where the list is full; says whether there is room now.

        Of those that may go the one at `index`, else the last.
        """
        most = schema.get("maxItems")
        if not isinstance(most, int) or len(items) < most:
            return True
        unlocked = [i for i, item in enumerate(items) if _id(item) not in self.locked]
        free = [i for i in unlocked if _id(items[i]) not in self.carried]
        new = [i for i in free if _id(items[i]) not in self.before]
        allowed = new or free or (unlocked if for_lock else [])
        if not allowed:
            return False
        self.gone.append(items.pop(index if index in allowed else allowed[-1]))
        return True


def _id(item: Json) -> str | None:
    return item["id"] if has_id(item) else None


def ids_in(value: Json) -> frozenset[str]:
    """Give the ids of all items within a value."""
    found: set[str] = set()
    _collect_ids(value, found)
    return frozenset(found)


def _collect_ids(value: Json, found: set[str]) -> None:
    if has_id(value):
        found.add(value["id"])
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            _collect_ids(inner, found)


def assign(holder: Json, step: str, value: Json) -> None:
    """Set a member of an object or an entry of a list."""
    if isinstance(holder, list):
        holder[int(step)] = value
    elif isinstance(holder, dict):
        holder[step] = value


def inner_schema(schema: Mapping[str, Json], step: str) -> Mapping[str, Json]:
    """Give the schema one step further in; empty where it says nothing."""
    inner = schema.get("items") or schema.get("properties", {}).get(step) or {}
    return inner if isinstance(inner, dict) else {}


def locked_ids(parent: Mapping[str, Json], pointers: Sequence[str]) -> frozenset[str]:
    """Give the ids of the items on the way to what is pointed at."""
    ids: set[str] = set()
    for pointer in pointers:
        value: Json = parent
        for step in parse_pointer(pointer):
            value = child(value, step)
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                ids.add(value["id"])
    return frozenset(ids)


def moved_pointer(made: Mapping[str, Json], parent: Mapping[str, Json], pointer: str) -> str:
    """Give the pointer to the same thing in the new content."""
    new_steps: list[str] = []
    here: Json = made
    there: Json = parent
    for step in parse_pointer(pointer):
        there = child(there, step)
        index = find_index(here, there, int(step)) if isinstance(here, list) else None
        new_step = step if index is None else str(index)
        new_steps.append(new_step)
        here = child(here, new_step)
    return format_pointer(new_steps)


def drop_doubles(made: dict[str, Json], rank: Callable[[Sequence[str]], Rank]) -> None:
    """Drop items that are there twice: the one of the higher rank stays, of equals the first.

    An answer may have moved an item that its lock has put back into its place.
    """
    places: dict[str, list[tuple[list[Json], Json, Rank]]] = {}

    def walk(value: Json, steps: list[str]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, [*steps, key])
        elif isinstance(value, list):
            for index, item in enumerate(value):
                here = [*steps, str(index)]
                if has_id(item):
                    places.setdefault(item["id"], []).append((value, item, rank(here)))
                walk(item, here)

    walk(made, [])
    for found in places.values():
        if len(found) == 1:
            continue
        kept = max(found, key=lambda place: place[2])
        for holder, item, _ in found:
            if item is not kept[1]:
                holder[:] = [entry for entry in holder if entry is not item]


def _is_one_in_the_other(a: Sequence[str], b: Sequence[str]) -> bool:
    return list(a[: len(b)]) == list(b[: len(a)])
