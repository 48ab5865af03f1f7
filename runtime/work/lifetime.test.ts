import { expect, test } from "vitest";
import { inTurns } from "./lifetime.ts";

test("parts stop turn by turn, once, and start the other way round", async () => {
  const said: string[] = [];
  const part = (name: string) => ({
    start: () => void said.push(`${name} starts`),
    stop: async () => {
      await Promise.resolve();
      said.push(`${name} stopped`);
    },
  });
  const { start: _, ...database } = part("database");
  const all = inTurns([part("hub")], [part("publisher"), part("listener")], [database]);
  all.start();
  await Promise.all([all.stop(), all.stop()]);
  expect(said).toEqual([
    "publisher starts",
    "listener starts",
    "hub starts",
    "hub stopped",
    "publisher stopped",
    "listener stopped",
    "database stopped",
  ]);
});
