/**
 * Random histories from several clients at once: each command is accepted once or refused with a
 * reason, versions are gapless, and the tables say what the log says.
 * `GENESIS_HISTORIES` is how many histories are tried (the long form is 10000).
 */
import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMAND_TABLE } from "#shared/commands/command-table.ts";
import { STAGES } from "#shared/stages.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { linesIn } from "#runtime/log/lines.ts";
import { readLogLine } from "#runtime/log/log-line.ts";
import { verifyLog } from "#runtime/log/verify-log.ts";
import { expectEqualStates, importLog } from "./import-log.ts";
import { takenAway } from "./log-chain.ts";
import { expectTablesEqualLog } from "./projections.ts";
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

const content = (title: string) => ({
  title,
  facts: [{ label: "who", text: title }],
  open_questions: [{ id: `q ${title}`, question: `${title}?` }],
});

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
    "budget",
    "finish",
    "finish",
    "reopen",
    "reopen",
    "keep",
    "keep",
    "undo",
    "undo",
    "redo",
    "redo",
    "abandon",
    "resume",
    "resume",
    "archive",
    "unarchive",
    "rename",
    "rename everywhere",
    "answer",
    "brief",
    "place",
    "delete and restore",
    "branch",
    "record one",
    "record three",
    "fail",
    "begin",
  ),
  pick: fc.nat(1000),
  isRepeated: fc.boolean(),
  /** In one transaction, which does not wait for the session, or each in its own. */
  isTogether: fc.boolean(),
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

/** One that has that status, or any where none has. */
function anyStage(state: StateOf, status: string, pick: number) {
  const having = STAGES.filter((stage) => state.stages[stage]?.status === status);
  const among = having.length === 0 ? STAGES : having;
  return among[pick % among.length];
}

