/** `npm start`: the whole studio in the foreground until SIGINT or SIGTERM. */
import { EnvironmentError } from "#shared/environment.ts";
import { readStudioConfig } from "./studio-config.ts";
import { type Studio, StudioStartError, startStudio } from "./studio.ts";

let isStopping = false;
let studio: Studio | null = null;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(): Promise<void> {
  const config = readStudioConfig(process.env);
  say("Starting Genesis Studio …");
  studio = await startStudio(config, { say });
  if (isStopping) return end(studio);
  if (await studio.ready) say(`Genesis Studio ready: ${studio.url}`);
}

/** A second signal does not wait: the children notice this process's end by themselves. */
function onSignal(): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  say("Stopping …");
  // While it still starts, run() ends it as soon as it has.
  if (studio !== null) void end(studio);
}

async function end(started: Studio): Promise<void> {
  await started.stop();
  process.exit(0);
}

function fail(error: unknown): never {
  const isForUsers = error instanceof EnvironmentError || error instanceof StudioStartError;
  const words = error instanceof Error ? (isForUsers ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
run().catch(fail);
