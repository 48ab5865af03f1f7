"""Pieces of other candidates that the writer carries in: they stand as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genesis_flows.generation.content.fields import reference_keys
from genesis_flows.generation.content.locks import (
    Room,
    assign,
    find_index,
    has_id,
    inner_schema,
)
from genesis_flows.generation.content.names import fold
from genesis_flows.generation.content.pointers import (
    MISSING,
    child,
    copied,
    get_at,
    parse_pointer,
)
from genesis_flows.json_value import Json

_NAMING = ("name", "title", "question", "term", "rule")


@dataclass(frozen=True)
class Piece:
    """One value of another candidate (`content`), to be carried in."""

    pointer: str
    content: Mapping[str, Json]

    @property
    def steps(self) -> list[str]:
        """The pointer's steps; of an item's id the item's: an id alone says nothing."""
        return parse_pointer(self.pointer.removesuffix("/id"))


def carry_in(
    made: dict[str, Json],
    parent: Mapping[str, Json],
    piece: Piece,
    schema: Mapping[str, Json],
    *,
    room: Room,
) -> dict[str, Json]:
    """Give the content with the piece in its place.

    An item goes where the one with its id or its name is, else it is new, at its own index; in a
    full list another makes `room`, and where none may, the piece stays out. On the way to a field
    the item in the same place of the parent is meant where there is none with that id. `room` is
    told which items hold a piece, and which gave way to one of the same name.
    """
    steps = piece.steps
    if get_at(piece.content, steps) is MISSING:
        return made
    if not steps:
        made = copied(dict(piece.content))
        return made
    here: Json = made
    there: Json = piece.content
    before: Json = parent
    for number, step in enumerate(steps):
        is_last = number == len(steps) - 1
        value = child(there, step)
        if isinstance(here, list):
            index = _place(here, value, child(before, step), int(step), is_item=is_last)
            if index is None:
                _insert(here, int(step), there, schema, room)
                return made
            if has_id(value) and has_id(here[index]):
                room.carried.add(here[index]["id"])
                if is_last:
                    room.replaced[here[index]["id"]] = value["id"]
            target = str(index)
        else:
            target = step
        held = child(here, target)
        if is_last or type(held) is not type(value):
            assign(here, target, copied(value))
            return made
        here, there, before = held, value, child(before, step)
        schema = inner_schema(schema, step)
    return made


def follow(made: Json, replaced: Mapping[str, str], key: str = "") -> Json:
    """Let references to an item that gave way point to the one that took its place, in place."""
    if isinstance(made, dict):
        for name, value in made.items():
            made[name] = follow(value, replaced, name)
    elif isinstance(made, list):
        made[:] = [follow(value, replaced, key) for value in made]
    elif isinstance(made, str) and key in reference_keys():
        return replaced.get(made, made)
    return made


def _place(
    here: Sequence[Json], value: Json, before: Json, index: int, *, is_item: bool
) -> int | None:
    """Give the index that a value of another candidate has here; None where it is new."""
    found = find_index(list(here), value, index)
    if found is not None or not has_id(value):
        return found
    if is_item:
        name = _name(value)
        return next((i for i, item in enumerate(here) if name and _name(item) == name), None)
    if has_id(before):
        return find_index(list(here), before, index)
    return index if index < len(here) else None


def called(item: Json) -> str:
    """Give what an item is called by, as it is written; empty where it has no name."""
    if not isinstance(item, dict):
        return ""
    return next((str(item[key]) for key in _NAMING if key in item), "")


def _name(item: Json) -> str:
    return fold(called(item))


def _insert(
    here: list[Json],
    index: int,
    source: Sequence[Json],
    schema: Mapping[str, Json],
    room: Room,
) -> None:
    if not has_id(source[index]):
        # Without ids the place is the identity: what is missing before it comes along.
        here.extend(copied(list(source[len(here) : index + 1])))
        return
    if room.make(here, schema, index):
        here.insert(min(index, len(here)), copied(source[index]))
