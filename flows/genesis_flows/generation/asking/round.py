"""A round's candidates: as many at once as the endpoint takes, and none twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from genesis_flows.generation.asking.candidate import Written
from genesis_flows.generation.content.likeness import is_twin
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.providers.provider import GenerationFailed

logger = get_logger(__name__)

Write = Callable[[int, Sequence[Mapping[str, Json]]], Awaitable[Written]]
"""Writes the candidate of an index, beside the contents of those that are there already."""
Keep = Callable[[int, Written], Awaitable[None]]


async def write_round(
    missing: Sequence[int], done: dict[int, Json], write: Write, keep: Keep, *, at_once: int
) -> None:
    """Write the missing candidates; `done` (by index, with `content`) gets each once it is whole.

    Several are written at the same time where the endpoint takes several requests, each on the axis
    that it was given beforehand; else one after the other, each told of those before it. `keep`
    stores one. The first failure is raised once the others have come to their end: what is
    finished then is kept.

    Raises:
        GenerationFailed: of the first candidate that could not be had.
    """

    async def one(index: int) -> None:
        beside = [] if at_once > 1 else _contents(done, but=index)
        await keep(index, await write(index, beside))

    if at_once > 1 and len(missing) > 1:
        ended = await asyncio.gather(*(one(index) for index in missing), return_exceptions=True)
        for failure in ended:
            if failure is not None:
                raise failure
    else:
        for index in missing:
            await one(index)


async def tell_twins_apart(
    written: Iterable[int], done: dict[int, Json], write: Write, keep: Keep
) -> None:
    """Write those again that are too like an earlier one of the round, once, beside the others."""
    for index in sorted(written):
        earlier = [done[other]["content"] for other in sorted(done) if other < index]
        if not any(is_twin(done[index]["content"], content) for content in earlier):
            continue
        try:
            await keep(index, await write(index, _contents(done, but=index)))
        except GenerationFailed as failure:
            # It is a candidate as it is: a second like another is more than a failure.
            logger.warning("a twin was not written again", extra={"reason": failure.message})


def _contents(done: Mapping[int, Json], *, but: int) -> list[Mapping[str, Json]]:
    return [done[index]["content"] for index in sorted(done) if index != but]
