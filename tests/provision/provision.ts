/**
 * The real parts that tests need, once a run: one PostgreSQL with a migrated template database, of
 * which every test file gets a clone, and one Prefect server, started when the first test asks.
 * Offered by HTTP, so that test processes of any runner share them:
 *
 *     POST /databases                → {"url", "admin_url"}   a migrated database of the caller's own
 *     POST /databases?empty          → {"url"}       one without anything
 *     DELETE /databases/NAME         → {}
 *     POST /prefect                  → {"api_url","auth_string"}
 *     POST /prefect?csrf             → the same; the first caller says whether it has CSRF protection
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type IncomingMessage, createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "../../local/migrate/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../local/postgres/embedded-postgres.ts";
import { chosenPostgres } from "./postgres-version.ts";
import { type PrefectServer, startPrefectServer } from "../../local/prefect/prefect-server.ts";

export interface Provision {
  /** The base of the requests above. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL and the offer. Files go to a temporary directory that `stop` removes. */
export async function startProvision(): Promise<Provision> {
  const directory = mkdtempSync(join(tmpdir(), "genesis-tests-"));
  const other = await chosenPostgres();
  const server = await startEmbeddedPostgres({
    ...(other === null ? {} : { other }),
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    // The files are thrown away: nothing has to survive a power cut.
    settings: [
      "fsync=off",
      "synchronous_commit=off",
      "full_page_writes=off",
      "max_connections=300",
    ],
  });
  await migrate(server.url);
  const databases = new Databases(server);
  const prefect = new PrefectOnDemand(directory, server);

  const answer = async (request: IncomingMessage): Promise<object | null> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://provision");
    const name = /^\/databases\/(\w+)$/.exec(pathname)?.[1];
    if (request.method === "DELETE" && name !== undefined) return databases.drop(name);
    if (request.method !== "POST") return null;
    if (pathname === "/databases") return databases.create(searchParams.has("empty"));
    if (pathname === "/prefect") {
      const { access } = await prefect.start(searchParams.has("csrf"));
      return { api_url: access.apiUrl, auth_string: access.authString };
    }
    return null;
  };
  const http = createServer((request, response) => {
    const send = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    answer(request).then(
      (body) => (body === null ? send(404, {}) : send(200, body)),
      (error: unknown) => send(500, { message: String(error) }),
    );
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");

  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      http.closeAllConnections();
      http.close();
      await prefect.stop();
      await databases.stop();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Clones of the migrated database: some 50 ms each. */
class Databases {
  readonly #server: EmbeddedPostgres;
  readonly #sql: postgres.Sql;

  constructor(server: EmbeddedPostgres) {
    this.#server = server;
    this.#sql = postgres(server.adminUrl, { max: 4, onnotice: () => undefined });
  }

  async create(isEmpty: boolean): Promise<{ url: string; admin_url: string }> {
    const name = `test_${randomBytes(6).toString("hex")}`;
    const template = isEmpty ? "template1" : "genesis";
    await this.#sql.unsafe(`create database ${name} template ${template} owner genesis_owner`);
    const [url, adminUrl] = [this.#server.url, this.#server.adminUrl].map((of) => {
      const named = new URL(of);
      named.pathname = `/${name}`;
      return named.href;
    });
    return { url: url ?? "", admin_url: adminUrl ?? "" };
  }

  async drop(name: string): Promise<object> {
    await this.#sql.unsafe(`drop database if exists ${name} with (force)`);
    return {};
  }

  async stop(): Promise<void> {
    await this.#sql.end({ timeout: 2 });
  }
}

class PrefectOnDemand {
  readonly #directory: string;
  readonly #server: EmbeddedPostgres;
  readonly #stopping = new AbortController();
  #starting: Promise<PrefectServer> | null = null;

  constructor(directory: string, server: EmbeddedPostgres) {
    this.#directory = directory;
    this.#server = server;
  }

  start(hasCsrfProtection: boolean): Promise<PrefectServer> {
    this.#starting ??= this.#start(hasCsrfProtection);
    return this.#starting;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const server = await this.#starting?.catch(() => null);
    await server?.stop(3_000);
  }

  async #start(hasCsrfProtection: boolean): Promise<PrefectServer> {
    const server = await startPrefectServer({
      directory: this.#directory,
      databaseUrl: this.#server.prefectUrl,
      logFile: join(this.#directory, "prefect.log"),
      recordFile: join(this.#directory, "prefect.json"),
      onRestart: (message) => process.stderr.write(`${message}\n`),
      ...(hasCsrfProtection
        ? { settings: { PREFECT_SERVER_CSRF_PROTECTION_ENABLED: "true" } }
        : {}),
    });
    await server.ready(this.#stopping.signal);
    return server;
  }
}
