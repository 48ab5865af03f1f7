/** What the hub reads: each one query for all sessions with readers. */
import { z } from "zod";
import { STAGES } from "#shared/stages.ts";
import type { ServiceFunction } from "#runtime/postgres/entry-functions.ts";
import type { Database } from "../database/database.ts";
import type { StreamedEvent, Told } from "./frames.ts";
import type { LiveGeneration } from "./live-text.ts";

/** A session and a version of it. */
export type StreamPosition = readonly [sessionId: string, version: number];

/** The same, and how much of each event somebody there wants. */
export type AskedPosition = readonly [sessionId: string, version: number, told: Told];

export interface EventPage {
  /** Whose session it is; null where there are no events. */
  readonly account: string | null;
  readonly events: readonly StreamedEvent[];
  /** There may be more that this page had no room for. */
  readonly isMore: boolean;
}

export interface RecentWork {
  /** Sessions with events of that time, and their newest version. */
  readonly moved: readonly StreamPosition[];
  readonly running: readonly string[];
}

export interface StreamSource {
  /**
   * What is newer than each of these positions, in their order: at most `limit` each, oldest first,
   * and 4 MiB together, so that the later ones may get nothing yet.
   */
  eventsSince(positions: readonly AskedPosition[], limit: number): Promise<readonly EventPage[]>;
  /** Where something happened in the last so many milliseconds, and where generations run now. */
  recentWork(sinceMs: number): Promise<RecentWork>;
  /** The generations that run in these sessions. */
  liveProgress(sessionIds: readonly string[]): Promise<readonly LiveGeneration[]>;
}

const event = z.looseObject({ version: z.int(), event_type: z.string() });
const pages = z.array(
  z
    .object({ account: z.string().nullable(), events: z.array(event), is_more: z.boolean() })
    .transform(({ account, events, is_more }) => ({ account, events, isMore: is_more })),
);

const recentWork = z.object({
  moved: z.array(z.tuple([z.string(), z.int()])),
  running: z.array(z.string()),
});

const generations = z.array(
  z.object({
    session_id: z.string(),
    account: z.string(),
    command_id: z.string(),
    stage: z.enum(STAGES),
    attempt: z.int(),
    progress: z.int(),
    message_code: z.string().nullable(),
    candidates_done: z.int(),
    candidates_total: z.int(),
    partial: z.array(z.object({ candidate_index: z.int(), text: z.string() })),
  }),
);

/**
 * @param database connections of the service's login: the hub reads for many accounts at once
 * @param onNews in these sessions there is something new, which readers are about to be told
 */
export function createStreamSource(
  database: Database<ServiceFunction>,
  onNews: (sessionIds: readonly string[]) => void = () => {},
): StreamSource {
  return {
    async eventsSince(positions, limit) {
      const answer = await database.call("events_since", [JSON.stringify(positions), limit]);
      const found = pages.parse(JSON.parse(answer ?? "[]"));
      const isNews = (_: AskedPosition, n: number) => (found[n]?.events.length ?? 0) > 0;
      onNews(positions.filter(isNews).map(([session]) => session));
      return found;
    },
    async recentWork(sinceMs) {
      return recentWork.parse(
        JSON.parse((await database.call("recent_work", [Math.ceil(sinceMs)])) ?? "null"),
      );
    },
    async liveProgress(sessionIds) {
      const answer = await database.call("live_progress", [`{${sessionIds.join(",")}}`]);
      return generations.parse(JSON.parse(answer ?? "[]"));
    },
  };
}
