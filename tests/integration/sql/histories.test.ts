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
import { SessionFixture, type StateOf, choicesIn, connectAs } from "./session-fixture.ts";
import { content, action, act } from "./history-acts.ts";

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

/** Looked at as it was at its last version, a book is what it is. */
async function expectPresentInPast({ account, session }: SessionFixture): Promise<void> {
  const [row] = await app<{ present: StateOf; past: StateOf }[]>`
    select present, genesis.past_state(${account}, ${session}, (present ->> 'version')::integer) as past
    from genesis.session_state(${account}, ${session}) as present`;
  const { title, status, current_stage, archived_at, stages } = row?.present ?? {};
  expect(row?.past).toMatchObject({ title, status, current_stage, archived_at });
  for (const stage of STAGES) {
    expect(row?.past.stages[stage], stage).toEqual(choicesIn(stages?.[stage]));
  }
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
          for (const step of steps) await act(service, session, step, branches);
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
      await expectPresentInPast(session);
    }),
    { numRuns: HISTORIES },
  );
  // The histories really were of everything: each command of the table was accepted in some.
  expect(await acceptedTypes()).toEqual(Object.keys(COMMAND_TABLE).toSorted());
});
