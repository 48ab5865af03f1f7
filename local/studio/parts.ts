/** Waits until every part of the studio says that it is well. */
import postgres from "postgres";
import { z } from "zod";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { loginUrl } from "#runtime/postgres/logins.ts";
import { pause } from "#runtime/work/pause.ts";

/** What beats; the database is asked by asking. */
export const beatingParts = ["edge", "relay", "callback", "prefect", "flows"] as const;

export type BeatingPart = (typeof beatingParts)[number];

const reports = z.record(
  z.string(),
  z.object({
    status: z.string(),
    problem: z.string().nullish(),
    detail: z.string().nullable(),
    seen_at: z.coerce.date(),
  }),
);

export interface PartsWatch {
  /** Only heartbeats after this moment count: those of an earlier run may still say `ok`. */
  readonly since: Date;
  /** Called once for each part, when it is first `ok`. */
  readonly onOk: (part: BeatingPart) => void;
  /** Called every 30 s with what still is not. */
  readonly onSlow: (missing: readonly { part: BeatingPart; detail: string }[]) => void;
  readonly signal: AbortSignal;
}

const askEveryMs = 200;
const slowAfterMs = 30_000;

/** What the time is by the database's clock, which is that of the heartbeats. */
export async function databaseTime(url: string): Promise<Date> {
  const sql = await connect(url);
  try {
    const [row] = await sql<{ now: Date }[]>`select now()`;
    return row?.now ?? new Date();
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * @param url the direct database URL
 * @returns false where `signal` aborted before all were `ok`
 */
export async function allPartsOk(url: string, watch: PartsWatch): Promise<boolean> {
  const sql = await connect(url);
  const waiting = new Map<BeatingPart, string>(beatingParts.map((part) => [part, "no heartbeat"]));
  let sayAt = Date.now() + slowAfterMs;
  try {
    while (!watch.signal.aborted) {
      const seen = await seenParts(sql);
      for (const part of [...waiting.keys()]) {
        const beat = seen[part];
        if (beat === undefined || beat.seen_at < watch.since) continue;
        waiting.set(part, beat.detail ?? beat.status);
        // One in maintenance is as it was left.
        if (beat.status !== "ok" && beat.problem !== "MAINTENANCE") continue;
        waiting.delete(part);
        watch.onOk(part);
      }
      if (waiting.size === 0) return true;
      if (Date.now() > sayAt) {
        sayAt = Date.now() + slowAfterMs;
        watch.onSlow([...waiting].map(([part, detail]) => ({ part, detail })));
      }
      await pause(askEveryMs, watch.signal);
    }
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Nothing while the database is away: a restart of it in the middle of a start is waited for. */
async function seenParts(sql: postgres.Sql): Promise<z.infer<typeof reports>> {
  try {
    const [row] = await sql`select genesis.parts() as parts`;
    return reports.parse(row?.["parts"]);
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    return {};
  }
}

async function connect(url: string): Promise<postgres.Sql> {
  const connection = { application_name: "genesis start" };
  return postgres(
    clientOptions(await loginUrl("service", url), {
      max: 1,
      connect_timeout: 5,
      connection,
      onnotice: () => undefined,
    }),
  );
}
