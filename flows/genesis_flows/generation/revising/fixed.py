"""What is fixed in a revision, by the studio's hand: `only`, `use` and locks, in rising rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genesis_flows.generation.content.locks import (
    Rank,
    Room,
    apply_locks,
    assign,
    drop_doubles,
    find_index,
    has_id,
    ids_in,
    locked_ids,
)
from genesis_flows.generation.content.pointers import (
    MISSING,
    child,
    copied,
    get_at,
    parse_pointer,
)
from genesis_flows.generation.revising.carry import Piece, carry_in, follow
from genesis_flows.json_value import Json


@dataclass(frozen=True)
class Fixed:
    """A content with everything that is fixed in its place."""

    content: dict[str, Json]
    locked: list[str]
    """The locks' pointers in it."""
    made_room: list[Json]
    """Items of the parent that a full list had no room for any more."""
    left_out: list[Json]
    """Carried items that found no room: all of the list is locked or carried in."""


def apply_fixed(
    content: dict[str, Json],
    parent: Mapping[str, Json],
    *,
    only: Sequence[str],
    use: Sequence[Piece],
    locked: Sequence[str],
    schema: Mapping[str, Json],
) -> Fixed:
    """Give the content with everything that is fixed in its place.

    Nothing but `only` differs from the parent where there is one; pieces of `use` come in whatever
    `only` says; what is locked comes back over both.
    """
    made = keep_only(content, parent, only) if only else copied(dict(content))
    pieces = sorted(use, key=lambda piece: len(piece.steps))
    room = Room(locked_ids(parent, locked), ids_in(parent), set(_ids_on_the_way(pieces)))
    if pieces:
        # The place of a locked item that the answer left out is not free for a piece.
        made, _ = apply_locks(made, parent, locked, schema, room=room)
    for piece in pieces:
        made = carry_in(made, parent, piece, schema, room=room)
    if not only:
        follow(made, room.replaced)
    carried = [piece.steps for piece in pieces]
    free = [parse_pointer(pointer) for pointer in only]

    def rank(steps: Sequence[str]) -> Rank:
        if any(_meet(steps, other) for other in carried):
            return Rank.CARRIED
        is_free = not only or any(list(steps[: len(f)]) == f for f in free)
        return Rank.FREE if is_free else Rank.FIXED

    if pieces or only:
        drop_doubles(made, rank)
    made, pointers = apply_locks(made, parent, locked, schema, room=room)
    found = [get_at(piece.content, piece.steps) for piece in pieces]
    ends = [item for one in found for item in (one if isinstance(one, list) else [one])]
    here = ids_in(made)
    left_out = {one["id"]: one for one in ends if has_id(one) and one["id"] not in here}
    gone = [item for item in room.gone if has_id(item) and item["id"] in room.before]
    made_room = [item for item in gone if item["id"] not in here.union(left_out)]
    return Fixed(made, pointers, made_room, list(left_out.values()))


def keep_only(
    content: Mapping[str, Json], parent: Mapping[str, Json], only: Sequence[str]
) -> dict[str, Json]:
    """Give the parent with what `only` points to as the content has it."""
    made: dict[str, Json] = copied(dict(parent))
    gone: list[tuple[Json, str]] = []
    for pointer in sorted(only, key=len):
        steps = parse_pointer(pointer)
        if not steps:
            made = copied(dict(content))
            return made
        holder = get_at(made, steps[:-1])
        value = _counterpart(content, parent, steps)
        if value is not MISSING:
            assign(holder, steps[-1], copied(value))
        elif holder is not MISSING:
            gone.append((holder, steps[-1]))
    for holder, step in reversed(gone):
        if isinstance(holder, dict):
            holder.pop(step, None)
        elif isinstance(holder, list) and isinstance(child(holder, step), dict):
            del holder[int(step)]
    return made


def _counterpart(content: Json, parent: Json, steps: Sequence[str]) -> Json:
    """Give what the content has in the place of the parent's value; items are followed by id."""
    here, there = content, parent
    for step in steps:
        there = child(there, step)
        if isinstance(here, list) and there is not MISSING and step.isdigit():
            index = find_index(here, there, int(step))
            if index is None:
                return MISSING
            here = child(here, str(index))
        else:
            here = child(here, step)
        if here is MISSING or there is MISSING:
            return here
    return here


def _ids_on_the_way(pieces: Sequence[Piece]) -> list[str]:
    ids: list[str] = []
    for piece in pieces:
        value: Json = piece.content
        for step in piece.steps:
            value = child(value, step)
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                ids.append(value["id"])
    return ids


def _meet(a: Sequence[str], b: Sequence[str]) -> bool:
    return list(a[: len(b)]) == list(b[: len(a)])
