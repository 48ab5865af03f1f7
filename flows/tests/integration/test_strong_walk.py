"""What was found at 301835e where a strong model wrote two books, each finding on the wire: on the
requests of a whole walk and on what came of them, in both languages.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from genesis_flows.evaluation.measures import cache_share
from genesis_flows.generation.asking.tokens import estimate_tokens
from genesis_flows.generation.wording.wording import axis_texts, fragments, prompt_text
from tests.contradictions import contradictions
from tests.integration.own_runtime import a_runtime
from tests.integration.strong_walk import LATER, LOCKED, OWN_LINE, Walk, recorded, walked
from tests.integration.studio import open_studio
from tests.model_server import Exchange, ModelServer, says

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session", scope="module", params=["zh-CN", "en"])
async def book(
    request: Any, database_url: str, prefect_api_url: str, model: ModelServer
) -> AsyncIterator[Walk]:
    """The walk to its end, once a language."""
    async with (
        open_studio(database_url, prefect_api_url) as studio,
        a_runtime(database_url, model) as runtime,
    ):
        walk = Walk(studio, runtime, model, request.param)
        await walked(walk)
        yield walk


async def test_1_no_question_is_asked_twice_and_each_is_told_as_what_it_is(book: Walk) -> None:
    contents = [book.content(stage) for stage in ("CONCEPT_SELECTION", *LATER)]
    asked = [one["question"] for content in contents for one in content["open_questions"]]
    assert len(asked) == len(set(asked)), "no open question twice"
    kept = [one["question"] for one in book.state["questions"]]
    assert len(kept) == len(set(kept))
    statuses = {one["status"] for one in book.state["questions"]}
    assert {"ANSWERED", "PROPOSED"} <= statuses
    assert ("LEFT_OPEN" in statuses) == (book.language == "zh-CN")
    for one in book.requests:
        for question in kept:
            assert one.said.count(f"- {question}") <= 1, "asked, answered or open, and not two"
    section = fragments(book.language)["section"]
    outline = book.of("PLOT_OUTLINE")[0].said
    assert outline.index(section["answered"]) < outline.index(section["unsettled"])


async def test_2_every_wish_reaches_every_later_request_and_no_why_is_handed_on(book: Walk) -> None:
    for number, one in enumerate(book.requests):
        assert [wish for wish in one.wishes if wish not in one.said] == [], number
    whys = {stage: book.content(stage)["why"] for stage in ("CONCEPT_SELECTION", *LATER)}
    for stage, why in whys.items():
        assert not any(why in one.said for one in book.requests if one.stage != stage), stage
    for stage in LATER:
        assert any(LOCKED in line for line in kept_lines(book, stage)), "earlier locks are marked"


def kept_lines(book: Walk, stage: str) -> list[str]:
    before = fragments(book.language)["section"]["kept"].split("{")[0]
    return [line for line in book.of(stage)[0].said.splitlines() if line.startswith(before)]


async def test_3_a_revision_is_told_nothing_that_contradicts_it_and_writes_what_changes(
    book: Walk,
) -> None:
    for number, one in enumerate(book.requests):
        assert contradictions(book.language, one.said) == [], number
    revised = [one for one in book.requests if one.kind == "REVISE_PROPOSAL"]
    assert len(revised) == 3
    for one in revised:
        assert "<earlier>" not in one.said
        assert {"remove", "receipts"} <= set(one.schema["properties"])
    for stage, name in (
        ("CONCEPT_SELECTION", "revised_concept"),
        ("STORY_CONCEPTION", "story_revision"),
    ):
        written = json.dumps(book.answers[name], ensure_ascii=False)
        whole = json.dumps(book.content(stage), ensure_ascii=False)
        assert estimate_tokens(written) <= 0.25 * estimate_tokens(whole), stage
        assert book.newest(stage)["candidates"][0]["receipts"] != []


async def test_4_the_outline_is_asked_for_the_whole_book_and_adds_up(book: Walk) -> None:
    form = book.content("STORY_CONCEPTION")["form"]
    first = book.of("PLOT_OUTLINE")[0].said
    task = fragments(book.language)["task"]["plan_all"]
    assert task.format(count=18, now=18) in first
    parts = book.content("PLOT_OUTLINE")["parts"]
    planned = [chapter for part in parts for chapter in part["chapters"]]
    assert len(planned) == form["chapters"] == 18
    assert sum(chapter["length"] for chapter in planned) == form["target_length"]
    assert sum(part["length"] for part in parts) == form["target_length"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_5_three_cards_are_asked_for_at_the_same_time_each_with_an_axis_of_its_own(
    database_url: str, prefect_api_url: str, model: ModelServer, language: str
) -> None:
    all_here = asyncio.Barrier(3)
    cards = [says(json.dumps(card)) for card in recorded(language)["concepts"]]

    arrived: list[Exchange] = []

    async def reply(exchange: Exchange) -> None:
        arrived.append(exchange)
        card = cards[(len(arrived) - 1) % 3]
        if len(arrived) <= 3:
            await all_here.wait()  # no answer before there are three requests
        await card(exchange)

    async with (
        open_studio(database_url, prefect_api_url) as studio,
        a_runtime(database_url, model, concurrency=3) as runtime,
    ):
        session = await studio.create_session(language)
        made = await studio.command(session, "REQUEST_INSPIRATION", {})
        model.requests.clear()
        model.replies = [reply]
        assert await runtime.generate(UUID(made["command_id"]), 0, uuid4()) == "RECORDED"
    tasks = [body["messages"][-1]["content"].splitlines()[-1] for body in model.requests[:3]]
    axes = set(axis_texts(language).values())
    own = [next(axis for axis in axes if axis in task) for task in tasks]
    assert len(set(own)) == 3
    for body, axis in zip(model.requests, own, strict=True):
        listed = [line for line in body["messages"][-1]["content"].splitlines() if line[:2] == "- "]
        assert {f"- {other}" for other in own if other != axis} <= set(listed)


async def test_6_a_request_says_each_settled_fact_once_in_order_and_is_kept_by_prefix_caches(
    book: Walk,
) -> None:
    assert (cache_share([[one.said for one in book.requests]]) or 0) >= 0.55
    for stage in LATER:
        said = book.of(stage)[0].said
        usual = book.own_prompt if stage == "WORLDVIEW" else prompt_text(book.language, stage)
        at = said.index(usual)
        assert '"why"' not in said[:at]
        assert '"facts"' not in said[:at]
        assert said.count(json.dumps(book.content("CONCEPT_SELECTION")["irony"])[1:-1]) <= 1
        assert at > said.rindex('"genres"'), "the instruction stands behind the book"
    world = book.of("WORLDVIEW")[0].said
    keys = [world.index(f'"{key}"') for key in ("premise", "form", "voice", "movements", "engine")]
    assert keys == sorted(keys)
    assert '"advantage": null' in world, "what was decided against is seen"


async def test_7_no_rule_of_the_studio_stands_against_the_writer(book: Walk) -> None:
    for one in book.requests:
        naming = "起名：" if book.language == "zh-CN" else "- Names:"
        assert naming in one.said, "the rule of names holds from the first stage on"
    person = book.of("CHARACTERS")[0].schema["properties"]["characters"]["items"]["properties"]
    for field in ("secret", "misbelief", "arc"):
        assert "null" in json.dumps(person[field]), "a minor one needs none"


FIELDS = {
    "CONCEPT_SELECTION": ("dramatic_question",),
    "STORY_CONCEPTION": ("ending", "chapters", "clues", "answered_when"),
    "WORLDVIEW": ("calendar", "names"),
    "CHARACTERS": ("weight", "presence", "knows"),
    "PLOT_OUTLINE": ("when", "length", "reveals", "price", "payoff_ids"),
}
"""What version 1 had no place for, and these books have."""


async def test_8_what_had_no_field_is_asked_for_and_kept(book: Walk) -> None:
    for stage, names in FIELDS.items():
        asked = json.dumps(book.of(stage)[0].schema)
        kept = json.dumps(book.content(stage))
        assert all(f'"{name}"' in asked and f'"{name}"' in kept for name in names), stage


async def test_a_prompt_that_was_changed_for_the_book_is_the_one_and_its_round_says_so(
    book: Walk,
) -> None:
    line = OWN_LINE[book.language]
    assert {one.stage for one in book.requests if line in one.said} == {"WORLDVIEW"}
    origin = book.newest("WORLDVIEW")["origin"]
    assert re.fullmatch(rf"WORLDVIEW/{book.language}/\d+\+[0-9a-f]{{8}}", origin["prompt_version"])
    assert origin["prompt_changes"] == {"removed": [], "added": [line]}
    assert "prompt_changes" not in book.newest("CHARACTERS")["origin"]
    assert book.state["brief"]["prompts"] == {"WORLDVIEW": book.own_prompt}
