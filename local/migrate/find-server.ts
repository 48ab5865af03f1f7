/** Which of a URL's servers is migrated, and how dbmate gets there: it knows one host, and `prefer` not. */
import postgres from "postgres";
import { clientOptions, databaseAddress } from "#runtime/postgres/client-options.ts";
import { databaseFault } from "#runtime/postgres/database-fault.ts";
import type { DatabaseAddress, DatabaseHost } from "#shared/database-url.ts";
import { StartError } from "../processes/start-error.ts";

export interface ServerToMigrate {
  /** The same as the given one, with one host. */
  readonly url: string;
  readonly dbmateUrl: string;
}

const OLDEST_VERSION = 15;

/** @throws StartError where none of them can be used, with a sentence for each */
export async function findServer(url: string): Promise<ServerToMigrate> {
  const address = databaseAddress(url);
  const faults: string[] = [];
  for (const host of address.hosts) {
    const asked = await ask(oneHostUrl(address, host, address.sslMode));
    if (asked.fault !== null) {
      faults.push(address.hosts.length === 1 ? asked.fault : `${host.host}: ${asked.fault}`);
      continue;
    }
    const sslMode =
      address.sslMode === "allow" || address.sslMode === "prefer"
        ? asked.isEncrypted
          ? "require"
          : "disable"
        : address.sslMode;
    return {
      url: oneHostUrl(address, host, address.sslMode),
      dbmateUrl: oneHostUrl(address, host, sslMode),
    };
  }
  throw new StartError(
    `DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL or DATABASE_URL: that database cannot be used (${faults.join("; ")})`,
  );
}

type Asked = { readonly fault: string } | { readonly fault: null; readonly isEncrypted: boolean };

async function ask(url: string): Promise<Asked> {
  const sql = postgres(
    clientOptions(url, { max: 1, prepare: false, onnotice: () => undefined, connect_timeout: 10 }),
  );
  try {
    const [row] = await sql<{ version: number; is_standby: boolean; is_encrypted: boolean }[]>`
      select current_setting('server_version_num')::int / 10000 as version,
        pg_is_in_recovery() as is_standby,
        coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as is_encrypted`;
    if (row === undefined || row.is_standby)
      return { fault: "it is a standby, which takes no writes" };
    if (row.version < OLDEST_VERSION) {
      return { fault: `it is PostgreSQL ${row.version}; ${OLDEST_VERSION} or newer is needed` };
    }
    return { fault: null, isEncrypted: row.is_encrypted };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const fault = databaseFault(error);
    return { fault: fault === null ? words : `${fault}: ${words}` };
  } finally {
    await sql.end({ timeout: 2 });
  }
}

function oneHostUrl(
  address: DatabaseAddress,
  { host, port }: DatabaseHost,
  sslMode: DatabaseAddress["sslMode"],
): string {
  const isSocket = host.startsWith("/");
  const isSystem = address.sslRootCert === "system";
  const parameters = {
    // Not before the path: dbmate loses an IPv6 address's brackets there.
    host,
    port: String(port),
    sslmode: isSocket ? "disable" : isSystem ? "verify-full" : sslMode,
    sslrootcert: isSystem ? null : address.sslRootCert,
    sslcert: address.sslCert,
    sslkey: address.sslKey,
    connect_timeout: address.connectTimeoutSeconds?.toString() ?? null,
    application_name: address.applicationName,
    options: address.options,
  };
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  const credentials =
    address.user === null
      ? ""
      : `${encodeURIComponent(address.user)}:${encodeURIComponent(address.password ?? "")}@`;
  const path = address.database === null ? "" : `/${encodeURIComponent(address.database)}`;
  return `postgres://${credentials}${path}?${query.join("&")}`;
}
