/** Answers end at 4 MiB: what is beyond is neither read nor made, and nothing of it is lost. */
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeCursor } from "../../../edge/http/page-cursor.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { outline } from "./outline.ts";
import { SessionFixture, connectAs } from "./session-fixture.ts";

const LIMIT = 4 * 1024 * 1024;
const FILE_PAGE = 256 * 1024;
const ROUNDS = 12;

let database: TestDatabase;
let app: Sql;
let service: Sql;
let session: SessionFixture;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  session = await SessionFixture.create(app, service);
  // Each round changes all of the one before, so that its answer says so of every field.
  let parent = {};
  for (let round = 1; round <= ROUNDS; round += 1) {
    const content = outline(400, String(round % 2));
    const { result } = await session.accepted("SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content,
      ...parent,
    });
    parent = { proposal_id: result?.["proposal_id"], candidate_id: result?.["candidate_id"] };
  }
});
afterAll(async () => {
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});

interface Page {
  readonly events?: readonly { readonly version: number }[];
  readonly proposals?: readonly { readonly round: number }[];
  readonly next: string | number | null;
}

async function pageOf(answer: PromiseLike<readonly { readonly page: string }[]>) {
  const [row] = await answer;
  const text = row?.page ?? "";
  const page: Page = JSON.parse(text);
  return { bytes: Buffer.byteLength(text), page };
}

test("a log of more than 4 MiB comes in pages of at most that, and whole", async () => {
  const versions: number[] = [];
  let after = 0;
  for (let pages = 0; ; pages += 1) {
    const { bytes, page } = await pageOf(app<{ page: string }[]>`
      select genesis.list_events(${session.account}, ${session.session}, ${after}, 500)::text as page`);
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    versions.push(...(page.events ?? []).map((event) => event.version));
    if (page.next === null) {
      expect(pages).toBeGreaterThan(0);
      break;
    }
    after = Number(page.next);
  }
  expect(versions).toEqual(Array.from({ length: ROUNDS + 1 }, (_, n) => n + 1));
});

test("so do the rounds, newest first, and a cursor leads to the very next one", async () => {
  const rounds: number[] = [];
  let before: string | null = null;
  for (let pages = 0; ; pages += 1) {
    const { bytes, page } = await pageOf(app<{ page: string }[]>`
      select genesis.list_proposals(${session.account}, ${session.session}, null, ${before}, 500)::text as page`);
    expect(bytes).toBeLessThanOrEqual(LIMIT);
    rounds.push(...(page.proposals ?? []).map((proposal) => proposal.round));
    if (page.next === null) {
      expect(pages).toBeGreaterThan(0);
      break;
    }
    before = decodeCursor(String(page.next));
  }
  expect(rounds).toEqual(Array.from({ length: ROUNDS }, (_, n) => ROUNDS - n));
});

test("a page that is full by its items has a cursor, and the last one has none", async () => {
  const page = async (limit: number) =>
    (
      await pageOf(app<{ page: string }[]>`
        select genesis.list_proposals(${session.account}, ${session.session}, null,
          ${null}, ${limit})::text as page`)
    ).page;
  expect((await page(2)).proposals).toHaveLength(2);
  expect((await page(2)).next).not.toBeNull();
});

test.each([
  { kind: "events", last: ROUNDS + 1 },
  { kind: "proposals", last: ROUNDS },
])(
  "a file of $kind is made in small pages, each line as the list has it",
  async ({ kind, last }) => {
    const lines: string[] = [];
    let after: string | null = null;
    do {
      const rows: { page: { lines: string; next: string | null } }[] = await app`
      select genesis.export_log(${session.account}, ${session.session}, ${kind}, ${after}, 200) as page`;
      const [row] = rows;
      const page = row?.page.lines ?? "";
      const found = page.split("\n");
      if (found.length > 1) expect(Buffer.byteLength(page)).toBeLessThanOrEqual(FILE_PAGE);
      lines.push(...found);
      const next: string | null = row?.page.next ?? null;
      after = next === null || kind === "events" ? next : decodeCursor(next);
    } while (after !== null);
    const [listed] = await app<{ items: string[] }[]>`
    select array(select item::text from json_array_elements(case ${kind}
      when 'events' then genesis.list_events(${session.account}, ${session.session}, 0, 3) -> 'events'
      else genesis.list_proposals(${session.account}, ${session.session}, null, null, 3) -> 'proposals'
      end) as t (item)) as items`;
    expect(lines.slice(0, 3)).toEqual(listed?.items);
    expect(lines).toHaveLength(last);
  },
);

test("what a stream's readers wait for comes in pages too, and each position gets its turn", async () => {
  let positions = [0, 3, 0].map((version) => [session.session, version] as const);
  const found = positions.map(() => 0);
  for (let pages = 0; pages < 100; pages += 1) {
    const [row] = await service<{ answer: string }[]>`
      select genesis.events_since(${JSON.stringify(positions)}::text::jsonb, 25)::text as answer`;
    const text = row?.answer ?? "";
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    const answered: { events: { version: number }[]; is_more: boolean }[] = JSON.parse(text);
    expect(answered[0]?.events.length === 0 && answered[0]?.is_more).toBe(false);
    for (const [index, { events }] of answered.entries()) {
      found[index] = (found[index] ?? 0) + events.length;
    }
    if (!answered.some((each) => each.is_more)) break;
    positions = positions.map(
      ([id, version], index) => [id, answered[index]?.events.at(-1)?.version ?? version] as const,
    );
  }
  expect(found).toEqual([ROUNDS + 1, ROUNDS - 2, ROUNDS + 1]);
});

test("one item that is larger than all of that is an answer of its own", async () => {
  const { command_id } = await session.accepted("SELECT_CANDIDATE", await newest());
  await service`
    insert into domain_events (session_id, account_id, version, event_type, payload, command_id)
    select session_id, account_id, version + 1, event_type,
      jsonb_build_object('text', repeat('文', ${Math.ceil(LIMIT / 3)})), ${command_id}
    from domain_events where session_id = ${session.session} order by version desc limit 1`;
  const huge = ROUNDS + 3;
  const answer = async (after: number) =>
    (
      await pageOf(app<{ page: string }[]>`
        select genesis.list_events(${session.account}, ${session.session}, ${after}, 500)::text as page`)
    ).page;
  expect((await answer(huge - 2)).events?.map((event) => event.version)).toEqual([huge - 1]);
  expect((await answer(huge - 1)).events?.map((event) => event.version)).toEqual([huge]);
});

async function newest() {
  const proposal = (await session.state()).stages["CONCEPT_SELECTION"]?.proposals.at(-1);
  return {
    proposal_id: proposal?.proposal_id,
    candidate_id: proposal?.candidates[0]?.candidate_id,
  };
}
