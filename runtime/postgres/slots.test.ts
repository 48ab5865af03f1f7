import { expect, test } from "vitest";
import { DeadlineExceeded } from "./failure.ts";
import { createSlots } from "./slots.ts";

test("no more slots are given than there are, and the longest waiting gets the next", async () => {
  const slots = createSlots(2);
  const first = await slots.take(1_000, null);
  await slots.take(1_000, null);
  const order: string[] = [];
  const third = slots.take(1_000, null).then((give) => (order.push("third"), give));
  const fourth = slots.take(1_000, null).then((give) => (order.push("fourth"), give));
  expect(order).toEqual([]);
  first();
  (await third)();
  await fourth;
  expect(order).toEqual(["third", "fourth"]);
});

test("what goes first gets the next slot, however long others have waited", async () => {
  const slots = createSlots(1);
  const give = await slots.take(1_000, null);
  const order: string[] = [];
  const take = (name: string, isFirst: boolean) =>
    slots.take(1_000, null, isFirst).then((given) => {
      order.push(name);
      given();
    });
  const all = [take("reads", false), take("reads too", false), take("a press", true)];
  give();
  await Promise.all(all);
  expect(order).toEqual(["a press", "reads", "reads too"]);
});

test("who waited too long is told so, and takes nothing later", async () => {
  const slots = createSlots(1);
  const give = await slots.take(1_000, null);
  await expect(slots.take(1, null)).rejects.toThrow(DeadlineExceeded);
  give();
  await expect(slots.take(1, null)).resolves.toBeTypeOf("function");
});

test("one account has half of the slots, and who waits behind it is not held up", async () => {
  const slots = createSlots(4);
  const own = [await slots.take(1_000, "busy"), await slots.take(1_000, "busy")];
  const order: string[] = [];
  const third = slots.take(1_000, "busy").then((give) => (order.push("busy"), give));
  const other = await slots.take(1_000, "other");
  await slots.take(1_000, "other");
  const last = slots.take(1_000, "last").then((give) => (order.push("last"), give));
  other();
  await last;
  expect(order).toEqual(["last"]);
  own[0]?.();
  (await third)();
  expect(order).toEqual(["last", "busy"]);
});
