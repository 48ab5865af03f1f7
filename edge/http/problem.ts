/** RFC 9457 problems: one shape for every error of the contract's table. */
import { ERROR_CODES, type ErrorCode, type UnavailableReason } from "#shared/http/error-codes.ts";
import type { Issue } from "#shared/http/http.ts";
import type { Maintenance } from "../database/installation-operations.ts";
import type { RefusalReason } from "#shared/material/destinations.ts";

/** What a code's row adds to its problem. */
export interface ProblemMembers {
  readonly issues?: readonly Issue[];
  readonly duplicate_command_id?: string;
  readonly pending_command_id?: string;
  readonly limit_usd?: number;
  readonly spent_usd?: number;
  readonly version?: number;
  readonly available_commands?: readonly string[];
  readonly request_id?: string;
  readonly scope?: string;
  /** Why a material is not taken, or why nothing can be written for a while. */
  readonly reason?: RefusalReason | UnavailableReason;
  /** When maintenance is expected to end, ISO 8601. */
  readonly until?: string;
  /** Where the code's own says too little. */
  readonly detail?: string;
}

const DETAILS: Readonly<Record<ErrorCode, string>> = {
  MALFORMED_REQUEST: "The request, or the chunks of its body, break HTTP/1.1.",
  MISDIRECTED: "The Host header names none of this studio's hosts; ALLOWED_HOSTS lists them.",
  HEADERS_TOO_LARGE: "The request line and the headers together are larger than 16 KiB.",
  METHOD_NOT_ALLOWED: "Allow names the methods of this path.",
  UNAUTHENTICATED:
    "This needs an account: the cookie that a page gives, a sign-in where the studio asks for one, or a program's token.",
  CSRF_REJECTED: "A write from another site's page is refused.",
  SCOPE: "`scope` is what this token has; what is asked needs a wider one, or a browser.",
  UNSUPPORTED_MEDIA_TYPE: "This route takes application/json.",
  PAYLOAD_TOO_LARGE: "The body is larger than 256 KiB.",
  REQUEST_TIMEOUT: "The rest of the body took too long; the same request is safe to repeat.",
  MALFORMED_JSON: "The body does not parse as JSON in UTF-8.",
  VALIDATION_FAILED: "Each issue names a place in the request and what is wrong there.",
  RATE_LIMITED: "Too many requests; try again after Retry-After seconds.",
  NOT_FOUND: "There is no such thing here.",
  PHRASE_NEEDED:
    "This browser joined by a code: it gives the account's recovery phrase first (POST /account/join).",
  IDEMPOTENCY_KEY_REUSED: "This Idempotency-Key was used with another body.",
  DUPLICATE_COMMAND: "A command of this type is still running in this session.",
  SESSION_BUSY: "Background work is running in this session.",
  VERSION_CONFLICT: "expected_version is not the session's version.",
  BUDGET_SPENT: "What may be spent on this book is spent; SET_BUDGET raises it.",
  COMMAND_NOT_ALLOWED: "The session's stage or state does not allow this command.",
  UNAVAILABLE:
    "Nothing was lost; the same request with the same Idempotency-Key is safe to repeat.",
  INTERNAL: "The fault was recorded under this request id.",
};

/** UNAVAILABLE for want of room, which somebody has to make. */
export const DISK_FULL_PROBLEM = {
  reason: "DISK_FULL",
  detail:
    "The studio's disk is full. Nothing was lost; the same request with the same Idempotency-Key is safe to repeat, and goes through once there is room.",
} as const satisfies ProblemMembers;

const RETRY_AFTER_SECONDS = 1;
/** It may end before it was expected to. */
const MAINTENANCE_RETRY_SECONDS = { unknown: 10, most: 300 } as const;

/** @param headers beside those that the code brings along */
export function problem(
  code: ErrorCode,
  members: ProblemMembers = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status, title } = ERROR_CODES[code];
  const body = {
    type: `/api/docs#${code}`,
    title,
    status,
    detail: DETAILS[code],
    code,
    ...members,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(code === "UNAVAILABLE" || code === "RATE_LIMITED"
        ? { "Retry-After": String(RETRY_AFTER_SECONDS) }
        : {}),
      ...headers,
    },
  });
}

/** Nothing is written for as long as an operator works on the studio. */
export function maintenanceProblem({ until }: Maintenance): Response {
  const { unknown, most } = MAINTENANCE_RETRY_SECONDS;
  const leftSeconds = until === null ? 0 : Math.ceil((Date.parse(until) - Date.now()) / 1_000);
  const seconds = leftSeconds > 0 ? Math.min(leftSeconds, most) : unknown;
  const members = {
    reason: "MAINTENANCE",
    detail:
      "The studio is in maintenance: everything can be read, and nothing is written. Nothing was lost; the same request with the same Idempotency-Key is safe to repeat, and goes through afterwards.",
    ...(until === null ? {} : { until }),
  } as const satisfies ProblemMembers;
  return problem("UNAVAILABLE", members, { "Retry-After": String(seconds) });
}

export function validationFailed(issues: readonly Issue[]): Response {
  return problem("VALIDATION_FAILED", { issues });
}
