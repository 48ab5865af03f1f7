import { expect, test } from "vitest";
import { createByteBudget } from "./byte-budget.ts";

const shares = (account: string, account_bytes = 10, all = 25) => [
  { key: account, bytes: account_bytes },
  { key: "all", bytes: all },
];

test("one party's bytes have a bound, all together another, and what is given back is free", async () => {
  const budget = createByteBudget(1);
  const [a, b] = [await budget.take(10, shares("a")), await budget.take(10, shares("b"))];
  expect(await budget.take(1, shares("a"))).toBeNull();
  expect(await budget.take(6, shares("c"))).toBeNull();
  b?.change(4);
  b?.change(5);
  const c = await budget.take(10, shares("c"));
  expect(c).not.toBeNull();
  for (const held of [a, a, b, c]) held?.giveBack();
  expect(await budget.take(10, shares("a"))).not.toBeNull();
});

test("who waits gets in by turn, and one who waits for much does not hold up another's", async () => {
  const budget = createByteBudget(60_000);
  const order: string[] = [];
  const first = await budget.take(10, shares("a"));
  const waiting = ["a", "a", "b"].map((who, n) =>
    budget.take(10, shares(who)).then((held) => {
      order.push(`${who}${n}`);
      return held;
    }),
  );
  const [, , other] = waiting;
  (await other)?.giveBack();
  first?.giveBack();
  (await waiting[0])?.giveBack();
  await waiting[1];
  expect(order).toEqual(["b2", "a0", "a1"]);
});

test("no more wait for one party than could get in in time", async () => {
  const budget = createByteBudget(60_000);
  await budget.take(10, shares("a"));
  for (let n = 0; n < 64; n += 1) void budget.take(10, shares("a"));
  expect(await budget.take(10, shares("a"))).toBeNull();
  expect(await budget.take(10, shares("b"))).not.toBeNull();
});
