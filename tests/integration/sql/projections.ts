/** Every table that follows from the log, compared with what a replay of the log makes of it. */
import type { Sql } from "postgres";
import { expect } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { loggedEvents, replay, type LoggedEvent } from "./replay.ts";
import type { SessionProjection } from "./replayed.ts";

interface LogPage {
  readonly events: readonly unknown[];
  readonly next: number | null;
}

/** The session's log by the function that edge and stream read it with, page by page. */
async function wholeLog(app: Sql, account: string, session: string) {
  const events: unknown[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const pages: readonly { readonly page: LogPage }[] = await app<{ page: LogPage }[]>`
      select genesis.list_events(${account}, ${session}, ${after}, 500) as page`;
    const row = pages[0];
    if (row === undefined) throw new Error("list_events returned no row");
    events.push(...row.page.events);
    after = row.page.next;
  }
  return loggedEvents.parse(events);
}

/**
 * Fails where a version is missing, an event has no outbox row, or a table differs from the log.
 * @param service reads the tables, every account's
 * @returns what the log amounts to
 */
export async function expectTablesEqualLog(
  app: Sql,
  service: Sql,
  account: string,
  session: string,
): Promise<SessionProjection> {
  const events = await wholeLog(app, account, session);
  expect(events.map((event) => event.version)).toEqual(events.map((_, index) => index + 1));
  const log = replay(events);
  const [branch] = await service<{ version: number | null }[]>`
    select branch_of_version as version from genesis_sessions where session_id = ${session}`;
  // What a branch began with was another session's: its commands, and what they used.
  const inherited = events.slice(0, branch?.version ?? 0);
  await Promise.all([
    expectSession(service, session, log, replay(inherited)),
    expectStages(service, session, log),
    expectCommands(service, session, log, events, inherited),
    expectNovel(service, session, log),
    expectOutbox(service, session, events),
  ]);
  return log;
}

async function expectSession(
  service: Sql,
  session: string,
  log: SessionProjection,
  inherited: SessionProjection,
) {
  // Events of a release that knew no undo cannot be undone.
  const linked = await service<{ version: number }[]>`
    select version from domain_events where session_id = ${session} and undo_version = version`;
  const undoable = log.undoable.filter((at) => linked.some(({ version }) => version === at));
  const [row] = await service`
    select title, status, current_stage, version, correlation_id, answered_by, novel_id,
      genesis.brief_json(brief) as brief, answers, limit_usd::float8, input_tokens::int, output_tokens::int,
      last_error ->> 'command_id' as error_of, last_error ->> 'code' as error_code,
      last_error ->> 'kept_text' as error_text, archived_at is not null as archived,
      genesis.choices_of(genesis_sessions) = genesis.choices_at(session_id, version) as is_choices_at,
      genesis.undo_redo(genesis_sessions) -> 'undo' ->> 'version' as undo,
      genesis.undo_redo(genesis_sessions) -> 'redo' ->> 'version' as redo
    from genesis_sessions where session_id = ${session}`;
  expect({ ...row }).toEqual({
    title: log.title,
    status: log.status,
    current_stage: log.current_stage,
    version: log.version,
    correlation_id: log.correlation_id,
    answered_by: log.pending[0] ?? null,
    novel_id: log.novel_id,
    brief: log.brief,
    answers: log.answers,
    limit_usd: log.limit_usd,
    input_tokens: log.input_tokens - inherited.input_tokens,
    output_tokens: log.output_tokens - inherited.output_tokens,
    error_of: log.last_error?.command_id ?? null,
    error_code: log.last_error?.code ?? null,
    error_text: log.last_error?.kept_text ?? null,
    archived: log.archived,
    is_choices_at: true,
    undo: undoable.at(-1)?.toString() ?? null,
    redo: log.redoable.at(-1)?.undone.toString() ?? null,
  });
}

