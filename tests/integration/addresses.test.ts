/** Every form of a database's URL against a real server: each client reaches it, or says why not. */
import { chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { databaseFault } from "#runtime/postgres/database-fault.ts";
import { loginUrl } from "#runtime/postgres/logins.ts";
import { migrate } from "../../local/migrate/migrate.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../local/postgres/embedded-postgres.ts";
import { findServerUser } from "../../local/postgres/server-user.ts";
import { venvPython } from "../../local/processes/python.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

const directory = mkdtempSync(join(tmpdir(), "genesis-addresses-"));
const sockets = join(directory, "my sockets");
const ca = join(directory, "tls", "ca.crt");
let server: EmbeddedPostgres;

beforeAll(async () => {
  const tls = join(directory, "tls");
  for (const path of [sockets, tls]) mkdirSync(path);
  const made = await runProgram(
    venvPython,
    [join(repositoryRoot, "tests", "provision", "certificates.py"), tls],
    { env: process.env },
  );
  expect(made).toMatchObject({ code: 0 });
  const user = findServerUser();
  for (const path of [sockets, join(tls, "server.key")]) {
    if (user !== null) chownSync(path, user.uid, user.gid);
  }
  server = await startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    settings: [
      "fsync=off",
      "listen_addresses=127.0.0.1,::1",
      `unix_socket_directories="${sockets}"`,
      "ssl=on",
      `ssl_cert_file=${join(tls, "server.crt")}`,
      `ssl_key_file=${join(tls, "server.key")}`,
    ],
  });
  await migrate(server.url);
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A URL's parts of this server, put together as a test wants. */
function parts() {
  const { username, password, port, pathname } = new URL(server.url);
  return { login: `${username}:${password}`, port, path: pathname };
}

interface Reached {
  readonly is_encrypted: boolean;
  readonly application_name: string;
  readonly work_mem: string;
}
const reached = z.object({
  is_encrypted: z.boolean(),
  application_name: z.string(),
  work_mem: z.string(),
});
const QUESTION = `select (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as is_encrypted,
  current_setting('application_name') as application_name, current_setting('work_mem') as work_mem`;

async function byNode(url: string): Promise<Reached> {
  const sql = postgres(
    clientOptions(await loginUrl("service", url), {
      max: 1,
      connect_timeout: 5,
      connection: { application_name: "genesis test" },
    }),
  );
  try {
    return reached.parse((await sql.unsafe(QUESTION))[0]);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** All in one process: the time of its start once. @param trusted the machine's authorities */
async function byPython(urls: readonly string[], trusted?: string): Promise<unknown[]> {
  const { code, output } = await runProgram(
    venvPython,
    [join(import.meta.dirname, "addresses.py"), QUESTION, ...urls],
    {
      env: { ...process.env, ...(trusted === undefined ? {} : { SSL_CERT_FILE: trusted }) },
      cwd: join(repositoryRoot, "flows"),
    },
  );
  expect(code, output).toBe(0);
  return z.array(z.unknown()).parse(JSON.parse(output));
}

function goodForms(): Record<string, { url: string; expected: Partial<Reached> }> {
  const { login, port, path } = parts();
  const plain = { is_encrypted: false };
  const encrypted = { is_encrypted: true };
  const form = (place: string, expected: Partial<Reached>) => ({
    url: `postgresql://${login}@${place}`,
    expected,
  });
  const query = (text: string, expected: Partial<Reached> = encrypted) =>
    form(`localhost:${port}${path}?${text}`, expected);
  return {
    socketAsHost: form(`${encodeURIComponent(sockets)}:${port}${path}`, plain),
    socketInQuery: form(`${path}?host=${encodeURIComponent(sockets)}&port=${port}`, plain),
    ipv6: form(`[::1]:${port}${path}`, plain),
    severalHosts: form(`127.0.0.1:1,[::1]:${port}${path}`, plain),
    anyHost: form(`127.0.0.1:1,localhost:${port}${path}?target_session_attrs=any`, plain),
    neon: query("sslmode=require&channel_binding=require"),
    supabase: query("pgbouncer=true&connection_limit=1", plain),
    prefer: query("sslmode=prefer"),
    disable: query("sslmode=disable", plain),
    require: query(`sslmode=require&sslrootcert=${ca}`),
    privateAuthority: query(`sslmode=verify-full&sslrootcert=${ca}`),
    authorityOfAnAddress: form(
      `[::1]:${port}${path}?sslmode=verify-full&sslrootcert=${ca}`,
      encrypted,
    ),
    authorityAlone: form(`127.0.0.1:${port}${path}?sslmode=verify-ca&sslrootcert=${ca}`, encrypted),
    settings: query(
      "connect_timeout=10&application_name=my%20studio&options=-c%20work_mem%3D5MB&target_session_attrs=read-write",
      { application_name: "my studio", work_mem: "5MB" },
    ),
    unknown: query("gssencmode=disable&schema=public&statement_cache_size=0", plain),
  };
}

test("Node and Python reach the server by every form of a URL", async () => {
  const forms = goodForms();
  for (const [name, { url, expected }] of Object.entries(forms)) {
    const found = await byNode(url).catch((error: unknown) => String(error));
    expect(found, name).toMatchObject(expected);
  }
  const found = await byPython(Object.values(forms).map(({ url }) => url));
  Object.entries(forms).forEach(([name, { expected }], index) => {
    expect(found[index], `${name} in Python`).toMatchObject(expected);
  });
});

test("migrate reaches it by a socket, by IPv6, by TLS, and by the second of several hosts", async () => {
  const forms = goodForms();
  for (const name of ["socketAsHost", "severalHosts", "neon", "privateAuthority", "settings"]) {
    await expect(migrate(forms[name]?.url ?? ""), name).resolves.toMatchObject({});
  }
});

test("an authority that the machine knows needs no variable in Python", async () => {
  const { login, port, path } = parts();
  const url = `postgres://${login}@localhost:${port}${path}?sslmode=verify-full`;
  expect(await byPython([url], ca)).toEqual([expect.objectContaining({ is_encrypted: true })]);
});

test("a certificate of another authority or for another host is refused, in words", async () => {
  const { login, port, path } = parts();
  const other = join(directory, "tls", "other.crt");
  const bad = [
    `postgres://${login}@localhost:${port}${path}?sslmode=verify-full&sslrootcert=${other}`,
    `postgres://${login}@127.0.0.1:${port}${path}?sslmode=verify-full&sslrootcert=${ca}`,
    `postgres://${login}@localhost:${port}${path}?sslmode=verify-full`,
    `postgres://${login}@localhost:${port}${path}?sslmode=verify-ca&sslrootcert=/missing.pem`,
  ];
  for (const url of bad) {
    const fault = await byNode(url).then(
      () => "reached",
      (error: unknown) => databaseFault(error) ?? String(error),
    );
    expect(fault).toMatch(/certificate|cannot be read/);
  }
  for (const answer of await byPython(bad)) {
    expect(String(answer)).toMatch(/certificate|cannot be read/);
  }
});

test("a wrong password and a database that is not there are said by name", async () => {
  const { login, port, path } = parts();
  const user = login.split(":")[0] ?? "";
  const bad = {
    "password|PostgreSQL refuses": `postgres://${user}:wrong@localhost:${port}${path}`,
    "no database": `postgres://${login}@localhost:${port}/nowhere`,
    "nothing listens": `postgres://${login}@127.0.0.1:1/x`,
    "no socket": `postgres://${login}@%2Fmissing/x`,
  };
  for (const [words, url] of Object.entries(bad)) {
    const fault = await byNode(url).then(
      () => "reached",
      (error: unknown) => databaseFault(error) ?? String(error),
    );
    expect(fault).toMatch(new RegExp(words));
    await expect(migrate(url)).rejects.toThrow(new RegExp(words));
  }
  const answers = await byPython(Object.values(bad));
  Object.keys(bad).forEach((words, index) => {
    expect(String(answers[index])).toMatch(new RegExp(words));
  });
});
