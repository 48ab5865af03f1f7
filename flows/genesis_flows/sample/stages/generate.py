"""One sample: which of the five stages, made anew, rerolled or revised."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from genesis_flows.sample.continuity.refs import without_ids
from genesis_flows.sample.feedback.pointer import Missing, read, write
from genesis_flows.sample.feedback.revise import revised
from genesis_flows.sample.library.bank import Json, Value, known_language
from genesis_flows.sample.library.brief import Wish, wish_of
from genesis_flows.sample.library.text import clean, condense, fill
from genesis_flows.sample.stages.asked_form import asked_form, fitted
from genesis_flows.sample.stages.chain import Chain, chain_of
from genesis_flows.sample.stages.concept import concept
from genesis_flows.sample.stages.outline import outline_content
from genesis_flows.sample.stages.story_world_cast import (
    characters_content,
    story_content,
    world_content,
)

LATER: dict[str, tuple[Callable[[Chain], Json], str]] = {
    "STORY_CONCEPTION": (story_content, "story"),
    "WORLDVIEW": (world_content, "world"),
    "CHARACTERS": (characters_content, "cast"),
    "PLOT_OUTLINE": (outline_content, "outline"),
}
"""Each later stage's maker, and where a story keeps what another draft of it changes."""


def generate(
    stage: str,
    *,
    language: str,
    context: Mapping[str, Value],
    command: Mapping[str, Value],
    index: int,
    seed: str,
) -> Json:
    """One whole content of `stage`, valid by its schema but for the ids, with references by name.

    `context` and `command` are those of genesis.begin_command; `index` is the candidate's place in
    its round. The same arguments give the same content. Raises ValueError for an unknown stage.
    """
    if stage != "CONCEPT_SELECTION" and stage not in LATER:
        raise ValueError(f"unknown stage: {stage}")
    tongue = known_language(language)
    accepted = _mapping(context.get("accepted"))
    parent = _mapping(context.get("parent")).get("content")
    locked = [lock for lock in command.get("locked") or [] if isinstance(lock, str)]
    wish = wish_of(context, command)
    before, elsewhere = (
        [title for title in context.get(key) or [] if isinstance(title, str)]
        for key in ("round_titles", "elsewhere_titles")
    )
    base = without_ids(dict(parent), accepted) if isinstance(parent, Mapping) else None
    if base is not None and command.get("command_type") == "REVISE_PROPOSAL":
        return revised(stage, base, wish.feedback, locked, tongue)
    if stage == "CONCEPT_SELECTION":
        content = concept(
            tongue,
            wish,
            parent=base,
            before=before,
            elsewhere=elsewhere,
            seed=seed,
            index=index,
        )
    else:
        chain = chain_of(tongue, accepted, context.get("title"), wish)
        content = _later(stage, chain, before, index, wish)
        _settle(stage, content, context.get("questions"), chain)
    if base is not None:
        _keep(content, base, locked)
    if wish.feedback:
        content = revised(stage, content, wish.feedback, locked, tongue, has_receipts=False)
    return content


def _later(stage: str, chain: Chain, before: list[str], index: int, wish: Wish) -> Json:
    make, key = LATER[stage]
    content = make(chain)
    if stage == "STORY_CONCEPTION":
        content["form"] = fitted(content["form"], asked_form(wish.all_said))
    said = chain.words
    place = len(before) if len(before) >= index else len(before) + index
    if place % 2:
        own = chain.story
        other = own["cast_alt"] if key == "cast" else own[key]["alt"]
        for path, value in fill(other, chain.slots, chain.names).items():
            if path == "label":
                content["title"] = chain.title + said["colon"] + value
            else:
                write(content, "/" + path.replace(".", "/"), value)
    title, number = content["title"], place + 1
    while content["title"] in before or (place > 0 and content["title"] == title):
        content["title"] = title + fill(said["draft"], {"number": str(number)})
        number += 1
    if wish.notes and stage != "CONCEPT_SELECTION":
        notes = fill(said["notes"], {"notes": condense(wish.notes, chain.language)})
        content["why"] += said["join"] + notes
    return content


SETTLED_IN = {
    "STORY_CONCEPTION": "premise",
    "WORLDVIEW": "daily_life",
    "CHARACTERS": "why",
    "PLOT_OUTLINE": "structure",
}
"""Where a stage says what it does with the writer's answers."""

ASSUMED_FROM = {
    "STORY_CONCEPTION": "/ending/answer",
    "WORLDVIEW": "/rules/0/limit",
    "CHARACTERS": "/characters/0/arc/end",
    "PLOT_OUTLINE": "/ending",
}
"""What a stage answers an open question with."""


def _settle(stage: str, content: Json, asked: Value, chain: Chain) -> None:
    """Take up the writer's answers, and propose one to each question that is open still."""
    said = chain.words
    proposed: list[Json] = []
    for one in asked if isinstance(asked, list) else []:
        if one.get("stage") not in chain.accepted:
            continue
        if one.get("status") == "ANSWERED":
            slots = {
                key: condense(one[key] or "", chain.language) for key in ("question", "answer")
            }
            content[SETTLED_IN[stage]] += said["join"] + fill(said["settled"], slots)
        elif one.get("status") == "OPEN":
            text = read(content, ASSUMED_FROM[stage])
            answer = fill(said["assumed"], {"text": condense(text, chain.language, 2.0)})
            proposed.append({"question_id": one["question"], "answer": answer})
    if proposed:
        content["proposed_answers"] = proposed[:30]
    answered = {clean(one.get("question")) for one in asked or [] if isinstance(one, dict)}
    content["open_questions"] = [
        one for one in content["open_questions"] if clean(one["question"]) not in answered
    ]


def _keep(content: Json, base: Json, locked: list[str]) -> None:
    """What is locked comes from the parent, where this content has that place too."""
    for lock in locked:
        try:
            write(content, lock, read(base, lock))
        except Missing:
            continue


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}
