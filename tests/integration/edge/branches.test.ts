/** Branches and the bin over HTTP: rights, what is refused and in which order, what the lists say. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});
beforeEach(async () => {
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
  await writer.command(session, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent("The bell"),
  });
});

const branch = (body: object, client = writer, of = session) =>
  client.send("POST", `/sessions/${of}/branches`, { body: JSON.stringify(body) });

test("a branch is a session of its own: state, list, log and map say what it is of", async () => {
  const made = await branch({ version: 2, title: "另一种可能" });
  expect(made.status).toBe(201);
  const state = JSON.parse(made.text);
  expect(made.headers.get("location")).toBe(`${API_BASE}/sessions/${state.session_id}/state`);
  expect(state).toMatchObject({
    title: "另一种可能",
    branch_of: { session_id: session, version: 2 },
    replay: null,
    stages: {
      CONCEPT_SELECTION: { proposals: [{ candidates: [{ content: { title: "The bell" } }] }] },
    },
  });
  const eventsOf = async (id: string) =>
    JSON.parse((await writer.get(`/sessions/${id}/events`)).text).events;
  const [first, own] = await Promise.all([eventsOf(session), eventsOf(state.session_id)]);
  expect(own.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
  expect(own[1].payload).toEqual(first[1].payload);
  expect(own[0].payload.branch_of).toEqual({ session_id: session, version: 2 });
  const list = JSON.parse((await writer.get("/sessions")).text).sessions;
  expect(list.map(({ branch_of }: { branch_of: unknown }) => branch_of)).toEqual([
    { session_id: session, version: 2 },
    null,
  ]);
  const map = JSON.parse((await writer.get(`/sessions/${session}/branches`)).text).branches;
  expect(map.map(({ session_id }: { session_id: string }) => session_id)).toEqual([
    session,
    state.session_id,
  ]);
});

test("what is refused, and in the contract's order", async () => {
  expect(problemOf(await branch({ version: 2 }, new ApiClient(edge.url))).code).toBe(
    "UNAUTHENTICATED",
  );
  for (const body of [
    {},
    { version: 0 },
    { version: 1.5 },
    { version: 1, title: " " },
    { version: 1, more: 1 },
  ]) {
    expect(problemOf(await branch(body)).code).toBe("VALIDATION_FAILED");
  }
  const stranger = new ApiClient(edge.url);
  await stranger.createSession();
  expect(problemOf(await branch({ version: 99 }, stranger)).code).toBe("NOT_FOUND");
  expect(problemOf(await branch({ version: 1 }, writer, "x")).code).toBe("NOT_FOUND");
  const beyond = await branch({ version: 99 });
  expect(beyond.status).toBe(422);
  expect(JSON.parse(beyond.text).issues).toEqual([
    { path: "/version", message: "this session has no such version" },
  ]);
  const foreign = await writer.send("POST", `/sessions/${session}/branches`, {
    body: JSON.stringify({ version: 1 }),
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect(problemOf(foreign).code).toBe("CSRF_REJECTED");
});

test("a deleted book is in the bin until it is back, and nowhere else", async () => {
  const listed = async (query: string) =>
    JSON.parse((await writer.get(`/sessions?${query}`)).text).sessions.map(
      ({ session_id }: { session_id: string }) => session_id,
    );
  expect((await writer.send("DELETE", `/sessions/${session}`)).status).toBe(204);
  expect(await listed("")).toEqual([]);
  expect(await listed("deleted=true")).toEqual([session]);
  expect((await writer.send("POST", `/sessions/${session}/restore`)).status).toBe(204);
  expect(await listed("deleted=true")).toEqual([]);
  expect(await listed("deleted=false")).toEqual([session]);
  await writer.command(session, "ARCHIVE_SESSION");
  expect(await listed("archived=true")).toEqual([session]);
  expect(await listed("archived=false")).toEqual([]);
});

test("the shelf says where the writer left off", async () => {
  const [book] = JSON.parse((await writer.get("/sessions")).text).sessions;
  expect(book).toMatchObject({
    confirmed_stages: 0,
    genres: expect.arrayContaining([expect.any(String)]),
    last_line: "A diver hears the drowned town speak.",
  });
});
