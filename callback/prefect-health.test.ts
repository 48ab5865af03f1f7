import { pino } from "pino";
import { expect, test } from "vitest";
import type { HealthProblem } from "#shared/http/health-problems.ts";
import { type PrefectHealthParts, createPrefectHealth } from "./prefect-health.ts";
import { away } from "./prefect-http.ts";

type Looked = Awaited<ReturnType<PrefectHealthParts["watch"]["look"]>>;

/** A Prefect that says of itself that it is well, and to each look what `looks` has next. */
async function healthAfter(looks: readonly Looked[], isHealthy = true) {
  const left = [...looks];
  const health = createPrefectHealth({
    prefect: { isHealthy: async () => isHealthy },
    watch: { look: async () => left.shift() ?? null, setRunning: async () => false },
    log: pino({ level: "silent" }),
    pausedForMs: 40_000,
  });
  await health.ask();
  for (const _ of looks) await health.look(0);
  return health.report();
}

const FAILS = away("/work_pools/genesis: 500 {}", false);

test("a Prefect that is well by its own word and does not say what runs need is told, with what came", async () => {
  expect(await healthAfter([FAILS, FAILS])).toEqual({
    status: "degraded",
    problem: "PREFECT_FAILS" satisfies HealthProblem,
    detail: expect.stringContaining("/work_pools/genesis: 500"),
  });
});

test("one failed look is nobody's to know, and the next good one ends it", async () => {
  const ok = { status: "ok", problem: null, detail: "answers" };
  expect(await healthAfter([FAILS])).toEqual(ok);
  expect(await healthAfter([FAILS, null, FAILS])).toEqual(ok);
  expect(await healthAfter([FAILS, FAILS, FAILS, null])).toEqual(ok);
});

test("looks at one that was away say nothing of one that has just come back", async () => {
  let isHealthy = false;
  const health = createPrefectHealth({
    prefect: { isHealthy: async () => isHealthy },
    watch: { look: async () => FAILS, setRunning: async () => false },
    log: pino({ level: "silent" }),
    pausedForMs: 40_000,
  });
  for (let looks = 0; looks < 5; looks += 1) await health.look(0);
  isHealthy = true;
  await health.ask();
  await health.look(0);
  expect(health.report().problem).toBeNull();
});

test("what was known before stays known until the failure lasts; who is away is away", async () => {
  expect((await healthAfter(["POOL_PAUSED", FAILS])).problem).toBe("POOL_PAUSED");
  expect((await healthAfter(["POOL_PAUSED", FAILS, FAILS])).problem).toBe("PREFECT_FAILS");
  expect((await healthAfter([FAILS, FAILS], false)).problem).toBe("PREFECT_AWAY");
});
