"""What does not fit a model's window is cut by the rule, and never the writer's own words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from genesis_flows.generation.asking.book_so_far import Part
from genesis_flows.generation.asking.candidate import Written
from genesis_flows.generation.asking.context_budget import fit, request_budget, write_fitting
from genesis_flows.generation.asking.prompt import request_parts
from genesis_flows.generation.asking.tokens import estimate_tokens
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.providers.provider import GenerationFailed, Message
from genesis_flows.providers.usage import Usage
from tests.contents import Chain, begun

WISH = "No search for lost kin, said the writer."


def parts_of(chain: Chain) -> list[Part]:
    accepted = {stage: chain.contents[stage] for stage in STAGES[:4]}
    context, command = begun("PLOT_OUTLINE", chain.language, accepted, command_type="X")
    context |= {
        "brief": {"idea": "idea " * 400, "notes": "notes"},
        "round_titles": ["An earlier title"],
        "wishes": [{"stage": "STORY_CONCEPTION", "round": 2, "text": WISH}],
        "locks": {"STORY_CONCEPTION": ["/engine"]},
        "own": ["WORLDVIEW"],
    }
    return request_parts("PLOT_OUTLINE", chain.language, context, command, index=0, siblings=[])


def size(parts: list[Part]) -> int:
    return sum(estimate_tokens(part.text) for part in parts)


def test_the_least_settled_and_the_oldest_go_first_and_no_more_than_it_takes(chain: Chain) -> None:
    parts = parts_of(chain)
    whole = size(parts)
    assert fit(parts, whole) == (
        [Part(p.name, p.text, p.shorter) for p in parts if p.text],
        [],
    )
    orders = [fit(parts, whole - by)[1] for by in (1, 20, whole // 6, whole)]
    assert orders[0] == ["earlier"]
    assert orders[1] == ["earlier", "questions"][: len(orders[1])]
    full = orders[-1]
    assert full[:2] == ["earlier", "questions"]
    assert full[2:] == [
        "accepted CONCEPT_SELECTION",
        "accepted STORY_CONCEPTION",
        "accepted CHARACTERS",
    ]
    assert len(orders[2]) <= len(full)


def test_the_writers_own_words_stay_whatever_it_takes(chain: Chain) -> None:
    made, _ = fit(parts_of(chain), 1)
    said = "\n".join(part.text for part in made)
    assert "idea " * 399 in said
    assert WISH in said
    assert chain.contents["STORY_CONCEPTION"]["engine"] in said
    assert chain.contents["STORY_CONCEPTION"]["premise"] not in said
    assert chain.contents["WORLDVIEW"]["daily_life"] in said
    assert all(person["name"] in said for person in chain.contents["CHARACTERS"]["characters"])
    assert "An earlier title" not in said


async def test_a_request_that_an_endpoint_finds_too_long_is_shortened_and_the_writer_is_told(
    chain: Chain,
) -> None:
    asked: list[int] = []
    told: list[str] = []
    parts = parts_of(chain)

    async def write(messages: tuple[Message, ...]) -> Written:
        asked.append(sum(estimate_tokens(message.content) for message in messages))
        if asked[-1] > 0.8 * asked[0]:
            raise GenerationFailed("MODEL_CONTEXT_TOO_LONG", "no")
        return Written({}, [], [], Usage(), None)

    async def shortened(names: Sequence[str]) -> None:
        told.extend(names)

    await write_fitting(parts, None, write, shortened)
    assert len(asked) == 2
    assert told[:2] == ["earlier", "questions"]
    asked.clear()
    told.clear()
    await write_fitting(parts, int(asked_window(parts)), write_any, shortened)
    assert told


def asked_window(parts: list[Part]) -> float:
    return size(parts) * 1.2


async def write_any(messages: tuple[Message, ...]) -> Written:
    assert sum(estimate_tokens(m.content) for m in messages) <= 10**9
    return Written({}, [], [], Usage(), None)


async def test_what_cannot_be_shortened_fails_as_the_endpoint_says() -> None:
    calls = 0

    async def write(_: tuple[Message, ...]) -> Written:
        nonlocal calls
        calls += 1
        raise GenerationFailed("MODEL_CONTEXT_TOO_LONG", "no")

    async def shortened(_: object) -> None: ...

    with pytest.raises(GenerationFailed):
        await write_fitting([Part("system", "x"), Part("task", "y")], None, write, shortened)
    assert calls == 1
    assert request_budget(None) is None
    assert request_budget(10_000) == 6_500
