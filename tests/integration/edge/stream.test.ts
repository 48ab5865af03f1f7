/** The event stream, to the letter of the contract and on both runtimes. */
import { connect } from "node:net";
import type postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { domainEvent } from "#shared/events/events.ts";
import { type EdgeProcess, edgeRuntime, startEdge } from "../../provision/edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { EventStream } from "./event-stream.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

describe(`on ${edgeRuntime}`, () => {
  let database: TestDatabase;
  let edge: EdgeProcess;
  let service: postgres.Sql;
  let client: ApiClient;
  let session: string;
  const open: EventStream[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    service = connectAs(database.url, "genesis_service");
    edge = await startEdge(edgeRuntime, { env: { DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await edge.stop();
    await service.end();
    await database.drop();
  });
  beforeEach(async () => {
    client = new ApiClient(edge.url);
    session = await client.createSession();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((stream) => stream.close()));
  });

  async function follow(query = "", headers: Record<string, string> = {}): Promise<EventStream> {
    const path = `${edge.url}/api/v1/genesis/sessions/${session}/events/stream${query}`;
    const stream = await EventStream.open(path, { cookie: client.cookie ?? "", ...headers });
    open.push(stream);
    return stream;
  }

  const save = (title: string, extra: object = {}) =>
    client.command(session, "SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content: conceptContent(title, { ...extra }),
    });

  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => from + n);

  async function readers(): Promise<number> {
    const text = await (await fetch(`${edge.url}/metrics`)).text();
    return Number(/^genesis_stream_readers (\d+)$/m.exec(text)?.[1]);
  }

  test("without a cursor it is live from now and first says where it stands", async () => {
    await save("before");
    const stream = await follow();
    await expect.poll(() => stream.blocks.length).toBe(2);
    expect(stream.blocks[0]).toEqual({ id: null, event: null, data: null, retry: "1000" });
    expect(stream.blocks[1]).toEqual({ id: "2", event: null, data: null, retry: null });
    await save("after");
    await expect.poll(() => stream.versions).toEqual([3]);
    const [event] = stream.events;
    expect(event?.event).toBe("genesis.candidate.saved");
    expect(domainEvent.parse(event?.data)).toMatchObject({ version: 3, correlation_id: null });
  });

  test("a cursor resumes with the very next version; 0 is from the beginning", async () => {
    for (const title of ["a", "b", "c"]) await save(title);
    const all = await follow("?after=0");
    const some = await follow("", { "last-event-id": "2" });
    const none = await follow("?after=4");
    await save("d");
    await expect.poll(() => all.versions).toEqual([1, 2, 3, 4, 5]);
    await expect.poll(() => some.versions).toEqual([3, 4, 5]);
    await expect.poll(() => none.versions).toEqual([5]);
    const log = fields(await client.get(`/sessions/${session}/events`)).events;
    expect(all.events.map(({ data }) => data)).toEqual(log);
  });

  test("Last-Event-ID beats ?after", async () => {
    for (const title of ["a", "b"]) await save(title);
    const stream = await follow("?after=0", { "last-event-id": "2" });
    await expect.poll(() => stream.versions).toEqual([3]);
  });

  test.each(["x", "-1", "1.5", "1e1", "", "01", "3", "99999999999999999999"])(
    "a cursor that is garbage or from the future (%j) is reset, and the stream goes on",
    async (cursor) => {
      await save("a");
      for (const stream of [
        await follow(`?after=${cursor}`),
        await follow("", { "last-event-id": cursor }),
      ]) {
        await expect.poll(() => stream.blocks.length).toBe(2);
        expect(stream.blocks[1]).toEqual({
          id: "2",
          event: "reset",
          data: { reason: expect.stringMatching(/./), cursor: 2 },
          retry: null,
        });
      }
      await save("b");
      for (const stream of open) await expect.poll(() => stream.versions).toEqual([3]);
    },
  );

  test("nothing is missed between the state and the stream, and nothing is shown twice", async () => {
    let isWriting = true;
    const writing = (async () => {
      for (let n = 0; isWriting; n += 1) await save(`t${n}`);
    })();
    const followed: { cursor: number; stream: EventStream }[] = [];
    for (let n = 0; n < 15; n += 1) {
      const { cursor } = fields(await client.get(`/sessions/${session}/state`));
      if (typeof cursor !== "number") throw new TypeError("no cursor");
      followed.push({ cursor, stream: await follow(`?after=${cursor}`) });
    }
    isWriting = false;
    await writing;
    const { version } = fields(await client.get(`/sessions/${session}/state`));
    if (typeof version !== "number") throw new TypeError("no version");
    for (const { cursor, stream } of followed) {
      await expect.poll(() => stream.versions.at(-1) ?? cursor).toBe(version);
      expect(stream.versions).toEqual(range(cursor + 1, version));
    }
  });

  test("what came while it was away is caught up in pages, beside readers that are live", async () => {
    const live = await follow();
    // More than a page of the hub, more than a socket's buffers.
    for (let n = 0; n < 110; n += 1) {
      await save(`t${n}`, { opening_hook: "字".repeat(8_000) });
    }
    const behind = await follow("?after=0");
    await save("last");
    await expect.poll(() => behind.versions).toEqual(range(1, 112));
    await expect.poll(() => live.versions).toEqual(range(2, 112));
  });

  test("progress and text come without ids, from each reader's own offset in code points", async () => {
    await service`update genesis_sessions set run_epoch = 1 where session_id = ${session}`;
    const { command_id } = fields(await client.command(session, "REQUEST_INSPIRATION"));
    await service`select genesis.begin_command(${String(command_id)}, 1, ${crypto.randomUUID()})`;
    const write = async (text: string) => {
      await service`select genesis.write_partial(${String(command_id)}, 1, 1, 0, ${text})`;
      await service`select genesis.wake('progress')`;
    };
    const deltas = (stream: EventStream) =>
      stream.of("genesis.generation.delta").map(({ offset, text }) => [offset, text]);

    const early = await follow();
    await write("潜水🌊");
    await expect.poll(() => deltas(early)).toEqual([[0, "潜水🌊"]]);
    await write("潜水🌊员听见");
    await expect
      .poll(() => deltas(early))
      .toEqual([
        [0, "潜水🌊"],
        [3, "员听见"],
      ]);
    const late = await follow();
    await expect.poll(() => deltas(late)).toEqual([[0, "潜水🌊员听见"]]);
    await service`select genesis.report_progress(${String(command_id)}, 1, 33, 'WRITING_CANDIDATE', 1, 3)`;
    await service`select genesis.wake('progress')`;
    await expect
      .poll(() => early.of("genesis.generation.progress").at(-1))
      .toEqual({
        command_id,
        attempt: 1,
        progress: 33,
        message_code: "WRITING_CANDIDATE",
        candidates_done: 1,
        candidates_total: 3,
      });
    const ephemeral = early.blocks.filter(({ event }) => event?.startsWith("genesis.generation."));
    expect(ephemeral.filter(({ id }) => id !== null)).toEqual([]);
    expect(early.of("genesis.generation.delta")[0]).toMatchObject({
      command_id,
      stage: "CONCEPT_SELECTION",
      attempt: 1,
      candidate_index: 0,
    });
  });

  test("events that were committed without a wake-up come by the poll", async () => {
    const stream = await follow();
    await expect.poll(() => stream.blocks.length).toBe(2);
    const [row] = await service<{ account_id: string }[]>`
      select account_id from genesis_sessions where session_id = ${session}`;
    const app = connectAs(database.url, "genesis_app");
    await app`select genesis.accept_command(${row?.account_id ?? ""}, ${session},
      'REQUEST_INSPIRATION', '{}', null, null, null)`;
    await app.end();
    await expect.poll(() => stream.versions, { timeout: promisedMs(5_000) }).toEqual([2]);
  });

  test("sessions do not hear each other, and another account's cannot be followed", async () => {
    const stream = await follow();
    const other = await client.createSession();
    await client.command(other, "REQUEST_INSPIRATION");
    await save("mine");
    await expect.poll(() => stream.versions).toEqual([2]);
    const stranger = new ApiClient(edge.url);
    await stranger.createSession();
    expect((await stranger.get(`/sessions/${session}/events/stream`)).status).toBe(404);
  });

  test("a reader that does not read is disconnected; the others get everything", async () => {
    const path = `/api/v1/genesis/sessions/${session}/events/stream`;
    const { hostname, port } = new URL(edge.url);
    const stuck = connect(Number(port), hostname);
    const isGone = new Promise<void>((resolve) => stuck.once("close", () => resolve()));
    stuck.on("error", () => {});
    stuck.write(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${client.cookie ?? ""}\r\n\r\n`,
    );
    await new Promise((resolve) => stuck.once("readable", resolve));
    const reading = await follow();
    await expect.poll(readers).toBe(2);
    const long = "字".repeat(2_000);
    const large = { why: long.repeat(4), opening_hook: long.repeat(4), desire: long, stakes: long };
    let version = 1;
    while ((await readers()) === 2 && version < 500) {
      const saved = await save(`t${version}`, large);
      expect(saved.status).toBe(200);
      version += 1;
    }
    expect(await readers()).toBe(1);
    await expect.poll(() => reading.versions).toEqual(range(2, version));
    stuck.resume();
    await isGone;
  });

  test("an edge that stops ends its streams and is gone within five seconds", async () => {
    const stopping = await startEdge(edgeRuntime, { env: { DATABASE_URL: database.url } });
    const path = `${stopping.url}/api/v1/genesis/sessions/${session}/events/stream`;
    const streams = await Promise.all(
      range(1, 5).map(() => EventStream.open(path, { cookie: client.cookie ?? "" })),
    );
    await expect.poll(() => streams.every(({ blocks }) => blocks.length === 2)).toBe(true);
    const startedAt = performance.now();
    expect(await stopping.stop()).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(promisedMs(5_000));
    await expect.poll(() => streams.every(({ isEnded }) => isEnded)).toBe(true);
  });
});
