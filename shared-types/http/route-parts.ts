/** What the routes' descriptions share: answers, problems, who may ask. */
import { z } from "@hono/zod-openapi";
import { uuid } from "../formats.ts";
import { ERROR_CODES, type ErrorCode } from "./error-codes.ts";
import { problem } from "./http.ts";

export const sessionParams = z.object({ session_id: uuid });
export const replayed = {
  "Idempotency-Replayed": {
    description: "`true` where this is the first answer again",
    schema: { type: "string" as const },
  },
};

export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/**
 * The problems of a route, one response a status. A foreign Host is refused by every one, and a token that
 * does not reach that far by every one that needs an account.
 */
export function problems(...codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  const scope = codes.includes("UNAUTHENTICATED") ? (["SCOPE"] as const) : [];
  for (const code of ["MISDIRECTED", ...codes, ...scope] as const) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}`).join("; "),
        content: { "application/problem+json": { schema: problem } },
      },
    ]),
  );
}

/** Who has no account yet gets one. */
export const accountOrNew: Record<string, string[]>[] = [{ account: [] }, {}];

export const reads = [
  "UNAUTHENTICATED",
  "VALIDATION_FAILED",
  "RATE_LIMITED",
  "UNAVAILABLE",
] as const;
export const writes = [
  ...reads,
  "CSRF_REJECTED",
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
  "REQUEST_TIMEOUT",
  "MALFORMED_JSON",
  "IDEMPOTENCY_KEY_REUSED",
] as const;
