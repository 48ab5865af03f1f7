/** Every request that the interface makes. What is expected to go wrong comes back as a value. */
import type { CommandPayloads } from "#shared/command-payloads.ts";
import type { CommandType } from "#shared/command-table.ts";
import type { DomainEvent } from "#shared/events.ts";
import type { Proposal } from "#shared/proposal.ts";
import type { Stage } from "#shared/stages.ts";
import type { SessionState, SessionSummary } from "#shared/state.ts";
import type { Language } from "#shared/statuses.ts";

export const API_BASE = "/api/v1/genesis";

export interface Problem {
  readonly status: number;
  /** A word of the contract's error table; `UNKNOWN` where the answer was something else. */
  readonly code: string;
  readonly detail: string | null;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

export type ApiResult<T> =
  | { readonly outcome: "ok"; readonly status: number; readonly body: T }
  /** It arrived and was refused. */
  | { readonly outcome: "refused"; readonly problem: Problem }
  /** No answer, or one that says "later": a retry with the same key is safe. */
  | { readonly outcome: "unreachable"; readonly reason: "network" | "server" };

export interface CommandAnswer {
  readonly command_id: string;
  readonly command_type: CommandType;
  readonly status: "RECEIVED" | "COMPLETED";
  readonly version: number;
  readonly result?: Readonly<Record<string, unknown>>;
}

export interface Api {
  createSession(
    body: { readonly title?: string; readonly language: Language },
    key: string,
  ): Promise<ApiResult<SessionState>>;
  listSessions(
    before: string | null,
  ): Promise<ApiResult<{ sessions: SessionSummary[]; next: string | null }>>;
  getState(session_id: string): Promise<ApiResult<SessionState>>;
  listProposals(
    session_id: string,
    stage: Stage,
    before: string | null,
  ): Promise<ApiResult<{ proposals: Proposal[]; next: string | null }>>;
  listEvents(
    session_id: string,
    after: number,
  ): Promise<ApiResult<{ events: DomainEvent[]; next: number | null }>>;
  sendCommand(
    session_id: string,
    request: CommandRequest,
    key: string,
  ): Promise<ApiResult<CommandAnswer>>;
}

export type CommandRequest = {
  [T in CommandType]: {
    readonly command_type: T;
    readonly payload: CommandPayloads[T];
    readonly expected_version?: number;
  };
}[CommandType];

/** Where a session's events are streamed from, beginning behind version `after`. */
export function streamUrl(session_id: string, after: number): string {
  return `${API_BASE}/sessions/${encodeURIComponent(session_id)}/events/stream?after=${after}`;
}

export function createApi(fetcher: typeof fetch = (...args) => fetch(...args)): Api {
  async function ask<T>(
    path: string,
    init: { readonly method?: "POST"; readonly body?: unknown; readonly key?: string } = {},
  ): Promise<ApiResult<T>> {
    let response: Response;
    try {
      response = await fetcher(API_BASE + path, {
        method: init.method ?? "GET",
        credentials: "same-origin",
        headers: {
          Accept: "application/json",
          ...(init.body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(init.key === undefined ? {} : { "Idempotency-Key": init.key }),
        },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      });
      if (response.ok) {
        const body: T = await response.json();
        return { outcome: "ok", status: response.status, body };
      }
    } catch {
      return { outcome: "unreachable", reason: "network" };
    }
    // A dead edge behind a proxy answers 502 or 504; none of these says that the press was refused.
    if (response.status >= 500) return { outcome: "unreachable", reason: "server" };
    return { outcome: "refused", problem: await readProblem(response) };
  }

  const query = (values: Readonly<Record<string, string | number | null>>): string => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      if (value !== null) search.set(name, String(value));
    }
    return `?${search.toString()}`;
  };
  const session = (session_id: string) => `/sessions/${encodeURIComponent(session_id)}`;

  return {
    createSession: (body, key) => ask("/sessions", { method: "POST", body, key }),
    listSessions: (before) => ask(`/sessions${query({ limit: 50, before })}`),
    getState: (id) => ask(`${session(id)}/state`),
    listProposals: (id, stage, before) =>
      ask(`${session(id)}/proposals${query({ stage, before, limit: 20 })}`),
    listEvents: (id, after) => ask(`${session(id)}/events${query({ after, limit: 200 })}`),
    sendCommand: (id, body, key) => ask(`${session(id)}/commands`, { method: "POST", body, key }),
  };
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: Partial<Problem> = await response.json();
    return {
      status: response.status,
      code: typeof body.code === "string" ? body.code : "UNKNOWN",
      detail: typeof body.detail === "string" ? body.detail : null,
      issues: Array.isArray(body.issues) ? body.issues : [],
    };
  } catch {
    return { status: response.status, code: "UNKNOWN", detail: null, issues: [] };
  }
}
