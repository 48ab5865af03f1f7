/** Query parameters and headers of the contract, each checked before anything is asked of SQL. */
import type { HonoRequest } from "hono";
import {
  DEFAULT_LIMIT,
  FOLLOWED_SESSION,
  type Issue,
  MAX_FOLLOWED_SESSIONS,
  MAX_IDEMPOTENCY_KEY,
  MAX_LIMIT,
  MAX_VERSION,
} from "#shared/http/http.ts";
import { STAGES, type Stage, isStage } from "#shared/stages.ts";
import { codePoints } from "#shared/text.ts";
import { newTraceparent, parseTraceparent } from "#shared/events/trace-context.ts";
import { decodeCursor } from "./page-cursor.ts";

/** Collects what is wrong while it reads, so that one answer names everything. */
export class RequestReader {
  readonly issues: Issue[] = [];
  readonly #request: HonoRequest;

  constructor(request: HonoRequest) {
    this.#request = request;
  }

  limit(): number {
    return this.#integer("limit", 1, MAX_LIMIT) ?? DEFAULT_LIMIT;
  }

  /** The version after which a list begins. */
  after(): number {
    return this.#integer("after", 0, MAX_VERSION) ?? 0;
  }

  /** A list's cursor as SQL takes it. */
  before(): string | null {
    const raw = this.#once("before");
    if (raw === undefined) return null;
    const inside = decodeCursor(raw);
    if (inside === null) this.#refuse("?before", "is no cursor of this list");
    return inside;
  }

  stage(): Stage | null {
    const raw = this.#once("stage");
    if (raw === undefined) return null;
    if (isStage(raw)) return raw;
    this.#refuse("?stage", `must be one of ${STAGES.join(", ")}`);
    return null;
  }

  /** Session → cursor of a stream of several sessions; a cursor is undefined for live from now. */
  followed(): ReadonlyMap<string, string | undefined> {
    const entries = this.#request.queries("after") ?? [];
    if (entries.length === 0 || entries.length > MAX_FOLLOWED_SESSIONS) {
      this.#refuse("?after", `must be given 1 to ${MAX_FOLLOWED_SESSIONS} times`);
      return new Map();
    }
    const followed = new Map<string, string | undefined>();
    for (const [index, entry] of entries.entries()) {
      if (!FOLLOWED_SESSION.test(entry)) {
        this.#refuse(`?after/${index}`, "must be <session_id>:<version>");
        continue;
      }
      const [id = "", ...cursor] = entry.split(":");
      followed.set(id.toLowerCase(), cursor.length === 0 ? undefined : cursor.join(":"));
    }
    return followed;
  }

  idempotencyKey(): string | null {
    const key = this.#request.header("idempotency-key");
    if (key === undefined) return null;
    if (key === "" || codePoints(key) > MAX_IDEMPOTENCY_KEY) {
      this.#refuse("Idempotency-Key", `must have 1 to ${MAX_IDEMPOTENCY_KEY} characters`);
    }
    return key;
  }

  /** The request's W3C trace context, a new one where it brought none that is valid. */
  traceparent(): string {
    return parseTraceparent(this.#request.header("traceparent")) ?? newTraceparent();
  }

  /** Of two values no one says which was meant. */
  #once(name: string): string | undefined {
    const values = this.#request.queries(name) ?? [];
    if (values.length > 1) this.#refuse(`?${name}`, "is given more than once");
    return values[0];
  }

  #integer(name: string, least: number, most: number): number | null {
    const raw = this.#once(name);
    if (raw === undefined) return null;
    const value = /^(0|[1-9]\d{0,9})$/.test(raw) ? Number(raw) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.#refuse(`?${name}`, `must be a whole number, ${least} to ${most}`);
    return null;
  }

  #refuse(path: string, message: string): void {
    this.issues.push({ path, message });
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A path's id, or null where it is malformed: that is the same 404 as one that does not exist. */
export function pathId(value: string | undefined): string | null {
  return value !== undefined && UUID.test(value) ? value : null;
}
