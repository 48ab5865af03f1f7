"""One attempt at a command: its candidates written and kept, its proposal or failure recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal
from uuid import UUID

from genesis_flows.database.connection import Database
from genesis_flows.database.waker import Waker
from genesis_flows.generation.asking.brief_schema import brief_schema
from genesis_flows.generation.asking.candidate import Written, write_candidate
from genesis_flows.generation.asking.context_budget import write_fitting
from genesis_flows.generation.asking.partials import PartialText
from genesis_flows.generation.asking.progress import Progress, ProgressReports
from genesis_flows.generation.asking.prompt import as_messages, request_parts
from genesis_flows.generation.asking.round import tell_twins_apart, write_round
from genesis_flows.generation.placing.place import place_sections
from genesis_flows.generation.revising.revision_schema import revision_schema
from genesis_flows.generation.wording.model_schema import model_schema, schema_name
from genesis_flows.generation.wording.wording import prompt_origin
from genesis_flows.json_value import Json
from genesis_flows.log import get_logger
from genesis_flows.providers.provider import (
    CandidateRequest,
    GenerationFailed,
    Message,
    Provider,
)
from genesis_flows.providers.usage import Usage
from genesis_flows.reading.reader import AnswerReader
from genesis_flows.storable import quotable
from genesis_flows.tracer import CLIENT, Tracer, logged_trace
from genesis_shared.sql_answers import (
    FAIL_COMMAND,
    RECORD_PROPOSAL,
    SAVE_FINISHED,
    BeginCommandStarted,
    RecordProposal,
)

logger = get_logger(__name__)

GenerationOutcome = Literal["RECORDED", "FAILED", "ENDED", "REFUSED"]
"""ENDED: the command ended from outside (a stop, a newer run). REFUSED: it was not this run's."""


