/** Which relay claims deliveries, and until when. */
import { expect, test, vi } from "vitest";
import { createDeliveries } from "./deliveries.ts";

test("whoever may not claim any more ends what it has, and begins nothing", async () => {
  let may = true;
  let claimed = 0;
  const settled: number[] = [];
  const delivery = {
    webhook_id: "w",
    url: "https://hooks.example/",
    rule: "public",
    encrypted_secret: "s",
    attempts: 1,
    event: {},
  };
  const database = {
    call: (name: string, first: number) => {
      if (name === "settle_delivery") {
        settled.push(first);
        return Promise.resolve(null);
      }
      claimed += 1;
      return Promise.resolve([{ ...delivery, delivery_id: claimed }]);
    },
  };
  let end = (): void => {};
  const posted = new Promise<void>((resolve) => (end = resolve));
  const deliveries = createDeliveries(
    Object(database),
    async () => {
      await posted;
      return { outcome: "TAKEN", error: null };
    },
    { mayClaim: () => may, onFailed: (error) => expect.unreachable(String(error)) },
  );
  await deliveries.ask();
  expect(claimed).toBe(1);
  may = false;
  end();
  await vi.waitFor(() => expect(settled).toEqual([1]));
  await deliveries.ask();
  await deliveries.stop();
  expect(claimed).toBe(1);
});
