"""Names to ids: what a model wrote as a name becomes the id of the item that has it.

A name that resolves to nothing stays as it is: it shows up as a check for the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from genesis_flows.generation.items import items_of
from genesis_flows.generation.names import NameIndex, strings
from genesis_flows.generation.stages import LONGEST_REFERENCE

Json = Any
"""A value as json.loads gives it."""

_NUMBERED = re.compile(
    r"^\s*(?:第\s*(\d+)\s*[章回节话]|(?:chapter|ch\.?)\s*(\d+)|(\d+)\s*$|(\d+)\s*[.、:：])",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(
    r"^\s*(?:第\s*[\d一二三四五六七八九十百]+\s*[章回节话卷部]|(?:chapter|ch\.?|part|book)\s*\w+|\d+)\s*[.、:：\-—–\s]\s*(.+)$",
    re.IGNORECASE,
)


def resolve_references(
    stage: str, content: dict[str, Json], accepted: Mapping[str, Mapping[str, Json]]
) -> None:
    """Turn the names in a content's references into ids, in place.

    `accepted`: the contents of the stages before, by stage. Every item has its id already.
    """
    if stage == "WORLDVIEW":
        factions = _index(items_of(content, "factions"), ("name",))
        for faction in items_of(content, "factions"):
            _set_list(faction, "against", factions)
    elif stage == "CHARACTERS":
        _resolve_characters(content, accepted.get("WORLDVIEW", {}))
    elif stage == "PLOT_OUTLINE":
        _resolve_plot(content, accepted)


def _resolve_characters(content: dict[str, Json], world: Mapping[str, Json]) -> None:
    factions = _index(items_of(world, "factions"), ("name",))
    people = _index(items_of(content, "characters"), ("name", "aliases"))
    for character in items_of(content, "characters"):
        _set(character, "faction_id", factions)
    for relation in items_of(content, "relations"):
        _set(relation, "from", people)
        _set(relation, "to", people)


def _resolve_plot(content: dict[str, Json], accepted: Mapping[str, Mapping[str, Json]]) -> None:
    people = _index(items_of(accepted.get("CHARACTERS", {}), "characters"), ("name", "aliases"))
    places = _index(items_of(accepted.get("WORLDVIEW", {}), "places"), ("name",))
    questions = {
        t["id"]: t["question"] for t in items_of(accepted.get("STORY_CONCEPTION", {}), "threads")
    }
    threads = NameIndex(
        (t["id"], [*strings(t, ("name",)), questions.get(t["id"], "")])
        for t in items_of(content, "threads")
    )
    passages = _Passages(content)
    for part in items_of(content, "parts"):
        for chapter in items_of(part, "chapters"):
            _set(chapter, "pov_id", people)
            _set(chapter, "place_id", places)
            _set_list(chapter, "cast_ids", people)
            _set_list(chapter, "thread_ids", threads)
    for thread in items_of(content, "threads"):
        _set(thread, "planted_in", passages)
        _set_list(thread, "echoes", passages)
        _set(thread, "paid_in", passages)


class _Passages:
    """Chapters and parts, by title or by number: "The Locked Room", "Chapter 3", "第3章 雨夜"."""

    def __init__(self, content: Mapping[str, Json]) -> None:
        parts = items_of(content, "parts")
        chapters = [chapter for part in parts for chapter in items_of(part, "chapters")]
        self._titles = NameIndex((c["id"], strings(c, ("title",))) for c in chapters)
        for part in parts:
            self._titles.add(part["id"], strings(part, ("title",)))
        self._numbers = {chapter.get("number"): chapter["id"] for chapter in chapters}

    def find(self, name: str) -> str | None:
        after = _AFTER_NUMBER.match(name)
        found = self._titles.find(name) or (self._titles.find(after.group(1)) if after else None)
        if found is None and (match := _NUMBERED.match(name)):
            number = next(group for group in match.groups() if group is not None)
            found = self._numbers.get(int(number))
        return found


def _index(items: Iterable[Mapping[str, Json]], keys: tuple[str, ...]) -> NameIndex:
    return NameIndex((item["id"], strings(item, keys)) for item in items)


def _set(holder: dict[str, Json], key: str, index: NameIndex | _Passages) -> None:
    name = holder.get(key)
    if isinstance(name, str):
        holder[key] = index.find(name) or name[:LONGEST_REFERENCE]


def _set_list(holder: dict[str, Json], key: str, index: NameIndex | _Passages) -> None:
    names = holder.get(key)
    if isinstance(names, list):
        found = [
            index.find(n) or n[:LONGEST_REFERENCE]
            for n in names
            if isinstance(n, str) and n.strip()
        ]
        holder[key] = list(dict.fromkeys(found))
