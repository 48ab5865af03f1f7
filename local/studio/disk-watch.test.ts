import { expect, test, vi } from "vitest";
import { createDiskWatch } from "./disk-watch.ts";

test("a disk that is nearly full is told as the database's problem, with what is left", async () => {
  const watch = createDiskWatch("/data", () => Promise.resolve(40 * 1024 ** 2));
  expect(watch.parts()).toEqual({});
  watch.start();
  await vi.waitFor(() =>
    expect(watch.parts()).toEqual({
      database: {
        status: "degraded",
        problem: "DISK_FULL",
        detail: "the disk of the data directory has 40 MiB left",
      },
    }),
  );
  await watch.stop();
});
