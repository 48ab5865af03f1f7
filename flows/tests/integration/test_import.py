"""PLACE_MATERIAL from the command to the round: without a model, and with one that fills around the writer."""

from __future__ import annotations

import base64
import json

import pytest

from tests.contents import sample_chain
from tests.integration.conftest import Worker
from tests.integration.studio import Json, Studio
from tests.model_server import ModelServer, says

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

TEXT = "# Mara\nA bell-founder of forty.\n\nWant: to hear the bell once more\n"
SECTIONS = [
    {
        "section_id": "s1",
        "heading": "Mara",
        "level": 1,
        "at": 0,
        "chars": len(TEXT),
        "goes_to": "character",
        "is_group": False,
    }
]


async def test_a_model_fills_what_is_missing_and_the_writers_words_stay_theirs(
    studio: Studio, worker: Worker, model: ModelServer
) -> None:
    session = await studio.create_session()
    made = {
        "name": "cast.md",
        "kind": "markdown",
        "encoding": "utf-8",
        "chars": len(TEXT),
        "sections": SECTIONS,
        "left_out": [],
    }
    file = base64.b64encode(TEXT.encode()).decode()
    added = await studio.call("add_material", studio.account, session, made, TEXT, file)
    material = added["material"]["material_id"]
    content = sample_chain("en").answers["CHARACTERS"]
    first = {**content["characters"][0], "name": "Mara", "role": "somebody else"}
    answer = {**content, "characters": [first, *content["characters"][1:]], "relations": []}
    model.requests.clear()
    model.replies = [says(json.dumps(answer))]
    payload = {"material_id": material, "stage": "CHARACTERS"}
    await studio.deliver(session, await studio.command(session, "PLACE_MATERIAL", payload))
    state = await studio.settled(session)
    assert state["last_error"] is None
    stage: Json = state["stages"]["CHARACTERS"]
    [proposal] = stage["proposals"]
    [candidate] = proposal["candidates"]
    mara = candidate["content"]["characters"][0]
    assert proposal["origin"]["kind"] == "import"
    assert mara["role"] == "A bell-founder of forty."
    assert mara["want"] == "to hear the bell once more"
    assert mara["sign"] == first["sign"]
    origins = candidate["field_origins"]
    assert origins["/characters/0/role"]["kind"] == "import"
    assert origins[""]["kind"] == "ai"
    assert "/characters/0/sign" not in origins
    assert "/characters/0/role" in stage["working"]["locked"]
    asked = "\n".join(m["content"] for m in model.requests[0]["messages"])
    assert TEXT.strip() in asked
