/** A session's log as it is taken away, read with the functions that the edge reads it with. */
import type { Sql } from "postgres";
import { expect } from "vitest";
import { linesIn } from "#runtime/log/lines.ts";
import { readLogLine } from "#runtime/log/log-line.ts";
import { type VerifiedLog, verifyLog } from "#runtime/log/verify-log.ts";
import { aboutLog } from "../../../edge/portable-log/about.ts";

export async function takenAway(app: Sql, account: string, session: string): Promise<Uint8Array> {
  const [first] = await app<{ header: { line: string; version: number } }[]>`
    select genesis.log_header(${account}, ${session}, ${aboutLog()}::text::jsonb) as header`;
  if (first === undefined) throw new Error("log_header returned no row");
  const { line, version } = first.header;
  let text = `${line}\n`;
  for (let after: number | null = 0; after !== null; ) {
    const rows: readonly { page: { lines: string; next: number | null } }[] = await app<
      { page: { lines: string; next: number | null } }[]
    >`select genesis.log_page(${account}, ${session}, ${after}, ${version}, 500) as page`;
    text += `${rows[0]?.page.lines}\n`;
    after = rows[0]?.page.next ?? null;
  }
  return new TextEncoder().encode(text);
}

/** Fails where the chain does not hold. */
export async function expectChain(
  app: Sql,
  account: string,
  session: string,
): Promise<VerifiedLog> {
  const bytes = await takenAway(app, account, session);
  const verified = verifyLog(Array.from(linesIn(bytes), readLogLine));
  expect(verified.faults).toEqual([]);
  return verified;
}
