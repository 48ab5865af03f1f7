/** `npm start`: the whole studio in the foreground until SIGINT or SIGTERM. */
import { outliveOutput } from "#runtime/process-log/json-log.ts";
import { fail } from "../processes/fail.ts";
import { requirePython } from "../processes/python.ts";
import { checkOperatorModel } from "../roles/operator-model.ts";
import { readStudioConfig } from "../studio/studio-config.ts";
import { type Studio, startStudio } from "../studio/studio.ts";

let isStopping = false;
let studio: Studio | null = null;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(): Promise<void> {
  outliveOutput();
  const config = readStudioConfig(process.env);
  requirePython();
  await checkOperatorModel(config.env);
  say("Starting Genesis Studio …");
  studio = await startStudio(config, { say });
  if (isStopping) return end(studio);
  if (await studio.ready) say(`Genesis Studio ready: ${studio.url}`);
}

/** Where something hangs this process ends all the same; its children notice that and end too. */
const longestStopMs = 9_000;

/** A second signal does not wait. */
function onSignal(): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  say("Stopping …");
  setTimeout(() => process.exit(1), longestStopMs).unref();
  // While it still starts, run() ends it as soon as it has.
  if (studio !== null) void end(studio);
}

async function end(started: Studio): Promise<void> {
  await started.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
run().catch(fail);
