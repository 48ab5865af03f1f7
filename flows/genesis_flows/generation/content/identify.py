"""Ids of array items: carried over from the parent where it is the same item, else made new."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from uuid import uuid4

from genesis_flows.generation.content.items import ItemArray, item_arrays, items_of
from genesis_flows.generation.content.names import NameIndex, fold, strings
from genesis_flows.json_value import Json

MOST_COMPARED = 100
"""Pairs of texts that are compared letter by letter: the dearest step of reading an answer."""
LONGEST_COMPARED = 200

_ADOPTING = ("threads", "open_questions")
"""Lists whose items may carry on an earlier stage's, and have its id."""

ALIKE = 0.5
"""From this similarity on, an item at the same place is the same one, reworded."""


def identify(stage: str, content: dict[str, Json], parent: Mapping[str, Json] | None) -> None:
    """Give every item of the content an id, in place.

    Runs before references are resolved: relations are then still known by names, so those of the
    parent are compared by theirs (`_named`).
    """
    taken: set[str] = set()
    for array in item_arrays(stage):
        parents = items_of(parent, array.key) if parent else []
        if array.key == "relations" and parent:
            parents = _named_relations(parents, items_of(parent, "characters"))
        _identify_array(array, items_of(content, array.key), parents, taken)


def adopt_story_threads(content: dict[str, Json], story: Mapping[str, Json] | None) -> None:
    """Let a plot's threads take the ids of the accepted story's threads that they name, in place.

    A thread that carries out one of the story's is known by its id alone, so its `name` goes.
    """
    known = NameIndex((t["id"], [t["question"]]) for t in items_of(story or {}, "threads"))
    used: set[str] = set()
    for thread in items_of(content, "threads"):
        name = thread.get("name") or thread.get("id")
        found = known.find(name) if isinstance(name, str) else None
        if found is not None and found not in used:
            used.add(found)
            thread["id"] = found
            thread.pop("name", None)


def adopt_questions(content: dict[str, Json], accepted: Mapping[str, Mapping[str, Json]]) -> None:
    """Let a question that an earlier stage asked have that one's id, in place.

    So it is asked once a book. Of two in one content that are one, the first stays.
    """
    asked: dict[str, str] = {}
    for earlier in accepted.values():
        for item in items_of(earlier, "open_questions"):
            asked.setdefault(fold(str(item.get("question", ""))), str(item.get("id", "")))
    kept: list[Json] = []
    seen: set[str] = set()
    for item in items_of(content, "open_questions"):
        folded = fold(str(item.get("question", "")))
        if folded in seen:
            continue
        seen.add(folded)
        kept.append({"id": asked[folded], **item} if asked.get(folded) else item)
    if "open_questions" in content and isinstance(content["open_questions"], list):
        content["open_questions"] = kept


def _identify_array(
    array: ItemArray,
    items: list[dict[str, Json]],
    parents: list[dict[str, Json]],
    taken: set[str],
) -> None:
    matches = _match(array, items, parents, taken)
    for item, match in zip(items, matches, strict=True):
        own = item.pop("id", None)
        if match is not None:
            item_id = str(match["id"])
        elif array.key in _ADOPTING and isinstance(own, str) and own and own not in taken:
            item_id = own  # an earlier stage's, adopted before
        else:
            item_id = uuid4().hex[:12]
        taken.add(item_id)
        rest = dict(item)
        item.clear()
        item |= {"id": item_id, **rest}
        for inner in array.inner:
            _identify_array(inner, items_of(item, inner.key), _inner_parents(parents, inner), taken)


def _inner_parents(parents: list[dict[str, Json]], inner: ItemArray) -> list[dict[str, Json]]:
    """All items below the parent's: a chapter that moved to another part is the same chapter."""
    return [item for parent in parents for item in items_of(parent, inner.key)]


def _match(
    array: ItemArray,
    items: list[dict[str, Json]],
    parents: list[dict[str, Json]],
    taken: set[str],
) -> list[dict[str, Json] | None]:
    """Give for each item the parent's item that it is: by id, by name, by place and likeness."""
    free = {
        p["id"]: p
        for p in reversed(parents)
        if isinstance(p.get("id"), str) and p["id"] not in taken
    }
    by_name: dict[str, list[dict[str, Json]]] = {}
    for parent in parents:
        if parent.get("id") in free:
            for name in _names(array, parent):
                by_name.setdefault(name, []).append(parent)
    matches: list[dict[str, Json] | None] = [None] * len(items)

    for index, item in enumerate(items):
        own = item.get("id")
        if isinstance(own, str):
            matches[index] = free.pop(own, None)
    for index, item in enumerate(items):
        if matches[index] is None:
            matches[index] = _take_named(sorted(_names(array, item)), by_name, free)
    compared = 0
    for index, item in enumerate(items[: len(parents)]):
        parent = parents[index]
        if matches[index] is None and parent.get("id") in free and compared < MOST_COMPARED:
            compared += 1
            if _alike(array, item, parent):
                matches[index] = free.pop(parent["id"])
    return matches


def _take_named(
    names: list[str], by_name: dict[str, list[dict[str, Json]]], free: dict[str, dict[str, Json]]
) -> dict[str, Json] | None:
    """Take the parent's first free item that has one of the names."""
    for name in names:
        queue = by_name.get(name, [])
        while queue:
            found = free.pop(queue.pop(0)["id"], None)
            if found is not None:
                return found
    return None


def _names(array: ItemArray, item: Mapping[str, Json]) -> set[str]:
    named = [array.identity_of(item)] if array.identity else strings(item, array.names)
    return {fold(name) for name in named} - {""}


def _alike(array: ItemArray, a: Mapping[str, Json], b: Mapping[str, Json]) -> bool:
    if array.identity and not array.names:
        return False
    one, other = (" ".join(strings(item, array.names[:1]))[:LONGEST_COMPARED] for item in (a, b))
    if not one or not other:
        return False
    matcher = SequenceMatcher(None, one, other)
    # Upper bounds first: the ratio itself is quadratic in the texts' length.
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _named_relations(
    relations: list[dict[str, Json]], characters: list[dict[str, Json]]
) -> list[dict[str, Json]]:
    names = {c.get("id"): c.get("name") for c in characters}
    return [
        {
            **r,
            "from": names.get(r.get("from"), r.get("from")),
            "to": names.get(r.get("to"), r.get("to")),
        }
        for r in relations
    ]
