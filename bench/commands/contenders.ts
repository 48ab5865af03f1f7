/** The two contenders on one database: a bare one-row insert, and a command through the edge's code. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { createDatabase } from "../../edge/database/database.ts";
import { createOperations } from "../../edge/operations/operations.ts";
import { createWaker } from "../../edge/database/waker.ts";
import { type Drive, drive } from "./drive.ts";

export const PAYLOAD = {
  idea: "A lighthouse keeper finds that the light has been calling something in.",
};

export interface Contenders {
  /** A one-row INSERT of the payload into a table with a primary key and nothing else. */
  bareInserts(count: number): Promise<Drive>;
  /** One SUBMIT_IDEA to each of so many fresh sessions, each followed by the coalesced wake-up. */
  commands(count: number): Promise<Drive>;
  stop(): Promise<void>;
}

/** @param url the owner's; each contender has a pool of as many connections as there are clients */
export function createContenders(url: string, clients: number): Contenders {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const bare = postgres(url, { max: clients, onnotice: () => {} });
  const database = createDatabase({
    url,
    login: "app",
    isPooled: false,
    maxConnections: clients,
    deadlineMs: 30_000,
    applicationName: "genesis-bench",
  });
  const operations = createOperations(database);
  const waker = createWaker(
    (about) => operations.wake(about),
    () => {},
  );
  const account = { accountId: randomUUID(), signInId: null, isAsked: false };
  const body = JSON.stringify(PAYLOAD);

  async function freshSessions(count: number): Promise<string[]> {
    const rows = await owner<{ id: string }[]>`
      select genesis.create_session(${account.accountId}, null, 'en', null, null)
        -> 'state' ->> 'session_id' as id from generate_series(1, ${count}::int)`;
    return rows.map((row) => row.id);
  }

  return {
    bareInserts: (count) =>
      drive(
        count,
        clients,
        () => bare`insert into bench_bare (payload) values (${body}::text::jsonb)`,
      ),
    async commands(count) {
      const sessions = await freshSessions(count);
      return drive(count, clients, async (index) => {
        const accepted = await operations.acceptCommand(
          account,
          sessions[index] ?? "",
          { commandType: "SUBMIT_IDEA", payload: PAYLOAD, expectedVersion: null },
          null,
        );
        if (accepted.outcome !== "ACCEPTED") throw new Error(accepted.outcome);
        waker.wake();
      });
    },
    async stop() {
      await waker.settled();
      await Promise.all([database.stop(), bare.end({ timeout: 5 }), owner.end({ timeout: 5 })]);
    },
  };
}
