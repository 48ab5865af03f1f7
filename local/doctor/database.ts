/** A database's address, version, rights and schema, asked as the studio would ask. */
import postgres from "postgres";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { databaseFault } from "#runtime/postgres/database-fault.ts";
import { parseDatabaseUrl } from "#shared/database-url.ts";
import { checkConnection, PooledConnectionError } from "../../relay/direct-connection.ts";
import type { Examination, Finding } from "./finding.ts";

const OLDEST_VERSION = 15;
/** Runs are started by Prefect's clock, and codes end by the database's. */
const MOST_APART_SECONDS = 5;

interface Answer {
  readonly version: number;
  readonly is_standby: boolean;
  readonly is_migrated: boolean;
  readonly may_use: boolean;
  /** It may ask whether writes are put off, which a relay's and a callback's login may not. */
  readonly may_ask: boolean;
  readonly epoch: number;
}

/** `written`: what takes writes; `direct`: for LISTEN too, so that a transaction pooler in between is wrong. */
type Use = "written" | "direct" | "read";

export function databaseExamination(variable: string, url: string, use: Use): Examination {
  return {
    part: variable,
    async examine() {
      const sql = postgres(
        clientOptions(url, { max: 1, prepare: false, onnotice: () => {}, connect_timeout: 8 }),
      );
      try {
        const [answer] = await sql<Answer[]>`
          select current_setting('server_version_num')::int / 10000 as version,
            pg_is_in_recovery() as is_standby,
            to_regprocedure('genesis.accept_commands(jsonb)') is not null as is_migrated,
            coalesce(has_schema_privilege(to_regnamespace('genesis'), 'usage'), false) as may_use,
            coalesce(has_function_privilege(to_regprocedure('genesis.installation()'), 'execute'),
              false) as may_ask,
            extract(epoch from clock_timestamp())::float8 as epoch`;
        if (answer === undefined) throw new Error("it answers nothing");
        const ignored = parseDatabaseUrl(url)?.ignored ?? [];
        const findings: Omit<Finding, "part">[] = [...judge(answer, use)];
        // Whoever is no owner, and has no login yet, cannot be asked for more.
        if (use === "direct" && findings.every(({ outcome }) => outcome === "ok")) {
          const check = await checkConnection(url);
          if (check.outcome === "POOLED") throw new PooledConnectionError(check.reason);
        }
        if (answer.may_ask && (await putsWritesOff(sql))) {
          const message = "writes are put off for maintenance: npm run maintenance -- off ends it";
          findings.push({ outcome: "note", message });
        }
        if (ignored.length > 0) {
          findings.push({ outcome: "note", message: `passed over: ${ignored.join(", ")}` });
        }
        return findings;
      } catch (error) {
        throw new Error(databaseFault(error) ?? words(error, url), { cause: error });
      } finally {
        await sql.end({ timeout: 1 });
      }
    },
  };
}

async function putsWritesOff(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql<{ is_on: boolean }[]>`
    select jsonb_typeof(genesis.installation() -> 'maintenance') = 'object' as is_on`;
  return row?.is_on === true;
}

function* judge(answer: Answer, use: Use): Iterable<Omit<Finding, "part">> {
  const { version, is_standby, is_migrated, may_use, epoch } = answer;
  if (version < OLDEST_VERSION) {
    yield {
      outcome: "wrong",
      message: `PostgreSQL ${version}; ${OLDEST_VERSION} or newer is needed`,
    };
  } else yield { outcome: "ok", message: `PostgreSQL ${version} answers` };
  if (use === "read") {
    if (!is_standby)
      yield { outcome: "note", message: "it is no standby: it takes writes as well" };
  } else if (is_standby)
    yield { outcome: "wrong", message: "it is a standby, which takes no writes" };
  if (!may_use) {
    yield {
      outcome: "wrong",
      message: "this login sees no schema of the studio: npm run migrate makes it, as the owner",
    };
  } else if (!is_migrated) {
    yield {
      outcome: "wrong",
      message: "the schema is of another release: npm run migrate brings it to this one",
    };
  }
  const apart = Math.abs(Date.now() / 1_000 - epoch);
  if (apart > MOST_APART_SECONDS) {
    yield {
      outcome: "wrong",
      message: `its clock and this machine's are ${apart.toFixed(0)} s apart`,
    };
  }
}

/** A driver's message may quote what the URL says. */
function words(error: unknown, url: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const password = parseDatabaseUrl(url)?.password ?? "";
  return password === "" ? message : message.replaceAll(password, "…");
}
