# Generated from shared-types/*.ts by `npm run generate`. Do not edit.

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel
from uuid import UUID
from typing import Annotated, Any
from enum import StrEnum
from typing_extensions import TypeAliasType


class AbandonSessionPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class Accepted(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    content: dict[str, Any]
    accepted_at: AwareDatetime


class AccountKind(StrEnum):
    local = "local"
    oidc = "oidc"


class AccountMergesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    account_id: UUID
    into_account_id: UUID
    merged_at: AwareDatetime
    merge_id: UUID
    session_ids: list[UUID]
    undone_at: AwareDatetime | None


class AccountsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    account_id: UUID
    kind: AccountKind
    created_at: AwareDatetime
    deleted_at: AwareDatetime | None
    restored_at: AwareDatetime | None
    stored_bytes: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class Alias(RootModel[str]):
    root: Annotated[str, Field(max_length=300)]


class ArchiveSessionPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class AuditLogRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    audit_id: UUID
    at: AwareDatetime
    account_id: UUID | None
    actor: str
    action: str
    subject: str | None
    address: str | None
    client: str | None
    times: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class AvoidedThing(RootModel[str]):
    root: Annotated[str, Field(max_length=2000)]


class Beat(RootModel[str]):
    root: Annotated[str, Field(max_length=2000)]


class BranchOf(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    session_id: UUID
    version: Annotated[int, Field(ge=1, le=9007199254740991)]


class Budget(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    limit_usd: float | None
    spent_usd: float


class BudgetSet(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    limit_usd: float | None


class CallOutcome(StrEnum):
    ANSWERED = "ANSWERED"
    CUT = "CUT"
    FAILED = "FAILED"
    STOPPED = "STOPPED"


class CancelGenerationPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class CandidateIds(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID


class CharacterArc(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    start: Annotated[str, Field(max_length=2000)]
    turn: Annotated[str, Field(max_length=2000)]
    end: Annotated[str, Field(max_length=2000)]


class CharacterVoice(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    description: Annotated[str, Field(max_length=2000)]
    line: Annotated[str, Field(max_length=2000)]


class CharacterWeight(StrEnum):
    lead = "lead"
    major = "major"
    minor = "minor"


class ArchivedAt(RootModel[str]):
    root: Annotated[
        str,
        Field(
            pattern="^(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))T(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z)|(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?)$"
        ),
    ]


class RunEpoch(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class CommandStatus(StrEnum):
    RECEIVED = "RECEIVED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class CommandType(StrEnum):
    REQUEST_INSPIRATION = "REQUEST_INSPIRATION"
    SUBMIT_IDEA = "SUBMIT_IDEA"
    REVISE_PROPOSAL = "REVISE_PROPOSAL"
    REGENERATE_PROPOSAL = "REGENERATE_PROPOSAL"
    CONFIRM_STAGE = "CONFIRM_STAGE"
    PLACE_MATERIAL = "PLACE_MATERIAL"
    CANCEL_GENERATION = "CANCEL_GENERATION"
    FINISH_GENESIS = "FINISH_GENESIS"
    SELECT_CANDIDATE = "SELECT_CANDIDATE"
    SAVE_CANDIDATE = "SAVE_CANDIDATE"
    REOPEN_STAGE = "REOPEN_STAGE"
    KEEP_STAGE = "KEEP_STAGE"
    RENAME_EVERYWHERE = "RENAME_EVERYWHERE"
    UNDO = "UNDO"
    REDO = "REDO"
    ABANDON_SESSION = "ABANDON_SESSION"
    RESUME_SESSION = "RESUME_SESSION"
    ARCHIVE_SESSION = "ARCHIVE_SESSION"
    UNARCHIVE_SESSION = "UNARCHIVE_SESSION"
    RENAME_SESSION = "RENAME_SESSION"
    ANSWER_QUESTIONS = "ANSWER_QUESTIONS"
    UPDATE_BRIEF = "UPDATE_BRIEF"
    SET_BUDGET = "SET_BUDGET"


class DatabaseLoginsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: str
    login: str
    password: str


class DeliveryStatus(StrEnum):
    PENDING = "PENDING"
    SENT = "SENT"
    FAILED = "FAILED"


class DeviceCodesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    code_hash: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]
    account_id: UUID
    created_at: AwareDatetime
    expires_at: AwareDatetime


class UndoVersion(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class RedoVersion(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class Door(StrEnum):
    inspiration = "inspiration"
    idea = "idea"


class EndedTokensRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    holder: str
    issued_until: AwareDatetime
    recorded_at: AwareDatetime


class EndpointRule(StrEnum):
    any = "any"
    public = "public"
    named = "named"


class ErasedAccountsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    erased_id: UUID
    erased_at: AwareDatetime


class EventType(StrEnum):
    genesis_session_created = "genesis.session.created"
    genesis_inspiration_requested = "genesis.inspiration.requested"
    genesis_idea_submitted = "genesis.idea.submitted"
    genesis_revision_requested = "genesis.revision.requested"
    genesis_regeneration_requested = "genesis.regeneration.requested"
    genesis_import_requested = "genesis.import.requested"
    genesis_generation_started = "genesis.generation.started"
    genesis_proposal_ready = "genesis.proposal.ready"
    genesis_stage_confirmed = "genesis.stage.confirmed"
    genesis_command_failed = "genesis.command.failed"
    genesis_command_cancelled = "genesis.command.cancelled"
    genesis_session_finished = "genesis.session.finished"
    genesis_candidate_selected = "genesis.candidate.selected"
    genesis_candidate_saved = "genesis.candidate.saved"
    genesis_questions_answered = "genesis.questions.answered"
    genesis_brief_updated = "genesis.brief.updated"
    genesis_budget_set = "genesis.budget.set"
    genesis_stage_reopened = "genesis.stage.reopened"
    genesis_stage_kept = "genesis.stage.kept"
    genesis_name_changed = "genesis.name.changed"
    genesis_command_undone = "genesis.command.undone"
    genesis_command_redone = "genesis.command.redone"
    genesis_session_abandoned = "genesis.session.abandoned"
    genesis_session_resumed = "genesis.session.resumed"
    genesis_session_archived = "genesis.session.archived"
    genesis_session_unarchived = "genesis.session.unarchived"
    genesis_session_renamed = "genesis.session.renamed"
    genesis_session_deleted = "genesis.session.deleted"
    genesis_session_restored = "genesis.session.restored"
    genesis_material_added = "genesis.material.added"
    genesis_material_removed = "genesis.material.removed"


class Fact(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    label: Annotated[str, Field(max_length=300)]
    text: Annotated[str, Field(max_length=2000)]


class FailureCode(StrEnum):
    MODEL_UNAVAILABLE = "MODEL_UNAVAILABLE"
    MODEL_REFUSED = "MODEL_REFUSED"
    MODEL_BAD_ANSWER = "MODEL_BAD_ANSWER"
    MODEL_NOT_CONFIGURED = "MODEL_NOT_CONFIGURED"
    MODEL_BALANCE_EMPTY = "MODEL_BALANCE_EMPTY"
    MODEL_NOT_FOUND = "MODEL_NOT_FOUND"
    MODEL_REGION_REFUSED = "MODEL_REGION_REFUSED"
    MODEL_ADDRESS_WRONG = "MODEL_ADDRESS_WRONG"
    MODEL_CERTIFICATE_REFUSED = "MODEL_CERTIFICATE_REFUSED"
    MODEL_PROXY_FAILED = "MODEL_PROXY_FAILED"
    MODEL_RATE_LIMITED = "MODEL_RATE_LIMITED"
    MODEL_CONTEXT_TOO_LONG = "MODEL_CONTEXT_TOO_LONG"
    MODEL_OUTPUT_CUT = "MODEL_OUTPUT_CUT"
    MODEL_FILTERED = "MODEL_FILTERED"
    MODEL_ONLY_THOUGHT = "MODEL_ONLY_THOUGHT"
    MODEL_ENDLESS = "MODEL_ENDLESS"
    NOTHING_TO_PLACE = "NOTHING_TO_PLACE"
    BUDGET_SPENT = "BUDGET_SPENT"
    WORKER_LOST = "WORKER_LOST"
    TIMED_OUT = "TIMED_OUT"
    EVENT_UNDELIVERABLE = "EVENT_UNDELIVERABLE"
    INTERNAL = "INTERNAL"


class FinishGenesisPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str | None, Field(max_length=200)] = None


class FormKind(StrEnum):
    novel = "novel"
    serial = "serial"


class GenerationPartialsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command_id: UUID
    candidate_index: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    session_id: UUID
    account_id: UUID
    attempt: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    text: str
    updated_at: AwareDatetime


class GeneratorKind(StrEnum):
    model = "model"
    sample = "sample"


class SeriesNumber(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class BranchOfVersion(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class Genre(RootModel[str]):
    root: Annotated[str, Field(max_length=300)]


class HandleStatus(StrEnum):
    WAITING = "WAITING"
    PENDING_PAUSE = "PENDING_PAUSE"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    EXPIRED = "EXPIRED"


class InstallationRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    singleton: bool
    installation_id: UUID
    created_at: AwareDatetime
    maintenance_since: AwareDatetime | None
    maintenance_until: AwareDatetime | None


class ItemRef(RootModel[str]):
    root: Annotated[str, Field(max_length=300)]


class JoinedBy(StrEnum):
    first = "first"
    code = "code"
    phrase = "phrase"
    sign_in = "sign_in"


class Knowledge(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    what_id: Annotated[str, Field(max_length=300)]
    since: Annotated[str, Field(max_length=300)]


class Language(StrEnum):
    zh_CN = "zh-CN"
    en = "en"


class LengthUnit(StrEnum):
    chars = "chars"
    words = "words"


class LogoutTokensRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    jti_hash: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]
    expires_at: AwareDatetime


class Kind(StrEnum):
    text = "text"
    markdown = "markdown"
    docx = "docx"
    epub = "epub"
    zip = "zip"


class LeftOutEnum(StrEnum):
    images = "images"
    deletions = "deletions"
    comments = "comments"
    macros = "macros"
    other_files = "other_files"
    headings = "headings"


class MaterialRemoved(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    material_id: UUID
    bytes: Annotated[int, Field(ge=0, le=9007199254740991)]


class MaterialsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    material_id: UUID
    session_id: UUID
    account_id: UUID
    name: str
    kind: str
    encoding: str
    chars: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    content: str
    sections: list[Any]
    left_out: list[Any]
    original: str
    is_of_idea: bool
    bytes: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    created_at: AwareDatetime


class InputTokens(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class OutputTokens(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class CachedTokens(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class ReasoningTokens(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class ModelCapabilitiesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    endpoint: str
    model: str
    mode: str
    dropped: list[Any]
    learnt_at: AwareDatetime


class ModelSettingsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    account_id: UUID
    base_url: str
    model: str | None
    encrypted_key: str | None
    endpoint_rule: EndpointRule
    stages: dict[str, Any]
    concurrency: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    price: dict[str, Any] | None
    updated_at: AwareDatetime


class NamedThing(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    name: Annotated[str, Field(max_length=300)]
    who: Annotated[str, Field(max_length=2000)]


class NovelsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    novel_id: UUID
    session_id: UUID
    account_id: UUID
    edition: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    title: str
    language: Language
    content: dict[str, Any]
    created_at: AwareDatetime
    updated_at: AwareDatetime
    blurb: str | None
    tags: list[Any] | None
    content_version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class OpenQuestion(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    question: Annotated[str, Field(max_length=2000)]


class OpeningChapter(RootModel[str]):
    root: Annotated[str, Field(max_length=2000)]


class PromptChanges(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    removed: list[str]
    added: list[str]


class OriginKind(StrEnum):
    ai = "ai"
    user = "user"
    import_ = "import"
    sample = "sample"


class OutboxStatus(StrEnum):
    PENDING = "PENDING"
    SENT = "SENT"
    FAILED = "FAILED"


class PartBeat(RootModel[str]):
    root: Annotated[str, Field(max_length=2000)]


class PartStatus(StrEnum):
    ok = "ok"
    starting = "starting"
    degraded = "degraded"


class PartialText(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    candidate_index: Annotated[int, Field(ge=0, le=9007199254740991)]
    text: str


class PausedBy(StrEnum):
    hook = "hook"
    reconciler = "reconciler"


class PendingCommand(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command_id: UUID
    command_type: CommandType
    status: CommandStatus
    received_at: AwareDatetime
    started_at: AwareDatetime | None
    attempt: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    progress: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    message_code: str | None
    candidates_done: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    candidates_total: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    partial: list[PartialText]


class Piece(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    pointer: str


class Place(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    name: Annotated[str, Field(max_length=300)]
    sense: Annotated[str, Field(max_length=2000)]
    story_use: Annotated[str, Field(max_length=2000)]


class SectionId(RootModel[str]):
    root: Annotated[str, Field(pattern="^s\\d{1,5}$")]


class Person(RootModel[str]):
    root: Annotated[str, Field(max_length=300)]


class Pleasure(RootModel[str]):
    root: Annotated[str, Field(max_length=2000)]


class PlotOpening(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    image: Annotated[str, Field(max_length=8000)]
    first_three_chapters: Annotated[
        list[OpeningChapter] | None, Field(max_length=3, min_length=3)
    ] = None


class PlotThread(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    name: Annotated[str | None, Field(max_length=2000)] = None
    planted_in: Annotated[str, Field(max_length=300)]
    echoes: Annotated[list[ItemRef], Field(max_length=60)]
    paid_in: Annotated[str, Field(max_length=300)]


class PowerLevel(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    name: Annotated[str, Field(max_length=300)]
    gain: Annotated[str, Field(max_length=2000)]
    price: Annotated[str, Field(max_length=2000)]


class ProposedAnswer(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    question_id: Annotated[str, Field(max_length=300)]
    answer: Annotated[str, Field(max_length=2000)]


class Answer(RootModel[str]):
    root: Annotated[str, Field(max_length=2000)]


class QuestionAnswer(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    question_id: Annotated[str, Field(max_length=120, min_length=1)]
    answer: Answer | None


class QuestionStatus(StrEnum):
    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    LEFT_OPEN = "LEFT_OPEN"
    PROPOSED = "PROPOSED"


class ReceiptStatus(StrEnum):
    DONE = "DONE"
    PARTLY = "PARTLY"
    NOT_DONE = "NOT_DONE"


class RecoveryPhrasesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    phrase_hash: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]
    account_id: UUID
    created_at: AwareDatetime
    made_by: UUID | None


class RedoPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class RegenerateProposalPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID | None = None
    candidate_id: UUID | None = None
    locked: Annotated[list[str] | None, Field(max_length=2000)] = None
    feedback: Annotated[str | None, Field(max_length=20000)] = None


class Relation(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    from_: Annotated[str, Field(alias="from", max_length=300)]
    to: Annotated[str, Field(max_length=300)]
    kind: Annotated[str, Field(max_length=300)]
    surface: Annotated[str, Field(max_length=8000)]
    truth: Annotated[str, Field(max_length=8000)]
    change: Annotated[str, Field(max_length=8000)]


class RenameEverywherePayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    from_: Annotated[str, Field(alias="from", max_length=300)]
    to: Annotated[str, Field(max_length=300)]


class RenameSessionPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str, Field(max_length=200)]


class ReplayStatus(StrEnum):
    RUNNING = "RUNNING"
    DONE = "DONE"
    STOPPED = "STOPPED"


class RequestInspirationPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    genre: Annotated[str | None, Field(max_length=200)] = None
    hints: Annotated[str | None, Field(max_length=4000)] = None


class ResumeSessionPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class ReviseProposalPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    feedback: Annotated[str, Field(max_length=20000)]
    locked: Annotated[list[str] | None, Field(max_length=2000)] = None
    only: Annotated[list[str] | None, Field(max_length=2000, min_length=1)] = None
    use: Annotated[list[Piece] | None, Field(max_length=100, min_length=1)] = None


class SelectCandidatePayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    locked: Annotated[list[str] | None, Field(max_length=2000)] = None


class Book(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    novel_id: UUID
    title: str
    number: Annotated[int, Field(ge=1, le=9007199254740991)]


class Series(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    series_id: UUID
    title: str
    number: Annotated[int, Field(ge=1, le=9007199254740991)]
    books: list[Book]


class SessionAbandoned(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class SessionArchived(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class SessionCreated(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: str
    language: Language
    correlation_id: UUID
    branch_of: BranchOf | None = None


class SessionDeleted(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class SessionFinished(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    novel_id: UUID
    edition: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    title: str


class SessionRenamed(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: str


class MaxStored(RootModel[int]):
    root: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class SessionReplaysRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    session_id: UUID
    account_id: UUID
    source_session_id: UUID
    model: str
    status: ReplayStatus
    at_version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    until_version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    generations_done: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    generations_total: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    awaited_proposal_id: UUID | None
    rounds: dict[str, Any]
    max_stored: MaxStored | None


class SessionRestored(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class SessionResumed(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    next_correlation_id: UUID | None


class SessionSizesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    session_id: UUID
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    bytes: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    is_behind: bool
    material_bytes: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class SessionStatus(StrEnum):
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    ABANDONED = "ABANDONED"


class SessionUnarchived(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class SessionWindowsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    account_id: UUID
    session_id: UUID
    window_id: UUID
    sign_in_id: UUID | None
    device: str | None
    stage: str | None
    is_editing: bool
    seen_at: AwareDatetime


class LimitUsd(RootModel[float]):
    root: Annotated[float, Field(ge=0.0, le=1000000.0)]


class SetBudgetPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    limit_usd: LimitUsd | None


class SignInsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    sign_in_id: UUID
    account_id: UUID
    provider_sid: str | None
    id_token: str | None
    name: str | None
    created_at: AwareDatetime
    expires_at: AwareDatetime
    ended_at: AwareDatetime | None
    joined_by: JoinedBy
    is_keeper: bool
    device: str | None
    last_seen_at: AwareDatetime
    came_with: UUID | None


class SigningKeysRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    key_id: UUID
    secret: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]
    created_at: AwareDatetime
    retired_at: AwareDatetime | None
    signs_from: AwareDatetime


class Stage(StrEnum):
    CONCEPT_SELECTION = "CONCEPT_SELECTION"
    STORY_CONCEPTION = "STORY_CONCEPTION"
    WORLDVIEW = "WORLDVIEW"
    CHARACTERS = "CHARACTERS"
    PLOT_OUTLINE = "PLOT_OUTLINE"


class Accepted1(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    accepted_at: Annotated[
        str,
        Field(
            pattern="^(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))T(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z)|(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?)$"
        ),
    ]


class StageKept(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    current_stage: Stage


class StageReopened(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    stale: list[Stage]
    current_stage: Stage
    next_correlation_id: UUID | None


class StageStatus(StrEnum):
    EMPTY = "EMPTY"
    DRAFT = "DRAFT"
    CONFIRMED = "CONFIRMED"
    STALE = "STALE"


class StoryConflict(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    want: Annotated[str, Field(max_length=2000)]
    need: Annotated[str, Field(max_length=2000)]
    opposition: Annotated[str, Field(max_length=2000)]
    stakes: Annotated[str, Field(max_length=2000)]


class StoryEnding(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    image: Annotated[str, Field(max_length=8000)]
    cost: Annotated[str, Field(max_length=2000)]
    answer: Annotated[str, Field(max_length=2000)]


class StoryForm(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: FormKind
    target_length: Annotated[int, Field(ge=1, le=100000000)]
    chapter_length: Annotated[int, Field(ge=1, le=1000000)]
    chapters: Annotated[int, Field(ge=1, le=100000)]
    unit: LengthUnit
    pov: Annotated[str, Field(max_length=300)]
    tense: Annotated[str | None, Field(max_length=300)] = None
    audience: Annotated[str, Field(max_length=2000)]


class StoryMovement(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    name: Annotated[str, Field(max_length=300)]
    event: Annotated[str, Field(max_length=2000)]
    change: Annotated[str, Field(max_length=2000)]


class StoryVoice(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    description: Annotated[str, Field(max_length=8000)]
    sample: Annotated[str, Field(max_length=8000)]


class SubmitIdeaPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    idea: Annotated[str, Field(max_length=20000)]
    material_ids: Annotated[list[UUID] | None, Field(max_length=20, min_length=1)] = (
        None
    )


class TaskStatus(StrEnum):
    PENDING = "PENDING"
    RUNNING = "RUNNING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class TextEncoding(StrEnum):
    utf_8 = "utf-8"
    utf_16le = "utf-16le"
    utf_16be = "utf-16be"
    gb18030 = "gb18030"
    big5 = "big5"
    windows_1252 = "windows-1252"


class TokenScope(StrEnum):
    read = "read"
    propose = "propose"
    full = "full"


class UnarchiveSessionPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class UndoPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )


class Undoable(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command_id: UUID
    command_type: CommandType


class UndoneCommand(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    command_id: UUID
    command_type: CommandType


class Constraint(RootModel[str]):
    root: Annotated[str, Field(max_length=500)]


PromptsAdditionalProperty = TypeAliasType(
    "PromptsAdditionalProperty", Annotated[str, Field(max_length=8000)]
)


class UpdateBriefPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    genre: Annotated[str | None, Field(max_length=200)] = None
    hints: Annotated[str | None, Field(max_length=4000)] = None
    notes: Annotated[str | None, Field(max_length=8000)] = None
    constraints: Annotated[list[Constraint] | None, Field(max_length=50)] = None
    prompts: dict[Stage, PromptsAdditionalProperty] | None = None


class Usage(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    input_tokens: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    output_tokens: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    cost_usd: float | None


class WebhookDeliveriesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    delivery_id: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    webhook_id: UUID
    account_id: UUID
    session_id: UUID
    event_id: UUID
    status: DeliveryStatus
    attempts: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    next_attempt_at: AwareDatetime
    last_error: str | None
    created_at: AwareDatetime
    settled_at: AwareDatetime | None


class WebhooksRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    webhook_id: UUID
    account_id: UUID
    url: str
    event_types: list[str] | None
    encrypted_secret: str
    endpoint_rule: EndpointRule
    created_at: AwareDatetime
    ended_at: AwareDatetime | None
    last_sent_at: AwareDatetime | None
    last_error: str | None


class Working(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    locked: list[str]


class WorldRule(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    rule: Annotated[str, Field(max_length=2000)]
    cost: Annotated[str, Field(max_length=2000)]
    limit: Annotated[str, Field(max_length=2000)]


class WorldSecret(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    truth: Annotated[str, Field(max_length=2000)]
    known_by: Annotated[str, Field(max_length=2000)]
    reveal: Annotated[str, Field(max_length=2000)]


class WrongGuessesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    guess_id: UUID
    address: str
    guessed_at: AwareDatetime
    guessed_by: UUID
    network: str | None


class AccountTokensRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    token_id: UUID
    account_id: UUID
    name: str
    scope: TokenScope
    token_hash: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]
    created_at: AwareDatetime
    last_used_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    made_by: UUID | None


class AnswerQuestionsPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    answers: Annotated[list[QuestionAnswer], Field(max_length=100, min_length=1)]


class AsyncTasksRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command_id: UUID
    session_id: UUID
    account_id: UUID
    stage: Stage
    status: TaskStatus
    progress: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    message_code: str | None
    candidates_done: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    candidates_total: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    finished: list[Any]
    origin: dict[str, Any] | None
    attempts: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    heartbeat_at: AwareDatetime | None
    flow_run_id: UUID | None
    error: dict[str, Any] | None
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None


class Brief(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    door: Door | None
    genre: str | None
    hints: str | None
    idea: str | None
    notes: str | None
    constraints: list[str]
    prompts: dict[Stage, str] | None = None


class BriefUpdated(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    brief: Brief


class CalendarEntry(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    when: Annotated[str, Field(max_length=300)]
    what: Annotated[str, Field(max_length=2000)]


class CandidateSelected(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    working: Working


class Chapter(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    number: Annotated[int, Field(ge=1, le=100000)]
    title: Annotated[str, Field(max_length=300)]
    when: Annotated[str | None, Field(max_length=300)] = None
    pov_id: Annotated[str, Field(max_length=300)]
    place_id: Annotated[str, Field(max_length=300)]
    cast_ids: Annotated[list[ItemRef], Field(max_length=30)]
    goal: Annotated[str, Field(max_length=2000)]
    beats: Annotated[list[Beat], Field(max_length=5, min_length=2)]
    turn: Annotated[str, Field(max_length=2000)]
    reveals: Annotated[list[ItemRef], Field(max_length=30)]
    price: Annotated[str | None, Field(max_length=2000)] = None
    payoff_ids: Annotated[list[ItemRef], Field(max_length=30)]
    payoff: Annotated[str | None, Field(max_length=2000)] = None
    hook: Annotated[str, Field(max_length=2000)]
    thread_ids: Annotated[list[ItemRef], Field(max_length=30)]
    length: Annotated[int, Field(ge=1, le=100000000)]


class Character(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    name: Annotated[str, Field(max_length=300)]
    aliases: Annotated[list[Alias], Field(max_length=12)]
    weight: CharacterWeight
    role: Annotated[str, Field(max_length=2000)]
    age: Annotated[str | None, Field(max_length=300)] = None
    gender: Annotated[str | None, Field(max_length=300)] = None
    sign: Annotated[str, Field(max_length=2000)]
    presence: Annotated[str | None, Field(max_length=2000)] = None
    want: Annotated[str, Field(max_length=2000)]
    need: Annotated[str | None, Field(max_length=2000)] = None
    misbelief: Annotated[str | None, Field(max_length=2000)] = None
    strength: Annotated[str | None, Field(max_length=2000)] = None
    flaw: Annotated[str | None, Field(max_length=2000)] = None
    secret: Annotated[str | None, Field(max_length=2000)] = None
    knows: Annotated[list[Knowledge], Field(max_length=30)]
    voice: CharacterVoice | None = None
    arc: CharacterArc | None = None
    faction_ids: Annotated[list[ItemRef], Field(max_length=12)]


class CharactersContent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str, Field(max_length=300)]
    logline: Annotated[str, Field(max_length=2000)]
    facts: Annotated[list[Fact], Field(max_length=3, min_length=3)]
    why: Annotated[str, Field(max_length=8000)]
    open_questions: Annotated[list[OpenQuestion], Field(max_length=3)]
    proposed_answers: Annotated[list[ProposedAnswer] | None, Field(max_length=30)] = (
        None
    )
    characters: Annotated[list[Character], Field(max_length=60, min_length=2)]
    relations: Annotated[list[Relation], Field(max_length=120)]


class Clue(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    text: Annotated[str, Field(max_length=2000)]


class CommandInboxRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command_id: UUID
    session_id: UUID
    account_id: UUID
    command_type: str
    payload: dict[str, Any]
    status: CommandStatus
    is_background: bool
    stage: Stage
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    correlation_id: UUID | None
    result: dict[str, Any] | None
    idempotency_key: str | None
    request_hash: str | None
    run_epoch: RunEpoch | None
    error: dict[str, Any] | None
    received_at: AwareDatetime
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None


class ConceptContent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str, Field(max_length=300)]
    logline: Annotated[str, Field(max_length=2000)]
    facts: Annotated[list[Fact], Field(max_length=3, min_length=3)]
    why: Annotated[str, Field(max_length=8000)]
    open_questions: Annotated[list[OpenQuestion], Field(max_length=3)]
    angle: Annotated[str, Field(max_length=300)]
    dramatic_question: Annotated[str, Field(max_length=2000)]
    genres: Annotated[list[Genre], Field(max_length=3, min_length=1)]
    protagonist: Annotated[str, Field(max_length=2000)]
    desire: Annotated[str, Field(max_length=2000)]
    obstacle: Annotated[str, Field(max_length=2000)]
    stakes: Annotated[str, Field(max_length=2000)]
    irony: Annotated[str, Field(max_length=2000)]
    advantage: Annotated[str | None, Field(max_length=2000)] = None
    reader_promise: Annotated[str, Field(max_length=2000)]
    opening_hook: Annotated[str, Field(max_length=8000)]
    tone: Annotated[str, Field(max_length=2000)]
    form_note: Annotated[str | None, Field(max_length=2000)] = None


class ConfirmStagePayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    candidate_id: UUID
    stage: Stage | None = None
    edits: dict[str, Any] | None = None


class DecidedQuestion(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    question_id: str
    stage: Stage
    question: str
    answer: str | None


class DomainEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    event_id: UUID
    event_type: EventType
    version: Annotated[int, Field(ge=1, le=9007199254740991)]
    occurred_at: AwareDatetime
    command_id: UUID | None
    correlation_id: UUID | None
    payload: dict[str, Any]


class DomainEventsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    event_id: UUID
    session_id: UUID
    account_id: UUID
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    event_type: EventType
    payload_version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    payload: dict[str, Any]
    command_id: UUID | None
    correlation_id: UUID | None
    occurred_at: AwareDatetime
    traceparent: str | None
    undo_version: UndoVersion | None
    redo_version: RedoVersion | None
    hash: str | None


class EventOutboxRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    outbox_id: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    event_id: UUID
    session_id: UUID
    account_id: UUID
    status: OutboxStatus
    attempts: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    next_attempt_at: AwareDatetime | None
    last_error: str | None
    created_at: AwareDatetime
    sent_at: AwareDatetime | None
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class Faction(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    name: Annotated[str, Field(max_length=300)]
    wants: Annotated[str, Field(max_length=2000)]
    holds: Annotated[str, Field(max_length=2000)]
    against: Annotated[list[ItemRef], Field(max_length=30)]


class FieldOrigin(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: OriginKind
    proposal_id: UUID


class FlowResumeHandlesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    handle_id: UUID
    correlation_id: UUID
    session_id: UUID
    account_id: UUID
    flow_run_id: UUID | None
    task_run_id: UUID | None
    pause_key: str | None
    status: HandleStatus
    command_id: UUID | None
    resume_payload: dict[str, Any] | None
    lease_until: AwareDatetime | None
    attempts: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    paused_by: PausedBy | None
    created_at: AwareDatetime
    paused_at: AwareDatetime | None
    resumed_at: AwareDatetime | None
    updated_at: AwareDatetime
    expires_at: AwareDatetime | None


class GenerationStarted(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    attempt: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    run_epoch: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class Generator(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: GeneratorKind
    model: str | None
    host: str | None
    concurrency: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class GenesisProposalsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    session_id: UUID
    account_id: UUID
    stage: Stage
    round: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    candidates: list[Any] | None
    origin: dict[str, Any]
    command_id: UUID | None
    created_at: AwareDatetime
    content_version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class GenesisSessionsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    session_id: UUID
    account_id: UUID
    title: str
    language: Language
    status: SessionStatus
    current_stage: Stage
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    correlation_id: UUID
    answered_by: UUID | None
    brief: dict[str, Any]
    flow_run_id: UUID | None
    run_epoch: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    run_seen_at: AwareDatetime | None
    novel_id: UUID | None
    last_error: dict[str, Any] | None
    input_tokens: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    output_tokens: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    cost_usd: float | None
    idempotency_key: str | None
    request_hash: str | None
    created_answer: dict[str, Any] | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    deleted_at: AwareDatetime | None
    limit_usd: float | None
    spent_usd: float
    answers: list[Any]
    archived_at: AwareDatetime | None
    series_id: UUID | None
    series_number: SeriesNumber | None
    log_hash: str | None
    branch_of_session: UUID | None
    branch_of_version: BranchOfVersion | None
    branch_root: UUID | None


class GenesisStagesRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    session_id: UUID
    stage: Stage
    account_id: UUID
    status: StageStatus
    accepted_proposal_id: UUID | None
    accepted_candidate_id: UUID | None
    accepted_at: AwareDatetime | None
    working_proposal_id: UUID | None
    working_candidate_id: UUID | None
    working_locked: list[Any]
    working_version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    stale_because: dict[str, Any] | None
    kept_text: str | None
    proposal_count: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    input_tokens: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    output_tokens: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    cost_usd: float | None
    accepted_rounds: list[Any]
    says: str | None


class GlossaryEntry(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    term: Annotated[str, Field(max_length=300)]
    meaning: Annotated[str, Field(max_length=2000)]


class HistoryEvent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    when: Annotated[str, Field(max_length=300)]
    event: Annotated[str, Field(max_length=2000)]
    scar: Annotated[str, Field(max_length=2000)]


class IdeaSubmitted(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    payload: SubmitIdeaPayload
    brief: Brief


class InspirationRequested(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    payload: RequestInspirationPayload
    brief: Brief


class KeepStagePayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage


class LastError(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    command_id: UUID
    command_type: CommandType
    payload: dict[str, Any]
    stage: Stage
    code: FailureCode
    message: str
    kept_text: str | None
    at: AwareDatetime


class MaterialAdded(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    material_id: UUID
    name: str
    kind: Kind
    chars: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    encoding: TextEncoding
    left_out: list[LeftOutEnum]
    created_at: AwareDatetime
    bytes: Annotated[int, Field(ge=0, le=9007199254740991)]


class ModelCallsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    call_id: UUID
    session_id: UUID
    account_id: UUID
    command_id: UUID
    stage: Stage
    model: str | None
    host: str | None
    outcome: CallOutcome
    input_tokens: InputTokens | None
    output_tokens: OutputTokens | None
    cached_tokens: CachedTokens | None
    reasoning_tokens: ReasoningTokens | None
    cost_usd: float | None
    counted_usd: float
    ended_at: AwareDatetime


class Origin(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    kind: OriginKind
    model: str | None
    prompt_version: str | None
    prompt_changes: PromptChanges | None = None
    feedback: str | None
    locked: list[str]
    parent_proposal_id: UUID | None
    parent_candidate_id: UUID | None = None
    input_tokens: InputTokens | None
    output_tokens: OutputTokens | None
    cost_usd: float | None
    left_out: list[str] | None = None
    stopped: bool


class Part(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    title: Annotated[str, Field(max_length=300)]
    goal: Annotated[str, Field(max_length=2000)]
    conflict: Annotated[str, Field(max_length=2000)]
    beats: Annotated[list[PartBeat], Field(max_length=6, min_length=2)]
    turn: Annotated[str, Field(max_length=2000)]
    end_hook: Annotated[str, Field(max_length=2000)]
    length: Annotated[int, Field(ge=1, le=100000000)]
    chapters: Annotated[list[Chapter], Field(max_length=100)]


class PartHeartbeatsRow(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    part: str
    instance_id: str
    status: PartStatus
    detail: str | None
    info: dict[str, Any]
    seen_at: AwareDatetime


class PlaceMaterialPayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    material_id: UUID
    stage: Stage
    section_ids: Annotated[
        list[SectionId] | None, Field(max_length=2000, min_length=1)
    ] = None
    people: Annotated[list[Person] | None, Field(max_length=60, min_length=1)] = None


class PlotContent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str, Field(max_length=300)]
    logline: Annotated[str, Field(max_length=2000)]
    facts: Annotated[list[Fact], Field(max_length=3, min_length=3)]
    why: Annotated[str, Field(max_length=8000)]
    open_questions: Annotated[list[OpenQuestion], Field(max_length=3)]
    proposed_answers: Annotated[list[ProposedAnswer] | None, Field(max_length=30)] = (
        None
    )
    structure: Annotated[str, Field(max_length=8000)]
    opening: PlotOpening
    parts: Annotated[list[Part], Field(max_length=12, min_length=1)]
    threads: Annotated[list[PlotThread], Field(max_length=60)]
    ending: Annotated[str, Field(max_length=8000)]


class Question(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    question_id: str
    stage: Stage
    pointer: str
    question: str
    answer: str | None
    status: QuestionStatus


class QuestionsAnswered(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    answers: list[DecidedQuestion]


class Receipt(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    request: str
    status: ReceiptStatus
    note: str
    pointers: list[str]


class RegenerationRequested(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    payload: RegenerateProposalPayload
    locked: list[str]


class ReopenStagePayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage


class Replay(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    model: str
    status: ReplayStatus
    done: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    total: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]


class RevisionRequested(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    payload: ReviseProposalPayload
    locked: list[str]


class SaveCandidatePayload(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    content: dict[str, Any]
    proposal_id: UUID | None = None
    candidate_id: UUID | None = None
    locked: Annotated[list[str] | None, Field(max_length=2000)] = None


class StageChoices(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    status: StageStatus
    accepted: Accepted1 | None
    working: Working | None
    stale_because: dict[Stage, CandidateIds] | None


class StoryThread(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    id: Annotated[str, Field(max_length=120, min_length=1)]
    question: Annotated[str, Field(max_length=2000)]
    answer: Annotated[str, Field(max_length=2000)]
    clues: Annotated[list[Clue], Field(max_length=12)]
    answered_when: Annotated[str, Field(max_length=2000)]


class WorldContent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str, Field(max_length=300)]
    logline: Annotated[str, Field(max_length=2000)]
    facts: Annotated[list[Fact], Field(max_length=3, min_length=3)]
    why: Annotated[str, Field(max_length=8000)]
    open_questions: Annotated[list[OpenQuestion], Field(max_length=3)]
    proposed_answers: Annotated[list[ProposedAnswer] | None, Field(max_length=30)] = (
        None
    )
    time_place: Annotated[str, Field(max_length=8000)]
    daily_life: Annotated[str, Field(max_length=8000)]
    rules: Annotated[list[WorldRule], Field(max_length=7, min_length=3)]
    power_levels: Annotated[list[PowerLevel] | None, Field(max_length=30)] = None
    factions: Annotated[list[Faction], Field(max_length=30)]
    places: Annotated[list[Place], Field(max_length=8, min_length=3)]
    history: Annotated[list[HistoryEvent], Field(max_length=30)]
    calendar: Annotated[list[CalendarEntry], Field(max_length=60)]
    secrets: Annotated[list[WorldSecret], Field(max_length=30)]
    names: Annotated[list[NamedThing], Field(max_length=100)]
    glossary: Annotated[list[GlossaryEntry], Field(max_length=60)]


class Candidate(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    candidate_id: UUID
    content: dict[str, Any]
    changed: list[str]
    field_origins: dict[str, FieldOrigin]
    receipts: list[Receipt]


class Choices(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: str
    status: SessionStatus
    current_stage: Stage
    brief: Brief
    answers: list[DecidedQuestion]
    archived_at: ArchivedAt | None
    stages: dict[Stage, StageChoices]


class CommandRedone(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    redone: UndoneCommand
    choices: Choices
    next_correlation_id: UUID | None


class CommandUndone(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    undone: UndoneCommand
    choices: Choices
    before: Choices
    next_correlation_id: UUID | None


class ImportRequested(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    payload: PlaceMaterialPayload
    locked: list[str]


class Proposal(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal_id: UUID
    stage: Stage
    round: Annotated[int, Field(ge=1, le=9007199254740991)]
    candidates: Annotated[list[Candidate], Field(min_length=1)]
    origin: Origin
    created_at: AwareDatetime


class ProposalReady(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    proposal: Proposal
    working: Working | None
    next_correlation_id: UUID | None


class StageConfirmed(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    proposal_id: UUID
    candidate_id: UUID
    proposal: Proposal | None
    working: Working
    title: str
    current_stage: Stage
    generating: Stage | None
    next_correlation_id: UUID | None


class StageState(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    status: StageStatus
    accepted: Accepted | None
    working: Working | None
    stale_because: list[Stage] | None
    stale_basis: dict[Stage, CandidateIds] | None
    kept_text: str | None
    usage: Usage
    proposal_count: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    proposals: list[Proposal]


class Stages(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    CONCEPT_SELECTION: StageState
    STORY_CONCEPTION: StageState
    WORLDVIEW: StageState
    CHARACTERS: StageState
    PLOT_OUTLINE: StageState


class StoryContent(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: Annotated[str, Field(max_length=300)]
    logline: Annotated[str, Field(max_length=2000)]
    facts: Annotated[list[Fact], Field(max_length=3, min_length=3)]
    why: Annotated[str, Field(max_length=8000)]
    open_questions: Annotated[list[OpenQuestion], Field(max_length=3)]
    proposed_answers: Annotated[list[ProposedAnswer] | None, Field(max_length=30)] = (
        None
    )
    premise: Annotated[str, Field(max_length=8000)]
    theme_question: Annotated[str, Field(max_length=2000)]
    form: StoryForm
    voice: StoryVoice
    conflict: StoryConflict
    movements: Annotated[list[StoryMovement], Field(max_length=4, min_length=4)]
    engine: Annotated[str, Field(max_length=2000)]
    pleasures: Annotated[list[Pleasure], Field(max_length=3, min_length=3)]
    threads: Annotated[list[StoryThread], Field(max_length=30)]
    ending: StoryEnding
    avoid: Annotated[list[AvoidedThing], Field(max_length=30)]


class CandidateSaved(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    proposal: Proposal
    working: Working


class CommandCancelled(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    kept_text: str | None
    proposal: Proposal | None
    working: Working | None
    next_correlation_id: UUID | None


class CommandFailed(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    stage: Stage
    command_type: CommandType
    payload: dict[str, Any]
    code: FailureCode
    message: str
    kept_text: str | None
    proposal: Proposal | None = None
    working: Working | None = None
    next_correlation_id: UUID | None


class Stages1(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    proposal: Proposal
    working: Working
    is_accepted: bool


class NameChanged(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    from_: Annotated[str, Field(alias="from")]
    to: str
    stages: dict[Stage, Stages1]


class SessionState(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
    )
    session_id: UUID
    title: str
    language: Language
    status: SessionStatus
    current_stage: Stage
    is_pending: bool
    pending_commands: list[PendingCommand]
    available_commands: list[CommandType]
    correlation_id: UUID
    version: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    cursor: Annotated[int, Field(ge=-9007199254740991, le=9007199254740991)]
    brief: Brief
    questions: list[Question]
    budget: Budget
    undo: Undoable | None
    redo: Undoable | None
    branch_of: BranchOf | None
    replay: Replay | None
    series: Series | None
    archived_at: AwareDatetime | None
    generator: Generator
    stages: Stages
    last_error: LastError | None
    novel_id: UUID | None
    usage: Usage


class GenesisShared(BaseModel):
    AbandonSessionPayload_1: Annotated[
        AbandonSessionPayload | None, Field(alias="AbandonSessionPayload")
    ] = None
    Accepted_1: Annotated[Accepted | None, Field(alias="Accepted")] = None
    AccountKind_1: Annotated[AccountKind | None, Field(alias="AccountKind")] = None
    AccountMergesRow_1: Annotated[
        AccountMergesRow | None, Field(alias="AccountMergesRow")
    ] = None
    AccountTokensRow_1: Annotated[
        AccountTokensRow | None, Field(alias="AccountTokensRow")
    ] = None
    AccountsRow_1: Annotated[AccountsRow | None, Field(alias="AccountsRow")] = None
    Alias: Annotated[str | None, Field(max_length=300)] = None
    AnswerQuestionsPayload_1: Annotated[
        AnswerQuestionsPayload | None, Field(alias="AnswerQuestionsPayload")
    ] = None
    ArchiveSessionPayload_1: Annotated[
        ArchiveSessionPayload | None, Field(alias="ArchiveSessionPayload")
    ] = None
    AsyncTasksRow_1: Annotated[AsyncTasksRow | None, Field(alias="AsyncTasksRow")] = (
        None
    )
    AuditLogRow_1: Annotated[AuditLogRow | None, Field(alias="AuditLogRow")] = None
    AvoidedThing: Annotated[str | None, Field(max_length=2000)] = None
    Beat: Annotated[str | None, Field(max_length=2000)] = None
    BranchOf_1: Annotated[BranchOf | None, Field(alias="BranchOf")] = None
    Brief_1: Annotated[Brief | None, Field(alias="Brief")] = None
    BriefUpdated_1: Annotated[BriefUpdated | None, Field(alias="BriefUpdated")] = None
    Budget_1: Annotated[Budget | None, Field(alias="Budget")] = None
    BudgetSet_1: Annotated[BudgetSet | None, Field(alias="BudgetSet")] = None
    CalendarEntry_1: Annotated[CalendarEntry | None, Field(alias="CalendarEntry")] = (
        None
    )
    CallOutcome_1: Annotated[CallOutcome | None, Field(alias="CallOutcome")] = None
    CancelGenerationPayload_1: Annotated[
        CancelGenerationPayload | None, Field(alias="CancelGenerationPayload")
    ] = None
    Candidate_1: Annotated[Candidate | None, Field(alias="Candidate")] = None
    CandidateIds_1: Annotated[CandidateIds | None, Field(alias="CandidateIds")] = None
    CandidateSaved_1: Annotated[
        CandidateSaved | None, Field(alias="CandidateSaved")
    ] = None
    CandidateSelected_1: Annotated[
        CandidateSelected | None, Field(alias="CandidateSelected")
    ] = None
    Chapter_1: Annotated[Chapter | None, Field(alias="Chapter")] = None
    Character_1: Annotated[Character | None, Field(alias="Character")] = None
    CharacterArc_1: Annotated[CharacterArc | None, Field(alias="CharacterArc")] = None
    CharacterVoice_1: Annotated[
        CharacterVoice | None, Field(alias="CharacterVoice")
    ] = None
    CharacterWeight_1: Annotated[
        CharacterWeight | None, Field(alias="CharacterWeight")
    ] = None
    CharactersContent_1: Annotated[
        CharactersContent | None, Field(alias="CharactersContent")
    ] = None
    Choices_1: Annotated[Choices | None, Field(alias="Choices")] = None
    Clue_1: Annotated[Clue | None, Field(alias="Clue")] = None
    CommandCancelled_1: Annotated[
        CommandCancelled | None, Field(alias="CommandCancelled")
    ] = None
    CommandFailed_1: Annotated[CommandFailed | None, Field(alias="CommandFailed")] = (
        None
    )
    CommandInboxRow_1: Annotated[
        CommandInboxRow | None, Field(alias="CommandInboxRow")
    ] = None
    CommandRedone_1: Annotated[CommandRedone | None, Field(alias="CommandRedone")] = (
        None
    )
    CommandStatus_1: Annotated[CommandStatus | None, Field(alias="CommandStatus")] = (
        None
    )
    CommandType_1: Annotated[CommandType | None, Field(alias="CommandType")] = None
    CommandUndone_1: Annotated[CommandUndone | None, Field(alias="CommandUndone")] = (
        None
    )
    ConceptContent_1: Annotated[
        ConceptContent | None, Field(alias="ConceptContent")
    ] = None
    ConfirmStagePayload_1: Annotated[
        ConfirmStagePayload | None, Field(alias="ConfirmStagePayload")
    ] = None
    DatabaseLoginsRow_1: Annotated[
        DatabaseLoginsRow | None, Field(alias="DatabaseLoginsRow")
    ] = None
    DecidedQuestion_1: Annotated[
        DecidedQuestion | None, Field(alias="DecidedQuestion")
    ] = None
    DeliveryStatus_1: Annotated[
        DeliveryStatus | None, Field(alias="DeliveryStatus")
    ] = None
    DeviceCodesRow_1: Annotated[
        DeviceCodesRow | None, Field(alias="DeviceCodesRow")
    ] = None
    DomainEvent_1: Annotated[DomainEvent | None, Field(alias="DomainEvent")] = None
    DomainEventsRow_1: Annotated[
        DomainEventsRow | None, Field(alias="DomainEventsRow")
    ] = None
    Door_1: Annotated[Door | None, Field(alias="Door")] = None
    EndedTokensRow_1: Annotated[
        EndedTokensRow | None, Field(alias="EndedTokensRow")
    ] = None
    EndpointRule_1: Annotated[EndpointRule | None, Field(alias="EndpointRule")] = None
    ErasedAccountsRow_1: Annotated[
        ErasedAccountsRow | None, Field(alias="ErasedAccountsRow")
    ] = None
    EventOutboxRow_1: Annotated[
        EventOutboxRow | None, Field(alias="EventOutboxRow")
    ] = None
    EventType_1: Annotated[EventType | None, Field(alias="EventType")] = None
    Fact_1: Annotated[Fact | None, Field(alias="Fact")] = None
    Faction_1: Annotated[Faction | None, Field(alias="Faction")] = None
    FailureCode_1: Annotated[FailureCode | None, Field(alias="FailureCode")] = None
    FieldOrigin_1: Annotated[FieldOrigin | None, Field(alias="FieldOrigin")] = None
    FinishGenesisPayload_1: Annotated[
        FinishGenesisPayload | None, Field(alias="FinishGenesisPayload")
    ] = None
    FlowResumeHandlesRow_1: Annotated[
        FlowResumeHandlesRow | None, Field(alias="FlowResumeHandlesRow")
    ] = None
    FormKind_1: Annotated[FormKind | None, Field(alias="FormKind")] = None
    GenerationPartialsRow_1: Annotated[
        GenerationPartialsRow | None, Field(alias="GenerationPartialsRow")
    ] = None
    GenerationStarted_1: Annotated[
        GenerationStarted | None, Field(alias="GenerationStarted")
    ] = None
    Generator_1: Annotated[Generator | None, Field(alias="Generator")] = None
    GeneratorKind_1: Annotated[GeneratorKind | None, Field(alias="GeneratorKind")] = (
        None
    )
    GenesisProposalsRow_1: Annotated[
        GenesisProposalsRow | None, Field(alias="GenesisProposalsRow")
    ] = None
    GenesisSessionsRow_1: Annotated[
        GenesisSessionsRow | None, Field(alias="GenesisSessionsRow")
    ] = None
    GenesisStagesRow_1: Annotated[
        GenesisStagesRow | None, Field(alias="GenesisStagesRow")
    ] = None
    Genre: Annotated[str | None, Field(max_length=300)] = None
    GlossaryEntry_1: Annotated[GlossaryEntry | None, Field(alias="GlossaryEntry")] = (
        None
    )
    HandleStatus_1: Annotated[HandleStatus | None, Field(alias="HandleStatus")] = None
    HistoryEvent_1: Annotated[HistoryEvent | None, Field(alias="HistoryEvent")] = None
    IdeaSubmitted_1: Annotated[IdeaSubmitted | None, Field(alias="IdeaSubmitted")] = (
        None
    )
    ImportRequested_1: Annotated[
        ImportRequested | None, Field(alias="ImportRequested")
    ] = None
    InspirationRequested_1: Annotated[
        InspirationRequested | None, Field(alias="InspirationRequested")
    ] = None
    InstallationRow_1: Annotated[
        InstallationRow | None, Field(alias="InstallationRow")
    ] = None
    ItemId: Annotated[str | None, Field(max_length=120, min_length=1)] = None
    ItemRef: Annotated[str | None, Field(max_length=300)] = None
    JoinedBy_1: Annotated[JoinedBy | None, Field(alias="JoinedBy")] = None
    JsonPointer: str | None = None
    KeepStagePayload_1: Annotated[
        KeepStagePayload | None, Field(alias="KeepStagePayload")
    ] = None
    Knowledge_1: Annotated[Knowledge | None, Field(alias="Knowledge")] = None
    Language_1: Annotated[Language | None, Field(alias="Language")] = None
    LastError_1: Annotated[LastError | None, Field(alias="LastError")] = None
    LengthUnit_1: Annotated[LengthUnit | None, Field(alias="LengthUnit")] = None
    LogoutTokensRow_1: Annotated[
        LogoutTokensRow | None, Field(alias="LogoutTokensRow")
    ] = None
    MaterialAdded_1: Annotated[MaterialAdded | None, Field(alias="MaterialAdded")] = (
        None
    )
    MaterialRemoved_1: Annotated[
        MaterialRemoved | None, Field(alias="MaterialRemoved")
    ] = None
    MaterialsRow_1: Annotated[MaterialsRow | None, Field(alias="MaterialsRow")] = None
    ModelCallsRow_1: Annotated[ModelCallsRow | None, Field(alias="ModelCallsRow")] = (
        None
    )
    ModelCapabilitiesRow_1: Annotated[
        ModelCapabilitiesRow | None, Field(alias="ModelCapabilitiesRow")
    ] = None
    ModelSettingsRow_1: Annotated[
        ModelSettingsRow | None, Field(alias="ModelSettingsRow")
    ] = None
    NameChanged_1: Annotated[NameChanged | None, Field(alias="NameChanged")] = None
    NamedThing_1: Annotated[NamedThing | None, Field(alias="NamedThing")] = None
    NovelsRow_1: Annotated[NovelsRow | None, Field(alias="NovelsRow")] = None
    OpenQuestion_1: Annotated[OpenQuestion | None, Field(alias="OpenQuestion")] = None
    OpeningChapter: Annotated[str | None, Field(max_length=2000)] = None
    Origin_1: Annotated[Origin | None, Field(alias="Origin")] = None
    OriginKind_1: Annotated[OriginKind | None, Field(alias="OriginKind")] = None
    OutboxStatus_1: Annotated[OutboxStatus | None, Field(alias="OutboxStatus")] = None
    Part_1: Annotated[Part | None, Field(alias="Part")] = None
    PartBeat: Annotated[str | None, Field(max_length=2000)] = None
    PartHeartbeatsRow_1: Annotated[
        PartHeartbeatsRow | None, Field(alias="PartHeartbeatsRow")
    ] = None
    PartStatus_1: Annotated[PartStatus | None, Field(alias="PartStatus")] = None
    PartialText_1: Annotated[PartialText | None, Field(alias="PartialText")] = None
    PausedBy_1: Annotated[PausedBy | None, Field(alias="PausedBy")] = None
    PendingCommand_1: Annotated[
        PendingCommand | None, Field(alias="PendingCommand")
    ] = None
    Piece_1: Annotated[Piece | None, Field(alias="Piece")] = None
    Place_1: Annotated[Place | None, Field(alias="Place")] = None
    PlaceMaterialPayload_1: Annotated[
        PlaceMaterialPayload | None, Field(alias="PlaceMaterialPayload")
    ] = None
    Pleasure: Annotated[str | None, Field(max_length=2000)] = None
    PlotContent_1: Annotated[PlotContent | None, Field(alias="PlotContent")] = None
    PlotOpening_1: Annotated[PlotOpening | None, Field(alias="PlotOpening")] = None
    PlotThread_1: Annotated[PlotThread | None, Field(alias="PlotThread")] = None
    PowerLevel_1: Annotated[PowerLevel | None, Field(alias="PowerLevel")] = None
    Proposal_1: Annotated[Proposal | None, Field(alias="Proposal")] = None
    ProposalReady_1: Annotated[ProposalReady | None, Field(alias="ProposalReady")] = (
        None
    )
    ProposedAnswer_1: Annotated[
        ProposedAnswer | None, Field(alias="ProposedAnswer")
    ] = None
    Question_1: Annotated[Question | None, Field(alias="Question")] = None
    QuestionAnswer_1: Annotated[
        QuestionAnswer | None, Field(alias="QuestionAnswer")
    ] = None
    QuestionStatus_1: Annotated[
        QuestionStatus | None, Field(alias="QuestionStatus")
    ] = None
    QuestionsAnswered_1: Annotated[
        QuestionsAnswered | None, Field(alias="QuestionsAnswered")
    ] = None
    Receipt_1: Annotated[Receipt | None, Field(alias="Receipt")] = None
    ReceiptStatus_1: Annotated[ReceiptStatus | None, Field(alias="ReceiptStatus")] = (
        None
    )
    RecoveryPhrasesRow_1: Annotated[
        RecoveryPhrasesRow | None, Field(alias="RecoveryPhrasesRow")
    ] = None
    RedoPayload_1: Annotated[RedoPayload | None, Field(alias="RedoPayload")] = None
    RegenerateProposalPayload_1: Annotated[
        RegenerateProposalPayload | None, Field(alias="RegenerateProposalPayload")
    ] = None
    RegenerationRequested_1: Annotated[
        RegenerationRequested | None, Field(alias="RegenerationRequested")
    ] = None
    Relation_1: Annotated[Relation | None, Field(alias="Relation")] = None
    RenameEverywherePayload_1: Annotated[
        RenameEverywherePayload | None, Field(alias="RenameEverywherePayload")
    ] = None
    RenameSessionPayload_1: Annotated[
        RenameSessionPayload | None, Field(alias="RenameSessionPayload")
    ] = None
    ReopenStagePayload_1: Annotated[
        ReopenStagePayload | None, Field(alias="ReopenStagePayload")
    ] = None
    Replay_1: Annotated[Replay | None, Field(alias="Replay")] = None
    ReplayStatus_1: Annotated[ReplayStatus | None, Field(alias="ReplayStatus")] = None
    RequestInspirationPayload_1: Annotated[
        RequestInspirationPayload | None, Field(alias="RequestInspirationPayload")
    ] = None
    ResumeSessionPayload_1: Annotated[
        ResumeSessionPayload | None, Field(alias="ResumeSessionPayload")
    ] = None
    ReviseProposalPayload_1: Annotated[
        ReviseProposalPayload | None, Field(alias="ReviseProposalPayload")
    ] = None
    RevisionRequested_1: Annotated[
        RevisionRequested | None, Field(alias="RevisionRequested")
    ] = None
    SaveCandidatePayload_1: Annotated[
        SaveCandidatePayload | None, Field(alias="SaveCandidatePayload")
    ] = None
    SelectCandidatePayload_1: Annotated[
        SelectCandidatePayload | None, Field(alias="SelectCandidatePayload")
    ] = None
    Series_1: Annotated[Series | None, Field(alias="Series")] = None
    SessionAbandoned_1: Annotated[
        SessionAbandoned | None, Field(alias="SessionAbandoned")
    ] = None
    SessionArchived_1: Annotated[
        SessionArchived | None, Field(alias="SessionArchived")
    ] = None
    SessionCreated_1: Annotated[
        SessionCreated | None, Field(alias="SessionCreated")
    ] = None
    SessionDeleted_1: Annotated[
        SessionDeleted | None, Field(alias="SessionDeleted")
    ] = None
    SessionFinished_1: Annotated[
        SessionFinished | None, Field(alias="SessionFinished")
    ] = None
    SessionRenamed_1: Annotated[
        SessionRenamed | None, Field(alias="SessionRenamed")
    ] = None
    SessionReplaysRow_1: Annotated[
        SessionReplaysRow | None, Field(alias="SessionReplaysRow")
    ] = None
    SessionRestored_1: Annotated[
        SessionRestored | None, Field(alias="SessionRestored")
    ] = None
    SessionResumed_1: Annotated[
        SessionResumed | None, Field(alias="SessionResumed")
    ] = None
    SessionSizesRow_1: Annotated[
        SessionSizesRow | None, Field(alias="SessionSizesRow")
    ] = None
    SessionState_1: Annotated[SessionState | None, Field(alias="SessionState")] = None
    SessionStatus_1: Annotated[SessionStatus | None, Field(alias="SessionStatus")] = (
        None
    )
    SessionUnarchived_1: Annotated[
        SessionUnarchived | None, Field(alias="SessionUnarchived")
    ] = None
    SessionWindowsRow_1: Annotated[
        SessionWindowsRow | None, Field(alias="SessionWindowsRow")
    ] = None
    SetBudgetPayload_1: Annotated[
        SetBudgetPayload | None, Field(alias="SetBudgetPayload")
    ] = None
    SignInsRow_1: Annotated[SignInsRow | None, Field(alias="SignInsRow")] = None
    SigningKeysRow_1: Annotated[
        SigningKeysRow | None, Field(alias="SigningKeysRow")
    ] = None
    Stage_1: Annotated[Stage | None, Field(alias="Stage")] = None
    StageChoices_1: Annotated[StageChoices | None, Field(alias="StageChoices")] = None
    StageConfirmed_1: Annotated[
        StageConfirmed | None, Field(alias="StageConfirmed")
    ] = None
    StageKept_1: Annotated[StageKept | None, Field(alias="StageKept")] = None
    StageReopened_1: Annotated[StageReopened | None, Field(alias="StageReopened")] = (
        None
    )
    StageState_1: Annotated[StageState | None, Field(alias="StageState")] = None
    StageStatus_1: Annotated[StageStatus | None, Field(alias="StageStatus")] = None
    Stages_1: Annotated[Stages | None, Field(alias="Stages")] = None
    StoryConflict_1: Annotated[StoryConflict | None, Field(alias="StoryConflict")] = (
        None
    )
    StoryContent_1: Annotated[StoryContent | None, Field(alias="StoryContent")] = None
    StoryEnding_1: Annotated[StoryEnding | None, Field(alias="StoryEnding")] = None
    StoryForm_1: Annotated[StoryForm | None, Field(alias="StoryForm")] = None
    StoryMovement_1: Annotated[StoryMovement | None, Field(alias="StoryMovement")] = (
        None
    )
    StoryThread_1: Annotated[StoryThread | None, Field(alias="StoryThread")] = None
    StoryVoice_1: Annotated[StoryVoice | None, Field(alias="StoryVoice")] = None
    SubmitIdeaPayload_1: Annotated[
        SubmitIdeaPayload | None, Field(alias="SubmitIdeaPayload")
    ] = None
    TaskStatus_1: Annotated[TaskStatus | None, Field(alias="TaskStatus")] = None
    TextEncoding_1: Annotated[TextEncoding | None, Field(alias="TextEncoding")] = None
    TokenScope_1: Annotated[TokenScope | None, Field(alias="TokenScope")] = None
    UnarchiveSessionPayload_1: Annotated[
        UnarchiveSessionPayload | None, Field(alias="UnarchiveSessionPayload")
    ] = None
    UndoPayload_1: Annotated[UndoPayload | None, Field(alias="UndoPayload")] = None
    Undoable_1: Annotated[Undoable | None, Field(alias="Undoable")] = None
    UndoneCommand_1: Annotated[UndoneCommand | None, Field(alias="UndoneCommand")] = (
        None
    )
    UpdateBriefPayload_1: Annotated[
        UpdateBriefPayload | None, Field(alias="UpdateBriefPayload")
    ] = None
    Usage_1: Annotated[Usage | None, Field(alias="Usage")] = None
    WebhookDeliveriesRow_1: Annotated[
        WebhookDeliveriesRow | None, Field(alias="WebhookDeliveriesRow")
    ] = None
    WebhooksRow_1: Annotated[WebhooksRow | None, Field(alias="WebhooksRow")] = None
    Working_1: Annotated[Working | None, Field(alias="Working")] = None
    WorldContent_1: Annotated[WorldContent | None, Field(alias="WorldContent")] = None
    WorldRule_1: Annotated[WorldRule | None, Field(alias="WorldRule")] = None
    WorldSecret_1: Annotated[WorldSecret | None, Field(alias="WorldSecret")] = None
    WrongGuessesRow_1: Annotated[
        WrongGuessesRow | None, Field(alias="WrongGuessesRow")
    ] = None
