/** Wrong codes are counted by address, and every test of a file has the same one. */
import type { Sql } from "postgres";

export async function forgetWrongGuesses(owner: Sql): Promise<void> {
  await owner`delete from wrong_guesses`;
}
