/** How a chaos run's writers hear of their commands' ends, and of one that was accepted and is gone. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { watchPendingCommands } from "../../chaos/resume/pending-commands.ts";
import { service, session } from "./one-session.ts";

test("a command that ends, one that does not in time, and one that the database does not have", async () => {
  const pending = watchPendingCommands(service);
  const { command_id } = await session.accepted("REQUEST_INSPIRATION");
  expect(await pending.ended(command_id, 500)).toBe("LATE");
  expect(await pending.ended(randomUUID(), 60_000)).toBe("LOST");
  const ended = pending.ended(command_id, 60_000);
  await session.accepted("CANCEL_GENERATION");
  expect(await ended).toBe("ENDED");
  await pending.stop();
});
