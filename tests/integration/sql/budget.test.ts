/** What a book costs, and its budget: the ledger of calls, the sums, and what a spent budget refuses. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { app, service, session } from "./one-session.ts";
import { SessionFixture } from "./session-fixture.ts";

const concept = (title: string) => ({ title, facts: [{ label: "who", text: "a diver" }] });
const CALL = {
  model: "m",
  host: "h",
  outcome: "ANSWERED",
  input_tokens: 100,
  output_tokens: 50,
  cached_tokens: 10,
  reasoning_tokens: 5,
  cost_usd: 0.25,
};

async function called(command: string, call: object = {}): Promise<string> {
  const [row] = await service<{ recorded: { outcome: string } }[]>`
    select genesis.record_call(${command},
      ${JSON.stringify({ call_id: randomUUID(), ...CALL, ...call })}::text::jsonb) as recorded`;
  return row?.recorded.outcome ?? "";
}

async function budgetOf(command: string): Promise<unknown> {
  const [row] = await service`select genesis.command_budget(${command}) as budget`;
  return row?.budget;
}

/** A spent dollar in a book whose first concept waits to be confirmed. */
async function spent(limit: number | null): Promise<void> {
  const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
  await session.begin(command_id);
  await called(command_id, { cost_usd: 1 });
  await session.record(command_id, [concept("A")]);
  await session.accepted("SET_BUDGET", { limit_usd: limit });
}

describe("calls on record", () => {
  test("are the proposal's cost, the stage's and the book's, each once, failed ones too", async () => {
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await session.begin(command_id);
    const call_id = randomUUID();
    expect(await called(command_id, { call_id, outcome: "FAILED" })).toBe("RECORDED");
    expect(await called(command_id, { call_id, outcome: "FAILED" })).toBe("REPEATED");
    expect(await called(command_id)).toBe("RECORDED");
    await session.record(command_id, [concept("A")]);
    const sums = { input_tokens: 200, output_tokens: 100, cost_usd: 0.5 };
    const state = await session.state();
    expect(state.usage).toEqual(sums);
    expect(state.budget).toEqual({ limit_usd: null, spent_usd: 0.5 });
    expect(state.stages.CONCEPT_SELECTION?.usage).toEqual(sums);
    expect(state.stages.CONCEPT_SELECTION?.proposals[0]?.origin).toMatchObject(sums);
  });

  test("of an unknown price make the sums unknown, never free; what is estimated counts", async () => {
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await session.begin(command_id);
    await called(command_id, { cost_usd: null, counted_usd: 0.1, output_tokens: null });
    await session.record(command_id, [concept("A")]);
    const state = await session.state();
    expect(state.usage).toEqual({ input_tokens: 100, output_tokens: 0, cost_usd: null });
    expect(state.budget.spent_usd).toBe(0.1);
    expect(state.stages.CONCEPT_SELECTION?.usage.cost_usd).toBeNull();
    expect(state.stages.CONCEPT_SELECTION?.proposals[0]?.origin).toMatchObject({
      input_tokens: 100,
      output_tokens: null,
      cost_usd: null,
    });
  });

  test("count after a stop and after a failure, and a round that was stopped has its cost", async () => {
    const stopped = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await session.begin(stopped.command_id);
    await called(stopped.command_id);
    await service`select genesis.save_finished(${stopped.command_id}, 1, 0,
      ${service.json(concept("A"))}, ${service.json({ kind: "ai", model: "m" })})`;
    await session.accepted("CANCEL_GENERATION");
    await called(stopped.command_id, { outcome: "STOPPED" });
    const state = await session.state();
    expect(state.stages.CONCEPT_SELECTION?.proposals[0]?.origin).toMatchObject({
      stopped: true,
      cost_usd: 0.25,
    });
    expect(state.usage.cost_usd).toBe(0.5);
  });

  test("go with a merged session, and with an erased one", async () => {
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    await called(command_id);
    const into = await SessionFixture.create(app, service);
    await service`select genesis.move_sessions(${session.account}, ${into.account}, null)`;
    const rows = await service`select account_id from model_calls where command_id = ${command_id}`;
    expect(rows[0]?.account_id).toBe(into.account);
    await service`update genesis_sessions set deleted_at = now() - interval '40 days'
      where session_id = ${session.session}`;
    await service`select genesis.erase_session(${session.session}, 100)`;
    expect(await session.rows("model_calls")).toBe(0);
  });
});

