/** Several sessions over one connection, as a browser with many tabs follows them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { API_BASE, MAX_FOLLOWED_SESSIONS } from "#shared/http/http.ts";
import { type EdgeProcess, edgeRuntime, startEdge } from "../../provision/edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { EventStream } from "./event-stream.ts";

describe(`on ${edgeRuntime}`, () => {
  let database: TestDatabase;
  let edge: EdgeProcess;
  let client: ApiClient;
  let first: string;
  let second: string;
  const open: EventStream[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    edge = await startEdge(edgeRuntime, { env: { DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await edge.stop();
    await database.drop();
  });
  beforeEach(async () => {
    client = new ApiClient(edge.url);
    first = await client.createSession();
    second = await client.createSession();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((stream) => stream.close()));
  });

  const path = (...after: readonly string[]) =>
    `${API_BASE}/events/stream?${after.map((entry) => `after=${entry}`).join("&")}`;

  async function follow(...after: readonly string[]): Promise<EventStream> {
    const headers = { cookie: client.cookie ?? "" };
    const stream = await EventStream.open(edge.url + path(...after), headers);
    open.push(stream);
    return stream;
  }

  const save = (session: string, title: string) =>
    client.command(session, "SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content: conceptContent(title, {}),
    });

  const heard = (stream: EventStream, session: string) =>
    stream.events.filter(({ id }) => id?.startsWith(`${session}:`));

  test("each session's events come in order, named by their session, from its own cursor", async () => {
    await save(first, "a");
    await save(second, "b");
    const stream = await follow(`${first}:0`, `${second.toUpperCase()}:1`);
    await save(first, "c");
    await save(second, "d");
    await expect
      .poll(() => heard(stream, first).map(({ id }) => id))
      .toEqual([1, 2, 3].map((version) => `${first}:${version}`));
    await expect
      .poll(() => heard(stream, second).map(({ id }) => id))
      .toEqual([2, 3].map((version) => `${second}:${version}`));
    for (const session of [first, second]) {
      const log: unknown = fields(await client.get(`/sessions/${session}/events`)).events;
      const known = heard(stream, session).map(({ data }) => data);
      const expected = Array.isArray(log) ? log.slice(-known.length) : [];
      expect(known).toEqual(expected.map((event) => ({ session_id: session, ...event })));
    }
  });

  test("without a cursor a session is live from now; a garbage one is reset; the others go on", async () => {
    await save(first, "a");
    const stream = await follow(first, `${second}:nonsense`);
    await expect
      .poll(() => stream.blocks.map(({ id, event }) => [id, event]))
      .toEqual([
        [null, null],
        [`${first}:2`, null],
        [null, null],
        [`${second}:1`, "reset"],
      ]);
    expect(stream.of("reset")).toEqual([
      { session_id: second, reason: "CURSOR_MALFORMED", cursor: 1 },
    ]);
    await save(second, "b");
    await expect.poll(() => heard(stream, second).map(({ id }) => id)).toEqual([`${second}:2`]);
  });

  test("another account's session is missing, and none at all is not found", async () => {
    const stranger = new ApiClient(edge.url);
    const theirs = await stranger.createSession();
    const stream = await follow(`${theirs}:0`, `${first}:1`);
    await expect.poll(() => stream.of("missing")).toEqual([{ session_id: theirs }]);
    expect(stream.blocks[0]?.retry).toBe("1000");
    await stranger.command(theirs, "REQUEST_INSPIRATION");
    await save(first, "mine");
    await expect.poll(() => heard(stream, first)).toHaveLength(1);
    expect(heard(stream, theirs)).toEqual([]);
    const none = await client.get(path(`${theirs}:0`));
    expect(problemOf(none)).toEqual({ status: 404, code: "NOT_FOUND" });
  });

  test("no account is refused, and so is what names no session or too many", async () => {
    const nobody = await new ApiClient(edge.url).get(path(`${first}:0`));
    expect(problemOf(nobody)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    const many = Array.from({ length: MAX_FOLLOWED_SESSIONS + 1 }, () => `${first}:0`);
    for (const wrong of [path(), path("x"), path(`${first}x:1`), path(...many)]) {
      const answer = await client.get(wrong);
      expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    }
  });

  test("a reader that leaves is forgotten for all its sessions", async () => {
    const readers = async () => {
      const text = await (await fetch(`${edge.url}/metrics`)).text();
      return Number(/^genesis_stream_readers (\d+)$/m.exec(text)?.[1]);
    };
    const stream = await follow(`${first}:0`, `${second}:0`);
    await expect.poll(readers).toBe(2);
    await stream.close();
    await expect.poll(readers).toBe(0);
  });
});
