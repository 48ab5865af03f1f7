/** Which commands go together, and what becomes of the others when one cannot. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { expect, onTestFinished, test, vi } from "vitest";
import { type SentCommand, createCommandBatches } from "./command-batches.ts";
import { type Caller, type Database, SignInEnded } from "../database/database.ts";

const ACCEPTED = { outcome: "ACCEPTED" };
const DEADLINE_MS = 60_000;

const anyone = (signInId: string | null = null): Caller => ({
  accountId: randomUUID(),
  signInId,
  isAsked: false,
});
const command = (type = "SUBMIT_IDEA"): SentCommand => ({
  session: randomUUID(),
  type,
  payload: { idea: "x" },
  key: null,
  hash: null,
  expectedVersion: null,
  traceparent: null,
  maxStored: null,
});

/** A database whose statements are answered by the test, one after the other. */
function fakeDatabase() {
  const together: {
    size: number;
    answer: (answers: { readonly outcome: string }[] | Error) => void;
  }[] = [];
  const alone: string[] = [];
  const database: Database = {
    deadlineMs: DEADLINE_MS,
    call: (name, args) =>
      new Promise((resolve, reject) => {
        const isOne = name === "accept_command";
        // What a statement of its own does not do: wait for its session, which would be its last argument.
        expect(isOne ? args.at(-1) : name).toBe(isOne ? false : "accept_commands");
        const list: unknown = isOne ? [args] : JSON.parse(String(args[0]));
        together.push({
          size: Array.isArray(list) ? list.length : -1,
          answer: (answers) =>
            answers instanceof Error
              ? reject(answers)
              : resolve(JSON.stringify(isOne ? answers[0] : answers)),
        });
      }),
    callAs: async (_caller, name, [session, ...others]) => {
      expect([name, others.at(-1)]).toEqual(["accept_command", true]);
      alone.push(String(session));
      return JSON.stringify(ACCEPTED);
    },
    stop: async () => {},
  };
  return { database, together, alone };
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
const serverError = (severity: "ERROR" | "FATAL", code: string) =>
  Object.assign(new postgres.PostgresError("as the server says"), { severity, code });

test("one goes at once; what comes in the same turn goes with it", async () => {
  const { database, together } = fakeDatabase();
  const send = createCommandBatches(database);
  const answers = [send(anyone(), command()), send(anyone(), command())];
  await turn();
  expect(together.map(({ size }) => size)).toEqual([2]);
  together[0]?.answer([ACCEPTED, { outcome: "NOT_FOUND" }]);
  expect(await Promise.all(answers)).toEqual([ACCEPTED, { outcome: "NOT_FOUND" }]);
});

test("three statements are under way; the others share the next ones", async () => {
  const { database, together } = fakeDatabase();
  const send = createCommandBatches(database);
  const answers: Promise<unknown>[] = [];
  for (let n = 0; n < 3; n += 1) {
    answers.push(send(anyone(), command()));
    await turn();
  }
  for (let n = 0; n < 60; n += 1) answers.push(send(anyone(), command()));
  await turn();
  expect(together.map(({ size }) => size)).toEqual([1, 1, 1]);
  for (let next = 0; next < together.length; next += 1) {
    together[next]?.answer(Array.from({ length: together[next]?.size ?? 0 }, () => ACCEPTED));
    await turn();
  }
  expect(together.slice(3).map(({ size }) => size)).toEqual([20, 14, 9, 8, 8, 1]);
  expect(await Promise.all(answers)).toHaveLength(63);
});

test("one whose session is locked is asked for alone, and holds nobody up", async () => {
  const { database, together, alone } = fakeDatabase();
  const send = createCommandBatches(database);
  const locked = command();
  const answers = [send(anyone(), locked), send(anyone(), command())];
  await turn();
  together[0]?.answer([{ outcome: "SESSION_LOCKED" }, ACCEPTED]);
  expect(await Promise.all(answers)).toEqual([ACCEPTED, ACCEPTED]);
  expect(alone).toEqual([locked.session]);
});

test("one that came alone waits for its session no more than one among others", async () => {
  const { database, together, alone } = fakeDatabase();
  const send = createCommandBatches(database);
  const locked = command();
  const answer = send(anyone(), locked);
  await turn();
  together[0]?.answer([{ outcome: "SESSION_LOCKED" }]);
  expect(await answer).toEqual(ACCEPTED);
  expect(alone).toEqual([locked.session]);
});

test("a transaction that PostgreSQL rolled back is asked for command by command", async () => {
  const { database, together, alone } = fakeDatabase();
  const send = createCommandBatches(database);
  const answers = [send(anyone(), command()), send(anyone(), command())];
  await turn();
  together[0]?.answer(serverError("ERROR", "23514"));
  expect(await Promise.all(answers)).toEqual([ACCEPTED, ACCEPTED]);
  expect(alone).toHaveLength(2);
});

test.each([
  ["the connection was lost", Object.assign(new Error("lost"), { code: "CONNECTION_CLOSED" })],
  ["the server ended the connection", serverError("FATAL", "57P01")],
])("where %s nobody is asked again: it may have been committed", async (_, error) => {
  const { database, together, alone } = fakeDatabase();
  const send = createCommandBatches(database);
  const answers = [send(anyone(), command()), send(anyone(), command())];
  await turn();
  together[0]?.answer(error);
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(alone).toEqual([]);
});

test("a sign-in that ended is its own request's error", async () => {
  const { database, together } = fakeDatabase();
  const send = createCommandBatches(database);
  const [ended, holds] = [anyone("a"), anyone("b")];
  const answers = [send(ended, command()), send(holds, command())];
  await turn();
  together[0]?.answer([{ outcome: "SIGNED_OUT" }, ACCEPTED]);
  await expect(answers[0]).rejects.toBeInstanceOf(SignInEnded);
  expect(await answers[1]).toEqual(ACCEPTED);
  expect([ended.isAsked, holds.isAsked]).toEqual([false, true]);
});

test("one that waited for a statement longer than the deadline is told so, and never sent", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const { database, together } = fakeDatabase();
  const send = createCommandBatches(database);
  const first: Promise<unknown>[] = [];
  for (let n = 0; n < 3; n += 1) {
    first.push(send(anyone(), command()));
    await turn();
  }
  const late = send(anyone(), command());
  const refused = expect(late).rejects.toMatchObject({ code: "DEADLINE_EXCEEDED" });
  vi.advanceTimersByTime(DEADLINE_MS + 1);
  for (const { answer } of together) answer([ACCEPTED]);
  await refused;
  await Promise.all(first);
  expect(together).toHaveLength(3);
});

