/**
 * What the pages give an operator to type, typed as it stands there: in a shell, by npm. Which page's
 * command is held where is in tests/boundaries/page-commands.ts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { freePort } from "../../local/processes/free-port.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { mustRun } from "../provision/must-run.ts";
import { pageBlocks } from "../provision/page-blocks.ts";
import { type TestDatabase, createDatabase } from "../provision/postgres.ts";
import { plainEnvironment, startProcess } from "../provision/processes.ts";
import { ApiClient } from "./edge/client.ts";
import { startTestEdge } from "./edge/test-edge.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const directory = mkdtempSync(join(tmpdir(), "genesis-typed-"));
let database: TestDatabase;
let sql: Sql;
let session: string;
let account: string;

beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => undefined });
  const edge = await startTestEdge(database.url);
  try {
    const writer = new ApiClient(edge.url);
    session = await writer.createSession();
    expect((await writer.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" })).status).toBe(
      202,
    );
    expect((await writer.send("DELETE", "/account")).status).toBe(204);
  } finally {
    await edge.stop();
  }
  const [row] = await sql<{ account_id: string }[]>`
    select account_id::text from genesis_sessions where session_id = ${session}`;
  account = row?.account_id ?? "";
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

const shell = () => ({
  cwd: repositoryRoot,
  env: {
    ...plainEnvironment(),
    // The Node that runs this, as `npm` finds one on an operator's machine.
    PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    DATABASE_URL: database.url,
    GENESIS_DATA_DIR: directory,
  },
});

/** The page's line that begins so, with what is the reader's put in: it has to end with 0. */
async function typed(line: string | undefined, own: Readonly<Record<string, string>> = {}) {
  let text = line ?? "";
  for (const [name, value] of Object.entries(own)) text = text.replace(name, value);
  return mustRun("/bin/sh", ["-euc", text], shell());
}

const linesOf = (page: string, word: string) => {
  const block = pageBlocks(page).find(({ text }) => text.includes(word));
  return (block?.text ?? "").trim().split("\n");
};

const entry = z.object({ account_id: z.string().nullable(), action: z.string() });

test("docs/operations.md: the audit record, of everybody, of one account, as JSON; and an account back", async () => {
  const [all, one, json, back] = linesOf("docs/operations.md", "npm run audit");
  expect(await typed(all)).toContain(account);
  expect(await typed(one, { ID: account })).toContain(account);
  const last = (await typed(json)).split("\n").at(-1) ?? "";
  expect(entry.parse(JSON.parse(last)).account_id).toBe(account);
  expect(await typed(back, { ID: account })).toContain(`${account} is there again`);
  const again = await runProgram("/bin/sh", ["-euc", back?.replace("ID", account) ?? ""], shell());
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining("no deleted account") });
});

test("docs/operations.md: events that FAILED are listed, tried again and dropped", async () => {
  const [list, retry, drop, help] = linesOf("docs/operations.md", "npm run outbox");
  const rows = await sql<{ outbox_id: string }[]>`
    update event_outbox set status = 'FAILED', attempts = 4, last_error = 'too large'
    where session_id = ${session} returning outbox_id::text`;
  const [first = "", second = ""] = rows.map(({ outbox_id }) => outbox_id);
  expect(await typed(list)).toContain("too large");
  await typed(retry, { "ID…": first });
  await typed(drop, { "ID…": second });
  const left = await sql<{ outbox_id: string; status: string }[]>`
    select outbox_id::text, status from event_outbox where session_id = ${session}`;
  expect(left.find(({ outbox_id }) => outbox_id === first)?.status).toBe("PENDING");
  expect(left.some(({ outbox_id }) => outbox_id === second)).toBe(false);
  expect(await typed(help)).toContain("retry");
});

