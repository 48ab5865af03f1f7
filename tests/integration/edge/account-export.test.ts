/** Taking along all that is stored of the account: a zip that any program opens, whole, and nobody else's. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { venvPython } from "../../../local/processes/python.ts";
import { largestOutline } from "../../chaos/abuse/contents.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

const run = promisify(execFile);

let database: TestDatabase;
let owner: Sql;
let edge: StartedEdge;
let writer: ApiClient;
let session: string;
let folder: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  edge = await startTestEdge(database.url, {}, { stallMs: 1_000 });
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop()]);
  await database.drop();
});
beforeEach(async () => {
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
  folder = await mkdtemp(join(tmpdir(), "genesis-export-"));
  return () => rm(folder, { recursive: true });
});

/** Unpacked by a program that is not ours; every checksum is looked at. */
async function takeAlong(
  client: ApiClient,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const answer = await fetch(`${edge.url}${API_BASE}/account/export`, {
    headers: { cookie: client.cookie ?? "", ...headers },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/zip");
  const zip = join(folder, "all.zip");
  await writeFile(zip, new Uint8Array(await answer.arrayBuffer()));
  await run(venvPython, ["-m", "zipfile", "-t", zip]);
  await run(venvPython, ["-m", "zipfile", "-e", zip, join(folder, "out")]);
  const found = await readdir(join(folder, "out"), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function textOf(files: readonly string[], end: string): Promise<string> {
  const name = files.find((file) => file.endsWith(end));
  expect(name).toBeDefined();
  return readFile(name ?? "", "utf8");
}

async function save(client: ApiClient, of: string, title: string): Promise<void> {
  const saved = await client.command(of, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent(title),
  });
  expect(saved.status).toBe(200);
}

const proposals = z.array(z.looseObject({ proposal_id: z.string() }));

const accountFile = z.object({
  account: z.looseObject({ account_id: z.string(), model_settings: z.unknown() }),
  merges: z.array(z.unknown()),
  sign_ins: z.array(z.looseObject({ sign_in_id: z.string() })),
  audit: z.array(z.looseObject({ action: z.string() })),
});

test("it has every event of a session, byte for byte, its state and its proposals", async () => {
  // More than a page of each, and text with all that JSON escapes.
  for (let n = 0; n < 210; n += 1) await save(writer, session, `灯塔 "${n}"\n\\u2028 \u2028`);
  const files = await takeAlong(writer);
  const stored = await owner<{ event: string }[]>`
    select genesis.event_json(e)::text as event from domain_events e
    where session_id = ${session} order by version`;
  expect(await textOf(files, "events.jsonl")).toBe(
    stored.map(({ event }) => `${event}\n`).join(""),
  );
  expect(stored.length).toBeGreaterThan(200);
  const rounds = proposals.parse(JSON.parse(await textOf(files, "proposals.json")));
  expect(new Set(rounds.map(({ proposal_id }) => proposal_id)).size).toBe(210);
  const state = await writer.get(`/sessions/${session}/state`);
  expect(await textOf(files, "state.json")).toBe(state.text);
  const { account, sign_ins, audit } = accountFile.parse(
    JSON.parse(await textOf(files, "account.json")),
  );
  expect(account.model_settings).toBeNull();
  expect(sign_ins.length).toBeLessThanOrEqual(1);
  const actions = audit.map(({ action }) => action);
  expect([actions[0], actions.at(-1)]).toEqual(["account.created", "account.exported"]);
});

test("a book and its branch, which have rounds of the same ids, are both in it whole", async () => {
  await save(writer, session, "the first");
  const branched = await writer.post(`/sessions/${session}/branches`, { version: 2 });
  expect(branched.status).toBe(201);
  const files = await takeAlong(writer);
  for (const book of [session, String(fields(branched)["session_id"])]) {
    const rounds = proposals.parse(JSON.parse(await textOf(files, `${book}/proposals.json`)));
    expect(rounds).toHaveLength(1);
    const listed = await writer.get(`/sessions/${book}/proposals`);
    expect(fields(listed)["proposals"]).toEqual(rounds);
  }
});

test("neither another account's data nor what was deleted is in it, nor a key or a fingerprint", async () => {
  const stranger = new ApiClient(edge.url);
  const theirs = await stranger.createSession();
  await save(stranger, theirs, "somebody else's");
  const gone = await writer.createSession();
  await save(writer, gone, "thrown away");
  expect((await writer.send("DELETE", `/sessions/${gone}`)).status).toBe(204);
  const settings = { base_url: "http://127.0.0.1:9/v1", model: "m", api_key: "sk-never-shown" };
  expect(
    (await writer.send("PUT", "/settings/model", { body: JSON.stringify(settings) })).status,
  ).toBe(200);
  const files = await takeAlong(writer, { "accept-language": "en" });
  const all = (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
  expect(all).toContain(session);
  expect(all).toContain("127.0.0.1:9");
  for (const hidden of [
    theirs,
    "somebody else's",
    "thrown away",
    "sk-never-shown",
    "encrypted_key",
  ])
    expect(all).not.toContain(hidden);
  expect(files.some((file) => file.endsWith("README.txt"))).toBe(true);
  expect((await writer.send("POST", `/sessions/${gone}/restore`)).status).toBe(204);
  await rm(join(folder, "out"), { recursive: true });
  const again = await takeAlong(writer, { "accept-language": "zh-CN" });
  expect(again.some((file) => file.includes(gone))).toBe(true);
  expect(again.some((file) => file.endsWith("说明.txt"))).toBe(true);
});

test("one at a time: a second waits until the first is read, or its reader has gone", async () => {
  for (let n = 0; n < 30; n += 1) {
    const content = largestOutline(n);
    const payload = { stage: "PLOT_OUTLINE", content };
    expect((await writer.command(session, "SAVE_CANDIDATE", payload)).status).toBe(200);
  }
  const { hostname, port } = new URL(edge.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  const lines = [
    `GET ${API_BASE}/account/export HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Cookie: ${writer.cookie ?? ""}`,
    "",
    "",
  ];
  socket.write(lines.join("\r\n"));
  await new Promise((resolve) => {
    socket.once("readable", resolve);
  });
  socket.pause();
  const second = await writer.get("/account/export");
  expect(problemOf(second).code).toBe("RATE_LIMITED");
  expect(second.headers.get("retry-after")).toBe("30");
  socket.destroy();
  await expect.poll(opens).toBe(200);
});

/** Asks for it, and reads nothing of what comes. */
async function opens(): Promise<number> {
  const answer = await fetch(`${edge.url}${API_BASE}/account/export`, {
    headers: { cookie: writer.cookie ?? "" },
  });
  await answer.body?.cancel();
  return answer.status;
}

test("the name of the file is in UTF-8; HEAD neither makes it nor goes on record", async () => {
  const head = await writer.send("HEAD", "/account/export", {
    headers: { "accept-language": "zh-CN" },
  });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-disposition")).toMatch(
    /^attachment; filename="genesis-studio-[\d-]+\.zip"; filename\*=UTF-8''%E5%88%9B%E4%B8%96/,
  );
  expect(problemOf(await new ApiClient(edge.url).get("/account/export")).code).toBe(
    "UNAUTHENTICATED",
  );
  const [recorded] = await owner<{ count: number }[]>`
    select count(*)::int as count from audit_log a
    join genesis_sessions s using (account_id)
    where s.session_id = ${session} and a.action = 'account.exported'`;
  expect(recorded?.count).toBe(0);
});
