"""The chapters' numbers: they rise through the book."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from genesis_flows.generation.content.items import items_of
from genesis_flows.json_value import Json


def number_chapters(content: Mapping[str, Json]) -> None:
    """Number the chapters through, in place, where their numbers do not rise."""
    chapters = _chapters(content)
    last = 0
    for chapter in chapters:
        number = chapter.get("number")
        if not isinstance(number, int) or number <= last:
            break
        last = number
    else:
        return
    for count, chapter in enumerate(chapters, start=1):
        chapter["number"] = count


def number_new_chapters(content: Mapping[str, Json], known: Collection[str]) -> None:
    """Number the chapters whose ids are not known on from those before them, in place."""
    last = 0
    for chapter in _chapters(content):
        number = chapter.get("number")
        if chapter.get("id") not in known and (not isinstance(number, int) or number <= last):
            chapter["number"] = number = last + 1
        last = max(last, number) if isinstance(number, int) else last


def chapter_ids(content: Mapping[str, Json]) -> set[str]:
    """Give the ids of all chapters."""
    return {chapter["id"] for chapter in _chapters(content) if isinstance(chapter.get("id"), str)}


def _chapters(content: Mapping[str, Json]) -> list[dict[str, Json]]:
    return [c for part in items_of(content, "parts") for c in items_of(part, "chapters")]
