/**
 * Who is on this machine besides the studio's user: a page of a foreign host in their browser, and
 * other users. Every port that `npm start` opens is tried, and every child is looked into.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { embeddedAdminUrl } from "../../local/postgres/embedded-postgres.ts";
import { launchChromium } from "../provision/chromium.ts";
import { type Listener, listeners, processTree } from "../provision/process-tree.ts";
import { type Studio, startStudio } from "../provision/studio.ts";

const CANARY = "what-no-child-needs-83b1";
const secrets = {
  OPENAI_API_KEY: "sk-model-of-the-operator-83b1",
  GENESIS_SECRET: "secret-of-the-installation-83b1",
};
/** Nothing listens there: the studio's own parts must not be looked for through it. */
const DEAD_PROXY = "http://127.0.0.1:9";

let studio: Studio;
let browser: Browser;
let stranger: Server;
let strangerPort: number;

beforeAll(async () => {
  stranger = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><body></body>"),
  ).listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const address = stranger.address();
  strangerPort = typeof address === "object" && address !== null ? address.port : 0;
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"];
  studio = await startStudio({
    env: {
      ...secrets,
      OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
      SOMETHING_OF_THE_OPERATORS: CANARY,
      PREFECT_API_KEY: "pnu_of_another_prefect",
      ...Object.fromEntries(proxies.map((name) => [name, DEAD_PROXY])),
    },
  });
  browser = await launchChromium({
    args: ["--host-resolver-rules=MAP stranger.example 127.0.0.1, MAP rebound.example 127.0.0.1"],
  });
});
afterAll(async () => {
  await browser.close();
  stranger.close();
  await studio[Symbol.asyncDispose]();
});

const studioPort = () => Number(new URL(studio.url).port);

function openPorts(): Listener[] {
  return listeners(processTree(studio.pid));
}

/** What a stranger would leave behind. */
async function rowsOf(): Promise<Record<string, number>> {
  const url = embeddedAdminUrl(studio.dataDirectory);
  const [prefect, genesis] = ["prefect", "genesis"].map((database) =>
    postgres(url.replace(/postgres$/, database), { max: 1, onnotice: () => undefined }),
  );
  if (prefect === undefined || genesis === undefined) throw new Error("no database");
  try {
    const [kept] = await prefect<Record<string, number>[]>`
      select (select count(*)::int from block_document) as blocks,
        (select count(*)::int from flow_run) as runs,
        (select count(*)::int from variable) as variables,
        (select count(*)::int from artifact) as artifacts`;
    const [written] = await genesis<Record<string, number>[]>`
      select count(*)::int as sessions from genesis_sessions`;
    return { ...kept, ...written };
  } finally {
    await Promise.all([prefect.end(), genesis.end()]);
  }
}

const READS = [
  "/",
  "/docs",
  "/openapi.json",
  "/metrics",
  "/api/openapi.json",
  "/api/health",
  "/api/health/ready",
  "/api/admin/version",
  "/api/admin/settings",
  "/api/deployments/name/genesis/genesis",
  "/api/v1/genesis/sessions",
];

const WRITES = [
  { path: "/api/flow_runs/filter", body: {} },
  { path: "/api/block_documents/filter", body: {} },
  { path: "/api/variables/", body: { name: "stranger", value: "was here" } },
  { path: "/api/artifacts/", body: { key: "stranger", type: "markdown", data: "was here" } },
  { path: "/api/v1/genesis/sessions", body: { title: "was here" } },
];

const attempts = z.object({ got: z.array(z.string()), made: z.int() });

test("every port is on the loopback interface: the studio's, PostgreSQL's and Prefect's", () => {
  const open = openPorts();
  expect(open.map(({ address }) => address)).toEqual(open.map(() => "loopback"));
  expect(new Set(open.map(({ port }) => port)).size).toBe(3);
});

test("a page of a foreign host gets nothing from any port, and nothing of it is done", async () => {
  const before = await rowsOf();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://stranger.example:${strangerPort}/`);
  await page.addScriptTag({ path: join(import.meta.dirname, "foreign-page.js") });
  for (const { port } of openPorts()) {
    const input = JSON.stringify({ port, reads: READS, writes: WRITES });
    const { got, made } = attempts.parse(await page.evaluate(`attackPort(${input})`));
    expect(made).toBeGreaterThan(READS.length + WRITES.length);
    expect(got, `port ${port}`).toEqual([]);
  }
  expect(await rowsOf()).toEqual(before);
});

