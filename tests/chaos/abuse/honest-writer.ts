/** A writer at ten requests a second: nine reads and a saved candidate, as a busy studio makes them. */
import { pause } from "#runtime/work/pause.ts";
import { conceptContent } from "../../integration/edge/contents.ts";
import type { Account, Reply } from "./account.ts";

export interface WriterTimes {
  readonly requests: number;
  /** Answers that were none of 200, 201 and 202. */
  readonly failures: readonly number[];
  readonly p99Ms: number;
  readonly longestMs: number;
}

const EVERY_MS = 100;

/** Goes on until the signal; a request that is late does not hold up the next. */
export async function writeOn(
  account: Account,
  session: string,
  signal: AbortSignal,
): Promise<WriterTimes> {
  const times: number[] = [];
  const failures: number[] = [];
  const open = new Set<Promise<void>>();
  for (let n = 0; !signal.aborted; n += 1) {
    const startedAt = performance.now();
    const one = ask(account, session, n).then(({ status }) => {
      times.push(performance.now() - startedAt);
      if (![200, 201, 202].includes(status)) failures.push(status);
      open.delete(one);
    });
    open.add(one);
    await pause(EVERY_MS);
  }
  await Promise.all(open);
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    failures,
    p99Ms: times[Math.ceil(times.length * 0.99) - 1] ?? 0,
    longestMs: times.at(-1) ?? 0,
  };
}

function ask(account: Account, session: string, n: number): Promise<Reply> {
  if (n % 10 === 0) {
    const content = conceptContent(`Round ${n}`);
    return account.command(session, "SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
  }
  if (n % 10 === 5) return account.send("GET", "/sessions");
  return account.send("GET", `/sessions/${session}/state`);
}
