import { join } from "node:path";
import { keptSecret } from "../lock/data-directory.ts";

/** GENESIS_SECRET where the environment has none: a key file in the data directory. */
export function roleSecret(dataDirectory: string): string {
  return keptSecret(join(dataDirectory, "secret.key"));
}
