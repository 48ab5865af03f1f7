/** How a command of package.json ends where it cannot go on. */
import { AddressError } from "#runtime/postgres/client-options.ts";
import { LoginRefusedError } from "#runtime/postgres/logins.ts";
import { EnvironmentError } from "#shared/environment/read-environment.ts";
import { PooledConnectionError } from "../../relay/direct-connection.ts";
import { StartError } from "./start-error.ts";

/**
 * Prints why and exits with 1. What a user can put right is said in words, all else with the place
 * in the code.
 */
export function fail(error: unknown): never {
  const isForUsers = [
    EnvironmentError,
    StartError,
    PooledConnectionError,
    LoginRefusedError,
    AddressError,
  ].some((kind) => error instanceof kind);
  const words = error instanceof Error ? (isForUsers ? error.message : error.stack) : String(error);
  process.stderr.write(`${words}\n`);
  process.exit(1);
}
