/** An Idempotency-Key with the hash by which a repeated body is told from another one. */
import type { Idempotency } from "../operations/operations.ts";
import { canonicalJson } from "../http/canonical-json.ts";
import { sha256Hex } from "../http/digest.ts";

/** @param body as it was sent: ids that are made here would differ with each repetition */
export async function idempotencyOf(
  key: string | undefined,
  body: unknown,
): Promise<Idempotency | null> {
  return key === undefined ? null : { key, requestHash: await sha256Hex(canonicalJson(body)) };
}
