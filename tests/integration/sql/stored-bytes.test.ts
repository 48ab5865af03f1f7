/** What an account stores: counted from its events, of everything that they brought. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { erase, measureStorage } from "../../../relay/housekeeping.ts";
import { app, database, service, session } from "./one-session.ts";
import { SessionFixture } from "./session-fixture.ts";

const HOUR_MS = 60 * 60 * 1_000;

let relay: ReturnType<typeof createServiceDatabase>;

beforeAll(() => {
  relay = createServiceDatabase({
    url: database.url,
    applicationName: "stored bytes test",
    maxConnections: 2,
    deadlineMs: 10_000,
    lockTimeoutMs: 2_000,
  });
});
afterAll(() => relay.stop());

/** Text that does not compress to less. */
const noise = (bytes: number) => randomBytes((bytes * 3) / 4).toString("base64");

async function stored(account = session.account): Promise<number> {
  const [row] = await service<{ bytes: number }[]>`
    select stored_bytes::int as bytes from accounts where account_id = ${account}`;
  return row?.bytes ?? 0;
}
async function measure(): Promise<number> {
  await measureStorage(relay, HOUR_MS);
  return stored();
}

test("a writer's contents, a model's rounds and what is said in commands count", async () => {
  const first = await measure();
  await session.accepted("SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: { title: noise(40_000) },
  });
  const saved = await measure();
  expect(saved - first).toBeGreaterThan(40_000);
  await session.generate("REGENERATE_PROPOSAL", {}, [
    { title: noise(40_000) },
    { title: noise(40_000) },
  ]);
  const generated = await measure();
  expect(generated - saved).toBeGreaterThan(80_000);
  await session.generate("SUBMIT_IDEA", { idea: noise(20_000) }, [{ title: "B" }]);
  expect((await measure()) - generated).toBeGreaterThan(20_000);
  // Each is counted once, whoever counts, and however often.
  const all = await stored();
  expect(all).toBeLessThan(180_000);
  await Promise.all([measureStorage(relay, HOUR_MS), measureStorage(relay, HOUR_MS)]);
  expect(await measure()).toBe(all);
});

test("a refusal follows the count, and deleting and erasing give room back", async () => {
  const create = async () => {
    const [row] = await app<{ answer: { outcome: string } }[]>`
      select genesis.create_session(${session.account}, null, 'en', null, null, null, null, 50000) as answer`;
    return row?.answer.outcome;
  };
  const content = { title: noise(60_000) };
  await session.accepted("SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
  await measure();
  expect(await create()).toBe("STORED_TOO_MUCH");
  const full = await stored();
  await app`select genesis.delete_session(${session.account}, ${session.session})`;
  await measure();
  expect(await stored()).toBeGreaterThan(full / 2);
  expect(await stored()).toBeLessThan(full / 2 + 2_000);
  expect(await create()).toBe("CREATED");
  await service`update event_outbox set status = 'SENT', sent_at = now() where session_id = ${session.session}`;
  await erase(relay, 0);
  expect(await stored()).toBeLessThan(2_000);
});

test("what an older release stored is counted by and by, a long log in pieces", async () => {
  await session.accepted("SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: { title: noise(40_000) },
  });
  // As the migration leaves a session: unmeasured, and its events older than any relay looks back.
  await service`insert into session_sizes (session_id, is_behind) values (${session.session}, true)`;
  await service`insert into domain_events (session_id, account_id, version, event_type, payload)
    select ${session.session}, ${session.account}, 2 + n, 'genesis.run.changed', '{}'
    from generate_series(1, 1500) n`;
  await service`update genesis_sessions set version = 1502 where session_id = ${session.session}`;
  await measureStorage(relay, 0);
  const first = await stored();
  expect(first).toBeGreaterThan(40_000 + 900 * 512);
  await measureStorage(relay, 0);
  expect((await stored()) - first).toBeGreaterThan(500 * 512);
  const [row] =
    await service`select version, is_behind from session_sizes where session_id = ${session.session}`;
  expect(row).toEqual({ version: 1_502, is_behind: false });
});

test("what is taken into another account counts there", async () => {
  await session.accepted("SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: { title: noise(40_000) },
  });
  const bytes = await measure();
  const other = await SessionFixture.create(app, service);
  await service`select genesis.move_sessions(${session.account}, ${other.account}, null)`;
  expect([await stored(), await stored(other.account)]).toEqual([0, bytes]);
});

describe("a material", () => {
  const bring = (bytes: number) =>
    app`select genesis.add_material(${session.account}, ${session.session},
      '{"name": "a.txt", "kind": "text", "encoding": "utf-8", "chars": 4, "sections": [], "left_out": []}',
      'text', ${randomBytes(bytes).toString("base64")})`;

  test("counts in the session that has it, not in a branch of it, and is given back with it", async () => {
    await bring(200_000);
    const withIt = await measure();
    expect(withIt).toBeGreaterThan(200_000);
    await session.branch(2);
    const withBranch = await measure();
    expect(withBranch - withIt).toBeGreaterThan(0);
    expect(withBranch - withIt).toBeLessThan(20_000);
    const [brought] =
      await service`select material_id from materials where session_id = ${session.session}`;
    await app`select genesis.remove_material(${session.account}, ${session.session},
      ${String(brought?.["material_id"])}, null)`;
    expect(await measure()).toBeLessThan(withBranch - 190_000);
  });

  test("counts nothing by what a log says of it, and stops nobody's count", async () => {
    const say = (of: SessionFixture, from: number, to: number, bytes: bigint) =>
      service`insert into domain_events (session_id, account_id, version, event_type, payload)
        select ${of.session}, ${of.account}, n, 'genesis.material.added',
          jsonb_build_object('bytes', ${bytes.toString()}::bigint)
        from generate_series(${from}::integer, ${to}::integer) n`;
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    const large = await SessionFixture.create(app, service);
    await say(session, 2, 2, -most);
    await service`update genesis_sessions set version = 2 where session_id = ${session.session}`;
    // Two such pages are more than a bigint holds.
    await say(large, 2, 2_000, most);
    await service`update genesis_sessions set version = 2000 where session_id = ${large.session}`;
    await measure();
    await measure();
    for (const account of [session.account, large.account]) {
      expect(await stored(account)).toBeGreaterThan(512);
      expect(await stored(account)).toBeLessThan(2_000_000);
    }
  });
});
