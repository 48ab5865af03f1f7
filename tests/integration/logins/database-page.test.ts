/** What docs/database.md gives an administrator to type, on a server of its own: both ways, to a first command. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loginUrl } from "#runtime/postgres/logins.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../../local/postgres/embedded-postgres.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { mustRun } from "../../provision/must-run.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { ApiClient } from "../edge/client.ts";
import { startTestEdge } from "../edge/test-edge.ts";

const PASSWORD = "of-the-page";
const directory = mkdtempSync(join(tmpdir(), "genesis-database-page-"));
let server: EmbeddedPostgres;

beforeAll(async () => {
  server = await startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    settings: ["fsync=off"],
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const page = readFileSync(join(repositoryRoot, "docs", "database.md"), "utf8");
const blocks = [...page.matchAll(/^```sql\n([^]*?)^```$/gm)].map(([, text = ""]) => text);

/** A block, as the server's administrator, for an installation of that name. */
async function typed(block: string, installation: string): Promise<void> {
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const text = block.replaceAll("…", PASSWORD).replaceAll("studio", installation);
    for (const statement of text.split(";").filter((part) => part.trim() !== "")) {
      await sql.unsafe(statement);
    }
  } finally {
    await sql.end();
  }
}

function urlOf(installation: string, who: string): string {
  const url = new URL(server.adminUrl);
  url.username = `${installation}_${who}`;
  url.password = PASSWORD;
  url.pathname = installation;
  return url.href;
}

async function migrated(variables: Readonly<Record<string, string>>): Promise<void> {
  const script = join(repositoryRoot, "local", "commands", "migrate.ts");
  const env = { ...plainEnvironment(), ...variables };
  const said = await mustRun(process.execPath, [script], { env });
  expect(said).toContain("The database is up to date");
}

async function takesACommand(databaseUrl: string, databaseDirectUrl: string): Promise<void> {
  const edge = await startTestEdge(databaseUrl, { databaseDirectUrl });
  try {
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    const { status } = await client.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" });
    expect(status).toBe(202);
  } finally {
    await edge.stop();
  }
}

test("with an owner that may not make roles, who migrates twice", async () => {
  await typed(blocks[1] ?? "", "studio");
  const url = urlOf("studio", "app");
  const direct = urlOf("studio", "service");
  const variables = {
    DATABASE_MIGRATE_URL: urlOf("studio", "owner"),
    DATABASE_URL: url,
    DATABASE_DIRECT_URL: direct,
  };
  await migrated(variables);
  await migrated(variables);
  expect(await loginUrl("app", url, direct)).toBe(url);
  await takesACommand(url, direct);
});

test("with an owner that may, beside another installation", async () => {
  await typed(blocks[0] ?? "", "books");
  const url = urlOf("books", "service");
  await migrated({ DATABASE_MIGRATE_URL: urlOf("books", "owner"), DATABASE_URL: url });
  await takesACommand(url, url);
});
