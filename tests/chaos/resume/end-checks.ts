/** What must hold once nothing is cut any more: in the studio's tables, and in Prefect. */
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import { z } from "zod";

interface Check {
  readonly name: string;
  /** How many there are of what may not be. */
  count(): Promise<number>;
}

/** What stays behind in Prefect is looked for every 15 s, and left alone for its first minute. */
const SETTLES_WITHIN_MS = 150_000;

/**
 * Waits until nothing is under way any more.
 * @param isWhole false: Prefect knows of answers that the studio's database has lost
 * @returns what still is, or what is wrong for good
 */
export async function endViolations(genesis: Sql, prefect: Sql, isWhole = true): Promise<string[]> {
  const checks = [...openWork(genesis), ...runsInPrefect(genesis, prefect), ...history(genesis)];
  const until = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const found: string[] = [];
    for (const check of checks) {
      const number = await check.count();
      if (number > 0) found.push(`${number} × ${check.name}`);
    }
    if (isWhole) found.push(...(await injectedAnswers(genesis, prefect)));
    if (found.length === 0 || Date.now() > until) return found;
    await delay(1_000);
  }
}

async function counted(rows: Promise<readonly { count: number }[]>): Promise<number> {
  return (await rows)[0]?.count ?? 0;
}

function openWork(sql: Sql): Check[] {
  return [
    {
      name: "command pending",
      count: () =>
        counted(sql`select count(*)::int from command_inbox
          where status in ('RECEIVED', 'PROCESSING')`),
    },
    {
      name: "task not ended",
      count: () =>
        counted(sql`select count(*)::int from async_tasks where status in ('PENDING', 'RUNNING')`),
    },
    {
      name: "event not sent",
      count: () => counted(sql`select count(*)::int from event_outbox where status <> 'SENT'`),
    },
    {
      name: "handle that is neither paused on the present wait nor over",
      count: () =>
        counted(sql`select count(*)::int from flow_resume_handles h
          join genesis_sessions s using (session_id)
          where h.status in ('WAITING', 'PENDING_PAUSE') or (h.status = 'PAUSED'
            and (h.resume_payload is not null or h.correlation_id <> s.correlation_id))`),
    },
    {
      name: "session whose flow waits for nothing",
      count: () =>
        counted(sql`select count(*)::int from genesis_sessions s
          where status = 'ACTIVE' and not exists (select from flow_resume_handles h
            where h.correlation_id = s.correlation_id and h.status = 'PAUSED')`),
    },
  ];
}

/** Exactly one effect a command, whatever was delivered how often. */
function history(sql: Sql): Check[] {
  return [
    {
      name: "command with two proposals",
      count: () =>
        counted(sql`select count(*)::int from (select from genesis_proposals
          where command_id is not null group by command_id having count(*) > 1) twice`),
    },
    {
      name: "background command that did not end exactly once",
      count: () =>
        counted(sql`select count(*)::int from command_inbox c where c.is_background and 1 <> (
          select count(*) from domain_events e where e.command_id = c.command_id
            and e.event_type in ('genesis.proposal.ready', 'genesis.command.failed',
              'genesis.command.cancelled'))`),
    },
    {
      name: "wait that two completed commands answered",
      count: () =>
        counted(sql`select count(*)::int from (select from command_inbox
          where is_background and status = 'COMPLETED'
          group by correlation_id having count(*) > 1) twice`),
    },
    {
      name: "handle that was resumed with another wait's answer",
      count: () =>
        counted(sql`select count(*)::int from flow_resume_handles h
          join command_inbox c using (command_id)
          where h.status = 'RESUMED' and (c.correlation_id is distinct from h.correlation_id
            or h.resume_payload ->> 'command_id' is distinct from h.command_id::text)`),
    },
    {
      name: "session with a gap in its versions",
      count: () =>
        counted(sql`select count(*)::int from (select from domain_events
          group by session_id having max(version) <> count(*)) gaps`),
    },
  ];
}

/** Nothing runs there, and what is paused is what a session owns. */
function runsInPrefect(genesis: Sql, prefect: Sql): Check[] {
  return [
    {
      name: "flow run in Prefect that still runs, or is to run",
      count: () =>
        counted(prefect`select count(*)::int from flow_run
          where state_type in ('RUNNING', 'PENDING', 'SCHEDULED', 'CANCELLING')`),
    },
    {
      name: "flow run in Prefect that is paused for no session",
      count: async () => {
        const owned = await genesis<{ flow_run_id: string }[]>`
          select flow_run_id from genesis_sessions where flow_run_id is not null`;
        const ids = owned.map((row) => row.flow_run_id);
        return counted(prefect`select count(*)::int from flow_run
          where state_type = 'PAUSED' and not id = any(${ids}::uuid[])`);
      },
    },
  ];
}

const runInput = z.object({ correlation_id: z.uuid(), payload: z.string() });
const answer = z.looseObject({ correlation_id: z.uuid(), command_id: z.uuid() });

/** What Prefect injected into runs: each wait's own answer, by a command that answered that wait. */
async function injectedAnswers(genesis: Sql, prefect: Sql): Promise<string[]> {
  const inputs = await prefect<{ key: string; value: string }[]>`
    select key, value from flow_run_input where key like 'suspended-%-response'`;
  const commands = await genesis<{ command_id: string; correlation_id: string }[]>`
    select command_id, correlation_id from command_inbox where correlation_id is not null`;
  const waitOf = new Map(commands.map((row) => [row.command_id, row.correlation_id]));
  const found: string[] = [];
  for (const { key, value } of inputs) {
    const input = runInput.parse(JSON.parse(value));
    const { correlation_id, command_id } = answer.parse(JSON.parse(input.payload));
    const isRight =
      key === `suspended-${correlation_id}-response` &&
      input.correlation_id === correlation_id &&
      waitOf.get(command_id) === correlation_id;
    if (!isRight) found.push(`${key} was given the answer ${value}`);
  }
  return found;
}
