"""Requests that do not fit a model's window are shortened: least settled and oldest first.

The rule, in this order, and no further than it takes:
1. the titles of earlier rounds, and the round's other cards;
2. the questions that are not settled;
3. the accepted stages, the oldest first, each text cut to its beginning;
4. the accepted stages, the oldest first, left out but for their names.
Never the writer's own words: wishes, feedback, answers, locks, stages that the writer wrote; nor
what the request is about.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from genesis_flows.generation.asking.book_so_far import Part
from genesis_flows.generation.asking.candidate import Written
from genesis_flows.generation.asking.prompt import as_messages
from genesis_flows.generation.asking.tokens import estimate_tokens
from genesis_flows.providers.provider import GenerationFailed, Message

ROOM_FOR_ANSWER = 0.35
"""Of a window: models count what they write into it as well."""
AFTER_A_REFUSAL = (0.6, 0.35)
"""What is tried of a request's size where the endpoint says that it does not fit."""


def fit(parts: Sequence[Part], tokens: int) -> tuple[list[Part], list[str]]:
    """Give the parts within so many tokens, as far as the rule goes, and the names of what was cut.

    A part is cut by its own shorter forms, in the order of their ranks.
    """
    made = list(parts)
    cut: list[str] = []
    total = sum(estimate_tokens(part.text) for part in made)
    steps = sorted((rank, at, text) for at, part in enumerate(made) for rank, text in part.shorter)
    for _, at, text in steps:
        if total <= tokens:
            break
        part = made[at]
        total -= estimate_tokens(part.text) - estimate_tokens(text)
        made[at] = Part(part.name, text)
        if part.name not in cut:
            cut.append(part.name)
    return [part for part in made if part.text], cut


def request_budget(window: int | None) -> int | None:
    """Give how many tokens a request may have in a window, and None where it is not known."""
    return None if window is None else max(1_000, int(window * (1 - ROOM_FOR_ANSWER)))


async def write_fitting(
    parts: Sequence[Part],
    window: int | None,
    write: Callable[[tuple[Message, ...]], Awaitable[Written]],
    shortened: Callable[[Sequence[str]], Awaitable[None]],
) -> Written:
    """Write with a request that fits: into the known window, or until the endpoint takes it.

    `shortened` is told what was cut.

    Raises:
        GenerationFailed: MODEL_CONTEXT_TOO_LONG where no shortening that the rule allows helps.
    """
    budget = request_budget(window)
    made, cut = fit(parts, budget) if budget is not None else (list(parts), [])
    if cut:
        await shortened(cut)
    size = sum(estimate_tokens(part.text) for part in made)
    for share in (*AFTER_A_REFUSAL, None):
        try:
            return await write(as_messages(made))
        except GenerationFailed as failure:
            if failure.code != "MODEL_CONTEXT_TOO_LONG" or share is None:
                raise
            before = made
            made, cut = fit(parts, int(size * share))
            if made == before:
                raise
            await shortened(cut)
    raise AssertionError("the last try returns or raises")
