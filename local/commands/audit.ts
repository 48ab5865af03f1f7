/** `npm run audit`: an operator reads the audit record. */
import { z } from "zod";
import { toldUsage } from "../operator/told-usage.ts";
import { fail } from "../processes/fail.ts";
import { USAGE, readAuditCommand } from "../operator/audit-command-line.ts";
import { openOwnerDatabase } from "../operator/owner-database.ts";

const entry = z.looseObject({
  at: z.string(),
  account_id: z.string().nullable(),
  actor: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  address: z.string().nullable(),
  client: z.string().nullable(),
  times: z.int(),
});
type Entry = z.infer<typeof entry>;

async function run(): Promise<void> {
  const asked = readAuditCommand(process.argv.slice(2), new Date());
  if (toldUsage(asked, USAGE)) return;
  const sql = openOwnerDatabase(process.env);
  try {
    const [row] = await sql`
      select genesis.list_audit(${asked.account}, ${asked.since}, ${asked.limit}) as entries`;
    const entries = z.array(entry).parse(row?.["entries"]);
    for (const one of entries) {
      process.stdout.write(`${asked.isJson ? JSON.stringify(one) : lineOf(one)}\n`);
    }
    if (entries.length === 0 && !asked.isJson) process.stdout.write("No entries\n");
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function lineOf({ at, account_id, actor, action, subject, address, client, times }: Entry): string {
  const often = times === 1 ? action : `${action} ×${times}`;
  const from = [address, client].filter((part) => part !== null).join(" ");
  return [at, account_id ?? "-", actor, often, subject ?? "-", from].join("  ").trimEnd();
}

run().catch(fail);
