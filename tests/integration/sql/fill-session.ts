import { join } from "node:path";
import type { Sql } from "postgres";
import type { SessionFixture } from "./session-fixture.ts";

/** Gives a session a row in each table that its commands leave empty, as the owner of the tables. */
export async function fill(owner: Sql, { account, session }: SessionFixture): Promise<void> {
  await owner.file(join(import.meta.dirname, "fill-session.sql"), [account, session]);
}
