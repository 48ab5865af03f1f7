/** `deno task edge` needs Deno and nothing else. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { EDGE_VARIABLES } from "../../../edge/config.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { denoPermissions } from "../../provision/deno-permissions.ts";
import { denoProgram } from "../../provision/edge.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";
import { ApiClient } from "./client.ts";

/** The program itself: what stands in node_modules/.bin may be a script for Node.js. */
const deno = join(dirname(createRequire(import.meta.url).resolve("deno/package.json")), "deno");

test("it may read the edge's variables and those of its libraries, the interface, and no other file", () => {
  const env = /^--allow-env=(.*)$/m.exec(denoPermissions().join("\n"))?.[1]?.split(",") ?? [];
  const libraries = [
    "PG*",
    "USER",
    "USERNAME",
    "LOGNAME",
    "UPSTASH_CONSOLE",
    "VERCEL",
    "AWS_REGION",
    // Deno's own TLS, for a writer's endpoint.
    "NODE_USE_SYSTEM_CA",
  ];
  expect(env.toSorted()).toEqual([...EDGE_VARIABLES, ...libraries].toSorted());
  expect(denoPermissions().filter((flag) => !flag.startsWith("--allow-env"))).toEqual([
    "--no-prompt",
    "--allow-net",
    "--allow-read=ui/dist",
    "--allow-sys=hostname,networkInterfaces,ca",
  ]);
});

test("what is not named is refused: another file, variable, program", async () => {
  const attempt = `
    const refused = async (work) => { try { await work(); return false; } catch (error) { return error instanceof Deno.errors.NotCapable; } };
    console.log(JSON.stringify([
      await refused(() => Deno.readTextFile("/etc/passwd")),
      await refused(() => Deno.readTextFile("package.json")),
      await refused(() => Deno.writeTextFile("ui/dist/x", "x")),
      await refused(() => Deno.env.get("OPENAI_API_KEY")),
      await refused(() => Deno.env.toObject()),
      await refused(() => new Deno.Command("true").output()),
    ]));`;
  const file = join(mkdtempSync(join(tmpdir(), "genesis-deno-")), "attempt.js");
  writeFileSync(file, attempt);
  const { output } = await runProgram(denoProgram, ["run", ...denoPermissions(), file], {
    cwd: repositoryRoot,
    env: plainEnvironment(),
  });
  rmSync(dirname(file), { recursive: true });
  expect(output).toContain(JSON.stringify(Array.from({ length: 6 }, () => true)));
});

test("Deno's lock is frozen, and has every package of package.json with its hash", async () => {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(repositoryRoot, name), "utf8"));
  const versions = z.record(z.string(), z.string());
  const { dependencies, devDependencies } = z
    .object({
      dependencies: versions,
      devDependencies: versions,
    })
    .parse(await read("package.json"));
  const lock = z
    .object({
      specifiers: versions,
      npm: z.record(z.string(), z.object({ integrity: z.string() })),
    })
    .parse(await read("deno.lock"));
  const wanted = Object.entries({ ...dependencies, ...devDependencies });
  // deno install --lockfile-only --frozen=false, in a folder with package.json and deno.json alone.
  expect(Object.keys(lock.specifiers).toSorted()).toEqual(
    wanted.map(([name, version]) => `npm:${name}@${version}`).toSorted(),
  );
  const denoJson = z.object({ lock: z.object({ frozen: z.literal(true) }) });
  expect(denoJson.safeParse(await read("deno.json")).success).toBe(true);
});

test("deno task packages leaves every package of production at its version, and none of the tests'", async () => {
  const directory = mkdtempSync(join(tmpdir(), "genesis-deno-"));
  copyFileSync(join(repositoryRoot, "package.json"), join(directory, "package.json"));
  const script = join(repositoryRoot, "local", "install", "production.mjs");
  const allowed = ["--allow-read=package.json", "--allow-write=package.json"];
  const { code } = await runProgram(denoProgram, ["run", ...allowed, script], {
    cwd: directory,
    env: plainEnvironment(),
  });
  expect(code).toBe(0);
  const named = async (file: string) =>
    z
      .looseObject({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(file, "utf8")));
  const left = await named(join(directory, "package.json"));
  rmSync(directory, { recursive: true });
  expect(left.dependencies).toEqual(
    (await named(join(repositoryRoot, "package.json"))).dependencies,
  );
  expect(Object.keys(left).filter((key) => key.endsWith("ependencies"))).toEqual(["dependencies"]);
});

test("deno task edge serves sessions with no Node.js on the PATH", async () => {
  await using database = await createDatabase();
  const port = await freePort();
  const { process } = await startProcess({
    command: deno,
    args: ["task", "edge"],
    env: {
      ...plainEnvironment(),
      PATH: "/nonexistent",
      PORT: String(port),
      DATABASE_URL: database.url,
    },
    readyLine: /Edge ready/,
    readyWithinMs: 60_000,
  });
  try {
    const client = new ApiClient(`http://127.0.0.1:${port}`);
    const session = await client.createSession();
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
  } finally {
    await process.stop("SIGTERM");
  }
});

test.runIf(process.platform === "linux")(
  "deno task edge serves while its output goes to a full disk, and its database is away",
  async () => {
    const port = await freePort();
    const full = openSync("/dev/full", "w");
    const edge = spawn(deno, ["task", "edge"], {
      cwd: repositoryRoot,
      // Nothing to write to, and a database to complain of.
      env: {
        ...plainEnvironment(),
        PORT: String(port),
        DATABASE_URL: "postgres://x@127.0.0.1:1/x",
      },
      stdio: ["ignore", full, full],
    });
    const ended = once(edge, "exit");
    const live = () =>
      fetch(`http://127.0.0.1:${port}/api/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
    try {
      await expect.poll(live).toBe(true);
      // It was asked of its database, and said so to nobody.
      await fetch(`http://127.0.0.1:${port}/api/health/ready`);
      expect(await live()).toBe(true);
    } finally {
      edge.kill("SIGTERM");
      await ended;
      closeSync(full);
    }
  },
);

test("no proxy stands between deno task edge and this machine", async () => {
  await using database = await createDatabase();
  const port = await freePort();
  let asked = 0;
  const redis = createServer((_, response) => {
    asked += 1;
    response.writeHead(503).end();
  }).listen(0, "127.0.0.1");
  await once(redis, "listening");
  const at = z.object({ port: z.int() }).parse(redis.address());
  const { process } = await startProcess({
    command: deno,
    args: ["task", "edge"],
    env: {
      ...plainEnvironment(),
      PORT: String(port),
      DATABASE_URL: database.url,
      RATE_LIMITS: "on",
      UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${at.port}`,
      UPSTASH_REDIS_REST_TOKEN: "token",
      HTTP_PROXY: "http://127.0.0.1:1",
      no_proxy: "intern.example",
    },
    readyLine: /Edge ready/,
    readyWithinMs: 60_000,
  });
  try {
    await new ApiClient(`http://127.0.0.1:${port}`).createSession();
    expect(asked).toBeGreaterThan(0);
  } finally {
    await process.stop("SIGTERM");
    redis.close();
  }
});
