"""Each measure of the evaluation moves when what it measures does: endpoints that misbehave."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from genesis_flows.evaluation.__main__ import (
    evaluate,
    shown,
)
from genesis_flows.evaluation.briefs import Brief, all_briefs
from genesis_flows.evaluation.measures import Measure, cache_share, measure
from genesis_flows.evaluation.recording import Record
from genesis_flows.evaluation.walk import Walk
from genesis_flows.providers.meter import Meter
from genesis_flows.providers.provider import (
    Answer,
    CandidateRequest,
    GenerationFailed,
    OnMessage,
    OnText,
)
from genesis_flows.providers.sample_provider import SampleProvider
from genesis_flows.providers.usage import Usage

Json = Any
Change = Callable[[CandidateRequest, Json, int], Json]

BRIEFS = [b for b in all_briefs() if b.name in ("en-sf", "en-family", "zh-sf")]


class Scripted(SampleProvider):
    """An endpoint that says the samples, changed; a text is said as it is."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self.calls = 0

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        async def unheard(_: str) -> None: ...

        answer = await super().write(request, unheard, on_message, meter)
        self.calls += 1
        said = self._change(request, json.loads(answer.text), self.calls)
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        await on_text(text)
        return Answer(text, Usage(100, 10))


def figures(change: Change, briefs: list[Brief] | None = None) -> dict[str, float | None]:
    walks, records = asyncio.run(evaluate(briefs or BRIEFS, Scripted(change)))
    return by_name(measure(walks, records))


def by_name(measures: list[Measure]) -> dict[str, float | None]:
    return {m.name: m.value for m in measures}


@pytest.fixture(scope="module")
def usual() -> dict[str, float | None]:
    return figures(lambda _request, said, _call: said)


def told(request: CandidateRequest, said: Json, words: str) -> Json:
    return {**said, "logline": f"{said['logline']} {words}"} if request.index == 0 else said


def test_there_are_twenty_four_briefs_of_both_languages() -> None:
    briefs = all_briefs()
    assert len({brief.name for brief in briefs}) == 24
    assert sum(brief.language == "en" for brief in briefs) == 12
    assert max(len(brief.as_context()["idea"] or "") for brief in briefs) > 5_000


def test_an_endpoint_that_answers_well_has_every_book(usual: dict[str, float | None]) -> None:
    assert usual["books_finished"] == usual["schema_success"] == usual["locks_held"] == 1
    assert usual["repairs_per_candidate"] == usual["failures"] == 0
    assert usual["tokens_WORLDVIEW"] == 2 * 110


def test_answers_that_cannot_be_used_are_repairs_and_then_failures() -> None:
    def at_the_second_try(request: CandidateRequest, said: Json, _call: int) -> Json:
        # Candidates are written at the same time: each is told what its own first answer was.
        return said if "not JSON" in request.messages[-1].content else "not JSON"

    made = figures(at_the_second_try)
    assert (made["repairs_per_candidate"] or 0) > 0.5
    assert made["schema_success"] == 1
    never = figures(lambda _r, _said, _call: "not JSON")
    assert never["schema_success"] == 0
    assert never["failures"] == len(BRIEFS)
    assert never["constraints_held"] is None


def test_a_forbidden_word_and_a_wish_not_heard_are_seen(usual: dict[str, float | None]) -> None:
    broken = figures(lambda r, said, _c: told(r, said, "alien 外星人"))
    assert (broken["constraints_held"] or 0) < (usual["constraints_held"] or 0)

    def deaf(_r: CandidateRequest, said: Json, _c: int) -> Json:
        text = json.dumps(said, ensure_ascii=False)
        for brief in BRIEFS:
            for word in brief.heard:
                text = text.replace(word, "Nn").replace(word.capitalize(), "Nn")
        return json.loads(text)

    assert (figures(deaf)["wishes_heard"] or 0) < (usual["wishes_heard"] or 0)


def test_concepts_that_are_one_have_no_distance(usual: dict[str, float | None]) -> None:
    first: dict[str, Json] = {}

    def twins(request: CandidateRequest, said: Json, _call: int) -> Json:
        if request.stage != "CONCEPT_SELECTION":
            return said
        kept = first.setdefault(request.language, said)
        return {**kept, "title": f"{said['title']} {request.index}"}

    assert figures(twins)["concept_distance"] == 0
    assert (usual["concept_distance"] or 0) > 0.5


def test_names_questions_and_lengths_are_counted_over_books() -> None:
    def book(names: list[str], lengths: list[int], question: str) -> Walk:
        walked = Walk(Brief(name="x", language="en", feedback="x", length=100))
        walked.contents = {
            "CONCEPT_SELECTION": {"open_questions": ["Who?", question]},
            "CHARACTERS": {"characters": [{"name": name} for name in names]},
            "PLOT_OUTLINE": {"parts": [{"length": length} for length in lengths]},
        }
        walked.locks, walked.locks_held = 2, 1
        walked.receipts = [{"status": "DONE"}, {"status": "NOT_DONE"}]
        return walked

    made = by_name(measure([book(["Ada", "Bo"], [50, 50], "What?")], []))
    assert (made["names_confused"], made["length_deviation"]) == (0, 0)
    assert made["questions_asked_twice"] == made["names_reused"] == 0
    assert made["locks_held"] == made["feedback_answered"] == 0.5
    two = [book(["Ada", "Al"], [50], "Who?"), book(["Ada", "Cy"], [150], "who")]
    made = by_name(measure(two, []))
    assert (made["names_confused"], made["length_deviation"]) == (0.5, 0.5)
    assert (made["questions_asked_twice"], made["names_reused"]) == (2, 0.5)


def test_a_request_that_begins_otherwise_has_no_share_in_a_cache(
    usual: dict[str, float | None],
) -> None:
    assert 0.5 < (usual["cache_share"] or 0) < 1
    assert cache_share([["Write a book.", "Say it in verse."]]) == 0
    assert cache_share([["Write a book."], []]) is None


def test_a_refusal_is_a_failure_with_its_code() -> None:
    def refuse(_r: CandidateRequest, _said: Json, _call: int) -> Json:
        raise GenerationFailed("MODEL_REFUSED", "no")

    walks, _ = asyncio.run(evaluate(BRIEFS[:1], Scripted(refuse)))
    assert walks[0].failures == ["CONCEPT_SELECTION: MODEL_REFUSED"]


def test_a_book_that_was_stopped_before_its_first_call_has_no_repairs() -> None:
    stopped = Walk(BRIEFS[0])
    stopped.wanted = 3
    made = {one.name: one.value for one in measure([stopped], [Record()])}
    assert made["repairs_per_candidate"] == 0
    assert made["tokens_WORLDVIEW"] is None, "nothing was asked for, so there is nothing to count"


def test_the_document_says_of_the_sample_generator_what_is_measured() -> None:
    """All twenty-four briefs; its times are another machine's."""
    walks, records = asyncio.run(evaluate(all_briefs(), SampleProvider()))
    measured = {m.name: shown(m) for m in measure(walks, records) if m.unit != "ms"}
    text = (Path(__file__).parents[3] / "docs/evaluation.md").read_text("utf-8")
    section = text.partition("## The sample generator")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:2] == "| "]
    said = {name: value for name, value, *_ in rows if name in measured}
    assert said == measured
