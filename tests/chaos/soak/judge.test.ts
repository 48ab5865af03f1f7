/** What a soak calls growth: the long form is `npm run chaos -- soak`. */
import { expect, test } from "vitest";
import { type Sample, growth } from "./judge.ts";

/** So many samples, one each 50 answers and 3 sessions. */
function sampled(count: number, values: (answers: number) => Record<string, number>): Sample[] {
  return Array.from({ length: count }, (_, index) => {
    const answers = (index + 1) * 50;
    return { answers, sessions: (index + 1) * 3, values: values(answers) };
  });
}

test("a row for every answer, a file for every tenth and memory for each are told with their part", () => {
  const samples = sampled(30, (answers) => ({
    "studio: event_outbox rows": 12 + answers,
    "edge files": 40 + answers / 10,
    "flows MiB": 200 + answers / 10,
    "relay MiB": 80,
  }));
  expect(growth(samples, [])).toEqual([
    "edge grows: 117.5 files, and 500 answers and 30 sessions later 167.5",
    "flows grows: 277.5 MiB, and 500 answers and 30 sessions later 327.5",
    "studio: event_outbox grows: 787 rows, and 500 answers and 30 sessions later 1287",
  ]);
});

test("what fills at first, what goes up and down, and what goes down again is no growth", () => {
  const samples = sampled(30, (answers) => ({
    "flows MiB": answers < 500 ? 150 + answers / 10 : 200,
    "studio: domain_events rows": 400 + 150 * Math.sin(answers),
    "Prefect: log rows": answers < 900 ? answers : 100,
  }));
  expect(growth(samples, [])).toEqual([]);
});

test("what may grow does so by its measure, and no faster", () => {
  const audited = (perSession: number) =>
    sampled(60, (answers) => ({ "studio: audit_log rows": (answers / 50) * 3 * perSession }));
  const growing = [{ name: "studio: audit_log rows", perSession: 2 }];
  expect(growth(audited(2), growing)).toEqual([]);
  expect(growth(audited(2), [])).toHaveLength(1);
  expect(growth(audited(6), growing)).toHaveLength(1);
});

test("a table that was not there at first counts as empty then", () => {
  const samples = sampled(30, (answers) =>
    answers < 1_000 ? {} : { "Prefect: artifact rows": answers },
  );
  expect(growth(samples, [])).toHaveLength(1);
});

test("a handful of samples tells nothing, and that is said", () => {
  const few = sampled(5, () => ({}));
  expect(growth(few, [])).toEqual([expect.stringContaining("5 samples tell nothing")]);
});
