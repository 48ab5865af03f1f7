/** Contents as release 0.1.0 wrote them, read in the present form wherever contents are read. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseStageContent } from "#shared/content/stage-content.ts";
import { isUnsaid } from "#shared/content/unsaid.ts";
import { foundationChecks } from "#shared/foundation/checks.ts";
import { novel } from "#shared/foundation/novel.ts";
import { sessionState } from "#shared/session/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { migrate } from "../../local/migrate/migrate.ts";
import { createDatabase, type TestDatabase } from "../provision/postgres.ts";
import { expectTablesEqualLog } from "./sql/projections.ts";
import { SessionFixture, connectAs } from "./sql/session-fixture.ts";

const RELEASES = join(import.meta.dirname, "releases");

let database: TestDatabase;
let owner: Sql;
let app: Sql;
let service: Sql;
let stored: readonly unknown[];
let sessions: readonly { session_id: string; account_id: string; title: string }[];

async function storedContents(): Promise<readonly unknown[]> {
  return owner`
    select proposal_id::text as id, candidates::text as stored from genesis_proposals
    union all select event_id::text, payload::text from domain_events
    union all select novel_id::text, content::text from novels order by 1`;
}

beforeAll(async () => {
  database = await createDatabase({ empty: true });
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await owner.unsafe(await readFile(join(RELEASES, "0.1.0.sql"), "utf8"));
  const contents = await readFile(join(RELEASES, "contents-of-0.1.0.json"), "utf8");
  await owner`select set_config('test.contents', ${contents}, false)`;
  await owner.unsafe(await readFile(join(RELEASES, "contents-of-0.1.0.sql"), "utf8"));
  stored = await storedContents();
  await migrate(database.url);
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  sessions = await service`select session_id, account_id, title from genesis_sessions`;
});
afterAll(async () => {
  await Promise.all([app.end(), service.end(), owner.end()]);
  await database.drop();
});

async function stateOf(session: string, account: string) {
  const [row] = await app<{ state: unknown }[]>`
    select genesis.session_state(${account}, ${session}) as state`;
  return sessionState.parse(row?.state);
}

function expectPresent(stage: Stage, content: unknown): void {
  const parsed = parseStageContent(stage, content);
  expect([stage, parsed.error?.issues ?? []]).toEqual([stage, []]);
}

test("nothing that is stored is rewritten", async () => {
  expect(await storedContents()).toEqual(stored);
});

test("every round and every accepted content is valid by its stage's schema, and keeps its words", async () => {
  let seen = 0;
  for (const { session_id, account_id } of sessions) {
    const state = await stateOf(session_id, account_id);
    for (const stage of STAGES) {
      const { accepted, proposals } = state.stages[stage];
      for (const content of [accepted, ...proposals.flatMap(({ candidates }) => candidates)]) {
        if (content === null) continue;
        expectPresent(stage, content.content);
        seen += 1;
      }
    }
  }
  expect(seen).toBeGreaterThan(15);
});

test("the log replays to the tables, its contents in the present form", async () => {
  for (const { session_id, account_id } of sessions) {
    const log = await expectTablesEqualLog(app, service, account_id, session_id);
    for (const stage of STAGES) {
      for (const { candidates } of log.stages[stage].proposals) {
        for (const { content } of candidates) expectPresent(stage, content);
      }
    }
  }
});

test("what has another name now is locked, and has its origin, under that name", async () => {
  const keeper = sessions.find(({ title }) => title === "The Keeper");
  const { stages } = await stateOf(keeper?.session_id ?? "", keeper?.account_id ?? "");
  const { working, proposals } = stages.CHARACTERS;
  expect(working?.locked).toEqual(["/characters/0/faction_ids"]);
  for (const { candidates } of proposals) {
    expect(candidates[0]?.field_origins["/characters/0/faction_ids"]?.kind).toBe("user");
  }
});

test("a finished novel opens, its checks run, and what 0.1.0 did not ask for is not said", async () => {
  const keeper = sessions.find(({ title }) => title === "The Keeper");
  const { novel_id } = await stateOf(keeper?.session_id ?? "", keeper?.account_id ?? "");
  const [row] = await app<{ found: { novel: Record<string, unknown> } }[]>`
    select genesis.get_novel(${keeper?.account_id ?? ""}, ${novel_id}) as found`;
  const read = novel.parse({ ...row?.found.novel, checks: [] });
  expect(foundationChecks(read).length).toBeGreaterThan(0);
  expect(read.story.form.chapters).toBe(
    Math.ceil(read.story.form.target_length / read.story.form.chapter_length),
  );
  expect(isUnsaid(read.concept.dramatic_question)).toBe(true);
  expect(read.open_questions).toEqual(read.concept.open_questions);
  expect(read.outline.parts[0]?.chapters[0]?.payoff).toMatch(/\w/);
  expect(Object.keys(read.field_origins)).toEqual(["/characters/characters/0/faction_ids"]);
});

test("a draft is confirmed as it is, and with the writer's edits; a running generation goes on", async () => {
  const writing = sessions.find(({ title }) => title !== "The Keeper" && title !== "");
  const session = writing?.session_id ?? "";
  const account = writing?.account_id ?? "";
  const accept = async (type: string, payload: Record<string, unknown>) => {
    const [row] = await app<{ answer: { outcome: string } }[]>`
      select genesis.accept_command(${account}, ${session}, ${type},
        ${JSON.stringify(payload)}::text::jsonb, null, null, null) as answer`;
    return row?.answer.outcome;
  };
  expect(await accept("CANCEL_GENERATION", {})).toBe("ACCEPTED");
  const before = await stateOf(session, account);
  const stage = before.current_stage;
  const [round] = before.stages[stage].proposals;
  const candidate = round?.candidates[0];
  const edits = { ...candidate?.content, title: "As I say" };
  expectPresent(stage, edits);
  const ids = { proposal_id: round?.proposal_id, candidate_id: candidate?.candidate_id };
  expect(await accept("SAVE_CANDIDATE", { stage, content: edits, ...ids })).toBe("ACCEPTED");
  // Equal to what is shown: confirmed as it is, without a round of its own.
  const same = { ...ids, stage, edits: candidate?.content };
  expect(await accept("CONFIRM_STAGE", same)).toBe("ACCEPTED");
  const after = await stateOf(session, account);
  expect(after.stages[stage].accepted?.candidate_id).toBe(candidate?.candidate_id);
  const saved = after.stages[stage].proposals.at(-1)?.candidates[0];
  expect(saved?.changed).toEqual(["/title"]);
  await expectTablesEqualLog(app, service, account, session);
});

test("what a worker of 0.1.0 hands in after the upgrade is kept in the present form", async () => {
  const written: unknown = JSON.parse(
    await readFile(join(RELEASES, "contents-of-0.1.0.json"), "utf8"),
  );
  const session = await SessionFixture.create(app, service);
  const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "A lighthouse" });
  await session.begin(command_id);
  const contents = JSON.stringify([Reflect.get(Object(written), "CONCEPT_SELECTION")]);
  // As it calls: it knows no receipts.
  await service`select genesis.record_proposal(${command_id}, ${session.epoch},
    ${contents}::text::jsonb, '{"kind": "sample"}', '[]')`;
  const { stages } = await stateOf(session.session, session.account);
  expectPresent("CONCEPT_SELECTION", stages.CONCEPT_SELECTION.proposals[0]?.candidates[0]?.content);
});
