/** Every request that the interface makes. What is expected to go wrong comes back as a value. */
import type { ApiClient, ApiModel } from "#shared/http/client.ts";
import type { CommandType } from "#shared/commands/command-table.ts";
import type { DomainEvent } from "#shared/events/events.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import type { Bible } from "#shared/series/bible.ts";
import type { Stage } from "#shared/stages.ts";
import type { SessionState, SessionSummary } from "#shared/session/state.ts";
import type { Language } from "#shared/statuses.ts";
import { heardDate } from "./server-clock.ts";
import { isRecord } from "#shared/pointer.ts";
import { pageClient } from "./page-client.ts";

export const API_BASE = "/api/v1/genesis";

export interface Problem {
  readonly status: number;
  /** A word of the contract's error table; `UNKNOWN` where the answer was something else. */
  readonly code: string;
  readonly detail: string | null;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  /** Why a material is not taken. */
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  /** When it may be tried again; null where the answer does not say. */
  readonly retry_after_seconds: number | null;
}

export type ApiResult<T> =
  | {
      readonly outcome: "ok";
      readonly status: number;
      readonly body: T;
      /** As it was read last: the service worker had it, and nobody was reached. */
      readonly isKept?: true;
    }
  /** It arrived and was refused. */
  | { readonly outcome: "refused"; readonly problem: Problem }
  | Unreachable;

/** No answer, or one that says "later": a retry with the same key is safe. */
export interface Unreachable {
  readonly outcome: "unreachable";
  /** Why it is later, where the problem says so. */
  readonly reason?: string | undefined;
  /** And when that is expected to be over, ISO 8601. */
  readonly until?: string | undefined;
}

export interface CommandAnswer {
  readonly command_id: string;
  readonly command_type: CommandType;
  readonly status: "RECEIVED" | "COMPLETED";
  readonly version: number;
  readonly result?: Readonly<Record<string, unknown>>;
}

export interface Api {
  readonly createSession: (
    body: { readonly title?: string; readonly language: Language },
    key: string,
  ) => Promise<ApiResult<SessionState>>;
  readonly listSessions: (
    before: string | null,
  ) => Promise<ApiResult<{ sessions: SessionSummary[]; next: string | null }>>;
  readonly getState: (session_id: string, signal?: AbortSignal) => Promise<ApiResult<SessionState>>;
  readonly listProposals: (
    session_id: string,
    stage: Stage,
    before: string | null,
  ) => Promise<ApiResult<{ proposals: Proposal[]; next: string | null }>>;
  readonly listEvents: (
    session_id: string,
    after: number,
  ) => Promise<ApiResult<{ events: DomainEvent[]; next: number | null }>>;
  /** The next book of a finished one's world. */
  readonly beginSequel: (novel_id: string, key: string) => Promise<ApiResult<SessionState>>;
  readonly getBible: (novel_id: string) => Promise<ApiResult<Bible>>;
  readonly sendCommand: (
    session_id: string,
    request: CommandRequest,
    key: string,
  ) => Promise<ApiResult<CommandAnswer>>;
}

/** The body of a command: one variant a row of the command table. */
export type CommandRequest = ApiModel<"CommandRequest">;

type Answered<T> =
  | { readonly data: T; readonly error?: never; readonly response: Response }
  | { readonly data?: never; readonly error: unknown; readonly response: Response };

/** Makes a value of what the client answers, or of its having got no answer. */
export async function ask<T>(request: Promise<Answered<T>>): Promise<ApiResult<T>> {
  let answer: Answered<T>;
  try {
    answer = await request;
  } catch {
    return { outcome: "unreachable" };
  }
  const { data, error, response } = answer;
  heardDate(response.headers.get("date"));
  if (data !== undefined) {
    const kept = response.headers.has("x-kept") ? ({ isKept: true } as const) : {};
    return { outcome: "ok", status: response.status, body: data, ...kept };
  }
  // A dead edge behind a proxy answers 502 or 504; none of these says that the press was refused.
  const problem = problemOf(response, error);
  if (response.status >= 500) {
    return { outcome: "unreachable", reason: problem.reason, until: problem.until };
  }
  return { outcome: "refused", problem };
}

/** A request whose good answer is 204. */
export function askForNothing(request: Promise<Answered<unknown>>): Promise<ApiResult<null>> {
  return ask(
    request.then(
      ({ error, response }): Answered<null> =>
        response.ok ? { data: null, response } : { error, response },
    ),
  );
}

export function createApi(client: ApiClient = pageClient()): Api {
  return {
    createSession: (body, key) =>
      ask(
        client.POST("/api/v1/genesis/sessions", {
          body,
          params: { header: { "Idempotency-Key": key } },
        }),
      ),
    listSessions: (before) =>
      ask(
        client.GET("/api/v1/genesis/sessions", {
          params: {
            query: { limit: 50, archived: "false", ...(before === null ? {} : { before }) },
          },
        }),
      ),
    getState: (session_id, signal) =>
      ask(
        client.GET("/api/v1/genesis/sessions/{session_id}/state", {
          params: { path: { session_id } },
          ...(signal === undefined ? {} : { signal }),
        }),
      ),
    listProposals: (session_id, stage, before) =>
      ask(
        client.GET("/api/v1/genesis/sessions/{session_id}/proposals", {
          params: {
            path: { session_id },
            query: { stage, limit: 20, ...(before === null ? {} : { before }) },
          },
        }),
      ),
    listEvents: (session_id, after) =>
      ask(
        client.GET("/api/v1/genesis/sessions/{session_id}/events", {
          params: { path: { session_id }, query: { after, limit: 200 } },
        }),
      ),
    beginSequel: (novel_id, key) =>
      ask(
        client.POST("/api/v1/genesis/novels/{novel_id}/sequels", {
          body: {},
          params: { path: { novel_id }, header: { "Idempotency-Key": key } },
        }),
      ),
    getBible: (novel_id) =>
      ask(
        client.GET("/api/v1/genesis/novels/{novel_id}/bible", { params: { path: { novel_id } } }),
      ),
    sendCommand: (session_id, body, key) =>
      ask(
        client.POST("/api/v1/genesis/sessions/{session_id}/commands", {
          body,
          params: { path: { session_id }, header: { "Idempotency-Key": key } },
        }),
      ),
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

/** The problem of an answer; what is not a problem document is `UNKNOWN`. */
function problemOf({ status, headers }: Response, error: unknown): Problem {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const body = isRecord(error) ? error : {};
  const issues = Array.isArray(body.issues) ? body.issues : [];
  return {
    status,
    code: textOf(body.code) ?? "UNKNOWN",
    detail: textOf(body.detail) ?? null,
    reason: textOf(body.reason),
    until: textOf(body.until),
    issues: issues.flatMap((issue) =>
      isRecord(issue) && typeof issue.path === "string" && typeof issue.message === "string"
        ? [{ path: issue.path, message: issue.message }]
        : [],
    ),
    retry_after_seconds: Number.isFinite(seconds) ? seconds : null,
  };
}
