/** An edge that is woken for sessions that nobody reads there asks the database nothing. */
import { expect, test, vi } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { ApiClient } from "../edge/client.ts";
import { conceptContent } from "../edge/contents.ts";
import { EventStream } from "../edge/event-stream.ts";
import { startTestEdge } from "../edge/test-edge.ts";
import { startWireCounter } from "../edge/wire-counter.ts";

const WRITTEN = 30;
/** What a hub asks when it is told of something (edge/stream/source.ts), about whom it may be. */
const ASKED_BY_WAKES = /genesis\.(events_since|live_progress)\(/;

const save = { stage: "CONCEPT_SELECTION", content: conceptContent("a") };

test("a wake costs no query at an edge without a reader of its session", async () => {
  const database = await createDatabase();
  await using wire = await startWireCounter(database.url);
  const edges: StartedEdge[] = [];
  try {
    edges.push(await startTestEdge(database.url), await startTestEdge(wire.url));
    const [busy, bystander] = edges;
    const writer = new ApiClient(busy?.url ?? "");
    const [own, other] = [await writer.createSession(), await writer.createSession()];
    const asked = () => wire.executed.filter((sql) => ASKED_BY_WAKES.test(sql)).length;
    const looks = () => wire.executed.filter((sql) => sql.includes("recent_work(")).length;
    const stream = await EventStream.open(
      `${bystander?.url}/api/v1/genesis/sessions/${own}/events/stream`,
      { cookie: writer.cookie ?? "", "last-event-id": "0" },
    );
    try {
      // After its first poll, which asks for all of its readers, it asks where something happened.
      await vi.waitFor(() => expect(looks()).toBeGreaterThan(0), { timeout: 20_000 });
      const before = asked();
      for (let n = 0; n < WRITTEN; n += 1) {
        expect((await writer.command(other, "SAVE_CANDIDATE", save)).status).toBe(200);
      }
      // Wakes come in the order of their commits: with this one all of them have come.
      expect((await writer.command(own, "SAVE_CANDIDATE", save)).status).toBe(200);
      await vi.waitFor(() => expect(stream.versions).toContain(2));
      // For its own: by the wake, and by the poll where that was as fast.
      expect(asked() - before).toBeGreaterThan(0);
      expect(asked() - before).toBeLessThanOrEqual(2);
    } finally {
      await stream.close();
    }
  } finally {
    await Promise.all(edges.map((edge) => edge.stop()));
    await database.drop();
  }
});
