/** No secret is in any log: not of a whole run with a model that fails, not of starts that fail. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../local/repository-root.ts";
import { plainEnvironment } from "../provision/processes.ts";
import { startStudio } from "../provision/studio.ts";
import { ApiSession } from "./api-client.ts";

const secret = (name: string) => `${name}-${randomBytes(12).toString("hex")}`;

/** A model's endpoint that shows the key that it refuses, as some do. */
async function startRefusingModel() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const key = request.headers.authorization ?? "";
    asked.push(key);
    response.writeHead(401, { "content-type": "application/json", "x-echo": key });
    response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/v1`, asked, stop: () => server.close() };
}

async function filesBelow(directory: string): Promise<string> {
  const names = await readdir(directory);
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), "utf8")));
  return texts.join("\n");
}

function expectNone(text: string, secrets: Readonly<Record<string, string>>): void {
  expect(text.length).toBeGreaterThan(0);
  for (const [name, value] of Object.entries(secrets)) {
    expect(value.length, name).toBeGreaterThan(8);
    expect(text.includes(value), `${name} is in a log`).toBe(false);
  }
}

test("a run whose model refuses its key logs no secret, and tells the writer none", async () => {
  const model = await startRefusingModel();
  const env = {
    OPENAI_API_KEY: secret("sk-model"),
    OPENAI_BASE_URL: model.url,
    GENESIS_MODEL: "refusing",
    GENESIS_SECRET: secret("studio-secret"),
  };
  await using studio = await startStudio({ env });
  const session = await ApiSession.create(studio.url);
  expect((await session.post("REQUEST_INSPIRATION")).status).toBe(202);
  await expect
    .poll(async () => (await session.state()).last_error?.code)
    .toBe("MODEL_NOT_CONFIGURED");
  expect(model.asked.length).toBeGreaterThan(0);
  const state = JSON.stringify(await session.state());
  const owner = postgres(await studio.databaseUrl(), { max: 1 });
  const keys = await owner<{ base64: string; hex: string }[]>`
    select encode(secret, 'base64') as base64, encode(secret, 'hex') as hex from signing_keys`;
  await owner.end();
  const passwords = (await readdir(studio.dataDirectory)).filter((name) =>
    name.endsWith(".password"),
  );
  expect(passwords.length).toBeGreaterThan(0);
  const secrets: Record<string, string> = { model: env.OPENAI_API_KEY, studio: env.GENESIS_SECRET };
  for (const { base64, hex } of keys) {
    Object.assign(secrets, { signing_base64: base64.split("\n")[0] ?? "", signing_hex: hex });
  }
  for (const name of passwords) {
    secrets[name] = (await readFile(join(studio.dataDirectory, name), "utf8")).trim();
  }
  const cookie = session.cookie.slice(session.cookie.indexOf("=") + 1);
  secrets.cookie = cookie;
  await studio.stop();
  const logs = await filesBelow(join(studio.dataDirectory, "logs"));
  expectNone(`${studio.output()}\n${logs}`, secrets);
  expect(state).not.toContain(env.OPENAI_API_KEY);
  model.stop();
});

const ROLES = [
  "local/commands/start.ts",
  "edge/node.ts",
  "local/commands/relay.ts",
  "local/commands/callback.ts",
  "local/commands/flows.ts",
  "local/commands/migrate.ts",
];

test("starts that fail log no secret", async () => {
  const secrets = {
    model: secret("sk-model"),
    oidc: secret("oidc"),
    prefect: secret("pnu"),
    database: secret("pg"),
    direct: secret("pg"),
    kafka: secret("kafka"),
    redis: secret("redis"),
    studio: "short",
  };
  const wrong = {
    HOST: "127.0.0.1",
    PORT: "0",
    DATABASE_URL: `postgres://genesis:${secrets.database}@127.0.0.1:1/none`,
    DATABASE_DIRECT_URL: `postgres://genesis:${secrets.direct}@127.0.0.1:1/none`,
    OPENAI_API_KEY: secrets.model,
    OPENAI_BASE_URL: `nonsense://user:${secrets.model}@x`,
    PREFECT_API_URL: "http://127.0.0.1:1/api",
    PREFECT_API_KEY: `${secrets.prefect}\nbroken`,
    AUTH_MODE: "oidc",
    OIDC_ISSUER: `ftp://user:${secrets.oidc}@x`,
    OIDC_CLIENT_ID: "studio",
    OIDC_CLIENT_SECRET: `${secrets.oidc}\nbroken`,
    KAFKA_BROKERS: "nonsense",
    KAFKA_SASL_MECHANISM: "plain",
    KAFKA_SASL_USERNAME: "studio",
    KAFKA_SASL_PASSWORD: `${secrets.kafka}\nbroken`,
    UPSTASH_REDIS_REST_URL: `nonsense://user:${secrets.redis}@x`,
    UPSTASH_REDIS_REST_TOKEN: `${secrets.redis}\nbroken`,
    GENESIS_SECRET: secrets.studio,
  };
  const { studio: _, ...long } = secrets;
  for (const role of ROLES) {
    const child = spawn(process.execPath, [join(repositoryRoot, role)], {
      cwd: repositoryRoot,
      env: { ...plainEnvironment(), ...wrong },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
    }
    const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
    const [code] = await once(child, "close");
    clearTimeout(late);
    expect([role, code]).not.toEqual([role, 0]);
    expectNone(said.join(""), long);
  }
});
