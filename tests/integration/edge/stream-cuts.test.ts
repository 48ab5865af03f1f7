/**
 * The stream's promise under cuts: whatever ends a connection, at whatever byte, its reader comes
 * back with the last id it has and ends up with exactly the log. PostgreSQL is real and answers late
 * at random, so that what a request looked up is often old by the time its stream opens.
 */
import type postgres from "postgres";
import { afterEach, describe, expect, test } from "vitest";
import { pause } from "#runtime/work/pause.ts";
import { type Random, seededRandom } from "../../chaos/random.ts";
import { edgeRuntime, startEdge } from "../../provision/edge.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { lateDatabase } from "./late-database.ts";
import { ReconnectingReader } from "./reconnecting-reader.ts";
import { startRoughProxy } from "./rough-proxy.ts";

const SESSIONS = 20;
const CUTS = 1_000;
const SEED = 20_261_124;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A session that runs until it is told to stop: writers' and flows' events, in bursts. */
async function run(
  fixture: SessionFixture,
  client: ApiClient,
  random: Random,
  isOver: () => boolean,
) {
  const { session, service } = fixture;
  const wake = (channel: string) => service`select genesis.wake(${channel})`;
  const save = { stage: "CONCEPT_SELECTION", content: conceptContent("a") };
  while (!isOver()) {
    const step = random.next();
    if (step < 0.7) {
      for (let left = random.between(1, 4); left > 0; left -= 1) {
        await fixture.accepted("SAVE_CANDIDATE", save);
        await wake("events");
      }
    } else if (step < 0.8) {
      const answer = await client.command(session, "SAVE_CANDIDATE", save);
      // 503 where a busy machine was too late: the contract's word for trying again.
      expect([200, 503]).toContain(answer.status);
    } else if (step < 0.9) {
      // Nobody is woken: the poll finds it, or the next wake.
      await fixture.accepted("SAVE_CANDIDATE", save);
    } else {
      const { command_id } = await fixture.accepted("REQUEST_INSPIRATION");
      await fixture.begin(command_id);
      await service`select genesis.write_partial(${command_id}, 1, 1, 0, 'The bell')`;
      await wake("progress");
      await pause(100);
      await fixture.record(command_id, [
        conceptContent("a"),
        conceptContent("b"),
        conceptContent("c"),
      ]);
      await wake("events");
    }
    await pause(random.between(20, 300));
  }
}

async function wholeLog(client: ApiClient, session: string): Promise<unknown[]> {
  const log: unknown[] = [];
  for (;;) {
    const path = `/sessions/${session}/events?after=${log.length}&limit=500`;
    const { events, next } = fields(await client.get(path));
    if (!Array.isArray(events)) throw new TypeError("no events");
    log.push(...events);
    if (next === null) return log;
  }
}

describe(`on ${edgeRuntime}`, () => {
  test(`${CUTS} cuts while ${SESSIONS} sessions run leave every reader with exactly the log`, async () => {
    const random = seededRandom(SEED);
    await using database = await createDatabase();
    // Requests later than the hub: what they looked up is old by the time their stream opens.
    const { url } = database;
    await using forRequests = await lateDatabase({ url, mostMs: 60, random: random.fork() });
    await using forHub = await lateDatabase({ url, mostMs: 40, random: random.fork() });
    await using edge = await startEdge(edgeRuntime, {
      env: {
        DATABASE_URL: forRequests.url,
        DATABASE_DIRECT_URL: forHub.url,
      },
    });
    await using proxy = await startRoughProxy(edge.url, random.fork());
    const app: postgres.Sql = connectAs(database.url, "genesis_app");
    const service = connectAs(database.url, "genesis_service");
    ends.push(
      () => void app.end(),
      () => void service.end(),
    );

    const client = new ApiClient(edge.url);
    const fixtures: SessionFixture[] = [];
    for (let n = 0; n < SESSIONS; n += 1) {
      fixtures.push(await SessionFixture.adopt(app, service, await client.createSession()));
    }
    forRequests.start();
    forHub.start();
    const cookie = client.cookie ?? "";
    const read = (base: string, session: string, after?: number) => {
      const reader = new ReconnectingReader({
        url: () => `${base}/api/v1/genesis/sessions/${session}/events/stream`,
        cookie,
        pauseMs: () => random.between(0, 30),
        ...(after === undefined ? {} : { after }),
      });
      ends.push(() => reader.close());
      return { session, reader };
    };
    // From the beginning and live from now, by both ways.
    const sessions = fixtures.map(({ session }) => session);
    const both = (base: string) =>
      sessions.flatMap((session) => [read(base, session, 0), read(base, session)]);
    const direct = both(edge.url);
    const proxied = sessions.map((session, n) => read(proxy.url, session, n % 2 ? 0 : undefined));

    let isOver = false;
    const running = fixtures.map((fixture) => run(fixture, client, random.fork(), () => isOver));
    // In bursts, as when a platform moves its connections.
    let ownCuts = 0;
    while (ownCuts < CUTS || proxy.cuts < CUTS) {
      for (const { reader } of direct) {
        if (ownCuts >= CUTS || !random.chance(0.3)) continue;
        reader.cut();
        ownCuts += 1;
      }
      await pause(random.between(1, 100));
    }
    isOver = true;
    await Promise.all(running);
    proxy.calm();
    forRequests.stop();
    forHub.stop();

    for (const { session, reader } of [...direct, ...proxied]) {
      const log = await wholeLog(client, session);
      await expect.poll(() => reader.lastEventId).toBe(String(log.length));
      expect(reader.events).toEqual(log.slice(Number(reader.firstId)));
      expect(reader.faults).toEqual([]);
    }
  }, 120_000);
});
