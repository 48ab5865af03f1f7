/** The crowd of `npm run simulate -- fleet` on one edge: it counts what happens, and sees what does not. */
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pause } from "#runtime/work/pause.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { startTestEdge } from "./test-edge.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";
import { Crowd } from "../../chaos/fleet/crowd/crowd.ts";

let database: TestDatabase;
let edge: StartedEdge;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
  owner = postgres(database.url, { max: 1 });
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  await database.drop();
});

test("everyone reads every press once though their connections are cut, and an event that nobody was told is found", async () => {
  await using way = await startTcpProxy(() => Number(new URL(edge.url).port));
  const there = `http://127.0.0.1:${way.port}`;
  const regions = [
    { name: "here", edges: [edge] },
    { name: "there", edges: [{ url: there }] },
  ];
  const size = { readers: 8, books: 4, commandsPerSecond: 40 };
  await using crowd = await Crowd.gather(regions, size);
  await crowd.press();
  await pause(500);
  way.cut();
  await pause(500);
  const answered = await crowd.rest();
  expect(await crowd.violations(owner)).toEqual([]);
  const figures = await crowd.figures("in all");
  const count = (what: string, region: string) =>
    figures[`press to ${what}, ${region}, in all: how many`] ?? 0;
  expect(count("answer", "here") + count("answer", "there")).toBe(answered.length);
  // Each book has two readers.
  expect(count("reader", "here") + count("reader", "there")).toBe(2 * answered.length);
  expect(figures["connections of the crowd so far, here, in all"]).toBe(4);
  expect(figures["connections of the crowd so far, there, in all"]).toBeGreaterThan(4);

  way.refuse();
  const book = answered[0]?.session ?? "";
  await owner`update genesis_sessions set version = version + 1 where session_id = ${book}`;
  await owner`
    insert into domain_events (session_id, account_id, version, event_type, payload)
    select session_id, account_id, version, 'genesis.session.renamed', '{"title": "Untold"}'
    from genesis_sessions where session_id = ${book}`;
  const found = (await crowd.violations(owner, 0)).filter((fault) => fault.includes("in there"));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${book}: of `);
});
