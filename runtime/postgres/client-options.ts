/** What postgres.js is given for a database's URL: the one place that reads one, on Node and Deno. */
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { type PeerCertificate, checkServerIdentity } from "node:tls";
import type postgres from "postgres";
import { type DatabaseAddress, type DatabaseHost, parseDatabaseUrl } from "#shared/database-url.ts";

/** The URL is none, or names a file that cannot be read; the message holds no secret. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}

/** @throws AddressError */
export function databaseAddress(url: string): DatabaseAddress {
  const address = parseDatabaseUrl(url);
  if (address === null) throw new AddressError("a database's URL is no PostgreSQL URL");
  return address;
}

/**
 * @param own what the caller wants besides. A timeout and an application name in the URL come before
 *   the caller's; any other setting of the caller's before those in the URL's `options`.
 * @throws AddressError
 */
export function clientOptions<
  Types extends Record<string, postgres.PostgresType> = Record<never, postgres.PostgresType>,
>(url: string, own: postgres.Options<Types>): postgres.Options<Types> {
  const address = databaseAddress(url);
  const { applicationName, options, connectTimeoutSeconds } = address;
  const target = sessionAttributes(address);
  return {
    ...own,
    ...placeOf(address.hosts),
    ...(address.user === null ? {} : { user: address.user }),
    ...(address.password === null ? {} : { password: address.password }),
    ...(address.database === null ? {} : { database: address.database }),
    ssl: tlsOptions(address),
    // 0 is libpq's "as long as it takes"; nobody here waits like that.
    ...(connectTimeoutSeconds === null || connectTimeoutSeconds === 0
      ? {}
      : { connect_timeout: connectTimeoutSeconds }),
    ...(target === null ? {} : { target_session_attrs: target }),
    connection: {
      ...(options === null ? {} : { options }),
      ...own.connection,
      ...(applicationName === null ? {} : { application_name: applicationName }),
    },
  };
}

/** A socket is a path; postgres.js takes lists of hosts and of ports, though its types say one. */
function placeOf(hosts: readonly DatabaseHost[]): object {
  const [first] = hosts;
  if (first?.host.startsWith("/")) return { path: `${first.host}/.s.PGSQL.${first.port}` };
  return { host: hosts.map(({ host }) => host), port: hosts.map(({ port }) => port) };
}

type SessionAttributes = NonNullable<
  postgres.Options<Record<string, postgres.PostgresType>>["target_session_attrs"]
>;

/** A standby takes no writes; postgres.js sees that by `primary` only. */
function sessionAttributes({ targetSessionAttrs }: DatabaseAddress): SessionAttributes | null {
  if (targetSessionAttrs === "any") return null;
  return targetSessionAttrs === "read-write" ? "primary" : targetSessionAttrs;
}

/**
 * As libpq: `require` asks for no certificate, unless an authority is named; `verify-ca` for one by a
 * known authority, `verify-full` for the host's own.
 */
function tlsOptions(
  address: DatabaseAddress,
): NonNullable<postgres.Options<Record<string, postgres.PostgresType>>["ssl"]> {
  const { sslMode, sslRootCert, sslCert, sslKey } = address;
  if (sslMode === "disable" || address.hosts.some(({ host }) => host.startsWith("/"))) return false;
  const own = {
    ...(sslCert === null ? {} : { cert: read("sslcert", sslCert) }),
    ...(sslKey === null ? {} : { key: read("sslkey", sslKey) }),
  };
  if (sslMode === "allow" || sslMode === "prefer") return "prefer";
  const authority =
    sslRootCert === null || sslRootCert === "system"
      ? {}
      : { ca: read("sslrootcert", sslRootCert) };
  if (sslMode === "require" && sslRootCert === null) return { ...own, rejectUnauthorized: false };
  const isHostChecked = sslMode === "verify-full" || sslRootCert === "system";
  return {
    ...own,
    ...authority,
    checkServerIdentity: (name: string, certificate: PeerCertificate) =>
      isHostChecked ? checkHost(address.hosts, name, certificate) : undefined,
  };
}

/** Where the host is an address, postgres.js names none, and Node takes that for `localhost`. */
function checkHost(
  hosts: readonly DatabaseHost[],
  name: string,
  certificate: PeerCertificate,
): Error | undefined {
  const addresses = hosts.map(({ host }) => host).filter((host) => isIP(host) !== 0);
  const names = name === "localhost" && addresses.length > 0 ? addresses : [name];
  const faults = names.map((each) => checkServerIdentity(each, certificate));
  return faults.includes(undefined) ? undefined : faults[0];
}

function read(parameter: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new AddressError(`${parameter} in a database's URL names ${path}, which cannot be read`);
  }
}
