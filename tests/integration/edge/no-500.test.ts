/** No input ever gets a 500: valid requests with anything put in their places. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMAND_TYPES } from "#shared/commands/command-table.ts";
import { commandCompleted } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;
let client: ApiClient;
let session: string;
let saved: {
  readonly proposal_id?: string | undefined;
  readonly candidate_id?: string | undefined;
};

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
  client = new ApiClient(edge.url);
  session = await client.createSession();
  const content = { stage: "CONCEPT_SELECTION", content: conceptContent("t") };
  const answer = await client.command(session, "SAVE_CANDIDATE", content);
  saved = commandCompleted.parse(fields(answer)).result;
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});

const oddities = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    "",
    " ",
    "\\u0000",
    "🌊".repeat(300),
    -0,
    1e308,
    2 ** 53,
    -1,
    "CONCEPT_SELECTION",
    "/title",
    "/facts/0/text",
    "/facts/99999999999999999999",
    "/~2",
    "/-",
    "",
    ["/title", "/title"],
    [""],
    "01890000-0000-7000-8000-000000000000",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "{{ x }}",
    { __prefect_kind: "jinja", template: "{{ x }}" },
    "'; drop table accounts; --",
    "\\ud83c\\udf0a",
  ),
);

const members = [
  "proposal_id",
  "candidate_id",
  "locked",
  "feedback",
  "stage",
  "edits",
  "content",
  "idea",
  "genre",
  "hints",
  "title",
] as const;

test("a command with anything in any member is answered, and never with a 500", async () => {
  const valid = () =>
    fc.constantFrom<unknown>(saved.proposal_id, saved.candidate_id, conceptContent("t"), [
      "/title",
    ]);
  const body = fc.record({
    command_type: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<unknown>(...COMMAND_TYPES) },
      oddities,
    ),
    payload: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.dictionary(fc.constantFrom(...members), fc.oneof(valid(), oddities), {
          maxKeys: 5,
        }),
      },
      oddities,
    ),
  });
  await fc.assert(
    fc.asyncProperty(body, fc.option(fc.string()), async (value, key) => {
      const isHeader = key !== null && /^[\x21-\x7e]+$/.test(key);
      const headers = isHeader ? { "idempotency-key": key } : {};
      const answer = await client.post(`/sessions/${session}/commands`, value, { ...headers });
      expect(answer.status, answer.text).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
});

test("a command that is well formed but means nothing here is answered in the contract's words", async () => {
  const ids = () =>
    fc.constantFrom(
      { proposal_id: saved.proposal_id, candidate_id: saved.candidate_id },
      { proposal_id: saved.candidate_id, candidate_id: saved.proposal_id },
    );
  const pointers = fc.array(
    fc.oneof(
      fc.constantFrom("/title", "/facts/0", "/facts/0/text", "/facts/-", "", "/", "//", "/~0~1"),
      fc
        .array(fc.string({ maxLength: 8 }))
        .map((parts) =>
          parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
        ),
    ),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("SELECT_CANDIDATE", "REVISE_PROPOSAL", "REGENERATE_PROPOSAL"),
      ids(),
      pointers,
      async (type, target, locked) => {
        const feedback = type === "REVISE_PROPOSAL" ? { feedback: "x" } : {};
        const payload = { ...target, ...feedback, locked };
        const answer = await client.command(session, type, payload);
        expect([200, 202, 409, 422], answer.text).toContain(answer.status);
        if (answer.status === 202) await client.command(session, "CANCEL_GENERATION");
      },
    ),
    { numRuns: 200 },
  );
});

test("a query, a path and a cookie of any text are answered, and never with a 500", async () => {
  const paths = [
    "/sessions",
    "/novels",
    `/sessions/${session}/events`,
    `/sessions/${session}/proposals`,
  ];
  const names = ["limit", "before", "after", "stage", "search", "archived", "deleted"] as const;
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("\u0000", "a\u0000b", "\ufffe", "%", "\\", "_", "\u202e"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.dictionary(fc.constantFrom(...names), text),
      fc.string({ unit: "grapheme" }),
      async (path, query, id) => {
        const asked = await client.get(`${path}?${new URLSearchParams(query).toString()}`);
        expect(asked.status, asked.text).toBeLessThan(500);
        const named = await client.get(`/novels/${encodeURIComponent(id)}`);
        expect(named.status, named.text).toBeLessThan(500);
      },
    ),
    { numRuns: 200 },
  );
});
