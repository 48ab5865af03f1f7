/**
 * A log that somebody brings, made ready to be a session's. Nothing in it is trusted: the chain shows
 * that it is as it was taken away, not who wrote it. Every event is checked by the schemas of what is
 * written here, may speak only of what the log has by then, and gets new ids.
 */
import { verifyLog } from "#runtime/log/verify-log.ts";
import { type LoggedEvent, loggedEvent } from "#shared/events/logged-event.ts";
import type { Issue } from "#shared/http/http.ts";
import type { Language } from "#shared/statuses.ts";
import { createTurns } from "#runtime/work/turns.ts";
import { checkEvent, type StoredEvent } from "./check-event.ts";
import type { ReadContext } from "./read-context.ts";
import { KnownRounds } from "./known-rounds.ts";
import { type LogUsage, logHeader } from "./log-header.ts";
import { hasMoreLines, readLogLines } from "./log-lines.ts";
import { NewIds } from "./new-ids.ts";

/** A log has at most this many events where it is brought. */
export const MAX_LOG_EVENTS = 20_000;
const MAX_ISSUES = 20;
/** Checking an event costs as much as going through so many characters. */
const EVENT_WORK = 640;
const MOST_EVENTS = `a log has at most ${MAX_LOG_EVENTS} events where it is brought`;

export type ReadLog =
  | { readonly outcome: "REFUSED"; readonly issues: readonly Issue[] }
  | {
      readonly outcome: "READ";
      readonly language: Language;
      readonly events: readonly StoredEvent[];
      readonly usage: LogUsage;
      /** Of the session that it was taken from, and its last hash. */
      readonly source: { readonly session_id: string; readonly head: string };
    };

export interface ReadLogOptions {
  /** Payloads of older versions in their present one, by version; null: not what an event of that version is. */
  readonly upcast: (
    events: readonly LoggedEvent[],
  ) => Promise<Readonly<Record<string, Readonly<Record<string, unknown>> | null>>>;
  /** The version that each event type is written in now. */
  readonly presentVersions: () => Promise<Readonly<Record<string, number>>>;
  readonly isContent: ReadContext["isContent"];
}

export async function readLog(bytes: Uint8Array, options: ReadLogOptions): Promise<ReadLog> {
  // The header is the line more.
  if (hasMoreLines(bytes, MAX_LOG_EVENTS + 1)) {
    return refused([at(MAX_LOG_EVENTS + 2, `is one too many: ${MOST_EVENTS}`)]);
  }
  const lines = await readLogLines(bytes);
  const { faults } = verifyLog(lines);
  if (faults.length > 0) return refused(faults.map(({ line, message }) => at(line, message)));
  const [first, ...others] = lines;
  const header = logHeader.safeParse(first?.kind === "HEADER" ? first.value : null);
  if (!header.success) return refused([at(1, "is the header of no format that is known here")]);
  const events: LoggedEvent[] = [];
  const issues: Issue[] = [];
  const turns = createTurns();
  for (const [index, line] of others.entries()) {
    const parsed = loggedEvent.safeParse(line.kind === "EVENT" ? line.value : null);
    if (parsed.success && parsed.data.session_id === header.data.session_id)
      events.push(parsed.data);
    else issues.push(at(index + 2, "is no event of this log, or one of a newer release"));
    if (turns.isOver(EVENT_WORK)) await turns.next();
  }
  if (issues.length > 0) return refused(issues);
  const present = await inPresentForm(events, options);
  if (!Array.isArray(present))
    return refused([at(present.line, "cannot be read in the form of its version")]);
  return checkAll(present, header.data, options);
}

async function inPresentForm(
  events: readonly LoggedEvent[],
  { upcast, presentVersions }: ReadLogOptions,
): Promise<LoggedEvent[] | { readonly line: number }> {
  const versions = await presentVersions();
  const presentVersion = (eventType: string) => versions[eventType] ?? 1;
  const newer = events.find((e) => e.payload_version > presentVersion(e.event_type));
  if (newer !== undefined) return { line: newer.version + 1 };
  const older = events.filter((e) => e.payload_version < presentVersion(e.event_type));
  if (older.length === 0) return [...events];
  const payloads = await upcast(older);
  const present: LoggedEvent[] = [];
  for (const event of events) {
    const payload = payloads[String(event.version)];
    if (payload === null) return { line: event.version + 1 };
    present.push(payload === undefined ? event : { ...event, payload });
  }
  return present;
}

async function checkAll(
  events: readonly LoggedEvent[],
  header: ReturnType<typeof logHeader.parse>,
  { isContent }: ReadLogOptions,
): Promise<ReadLog> {
  const ids = new NewIds();
  const context: ReadContext = {
    rounds: new KnownRounds(),
    requests: new Map(),
    editions: 0,
    isContent,
  };
  const issues: Issue[] = [];
  const stored: StoredEvent[] = [];
  const turns = createTurns();
  for (const event of events) {
    const checked = checkEvent(event, context);
    if (typeof checked === "string") issues.push(at(event.version + 1, checked));
    else stored.push(checked);
    if (issues.length >= MAX_ISSUES) break;
    if (turns.isOver(EVENT_WORK)) await turns.next();
  }
  if (events.at(-1)?.event_type === "genesis.session.deleted") {
    issues.push(at(events.length + 1, "deletes the session: there is nothing to bring"));
  }
  if (issues.length > 0) return refused(issues);
  const { language, usage, session_id, head } = header;
  return {
    outcome: "READ",
    language,
    usage,
    source: { session_id, head },
    events: stored.map((event) => ({
      ...event,
      command_id: event.command_id === null ? null : ids.of(event.command_id),
      correlation_id: event.correlation_id === null ? null : ids.of(event.correlation_id),
      payload: asObject(ids.in(event.payload)),
      rounds: event.rounds.map(({ stage, round }) => ({ stage, round: asObject(ids.in(round)) })),
    })),
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function at(line: number, message: string): Issue {
  return { path: `/lines/${line}`, message: `line ${line} ${message}` };
}

function refused(issues: readonly Issue[]): ReadLog {
  return { outcome: "REFUSED", issues: issues.slice(0, MAX_ISSUES) };
}
