/** A finished novel as a file, and the next book of its world, as a client asks for them. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { API_BASE } from "#shared/http/http.ts";
import { bible as bibleModel } from "#shared/series/bible.ts";
import { novel as novelModel } from "#shared/foundation/novel.ts";
import { sessionState } from "#shared/session/state.ts";
import { STAGE_CONTENT } from "#shared/content/stage-content.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { seed } from "../../schemathesis/seed.ts";
import { type Answer, ApiClient, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let owner: Sql;
let edge: StartedEdge;
let writer: ApiClient;
let novel: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  edge = await startTestEdge(database.url);
  const { cookie, novels } = await seed(edge.url);
  writer = new ApiClient(edge.url);
  writer.cookie = cookie;
  novel = novels[0] ?? "";
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  await database.drop();
});

const bodyOf = ({ text }: Answer): unknown => JSON.parse(text);

const get = (path: string, method = "GET") =>
  fetch(`${edge.url}${API_BASE}${path}`, { method, headers: { cookie: writer.cookie ?? "" } });

test.each([
  ["markdown", "text/markdown; charset=utf-8", "md"],
  ["obsidian", "application/zip", "zip"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["epub", "application/epub+zip", "epub"],
  ["json", "application/json", "json"],
])("%s comes with its type, its length and a name in UTF-8", async (format, type, ending) => {
  await owner`update novels set title = '潮账: "A*B"' where novel_id = ${novel}`;
  const answer = await get(`/novels/${novel}/export?format=${format}`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="novel.${ending}"; filename*=UTF-8''%E6%BD%AE%E8%B4%A6%20A%20B.${ending}`,
  );
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes.byteLength).toBeGreaterThan(5_000);
  // What is sent may be compressed: its length is said, and it is never longer than the file.
  expect(Number(answer.headers.get("content-length"))).toBeLessThanOrEqual(bytes.byteLength);
  expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(1_000);
  const head = await get(`/novels/${novel}/export?format=${format}`, "HEAD");
  expect([head.status, head.headers.get("content-type")]).toEqual([200, type]);
});

test("the schema that the JSON names is served, to everybody", async () => {
  const answer = await get(`/novels/${novel}/export?format=json&checks=false`);
  const { $schema, checks } = z
    .looseObject({ $schema: z.url(), checks: z.unknown().optional() })
    .parse(await answer.json());
  expect(checks).toBeUndefined();
  const schema = await fetch(new URL(new URL($schema).pathname, edge.url));
  expect(schema.status).toBe(200);
  expect(await schema.json()).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
  });
});

test("below a path of PUBLIC_URL the schema's address is below it too", async () => {
  const publicUrl = "https://books.example/studio";
  const hosts = { publicUrl, allowedHosts: ["127.0.0.1"] };
  const below = await startTestEdge(database.url, hosts);
  const made = await writer.post("/account/tokens", { name: "reader", scope: "read" });
  const authorization = `Bearer ${String(JSON.parse(made.text).token)}`;
  const path = `${API_BASE}/novels/${novel}/export?format=json`;
  const answer = await fetch(below.url + path, { headers: { authorization } });
  const { $schema } = z.looseObject({ $schema: z.url() }).parse(await answer.json());
  await below.stop();
  expect($schema).toBe(`${publicUrl}/api/schemas/novel-file.schema.json`);
});

test.each([
  ["", 422],
  ["?format=pdf", 422],
  ["?format=json&brief=yes", 422],
  ["?format=json&edition=0", 422],
  ["?format=json&stage=NOWHERE", 422],
  ["?format=json&stage=WORLDVIEW&chapter=x", 422],
  ["?format=json&chapter=nowhere", 404],
  ["?format=json&edition=9", 404],
])("%s is %i", async (query, status) => {
  const answer = await get(`/novels/${novel}/export${query}`);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test("a novel that is not there is 404, a malformed id too", async () => {
  for (const id of ["01890000-0000-7000-8000-00000000000b", "x"]) {
    for (const path of ["export?format=docx", "bible"]) {
      expect((await get(`/novels/${id}/${path}`)).status).toBe(404);
    }
    expect(problemOf(await writer.send("POST", `/novels/${id}/sequels`, { body: "{}" })).code).toBe(
      "NOT_FOUND",
    );
  }
});

async function stateOf(session_id: string) {
  return sessionState.parse(bodyOf(await writer.get(`/sessions/${session_id}/state`)));
}

async function begin(of: string, body: object = {}, headers: Record<string, string> = {}) {
  return writer.send("POST", `/novels/${of}/sequels`, { body: JSON.stringify(body), headers });
}

test("the next book begins with the world and the cast, locked, and asks what has changed", async () => {
  const first = novelModel.parse(bodyOf(await writer.get(`/novels/${novel}`)));
  expect(first.series).toBeNull();
  const answer = await begin(novel, { title: "The second tide" }, { "idempotency-key": "second" });
  expect(answer.status).toBe(201);
  const state = sessionState.parse(bodyOf(answer));
  expect(answer.headers.get("location")).toBe(`${API_BASE}/sessions/${state.session_id}/state`);
  expect(state).toMatchObject({
    title: "The second tide",
    language: first.language,
    status: "ACTIVE",
    current_stage: "CONCEPT_SELECTION",
    is_pending: false,
    series: { title: first.title, number: 2, books: [{ novel_id: novel, number: 1 }] },
  });
  expect(state.brief.notes).toContain(first.characters.characters[0]?.name);
  for (const [stage, before] of [
    ["WORLDVIEW", first.world],
    ["CHARACTERS", first.characters],
  ] as const) {
    const { status, working, accepted, proposals } = state.stages[stage];
    expect([stage, status, accepted]).toEqual([stage, "DRAFT", null]);
    const [proposal] = proposals;
    expect(proposal?.origin.kind).toBe("import");
    const content = proposal?.candidates[0]?.content;
    // It can be confirmed as it is.
    expect(STAGE_CONTENT[stage].safeParse(content).error).toBeUndefined();
    expect(content?.["title"]).toBe(before.title);
    expect(working?.locked.length).toBeGreaterThan(10);
    expect(state.questions.filter((question) => question.stage === stage)).toHaveLength(3);
  }
  expect(state.stages.WORLDVIEW.working?.locked).toContain("/rules/0");
  expect(state.stages.CHARACTERS.working?.locked).toContain("/characters/0/name");
  expect(state.stages.CHARACTERS.working?.locked).not.toContain("/characters/0/want");
  // A retry gets the same book; another book under the same key is refused.
  const replay = await begin(novel, { title: "The second tide" }, { "idempotency-key": "second" });
  expect([replay.status, replay.text]).toEqual([201, answer.text]);
  expect(replay.headers.get("idempotency-replayed")).toBe("true");
  const other = await begin(novel, { title: "Another" }, { "idempotency-key": "second" });
  expect(problemOf(other).code).toBe("IDEMPOTENCY_KEY_REUSED");
  // The finished book knows of its series, and the shelf groups by it.
  expect(novelModel.parse(bodyOf(await writer.get(`/novels/${novel}`))).series?.number).toBe(1);
  const shelf = z
    .object({
      sessions: z.array(
        z.looseObject({ series: z.object({ series_id: z.string(), number: z.int() }).nullable() }),
      ),
    })
    .parse(bodyOf(await writer.get("/sessions")));
  const inSeries = shelf.sessions.flatMap(({ series }) => series ?? []);
  expect(inSeries.map(({ number }) => number).sort()).toEqual([1, 2]);
  expect(new Set(inSeries.map(({ series_id }) => series_id)).size).toBe(1);
});

test("its log says it all: what is undone comes back, and a confirmed canon waits for nobody", async () => {
  const { session_id } = sessionState.parse(bodyOf(await begin(novel, { language: "zh-CN" })));
  const before = await stateOf(session_id);
  expect(before).toMatchObject({ language: "zh-CN", undo: { command_type: "SAVE_CANDIDATE" } });
  expect(before.questions.map(({ question }) => question).join("")).toMatch(/变了什么/);
  await writer.command(session_id, "UNDO", {});
  expect((await stateOf(session_id)).stages.CHARACTERS.working).toBeNull();
  await writer.command(session_id, "REDO", {});
  const after = await stateOf(session_id);
  expect(after.stages.CHARACTERS.working).toEqual(before.stages.CHARACTERS.working);
});

test("two at once are the next two", async () => {
  const both = await Promise.all([begin(novel), begin(novel)]);
  const numbers = both.map((one) => sessionState.parse(bodyOf(one)).series?.number ?? 0);
  expect(Math.abs((numbers[0] ?? 0) - (numbers[1] ?? 0))).toBe(1);
});

test("a series' bible says from which book on something is true, and which books a change touches", async () => {
  const { session_id } = sessionState.parse(bodyOf(await begin(novel, { title: "Second" })));
  const state = await stateOf(session_id);
  const draft = state.stages.WORLDVIEW.proposals.at(-1)?.candidates[0]?.content;
  const world = STAGE_CONTENT.WORLDVIEW.parse(draft);
  const [rule] = world.rules;
  if (rule === undefined) throw new Error("a world with rules");
  const added = { id: "weir", name: "The weir", sense: "Cold.", story_use: "It ends here." };
  const places = [...world.places.slice(0, 7), added];
  const changed = {
    ...world,
    places,
    rules: [{ ...rule, cost: "A year of sleep." }, ...world.rules.slice(1)],
  };
  const first = novelModel.parse(bodyOf(await writer.get(`/novels/${novel}`)));
  const contents = {
    CONCEPT_SELECTION: first.concept,
    STORY_CONCEPTION: first.story,
    WORLDVIEW: changed,
    CHARACTERS: state.stages.CHARACTERS.proposals.at(-1)?.candidates[0]?.content,
    PLOT_OUTLINE: first.outline,
  };
  const saved = z.object({
    result: z.object({ proposal_id: z.string(), candidate_id: z.string() }),
  });
  const targets: object[] = [];
  for (const [stage, content] of Object.entries(contents)) {
    const answer = await writer.command(session_id, "SAVE_CANDIDATE", { stage, content });
    targets.push(saved.parse(bodyOf(answer)).result);
  }
  for (const target of targets) {
    expect((await writer.command(session_id, "CONFIRM_STAGE", target)).status).toBe(200);
  }
  const finished = await writer.command(session_id, "FINISH_GENESIS", {});
  expect(finished.status).toBe(200);
  const read = bibleModel.parse(bodyOf(await writer.get(`/novels/${novel}/bible`)));
  const number = state.series?.number ?? 0;
  expect(read.books.map((book) => book.number)).toEqual([1, number]);
  const of = (id: string) => read.entries.find((entry) => entry.id === id);
  expect(of(rule.id)).toMatchObject({
    since: 1,
    books: [1, number],
    changes: [{ number, pointers: ["/cost"] }],
  });
  expect(of("weir")).toMatchObject({ since: number, books: [number] });
});

test("a novel of an older shape is told as it is stored, in every kind", async () => {
  await owner`
    update novels set content = '{"concept": {"logline": "A bell under water."}}', content_version = 2
    where novel_id = ${novel}`;
  for (const format of ["markdown", "obsidian", "docx", "epub", "json"]) {
    expect([format, (await get(`/novels/${novel}/export?format=${format}`)).status]).toEqual([
      format,
      200,
    ]);
  }
  const markdown = await get(`/novels/${novel}/export?format=markdown`);
  expect(await markdown.text()).toContain("A bell under water.");
  expect((await get(`/novels/${novel}/bible`)).status).toBe(200);
});
