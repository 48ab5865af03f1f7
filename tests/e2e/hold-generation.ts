/** Brings a generation to a place that a test can look at. */
import { expect } from "vitest";
import type { ModelServer } from "../provision/model-server.ts";
import type { Writer } from "./writer.ts";

/** Before the command is sent: answers stream slowly enough for `holdTheSecond` to come in time. */
export function slowly(model: ModelServer): void {
  model.pace({ characters: 40, everyMs: 40 });
}

/**
 * Resolves while the first of three candidates is whole and the second is half-written; it stays
 * there until `model.release()`.
 */
export async function holdTheSecond(model: ModelServer, writer: Writer): Promise<void> {
  await expect
    .poll(async () => (await writer.state()).pending_commands[0]?.candidates_done, {
      timeout: 60_000,
      interval: 30,
    })
    .toBe(1);
  model.holdAfter(600);
  await model.held();
  model.pace({ characters: 4_000, everyMs: 1 });
}