test("docs/operations.md: maintenance is on, looked at and off", async () => {
  const [on, look, off] = linesOf("docs/operations.md", "npm run maintenance");
  // Nobody relays here what the tests before began.
  await sql`update event_outbox set status = 'SENT' where status = 'PENDING'`;
  await sql`update command_inbox set status = 'CANCELLED' where status in ('RECEIVED', 'PROCESSING')`;
  expect(await typed(on)).toMatch(/Writes are put off since .*nothing is under way/);
  const looked = await runProgram("/bin/sh", ["-euc", look ?? ""], shell());
  expect(looked).toMatchObject({ code: 1, output: expect.stringContaining("are put off since") });
  expect(await typed(off)).toContain("Writes are taken again");
  expect(await typed(look)).toContain("Maintenance is off; nothing is under way");
});

test("docs/accounts.md: keys are listed, renewed and forgotten", async () => {
  const [list, rotate, forget] = linesOf("docs/accounts.md", "npm run keys");
  const [key] = await sql<{ key_id: string }[]>`select key_id from signing_keys`;
  const id = key?.key_id ?? "";
  expect(await typed(list)).toContain(id);
  await typed(rotate);
  await typed(forget, { KEY_ID: id });
  const kept = await sql<{ key_id: string }[]>`select key_id from signing_keys`;
  expect(kept.map(({ key_id }) => key_id)).not.toContain(id);
});

describe("docs/accounts.md: an edge with a provider", () => {
  test("starts as it is typed there, also while the provider is away, and ends", async () => {
    const text = linesOf("docs/accounts.md", "AUTH_MODE=oidc").join("\n").replace("…", "secret");
    const port = await freePort();
    const { env, cwd } = shell();
    const { process: edge } = await startProcess({
      command: "/bin/sh",
      args: ["-euc", text],
      env: { ...env, PORT: String(port) },
      cwd,
      readyLine: /Edge ready/,
      readyWithinMs: 100_000,
    });
    try {
      const ready = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
      expect(ready.status).toBe(200);
    } finally {
      // npm, its shell and the edge.
      process.kill(-edge.pid, "SIGTERM");
      await edge.stop("SIGTERM");
    }
  });
});

test("docs/operations.md: doctor, look, and what is in it", async () => {
  expect(await typed("npm run doctor")).toContain("Nothing is wrong.");
  expect(await typed("npm run look -- SESSION", { SESSION: session })).toContain("SUBMIT_IDEA");
  const bom = join(directory, "sbom.json");
  await typed("npm run --silent sbom > sbom.json", { "sbom.json": bom });
  expect(JSON.parse(readFileSync(bom, "utf8"))).toMatchObject({ bomFormat: "CycloneDX" });
});

test("CONTRIBUTING.md: what a model is told", async () => {
  const said = await typed("npm run prompts -- STAGE LANGUAGE", {
    STAGE: "WORLDVIEW",
    LANGUAGE: "en",
  });
  expect(said).toMatch(/tokens/);
});

test("CONTRIBUTING.md: a release is dated, committed and tagged", async () => {
  const checkout = join(directory, "release");
  const env = {
    ...shell().env,
    GIT_AUTHOR_NAME: "test",
    GIT_AUTHOR_EMAIL: "test@localhost",
    GIT_COMMITTER_NAME: "test",
    GIT_COMMITTER_EMAIL: "test@localhost",
  };
  await mustRun("git", ["clone", "-q", "--depth", "1", `file://${repositoryRoot}`, checkout], {
    env,
  });
  const inClone = (script: string) => mustRun("/bin/sh", ["-euc", script], { env, cwd: checkout });
  // Right after a release there is nothing new.
  const changelog = join(checkout, "CHANGELOG.md");
  const text = readFileSync(changelog, "utf8");
  writeFileSync(changelog, text.replace(/^## Unreleased$/m, "$&\n\n- Something new."));
  await inClone("git commit -q -a -m 'Something new'");
  expect(await inClone("npm run release -- 0.999.0")).toContain("v0.999.0 is committed and tagged");
  expect(await inClone("git show --no-patch --format=%s v0.999.0^{commit}")).toBe(
    "Release 0.999.0",
  );
  expect(await inClone("node -p 'require(\"./package.json\").version'")).toBe("0.999.0");
});
