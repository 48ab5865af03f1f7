/** The error table of the HTTP contract. Plain data: imports nothing. */
export const ERROR_CODES = {
  MALFORMED_REQUEST: { status: 400, title: "This is not HTTP" },
  MISDIRECTED: { status: 421, title: "This studio does not answer to that host" },
  HEADERS_TOO_LARGE: { status: 431, title: "The headers are too large" },
  UNAUTHENTICATED: { status: 401, title: "No account" },
  CSRF_REJECTED: { status: 403, title: "Cross-site write refused" },
  SCOPE: { status: 403, title: "The token does not reach that far" },
  METHOD_NOT_ALLOWED: { status: 405, title: "This path has no such method" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: "Unsupported media type" },
  PAYLOAD_TOO_LARGE: { status: 413, title: "Payload too large" },
  REQUEST_TIMEOUT: { status: 408, title: "The body did not arrive in time" },
  MALFORMED_JSON: { status: 400, title: "The body is not JSON" },
  VALIDATION_FAILED: { status: 422, title: "The request breaks its schema" },
  RATE_LIMITED: { status: 429, title: "Too many requests" },
  NOT_FOUND: { status: 404, title: "Not found" },
  PHRASE_NEEDED: { status: 403, title: "The recovery phrase is needed" },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: "Idempotency key used with another body" },
  DUPLICATE_COMMAND: { status: 409, title: "The same command is still running" },
  SESSION_BUSY: { status: 409, title: "The session is busy" },
  VERSION_CONFLICT: { status: 409, title: "The session has moved on" },
  BUDGET_SPENT: { status: 409, title: "The budget is spent" },
  COMMAND_NOT_ALLOWED: { status: 409, title: "Not allowed now" },
  UNAVAILABLE: { status: 503, title: "Temporarily unavailable" },
  INTERNAL: { status: 500, title: "Something went wrong" },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

/** The `reason` of an UNAVAILABLE that lasts until somebody makes room, or has done with the studio. */
export const UNAVAILABLE_REASONS = ["DISK_FULL", "MAINTENANCE"] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

export type ErrorCode = keyof typeof ERROR_CODES;
