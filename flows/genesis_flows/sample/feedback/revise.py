"""Feedback: which fields of a content it changes, and the receipt that says so."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field

from genesis_flows.sample.continuity.people import leading_name
from genesis_flows.sample.continuity.rename import new_name, new_title, renamed
from genesis_flows.sample.feedback.edits import edit
from genesis_flows.sample.feedback.pointer import Missing, is_locked, read, write
from genesis_flows.sample.library.ages import aged
from genesis_flows.sample.library.bank import Json, words
from genesis_flows.sample.library.text import clean, condense, fill, limited

AGES = {"CONCEPT_SELECTION": "/protagonist", "CHARACTERS": "/characters/0/age"}
"""Where a stage says how old the protagonist is."""


@dataclass
class Revision:
    """A content on its way to another one. `done` says in words what was changed."""

    stage: str
    content: Json
    feedback: str
    locked: Sequence[str]
    language: str
    done: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    """Where what was done can be seen, as pointers."""

    @property
    def said(self) -> Json:
        """The language's phrases."""
        return words(self.language)

    def hero(self) -> str | None:
        """The protagonist's name, where this stage's content says it."""
        if self.stage == "CONCEPT_SELECTION":
            return leading_name(self.content.get("protagonist"), self.language)
        characters = self.content.get("characters")
        return clean(characters[0].get("name")) if characters else None


def revised(
    stage: str,
    content: Json,
    feedback: str,
    locked: Sequence[str],
    language: str,
    *,
    has_receipts: bool = True,
) -> Json:
    """A copy of `content` with what `feedback` asks for, as far as rules can tell.

    What was done is said in `receipts` beside the content's fields, else in `why`.
    """
    revision = Revision(stage, copy.deepcopy(content), feedback, locked, language)
    said = revision.said
    _title(revision)
    _name(revision)
    _age(revision)
    lowered = feedback.lower()
    for rule in said["revise"][stage]:
        if any(word in lowered for word in rule["match"]):
            _apply(revision, rule)
    for rule in said["revise"]["otherwise"][stage]:
        if not revision.done:
            _apply(revision, rule)
    if has_receipts:
        revision.content["receipts"] = _receipts(revision)
    elif not is_locked("/why", locked):
        slots = {
            "feedback": condense(feedback, language),
            "done": said["and"].join(revision.done),
        }
        revision.content["why"] = fill(
            said["receipt"] if revision.done else said["receipt_none"], slots
        )
    return revision.content


def _receipts(revision: Revision) -> list[Json]:
    """One receipt for each thing that was done; one that says that nothing was."""
    request = condense(revision.feedback, revision.language)
    made: list[Json] = [
        {
            "request": request,
            "status": "PARTLY" if text in revision.partly else "DONE",
            "note": text,
            "pointers": revision.places.get(text, []),
        }
        for text in revision.done
    ]
    if made:
        return made
    note = fill(revision.said["receipt_none"], {"feedback": request, "done": ""})
    return [{"request": request, "status": "NOT_DONE", "note": note, "pointers": []}]


def _apply(revision: Revision, rule: Json) -> None:
    """Make a rule's edits where no lock is; a rule that was followed in part says so."""
    said, language = revision.said, revision.language
    slots = {
        "feedback": condense(revision.feedback, language),
        "h": revision.hero() or said["protagonist"],
    }
    made = [
        not is_locked(change[0], revision.locked)
        and edit(revision.content, change, slots, language)
        for change in rule["edits"]
    ]
    if not any(made):
        return
    text = rule["receipt"]
    if not all(made):
        text = fill(said["partly"], {"receipt": text})
        revision.partly.append(text)
    revision.done.append(text)
    changes = zip(rule["edits"], made, strict=True)
    revision.places[text] = [change[0] for change, is_made in changes if is_made]


def _title(revision: Revision) -> None:
    title = new_title(revision.feedback, revision.language)
    if title and not is_locked("/title", revision.locked):
        revision.content["title"] = limited(title, 200)
        revision.done.append(revision.said["receipts"]["title"])


def _name(revision: Revision) -> None:
    """A name stands in many fields, so a lock anywhere keeps the old one."""
    old, name = revision.hero(), new_name(revision.feedback, revision.language)
    if name and old and name != old and not revision.locked:
        revision.content = renamed(revision.content, old, name)
        revision.done.append(revision.said["receipts"]["name"])


def _age(revision: Revision) -> None:
    pointer, ages = AGES.get(revision.stage), revision.said["ages"]
    lowered = revision.feedback.lower()
    older = any(word in lowered for word in ages["older"])
    if pointer is None or not (older or any(word in lowered for word in ages["younger"])):
        return
    try:
        before = read(revision.content, pointer)
    except Missing:
        return
    after = aged(before, 12 if older else -8, revision.language)
    if after != before and not is_locked(pointer, revision.locked):
        write(revision.content, pointer, after)
        revision.done.append(revision.said["receipts"]["age"])
