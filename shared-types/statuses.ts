/**
 * Every status a row can have, named as in SQL, and the transitions that the database allows.
 * Plain data: imports nothing.
 */

export const SESSION_STATUSES = ["ACTIVE", "COMPLETED", "ABANDONED"] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export const COMMAND_STATUSES = [
  "RECEIVED",
  "PROCESSING",
  "COMPLETED",
  "FAILED",
  "CANCELLED",
] as const;
export type CommandStatus = (typeof COMMAND_STATUSES)[number];

export const TASK_STATUSES = ["PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const OUTBOX_STATUSES = ["PENDING", "SENT", "FAILED"] as const;
export type OutboxStatus = (typeof OUTBOX_STATUSES)[number];

export const HANDLE_STATUSES = [
  "WAITING",
  "PENDING_PAUSE",
  "PAUSED",
  "RESUMED",
  "EXPIRED",
] as const;
export type HandleStatus = (typeof HANDLE_STATUSES)[number];

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Generations that run again in a branch; STOPPED: by the writer, or by the budget. */
export const REPLAY_STATUSES = ["RUNNING", "DONE", "STOPPED"] as const;

/** Where a proposal is from. */
export const ORIGIN_KINDS = ["ai", "user", "import", "sample"] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** What a revision did with one request of its feedback. */
export const RECEIPT_STATUSES = ["DONE", "PARTLY", "NOT_DONE"] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

/** Allowed transitions by table; the triggers that enforce them are generated from here. */
export const TRANSITIONS = {
  genesis_sessions: {
    ACTIVE: ["COMPLETED", "ABANDONED"],
    COMPLETED: ["ACTIVE", "ABANDONED"],
    ABANDONED: ["ACTIVE", "COMPLETED"],
  } satisfies Transitions<SessionStatus>,
  command_inbox: {
    RECEIVED: ["PROCESSING", "COMPLETED", "FAILED", "CANCELLED"],
    PROCESSING: ["COMPLETED", "FAILED", "CANCELLED"],
    COMPLETED: [],
    FAILED: [],
    CANCELLED: [],
  } satisfies Transitions<CommandStatus>,
  async_tasks: {
    PENDING: ["RUNNING", "FAILED", "CANCELLED"],
    RUNNING: ["COMPLETED", "FAILED", "CANCELLED"],
    COMPLETED: [],
    FAILED: [],
    CANCELLED: [],
  } satisfies Transitions<TaskStatus>,
  event_outbox: {
    PENDING: ["SENT", "FAILED"],
    SENT: [],
    FAILED: ["PENDING"],
  } satisfies Transitions<OutboxStatus>,
  flow_resume_handles: {
    WAITING: ["RESUMED", "EXPIRED"],
    PENDING_PAUSE: ["PAUSED", "RESUMED", "EXPIRED"],
    PAUSED: ["RESUMED", "EXPIRED"],
    RESUMED: ["EXPIRED"],
    EXPIRED: [],
  } satisfies Transitions<HandleStatus>,
} as const;
