/** The served document and what the edge does agree, by schemathesis; the long form is a command. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { runSchemathesis } from "../../schemathesis/run-schemathesis.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});

test("generated requests find no answer that the OpenAPI document does not promise", async () => {
  const result = await runSchemathesis({
    url: edge.url,
    examplesPerOperation: 5,
    randomSeed: 1,
    phases: ["fuzzing", "stateful"],
  });
  expect(result.isPassed, result.output).toBe(true);
  expect(result.cases).toBeGreaterThan(100);
}, 120_000);
