"""What a model is told to answer in the tests of the flow, and what a session shows of it."""

from __future__ import annotations

import json
from uuid import UUID

from genesis_flows.sample import generate
from tests.contents import begun, sample_chain
from tests.integration.studio import Json, Studio
from tests.model_server import ModelServer, says

CHAIN = sample_chain("en")


def answer_of(stage: str, **changes: Json) -> str:
    return json.dumps({**CHAIN.answers[stage], **changes})


def concepts() -> list[str]:
    """Three that differ: a twin would be written again."""
    context, command = begun("CONCEPT_SELECTION", "en", {})
    return [
        json.dumps(
            generate(
                "CONCEPT_SELECTION",
                language="en",
                context=context,
                command=command,
                index=index,
                seed="seed",
            )
            | {"title": title}
        )
        for index, title in enumerate(("One", "Two", "Three"))
    ]


async def with_concepts(studio: Studio, model: ModelServer) -> UUID:
    """A session whose concepts are there and whose run is paused."""
    session = await studio.create_session()
    script(model, *(says(text) for text in concepts()))
    await studio.deliver(session, await studio.command(session, "SUBMIT_IDEA", {"idea": "a wall"}))
    await studio.settled(session)
    await studio.paused(session)
    return session


def script(model: ModelServer, *replies: Json) -> None:
    model.requests.clear()
    model.replies = list(replies)


def newest(state: Json, stage: str = "CONCEPT_SELECTION") -> Json:
    return state["stages"][stage]["proposals"][-1]


def confirm(state: Json, stage: str = "CONCEPT_SELECTION") -> Json:
    proposal = newest(state, stage)
    return {
        "proposal_id": proposal["proposal_id"],
        "candidate_id": proposal["candidates"][0]["candidate_id"],
    }
