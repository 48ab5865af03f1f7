"""One candidate: asked for, streamed, checked, and asked for again where it cannot be used."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from genesis_flows.generation.finish import Finished, Unusable, finish_answer
from genesis_flows.generation.partials import PartialText
from genesis_flows.generation.prompt import problem_message, too_long_message
from genesis_flows.providers.provider import (
    Answer,
    AnswerCut,
    CandidateRequest,
    GenerationFailed,
    Message,
    Provider,
    Usage,
)
from genesis_flows.reading.reader import AnswerReader

Json = Any
"""A value as json.loads gives it."""

TRIES = 3
LONGEST_QUOTED = 60_000
"""So much of a bad answer is shown to the model again, and kept for the writer."""


@dataclass(frozen=True)
class Written:
    """A candidate that may be recorded."""

    content: dict[str, Json]
    locked: list[str]
    usage: Usage
    model: str | None


async def write_candidate(
    provider: Provider,
    reader: AnswerReader,
    request: CandidateRequest,
    partial: PartialText,
    report: Callable[[str], Awaitable[None]],
) -> Written:
    """Write one candidate, in three tries.

    Raises:
        GenerationFailed: with what the model said, as readable text where it is readable.
    """
    usage = Usage()
    first_messages = request.messages
    problems: list[str] = []

    async def on_text(piece: str) -> None:
        await partial.feed(piece)
        if provider.kind == "sample":
            await partial.flush()

    for attempt in range(1, TRIES + 1):
        is_last = attempt == TRIES
        try:
            answer = await provider.write(request, on_text, report)
        except AnswerCut as cut:
            usage += cut.answer.usage
            problems = [cut.reason]
            if is_last:
                code = "MODEL_BAD_ANSWER" if cut.is_too_long else "MODEL_UNAVAILABLE"
                raise GenerationFailed(code, cut.reason, _kept(partial)) from cut
            if cut.is_too_long:
                hint = too_long_message(request.language)
                request = replace(request, messages=(*first_messages, hint))
        except GenerationFailed as failure:
            raise GenerationFailed(failure.code, failure.message, _kept(partial)) from failure
        else:
            usage += answer.usage
            await partial.flush()
            await report("CHECKING_ANSWER")
            made = await _finish(provider, reader, request, answer)
            if isinstance(made, Finished):
                return Written(made.content, made.locked, usage, answer.model or provider.model)
            problems = made.problems
            request = replace(
                request, messages=_asked_again(request, first_messages, answer, problems)
            )
        if not is_last:
            await report("RETRYING_MODEL")
            partial.begin_again()
    raise GenerationFailed("MODEL_BAD_ANSWER", "; ".join(problems[:3]), _kept(partial))


async def _finish(
    provider: Provider, reader: AnswerReader, request: CandidateRequest, answer: Answer
) -> Finished | Unusable:
    parent = request.context.get("parent")
    # A sample is the studio's own text: it is read here, at once.
    finish = reader.read if provider.kind == "ai" else _finish_here
    return await finish(
        request.stage,
        answer.text,
        accepted=request.context["accepted"],
        parent=parent["content"] if parent else None,
        locked=request.command["locked"],
    )


async def _finish_here(
    stage: str,
    answer: str,
    *,
    accepted: Mapping[str, Mapping[str, Json]],
    parent: Mapping[str, Json] | None,
    locked: Sequence[str],
) -> Finished | Unusable:
    return finish_answer(stage, answer, accepted=accepted, parent=parent, locked=locked)


def _asked_again(
    request: CandidateRequest,
    first_messages: tuple[Message, ...],
    answer: Answer,
    problems: list[str],
) -> tuple[Message, ...]:
    """The first request, the last answer and its faults: earlier tries would only cost tokens."""
    said = Message("assistant", answer.text[:LONGEST_QUOTED] or "{}")
    return (*first_messages, said, problem_message(request.language, problems))


def _kept(partial: PartialText) -> str | None:
    return (partial.text or partial.raw)[:LONGEST_QUOTED] or None
