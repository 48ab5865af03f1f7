/**
 * A PostgreSQL URL as libpq reads it, in every form that managed services hand out. The same rules
 * in Python: flows/genesis_flows/database/address.py; tests/vectors/database-urls.json holds both.
 *
 * The clients below know other forms and hand on what they do not know as settings, which the server
 * then refuses: they are given what stands here, never the URL.
 */

export interface DatabaseHost {
  /** A name, an address without brackets, or a socket's directory, which begins with "/". */
  readonly host: string;
  readonly port: number;
}

const SSL_MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
const SESSION_ATTRIBUTES = [
  "any",
  "read-write",
  "read-only",
  "primary",
  "standby",
  "prefer-standby",
] as const;

export interface DatabaseAddress {
  /** Tried in this order; one at least. */
  readonly hosts: readonly DatabaseHost[];
  readonly user: string | null;
  readonly password: string | null;
  /** null: that of the user's name. */
  readonly database: string | null;
  readonly sslMode: (typeof SSL_MODES)[number];
  /** A file, or `system`; null: the authorities that everybody trusts, where they are asked. */
  readonly sslRootCert: string | null;
  readonly sslCert: string | null;
  readonly sslKey: string | null;
  readonly connectTimeoutSeconds: number | null;
  readonly applicationName: string | null;
  /** Settings as a command line has them, `-c name=value`. */
  readonly options: string | null;
  readonly targetSessionAttrs: (typeof SESSION_ATTRIBUTES)[number];
  /** Parameters that are passed over, such as `pgbouncer`. */
  readonly ignored: readonly string[];
}

const DEFAULT_PORT = 5432;

const FORM =
  /^postgres(?:ql)?:\/\/(?=.)(?<authority>[^/?]*)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/s;

/** @returns null where it is no such URL, or a parameter has a value that it does not take */
export function parseDatabaseUrl(url: string): DatabaseAddress | null {
  try {
    return parse(url);
  } catch (error) {
    if (error instanceof URIError || error instanceof RefusedError) return null;
    throw error;
  }
}

/** The same URL with another user and password, whatever else it says. */
export function withCredentials(url: string, user: string, password: string): string {
  const { authority = "", path, query } = FORM.exec(url)?.groups ?? {};
  const hosts = authority.slice(authority.lastIndexOf("@") + 1);
  const kept = (query ?? "")
    .split("&")
    .filter((pair) => pair !== "" && !/^(?:user|password)(?:=|$)/.test(pair));
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const search = kept.length === 0 ? "" : `?${kept.join("&")}`;
  return `postgres://${credentials}@${hosts}${path === undefined ? "" : `/${path}`}${search}`;
}

class RefusedError extends Error {}

function parse(url: string): DatabaseAddress {
  const groups = FORM.exec(url)?.groups;
  if (groups === undefined) throw new RefusedError("no PostgreSQL URL");
  const { authority = "", path = "", query = "" } = groups;
  const at = authority.lastIndexOf("@");
  const [user, password = null] = split(authority.slice(0, Math.max(at, 0)), ":");
  const parameters = parametersOf(query);
  const take = (name: string): string | null => {
    const value = parameters.get(name) ?? null;
    parameters.delete(name);
    return value === "" ? null : value;
  };
  const inUrl = authority.slice(at + 1);
  // Where there is a name as well, its address is looked up: certificates go by names.
  const host = take("host") ?? (inUrl === "" ? take("hostaddr") : null);
  const hosts = hostsOf(inUrl, host, take("port"));
  const isFar = hosts.some(({ host }) => !isHere(host));
  const timeout = take("connect_timeout");
  const rootCert = take("sslrootcert");
  const ssl = take("ssl");
  return {
    hosts,
    user: take("user") ?? textOrNull(user),
    password: take("password") ?? (password === null ? null : textOrNull(password)),
    database: take("dbname") ?? textOrNull(path),
    sslMode:
      oneOf(SSL_MODES, take("sslmode")) ??
      // As JDBC and others write it, and what libpq makes of an authority that is named alone.
      (ssl === "true" || ssl === "1" || ssl === "require"
        ? "require"
        : rootCert === "system"
          ? "verify-full"
          : isFar && ssl !== "false" && ssl !== "0"
            ? "prefer"
            : "disable"),
    sslRootCert: rootCert,
    sslCert: take("sslcert"),
    sslKey: take("sslkey"),
    connectTimeoutSeconds: timeout === null ? null : secondsOf(timeout),
    applicationName: take("application_name"),
    options: take("options"),
    targetSessionAttrs:
      oneOf(SESSION_ATTRIBUTES, take("target_session_attrs")) ??
      // The studio writes: of several servers it wants the one that takes it.
      (hosts.length > 1 ? "read-write" : "any"),
    ignored: [...parameters.keys()].sort(),
  };
}

function parametersOf(query: string): Map<string, string> {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return new Map(
    pairs.map((pair) => {
      const [name, value = ""] = split(pair, "=");
      return [decodeURIComponent(name), decodeURIComponent(value.replaceAll("+", " "))];
    }),
  );
}

function hostsOf(inUrl: string, host: string | null, port: string | null): DatabaseHost[] {
  const given = inUrl === "" ? [] : inUrl.split(",").map(hostAndPort);
  const hosts =
    host === null ? given : host.split(",").map((name) => ({ host: bare(name), port: null }));
  const ports = port === null ? [] : port.split(",");
  const all = hosts.length === 0 ? [{ host: "localhost", port: null }] : hosts;
  if (ports.length > 1 && ports.length !== all.length)
    throw new RefusedError("as many ports as hosts");
  return all.map((each, index) => ({
    host: each.host === "" ? "localhost" : each.host,
    port:
      portOf(ports.length === 1 ? ports[0] : ports[index]) ??
      each.port ??
      given[index]?.port ??
      DEFAULT_PORT,
  }));
}

function hostAndPort(text: string): { host: string; port: number | null } {
  const parts = /^(?<host>\[[0-9A-Fa-f:.]+(?:%[^\]]+)?\]|[^:[\]@]*)(?::(?<port>\d*))?$/.exec(
    text,
  )?.groups;
  if (parts === undefined) throw new RefusedError("no host");
  return { host: bare(decodeURIComponent(parts["host"] ?? "")), port: portOf(parts["port"]) };
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/s, "$1");
}

function portOf(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new RefusedError("no port");
  return port;
}

/** Nothing between here and there: TLS is not tried where nobody asks for it. */
function isHere(host: string): boolean {
  return host.startsWith("/") || host === "localhost" || host === "::1" || host.startsWith("127.");
}

function secondsOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new RefusedError("no seconds");
  return Number(text);
}

function textOrNull(text: string): string | null {
  return text === "" ? null : decodeURIComponent(text);
}

function oneOf<const Value extends string>(
  values: readonly Value[],
  text: string | null,
): Value | null {
  if (text === null) return null;
  const value = values.find((one) => one === text);
  if (value === undefined) throw new RefusedError("another value");
  return value;
}

/** At the first separator; the second part is absent where there is none. */
function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
