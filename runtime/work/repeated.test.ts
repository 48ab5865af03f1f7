import { expect, test } from "vitest";
import { repeated } from "./repeated.ts";

test("work runs at the start and again, also after it failed, until a stop that waits for it", async () => {
  let runs = 0;
  const failures: unknown[] = [];
  const gate = Promise.withResolvers<void>();
  const round = repeated(
    { everyMs: 60_000, afterFailureMs: 1, onFailed: (error) => failures.push(error) },
    async () => {
      runs += 1;
      if (runs === 1) throw new Error("away");
      await gate.promise;
    },
  );
  round.start();
  await expect.poll(() => runs).toBe(2);
  expect(failures).toHaveLength(1);
  let isStopped = false;
  const stopped = round.stop().then(() => (isStopped = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isStopped).toBe(false);
  gate.resolve();
  await stopped;
  expect(runs).toBe(2);
});

test("what was never started is stopped at once", async () => {
  await repeated({ everyMs: 1 }, async () => undefined).stop();
});