test("a foreign name that resolves to this machine gets nothing from any port", async () => {
  const page = await (await browser.newContext()).newPage();
  for (const { port } of openPorts()) {
    for (const path of READS.filter((read) => !read.startsWith("/api/health"))) {
      const answer = await page
        .goto(`http://rebound.example:${port}${path}`, { timeout: 10_000 })
        .catch(() => null);
      expect([421, null], `${port}${path}`).toContain(answer?.status() ?? null);
    }
  }
});

test("without the secret Prefect answers nobody, and says nothing", async () => {
  const { apiUrl } = await studio.prefect();
  for (const path of READS) {
    const answer = await fetch(new URL(path, apiUrl));
    expect([path, answer.status, await answer.text()]).toEqual([path, 401, ""]);
  }
  const wrong = { authorization: `Basic ${Buffer.from("genesis:guess").toString("base64")}` };
  expect((await fetch(`${apiUrl}/health`, { headers: wrong })).status).toBe(401);
});

test("without a password PostgreSQL answers nobody", async () => {
  for (const user of ["postgres", "genesis_owner", "prefect", "genesis_app"]) {
    const url = new URL(embeddedAdminUrl(studio.dataDirectory));
    Object.assign(url, { username: user, password: "guess" });
    const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
    await expect(sql`select 1`).rejects.toMatchObject({ code: expect.stringMatching(/^28/) });
    await sql.end();
  }
});

test("another user of the machine can read neither addresses nor secrets", () => {
  const { dataDirectory } = studio;
  const open = readdirSync(dataDirectory).filter(
    (name) => (statSync(join(dataDirectory, name)).mode & 0o077) !== 0,
  );
  expect(statSync(dataDirectory).mode & 0o007).toBe(0);
  expect(open.filter((name) => name !== "lock")).toEqual([]);
  if (process.getuid?.() !== 0) return;
  for (const name of ["prefect.url", "prefect.password", "postgres.port"]) {
    const seen = spawnSync("cat", [join(dataDirectory, name)], { uid: 65_534, gid: 65_534 });
    expect([name, seen.status, seen.stdout.toString()]).toEqual([name, 1, ""]);
  }
});

test("no child has a variable that it has no use for, and no secret is on a command line", () => {
  const children = processTree(studio.pid).filter(({ pid }) => pid !== studio.pid);
  const secret = (name: string) => readFileSync(join(studio.dataDirectory, name), "utf8").trim();
  const kept = readdirSync(studio.dataDirectory).filter((name) => name.endsWith(".password"));
  const hidden = [...Object.values(secrets), CANARY, ...kept.map(secret)];
  const isWorker = (commandLine: string) => commandLine.includes("genesis_flows.worker");
  expect(children.some(({ commandLine }) => isWorker(commandLine))).toBe(true);
  expect(children.some(({ commandLine }) => /postgres(\.exe)? -D/.test(commandLine))).toBe(true);
  expect(children.some(({ commandLine }) => commandLine.includes("prefect_server"))).toBe(true);
  for (const { commandLine, environment } of children) {
    expect(hidden.filter((value) => commandLine.includes(value))).toEqual([]);
    const values = Object.values(environment).join("\n");
    expect(values).not.toContain(CANARY);
    expect(values).not.toContain("pnu_of_another_prefect");
    if (isWorker(commandLine)) continue;
    const known = Object.values(secrets).filter((value) => values.includes(value));
    expect([commandLine, known]).toEqual([commandLine, []]);
    expect([
      commandLine,
      Object.keys(environment).filter((name) => /^DATABASE_|PROXY$/i.test(name)),
    ]).toEqual([commandLine, []]);
  }
});

test("the studio got ready although every proxy variable names one that is dead", async () => {
  const ready = await fetch(new URL("/api/health/ready", studio.url));
  expect(ready.status).toBe(200);
  expect(studioPort()).toBeGreaterThan(0);
});
