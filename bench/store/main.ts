/**
 * What is asked again and again, on a store of 100,000 finished and 10,000 waiting sessions (`--long`:
 * 1,000,000 and 100,000; `--size N`: N and a tenth) against the same on one that has just been begun: commands, state, shelf, the
 * stream's questions, and the sweeps of relay and callback, which find nothing that is due. Both stores
 * are databases of one embedded PostgreSQL, asked by turns over one connection each, and over new ones
 * round after round: on few cores two like processes of PostgreSQL take unlike times for as long as they
 * are there (1.4 to 1 for the same call in two equal stores), by where the system has put them. What is
 * committed is not waited for on the disk, so that a call's time is the database's work.
 */
import postgres, { type Sql } from "postgres";
import { createSecondDatabase, startOwnDatabase } from "../own-database.ts";
import { type BenchOptions, type Measurement, median } from "../measurement.ts";
import { SessionFixture } from "../../tests/integration/sql/session-fixture.ts";
import { CALLS, type Call, type Subject } from "./calls.ts";
import { type StoreSize, createOriginals, fillStore } from "./fill.ts";

/** What waits, and what else is kept for a while, is a tenth of what is finished. */
const storeOf = (finished: number): StoreSize => ({
  finished,
  waiting: Math.ceil(finished / 10),
  kept: Math.ceil(finished / 10),
});
const SHORT = 100_000;
const LONG = 1_000_000;
const ROUNDS = 21;
/** Of each call in each store and round: the first so many plan and fill caches. */
const WARMING = 20;
/** So many after them at least, and more of one that is over at once. */
const LEAST_CALLS = 40;
const MEASURED_MS = 150;
/** Filling writes more than the defaults are for. */
const SETTINGS = ["max_wal_size=4GB", "checkpoint_timeout=1h", "autovacuum=off"];

interface Store {
  readonly url: string;
  readonly subject: Subject;
}

interface Compared {
  readonly newMs: number;
  readonly fullMs: number;
  readonly ratio: number;
}

function connect(url: string, role: string): Sql {
  return postgres(url, {
    max: 1,
    connection: { role, synchronous_commit: "off" },
    onnotice: () => {},
  });
}

async function timed({ ask }: Call, sql: Sql, subject: Subject): Promise<number> {
  const startedAt = performance.now();
  await ask(sql, subject);
  return performance.now() - startedAt;
}

/** A call by turns in both, so that what the machine does meanwhile is done to both. */
async function compareOnce(call: Call, young: Store, full: Store): Promise<Compared> {
  const role = `genesis_${call.role}`;
  const asked = [young, full].map(({ url, subject }) => {
    const sql = connect(url, role);
    const ms: number[] = [];
    return { sql, ms, ask: () => timed(call, sql, subject) };
  });
  try {
    for (const { ask } of asked) for (let n = 0; n < WARMING; n += 1) await ask();
    const until = performance.now() + MEASURED_MS;
    for (let n = 0; n < LEAST_CALLS || performance.now() < until; n += 1) {
      // Whoever is first is second the next time.
      for (const { ms, ask } of n % 2 === 0 ? asked : asked.toReversed()) ms.push(await ask());
    }
    const [newMs = Number.NaN, fullMs = Number.NaN] = asked.map(({ ms }) => median(ms));
    return { newMs, fullMs, ratio: fullMs / newMs };
  } finally {
    await Promise.all(asked.map(({ sql }) => sql.end({ timeout: 5 })));
  }
}

/** All calls round after round; the first one only has both stores serve, and does not count. */
async function compare(young: Store, full: Store): Promise<ReadonlyMap<Call, Compared>> {
  const rounds = new Map(CALLS.map((call): [Call, Compared[]] => [call, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [call, found] of rounds) {
      const compared = await compareOnce(call, young, full);
      if (round > 0) found.push(compared);
    }
  }
  const middles = (found: readonly Compared[]): Compared => {
    const middle = (of: keyof Compared) => median(found.map((compared) => compared[of]));
    return { newMs: middle("newMs"), fullMs: middle("fullMs"), ratio: middle("ratio") };
  };
  return new Map([...rounds].map(([call, found]) => [call, middles(found)]));
}

/** With a session of its own, which the calls are about. */
async function openStore(url: string): Promise<Store> {
  const [app, service] = [connect(url, "genesis_app"), connect(url, "genesis_service")];
  try {
    return { url, subject: await SessionFixture.create(app, service) };
  } finally {
    await Promise.all([app.end({ timeout: 5 }), service.end({ timeout: 5 })]);
  }
}

async function fill(url: string, adminUrl: string, size: StoreSize): Promise<void> {
  const inIt = new URL(adminUrl);
  inIt.pathname = new URL(url).pathname;
  const [app, service] = [connect(url, "genesis_app"), connect(url, "genesis_service")];
  const admin = postgres(inIt.href, {
    max: 1,
    connection: { synchronous_commit: "off" },
    onnotice: () => {},
  });
  try {
    await fillStore(admin, await createOriginals(app, service), size);
    await admin`checkpoint`;
  } finally {
    await Promise.all([app, service, admin].map((sql) => sql.end({ timeout: 5 })));
  }
}

export async function* run({ long, size: asked }: BenchOptions): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase(SETTINGS);
  const { server, url } = database;
  const size = storeOf(asked ?? (long ? LONG : SHORT));
  const startedAt = performance.now();
  const fullUrl = await createSecondDatabase(server, "genesis_full");
  await fill(fullUrl, server.adminUrl, size);
  yield {
    metric: "filling",
    value: (performance.now() - startedAt) / 1_000,
    unit: "s",
    goal: null,
  };
  await fill(url, server.adminUrl, { finished: 10, waiting: 10, kept: 10 });
  yield {
    metric: "stored_sessions",
    value: size.finished + size.waiting,
    unit: "sessions",
    goal: null,
  };
  const [young, full] = [await openStore(url), await openStore(fullUrl)];
  const compared = await compare(young, full);
  for (const [call, { newMs, fullMs, ratio }] of compared) {
    yield { metric: `ms_${call.name}`, value: newMs, unit: "ms", goal: null };
    yield { metric: `ms_${call.name}_full`, value: fullMs, unit: "ms", goal: null };
    yield { metric: `ratio_${call.name}`, value: ratio, unit: "ratio", goal: "<= 1.1" };
  }
  const ratios = [...compared.values()].map(({ ratio }) => ratio);
  yield { metric: "worst_ratio", value: Math.max(...ratios), unit: "ratio", goal: "<= 1.1" };
}
