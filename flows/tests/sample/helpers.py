"""What the sample generator's tests share: contexts, commands, and a server's ids."""

from __future__ import annotations

import copy
from typing import Any

from genesis_flows.sample import generate
from genesis_shared.models import (
    CharactersContent,
    ConceptContent,
    PlotContent,
    StoryContent,
    WorldContent,
)

Value = Any
"""A value as json.loads gives it."""
Json = dict[str, Any]

MODELS = {
    "CONCEPT_SELECTION": ConceptContent,
    "STORY_CONCEPTION": StoryContent,
    "WORLDVIEW": WorldContent,
    "CHARACTERS": CharactersContent,
    "PLOT_OUTLINE": PlotContent,
}
STAGES = list(MODELS)
LANGUAGES = ["zh-CN", "en"]

ITEMS = {
    "STORY_CONCEPTION": ["threads"],
    "WORLDVIEW": ["rules", "power_levels", "factions", "places", "history", "secrets", "glossary"],
    "CHARACTERS": ["characters", "relations"],
    "PLOT_OUTLINE": ["parts", "threads"],
}


def command(kind: str, stage: str, locked: list[str] | None = None, **payload: str) -> Json:
    return {
        "command_id": "0199-command",
        "command_type": kind,
        "stage": stage,
        "payload": payload,
        "locked": locked or [],
    }


def context(
    language: str,
    accepted: Json | None = None,
    parent: Json | None = None,
    titles: list[str] | None = None,
    **brief: str,
) -> Json:
    return {
        "session_id": "0199-session",
        "title": "",
        "language": language,
        "brief": {"door": None, "genre": None, "hints": None, "idea": None, "notes": None, **brief},
        "accepted": accepted or {},
        "parent": parent
        and {"proposal_id": "0199-proposal", "candidate_id": "0199-candidate", "content": parent},
        "round_titles": titles or [],
        "wanted": 3,
    }


def chain(language: str, seed: str, concept: Json | None = None, **brief: str) -> Json:
    """All five stages, each built on those before it."""
    accepted: Json = {}
    for stage in STAGES:
        if stage == "CONCEPT_SELECTION" and concept is not None:
            accepted[stage] = concept
            continue
        accepted[stage] = generate(
            stage,
            language=language,
            context=context(language, copy.deepcopy(accepted), **brief),
            command=command("REGENERATE_PROPOSAL", stage),
            index=0,
            seed=seed,
        )
    return accepted


def with_ids(contents: Json) -> Json:
    """As a server keeps them: ids on items, references by id, resolved by name."""
    result = copy.deepcopy(contents)
    ids: dict[str, str] = {}
    for stage, lists in ITEMS.items():
        for name in lists:
            for place, item in enumerate(result.get(stage, {}).get(name, [])):
                _mint(item, f"{stage[:2]}-{name}-{place}".lower(), ids)
    for place, part in enumerate(result.get("PLOT_OUTLINE", {}).get("parts", [])):
        for number, chapter in enumerate(part["chapters"]):
            _mint(chapter, f"chapter-{place}-{number}", ids)
    for stage in result:
        _resolve(result[stage], ids)
    for thread in result.get("PLOT_OUTLINE", {}).get("threads", []):
        thread["id"] = ids[thread.pop("name")]
    return result


def _mint(item: Json, new: str, ids: dict[str, str]) -> None:
    item["id"] = new
    for key in ("name", "title", "question", "term", "rule"):
        if isinstance(item.get(key), str):
            ids.setdefault(item[key], new)


def _resolve(value: Value, ids: dict[str, str]) -> None:
    single = ("pov_id", "place_id", "faction_id", "from", "to", "planted_in", "paid_in")
    many = ("cast_ids", "thread_ids", "against", "echoes")
    if isinstance(value, list):
        for item in value:
            _resolve(item, ids)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in single:
                value[key] = ids.get(item, item)
            elif key in many:
                value[key] = [ids.get(one, one) for one in item]
            else:
                _resolve(item, ids)


def texts(value: Value) -> list[str]:
    """Every text of a content."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return []
