"""A revision's answer laid over the proposal it changes: what it does not name stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from genesis_flows.generation.content.fields import Field, stage_fields
from genesis_flows.generation.content.names import fold, strings
from genesis_flows.generation.content.names_by_id import names_by_id
from genesis_flows.generation.content.pointers import (
    MISSING,
    child,
    copied,
    get_at,
    parse_pointer,
)
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.revising.revision_schema import AT
from genesis_flows.json_value import Json


def merge_answer(
    stage: str,
    parent: Mapping[str, Json],
    answer: Mapping[str, Json],
    *,
    remove: list[str],
    accepted: Mapping[str, Mapping[str, Json]],
) -> dict[str, Json]:
    """Give the parent with what the answer changes and without what it removes.

    `answer`: in the shape of partial_schema. `accepted`: the contents of the stages before, for the
    names of what relations and lists refer to. New items have no id yet.
    """
    made: dict[str, Json] = copied(dict(parent))
    merge = _Merge(parent, names_by_id([*accepted.values(), parent]))
    gone = _remove(made, parent, remove)
    merge.overlay(made, answer, stage_fields(stage), content_schema(stage))
    _drop(made, gone, merge.moved)
    return made


class _Merge:
    def __init__(self, parent: Mapping[str, Json], names: Mapping[str, str]) -> None:
        self._parent = parent
        self._names = names
        self.moved: dict[str, Json] = {}
        """Items that the answer put into another list, by id."""

    def overlay(
        self,
        made: dict[str, Json],
        answer: Mapping[str, Json],
        fields: Mapping[str, Field],
        schema: Mapping[str, Json],
    ) -> None:
        for key, value in answer.items():
            field = fields.get(key)
            if field is None or key == "id" or value is None:
                continue
            inner = schema["properties"].get(key, {})
            if field.has_ids and isinstance(value, list):
                held = made.get(key)
                items = held if isinstance(held, list) else []
                made[key] = self._merged(key, items, value, field, inner["items"])
            elif field.kind == "group" and isinstance(value, dict):
                held = made.get(key)
                group = held if isinstance(held, dict) else {}
                self.overlay(group, value, field.fields, inner)
                made[key] = group
            else:
                made[key] = value

    def _merged(
        self,
        key: str,
        items: list[Json],
        entries: list[Json],
        field: Field,
        schema: Mapping[str, Json],
    ) -> list[Json]:
        """Give a list's items with the entries laid over those that they mean."""
        given = [entry for entry in entries if isinstance(entry, dict)]
        targets: list[Json] = []
        for entry in given:
            found = self._meant(key, entry, items, field)
            targets.append(None if any(found is other for other in targets) else found)
        is_whole = _is_whole_list(given, targets, items, schema)
        made: list[Json] = [] if is_whole else items
        for entry, target in zip(given, targets, strict=True):
            item = {} if target is None else target
            self.overlay(item, {k: v for k, v in entry.items() if k != AT}, field.fields, schema)
            if not any(item is other for other in made):
                made.append(item)
        return made

    def _meant(self, key: str, entry: Mapping[str, Json], items: list[Json], field: Field) -> Json:
        """Give the item that an entry changes: by `at`, else by its name; None where it is new.

        A chapter is moved to another part's chapters, and to no other kind of list: what is in one
        of those might stand within itself.
        """
        at = entry.get(AT)
        steps = parse_pointer(at) if isinstance(at, str) else []
        if steps[-2:-1] == [key]:
            found = get_at(self._parent, steps)
            if isinstance(found, dict) and isinstance(found.get("id"), str):
                return self._here(found, items)
        names = self._names_of(entry, field)
        return next((item for item in items if names & self._names_of(item, field)), None)

    def _here(self, found: dict[str, Json], items: list[Json]) -> Json:
        here = next((item for item in items if item.get("id") == found["id"]), None)
        if here is None:
            here = self.moved.setdefault(found["id"], copied(found))
        return here

    def _names_of(self, item: Json, field: Field) -> set[str]:
        if not isinstance(item, dict):
            return set()
        if not field.identity:
            return {fold(name) for name in strings(item, field.names)} - {""}
        parts = [str(item.get(key)) for key in field.identity]
        return {fold(" ".join(self._names.get(part, part) for part in parts))}


def _is_whole_list(
    entries: list[dict[str, Json]],
    targets: list[Json],
    items: list[Json],
    schema: Mapping[str, Json],
) -> bool:
    """Whether the entries are the whole list anew, and not what changes in it.

    They are where each is complete, none points at an item, and they are as many as the items were
    or mean most of them.
    """
    required = set(schema.get("required", ())) - {"id"}
    if any(isinstance(e.get(AT), str) or not required <= e.keys() for e in entries):
        return False
    meant = sum(1 for target in targets if target is not None)
    return len(entries) >= len(items) or (meant * 2 > len(items) and meant == len(entries))


def _remove(made: dict[str, Json], parent: Mapping[str, Json], pointers: list[str]) -> set[str]:
    """Take out optional fields and entries without ids; give the ids of the items that go."""
    gone: set[str] = set()
    for steps in sorted((parse_pointer(p) for p in pointers), key=_by_place, reverse=True):
        found = get_at(parent, steps)
        if found is MISSING or not steps:
            continue
        holder = get_at(made, steps[:-1])
        if isinstance(found, dict) and isinstance(found.get("id"), str):
            gone.add(found["id"])
        elif isinstance(holder, dict):
            holder.pop(steps[-1], None)
        elif isinstance(holder, list) and child(holder, steps[-1]) is not MISSING:
            del holder[int(steps[-1])]
    return gone


def _by_place(steps: list[str]) -> list[tuple[int, str]]:
    return [(int(s) if s.isascii() and s.isdigit() else 0, s) for s in steps]


def _drop(made: Json, gone: set[str], moved: Mapping[str, Json]) -> None:
    """Drop the items that go, and those that now stand elsewhere, from the lists they were in."""
    for items in _lists(made):
        items[:] = [
            item
            for item in items
            if not (isinstance(item, dict) and item.get("id") in gone)
            and (
                not isinstance(item, dict)
                or item.get("id") not in moved
                or item is moved[item["id"]]
            )
        ]


def _lists(value: Json) -> Iterator[list[Json]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _lists(inner)
    elif isinstance(value, list):
        yield value
        for inner in list(value):
            yield from _lists(inner)
