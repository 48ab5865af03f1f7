/**
 * Random histories from several clients at once: each command is accepted once or refused with a
 * reason, versions are gapless, and the tables say what the log says.
 * `GENESIS_HISTORIES` is how many histories are tried (the long form is 10000).
 */
import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STAGES } from "#shared/stages.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { loggedEvents, replay } from "./replay.ts";
import { SessionFixture, connectAs, type StateOf } from "./session-fixture.ts";

const HISTORIES = Number(process.env.GENESIS_HISTORIES ?? 300);

let database: TestDatabase;
let app: Sql;
let service: Sql;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app", 8);
  service = connectAs(database.url, "genesis_service", 8);
});
afterAll(async () => {
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});

const content = (title: string) => ({ title, facts: [{ label: "who", text: title }] });

/** What a client or the flow does next; `pick` chooses among what the session has by then. */
const action = fc.record({
  kind: fc.constantFrom(
    "inspire",
    "idea",
    "revise",
    "regenerate",
    "confirm",
    "confirm with edits",
    "select",
    "save",
    "cancel",
    "finish",
    "record one",
    "record three",
    "fail",
    "begin",
  ),
  pick: fc.nat(1000),
  isRepeated: fc.boolean(),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function anyCandidate(state: StateOf, pick: number) {
  const all = STAGES.flatMap((stage) =>
    (state.stages[stage]?.proposals ?? []).flatMap((proposal) =>
      proposal.candidates.map((candidate) => ({
        stage,
        ids: { proposal_id: proposal.proposal_id, candidate_id: candidate.candidate_id },
      })),
    ),
  );
  return all[pick % Math.max(all.length, 1)];
}

async function act(session: SessionFixture, step: Action): Promise<void> {
  const state = await session.state();
  const pending = state.pending_commands[0]?.command_id;
  const chosen = anyCandidate(state, step.pick);
  const send = async (
    type: Parameters<SessionFixture["accept"]>[0],
    payload: Readonly<Record<string, unknown>>,
  ) => {
    const options = { key: `${type} ${step.pick}`, hash: JSON.stringify(payload) };
    const outcomes = await Promise.all(
      Array.from({ length: step.isRepeated ? 3 : 1 }, () => session.accept(type, payload, options)),
    );
    expect(outcomes.filter((outcome) => outcome.outcome === "ACCEPTED").length).toBeLessThanOrEqual(
      1,
    );
  };
  // The edge refuses these without a candidate, by their payload's schema.
  const needsCandidate = ["revise", "confirm", "confirm with edits", "select"].includes(step.kind);
  if (needsCandidate && chosen === undefined) return;
  switch (step.kind) {
    case "inspire":
      return send("REQUEST_INSPIRATION", { genre: `genre ${step.pick}` });
    case "idea":
      return send("SUBMIT_IDEA", { idea: `idea ${step.pick}` });
    case "revise":
      return send("REVISE_PROPOSAL", { ...chosen?.ids, feedback: "older" });
    case "regenerate":
      return send("REGENERATE_PROPOSAL", step.pick % 2 === 0 ? {} : { ...chosen?.ids });
    case "confirm":
      return send("CONFIRM_STAGE", { ...chosen?.ids });
    case "confirm with edits":
      return send("CONFIRM_STAGE", {
        ...chosen?.ids,
        stage: chosen?.stage,
        edits: content(`edited ${step.pick}`),
      });
    case "select":
      return send("SELECT_CANDIDATE", { ...chosen?.ids, locked: ["/title"] });
    case "save":
      return send("SAVE_CANDIDATE", {
        stage: STAGES[step.pick % STAGES.length],
        content: content(`own ${step.pick}`),
      });
    case "cancel":
      return send("CANCEL_GENERATION", {});
    case "finish":
      return send("FINISH_GENESIS", {});
    case "begin":
    case "record one":
    case "record three":
    case "fail": {
      if (pending === undefined) return;
      await session.begin(pending);
      if (step.kind === "fail") {
        await service`select genesis.fail_command(${pending}, 1, 'MODEL_BAD_ANSWER', 'no', 'kept')`;
      } else if (step.kind !== "begin") {
        const count = step.kind === "record one" ? 1 : 3;
        await session.record(
          pending,
          Array.from({ length: count }, (_, index) => content(`${step.pick}.${index}`)),
        );
      }
    }
  }
}

async function check(session: SessionFixture): Promise<void> {
  const [row] = await app<{ listed: { events: unknown } }[]>`
    select genesis.list_events(${session.account}, ${session.session}, 0, 500) as listed`;
  const events = loggedEvents.parse(row?.listed.events);
  expect(events.map((event) => event.version)).toEqual(events.map((_, index) => index + 1));
  const state = await session.state();
  const replayed = replay(events);
  expect({
    title: state.title,
    status: state.status,
    current_stage: state.current_stage,
    version: state.version,
    correlation_id: state.correlation_id,
    novel_id: state.novel_id,
  }).toEqual({
    title: replayed.title,
    status: replayed.status,
    current_stage: replayed.current_stage,
    version: replayed.version,
    correlation_id: replayed.correlation_id,
    novel_id: replayed.novel_id,
  });
  expect(state.pending_commands.map((command) => command.command_id)).toEqual(replayed.pending);
  expect(state.last_error?.code ?? null).toBe(replayed.last_error?.code ?? null);
  for (const stage of STAGES) {
    const now = state.stages[stage];
    const then = replayed.stages[stage];
    expect({
      stage,
      status: now?.status,
      working: now?.working,
      kept_text: now?.kept_text,
    }).toEqual({
      stage,
      status: then.status,
      working: then.working,
      kept_text: then.kept_text,
    });
    // Every round the state shows is in the log, whole.
    for (const proposal of now?.proposals ?? []) {
      expect(proposal).toEqual(then.proposals[proposal.round - 1]);
    }
  }
  const [counts] = await service<{ outbox: number; inbox: number; commands: number }[]>`
    select
      (select count(*)::int from event_outbox where session_id = ${session.session}) as outbox,
      (select count(*)::int from command_inbox where session_id = ${session.session}) as inbox,
      (select count(*)::int from command_inbox
        where session_id = ${session.session} and status in ('RECEIVED', 'PROCESSING')) as commands`;
  expect(counts?.outbox).toBe(events.length);
  expect(counts?.commands).toBe(replayed.pending.length);
}

test(`${HISTORIES} random histories: accepted once, gapless, and the tables equal the replayed log`, {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 25 }), async (steps) => {
      const session = await SessionFixture.create(app, service);
      // Two clients work on it at once.
      const halves = [steps.filter((_, i) => i % 2 === 0), steps.filter((_, i) => i % 2 === 1)];
      await Promise.all(
        halves.map(async (half) => {
          for (const step of half) await act(session, step);
        }),
      );
      await check(session);
    }),
    { numRuns: HISTORIES },
  );
});
