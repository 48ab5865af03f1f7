import { expect, test } from "vitest";
import { inBatches, toRow } from "./kafka-batches.ts";

const rows = (...sizes: number[]) =>
  sizes.map((bytes, index) => ({
    ...toRow({
      outbox_id: index + 1,
      event_id: "0198a5b0-0000-7000-8000-000000000001",
      event_type: "genesis.idea.submitted",
      session_id: "0198a5b0-0000-7000-8000-000000000002",
      version: index + 1,
      occurred_at: "2026-11-24T00:00:00Z",
      command_id: null,
      correlation_id: null,
      traceparent: null,
      payload: {},
    }),
    bytes,
  }));

const sizes = (limits: { maxRows: number; maxBytes: number }, ...of: number[]) =>
  inBatches(rows(...of), limits).map((batch) => batch.map((row) => row.bytes));

test("rows stay in order in batches that are neither too long nor too large", () => {
  expect(sizes({ maxRows: 2, maxBytes: 10 }, 4, 5, 6, 1, 1)).toEqual([[4, 5], [6, 1], [1]]);
  expect(sizes({ maxRows: 9, maxBytes: 10 }, 4, 6, 1)).toEqual([[4, 6], [1]]);
  expect(sizes({ maxRows: 9, maxBytes: 10 })).toEqual([]);
});

test("a row larger than a batch comes alone", () => {
  expect(sizes({ maxRows: 9, maxBytes: 10 }, 1, 50, 2)).toEqual([[1], [50], [2]]);
});
