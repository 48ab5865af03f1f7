/** A UUIDv7 (RFC 9562): the database makes all others; an account's is made before its first row. */
import { hex } from "../http/encoding.ts";

export function uuidV7(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const time = nowMs.toString(16).padStart(12, "0");
  const random = hex(bytes);
  const variant = ((bytes[2] ?? 0) & 0x3f) | 0x80;
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${random.slice(1, 4)}`,
    variant.toString(16) + random.slice(6, 8),
    random.slice(8),
  ].join("-");
}
