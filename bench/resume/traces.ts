/** What became of answers: read afterwards, from what the parts wrote down while it happened. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import { z } from "zod";
import type { PrefectAccess } from "#runtime/prefect-access.ts";
import { askPrefect } from "../../tests/provision/prefect-api.ts";
import type { EpochMs, PostedAnswer } from "./writer.ts";

/** One answer's way, in milliseconds from its POST. */
export interface Trace {
  readonly answered: number;
  /** The callback has committed the answer, and asks Prefect next. */
  readonly delivered: number;
  /** Prefect's ACCEPT reached the callback. */
  readonly accepted: number;
  /** The flow run is RUNNING again. */
  readonly running: number;
  /** The flow has read the answer and begun its command. */
  readonly begun: number;
}

const answerLine = z.looseObject({
  time: z.iso.datetime().transform((text) => Date.parse(text)),
  correlation_id: z.uuid(),
});
const states = z.array(
  z.looseObject({ type: z.string(), timestamp: z.iso.datetime({ offset: true }) }),
);

export interface TraceSources {
  readonly sql: Sql;
  readonly prefect: PrefectAccess;
  readonly dataDirectory: string;
}

/** Resolves once each session's flow is paused at a wait that nobody has answered yet. */
export async function allPaused(sql: Sql, sessions: readonly string[]): Promise<void> {
  const until = Date.now() + 120_000;
  for (;;) {
    const [row] = await sql<{ paused: number }[]>`
      select count(*)::int as paused from genesis_sessions s
      join flow_resume_handles h on h.correlation_id = s.correlation_id
      where s.session_id = any(${[...sessions]}) and h.status = 'PAUSED'
        and h.resume_payload is null and not exists (
          select from command_inbox c
          where c.session_id = s.session_id and c.status in ('RECEIVED', 'PROCESSING'))`;
    if (row?.paused === sessions.length) return;
    if (Date.now() > until) throw new Error(`only ${row?.paused} of ${sessions.length} paused`);
    await delay(20);
  }
}

/** @throws where an answer did not resume its flow: such a run would measure something else */
export async function tracesOf(
  sources: TraceSources,
  answers: readonly PostedAnswer[],
): Promise<Trace[]> {
  const log = await readFile(join(sources.dataDirectory, "logs", "callback.log"), "utf8");
  const delivered = momentsOf(log, "answer delivered");
  const accepted = momentsOf(log, "run resumed");
  const begun = await beginnings(sources.sql, answers);
  return Promise.all(
    answers.map(async (answer) => {
      const { correlation_id, command_id, postedAt } = answer;
      const deliveredAt = delivered.get(correlation_id);
      const acceptedAt = accepted.get(correlation_id);
      const begunAt = begun.get(command_id);
      const runningAt = await firstRunning(sources, answer);
      if (
        deliveredAt === undefined ||
        acceptedAt === undefined ||
        begunAt === undefined ||
        runningAt === null
      ) {
        throw new Error(`the answer to ${correlation_id} resumed no run`);
      }
      return {
        answered: answer.answeredAt - postedAt,
        delivered: deliveredAt - postedAt,
        accepted: acceptedAt - postedAt,
        running: runningAt - postedAt,
        begun: begunAt - postedAt,
      };
    }),
  );
}

/** When the callback said so of each wait. */
function momentsOf(log: string, message: string): ReadonlyMap<string, EpochMs> {
  const lines = log.split("\n").filter((line) => line.includes(`"${message}"`));
  return new Map(
    lines.map((line) => {
      const { correlation_id, time } = answerLine.parse(JSON.parse(line));
      return [correlation_id, time];
    }),
  );
}

async function beginnings(
  sql: Sql,
  answers: readonly PostedAnswer[],
): Promise<ReadonlyMap<string, EpochMs>> {
  const rows = await sql<{ command_id: string; at: number }[]>`
    select command_id, extract(epoch from started_at)::float8 * 1000 as at from command_inbox
    where command_id = any(${answers.map((answer) => answer.command_id)})`;
  return new Map(rows.map((row) => [row.command_id, row.at]));
}

async function firstRunning(
  { sql, prefect }: TraceSources,
  answer: PostedAnswer,
): Promise<EpochMs | null> {
  const [handle] = await sql<{ flow_run_id: string }[]>`
    select flow_run_id from flow_resume_handles where correlation_id = ${answer.correlation_id}`;
  const path = `/flow_run_states/?flow_run_id=${handle?.flow_run_id}`;
  const response = await askPrefect(prefect, path);
  const later = states
    .parse(await response.json())
    .filter((state) => state.type === "RUNNING")
    .map((state) => Date.parse(state.timestamp))
    .filter((at) => at >= answer.postedAt);
  return later.length === 0 ? null : Math.min(...later);
}
