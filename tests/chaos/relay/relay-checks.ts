/** What has to hold in the end: nothing lost, nothing out of order, every effect once. */
import type { Sql } from "postgres";
import { parseCloudEvent } from "#shared/events/cloud-event.ts";
import { KAFKA_DEFAULTS } from "#runtime/kafka/kafka-config.ts";
import { readTopic } from "../../provision/kafka/kafka-admin.ts";
import type { RelaySystem } from "./relay-system.ts";
import type { AnsweredCommand } from "./writers.ts";

export interface Checked {
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** At most so many of a kind are told one by one. */
const MOST_TOLD = 5;

/** Counts each kind of violation and tells the first few of it. */
class Violations {
  readonly #told: string[] = [];
  readonly #counts = new Map<string, number>();

  add(kind: string, what: string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= MOST_TOLD) this.#told.push(`${kind}: ${what}`);
  }

  list(): readonly string[] {
    const more = [...this.#counts].filter(([, count]) => count > MOST_TOLD);
    return [...this.#told, ...more.map(([kind, count]) => `${kind}: ${count} in all`)];
  }
}

/** Once everything has settled. @param sql as a role that sees every table */
export async function checkRelay(
  system: RelaySystem,
  sql: Sql,
  answered: readonly AnsweredCommand[],
): Promise<Checked> {
  const found = new Violations();
  const figures = {
    ...(await checkBroker(system, sql, found)),
    ...(await checkCommands(sql, answered, found)),
    ...(await checkEffects(system, sql, found)),
    ...(await waits(system, sql)),
  };
  return { figures, violations: found.list() };
}

async function checkBroker(system: RelaySystem, sql: Sql, found: Violations) {
  const events = await sql<{ event_id: string; session_id: string; version: number }[]>`
    select event_id, session_id, version from domain_events order by session_id, version`;
  const expected = new Map(events.map((e) => [`${e.session_id} ${e.version}`, e.event_id]));
  const records = await readTopic(system.kafka.brokers, KAFKA_DEFAULTS.topic);
  const last = new Map<string, number>();
  const seen = new Set<string>();
  let repeats = 0;
  for (const { message } of records) {
    const parsed = parseCloudEvent(message);
    if (parsed.outcome === "ILL_FORMED") {
      found.add("a record is no event", parsed.reason);
      continue;
    }
    const { session_id, version, event_id } = parsed.message;
    const key = `${session_id} ${version}`;
    if (expected.get(key) !== event_id) found.add("in Kafka, not in the log", key);
    if (seen.has(key)) repeats += 1;
    seen.add(key);
    // As a consumer drops repeats: what is left has to be 1, 2, 3 …
    const before = last.get(session_id) ?? 0;
    if (version <= before) continue;
    if (version !== before + 1) found.add("out of order", `${key} came after ${before}`);
    last.set(session_id, version);
  }
  for (const key of expected.keys()) if (!seen.has(key)) found.add("never came to Kafka", key);
  for (const [position, { session_id, version }] of events.entries()) {
    const before = events[position - 1];
    const follows = before?.session_id === session_id ? before.version : 0;
    if (version !== follows + 1) found.add("a gap in the log", `${session_id} ${version}`);
  }
  const dead = await readTopic(system.kafka.brokers, KAFKA_DEFAULTS.deadLetterTopic);
  for (const { message } of dead) {
    found.add("a dead letter", String(message.headers?.["dlq_reason"]));
  }
  const unsent = await sql<{ status: string; outbox_id: string; last_error: string | null }[]>`
    select status, outbox_id, last_error from event_outbox where status <> 'SENT'`;
  for (const row of unsent) {
    found.add(`an outbox row is ${row.status}`, `${row.outbox_id} ${row.last_error ?? ""}`);
  }
  return {
    sessions: last.size,
    events: events.length,
    "records in Kafka": records.length,
    "repeats in Kafka": repeats,
  };
}

async function checkCommands(sql: Sql, answered: readonly AnsweredCommand[], found: Violations) {
  const commands = await sql<
    { command_id: string; command_type: string; status: string; error: unknown }[]
  >`select command_id, command_type, status, error from command_inbox`;
  const byId = new Map(commands.map((command) => [command.command_id, command]));
  for (const { command_id, session_id, version } of answered) {
    const isKept = byId.has(command_id);
    if (!isKept) found.add("answered and lost", `${session_id} ${version} ${command_id}`);
  }
  for (const { command_id, command_type, status, error } of commands) {
    const what = `${command_type} ${command_id} ${JSON.stringify(error)}`;
    if (status === "RECEIVED" || status === "PROCESSING") found.add(`pending for ever`, what);
    // A fault of the surroundings ends no command, and there was no other fault.
    if (status === "FAILED") found.add("a command failed", what);
  }
  const unlogged = await sql<{ command_id: string }[]>`
    select command_id from command_inbox i where not exists
      (select from domain_events e where e.session_id = i.session_id and e.version = i.version)`;
  for (const { command_id } of unlogged) found.add("a command without an event", command_id);
  return { "commands answered": answered.length, "commands in the inbox": commands.length };
}

async function checkEffects(system: RelaySystem, sql: Sql, found: Violations) {
  // Grouped first: neither table has an index by command.
  const effects = await sql<
    { command_id: string; status: string; ready: number; proposals: number; started: number }[]
  >`with events as (
      select command_id, count(*) filter (where event_type = 'genesis.proposal.ready')::int as ready,
        count(*) filter (where event_type = 'genesis.generation.started')::int as started
      from domain_events group by command_id
    ), rounds as (select command_id, count(*)::int as proposals from genesis_proposals group by command_id)
    select i.command_id, i.status, coalesce(e.ready, 0) as ready,
      coalesce(r.proposals, 0) as proposals, coalesce(e.started, 0) as started
    from command_inbox i left join events e using (command_id) left join rounds r using (command_id)
    where i.is_background`;
  let beganAgain = 0;
  for (const { command_id, status, ready, proposals, started } of effects) {
    if (status === "COMPLETED" && (ready !== 1 || proposals !== 1)) {
      found.add("not one effect", `${command_id}: ${ready} events, ${proposals} proposals`);
    }
    beganAgain += Math.max(0, started - 1);
  }
  const answers = await sql<{ correlation_id: string; taken: number; commands: number }[]>`
    select correlation_id, count(*)::int as taken, count(distinct command_id)::int as commands
    from flow_resume_handles where status = 'RESUMED' and resume_payload is not null
    group by correlation_id`;
  for (const { correlation_id, taken, commands } of answers) {
    if (taken > 1 || commands > 1) found.add("a wait was answered twice", correlation_id);
  }
  const resumed = new Set<string>();
  for (const { correlation_id } of system.prefect.resumptions) {
    if (resumed.has(correlation_id)) found.add("a run was resumed twice", correlation_id);
    resumed.add(correlation_id);
  }
  return {
    "background commands": effects.length,
    "generations begun again": beganAgain,
    "flow runs": system.prefect.runs.size,
    "runs resumed": system.prefect.resumptions.length,
  };
}

/** From commit to SENT by the database's clock, and how much of it the servers were away. */
async function waits(system: RelaySystem, sql: Sql): Promise<Record<string, number>> {
  const rows = await sql<{ created: number; sent: number }[]>`
    select extract(epoch from created_at)::float8 * 1000 as created,
      extract(epoch from sent_at)::float8 * 1000 as sent
    from event_outbox where status = 'SENT'`;
  const ends = system.outages.map(({ toMs }) => toMs);
  const all = rows.map(({ created, sent }) => sent - created);
  const sinceBack = rows.map(({ created, sent }) => {
    const back = ends.filter((end) => end < sent);
    return sent - Math.max(created, ...back);
  });
  const away = (server: string) =>
    system.outages
      .filter((outage) => outage.server === server)
      .reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return {
    "commit to SENT, median s": seconds(quantile(all, 0.5)),
    "commit to SENT, p99 s": seconds(quantile(all, 0.99)),
    "commit to SENT, longest s": seconds(quantile(all, 1)),
    "the same since both servers were back, longest s": seconds(quantile(sinceBack, 1)),
    "Kafka away, s": seconds(away("Kafka")),
    "PostgreSQL away, s": seconds(away("PostgreSQL")),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const seconds = (ms: number) => Number((ms / 1_000).toFixed(3));