test("a heavy command has a statement of its own, one at a time for an account, and the others go on", async () => {
  const { database, together } = fakeDatabase();
  const answers: (() => void)[] = [];
  const heavy = vi
    .spyOn(database, "callAs")
    .mockImplementation(
      () => new Promise((resolve) => answers.push(() => resolve(JSON.stringify(ACCEPTED)))),
    );
  const send = createCommandBatches(database);
  const save = (): SentCommand => ({ ...command("SAVE_CANDIDATE"), payload: "x".repeat(9_000) });
  const [one, two, three] = [anyone(), anyone(), anyone()];
  const saves = [send(one, save()), send(one, save()), send(two, save()), send(three, save())];
  const quick = send(one, command());
  await turn();
  expect(heavy.mock.calls.map(([caller]) => caller)).toEqual([one, two]);
  expect(together.map(({ size }) => size)).toEqual([1]);
  together[0]?.answer([ACCEPTED]);
  expect(await quick).toEqual(ACCEPTED);
  for (let next = 0; next < 4; next += 1) {
    // An account rests for as long as its statement took: hardly any time here.
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(next));
    answers[next]?.();
    await turn();
  }
  expect(heavy.mock.calls.map(([caller]) => caller)).toEqual([one, two, three, one]);
  expect(await Promise.all(saves)).toHaveLength(4);
});
