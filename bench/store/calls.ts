/** What edges, relays and callbacks ask of the database again and again, each as they ask it. */
import type { Sql } from "postgres";

/** A session that is small and young, of an account that has no other. */
export interface Subject {
  readonly account: string;
  readonly session: string;
}

export interface Call {
  readonly name: string;
  readonly role: "app" | "service";
  readonly ask: (sql: Sql, of: Subject) => Promise<unknown>;
}

const COMMANDS: readonly Call[] = [
  {
    name: "command",
    role: "app",
    ask: (sql, { account, session }) => sql`
      select genesis.accept_command(${account}, ${session}, 'RENAME_SESSION', '{"title": "A book"}',
        null, null, null)`,
  },
  {
    name: "background_command",
    role: "app",
    async ask(sql, { account, session }) {
      for (const type of ["REQUEST_INSPIRATION", "CANCEL_GENERATION"]) {
        await sql`
          select genesis.accept_command(${account}, ${session}, ${type}, '{}', null, null, null)`;
      }
    },
  },
];

const READS: readonly Call[] = [
  {
    name: "state",
    role: "app",
    ask: (sql, { account, session }) => sql`select genesis.session_state(${account}, ${session})`,
  },
  {
    name: "shelf",
    role: "app",
    ask: (sql, { account }) => sql`select genesis.list_sessions(${account}, null, 50, null, false)`,
  },
];

/** The stream's opening, its poll, and what a wake asks. */
const STREAM: readonly Call[] = [
  {
    name: "stream_position",
    role: "app",
    ask: (sql, { account, session }) => sql`select genesis.stream_position(${account}, ${session})`,
  },
  { name: "stream_poll", role: "service", ask: (sql) => sql`select genesis.recent_work(17000)` },
  {
    name: "stream_events",
    role: "service",
    ask: (sql, { session }) => sql`
      select genesis.events_since(${JSON.stringify([[session, 0, "whole"]])}::text::jsonb, 100)`,
  },
  {
    name: "stream_progress",
    role: "service",
    ask: (sql, { session }) => sql`select genesis.live_progress(${[session]}::uuid[])`,
  },
  {
    name: "ended_credentials",
    role: "service",
    ask: (sql) => sql`select genesis.ended_credentials('[]', 17000)`,
  },
];

const CALLBACKS: readonly Call[] = [
  {
    name: "unsettled_work",
    role: "service",
    ask: (sql) => sql`select genesis.unsettled_work('5 seconds', 50)`,
  },
  { name: "take_resumes", role: "service", ask: (sql) => sql`select genesis.take_resumes(50)` },
  {
    name: "left_runs",
    role: "service",
    ask: (sql) => sql`select genesis.left_runs('45 seconds', 200)`,
  },
  {
    name: "orphaned_runs",
    role: "service",
    ask: (sql, { session }) => sql`
      select genesis.orphaned_runs(jsonb_build_array(jsonb_build_object(
        'flow_run_id', uuidv7(), 'session_id', ${session}::uuid, 'run_epoch', 1)))`,
  },
];

const RELAYS: readonly Call[] = [
  {
    name: "claim_outbox",
    role: "service",
    ask: (sql) => sql`
      select genesis.claim_outbox(pg_backend_pid(), 0, 1, 500, 8388608, '{}', '{}', 0)`,
  },
  { name: "outbox_stats", role: "service", ask: (sql) => sql`select genesis.outbox_stats()` },
  {
    name: "claim_deliveries",
    role: "service",
    ask: (sql) => sql`select genesis.claim_deliveries(20, 4, 2, '{}')`,
  },
  {
    name: "measure_storage",
    role: "service",
    ask: (sql) => sql`select genesis.measure_storage('2 minutes', 500)`,
  },
  ...(
    [
      ["prune_outbox", "24 hours"],
      ["prune_commands", "400 days"],
      ["prune_deliveries", "24 hours"],
      ["prune_audit", "365 days"],
      ["erase_sessions", "30 days"],
      ["erase_accounts", "30 days"],
    ] as const
  ).map(
    ([name, age]): Call => ({
      name,
      role: "service",
      ask: (sql) => sql`select genesis.${sql(name)}(${age}::interval, 200)`,
    }),
  ),
];

/** One after the other, as they stand here: a command first, so that there is something to tell of. */
export const CALLS: readonly Call[] = [...COMMANDS, ...READS, ...STREAM, ...CALLBACKS, ...RELAYS];