describe("a budget", () => {
  test("is set and lifted at any time: pending, finished or not", async () => {
    const pending = await session.accepted("SUBMIT_IDEA", { idea: "x" });
    const answer = await session.accepted("SET_BUDGET", { limit_usd: 2.5 });
    expect(answer).toMatchObject({
      status: "COMPLETED",
      result: { limit_usd: 2.5, spent_usd: 0 },
      version: 3,
    });
    expect((await session.state()).budget).toEqual({ limit_usd: 2.5, spent_usd: 0 });
    expect(await budgetOf(pending.command_id)).toEqual({
      limit_usd: 2.5,
      spent_usd: 0,
      is_spent: false,
    });
    await service`update genesis_sessions set status = 'ABANDONED' where session_id = ${session.session}`;
    expect((await session.state()).available_commands).toContain("SET_BUDGET");
    await session.accepted("SET_BUDGET", { limit_usd: null });
    expect((await session.state()).budget.limit_usd).toBeNull();
  });

  test("that is spent refuses what would generate, after the version and before the rules", async () => {
    await spent(1);
    const refused = { outcome: "BUDGET_SPENT", limit_usd: 1, spent_usd: 1 };
    expect(await session.accept("SUBMIT_IDEA", { idea: "y" })).toEqual(refused);
    const ids = (await session.state()).stages.CONCEPT_SELECTION?.working;
    const chosen = { proposal_id: ids?.proposal_id, candidate_id: ids?.candidate_id };
    expect(await session.accept("CONFIRM_STAGE", chosen)).toEqual(refused);
    expect((await session.accept("SUBMIT_IDEA", { idea: "y" }, { expected: 1 })).outcome).toBe(
      "VERSION_CONFLICT",
    );
    // Not allowed in this state either: the budget is told first; what generates nothing is judged as ever.
    const other = { ...chosen, feedback: "older", proposal_id: randomUUID() };
    expect(await session.accept("REVISE_PROPOSAL", other)).toEqual(refused);
    expect((await session.accept("FINISH_GENESIS")).outcome).toBe("COMMAND_NOT_ALLOWED");
    expect((await session.accept("SELECT_CANDIDATE", chosen)).outcome).toBe("ACCEPTED");
    await session.accepted("SET_BUDGET", { limit_usd: 1.01 });
    expect((await session.accept("CONFIRM_STAGE", chosen)).outcome).toBe("ACCEPTED");
  });

  test("of nothing refuses the first generation; without one nothing is refused", async () => {
    await session.accepted("SET_BUDGET", { limit_usd: 0 });
    expect((await session.accept("REQUEST_INSPIRATION")).outcome).toBe("BUDGET_SPENT");
    await session.accepted("SET_BUDGET", { limit_usd: null });
    expect((await session.accept("REQUEST_INSPIRATION")).outcome).toBe("ACCEPTED");
  });

  test("that is spent lets a confirmation through that generates nothing", async () => {
    await spent(1);
    await service`update genesis_stages set status = 'STALE'
      where session_id = ${session.session} and stage = 'STORY_CONCEPTION'`;
    const ids = (await session.state()).stages.CONCEPT_SELECTION?.working;
    const chosen = { proposal_id: ids?.proposal_id, candidate_id: ids?.candidate_id };
    expect(await session.accept("CONFIRM_STAGE", chosen)).toMatchObject({
      outcome: "ACCEPTED",
      answer: { status: "COMPLETED" },
    });
  });

  test("that is spent in mid-generation is seen before the next call", async () => {
    const { command_id } = await session.accepted("REQUEST_INSPIRATION");
    await session.accepted("SET_BUDGET", { limit_usd: 0.2 });
    await called(command_id);
    expect(await budgetOf(command_id)).toMatchObject({ is_spent: true, spent_usd: 0.25 });
  });
});
