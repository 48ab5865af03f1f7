import { expect, test } from "vitest";
import { DeadlineExceeded } from "./failure.ts";
import { createSlots } from "./slots.ts";

test("no more slots are given than there are, and the longest waiting gets the next", async () => {
  const slots = createSlots(2);
  const first = await slots.take(1_000);
  await slots.take(1_000);
  const order: string[] = [];
  const third = slots.take(1_000).then((give) => (order.push("third"), give));
  const fourth = slots.take(1_000).then((give) => (order.push("fourth"), give));
  expect(order).toEqual([]);
  first();
  (await third)();
  await fourth;
  expect(order).toEqual(["third", "fourth"]);
});

test("who waited too long is told so, and takes nothing later", async () => {
  const slots = createSlots(1);
  const give = await slots.take(1_000);
  await expect(slots.take(1)).rejects.toThrow(DeadlineExceeded);
  give();
  await expect(slots.take(1)).resolves.toBeTypeOf("function");
});
