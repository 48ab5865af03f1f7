# Generated from shared-types/answers/*.ts by `npm run generate`. Do not edit.
"""What the SQL functions that flows call answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import NotRequired, TypedDict

from genesis_shared.sql_function import SqlFunction


class SessionStepEnd(TypedDict):
    step: Literal["END"]


class SessionStepWait(TypedDict):
    step: Literal["WAIT"]
    correlation_id: str


class SessionStepGenerate(TypedDict):
    step: Literal["GENERATE"]
    command_id: str


SessionStep = SessionStepEnd | SessionStepWait | SessionStepGenerate
SESSION_STEP: SqlFunction[SessionStep] = SqlFunction("session_step", TypeAdapter(SessionStep))


@with_config(ConfigDict(extra="allow"))
class BeginCommandStartedCommand(TypedDict):
    command_id: str
    command_type: Literal["REQUEST_INSPIRATION", "SUBMIT_IDEA", "REVISE_PROPOSAL", "REGENERATE_PROPOSAL", "CONFIRM_STAGE", "PLACE_MATERIAL", "CANCEL_GENERATION", "FINISH_GENESIS", "SELECT_CANDIDATE", "SAVE_CANDIDATE", "REOPEN_STAGE", "KEEP_STAGE", "RENAME_EVERYWHERE", "UNDO", "REDO", "ABANDON_SESSION", "RESUME_SESSION", "ARCHIVE_SESSION", "UNARCHIVE_SESSION", "RENAME_SESSION", "ANSWER_QUESTIONS", "UPDATE_BRIEF", "SET_BUDGET"]
    stage: Literal["CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS", "PLOT_OUTLINE"]
    payload: dict[str, Any]
    locked: list[str]


@with_config(ConfigDict(extra="allow"))
class BeginCommandStartedOwnModel(TypedDict):
    account_id: str
    base_url: str
    endpoint_rule: Literal["any", "public", "named"]


@with_config(ConfigDict(extra="allow"))
class BeginCommandStartedContextFinishedItem(TypedDict):
    candidate_index: int
    content: dict[str, Any]


@with_config(ConfigDict(extra="allow"))
class BeginCommandStartedContext(TypedDict):
    session_id: str
    language: Literal["zh-CN", "en"]
    wanted: int
    round_titles: list[str]
    elsewhere_titles: list[str]
    finished: list[BeginCommandStartedContextFinishedItem]


class BeginCommandStarted(TypedDict):
    outcome: Literal["STARTED"]
    attempt: int
    traceparent: str | None
    command: BeginCommandStartedCommand
    own_model: BeginCommandStartedOwnModel | None
    replay_model: str | None
    context: BeginCommandStartedContext


class BeginCommandRefused(TypedDict):
    outcome: Literal["REFUSED"]
    status: NotRequired[Literal["RECEIVED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"] | None]


BeginCommand = BeginCommandStarted | BeginCommandRefused
BEGIN_COMMAND: SqlFunction[BeginCommand] = SqlFunction("begin_command", TypeAdapter(BeginCommand))


class ReportProgress(TypedDict):
    outcome: Literal["REPORTED", "REFUSED"]


REPORT_PROGRESS: SqlFunction[ReportProgress] = SqlFunction("report_progress", TypeAdapter(ReportProgress))


class WritePartial(TypedDict):
    outcome: Literal["WRITTEN", "REFUSED"]


WRITE_PARTIAL: SqlFunction[WritePartial] = SqlFunction("write_partial", TypeAdapter(WritePartial))


class SaveFinished(TypedDict):
    outcome: Literal["SAVED", "REFUSED", "TOO_LARGE"]


SAVE_FINISHED: SqlFunction[SaveFinished] = SqlFunction("save_finished", TypeAdapter(SaveFinished))


class RecordProposalRecorded(TypedDict):
    outcome: Literal["RECORDED"]
    proposal_id: str
    correlation_id: str


class RecordProposalRefused(TypedDict):
    outcome: Literal["REFUSED"]
    status: NotRequired[Literal["RECEIVED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"] | None]


class RecordProposalTooLarge(TypedDict):
    outcome: Literal["TOO_LARGE"]


RecordProposal = RecordProposalRecorded | RecordProposalRefused | RecordProposalTooLarge
RECORD_PROPOSAL: SqlFunction[RecordProposal] = SqlFunction("record_proposal", TypeAdapter(RecordProposal))


class FailCommandFailed(TypedDict):
    outcome: Literal["FAILED"]


class FailCommandRefused(TypedDict):
    outcome: Literal["REFUSED"]
    status: NotRequired[Literal["RECEIVED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"] | None]


FailCommand = FailCommandFailed | FailCommandRefused
FAIL_COMMAND: SqlFunction[FailCommand] = SqlFunction("fail_command", TypeAdapter(FailCommand))


class BeatCommand(TypedDict):
    status: Literal["RECEIVED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED", "SUPERSEDED"]


BEAT_COMMAND: SqlFunction[BeatCommand] = SqlFunction("beat_command", TypeAdapter(BeatCommand))


CommandStatuses = dict[str, Literal["RECEIVED", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"]]
COMMAND_STATUSES: SqlFunction[CommandStatuses] = SqlFunction("command_statuses", TypeAdapter(CommandStatuses))


class CommandBudget(TypedDict):
    limit_usd: float | None
    spent_usd: float | None
    is_spent: bool


CommandBudgetAnswer = CommandBudget | None
COMMAND_BUDGET: SqlFunction[CommandBudgetAnswer] = SqlFunction("command_budget", TypeAdapter(CommandBudgetAnswer))


class RecordCall(TypedDict):
    outcome: Literal["RECORDED", "REPEATED", "NOT_FOUND"]


RECORD_CALL: SqlFunction[RecordCall] = SqlFunction("record_call", TypeAdapter(RecordCall))


class RegisterWaitPause(TypedDict):
    outcome: Literal["PAUSE"]
    handle_id: str


@with_config(ConfigDict(extra="allow"))
class RegisterWaitAnsweredPayload(TypedDict):
    command_id: str


class RegisterWaitAnswered(TypedDict):
    outcome: Literal["ANSWERED"]
    payload: RegisterWaitAnsweredPayload


class RegisterWaitRefused(TypedDict):
    outcome: Literal["REFUSED"]


RegisterWait = RegisterWaitPause | RegisterWaitAnswered | RegisterWaitRefused
REGISTER_WAIT: SqlFunction[RegisterWait] = SqlFunction("register_wait", TypeAdapter(RegisterWait))


class NewWait(TypedDict):
    correlation_id: str


NEW_WAIT: SqlFunction[NewWait] = SqlFunction("new_wait", TypeAdapter(NewWait))


IsWaitOver = bool
IS_WAIT_OVER: SqlFunction[IsWaitOver] = SqlFunction("is_wait_over", TypeAdapter(IsWaitOver))


class HandlePausedPaused(TypedDict):
    outcome: Literal["PAUSED"]


class HandlePausedResume(TypedDict):
    outcome: Literal["RESUME"]
    handle_id: str
    session_id: str
    flow_run_id: str


class HandlePausedNone(TypedDict):
    outcome: Literal["NONE"]


HandlePaused = HandlePausedPaused | HandlePausedResume | HandlePausedNone
HANDLE_PAUSED: SqlFunction[HandlePaused] = SqlFunction("handle_paused", TypeAdapter(HandlePaused))


class LearntCapabilities(TypedDict):
    mode: str
    dropped: list[str]


LearntCapabilitiesAnswer = LearntCapabilities | None
LEARNT_CAPABILITIES: SqlFunction[LearntCapabilitiesAnswer] = SqlFunction("learnt_capabilities", TypeAdapter(LearntCapabilitiesAnswer))


LearnCapabilities = object
LEARN_CAPABILITIES: SqlFunction[LearnCapabilities] = SqlFunction("learn_capabilities", TypeAdapter(LearnCapabilities))


Beat = object
BEAT: SqlFunction[Beat] = SqlFunction("beat", TypeAdapter(Beat))


Leave = object
LEAVE: SqlFunction[Leave] = SqlFunction("leave", TypeAdapter(Leave))


Wake = object
WAKE: SqlFunction[Wake] = SqlFunction("wake", TypeAdapter(Wake))
