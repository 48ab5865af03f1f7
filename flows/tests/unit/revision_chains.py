"""Revisions of the samples, made as a worker makes them."""

from __future__ import annotations

from functools import cache
from typing import Any

from genesis_flows.generation.content.pointers import MISSING, get_at, parse_pointer
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.revising.revise_content import Revision
from genesis_flows.reading.finish import Finished, Unusable, finish_answer
from tests.conftest import as_json
from tests.contents import Chain, sample_chain

Json = Any

LANGUAGES = ("zh-CN", "en")


@cache
def chains(language: str) -> tuple[Chain, Chain]:
    return sample_chain(language), sample_chain(language, "another")


def revised(
    chain: Chain, stage: str, answer: Json, *, locked: list[str] | None = None, **bound: Json
) -> Finished | Unusable:
    return finish_answer(
        stage,
        answer if isinstance(answer, str) else as_json(answer),
        accepted={s: chain.contents[s] for s in STAGES[: STAGES.index(stage)]},
        parent=chain.contents[stage],
        locked=locked or [],
        revision=Revision(**{"language": chain.language, "feedback": "colder", **bound}),
    )


def finished(made: Finished | Unusable) -> Finished:
    assert isinstance(made, Finished), made
    return made


DONE = {"request": "colder", "status": "DONE", "note": "", "pointers": []}


def same_item(content: Json, parent: Json, pointer: str) -> Json:
    """The value in the place that a pointer of the parent means: items are followed by id."""
    for step in parse_pointer(pointer):
        parent = get_at(parent, [step])
        if isinstance(content, list) and isinstance(parent, dict) and "id" in parent:
            content = next((i for i in content if i.get("id") == parent["id"]), MISSING)
        else:
            content = get_at(content, [step])
    return content
