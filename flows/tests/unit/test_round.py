"""A round's candidates: as many at once as the endpoint takes, each on its axis, and none twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest

from genesis_flows.generation.asking.axes import axes_of_round
from genesis_flows.generation.asking.candidate import Written
from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.asking.round import tell_twins_apart, write_round
from genesis_flows.generation.content.likeness import TWINS, is_twin, likeness
from genesis_flows.providers.limited_provider import LimitedProvider
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
from genesis_flows.sample import generate
from tests.contents import begun
from tests.promised import PATIENCE_S

Json = Any


def concepts(language: str) -> list[Json]:
    context, command = begun("CONCEPT_SELECTION", language, {})
    return [
        generate(
            "CONCEPT_SELECTION",
            language=language,
            context=context,
            command=command,
            index=index,
            seed="round",
        )
        for index in range(3)
    ]


def written(content: Json) -> Written:
    return Written(content, [], [], Usage(), None)


class Counting(SampleProvider):
    """Ends no request before so many are under way; counts those at the same time."""

    def __init__(self, at_once: int) -> None:
        self._all_here = asyncio.Barrier(at_once)
        self.in_flight = 0
        self.most = 0

    async def write(
        self,
        request: CandidateRequest,
        on_text: OnText,
        on_message: OnMessage,
        meter: Meter | None = None,
    ) -> Answer:
        del request, on_text, on_message, meter
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        await self._all_here.wait()
        self.in_flight -= 1
        return Answer("{}")


@pytest.mark.parametrize(("concurrency", "at_once"), [(3, 3), (8, 3), (1, 1)])
async def test_as_many_are_written_at_once_as_the_endpoint_takes(
    concurrency: int, at_once: int
) -> None:
    counting = Counting(at_once)
    provider = LimitedProvider(counting, concurrency)
    context, command = begun("CONCEPT_SELECTION", "en", {})
    request = CandidateRequest("CONCEPT_SELECTION", "en", 0, (), {}, "x", context, command)
    done: dict[int, Json] = {}
    beside: list[int] = []

    async def nothing(_: str) -> None: ...

    async def write(index: int, siblings: Sequence[Mapping[str, Json]]) -> Written:
        beside.append(len(siblings))
        await provider.write(request, nothing, nothing)
        return written({"title": str(index)})

    async def keep(index: int, made: Written) -> None:
        done[index] = {"content": made.content}

    async with asyncio.timeout(PATIENCE_S):
        await write_round([0, 1, 2], done, write, keep, at_once=provider.concurrency)
    assert counting.most == at_once
    assert sorted(done) == [0, 1, 2]
    assert beside == ([0, 1, 2] if at_once == 1 else [0, 0, 0])


async def test_what_is_finished_beside_a_failure_is_kept() -> None:
    done: dict[int, Json] = {}
    others = asyncio.Event()

    async def write(index: int, _: Sequence[Mapping[str, Json]]) -> Written:
        if index == 0:
            raise GenerationFailed("MODEL_BAD_ANSWER", "no")
        await asyncio.sleep(0)
        others.set()
        return written({"title": str(index)})

    async def keep(index: int, made: Written) -> None:
        done[index] = {"content": made.content}

    with pytest.raises(GenerationFailed):
        await write_round([0, 1, 2], done, write, keep, at_once=3)
    assert sorted(done) == [1, 2]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_twin_is_written_again_beside_the_others_and_another_concept_is_not(
    language: str,
) -> None:
    one, two, three = concepts(language)
    assert all(likeness(a, b) < TWINS for a, b in combinations((one, two, three), 2))
    twin = {**one, "title": "Another 另一个", "tone": "other", "why": "other"}
    assert is_twin(one, twin)
    assert is_twin({**two, "title": f" {one['title']} "}, one)
    done = {index: {"content": content} for index, content in enumerate((one, two, twin))}
    again: list[tuple[int, int]] = []

    async def write(index: int, siblings: Sequence[Mapping[str, Json]]) -> Written:
        again.append((index, len(siblings)))
        return written(three)

    async def keep(index: int, made: Written) -> None:
        done[index] = {"content": made.content}

    await tell_twins_apart([0, 1, 2], done, write, keep)
    assert again == [(2, 2)]
    assert done[2]["content"] == three


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_each_card_has_an_axis_of_its_own_that_the_brief_leaves_free(language: str) -> None:
    context, command = begun("CONCEPT_SELECTION", language, {})
    axes = axes_of_round(language, context)
    assert len(set(axes)) == 3
    for index, axis in enumerate(axes):
        said = build_messages(
            "CONCEPT_SELECTION", language, context, command, index=index, siblings=[]
        )[1].content
        assert axis in said.splitlines()[-1]
        assert all(f"- {other}" in said for other in axes if other != axis)
    taken: set[str] = set()
    context["brief"] = {
        "genre": "noir",
        "idea": "1932, first person, funny, in one house",
        "constraints": ["1932 年，第一人称，幽默，小镇"],
    }
    for before in range(8):
        taken |= set(axes_of_round(language, {**context, "round_titles": ["x"] * before}))
    assert len(taken) == 3
    assert not any(axis.startswith(("whose", "谁的", "the genre", "类型")) for axis in taken)
