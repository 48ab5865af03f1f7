/** A Prefect behind basic authentication and with CSRF protection on, as an operator may run it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { z } from "zod";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { CALLBACK_DEFAULTS } from "../../../callback/config.ts";
import { type Callback, startCallback } from "../../../callback/start-callback.ts";
import { mustRun } from "../../provision/must-run.ts";
import { pageBlocks } from "../../provision/page-blocks.ts";
import { askPrefect } from "../../provision/prefect-api.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { RaceStudio } from "./race-studio.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let studio: RaceStudio;
let callback: Callback;

beforeAll(async () => {
  studio = await RaceStudio.start("/prefect?csrf");
  callback = await startCallback(
    {
      ...CALLBACK_DEFAULTS,
      databaseUrl: studio.databaseUrl,
      prefect: { ...studio.prefect, apiUrl: studio.callbackGate.url },
      redis: null,
    },
    { log: pino({ level: "silent" }) },
  );
});
afterAll(async () => {
  await callback.stop();
  await studio[Symbol.asyncDispose]();
});

const tokensAsked = () =>
  studio.callbackGate.seen.filter(({ path }) => path.includes("/csrf-token")).length;

test("it takes no change without the secret, and none without a token", async () => {
  const body = { flow_runs: { id: { any_: [] } } };
  const stranger = { ...studio.prefect, authString: null };
  expect((await askPrefect(stranger, "/flow_runs/filter", { body })).status).toBe(401);
  const answer = await askPrefect(studio.prefect, "/flow_runs/filter", { body });
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("CSRF")]);
});

test("it forgets runs that ended a week ago, and keeps no events", async () => {
  const answer = await askPrefect(studio.prefect, "/admin/settings");
  expect(await answer.json()).toMatchObject({
    server: {
      services: {
        db_vacuum: { enabled: ["flow_runs"], retention_period: "P7D" },
        event_persister: { enabled: false },
      },
    },
  });
});

test("a session starts, pauses and is resumed in the same run", async () => {
  const session = await studio.session();
  await callback.handle(await studio.ask(session, "REQUEST_INSPIRATION"));
  await studio.hasSettled(session, 1);
  const wait = await studio.waitIn(session, "PAUSED");
  await callback.handle(await studio.ask(session, "REGENERATE_PROPOSAL"));
  await studio.hasSettled(session, 2);
  expect((await studio.waitIn(session, "PAUSED")).flow_run_id).toBe(wait.flow_run_id);
  expect(tokensAsked()).toBe(1);
});

test("what docs/prefect.md gives to type leads the runs to Prefect's own worker, which starts", async () => {
  // "Run no `npm run flows` beside it".
  await studio.worker.kill9();
  const [, block] = pageBlocks("docs/prefect.md").filter(({ language }) => language === "sh");
  const [variables = "", deploy = "", start = ""] = (block?.text ?? "").trim().split("\n");
  const own: Record<string, string | undefined> = {
    DATABASE_URL: studio.databaseUrl,
    PREFECT_API_URL: studio.prefect.apiUrl,
    PREFECT_API_AUTH_STRING: studio.prefect.authString ?? "",
  };
  const filled = variables.replaceAll(
    /(\w+)=…/g,
    (_, name: string) => `${name}='${own[name] ?? ""}'`,
  );
  const typed = (line: string) => `${filled}\n${line.replace("POOL", "their-own")}`;
  const home = mkdtempSync(join(tmpdir(), "genesis-stock-worker-"));
  const shell = { cwd: repositoryRoot, env: { ...plainEnvironment(), PREFECT_HOME: home } };
  await mustRun("/bin/sh", ["-euc", typed(deploy)], shell);
  const deployment = await askPrefect(studio.prefect, "/deployments/name/genesis/genesis");
  const { work_pool_name } = z
    .object({ work_pool_name: z.string() })
    .parse(await deployment.json());
  expect(work_pool_name).toBe("their-own");
  const { process: worker } = await startProcess({
    command: "/bin/sh",
    args: ["-euc", typed(start)],
    ...shell,
    readyLine: /Worker .* started!/,
    readyWithinMs: 120_000,
  });
  process.kill(-worker.pid, "SIGKILL");
  await worker.stop("SIGKILL");
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});
