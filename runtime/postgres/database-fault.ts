/** What a database lacks that waiting alone does not bring, in a sentence for who runs the studio. */
import { DATABASE_FAULTS } from "#shared/database-faults.ts";
import { AddressError } from "./client-options.ts";
import { errorCode } from "./failure.ts";

/** null where there is nothing to say beyond the error itself. Holds no name and no secret. */
export function databaseFault(error: unknown): string | null {
  if (error instanceof AddressError) return error.message;
  const code = errorCode(error);
  return code === null ? null : (DATABASE_FAULTS[code] ?? null);
}
