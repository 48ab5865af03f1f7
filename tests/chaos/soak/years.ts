/** Makes seconds of a soak what days are to a studio: what is over goes at once. */
import { join } from "node:path";
import type { Sql } from "postgres";
import type { EdgeSession } from "../resume/edge-session.ts";

/** Beyond the time within which a client sends a request again. */
const KEPT = "20 seconds";

/** The relay's least: what stays behind in Prefect is found by a book's rows. */
const ERASED_AFTER = "180 seconds";

/** Rows a statement deletes, as the relay has it. */
const AT_ONCE = 1_000;

/** Which commands have waited longer than any may. */
const STUCK_AFTER = "120 seconds";

/** Writers delete what is finished; then the studio and Prefect forget what is over. */
export async function forgetOld(
  genesis: Sql,
  prefect: Sql,
  sessions: Map<string, EdgeSession>,
): Promise<void> {
  const finished = await genesis<{ session_id: string }[]>`
    select session_id from genesis_sessions
    where status = 'COMPLETED' and deleted_at is null
      and updated_at < now() - interval '3 seconds'`;
  for (const { session_id } of finished) {
    await sessions.get(session_id)?.remove();
    sessions.delete(session_id);
  }
  await genesis`select genesis.prune_outbox('0 seconds', ${AT_ONCE})`;
  await genesis`select genesis.prune_commands(${KEPT}, ${AT_ONCE})`;
  await genesis`select genesis.erase_sessions(${ERASED_AFTER}, ${AT_ONCE})`;
  await prefect.file(join(import.meta.dirname, "age-ended-runs.sql"));
}

/** What may not be at any moment. */
export async function stuckOrTwice(genesis: Sql): Promise<string[]> {
  const [row] = await genesis<{ stuck: number; unpublished: number; twice: number }[]>`
    select
      (select count(*)::int from command_inbox where status in ('RECEIVED', 'PROCESSING')
        and received_at < now() - ${STUCK_AFTER}::interval) as stuck,
      (select count(*)::int from event_outbox where status <> 'SENT'
        and created_at < now() - ${STUCK_AFTER}::interval) as unpublished,
      (select count(*)::int from (select from genesis_proposals where command_id is not null
        group by command_id having count(*) > 1) proposals) as twice`;
  return Object.entries({
    [`commands pending for ${STUCK_AFTER}`]: row?.stuck ?? 0,
    [`events unpublished for ${STUCK_AFTER}`]: row?.unpublished ?? 0,
    "commands with two proposals": row?.twice ?? 0,
  })
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`);
}
