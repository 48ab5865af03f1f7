"""Contents for tests: what a model would answer, and the contents made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from genesis_flows.generation.content.stages import STAGES
from genesis_flows.reading.finish import Finished, finish_answer
from genesis_flows.sample import generate

Json = Any


@dataclass(frozen=True)
class Chain:
    """The five stages of one book: what was answered, and what was recorded."""

    language: str
    answers: dict[str, Json]
    contents: dict[str, Json]


def begun(
    stage: str, language: str, accepted: dict[str, Json], **command: Json
) -> tuple[dict[str, Json], dict[str, Json]]:
    """Context and command as genesis.begin_command gives them."""
    context = {
        "session_id": "019a0000-0000-7000-8000-000000000001",
        "title": "",
        "language": language,
        "brief": {
            "door": "idea",
            "genre": None,
            "hints": None,
            "idea": "a lighthouse",
            "notes": None,
        },
        "accepted": accepted,
        "parent": None,
        "round_titles": [],
        "wanted": 3 if stage == "CONCEPT_SELECTION" else 1,
        "finished": [],
    }
    made = {
        "command_id": "019a0000-0000-7000-8000-000000000002",
        "command_type": "SUBMIT_IDEA" if stage == "CONCEPT_SELECTION" else "CONFIRM_STAGE",
        "stage": stage,
        "payload": {"idea": "a lighthouse"},
        "locked": [],
    }
    return context, made | command


def sample_chain(language: str, seed: str = "seed") -> Chain:
    """Write all five stages, each on the ones before."""
    answers: dict[str, Json] = {}
    contents: dict[str, Json] = {}
    for stage in STAGES:
        context, command = begun(stage, language, dict(contents))
        answers[stage] = generate(
            stage, language=language, context=context, command=command, index=0, seed=seed
        )
        made = finish_answer(
            stage,
            json.dumps(answers[stage], ensure_ascii=False),
            accepted=contents,
            parent=None,
            locked=[],
        )
        assert isinstance(made, Finished), made
        contents[stage] = made.content
    return Chain(language, answers, contents)
