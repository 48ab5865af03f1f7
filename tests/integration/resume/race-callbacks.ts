/** The callbacks of a race: configured, as a process that can be killed, and a session left alone. */
import { join } from "node:path";
import { pino } from "pino";
import { CALLBACK_DEFAULTS, type CallbackConfig } from "../../../callback/config.ts";
import { startCallback } from "../../../callback/start-callback.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";
import type { SessionFixture } from "../sql/session-fixture.ts";
import type { CacheMode } from "./cache-modes.ts";
import type { RaceStudio, Wait } from "./race-studio.ts";

export function callbackConfig(
  studio: RaceStudio,
  mode: CacheMode,
  redis: CallbackConfig["redis"],
): CallbackConfig {
  return {
    ...CALLBACK_DEFAULTS,
    databaseUrl: studio.databaseUrl,
    prefect: { ...studio.prefect, apiUrl: studio.callbackGate.url },
    redis,
    // Below the lease of 15 s, and above what a Prefect on a busy machine takes: tests count calls.
    prefectTimeoutMs: 13_000,
    // Asked again for every answer: the broken one fails in all its ways, a sound one has time.
    cacheRestMs: 0,
    cacheTimeoutMs: mode === "broken" ? 150 : 2_000,
  };
}

/** A callback in a process of its own; what is posted to its URL is delivered. */
export async function startCallbackProcess(config: CallbackConfig) {
  const { process: started, ready } = await startProcess({
    command: process.execPath,
    args: [join(import.meta.dirname, "callback-program.ts")],
    env: { ...plainEnvironment(), CALLBACK_CONFIG: JSON.stringify(config) },
    readyLine: /callback at (\S+) is there/,
    readyWithinMs: 30_000,
  });
  return { url: ready[1] ?? "", kill9: () => started.stop("SIGKILL") };
}

export interface Bystander {
  readonly session: SessionFixture;
  readonly wait: Wait;
  readonly handleId: string;
}

/** A session whose run is paused, and which nobody answers from then on. */
export async function makeBystander(studio: RaceStudio): Promise<Bystander> {
  const config = { ...callbackConfig(studio, "off", null), prefect: studio.prefect };
  const callback = await startCallback(config, { log: pino({ level: "silent" }) });
  const session = await studio.session();
  await callback.handle(await studio.ask(session, "REQUEST_INSPIRATION"));
  await studio.hasSettled(session, 1);
  const wait = await studio.waitIn(session, "PAUSED");
  await callback.stop();
  const [row] = await studio.service<{ handle_id: string }[]>`
    select handle_id from flow_resume_handles where correlation_id = ${wait.correlation_id}`;
  return { session, wait, handleId: row?.handle_id ?? "" };
}
