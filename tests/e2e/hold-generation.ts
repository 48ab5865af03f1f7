/** Brings a generation to a place that a test can look at. */
import { expect } from "vitest";
import type { ModelServer } from "../provision/model-server.ts";
import type { Writer } from "./writer.ts";

/** Before the command is sent: the second of its candidates is to stay half-written. */
export function holdTheSecond(model: ModelServer): void {
  model.holdAfter(600, 2);
}

/**
 * Resolves while the first of three candidates is whole and the second is half-written; it stays
 * there until `model.release()`.
 */
export async function theSecondIsHeld(model: ModelServer, writer: Writer): Promise<void> {
  await model.held();
  await expect
    .poll(async () => (await writer.state()).pending_commands[0]?.candidates_done)
    .toBe(1);
}
