/**
 * What is asked again and again, on a store of 100,000 finished and 10,000 waiting sessions (`--long`:
 * 1,000,000 and 100,000; `--size N`: N and a tenth) against the same on one that has just been begun: commands, state, shelf, the
 * stream's questions, and the sweeps of relay and callback, which find nothing that is due. Both stores
 * are databases of one embedded PostgreSQL. What is committed is not waited for on the disk, so that a
 * call's time is the database's work.
 */
import postgres from "postgres";
import { createSecondDatabase, startOwnDatabase } from "../own-database.ts";
import type { BenchOptions, Measurement } from "../measurement.ts";
import { SessionFixture } from "../../tests/integration/sql/session-fixture.ts";
import { MOST_RATIO, type Store, compare, connect } from "./compare.ts";
import { type StoreSize, createOriginals, fillStore } from "./fill.ts";

/** What waits, and what else is kept for a while, is a tenth of what is finished. */
const storeOf = (finished: number): StoreSize => ({
  finished,
  waiting: Math.ceil(finished / 10),
  kept: Math.ceil(finished / 10),
});
const SHORT = 100_000;
const LONG = 1_000_000;
/** Filling writes more than the defaults are for. */
const SETTINGS = ["max_wal_size=4GB", "checkpoint_timeout=1h", "autovacuum=off"];

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
  const goal = `<= ${MOST_RATIO}`;
  for (const [call, { newMs, fullMs, ratio, between }] of compared) {
    yield { metric: `ms_${call.name}`, value: newMs, unit: "ms", goal: null };
    yield { metric: `ms_${call.name}_full`, value: fullMs, unit: "ms", goal: null };
    yield { metric: `ratio_${call.name}`, value: ratio, unit: "ratio", goal };
    const [low, high] = between;
    yield { metric: `ratio_${call.name}_at_least`, value: low, unit: "ratio", goal: null };
    yield { metric: `ratio_${call.name}_at_most`, value: high, unit: "ratio", goal: null };
  }
  const ratios = [...compared.values()].map(({ ratio }) => ratio);
  yield { metric: "worst_ratio", value: Math.max(...ratios), unit: "ratio", goal };
}
