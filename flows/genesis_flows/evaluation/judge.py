"""A pairwise judge: a second model says which of two proposals an editor would sign.

Each pair is shown twice, in both orders, since models favour a place. Won is what was preferred in
both; how often the two verdicts agree says what the judge is worth.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from genesis_flows.evaluation.recording import Record
from genesis_flows.evaluation.walk import Walk
from genesis_flows.generation.asking.book_so_far import TALK
from genesis_flows.generation.asking.written import as_written
from genesis_flows.generation.content.names_by_id import names_by_id
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.reading.answer import NoJson, parse_answer
from genesis_flows.generation.wording.wording import tagged
from genesis_flows.json_value import Json
from genesis_flows.providers.provider import (
    AnswerCut,
    CandidateRequest,
    GenerationFailed,
    Message,
    Provider,
)

Verdict = Literal["FIRST", "SECOND", "NEITHER"]
Books = Mapping[str, Mapping[str, Json]]
"""Contents by brief and stage."""

JUDGE = "JUDGE"
"""Stands where a request names its stage."""
SWAPPED: Mapping[Verdict, Verdict] = {"FIRST": "SECOND", "SECOND": "FIRST", "NEITHER": "NEITHER"}
SCHEMA: Mapping[str, Json] = {
    "type": "object",
    "properties": {
        "because": {"type": "string"},
        "better": {"type": "string", "enum": ["FIRST", "SECOND", "NEITHER"]},
    },
    "required": ["because", "better"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Judged:
    """One pair: what was preferred in each order, told as if the evaluated one came first."""

    stage: str
    forth: Verdict | None
    back: Verdict | None
    failures: tuple[str, ...] = ()


async def judge(
    walks: Sequence[Walk], against: Books, provider: Provider, *, within_s: float | None = None
) -> dict[str, Json]:
    """Compare each stage that both sides have; gives what came of it, as the document has it.

    `within_s`: verdicts that are not there after so many seconds are failures, STOPPED.
    """
    record = Record()
    pairs = [
        (walk, stage, walk.contents[stage], against[walk.brief.name][stage])
        for walk in walks
        for stage in STAGES
        if stage in walk.contents and stage in against.get(walk.brief.name, {})
    ]
    until = None if within_s is None else asyncio.get_running_loop().time() + within_s
    asker = _Judge(provider, record, until)
    places = asyncio.Semaphore(max(1, provider.concurrency))

    async def one(*pair: *tuple[Walk, str, Json, Json]) -> Judged:
        # Pair by pair: where the time ends half-way, half of the pairs are whole.
        async with places:
            return await asker.both_orders(*pair)

    judged = await asyncio.gather(*(one(*pair) for pair in pairs))
    return {
        "model": provider.model,
        "host": provider.host,
        **summary(judged),
        "stages": {
            stage: summary(those)
            for stage in STAGES
            if (those := [one for one in judged if one.stage == stage])
        },
        "cost_usd": record.cost_usd,
    }


def summary(judged: Sequence[Judged]) -> dict[str, Json]:
    """Give the figures of some pairs; a share is None where there is nothing to share."""
    whole = [(one.forth, one.back) for one in judged if one.forth and one.back]
    won = sum(pair == ("FIRST", "FIRST") for pair in whole)
    lost = sum(pair == ("SECOND", "SECOND") for pair in whole)
    places = [v for forth, back in whole for v in (forth, SWAPPED[back]) if v != "NEITHER"]
    count = len(whole)
    return {
        "pairs": len(judged),
        "judged": count,
        "won": won,
        "lost": lost,
        "even": count - won - lost,
        "win_share": (won + (count - won - lost) / 2) / count if count else None,
        "agreement": sum(forth == back for forth, back in whole) / count if count else None,
        "first_share": places.count("FIRST") / len(places) if places else None,
        "failures": dict(Counter(code for one in judged for code in one.failures)),
    }


class _Judge:
    def __init__(self, provider: Provider, record: Record, until: float | None) -> None:
        self._provider = provider
        self._record = record
        self._until = until

    async def both_orders(self, walk: Walk, stage: str, one: Json, other: Json) -> Judged:
        failures: list[str] = []
        forth = await self._asked(walk, stage, (one, other), failures)
        back = await self._asked(walk, stage, (other, one), failures)
        return Judged(stage, forth, SWAPPED[back] if back else None, tuple(failures))

    async def _asked(
        self, walk: Walk, stage: str, pair: tuple[Json, Json], failures: list[str]
    ) -> Verdict | None:
        request = CandidateRequest(
            stage=JUDGE,
            language=walk.brief.language,
            index=0,
            messages=_messages(walk, stage, pair),
            schema=SCHEMA,
            schema_name="verdict",
            context={},
            command={"command_id": f"{walk.brief.name}/{stage}/judge"},
        )
        try:
            async with asyncio.timeout_at(self._until) as limit:
                answer = await self._provider.write(request, _unheard, _unheard, self._record)
            return _verdict(parse_answer(answer.text, ("because", "better")))
        except GenerationFailed as failure:
            failures.append(failure.code)
        except AnswerCut:
            failures.append("MODEL_OUTPUT_CUT")
        except NoJson:
            failures.append("MODEL_BAD_ANSWER")
        except TimeoutError:
            # Of the time that was given; any other is a fault, and no figure hides it.
            if not limit.expired():
                raise
            failures.append("STOPPED")
        return None


def _messages(walk: Walk, stage: str, pair: tuple[Json, Json]) -> tuple[Message, ...]:
    language = walk.brief.language
    name = f"judge.{language}.md"
    how = files("genesis_flows.evaluation").joinpath(name).read_text("utf-8").strip()
    wishes = [
        walk.brief.as_context()["idea"],
        walk.brief.genre,
        walk.brief.hints,
        walk.brief.notes,
        *walk.brief.constraints,
    ]
    parts = [
        tagged("brief", "\n\n".join(wish for wish in wishes if wish) or "–"),
        *(
            tagged(tag, as_written(stage, content, names_by_id([content]), without=TALK))
            for tag, content in zip(("first", "second"), pair, strict=True)
        ),
    ]
    return (Message("system", how), Message("user", "\n\n".join(parts)))


def _verdict(said: Mapping[str, Json]) -> Verdict:
    match str(said.get("better", "")).strip().upper():
        case "FIRST" | "SECOND" | "NEITHER" as verdict:
            return verdict
    raise NoJson("no verdict")


async def _unheard(_: str) -> None:
    """Nobody watches a judge write."""
