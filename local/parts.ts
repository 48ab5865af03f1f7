/** Waits until every part of the studio says that it is well. */
import postgres from "postgres";
import { z } from "zod";
import { delay } from "./processes/delay.ts";

/** What beats; the database is asked by asking. */
export const beatingParts = ["edge", "relay", "callback", "prefect", "flows"] as const;

export type BeatingPart = (typeof beatingParts)[number];

const rows = z.tuple([
  z.object({
    now: z.date(),
    parts: z.record(
      z.string(),
      z.object({ status: z.string(), detail: z.string().nullish(), seen_at: z.coerce.date() }),
    ),
  }),
]);

export interface PartsWatch {
  /** Called once for each part, when it is first `ok`. */
  readonly onOk: (part: BeatingPart) => void;
  /** Called every 30 s with what still is not. */
  readonly onSlow: (missing: readonly { part: BeatingPart; detail: string }[]) => void;
  readonly signal: AbortSignal;
}

const askEveryMs = 200;
const slowAfterMs = 30_000;

/**
 * Looks at the heartbeats that came after this call: those of an earlier run, killed a moment ago,
 * still say `ok`.
 * @param url the direct database URL
 * @returns false where `signal` aborted before all were `ok`
 */
export async function allPartsOk(url: string, watch: PartsWatch): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    return await watchParts(sql, watch);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function watchParts(sql: postgres.Sql, watch: PartsWatch): Promise<boolean> {
  const waiting = new Map<BeatingPart, string>(beatingParts.map((part) => [part, "no heartbeat"]));
  let since: Date | null = null;
  let sayAt = Date.now() + slowAfterMs;
  while (!watch.signal.aborted) {
    const [seen] = rows.parse(await sql`select now() as now, genesis.parts() as parts`);
    since ??= seen.now;
    for (const part of [...waiting.keys()]) {
      const beat = seen.parts[part];
      if (beat === undefined || beat.seen_at < since) continue;
      waiting.set(part, beat.detail || beat.status);
      if (beat.status !== "ok") continue;
      waiting.delete(part);
      watch.onOk(part);
    }
    if (waiting.size === 0) return true;
    if (Date.now() > sayAt) {
      sayAt = Date.now() + slowAfterMs;
      watch.onSlow([...waiting].map(([part, detail]) => ({ part, detail })));
    }
    await delay(askEveryMs, watch.signal);
  }
  return false;
}
