/** `npm run doctor`: in words, with 1 where anything is wrong, and without a secret. */
import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../../local/processes/run-program.ts";
import { nodeExamination } from "../../local/doctor/machine.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { type TestDatabase, createDatabase } from "../provision/postgres.ts";
import { plainEnvironment } from "../provision/processes.ts";

let database: TestDatabase;
const directory = mkdtempSync(join(tmpdir(), "genesis-doctor-"));

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

function doctor(variables: Record<string, string>) {
  return runProgram(process.execPath, [join(repositoryRoot, "local/commands/doctor.ts")], {
    env: { ...plainEnvironment(), GENESIS_DATA_DIR: directory, ...variables },
  });
}

test("nothing is wrong where nothing is", async () => {
  const url = new URL(database.url);
  url.searchParams.set("sslcrl", "/crl.pem");
  const { code, output } = await doctor({ DATABASE_URL: url.href });
  expect(output).toMatch(/^ok {5}DATABASE_URL: PostgreSQL \d+ answers$/m);
  expect(output).toContain("note   DATABASE_URL: passed over: sslcrl");
  expect(output).toContain("Nothing is wrong.");
  expect(code).toBe(0);
});

test("whoever looks is told that writes are put off", async () => {
  const maintenance = (what: string) =>
    runProgram(
      process.execPath,
      [join(repositoryRoot, "local", "commands", "maintenance.ts"), what],
      { env: { ...plainEnvironment(), DATABASE_URL: database.url } },
    );
  const told = async () => (await doctor({ DATABASE_URL: database.url })).output;
  expect(await told()).not.toContain("put off");
  expect((await maintenance("on")).code).toBe(0);
  expect(await told()).toContain(
    "note   DATABASE_URL: writes are put off for maintenance: npm run maintenance -- off ends it",
  );
  await maintenance("off");
  expect(await told()).not.toContain("put off");
});

test("each part that is wrong is named with what is wrong, and no secret is", async () => {
  const prefect = createServer((_, response) => response.writeHead(401).end()).listen(
    0,
    "127.0.0.1",
  );
  await once(prefect, "listening");
  const address = prefect.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const nobody = await freePort();
  const wrongPassword = new URL(database.url);
  wrongPassword.password = "hunter2-secret";
  const { code, output } = await doctor({
    DATABASE_URL: wrongPassword.href,
    PREFECT_API_URL: `http://127.0.0.1:${port}/api`,
    PREFECT_API_AUTH_STRING: "admin:hunter2-secret",
    KAFKA_BROKERS: `127.0.0.1:${nobody}`,
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${nobody}`,
    UPSTASH_REDIS_REST_TOKEN: "hunter2-secret",
    WAKE_URL: `redis://:hunter2-secret@127.0.0.1:${nobody}`,
    DATABASE_READ_URL: wrongPassword.href,
    OPENAI_BASE_URL: `http://127.0.0.1:${nobody}/v1`,
    OPENAI_API_KEY: "hunter2-secret",
  });
  prefect.close();
  expect(code).toBe(1);
  expect(output).toContain("WRONG  DATABASE_URL: PostgreSQL refuses the user's password");
  expect(output).toMatch(/WRONG {2}PREFECT_API_URL: Prefect refuses who asks/);
  expect(output).toMatch(/WRONG {2}KAFKA_BROKERS: no broker can be used/);
  expect(output).toMatch(/WRONG {2}UPSTASH_REDIS_REST_URL: nothing answers there/);
  expect(output).toMatch(/WRONG {2}WAKE_URL: .*ECONNREFUSED/);
  expect(output).toContain("WRONG  DATABASE_READ_URL: PostgreSQL refuses the user's password");
  expect(output).toMatch(/WRONG {2}OPENAI_BASE_URL: Nothing listens at/);
  expect(output).not.toContain("hunter2-secret");
});

test("a file of models is read as the worker reads it, from where the command was given", async () => {
  const file = (text: string | null) => {
    if (text !== null) writeFileSync(join(directory, "models.toml"), text);
    return { GENESIS_MODELS_FILE: text === null ? "nowhere.toml" : "./models.toml" };
  };
  for (const [text, why] of [
    [null, 'nowhere\\.toml" \\(.+\\); takes a TOML file'],
    ["model = [", "\\(not TOML: "],
    ["concurrency = 0", "\\(concurrency: "],
  ] as const) {
    const { code, output } = await doctor({ ...file(text), INIT_CWD: directory });
    expect(output).toMatch(
      new RegExp(`^WRONG {2}model variables: GENESIS_MODELS_FILE: .*${why}`, "m"),
    );
    expect(code).toBe(1);
  }
  const { code, output } = await doctor({ ...file('model = "m"'), INIT_CWD: directory });
  expect(output).toContain("ok     model variables: the worker can read them");
  expect(code).toBe(0);
});

test("a variable that is wrong is named with what it takes", async () => {
  const { code, output } = await doctor({ PORT: "none" });
  expect(code).toBe(1);
  expect(output).toContain("PORT: got");
});

test("a name that nothing reads, and quotation marks that were kept, are told with what is meant", async () => {
  const { code, output } = await doctor({
    DATABSE_URL: database.url,
    OIDC_ISUSER: "https://id.example",
    KAFKA_BROKER: "kafka:9092",
    PUBLIC_URL: "https://studio.example",
    PUBLIC_URI: "https://another.example",
    GENESIS_SECRET: `"${"hunter2-secret-".repeat(3)}"`,
  });
  expect(code).toBe(1);
  expect(output).toContain("note   variables: DATABSE_URL is read by nothing; DATABASE_URL is");
  expect(output).toContain("note   variables: OIDC_ISUSER is read by nothing; OIDC_ISSUER is");
  expect(output).toContain("note   variables: KAFKA_BROKER is read by nothing; KAFKA_BROKERS is");
  expect(output).toContain("WRONG  variables: GENESIS_SECRET is given in quotation marks");
  expect(output).not.toMatch(/PUBLIC_UR|hunter2-secret/);
});

test("a program that is too old is named with what is needed", async () => {
  expect(await nodeExamination("18.20.1").examine()).toEqual([
    { outcome: "wrong", message: "18.20.1; 20 or newer is needed" },
  ]);
});
