"""From a wish to the next stage, as it goes over the wire: a recording endpoint, both languages."""

from __future__ import annotations

import json

import pytest

from genesis_flows.sample import generate
from tests.contents import begun, sample_chain
from tests.integration.conftest import Worker
from tests.integration.studio import Json, Studio
from tests.model_server import ModelServer, says

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

WISH = {"en": "No search for lost kin, please.", "zh-CN": "不要寻亲的情节。"}


def cards(language: str) -> list[Json]:
    context, command = begun("CONCEPT_SELECTION", language, {})
    return [
        generate(
            "CONCEPT_SELECTION",
            language=language,
            context=context,
            command=command,
            index=index,
            seed="walk",
        )
        for index in range(3)
    ]


def newest(state: Json, stage: str = "CONCEPT_SELECTION") -> Json:
    return state["stages"][stage]["proposals"][-1]


def ids(proposal: Json, index: int = 0) -> Json:
    candidate = proposal["candidates"][index]
    return {
        "proposal_id": proposal["proposal_id"],
        "candidate_id": candidate["candidate_id"],
    }


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_revision_changes_what_was_asked_and_its_wish_reaches_the_next_stage(
    studio: Studio, worker: Worker, model: ModelServer, language: str
) -> None:
    session = await studio.create_session(language)

    async def run(kind: str, payload: Json, *answers: Json) -> tuple[Json, list[str]]:
        model.requests.clear()
        model.replies = [says(json.dumps(answer, ensure_ascii=False)) for answer in answers]
        await studio.deliver(session, await studio.command(session, kind, payload))
        state = await studio.settled(session)
        await studio.paused(session)
        asked = ["\n".join(m["content"] for m in r["messages"]) for r in model.requests]
        return state, asked

    state, asked = await run("SUBMIT_IDEA", {"idea": "a wall"}, *cards(language))
    assert len(asked) == 3
    first = newest(state)
    receipt = {"request": "x", "status": "DONE", "note": "as asked", "pointers": ["/tone"]}
    revise = {
        **ids(first),
        "feedback": WISH[language],
        "only": ["/tone"],
        "use": [{**ids(first, 1), "pointer": "/stakes"}],
    }
    answer = {"title": "ignored", "tone": "colder and dry 更冷", "receipts": [receipt]}
    state, asked = await run("REVISE_PROPOSAL", revise, answer)
    made, before = (p["candidates"] for p in (newest(state), first))
    content = before[0]["content"]
    assert made[0]["content"] == {
        **content,
        "tone": answer["tone"],
        "stakes": before[1]["content"]["stakes"],
    }
    assert made[0]["receipts"] == [receipt]
    assert made[0]["changed"] == ["/stakes", "/tone"]
    assert "<earlier>" not in asked[0]
    assert before[1]["content"]["stakes"] in asked[0]
    answered = model.requests[0]["response_format"]["json_schema"]["schema"]["properties"]
    assert list(answered) == ["tone", "remove", "receipts"]

    story = sample_chain(language, "walk").answers["STORY_CONCEPTION"]
    state, asked = await run("CONFIRM_STAGE", ids(newest(state)), story)
    assert newest(state, "STORY_CONCEPTION")["candidates"][0]["receipts"] == []
    assert WISH[language] in asked[0]
    assert asked[0].index("<idea>") < asked[0].index(WISH[language])
    version = newest(state, "STORY_CONCEPTION")["origin"]["prompt_version"]
    assert version.startswith(f"STORY_CONCEPTION/{language}/")