class Generation:
    """One attempt at a command."""

    def __init__(
        self,
        database: Database,
        waker: Waker,
        provider: Provider,
        reader: AnswerReader,
        tracer: Tracer,
        *,
        begun: BeginCommandStarted,
        run_epoch: int,
    ) -> None:
        self._database = database
        self._waker = waker
        self._provider = provider
        self._reader = reader
        self._command: dict[str, Json] = {**begun["command"]}
        self._context: dict[str, Json] = {**begun["context"]}
        self._tracer = tracer
        self._traceparent = begun["traceparent"]
        self._attempt = begun["attempt"]
        self._session_id = self._context["session_id"]
        self._placed: list[str] = []
        """Of an import: the pointers of the writer's own words."""
        self._command_id = UUID(self._command["command_id"])
        self._run_epoch = run_epoch
        self._usage = Usage()
        self._model = provider.model
        self._left_out: set[str] = set()
        self._partials: dict[int, PartialText] = {}
        self._done: dict[int, Mapping[str, Json]] = {
            finished["candidate_index"]: finished
            for finished in self._context["finished"]
            # What of an import are the writer's words is known by placing it alone.
            if not self._is_import
        }
        self._kept: set[int] = set(self._done)
        """Those whose content the database has: it is not sent a second time."""
        self._locked: list[str] = list(self._command["locked"]) if self._done else []
        self.ids = {
            "session_id": self._session_id,
            "command_id": self._command["command_id"],
            "stage": self._command["stage"],
            "attempt": self._attempt,
        } | logged_trace(begun["traceparent"])
        self._progress = ProgressReports(
            database,
            waker,
            session_id=self._session_id,
            command_id=self._command_id,
            run_epoch=run_epoch,
            logged=self.ids,
        )

    async def run(self) -> GenerationOutcome:
        """Write every candidate and record the round; a failure is recorded as well."""
        try:
            return await self._run()
        finally:
            await self._progress.stop()

    async def _run(self) -> GenerationOutcome:
        try:
            recorded = await self._write_and_record()
        except GenerationFailed as failure:
            return await self._fail(failure)
        except Exception:
            logger.exception("a generation broke", extra=self.ids)
            return await self._fail(GenerationFailed("INTERNAL", "the studio failed while writing"))
        self._waker.wake("events", self._session_id)
        logger.info("a generation ended", extra={**self.ids, "outcome": recorded["outcome"]})
        return "RECORDED" if recorded["outcome"] == "RECORDED" else "REFUSED"

    async def _write_and_record(self) -> RecordProposal:
        done, locked = await self._write_candidates()
        await self._report("SAVING")
        recorded = await self._database.call(
            RECORD_PROPOSAL,
            self._command_id,
            self._run_epoch,
            [None if index in self._kept else one["content"] for index, one in enumerate(done)],
            self._origin(),
            locked,
            [None if index in self._kept else one["receipts"] for index, one in enumerate(done)],
        )
        if recorded["outcome"] == "TOO_LARGE":
            raise GenerationFailed("MODEL_BAD_ANSWER", "the database takes no content that large")
        return recorded

    async def _write_candidates(self) -> tuple[list[Mapping[str, Json]], list[str]]:
        """Write the candidates that are not finished yet; give all of them and the locks."""
        done = self._done
        if self._is_import and not done:
            await self._place()
        missing = [index for index in range(self._context["wanted"]) if index not in done]
        await self._report("WRITING_CANDIDATE")
        at_once = self._provider.concurrency
        try:
            await write_round(missing, done, self._write_one, self._keep, at_once=at_once)
            if len(done) > 1 and self._provider.kind != "sample":
                await tell_twins_apart(missing, done, self._write_one, self._keep)
        finally:
            await asyncio.gather(*(partial.stop() for partial in self._partials.values()))
        return [done[index] for index in sorted(done)], self._locked

    @property
    def _is_import(self) -> bool:
        return bool(self._command["command_type"] == "PLACE_MATERIAL")

    async def _place(self) -> None:
        """Place the writer's text; a model then fills what is missing around it."""
        stage = self._command["stage"]
        sections, people = self._context["placing"], self._command["payload"].get("people", ())
        placed = await asyncio.to_thread(place_sections, stage, sections, people)
        if not placed.pointers:
            raise GenerationFailed(
                "NOTHING_TO_PLACE", "no field of this stage takes these sections"
            )
        self._placed = self._locked = placed.pointers
        self._context = {**self._context, "parent": {"content": placed.content}}
        self._command = {**self._command, "locked": placed.pointers}
        if self._provider.kind == "sample":
            self._done[0] = {"content": placed.content, "receipts": []}

    async def _keep(self, index: int, written: Written) -> None:
        """Store a whole candidate of several, so that a stop or a crash keeps it."""
        self._done[index] = {"content": written.content, "receipts": written.receipts}
        self._locked = written.locked
        if self._is_import:
            self._placed = written.locked
        self._usage += written.usage
        self._model = written.model
        if self._context["wanted"] == 1 or self._provider.kind == "sample":
            # Recorded at once, as the whole round; a sample is the same again, and costs nothing.
            return
        saved = await self._database.call(
            SAVE_FINISHED,
            self._command_id,
            self._run_epoch,
            index,
            written.content,
            self._origin(),
            written.receipts,
        )
        self._kept.discard(index)
        if saved["outcome"] == "SAVED":
            self._kept.add(index)
        await self._report("WRITING_CANDIDATE")

    async def _write_one(self, index: int, siblings: Sequence[Mapping[str, Json]]) -> Written:
        stage = self._command["stage"]
        language = self._context["language"]
        titles = [*self._context["round_titles"], *(content["title"] for content in siblings)]
        parts = request_parts(
            stage, language, self._context, self._command, index=index, siblings=siblings
        )
        request = CandidateRequest(
            stage=stage,
            language=language,
            index=index,
            messages=as_messages(parts),
            schema=self._schema(),
            brief=brief_schema(self._schema(), is_revision=self._is_revision()),
            schema_name=schema_name(stage),
            context={**self._context, "round_titles": titles},
            command=self._command,
        )
        partial = self._partial(index)
        asked = {"gen_ai.request.model": self._provider.model, "candidate_index": index}

        async def write(messages: tuple[Message, ...]) -> Written:
            fitting = replace(request, messages=messages)
            with self._tracer.span("write candidate", self._traceparent, asked, kind=CLIENT):
                return await write_candidate(
                    self._provider, self._reader, fitting, partial, self._report, siblings=siblings
                )

        async def shortened(left_out: Sequence[str]) -> None:
            self._left_out.update(left_out)
            await self._report("SHORTENED_BOOK")

        return await write_fitting(parts, self._provider.context_tokens, write, shortened)

    def _partial(self, index: int) -> PartialText:
        """Give the candidate's text so far; where it is written again, behind the one before."""
        if index in self._partials:
            self._partials[index].begin_again()
        else:
            self._partials[index] = PartialText(
                self._database,
                self._waker,
                session_id=self._session_id,
                command_id=self._command_id,
                run_epoch=self._run_epoch,
                attempt=self._attempt,
                candidate_index=index,
                language=self._context["language"],
            )
        return self._partials[index]

    def _schema(self) -> Mapping[str, Json]:
        """A revision is answered with what changes, everything else with a whole content."""
        stage = self._command["stage"]
        if self._is_revision():
            return revision_schema(stage, self._command["payload"].get("only") or ())
        return model_schema(stage)

    def _is_revision(self) -> bool:
        return bool(self._command["command_type"] == "REVISE_PROPOSAL")

    async def _report(self, message_code: str) -> None:
        if self._provider.kind == "sample":
            return  # It is there sooner than what could be said of its writing.
        self._progress.report(Progress(message_code, len(self._done), self._context["wanted"]))

    async def _fail(self, failure: GenerationFailed) -> GenerationOutcome:
        message = quotable(failure.message)
        kept_text = quotable(failure.kept_text or "") or None
        logger.warning(
            "a generation failed", extra={**self.ids, "code": failure.code, "reason": message}
        )
        failed = await self._database.call(
            FAIL_COMMAND,
            self._command_id,
            self._run_epoch,
            failure.code,
            message,
            kept_text,
        )
        self._waker.wake("events", self._session_id)
        return "FAILED" if failed["outcome"] == "FAILED" else "REFUSED"

    def _origin(self) -> dict[str, Json]:
        stage, language = self._command["stage"], self._context["language"]
        is_sample = self._provider.kind == "sample"
        brief = self._context.get("brief", {})
        prompt = {"prompt_version": None} if is_sample else prompt_origin(stage, language, brief)
        imported = {"placed": self._placed} | ({} if is_sample else {"filled_by": "ai"})
        return {
            **(imported if self._is_import else {}),
            "kind": "import" if self._is_import else self._provider.kind,
            "model": self._model,
            **prompt,
            "input_tokens": self._usage.input_tokens,
            "output_tokens": self._usage.output_tokens,
            # A model's is counted from its calls.
            "cost_usd": 0 if is_sample else None,
            "left_out": sorted(self._left_out),
        }
