/** Tells a database that is away or busy, where a retry helps, from a fault of this program. */

const AWAY = new Set([
  // postgres.js and the sockets below it
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ENOENT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  // PostgreSQL: serialization failure, deadlock, lock not available, statement timeout
  "40001",
  "40P01",
  "55P03",
  "57014",
  // The schema is missing or just being migrated: undefined function, table, schema, database.
  "42883",
  "42P01",
  "3F000",
  "3D000",
]);

/** SQLSTATE classes: connection exception, invalid authorization, insufficient resources, operator intervention, system error. */
const AWAY_CLASSES = ["08", "28", "53", "57", "58"];

const PLANNED_BEFORE = new Set(["42703", "42804", "XX000"]);
const MIGRATED_UNDER =
  /^attribute \d+ (?:of type .+ )?has (?:wrong type|been dropped)|^cache lookup failed/;

const MIGRATIONS_MISSING = new Set(["42883", "42P01", "3F000"]);

/** An answer took longer than the deadline: the connection may be dead without a sign of it. */
export class DeadlineExceeded extends Error {
  readonly code = "DEADLINE_EXCEEDED";
}

export function errorCode(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** Whether the same request may well succeed a moment later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DeadlineExceeded) return true;
  const code = errorCode(error);
  if (code === null) return false;
  // A migration came under a call that had begun: what it had planned, or called, is not there any more.
  if (PLANNED_BEFORE.has(code)) {
    return error instanceof Error && MIGRATED_UNDER.test(error.message);
  }
  return (
    isReadOnly(error) ||
    AWAY.has(code) ||
    (code.length === 5 && AWAY_CLASSES.includes(code.slice(0, 2)))
  );
}

/** The database answers, but its schema is not there (yet). */
export function isMigrationMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code !== null && MIGRATIONS_MISSING.has(code);
}

/** What postgres.js says where a connection ended under a statement. */
const LOST = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Whether the connection ended under the statement, which may have been committed. */
export function isConnectionLost(error: unknown): boolean {
  return LOST.has(errorCode(error) ?? "");
}

/** The server became a standby under living connections: those to it are of no more use. */
export function isReadOnly(error: unknown): boolean {
  const code = errorCode(error);
  // An unlogged table is not there on a standby.
  if (code === "0A000") return error instanceof Error && /during recovery/.test(error.message);
  return code === "25006";
}
