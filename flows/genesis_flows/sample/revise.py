"""Feedback: which fields of a content it changes, how, and the receipt that says so."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from genesis_flows.sample.ages import aged
from genesis_flows.sample.bank import Json, words
from genesis_flows.sample.choose import story_behind
from genesis_flows.sample.people import leading_name
from genesis_flows.sample.pointer import Missing, is_locked, read, write
from genesis_flows.sample.rename import new_name, new_title, renamed
from genesis_flows.sample.text import clean, condense, fill, limited

LIMIT = 2_000
"""The schema's limit of most texts: an addition that would pass it is not made."""


def revised(stage: str, content: Json, feedback: str, locked: Sequence[str], language: str) -> Json:
    """A copy of `content` with what `feedback` asks for, as far as rules can tell, and a receipt."""
    said = words(language)
    result = copy.deepcopy(content)
    slots = _slots(stage, result, feedback, language)
    done: list[str] = []
    _rename(stage, result, feedback, locked, language, done)
    _age(stage, result, feedback, locked, language, done)
    lowered = feedback.lower()
    for rule in said["revise"][stage]:
        if any(word in lowered for word in rule["match"]) and _apply(result, rule, slots, locked, language):
            done.append(rule["receipt"])
    if not done:
        for rule in said["revise"]["otherwise"][stage]:
            if _apply(result, rule, slots, locked, language):
                done.append(rule["receipt"])
                break
    if not is_locked("/why", locked):
        receipt = said["receipt"] if done else said["receipt_none"]
        slots = {**slots, "done": said["and"].join(done)}
        result["why"] = fill(receipt, slots)
    return result


def _slots(stage: str, content: Json, feedback: str, language: str) -> dict[str, str]:
    said = words(language)
    hero = None
    if stage == "CONCEPT_SELECTION":
        hero = leading_name(content.get("protagonist"), language)
    elif stage == "CHARACTERS" and content.get("characters"):
        hero = clean(content["characters"][0].get("name"))
    return {"feedback": condense(feedback, language), "h": hero or said["protagonist"]}


def _apply(content: Json, rule: Json, slots: dict[str, str], locked: Sequence[str], language: str) -> bool:
    changed = [
        _edit(content, edit, slots, language) for edit in rule["edits"] if not is_locked(edit[0], locked)
    ]
    return any(changed)


def _edit(content: Json, edit: list[str], slots: dict[str, str], language: str) -> bool:
    """`append`: a sentence more; `take`: as another take of the story says it; `drop`: the last item."""
    pointer, how, text = edit
    try:
        before = read(content, pointer)
    except Missing:
        return False
    if how == "drop":
        return _drop_last(content, before, int(text))
    if how == "add" and isinstance(before, list):
        line = fill(text, slots)
        if line in before:
            return False
        write(content, pointer, [*before, line][-3:] if pointer == "/open_questions" else [*before, line])
        return True
    if not isinstance(before, str):
        return False
    after = _other_take(content, pointer, before, slots, language) if how == "take" else None
    if after is None:
        line = fill(text, slots)
        after = line if how == "replace" else before if line in before else _joined(before, line, language)
    if after == before or len(after) > LIMIT:
        return False
    write(content, pointer, after)
    return True


def _joined(before: str, line: str, language: str) -> str:
    join: str = words(language)["join"]
    stop = "" if before.rstrip()[-1:] in "。！？.!?…”」’\"" else ("。" if language == "zh-CN" else ".")
    return before.rstrip() + stop + join + line


def _other_take(content: Json, pointer: str, before: str, slots: dict[str, str], language: str) -> str | None:
    field = pointer.strip("/")
    for take in story_behind(content, language)["takes"]:
        if field in take:
            text: str = fill(take[field], {**slots, "c0": slots["h"], **_cast_slots(content, language)})
            if text[:20] not in before:
                return text
    return None


def _cast_slots(content: Json, language: str) -> dict[str, str]:
    cast = story_behind(content, language)["cast"]
    return {f"c{place}": row[0] for place, row in enumerate(cast) if place > 0}


def _drop_last(content: Json, items: Any, least: int) -> bool:
    """Take the last item away, and what refers to it by name."""
    if not isinstance(items, list) or len(items) <= least:
        return False
    gone = items.pop()
    name = gone.get("name") if isinstance(gone, dict) else None
    if name and isinstance(content.get("relations"), list):
        content["relations"] = [
            relation for relation in content["relations"] if name not in (relation.get("from"), relation.get("to"))
        ]
    return True


def _rename(
    stage: str, content: Json, feedback: str, locked: Sequence[str], language: str, done: list[str]
) -> None:
    said = words(language)
    title = new_title(feedback, language)
    if title and not is_locked("/title", locked) and content.get("title") != title:
        content["title"] = limited(title, 200)
        done.append(said["receipts"]["title"])
    old = _slots(stage, content, feedback, language)["h"]
    name = new_name(feedback, language)
    if name and not locked and old not in (said["protagonist"], name):
        content.update(renamed(content, old, name))
        done.append(said["receipts"]["name"])


def _age(
    stage: str, content: Json, feedback: str, locked: Sequence[str], language: str, done: list[str]
) -> None:
    pointer = {"CONCEPT_SELECTION": "/protagonist", "CHARACTERS": "/characters/0/age"}.get(stage)
    lowered = feedback.lower()
    said = words(language)["ages"]
    years = next((sign * 12 for sign, key in ((1, "older"), (-1, "younger")) if any(w in lowered for w in said[key])), 0)
    if pointer is None or years == 0 or is_locked(pointer, locked):
        return
    try:
        before = read(content, pointer)
    except Missing:
        return
    after = aged(before, years, language) if isinstance(before, str) else before
    if after != before:
        write(content, pointer, after)
        done.append(words(language)["receipts"]["age"])
