/** What a database lacks, in the worker's words, which are everybody's. */
import { DATABASE_FAULTS } from "../database-faults.ts";

/** The text of genesis_shared/database_faults.json: code → sentence. */
export function databaseFaultsJson(): string {
  return `${JSON.stringify(DATABASE_FAULTS, null, 2)}\n`;
}
