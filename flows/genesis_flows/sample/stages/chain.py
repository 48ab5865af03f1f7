"""What the later stages are built on: the story behind the concept, and what was accepted so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genesis_flows.sample.continuity.people import cast_names
from genesis_flows.sample.library.bank import Json, words
from genesis_flows.sample.library.brief import Wish
from genesis_flows.sample.library.choose import story_behind
from genesis_flows.sample.library.text import Value, clean, condense
from genesis_flows.sample.stages.concept import hero_of


@dataclass(frozen=True)
class Chain:
    """Names of people, factions, places and rules are the accepted ones where there are any."""

    language: str
    story: Json
    words: Json
    concept: Json
    accepted: Mapping[str, Json]
    title: str
    people: Sequence[str]
    """By place in the story's cast; a place that the accepted cast lacks falls to another one."""
    slots: Mapping[str, str]
    names: Mapping[str, str]
    """The story's own names → the accepted ones."""
    has_idea: bool


def chain_of(
    language: str, accepted: Mapping[str, Value], session_title: object, wish: Wish
) -> Chain:
    """Read the accepted stages; each of them may be missing, or be the writer's own."""
    kept = {stage: content for stage, content in accepted.items() if isinstance(content, dict)}
    concept = kept.get("CONCEPT_SELECTION", {})
    story = story_behind(concept or None, language)
    hero = hero_of(concept, story, language)
    own = cast_names(story, hero)
    people = _by_place(own, _texts(kept, "CHARACTERS", "characters", "name"))
    # A card's names are the story's own; the accepted cast may have renamed them.
    names = {**dict.fromkeys(story["hero"], people[0])}
    names |= dict(zip(own[1:], people[1:], strict=True))
    title = clean(concept.get("title")) or clean(session_title) or story["takes"][0]["title"]
    slots = {"h": people[0], "T": title}
    slots |= {f"c{place}": name for place, name in enumerate(people)}
    world = story["world"]
    for letter, key, field, column in (
        ("f", "factions", "name", 0),
        ("p", "places", "name", 0),
        ("r", "rules", "rule", 0),
    ):
        listed = [str(item[column]) for item in world[key]]
        chosen = _by_place(listed, _texts(kept, "WORLDVIEW", key, field))
        if letter != "r":
            names |= dict(zip(listed, chosen, strict=True))
        for place, text in enumerate(chosen):
            slots[f"{letter}{place}"] = rule_name(text, language) if letter == "r" else text
    # A concept of the writer's own is itself the idea of the story that hosts it.
    about = wish.idea or (_line(concept.get("logline")) if story.get("host") else "")
    slots["idea"] = condense(about, language) or words(language)["idea"]["none"]
    return Chain(
        language,
        story,
        words(language),
        concept,
        kept,
        title,
        people,
        slots,
        names,
        bool(wish.idea),
    )


def rule_name(rule: str, language: str) -> str:
    """What a rule is called: the words before its colon, else its beginning."""
    head = clean(rule.replace("：", ":").split(":")[0])
    return condense(head, language, 0.4)


def _line(text: object) -> str:
    return text if isinstance(text, str) else ""


def _texts(kept: Mapping[str, Json], stage: str, key: str, field: str) -> list[str]:
    items = kept.get(stage, {}).get(key, [])
    return [item[field] for item in items if isinstance(item, dict) and clean(item.get(field))]


def _by_place(own: Sequence[str], accepted: Sequence[str]) -> list[str]:
    """`own` by the accepted names, place by place; what is missing is told by those who are there.

    Where the accepted ones are the story's own in another order or number, each keeps its place.
    """
    if not accepted:
        return list(own)
    if accepted[0] in own or set(accepted) & set(own):
        spare = [name for name in accepted if name not in own]
        found = [name if name in accepted else (spare.pop(0) if spare else None) for name in own]
    else:
        found = [accepted[i] if i < len(accepted) else None for i in range(len(own))]
    others = list(accepted[1:]) or list(accepted)
    return [name or others[place % len(others)] for place, name in enumerate(found)]