async function expectStages(service: Sql, session: string, log: SessionProjection) {
  const stages = await service`
    select st.stage, st.status, st.accepted_proposal_id, st.accepted_candidate_id,
      genesis.accepted_content(st) as accepted_content, genesis.working_json(st) as working, st.kept_text, st.proposal_count, st.stale_because
    from genesis_stages st where session_id = ${session} order by genesis.stage_position(stage)`;
  const candidates = new Map(
    STAGES.flatMap((stage) => log.stages[stage].proposals)
      .flatMap((proposal) => proposal.candidates)
      .map((candidate) => [candidate.candidate_id, candidate.content] as const),
  );
  expect(stages.map((row) => ({ ...row }))).toEqual(
    STAGES.map((stage) => {
      const { status, accepted, working, kept_text, proposals, stale_because } = log.stages[stage];
      return {
        stage,
        status,
        accepted_proposal_id: accepted?.proposal_id ?? null,
        accepted_candidate_id: accepted?.candidate_id ?? null,
        accepted_content: accepted === null ? null : candidates.get(accepted.candidate_id),
        working,
        kept_text,
        proposal_count: proposals.length,
        stale_because,
      };
    }),
  );
  const proposals = await service<{ proposal: unknown }[]>`
    select genesis.proposal_json(p) as proposal from genesis_proposals p
    where session_id = ${session} order by genesis.stage_position(stage), round`;
  expect(proposals.map((row) => row.proposal)).toEqual(
    STAGES.flatMap((stage) => log.stages[stage].proposals),
  );
}

const TASK_OF = {
  RECEIVED: "PENDING",
  PROCESSING: "RUNNING",
  COMPLETED: "COMPLETED",
  FAILED: "FAILED",
  CANCELLED: "CANCELLED",
} as const;

async function expectCommands(
  service: Sql,
  session: string,
  log: SessionProjection,
  events: readonly LoggedEvent[],
  inherited: readonly LoggedEvent[],
) {
  const others = new Set(inherited.map((event) => event.command_id));
  const ended = events.filter(
    (event) => event.event_type === "genesis.command.cancelled" && others.has(event.command_id),
  ).length;
  const rows = await service<
    { command_id: string; status: keyof typeof TASK_OF; background: boolean; task: string | null }[]
  >`
    select command_id, c.status, c.is_background as background, t.status as task
    from command_inbox c left join async_tasks t using (command_id)
    where c.session_id = ${session} and c.command_type <> 'CANCEL_GENERATION'`;
  expect(Object.fromEntries(rows.map((row) => [row.command_id, row.status]))).toEqual(
    Object.fromEntries(Object.entries(log.commands).filter(([command]) => !others.has(command))),
  );
  for (const row of rows) expect(row.task).toBe(row.background ? TASK_OF[row.status] : null);
  const [count] = await service<{ cancels: number; tasks: number }[]>`
    select (select count(*)::int from command_inbox
        where session_id = ${session} and command_type = 'CANCEL_GENERATION') as cancels,
      (select count(*)::int from async_tasks where session_id = ${session}) as tasks`;
  expect(count?.cancels).toBeLessThanOrEqual(log.cancels);
  expect(count?.cancels).toBeGreaterThanOrEqual(log.cancels - log.deletions - ended);
  // Nothing but its command's row leads to a task: none is left without.
  expect(count?.tasks).toBe(rows.filter((row) => row.background).length);
}

async function expectNovel(service: Sql, session: string, log: SessionProjection) {
  const rows = await service`
    select novel_id, title, edition from novels where session_id = ${session}`;
  expect(rows.map((row) => ({ ...row }))).toEqual(
    log.novel === null ? [] : [{ novel_id: log.novel_id, ...log.novel }],
  );
}

async function expectOutbox(
  service: Sql,
  session: string,
  events: readonly { readonly event_id: string }[],
) {
  const rows = await service<{ event_id: string }[]>`
    select event_id from event_outbox where session_id = ${session} order by outbox_id`;
  expect(rows.map((row) => row.event_id)).toEqual(events.map((event) => event.event_id));
}
