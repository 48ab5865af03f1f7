"""One change to one field, as the revision rules of `words/*.json` describe it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genesis_flows.sample.feedback.pointer import Missing, read, write
from genesis_flows.sample.library.bank import Json, Value, words
from genesis_flows.sample.library.choose import story_behind
from genesis_flows.sample.library.text import fill

LIMIT = 2_000
"""The schema's limit of most texts: an addition that would pass it is not made."""


def edit(content: Json, change: Sequence[str], slots: Mapping[str, str], language: str) -> bool:
    """Make a change, which is (pointer, how, text); False where nothing was changed.

    `append`: a sentence more. `take`: as another take of the story says it, else `append`.
    `drop`: without the last item, while more than `text` of them are there.
    """
    pointer, how, text = change
    try:
        before = read(content, pointer)
    except Missing:
        return False
    if how == "drop":
        return _drop_last(content, before, int(text))
    if not isinstance(before, str):
        return False
    other = _other_take(content, pointer, before, slots, language) if how == "take" else None
    after = other or _appended(before, str(fill(text, slots)), language)
    if after == before or len(after) > LIMIT:
        return False
    write(content, pointer, after)
    return True


def _appended(before: str, line: str, language: str) -> str:
    if line in before:
        return before
    text = before.rstrip()
    stop = "。" if language == "zh-CN" else "."
    join: str = words(language)["join"]
    return text + ("" if text[-1:] in '。！？.!?…”」’"' else stop) + join + line


def _other_take(
    content: Json, pointer: str, before: str, slots: Mapping[str, str], language: str
) -> str | None:
    story = story_behind(content, language)
    cast = {f"c{place}": row[0] for place, row in enumerate(story["cast"])}
    for take in story["takes"]:
        template = take.get(pointer.strip("/"))
        if template is None or "{idea}" in template:
            continue
        text: str = fill(template, {**cast, "c0": slots["h"], **slots})
        if text[:20] not in before:
            return text
    return None


def _drop_last(content: Json, items: Value, least: int) -> bool:
    """Take the last item away, and what refers to it by name."""
    if not isinstance(items, list) or len(items) <= least:
        return False
    gone = items.pop()
    name = gone.get("name") if isinstance(gone, dict) else None
    if name and isinstance(content.get("relations"), list):
        content["relations"] = [
            relation
            for relation in content["relations"]
            if name not in (relation.get("from"), relation.get("to"))
        ]
    return True
