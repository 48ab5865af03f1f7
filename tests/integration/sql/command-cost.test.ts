/** What a command costs in a session with a long history: about as many rows as in a young one. */
import { expect, test } from "vitest";
import type { CommandType } from "#shared/commands/command-table.ts";
import { app, database, service } from "./one-session.ts";
import { rowsLookedAt } from "./rows-looked-at.ts";
import { SessionFixture } from "./session-fixture.ts";

const stage = "CONCEPT_SELECTION";
const ROUNDS = 150;

const content = (n: number) => ({
  title: `The bell ${n}`,
  logline: "A diver hears the drowned town speak.",
  why: "It has a clock.",
});

async function newest(session: SessionFixture) {
  const proposal = (await session.state()).stages[stage]?.proposals.at(-1);
  return {
    proposal_id: proposal?.proposal_id ?? "",
    candidate_id: proposal?.candidates[0]?.candidate_id ?? "",
  };
}

/** What a writer does all day. UNDO, REDO and REOPEN_STAGE look back over the log, by what they are. */
const commands: readonly (readonly [CommandType, (of: SessionFixture) => Promise<object>])[] = [
  ["SAVE_CANDIDATE", async () => ({ stage, content: content(-1) })],
  ["SELECT_CANDIDATE", newest],
  ["REVISE_PROPOSAL", async (of) => ({ ...(await newest(of)), feedback: "shorter" })],
  ["CANCEL_GENERATION", async () => ({})],
  ["UPDATE_BRIEF", async () => ({ notes: "by the sea" })],
  ["RENAME_SESSION", async () => ({ title: "The bell" })],
  ["CONFIRM_STAGE", async (of) => ({ stage, ...(await newest(of)) })],
];

async function sessionOf(rounds: number): Promise<SessionFixture> {
  const session = await SessionFixture.create(app, service);
  for (let n = 0; n < rounds; n += 1) {
    await session.accepted("SAVE_CANDIDATE", { stage, content: content(n) });
  }
  return session;
}

/** The rows of each, in a new session in which so many rounds were saved. */
async function costs(rounds: number): Promise<ReadonlyMap<CommandType, number>> {
  const session = await sessionOf(rounds);
  const rows = new Map<CommandType, number>();
  for (const [type, payload] of commands) {
    const body = JSON.stringify(await payload(session));
    const handled = await rowsLookedAt(
      database.adminUrl,
      (sql) => sql`select genesis.accept_command(${session.account}, ${session.session}, ${type},
        ${body}::text::jsonb, null, null, null)`,
    );
    rows.set(type, handled);
  }
  return rows;
}

test(`a command handles as many rows after ${ROUNDS} rounds as after five`, async () => {
  const young = await costs(5);
  const old = await costs(ROUNDS);
  for (const [type] of commands) {
    expect(old.get(type), type).toBeLessThan((young.get(type) ?? 0) + ROUNDS / 2);
  }
});

test("whether something can be undone is asked of one event", async () => {
  const { session } = await sessionOf(50);
  const handled = await rowsLookedAt(
    database.adminUrl,
    (sql) => sql`select genesis.need_met(${session}, 'something_to_undo')`,
  );
  expect(handled).toBeLessThan(10);
});
