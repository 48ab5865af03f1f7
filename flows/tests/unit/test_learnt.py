"""What an endpoint does not take is learnt, once for every session."""

from __future__ import annotations

from pathlib import Path

from genesis_flows.generation.asking.brief_schema import LONGEST_TEXT
from genesis_flows.providers.capabilities import TRIED_AGAIN_AFTER_S, KeptHere
from tests.model_server import ModelServer, refuses, says
from tests.unit.test_entries import HALF, TEXT, provider_of, write


async def test_a_model_that_finds_no_end_is_asked_for_short_texts_and_that_is_learnt(
    model_server: ModelServer,
) -> None:
    cut = says(TEXT[:HALF], finish_reason="length")
    model_server.replies = [cut, says(TEXT)]
    learnt = KeptHere()
    await write(provider_of(model_server, learnt=learnt, max_output_tokens=None))
    await write(provider_of(model_server, learnt=learnt, max_output_tokens=None))
    lengths = [
        r["response_format"]["json_schema"]["schema"]["properties"]["title"].get("maxLength")
        for r in model_server.requests
    ]
    assert lengths == [None, LONGEST_TEXT, LONGEST_TEXT]


async def test_what_is_not_taken_is_learnt_for_every_session_and_usage_is_still_counted(
    model_server: ModelServer,
) -> None:
    model_server.replies = [refuses(400, "json_schema is not supported"), says(TEXT)]
    learnt = KeptHere()
    await write(provider_of(model_server, learnt=learnt))
    await write(provider_of(model_server, learnt=learnt))
    kinds = [r.get("response_format", {}).get("type") for r in model_server.requests]
    assert kinds == ["json_schema", "json_object", "json_object"]
    assert all(r["stream_options"] for r in model_server.requests)


def test_the_document_says_how_short_texts_are_then_and_for_how_long_it_is_kept() -> None:
    said = (Path(__file__).parents[3] / "docs/models.md").read_text("utf-8")
    assert f"texts of at most {LONGEST_TEXT} characters" in said
    assert "After six hours the best is tried again." in said
    assert TRIED_AGAIN_AFTER_S == 6 * 3600
