"""What the sample generator's tests share: contexts, commands, and a server's ids."""

from __future__ import annotations

import copy
from typing import Any

from genesis_flows.generation.content.identify import (
    adopt_questions,
    adopt_story_threads,
    identify,
)
from genesis_flows.generation.content.resolve import resolve_references
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
    result: Json = {}
    for stage in STAGES:
        if stage not in contents:
            continue
        content = copy.deepcopy(contents[stage])
        if stage == "PLOT_OUTLINE":
            adopt_story_threads(content, result.get("STORY_CONCEPTION"))
        adopt_questions(content, result)
        identify(stage, content, None)
        resolve_references(stage, content, result)
        result[stage] = content
    return result


def texts(value: Value) -> list[str]:
    """Every text of a content."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return []
