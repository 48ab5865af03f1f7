/** A large book with a long log: what its state weighs, what a branch of it stores, how it was before. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { writeLongBook } from "../../../bench/branch/long-book.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs, SessionFixture } from "../sql/session-fixture.ts";
import { ApiClient, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

/** The bench `opening` has 10,000 of them; what is opened again is what a state could grow by. */
const EVENTS = 600;
const REOPENED = 50;
const MAX_BYTES = 100_000;

let database: TestDatabase;
let owner: Sql;
let edge: StartedEdge;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  edge = await startTestEdge(database.url);
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
  const app = connectAs(database.url, "genesis_app", 1);
  const { account } = await SessionFixture.adopt(app, owner, session);
  await writeLongBook(app, account, session, { events: EVENTS, reopened: REOPENED });
  await app.end();
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  await database.drop();
});

test.each(["br", "gzip"])("its state is below 100 KB, by %s", async (coding) => {
  const state = await writer.send("GET", `/sessions/${session}/state`, {
    headers: { "accept-encoding": coding },
  });
  expect(JSON.parse(state.text)).toMatchObject({ version: EVENTS });
  // However often it was opened again: the newest two rounds, and three that were accepted.
  const { PLOT_OUTLINE } = JSON.parse(state.text).stages;
  expect(PLOT_OUTLINE.proposal_count).toBeGreaterThan(REOPENED / 2);
  expect(PLOT_OUTLINE.proposals.length).toBeLessThanOrEqual(5);
  expect(state.headers.get("content-encoding")).toBe(coding);
  expect(Number(state.headers.get("content-length"))).toBeLessThan(MAX_BYTES);
  expect(Number(state.headers.get("content-length"))).toBeGreaterThan(1_000);
});

test("a branch of it has its rows, and stores no text; its book is the first as it was then", async () => {
  const stored = async () => {
    const [row] = await owner<{ texts: string; says: string; events: number }[]>`
      select (select coalesce(sum(pg_column_size(candidates)), 0) from genesis_proposals) as texts,
        (select coalesce(sum(pg_column_size(says)), 0) from genesis_stages) as says,
        (select count(*)::int from domain_events) as events`;
    return row;
  };
  const version = 120;
  const before = await stored();
  const made = await writer.send("POST", `/sessions/${session}/branches`, {
    body: JSON.stringify({ version }),
  });
  expect(made.status).toBe(201);
  expect(await stored()).toEqual({ ...before, events: (before?.events ?? 0) + version });

  const branch = JSON.parse(made.text);
  const past = JSON.parse((await writer.get(`/sessions/${session}/past?version=${version}`)).text);
  expect(past).toMatchObject({ session_id: session, version, current_stage: branch.current_stage });
  for (const stage of STAGES) {
    const { status, accepted, working, proposal_count } = branch.stages[stage];
    expect(past.stages[stage], stage).toMatchObject({ status, accepted, working, proposal_count });
  }
});

test("a field says where it came from, a page at a time, back to where it began", async () => {
  const path = `/sessions/${session}/provenance?stage=PLOT_OUTLINE`;
  const page = async (query: string) => JSON.parse((await writer.get(path + query)).text);
  const whole = await page("&pointer=/title");
  expect([whole.chain.length, whole.next]).toEqual([1 + REOPENED / 2, null]);
  const first = await page("&pointer=/title&limit=10");
  const rest = await page(`&pointer=/title&before=${encodeURIComponent(first.next)}`);
  expect([...first.chain, ...rest.chain]).toEqual(whole.chain);
  expect(whole.chain[0]).toMatchObject({ changed: ["/title"], kind: "user" });
  expect(whole.chain[0].confirmed_at).not.toBeNull();
  // What was never touched was carried over each time, wherever it is asked about.
  const carried = await page("&pointer=/parts/0/chapters/59/title");
  const changes = carried.chain.map(({ changed }: { changed: string[] }) => changed.length);
  expect(changes).toEqual([...Array.from({ length: REOPENED / 2 }, () => 0), 1]);
  expect(problemOf(await writer.get(`${path}&pointer=/title&before=x`)).code).toBe(
    "VALIDATION_FAILED",
  );
});

test("of a version that it does not have there is no past, of no version, and for nobody else", async () => {
  const path = `/sessions/${session}/past`;
  expect(problemOf(await writer.get(`${path}?version=${EVENTS + 1}`)).code).toBe("NOT_FOUND");
  for (const query of ["", "?version=0", "?version=one", "?version=1&version=2"]) {
    expect(problemOf(await writer.get(path + query)).code).toBe("VALIDATION_FAILED");
  }
  expect(problemOf(await new ApiClient(edge.url).get(`${path}?version=1`)).code).toBe(
    "UNAUTHENTICATED",
  );
  const stranger = new ApiClient(edge.url);
  await stranger.createSession();
  expect(problemOf(await stranger.get(`${path}?version=1`)).code).toBe("NOT_FOUND");
});
