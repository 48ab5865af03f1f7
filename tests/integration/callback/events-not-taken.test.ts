/** What health says of a callback whose consumer gets nothing. */
import { expect, test } from "vitest";
import { eventually, service, started } from "./setting.ts";

const told = async () => {
  const [row] = await service<{ part: unknown }[]>`select genesis.parts() -> 'callback' as part`;
  return row?.part;
};

test("it says why it takes no events, until it takes them", async () => {
  let fault: string | null = "crashed: not authorized to access topics";
  await started({}, { consumerFault: () => fault });
  await eventually(async () =>
    expect(await told()).toMatchObject({
      status: "degraded",
      problem: "EVENTS_NOT_TAKEN",
      detail: fault,
    }),
  );
  fault = null;
  await eventually(async () => expect(await told()).toMatchObject({ status: "ok", problem: null }));
});
