/** What a relay does besides relaying, and cannot: it is said, or tables would grow for ever unheard. */
import { pino } from "pino";
import postgres from "postgres";
import { expect, test } from "vitest";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { startRelay } from "../../../relay/start-relay.ts";
import { createDatabase } from "../../provision/postgres.ts";

test("a table that may not be pruned is said by name", async () => {
  await using database = await createDatabase();
  const owner = postgres(database.adminUrl, { max: 1, onnotice: () => undefined });
  const [pruning] = await owner<{ signature: string; grantees: string[] }[]>`
    select p.oid::regprocedure::text as signature, array_agg(acl.grantee::regrole::text) as grantees
    from pg_proc p, aclexplode(p.proacl) acl
    where p.proname = 'prune_audit' and acl.grantee <> p.proowner group by p.oid`;
  const { signature = "", grantees = [] } = pruning ?? {};
  await owner.unsafe(`revoke execute on function ${signature} from ${grantees.join(", ")}`);
  await owner.end();
  const said: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void said.push(line) });
  const relay = await startRelay(
    { ...RELAY_DEFAULTS, databaseUrl: database.url, pollIntervalMs: 100, pruneIntervalMs: 100 },
    directPublisher(async () => undefined),
    { log },
  );
  try {
    await expect.poll(() => said.join("")).toMatch(/prune_audit.*prune failed/);
  } finally {
    await relay.stop();
  }
});