async function act(
  session: SessionFixture,
  step: Action,
  branches: SessionFixture[],
): Promise<void> {
  const state = await session.stateIfThere();
  if (state === null) return;
  const pending = state.pending_commands[0]?.command_id;
  const chosen = anyCandidate(state, step.pick);
  const send = async (
    type: Parameters<SessionFixture["accept"]>[0],
    payload: Readonly<Record<string, unknown>>,
  ) => {
    const options = { key: `${type} ${step.pick}`, hash: JSON.stringify(payload) };
    const times = step.isRepeated ? 3 : 1;
    const outcomes = await (step.isTogether
      ? session.acceptTogether(times, type, payload, options)
      : Promise.all(Array.from({ length: times }, () => session.accept(type, payload, options))));
    expect(outcomes).toHaveLength(times);
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
    case "budget":
      // Mostly with enough left: a spent one only refuses.
      return send("SET_BUDGET", { limit_usd: step.pick % 5 === 0 ? 0 : 5 + step.pick });
    case "cancel":
      return send("CANCEL_GENERATION", {});
    case "finish":
      return send("FINISH_GENESIS", {});
    case "reopen":
      return send("REOPEN_STAGE", { stage: anyStage(state, "CONFIRMED", step.pick) });
    case "keep":
      return send("KEEP_STAGE", { stage: anyStage(state, "STALE", step.pick) });
    case "undo":
      return send("UNDO", {});
    case "redo":
      return send("REDO", {});
    case "abandon":
      return send("ABANDON_SESSION", {});
    case "resume":
      return send("RESUME_SESSION", {});
    case "archive":
      return send("ARCHIVE_SESSION", {});
    case "unarchive":
      return send("UNARCHIVE_SESSION", {});
    case "rename":
      return send("RENAME_SESSION", { title: `name ${step.pick}` });
    case "rename everywhere":
      return send("RENAME_EVERYWHERE", {
        from: ["after", "own", "edited", "A"][step.pick % 4],
        to: `name${step.pick}`,
      });
    case "answer": {
      const asked = state.questions[step.pick % Math.max(state.questions.length, 1)];
      if (asked === undefined) return;
      const answer = step.pick % 3 === 0 ? null : `answer ${step.pick}`;
      return send("ANSWER_QUESTIONS", { answers: [{ question_id: asked.question_id, answer }] });
    }
    case "brief":
      return send("UPDATE_BRIEF", { notes: `notes ${step.pick}`, constraints: ["no dreams"] });
    case "place": {
      const { account, session: id } = session;
      const brought = JSON.stringify({
        name: "n",
        kind: "text",
        encoding: "utf-8",
        chars: 1,
        sections: [],
        left_out: [],
      });
      const [row] = await session.app<{ added: { material?: { material_id: string } } }[]>`
        select genesis.add_material(${account}, ${id}, ${brought}::text::jsonb, 'x', 'eA==') as added`;
      const material_id = row?.added.material?.material_id;
      if (material_id === undefined) return;
      await send("PLACE_MATERIAL", { material_id, stage: STAGES[step.pick % STAGES.length] });
      if (step.pick % 2 === 0) {
        await session.app`select genesis.remove_material(${account}, ${id}, ${material_id}, null)`;
      }
      return;
    }
    case "delete and restore": {
      const { account, session: id } = session;
      await session.app`select genesis.delete_session(${account}, ${id})`;
      await session.app`select genesis.restore_session(${account}, ${id}, 30)`;
      return;
    }
    case "branch": {
      const branch = await session.branchIfThere(1 + (step.pick % state.version), {
        replayWith: step.pick % 4 === 0 ? "another model" : null,
      });
      if (branch !== null) branches.push(branch);
      return;
    }
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

/** Commands by the type they were accepted as, over all histories. */
async function acceptedTypes(): Promise<string[]> {
  const rows = await service<{ command_type: string }[]>`
    select distinct command_type from command_inbox order by 1`;
  return rows.map((row) => row.command_type);
}

/** The first stages confirmed one after the other: histories start at every place of a session. */
async function confirmed(session: SessionFixture, stages: number): Promise<void> {
  if (stages === 0) return;
  await session.generate("SUBMIT_IDEA", { idea: "x" }, [content("A"), content("B"), content("C")]);
  for (const stage of STAGES.slice(0, stages)) {
    const proposal = (await session.state()).stages[stage]?.proposals.at(-1);
    const candidate = proposal?.candidates[0];
    const ids = { proposal_id: proposal?.proposal_id, candidate_id: candidate?.candidate_id };
    const { command_id, status } = await session.accepted("CONFIRM_STAGE", ids);
    if (status === "COMPLETED") continue;
    await session.begin(command_id);
    await session.record(command_id, [content(`after ${stage}`)]);
  }
}

/** The log is taken away and brought to the same account, where it makes an equal session. */
async function expectEqualImport({ account, session }: SessionFixture): Promise<void> {
  const bytes = await takenAway(app, account, session);
  expect(verifyLog(Array.from(linesIn(bytes), readLogLine))).toMatchObject({
    faults: [],
    chainBegins: 1,
  });
  const imported = await importLog(app, bytes, account);
  const [source] = await app<{ state: unknown }[]>`
    select genesis.session_state(${account}, ${session}) as state`;
  expectEqualStates(imported.state, source?.state);
  const novels = await service<{ novel: unknown }[]>`
    select to_jsonb(n) - 'updated_at' - 'created_at' - 'session_id' - 'account_id' as novel from novels n
    where session_id in (${session}, ${imported.session}) order by session_id = ${session}`;
  if (novels.length > 0) expectEqualStates(novels[0]?.novel, novels[1]?.novel);
  const again = await takenAway(app, account, imported.session);
  expect(verifyLog(Array.from(linesIn(again), readLogLine)).faults).toEqual([]);
}

const history = fc.record({
  confirmed: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: STAGES.length }) },
  ),
  /** What each client does, one thing after the other; all clients at once. */
  clients: fc.array(fc.array(action, { minLength: 1, maxLength: 8 }), {
    minLength: 2,
    maxLength: 6,
  }),
});

test(`${HISTORIES} random histories: accepted once, gapless, and the tables equal the replayed log`, {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ confirmed: stages, clients }) => {
      const session = await SessionFixture.create(app, service);
      const branches: SessionFixture[] = [];
      await confirmed(session, stages);
      await Promise.all(
        clients.map(async (steps) => {
          for (const step of steps) await act(session, step, branches);
        }),
      );
      await expectTablesEqualLog(app, service, session.account, session.session);
      for (const branch of branches) {
        await expectTablesEqualLog(app, service, branch.account, branch.session);
        // It goes on by itself, and the first session does not.
        const { version } = await session.state();
        for (const type of ["CANCEL_GENERATION", "UNDO", "UNDO", "REDO"] as const) {
          await branch.accept(type);
        }
        await expectTablesEqualLog(app, service, branch.account, branch.session);
        expect((await session.state()).version).toBe(version);
      }
      const pending = (await session.state()).pending_commands.map((command) => command.command_id);
      expect(pending.length).toBeLessThanOrEqual(1);
      if (pending.length > 0) await session.accepted("CANCEL_GENERATION");
      await expectEqualImport(session);
    }),
    { numRuns: HISTORIES },
  );
  // The histories really were of everything: each command of the table was accepted in some.
  expect(await acceptedTypes()).toEqual(Object.keys(COMMAND_TABLE).toSorted());
});
