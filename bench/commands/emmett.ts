/**
 * The peer: emmett-postgresql appending one event to a new stream. Its messages table is what its
 * consumers poll, so the append alone is its own outbox; the second form writes an outbox row beside
 * it, by an inline projection, which is how it runs SQL in the append's transaction.
 */
import { randomUUID } from "node:crypto";
import { projections } from "@event-driven-io/emmett";
import { getPostgreSQLEventStore, postgreSQLProjection } from "@event-driven-io/emmett-postgresql";
import { PAYLOAD } from "./contenders.ts";
import { type Drive, drive } from "./drive.ts";

export const OUTBOX_TABLE = `create table bench_outbox (outbox_id bigint generated always as identity primary key,
  event_type text not null, payload jsonb not null, status text not null default 'PENDING')`;
const OUTBOX_ROW = "insert into bench_outbox (event_type, payload) values ($1, $2)";

const outbox = postgreSQLProjection({
  name: "bench_outbox",
  canHandle: ["IdeaSubmitted"],
  handle: async (events, { connection }) => {
    for (const { type, data } of events) {
      await connection.client.query(OUTBOX_ROW, [type, JSON.stringify(data)]);
    }
  },
});

/** @param hasOutboxRow whether each append writes an outbox row of its own in its transaction */
export async function appendWithEmmett(
  url: string,
  clients: number,
  count: number,
  hasOutboxRow: boolean,
): Promise<Drive> {
  const store = getPostgreSQLEventStore(
    url,
    hasOutboxRow ? { projections: projections.inline([outbox]) } : {},
  );
  try {
    const append = () =>
      store.appendToStream(`session-${randomUUID()}`, [{ type: "IdeaSubmitted", data: PAYLOAD }]);
    // The first append creates its schema, and the first ones its connections.
    await append();
    await drive(clients * 5, clients, append);
    return await drive(count, clients, append);
  } finally {
    await store.close();
  }
}
