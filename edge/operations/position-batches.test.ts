/** Which streams ask together, and that one's end is not the others'. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type Caller, type Database, SignInEnded } from "../database/database.ts";
import { createPositionBatches } from "./position-batches.ts";

const anyone = (signInId: string | null = null): Caller => ({
  accountId: randomUUID(),
  signInId,
  isAsked: false,
});

interface Asked {
  readonly name: string;
  readonly sessions: readonly (readonly string[])[];
  readonly answer: (answer: unknown) => void;
}

/** A database whose statements are answered by the test. */
function fakeDatabase() {
  const asked: Asked[] = [];
  const answered = (name: string, sessions: Asked["sessions"]) =>
    new Promise<string>((resolve, reject) => {
      const answer = (given: unknown) =>
        given instanceof Error ? reject(given) : resolve(JSON.stringify(given));
      asked.push({ name, sessions, answer });
    });
  const database: Database = {
    deadlineMs: 60_000,
    call(name, [rows]) {
      const list: unknown = JSON.parse(String(rows));
      if (!Array.isArray(list)) throw new Error("no list");
      return answered(
        name,
        list.map((row: { sessions: string[] }) => row.sessions),
      );
    },
    callAs: (_, name, [list]) => answered(name, [String(list).replace(/[{}]/g, "").split(",")]),
    stop: async () => {},
  };
  return { database, asked };
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
const found = (versions: Record<string, number>) => ({ outcome: "FOUND", versions });

test("one asks at once and alone; a thousand that come meanwhile ask by hundreds, two at a time", async () => {
  const { database, asked } = fakeDatabase();
  const ask = createPositionBatches(database);
  const first = ask(anyone(), ["a"]);
  await turn();
  const second = ask(anyone(), ["b", "c"]);
  await turn();
  const others = Array.from({ length: 1_000 }, (_, n) => ask(anyone(), [`s${n}`]));
  await turn();
  expect(asked.map(({ name, sessions }) => [name, sessions])).toEqual([
    ["stream_position", [["a"]]],
    ["stream_positions", [["b", "c"]]],
  ]);
  asked[0]?.answer({ outcome: "FOUND", version: 1 });
  asked[1]?.answer({ b: 2 });
  expect([await first, await second]).toEqual([{ a: 1 }, { b: 2 }]);
  await turn();
  expect(asked).toHaveLength(4);
  for (let next = 2; next < asked.length; next += 1) {
    asked[next]?.answer(asked[next]?.sessions.map(([session = ""]) => found({ [session]: 7 })));
    await turn();
  }
  const together = asked.slice(2);
  expect(new Set(together.map(({ name }) => name))).toEqual(new Set(["stream_positions_of"]));
  expect(together.map(({ sessions }) => sessions.length)).toEqual([
    ...Array.from({ length: 9 }, () => 100),
    ...[50, 50],
  ]);
  expect(Object.assign({}, ...(await Promise.all(others)))).toEqual(
    Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`s${n}`, 7])),
  );
});

test("a sign-in that ended is its own request's error, a statement that failed everybody's", async () => {
  const { database, asked } = fakeDatabase();
  const ask = createPositionBatches(database);
  const [ended, holds] = [anyone("x"), anyone("y")];
  const answers = [ask(ended, ["a"]), ask(holds, ["b"])];
  await turn();
  asked[0]?.answer([{ outcome: "SIGNED_OUT" }, found({ b: 1 })]);
  await expect(answers[0]).rejects.toBeInstanceOf(SignInEnded);
  expect(await answers[1]).toEqual({ b: 1 });
  expect([ended.isAsked, holds.isAsked]).toEqual([false, true]);

  const lost = Object.assign(new Error("lost"), { code: "CONNECTION_CLOSED" });
  const failing = [ask(anyone(), ["a"]), ask(anyone(), ["b"])];
  await turn();
  asked[1]?.answer(lost);
  const settled = await Promise.allSettled(failing);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
