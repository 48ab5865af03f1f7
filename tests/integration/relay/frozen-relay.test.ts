/**
 * A relay that is frozen where PostgreSQL waits for the rest of what it asks: between describing a
 * statement that is new to the connection and running it. Its session is neither idle nor in a
 * transaction then, for those time-outs.
 */
import { type Socket, connect } from "node:net";
import postgres from "postgres";
import { expect, test } from "vitest";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { openOutbox } from "../../../relay/outbox.ts";
import { createDatabase } from "../../provision/postgres.ts";

test("loses its lock all the same, and another has it within a quarter of a minute", async () => {
  await using database = await createDatabase();
  const { hostname, port } = new URL(database.url);
  let socket: Socket | undefined;
  // The types of postgres.js leave `socket` out.
  const options = {
    max: 1,
    idle_timeout: 0,
    connection: { idle_session_timeout: RELAY_DEFAULTS.lockIdleTimeoutMs },
    socket: async () => {
      socket = connect(Number(port), hostname);
      return socket;
    },
    onnotice: () => undefined,
  };
  const frozen = postgres(database.url, options);
  const [taken] = await frozen`select genesis.take_relay_lock(0, 1) as answer`;
  expect(taken?.["answer"]).toMatchObject({ outcome: "HELD" });
  // It asks what it never asked before, and hears nothing any more.
  const asked = frozen`select genesis.ping_relay_lock(${1}::int)`.catch((error: unknown) => error);
  await new Promise((resolve) => setImmediate(resolve));
  socket?.pause();
  const next = openOutbox({ ...RELAY_DEFAULTS, databaseUrl: database.url });
  try {
    await expect.poll(() => next.takeLock(), { timeout: 60_000, interval: 200 }).toBe("HELD");
  } finally {
    await next.stop();
    socket?.destroy();
    await frozen.end({ timeout: 1 });
    expect(await asked).toBeInstanceOf(Error);
  }
});
