/** What a database lacks that waiting alone does not bring, in a sentence for who runs the studio. */
import { DATABASE_FAULTS } from "#shared/database-faults.ts";
import type { HealthProblem } from "#shared/http/health-problems.ts";
import { AddressError } from "./client-options.ts";
import { errorCode } from "./failure.ts";

/** null where there is nothing to say beyond the error itself. Holds no name and no secret. */
export function databaseFault(error: unknown): string | null {
  if (error instanceof AddressError) return error.message;
  const code = errorCode(error);
  return code === null ? null : (DATABASE_FAULTS[code] ?? null);
}

const PROBLEMS: Readonly<Record<string, HealthProblem>> = {
  "28P01": "POSTGRESQL_REFUSES",
  "28000": "POSTGRESQL_REFUSES",
  "42501": "RIGHTS_MISSING",
  "25006": "READ_ONLY",
  "0A000": "READ_ONLY",
  "3F000": "NOT_MIGRATED",
  "42883": "NOT_MIGRATED",
  "42P01": "NOT_MIGRATED",
  "53100": "DISK_FULL",
};

/** As health names it. */
export function databaseProblem(error: unknown): HealthProblem {
  return PROBLEMS[errorCode(error) ?? ""] ?? "POSTGRESQL_AWAY";
}
