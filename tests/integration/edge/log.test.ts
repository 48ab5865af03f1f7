/** The log that one can carry away: verified by this studio's own command and by a stranger's thirty lines. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CONTENT_VERSION } from "#shared/content/stage-content.ts";
import { loggedEvent } from "#shared/events/logged-event.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { venvPython } from "../../../local/processes/python.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let owner: Sql;
let edge: StartedEdge;
let writer: ApiClient;
let session: string;
let folder: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  edge = await startTestEdge(database.url);
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
  folder = await mkdtemp(join(tmpdir(), "genesis-log-"));
  // More than a page, and text with all that JSON escapes.
  for (let n = 0; n < 205; n += 1) {
    const saved = await writer.command(session, "SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content: conceptContent(`灯塔 "${n}"\t\n\\u2028 \u2028 \u007f \u0001 😀`),
    });
    expect(saved.status).toBe(200);
  }
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop(), rm(folder, { recursive: true })]);
  await database.drop();
});

async function lines(of = session, by = writer): Promise<string[]> {
  const answer = await by.get(`/sessions/${of}/log`);
  expect(answer.status).toBe(200);
  return answer.text.split("\n").slice(0, -1);
}

async function saved(name: string, text: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text.map((line) => `${line}\n`).join(""));
  return path;
}

const verify = (...args: readonly string[]) =>
  runProgram(process.execPath, [join(repositoryRoot, "local", "commands", "verify.ts"), ...args], {
    env: { PATH: process.env["PATH"] },
  });

/** The program that docs/log.md gives a stranger, with nothing but the standard library. */
async function verifyAsStranger(path: string) {
  const page = await readFile(join(repositoryRoot, "docs", "log.md"), "utf8");
  const [, program = ""] = /```python\n([^`]+)```/.exec(page) ?? [];
  expect(program.trim().split("\n").length).toBeLessThanOrEqual(30);
  const script = join(folder, "verify.py");
  await writeFile(script, program);
  return runProgram(venvPython, ["-I", script, path], { env: {} });
}

test("has every event as it was written, in one canonical form, and its header says what is in it", async () => {
  const [first = "", ...events] = await lines();
  expect(events.length).toBe(206);
  const header = fields({ status: 200, headers: new Headers(), text: first.slice(87, -1) });
  expect(header).toMatchObject({
    format: "genesis-studio-log",
    format_version: 1,
    session_id: session,
    version: 206,
    chain_begins: 1,
    head: events.at(-1)?.slice(10, 74),
  });
  const [stored] = await owner<{ version: number; hash: string }[]>`
    select content_version as version, (
        select encode(hash, 'hex') from domain_events where session_id = ${session} and version = 206) as hash
    from genesis_proposals where session_id = ${session} limit 1`;
  expect(stored).toEqual({ version: CONTENT_VERSION, hash: header["head"] });
  expect(header["contents"]).toMatchObject({
    version: CONTENT_VERSION,
    schemas: { PLOT_OUTLINE: { $defs: { PlotContent: { type: "object" } } } },
  });
  const texts = events.map((line) => line.slice(166, -1));
  for (const text of texts) loggedEvent.parse(JSON.parse(text));
  const [odd] = await owner<{ count: number }[]>`
    select count(*)::int from unnest(${owner.array(texts)}::text[]) as event where event::jsonb::text <> event`;
  expect(odd?.count).toBe(0);
});

test("is found whole by npm run verify and by a stranger's program", async () => {
  const path = await saved("whole.jsonl", await lines());
  expect(await verify(path)).toEqual({
    code: 0,
    output: "206 events, and every one is as it was written.",
  });
  expect(await verifyAsStranger(path)).toEqual({
    code: 0,
    output: "206 events, and every one is as it was written",
  });
});

test("what was done to it is named by both, with the line", async () => {
  const whole = await lines();
  const [, , third = "", fourth = ""] = whole;
  const done = {
    changed: [whole.with(2, third.replace("灯塔", "灯火")), 3, 3],
    "changed header": [whole.with(0, (whole[0] ?? "").replace('"en"', '"zh"')), 1, 1],
    cut: [whole.toSpliced(2, 1), 3, 3],
    "cut at the end": [whole.slice(0, -1), 207, 206],
    reordered: [whole.toSpliced(2, 2, fourth, third), 4, 3],
    added: [whole.toSpliced(3, 0, third), 3, 4],
  } as const;
  for (const [name, [text, line, strangersLine]] of Object.entries(done)) {
    const path = await saved(`${name}.jsonl`, text);
    const { code, output } = await verify(path);
    expect([name, code, output.split(" ").slice(0, 2)]).toEqual([name, 1, ["line", String(line)]]);
    const stranger = await verifyAsStranger(path);
    expect([name, stranger.code]).toEqual([name, 1]);
    expect(stranger.output).toContain(`line ${strangersLine} `);
  }
});

test("npm run verify ends with 2 where there is no file to look at", async () => {
  expect((await verify(join(folder, "none.jsonl"))).code).toBe(2);
  expect((await verify()).code).toBe(2);
});

test("is a file with a name, and only its own account's", async () => {
  const head = await writer.send("HEAD", `/sessions/${session}/log`);
  expect(head.status).toBe(200);
  expect(head.headers.get("content-disposition")).toContain("filename*=UTF-8''");
  const stranger = new ApiClient(edge.url);
  await stranger.createSession();
  expect(problemOf(await stranger.get(`/sessions/${session}/log`))).toEqual({
    status: 404,
    code: "NOT_FOUND",
  });
});

test("stays whole through deletion, restoring and a merge of accounts", async () => {
  const other = new ApiClient(edge.url);
  const moved = await other.createSession();
  await other.command(moved, "SUBMIT_IDEA", { idea: "一口井" });
  expect((await other.send("DELETE", `/sessions/${moved}`)).status).toBe(204);
  expect((await other.send("POST", `/sessions/${moved}/restore`)).status).toBe(204);
  const before = await lines(moved, other);
  const { code } = fields(await writer.post("/account/device-codes", {}));
  expect((await other.post("/account/join", { code })).status).toBe(200);
  const [row] = await owner`select count(distinct account_id)::integer as accounts
    from genesis_sessions where session_id in (${session}, ${moved})`;
  expect({ ...row }).toEqual({ accounts: 1 });
  const after = await lines(moved);
  // The header tells when it was taken away.
  expect(after.slice(1)).toEqual(before.slice(1));
  const path = await saved("moved.jsonl", after);
  expect((await verify(path)).code).toBe(0);
});
