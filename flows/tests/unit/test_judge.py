"""A second model compares in pairs: what a fair judge, a partial one and a silent one come to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from genesis_flows.config import read_model
from genesis_flows.evaluation.__main__ import Generator, NotJudged, judge_model, judged, read_run
from genesis_flows.evaluation.briefs import Brief, all_briefs
from genesis_flows.evaluation.judge import JUDGE
from genesis_flows.evaluation.walk import Walk
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from tests.contents import sample_chain
from tests.model_server import Exchange, ModelServer, says

Json = Any

BRIEFS = all_briefs()[:2]
GOOD = "Quite the better one 更好的一本"


def books(title: str | None) -> list[Walk]:
    """Two books, one a language, with two stages each."""
    made = []
    for language in ("en", "zh-CN"):
        contents = sample_chain(language).contents
        walked = Walk(Brief(name=language, language=language, idea="x", feedback="x"))
        for stage in ("CONCEPT_SELECTION", "WORLDVIEW"):
            changed = {"title": title} if title else {}
            walked.contents[stage] = {**contents[stage], **changed}
        made.append(walked)
    return made


async def verdicts(model_server: ModelServer, decide: Callable[[str], str]) -> Json:
    """What a second model says of the better books beside the plain ones."""

    async def reply(exchange: Exchange) -> None:
        said = exchange.body["messages"][-1]["content"]
        await says(decide(said))(exchange)

    model_server.replies = [reply]
    against = {walked.brief.name: walked.contents for walked in books(None)}
    judging = OpenAIProvider(ModelConfig(None, model_server.url, "judge-1", 0))
    return await judged(books(GOOD), judging, against)


def better(verdict: str) -> str:
    return json.dumps({"because": "x", "better": verdict})


def is_first(said: str) -> bool:
    return said.index(GOOD) < said.index("<second>")


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        (
            lambda said: better("FIRST" if is_first(said) else "SECOND"),
            {"won": 4, "lost": 0, "win_share": 1, "agreement": 1, "first_share": 0.5},
        ),
        (
            lambda said: better("SECOND" if is_first(said) else "FIRST"),
            {"won": 0, "lost": 4, "win_share": 0, "agreement": 1},
        ),
        (
            lambda _said: better("FIRST"),
            {"won": 0, "even": 4, "win_share": 0.5, "agreement": 0, "first_share": 1},
        ),
        (lambda _said: better("SECOND"), {"even": 4, "agreement": 0, "first_share": 0}),
        (
            lambda _said: better("NEITHER"),
            {"even": 4, "win_share": 0.5, "agreement": 1, "first_share": None},
        ),
        (
            lambda said: better("FIRST" if is_first(said) or "rules" in said else "SECOND"),
            {"won": 2, "even": 2, "win_share": 0.75, "agreement": 0.5, "first_share": 0.75},
        ),
        (
            lambda said: "no verdict" if is_first(said) else better("SECOND"),
            {"judged": 0, "agreement": None, "failures": {"MODEL_BAD_ANSWER": 4}},
        ),
    ],
    ids=["fair", "contrary", "first place", "second place", "neither", "half fair", "half silent"],
)
async def test_a_judge_sees_each_pair_in_both_orders_and_its_agreement_with_itself_is_told(
    model_server: ModelServer, decide: Callable[[str], str], expected: Json
) -> None:
    made = await verdicts(model_server, decide)
    assert {key: made[key] for key in expected} == expected
    assert made["pairs"] == 4
    assert len(model_server.requests) == 8
    assert {body["model"] for body in model_server.requests} == {"judge-1"}
    if expected.get("agreement") == 0.5:
        assert made["stages"]["WORLDVIEW"]["agreement"] == 0
        assert made["stages"]["CONCEPT_SELECTION"]["agreement"] == 1


def test_who_judges_is_named_by_the_command_or_the_models_file_and_needs_an_endpoint(
    tmp_path: Path,
) -> None:
    file = tmp_path / "models.toml"
    file.write_text('judge = "judge-1"')
    env = {"OPENAI_BASE_URL": "http://127.0.0.1:9", "GENESIS_MODELS_FILE": str(file)}
    made = judge_model(read_model(env), None)
    assert made is not None
    assert made.model == "judge-1"
    asked = judge_model(read_model(env), "judge-2")
    assert asked is not None
    assert asked.model == "judge-2"
    assert judge_model(read_model({}), None) is None
    with pytest.raises(NotJudged, match="needs an endpoint"):
        judge_model(None, "judge-2")
    with pytest.raises(NotJudged, match="no document"):
        read_run(file)
    kept = tmp_path / "run.json"
    wrote = {"kind": "model", "model": "m", "host": "h"}
    book = {"name": BRIEFS[0].name, "contents": {"WORLDVIEW": {"title": "x"}}}
    kept.write_text(json.dumps({"generator": wrote, "briefs": [book]}))
    run = read_run(kept)
    assert run.generator == Generator("model", "m", "h")
    again = run.walks(BRIEFS)
    assert [(one.brief, one.contents) for one in again] == [(BRIEFS[0], book["contents"])]


async def test_a_judge_without_an_end_is_stopped_at_its_time_and_each_verdict_counted(
    model_server: ModelServer,
) -> None:
    async def never(_: Exchange) -> None:
        await asyncio.Event().wait()

    model_server.replies = [never]
    against = {walked.brief.name: walked.contents for walked in books(None)}
    judging = OpenAIProvider(ModelConfig(None, model_server.url, "judge-1", 0))
    made = await judged(books(GOOD), judging, against, within_s=0.1)
    assert (made["pairs"], made["judged"]) == (4, 0)
    assert made["failures"] == {"STOPPED": 8}


def test_a_judges_answer_has_the_limit_of_its_model(tmp_path: Path) -> None:
    file = tmp_path / "models.toml"
    file.write_text('judge = "judge-1"\n[models."judge-1"]\nmax_output_tokens = 300')
    env = {"OPENAI_BASE_URL": "http://127.0.0.1:9", "GENESIS_MODELS_FILE": str(file)}
    made = judge_model(read_model(env), None)
    assert made is not None
    assert made.stages[JUDGE].max_output_tokens == 300
    other = judge_model(read_model(env), "judge-2")
    assert other is not None
    assert other.stages[JUDGE].max_output_tokens is None
