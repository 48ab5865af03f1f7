/** Writers of the benchmark: commits events as the edge does, and knows when each was committed. */
import postgres, { type Sql } from "postgres";
import { createWaker } from "../../edge/database/waker.ts";
import { pause } from "#runtime/work/pause.ts";
import { type Arrival, nowMs } from "./reader-messages.ts";

export const CONTENT = {
  title: "The bell under the reservoir",
  logline: "A diver hears the drowned town speak, and it knows her name.",
  why: "It has a clock: the water is for sale.",
};

/** A session of the account that the readers' cookie is of. */
export interface WrittenSession {
  readonly session: string;
  /** As the readers ask for it. */
  readonly path: string;
}

export interface LogWriter {
  /** One SAVE_CANDIDATE in each; `bytes`: about so long each. */
  save(sessions: readonly WrittenSession[], bytes?: number): Promise<void>;
  /** `perSecond` of them, for so long, in one session after the other. */
  write(sessions: readonly WrittenSession[], perSecond: number, forMs: number): Promise<void>;
  /** How long each of these arrivals took since its commit. */
  latencies(arrivals: readonly Arrival[]): number[];
  stop(): Promise<void>;
}

const answered = (path: string, version: number) => `${path} ${version}`;

export function createLogWriter(url: string, account: string): LogWriter {
  const app: Sql = postgres(url, {
    max: 4,
    connection: { role: "genesis_app" },
    onnotice: () => {},
  });
  const committedAt = new Map<string, number>();
  const waker = createWaker(
    (about) => app`select genesis.wake('events', ${about})`,
    () => {},
  );

  async function saveOne({ session, path }: WrittenSession, bytes: number): Promise<void> {
    const content = { ...CONTENT, opening_hook: "x".repeat(bytes) };
    const payload = JSON.stringify({ stage: "CONCEPT_SELECTION", content });
    const [row] = await app<{ version: number | null }[]>`
      select (genesis.accept_command(${account}, ${session}, 'SAVE_CANDIDATE',
        ${payload}::text::jsonb, null, null, null) -> 'answer' ->> 'version')::int as version`;
    const atMs = nowMs();
    if (typeof row?.version !== "number") throw new Error("the command was not accepted");
    committedAt.set(answered(path, row.version), atMs);
    waker.wake(session);
  }

  return {
    async save(sessions, bytes = 500) {
      await Promise.all(sessions.map((session) => saveOne(session, bytes)));
    },
    async write(sessions, perSecond, forMs) {
      const startedAt = performance.now();
      const writing: Promise<void>[] = [];
      for (let n = 0; (n / perSecond) * 1_000 < forMs; n += 1) {
        await pause(Math.max(0, startedAt + (n / perSecond) * 1_000 - performance.now()));
        const session = sessions[n % sessions.length];
        if (session !== undefined) writing.push(saveOne(session, 500));
      }
      await Promise.all(writing);
    },
    latencies: (arrivals) =>
      arrivals.flatMap(([path, version, atMs]) => {
        const since = committedAt.get(answered(path, version));
        return since === undefined ? [] : [atMs - since];
      }),
    async stop() {
      await waker.settled();
      await app.end({ timeout: 5 });
    },
  };
}
