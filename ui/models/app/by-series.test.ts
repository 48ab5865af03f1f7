import { expect, test } from "vitest";
import type { SessionSummary } from "#shared/session/state.ts";
import { bySeries } from "./by-series.ts";

const book = (session_id: string, number: number | null): SessionSummary => ({
  session_id,
  title: session_id,
  language: "en",
  status: "ACTIVE",
  current_stage: "WORLDVIEW",
  is_pending: false,
  updated_at: "2026-11-26T00:00:00Z",
  novel_id: null,
  archived_at: null,
  branch_of: null,
  series: number === null ? null : { series_id: "s", title: "Tide", number },
  confirmed_stages: 0,
  genres: [],
  last_line: null,
});

test("a series stands together, in its order, where its newest book is", () => {
  const shelf = [book("a", null), book("b", 2), book("c", null), book("d", 1), book("e", 3)];
  expect(bySeries(shelf).map(({ session_id }) => session_id)).toEqual(["a", "d", "b", "e", "c"]);
});
