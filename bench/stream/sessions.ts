/** The sessions that a benchmark's readers follow. */
import postgres, { type Sql } from "postgres";
import type { WrittenSession } from "./log-writer.ts";
import type { ServerProcess } from "./server-process.ts";

export interface Surroundings {
  readonly url: string;
  readonly owner: Sql;
}

/** An account on the edge, and sessions of it. */
export async function sessionsOn(
  { url, owner }: Surroundings,
  server: ServerProcess,
  count: number,
) {
  const base = `http://127.0.0.1:${server.port}/api/v1/genesis/sessions`;
  const created = await fetch(base, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const cookie = created.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const [first] = await owner<{ account_id: string }[]>`
    select account_id from genesis_sessions order by session_id desc limit 1`;
  const account = first?.account_id ?? "";
  const app = postgres(url, { max: 4, connection: { role: "genesis_app" }, onnotice: () => {} });
  const rows = await app<{ session: string }[]>`
    select genesis.create_session(${account}::uuid, null, 'en', null, null)
      -> 'state' ->> 'session_id' as session
    from generate_series(1, ${count}::int)`;
  await app.end({ timeout: 5 });
  const sessions = rows.map(
    ({ session }): WrittenSession => ({
      session,
      path: `/api/v1/genesis/sessions/${session}/events/stream`,
    }),
  );
  return { cookie, account, sessions };
}
