"""One candidate: asked for, streamed, checked, and asked for again where it cannot be used."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from genesis_flows.generation.asking.prompt import problem_message, too_long_message
from genesis_flows.generation.revising.carry import Piece
from genesis_flows.generation.revising.revise_content import Revision
from genesis_flows.generation.wording.wording import tagged
from genesis_flows.json_value import Json
from genesis_flows.providers.provider import (
    Answer,
    AnswerCut,
    CandidateRequest,
    GenerationFailed,
    Message,
    Provider,
)
from genesis_flows.providers.usage import Usage
from genesis_flows.reading.finish import Finished, Unusable, finish_answer
from genesis_flows.reading.reader import AnswerReader

TRIES = 3
TRIES_AT_A_LIMIT = 2
"""An output limit that ended a shorter answer too ends every answer."""
AFTER_A_CUT_S = 0.5
"""After a broken connection; twice as long after the second."""
LONGEST_QUOTED = 60_000
"""So much of a bad answer is shown to the model again, and kept for the writer."""


class Shown(Protocol):
    """The text so far, where it is shown (partials.py)."""

    @property
    def text(self) -> str:
        """All readable text so far."""
        ...

    @property
    def raw(self) -> str:
        """The raw text of the present try."""
        ...

    async def feed(self, piece: str) -> None: ...

    async def flush(self) -> None:
        """Show what is not shown yet."""
        ...

    def begin_again(self) -> None:
        """Start the text of another try."""
        ...


@dataclass(frozen=True)
class Written:
    """A candidate that may be recorded."""

    content: dict[str, Json]
    locked: list[str]
    receipts: list[dict[str, Json]]
    usage: Usage
    model: str | None


async def write_candidate(
    provider: Provider,
    reader: AnswerReader,
    request: CandidateRequest,
    partial: Shown,
    report: Callable[[str], Awaitable[None]],
    *,
    siblings: Sequence[Mapping[str, Json]] = (),
) -> Written:
    """Write one candidate, in three tries. `siblings`: the round's earlier candidates.

    Raises:
        GenerationFailed: with what the model said, as readable text where it is readable.
    """
    usage = Usage()
    first_messages = request.messages
    problems: list[str] = []
    said_before = ""

    def kept() -> str | None:
        """What was paid for: of this try, else of the one before, be it readable or not."""
        return (partial.text or partial.raw or said_before)[:LONGEST_QUOTED] or None

    async def on_text(piece: str) -> None:
        await partial.feed(piece)
        await reader.warm()

    async def checked(answer: Answer, *, is_cut: bool) -> Finished | Unusable:
        await partial.flush()
        await report("CHECKING_ANSWER")
        return await _finish(
            provider, reader, request, answer, siblings, is_cut=is_cut, is_last=attempt == TRIES
        )

    for attempt in range(1, TRIES + 1):
        try:
            answer = await provider.write(request, on_text, report)
        except AnswerCut as cut:
            usage += cut.answer.usage
            # Whole JSON is an answer, whatever its endpoint did not say or said after it.
            made = await checked(cut.answer, is_cut=True) if cut.answer.text else Unusable([])
            if isinstance(made, Finished):
                return _written(made, usage, cut.answer, provider)
            problems = [cut.reason]
            if attempt == TRIES or (cut.is_too_long and attempt == TRIES_AT_A_LIMIT):
                code = "MODEL_OUTPUT_CUT" if cut.is_too_long else "MODEL_UNAVAILABLE"
                raise GenerationFailed(code, cut.reason, kept()) from cut
            if cut.is_too_long:
                more = too_long_message(request.language)
                request = replace(request, messages=_and(first_messages, more), is_brief=True)
            else:
                await asyncio.sleep(AFTER_A_CUT_S * attempt)
        except GenerationFailed as failure:
            raise GenerationFailed(failure.code, failure.message, kept()) from failure
        else:
            usage += answer.usage
            made = await checked(answer, is_cut=False)
            if isinstance(made, Finished):
                return _written(made, usage, answer, provider)
            problems = made.problems
            request = replace(
                request, messages=_asked_again(request, first_messages, answer, problems)
            )
        if attempt < TRIES:
            await report("RETRYING_MODEL")
            said_before = partial.text or partial.raw or said_before
            partial.begin_again()
    raise GenerationFailed("MODEL_BAD_ANSWER", "; ".join(problems[:3]), kept())


def _written(made: Finished, usage: Usage, answer: Answer, provider: Provider) -> Written:
    return Written(made.content, made.locked, made.receipts, usage, answer.model or provider.model)


async def _finish(
    provider: Provider,
    reader: AnswerReader,
    request: CandidateRequest,
    answer: Answer,
    siblings: Sequence[Mapping[str, Json]],
    *,
    is_cut: bool,
    is_last: bool,
) -> Finished | Unusable:
    parent = request.context.get("parent")
    given: dict[str, Json] = {
        "accepted": request.context["accepted"],
        "parent": parent["content"] if parent else None,
        "locked": request.command["locked"],
        "is_cut": is_cut,
        "revision": _revision(request, is_last=is_last),
    }
    if provider.kind == "sample":
        # The studio's own text: it is read here, at once.
        return finish_answer(request.stage, answer.text, **given)
    return await reader.read(
        request.stage, answer.text, **given, language=request.language, siblings=siblings
    )


def _revision(request: CandidateRequest, *, is_last: bool) -> Revision | None:
    """Give what a revision is bound to. What is written anew is laid over its parent at the end."""
    payload = request.command["payload"]
    if request.context.get("parent") is None:
        return None
    if request.command["command_type"] != "REVISE_PROPOSAL":
        return Revision(request.language, is_last=True) if is_last else None
    sources = request.context.get("sources", {})
    use = [
        Piece(piece["pointer"], sources[piece["candidate_id"]])
        for piece in payload.get("use", ())
        if piece["candidate_id"] in sources
    ]
    return Revision(
        request.language, payload.get("feedback") or "", payload.get("only") or (), use, is_last
    )


def _asked_again(
    request: CandidateRequest,
    first_messages: tuple[Message, ...],
    answer: Answer,
    problems: list[str],
) -> tuple[Message, ...]:
    """The first request, the last answer and its faults: earlier tries would only cost tokens.

    All of it in the user's turn: some endpoints take no turn of the assistant's, or not two of the
    user's in a row.
    """
    said = answer.text[:LONGEST_QUOTED] or "{}"
    problem = problem_message(request.language, problems)
    return _and(
        first_messages, replace(problem, content=f"{problem.content}\n\n{tagged('answer', said)}")
    )


def _and(messages: tuple[Message, ...], more: Message) -> tuple[Message, ...]:
    *before, last = messages
    return (*before, replace(last, content=f"{last.content}\n\n{more.content}"))
