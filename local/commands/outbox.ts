/** `npm run outbox -- list | retry | drop`: an operator's commands for events that FAILED. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type ServiceDatabase,
  arrayArgument,
  createServiceDatabase,
} from "#runtime/postgres/service-database.ts";
import type { OutboxFailure } from "#shared/answers/outbox.ts";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { toldUsage } from "../operator/told-usage.ts";
import { fail } from "../processes/fail.ts";
import { type OutboxCommand, USAGE, readCommandLine } from "../outbox/command-line.ts";
import { embeddedUrl } from "../postgres/embedded-postgres.ts";
import { StartError } from "../processes/start-error.ts";

const { DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR } = environment;

async function run(): Promise<void> {
  const asked = readCommandLine(process.argv.slice(2));
  if (toldUsage(asked, USAGE)) return;
  const database = createServiceDatabase({
    url: databaseUrl(),
    applicationName: "genesis outbox",
    maxConnections: 1,
    deadlineMs: 10_000,
    lockTimeoutMs: 2_000,
  });
  try {
    await obey(database, asked);
  } finally {
    await database.stop();
  }
}

async function obey(
  database: ServiceDatabase,
  asked: Exclude<OutboxCommand, { command: "help" | "wrong" }>,
): Promise<void> {
  if (asked.command === "list") {
    const rows = await database.call("list_outbox_failures", asked.limit);
    for (const row of rows) say(asked.isJson ? JSON.stringify(row) : lineOf(row));
    if (rows.length === 0 && !asked.isJson) say("Nothing has FAILED");
    return;
  }
  const { command } = asked;
  const wanted = asked.ids === null ? null : arrayArgument(asked.ids);
  const done = await database.call(`${command}_outbox`, wanted);
  if (command === "retry" && done.length > 0) await database.call("wake", "events");
  const missing = (asked.ids ?? []).filter((id) => !done.includes(id));
  const verb = command === "retry" ? "will be published again" : "dropped";
  say(`${done.length} ${done.length === 1 ? "event" : "events"} ${verb}`);
  if (missing.length === 0) return;
  process.stderr.write(`Not FAILED, so left alone: ${missing.join(", ")}\n`);
  process.exitCode = 1;
}

function lineOf(row: OutboxFailure): string {
  const { outbox_id, created_at, event_type, session_id, version, last_error } = row;
  // What a broker says may hold line breaks.
  const reason = (last_error ?? "").replace(/\s+/g, " ");
  return [outbox_id, created_at, event_type, `${session_id} v${version}`, reason].join("  ");
}

function databaseUrl(): string {
  const values = readEnvironment(
    { DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR },
    process.env,
  );
  const url = values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  if (url !== undefined) return url;
  const directory = resolve(values.GENESIS_DATA_DIR);
  if (existsSync(join(directory, "postgres.port"))) return embeddedUrl(directory);
  throw new StartError(
    `DATABASE_URL: got nothing, and no studio has run from ${directory}; takes ${DATABASE_URL.takes}`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

run().catch(fail);
