"""One brief through all stages, as the worker writes them, with a revision each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from genesis_flows.evaluation.briefs import Brief
from genesis_flows.evaluation.recording import RecordingProvider
from genesis_flows.generation.asking.brief_schema import brief_schema
from genesis_flows.generation.asking.candidate import Written, write_candidate
from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.asking.round import tell_twins_apart, write_round
from genesis_flows.generation.content.pointers import get_at, parse_pointer
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.revising.revision_schema import revision_schema
from genesis_flows.generation.wording.model_schema import model_schema, schema_name
from genesis_flows.json_value import Json
from genesis_flows.providers.provider import CandidateRequest, GenerationFailed
from genesis_flows.reading.reader import AnswerReader

WANTED = {"CONCEPT_SELECTION": 3}
LOCKED = {stage: ["/title", "/facts/0"] for stage in STAGES}
"""What the revision of each stage has to bring back."""


@dataclass
class Walk:
    """What came of a brief."""

    brief: Brief
    contents: dict[str, Json] = field(default_factory=dict)
    concepts: list[Json] = field(default_factory=list)
    wanted: int = 0
    got: int = 0
    failures: list[str] = field(default_factory=list)
    locks: int = 0
    locks_held: int = 0
    receipts: list[Json] = field(default_factory=list)


class Unshown:
    """A text that nobody watches."""

    text = ""
    raw = ""

    async def feed(self, piece: str) -> None:
        """Forget it."""

    async def flush(self) -> None:
        """Nothing to write."""

    def begin_again(self) -> None:
        """Nothing to keep."""


async def walk(made: Walk, provider: RecordingProvider, reader: AnswerReader) -> None:
    """Write the five stages of a brief; a stage that cannot be had ends the walk."""
    brief = made.brief
    wishes: list[Json] = []
    for stage in STAGES:
        stage_walk = _Stage(made, stage, provider, reader, wishes)
        content = await stage_walk.first()
        if content is None:
            break
        content = await stage_walk.revised(content)
        wishes.append({"stage": stage, "round": 2, "text": brief.feedback})
        made.contents[stage] = content


class _Stage:
    def __init__(
        self,
        made: Walk,
        stage: str,
        provider: RecordingProvider,
        reader: AnswerReader,
        wishes: list[Json],
    ) -> None:
        self._made = made
        self._stage = stage
        self._provider = provider
        self._reader = reader
        self._context: dict[str, Json] = {
            "title": "",
            "language": made.brief.language,
            "brief": made.brief.as_context(),
            "accepted": dict(made.contents),
            "wishes": list(wishes),
            "parent": None,
            "round_titles": [],
            "wanted": WANTED.get(stage, 1),
        }

    async def first(self) -> Json | None:
        """Write the stage's first round; give the candidate to go on with."""
        kind = "SUBMIT_IDEA" if self._made.brief.idea else "REQUEST_INSPIRATION"
        command = self._command(kind if self._stage == STAGES[0] else "CONFIRM_STAGE", {})
        done: dict[int, Json] = {}
        wanted = self._context["wanted"]
        self._made.wanted += wanted

        async def write(index: int, siblings: Sequence[Mapping[str, Json]]) -> Written:
            return await self._write(command, index, siblings)

        async def keep(index: int, written: Written) -> None:
            done[index] = {"content": written.content}

        try:
            at_once = self._provider.concurrency
            await write_round(range(wanted), done, write, keep, at_once=at_once)
            if wanted > 1 and self._provider.kind != "sample":
                await tell_twins_apart(range(wanted), done, write, keep)
        except GenerationFailed as failure:
            self._made.failures.append(f"{self._stage}: {failure.code}")
        self._made.got += len(done)
        contents = [done[index]["content"] for index in sorted(done)]
        if self._stage == STAGES[0]:
            self._made.concepts = contents
        return contents[0] if contents else None

    async def revised(self, content: Json) -> Json:
        """Revise it with two locks; where that cannot be had, the content stays."""
        locked = LOCKED[self._stage]
        self._context["parent"] = {"content": content}
        self._context["wanted"] = 1
        self._made.wanted += 1
        command = self._command("REVISE_PROPOSAL", {"feedback": self._made.brief.feedback}, locked)
        try:
            written = await self._write(command, 0, ())
        except GenerationFailed as failure:
            self._made.failures.append(f"{self._stage}: {failure.code}")
            return content
        self._made.got += 1
        self._made.locks += len(locked)
        self._made.locks_held += sum(
            get_at(written.content, parse_pointer(p)) == get_at(content, parse_pointer(p))
            for p in locked
        )
        self._made.receipts += written.receipts
        return written.content

    def _command(self, kind: str, payload: Json, locked: Sequence[str] = ()) -> dict[str, Json]:
        return {
            "command_id": f"{self._made.brief.name}/{self._stage}",
            "command_type": kind,
            "stage": self._stage,
            "payload": payload,
            "locked": list(locked),
        }

    async def _write(
        self, command: Mapping[str, Json], index: int, siblings: Sequence[Mapping[str, Json]]
    ) -> Written:
        stage, language = self._stage, self._made.brief.language
        titles = [content["title"] for content in siblings]
        is_revision = command["command_type"] == "REVISE_PROPOSAL"
        schema = revision_schema(stage, ()) if is_revision else model_schema(stage)
        request = CandidateRequest(
            stage=stage,
            language=language,
            index=index,
            messages=build_messages(
                stage, language, self._context, command, index=index, siblings=siblings
            ),
            schema=schema,
            brief=brief_schema(schema, is_revision=is_revision),
            schema_name=schema_name(stage),
            context={**self._context, "round_titles": titles},
            command=command,
        )

        async def unheard(_: str) -> None: ...

        return await write_candidate(
            self._provider, self._reader, request, Unshown(), unheard, siblings=siblings
        )
