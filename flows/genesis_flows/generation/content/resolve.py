"""Names to ids: what a model wrote as a name becomes the id of the item that has it.

A name that resolves to nothing stays as it is: it shows up as a check for the writer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from genesis_flows.generation.content.fields import (
    entries_in,
    is_reached,
    items_in,
    references_in,
    stage_fields,
)
from genesis_flows.generation.content.items import items_of
from genesis_flows.generation.content.names import NameIndex, strings
from genesis_flows.generation.content.stages import LONGEST_REFERENCE
from genesis_flows.json_value import Json

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
    contents = {**accepted, stage: content}
    finders: dict[str, _Finder] = {}
    for holder, key, field in references_in(stage_fields(stage), content):
        if field.to not in finders:
            finders[field.to] = _finder(field.to, contents)
        if field.kind == "reference":
            _set(holder, key, finders[field.to])
        else:
            _set_list(holder, key, finders[field.to])


class _Finder(Protocol):
    def find(self, name: str) -> str | None: ...


def _finder(target: str, contents: Mapping[str, Mapping[str, Json]]) -> _Finder:
    if target == "chapter_or_part":
        return _Passages(contents.get("PLOT_OUTLINE", {}))
    named = [
        (item["id"], strings(item, field.names))
        for stage, content in contents.items()
        for field, item in items_in(stage_fields(stage), content)
        if is_reached(field, target)
    ]
    named += [
        (entry_id, [text])
        for stage, content in contents.items()
        for field, entry_id, text in entries_in(stage_fields(stage), content)
        if is_reached(field, target)
    ]
    if target == "plot_thread":
        # One that carries out a thread of the story has its id, and is called by its question.
        story = items_of(contents.get("STORY_CONCEPTION", {}), "threads")
        questions = {thread["id"]: thread["question"] for thread in story}
        named = [(thread, [*names, questions.get(thread, "")]) for thread, names in named]
    return NameIndex(named)


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
        # One space for many: the patterns would try each of them in turn.
        name = " ".join(name[:LONGEST_REFERENCE].split())
        after = _AFTER_NUMBER.match(name)
        found = self._titles.find(name) or (self._titles.find(after.group(1)) if after else None)
        if found is None and (match := _NUMBERED.match(name)):
            number = next(group for group in match.groups() if group is not None)
            found = self._numbers.get(int(number))
        return found


def _set(holder: dict[str, Json], key: str, index: _Finder) -> None:
    name = holder.get(key)
    if isinstance(name, str):
        holder[key] = index.find(name) or name[:LONGEST_REFERENCE]


def _set_list(holder: dict[str, Json], key: str, index: _Finder) -> None:
    names = holder.get(key)
    if isinstance(names, list):
        found = [
            index.find(n) or n[:LONGEST_REFERENCE]
            for n in names
            if isinstance(n, str) and n.strip()
        ]
        holder[key] = list(dict.fromkeys(found))
